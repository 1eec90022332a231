// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <regex>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "files/input_files.h"
#include "model/input_error.h"
#include "tests/calibration/damage.h"

namespace etslink::test {
namespace {

std::string fault_of_folder(const std::string& output) {
  try {
    const std::vector<BenchmarkGap> gaps = check_benchmark(read_benchmark(output), own_balance_tolerance);
    if (!gaps.empty()) return "accepted, but: " + gaps.front().text;
  } catch (const InputError& error) {
    return std::string("accepted, but the benchmark reader says: ") + error.what();
  }
  static const std::regex not_a_number("\\b-?(nan|inf)\\b");
  const std::string report = read_text_file(output + "/calibration_report.md");
  std::smatch found;
  if (std::regex_search(report, found, not_a_number)) {
    const std::size_t begin = report.rfind('\n', static_cast<std::size_t>(found.position())) + 1;
    return "accepted, but the report has: " + report.substr(begin, report.find('\n', begin) - begin);
  }
  return "";
}

std::string fault_of_message(const std::string& message, const std::string& folder) {
  if (std::filesystem::exists(folder + "/out/benchmark.toml"))
    return "refused after the folder was written: " + message;
  if (message.rfind(folder + "/", 0) != 0) return "refused without file: " + message;
  static const std::regex line(":[1-9][0-9]*: ");
  if (!std::regex_search(message.substr(folder.size(), message.find(' ') + 1 - folder.size()), line))
    return "refused without line: " + message;
  static const std::regex odd("-nan|\\b(nan|inf) (million|Mt|PJ|%)");
  return std::regex_search(message, odd) ? "refused with an odd number: " + message : "";
}

}  // namespace

Outcome try_calibration(const std::string& recipe, const std::string& folder) {
  const std::string output = folder + "/out";
  std::filesystem::remove_all(output);
  forget_inputs();
  try {
    calibrate(recipe, output);
  } catch (const InputError& error) {
    return {false, fault_of_message(error.what(), folder)};
  } catch (const std::exception& error) {
    return {false, std::string("unexpected: ") + error.what()};
  }
  return {true, fault_of_folder(output)};
}

}  // namespace etslink::test
