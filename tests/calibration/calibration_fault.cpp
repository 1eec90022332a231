// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <regex>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
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

}  // namespace

std::string calibration_fault(const std::string& recipe, const std::string& folder) {
  const std::string output = folder + "/out";
  std::filesystem::remove_all(output);
  try {
    calibrate(recipe, output);
  } catch (const InputError& error) {
    const std::string message = error.what();
    if (std::filesystem::exists(output)) return "refused after the folder was written: " + message;
    static const std::regex line("^[0-9]+: .*");
    if (message.rfind(folder + "/", 0) != 0) return "refused without file: " + message;
    const std::size_t colon = message.find(':');
    if (!std::regex_match(message.substr(colon + 1, message.find('\n') - colon - 1), line))
      return "refused without line: " + message;
    static const std::regex odd("[^'/a-z](nan|inf)\\b");
    if (std::regex_search(message, odd)) return "refused with an odd number: " + message;
    return "refused";
  } catch (const std::exception& error) {
    return std::string("unexpected: ") + error.what();
  }
  return fault_of_folder(output);
}

}  // namespace etslink::test
