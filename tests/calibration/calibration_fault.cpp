// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <exception>
#include <filesystem>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "files/input_files.h"
#include "model/input_error.h"
#include "tests/calibration/damage.h"

namespace etslink::test {
namespace {

bool is_of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Places of "nan" and "inf" as whole words.
std::vector<std::size_t> places_of_no_numbers(const std::string& text) {
  std::vector<std::size_t> places;
  for (const std::string word : {"nan", "inf"}) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const auto end = at + word.size();
      if ((at == 0 || !is_of_word(text[at - 1])) && (end == text.size() || !is_of_word(text[end])))
        places.push_back(at);
    }
  }
  return places;
}

// Whether the text up to its first space ends with the number of a line: "file:12: ".
bool has_line(const std::string& text) {
  const auto end = text.find(": ");
  if (end == std::string::npos || end == 0 || end != text.find(' ') - 1) return false;
  const auto begin = text.rfind(':', end - 1);
  return begin != std::string::npos && begin + 1 < end && text[begin + 1] != '0' &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                     text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_odd_number(const std::string& message) {
  const auto places = places_of_no_numbers(message);
  return std::any_of(places.begin(), places.end(), [&](std::size_t at) {
    if (at > 0 && message[at - 1] == '-') return true;
    const auto rest = message.substr(at + 3);
    return rest.starts_with(" million") || rest.starts_with(" Mt") || rest.starts_with(" PJ") || rest.starts_with(" %");
  });
}

std::string fault_of_folder(const std::string& output) {
  try {
    const std::vector<BenchmarkGap> gaps = check_benchmark(read_benchmark(output), own_balance_tolerance);
    if (!gaps.empty()) return "accepted, but: " + gaps.front().text;
  } catch (const InputError& error) {
    return std::string("accepted, but the benchmark reader says: ") + error.what();
  }
  const std::string report = read_text_file(output + "/calibration_report.md");
  const auto places = places_of_no_numbers(report);
  if (!places.empty()) {
    const std::size_t begin = report.rfind('\n', places.front()) + 1;
    return "accepted, but the report has: " + report.substr(begin, report.find('\n', begin) - begin);
  }
  return "";
}

std::string fault_of_message(const std::string& message, const std::string& folder) {
  if (std::filesystem::exists(folder + "/out/benchmark.toml"))
    return "refused after the folder was written: " + message;
  if (message.rfind(folder + "/", 0) != 0) return "refused without file: " + message;
  if (!has_line(message.substr(folder.size()))) return "refused without line: " + message;
  return has_odd_number(message) ? "refused with an odd number: " + message : "";
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
