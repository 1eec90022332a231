// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_numbers.h"

#include <cmath>

#include "calibration/text_encoding.h"
#include "calibration/toml/key_record.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Far beyond what any tonne, price or payment is, and near enough to what solvers can weigh against the benchmark.
constexpr double largest_size = 1e16;

[[noreturn]] void fail_range(const TomlValue& value, const std::string& allowed) {
  value.fail("'" + value.name() + "' must be " + allowed + ", not " + shortest_text(value.as_number()));
}

double sized(const TomlValue& value, double number) {
  if (std::abs(number) > largest_size) fail_range(value, "at most " + shortest_text(largest_size) + " in size");
  return number;
}

// The range is recorded before it is held: a value that is refused has it as well.
double allowed_number(const TomlValue& value, const NumberRange& range) {
  if (KeyRecord* record = KeyRecord::active()) record->of(value.at().file, value.name()).ranges.push_back(range);
  return value.as_number();
}

}  // namespace

double read_non_negative(const TomlValue& value) {
  const double number = allowed_number(value, {.least = 0});
  if (number < 0) fail_range(value, "0 or more");
  return sized(value, number);
}

double read_positive(const TomlValue& value) {
  const double number = allowed_number(value, {.least = 0, .excludes_least = true});
  if (number <= 0) fail_range(value, "above 0");
  return sized(value, number);
}

double read_between(const TomlValue& value, double least, double largest) {
  const double number = allowed_number(value, {.least = least, .largest = largest});
  if (number < least || number > largest)
    fail_range(value, "between " + shortest_text(least) + " and " + shortest_text(largest));
  return number;
}

double read_whole(const TomlValue& value, double least, double largest) {
  const auto whole_text = [](double number) { return std::to_string(static_cast<long long>(number)); };
  const double number = allowed_number(value, {.least = least, .largest = largest, .is_whole = true});
  if (number < least || number > largest || number != std::floor(number))
    fail_range(value, "a whole number from " + whole_text(least) + " to " + whole_text(largest));
  return number;
}

double read_percent(const TomlValue& value) { return read_between(value, 0, 100) / 100; }

double read_percent_below_100(const TomlValue& value) {
  const double number = allowed_number(value, {.least = 0, .largest = 100, .excludes_largest = true});
  if (number < 0 || number >= 100) fail_range(value, "0 or more and below 100");
  return number / 100;
}

double read_percent_above_0(const TomlValue& value) {
  const double number = allowed_number(value, {.least = 0, .largest = 100, .excludes_least = true});
  if (number <= 0 || number > 100) fail_range(value, "above 0 and at most 100");
  return number / 100;
}

bool read_flag(const TomlValue& value) { return value.as_boolean(); }

std::string read_text(const TomlValue& value) { return value.as_text(); }

std::string read_line(const TomlValue& value) {
  if (has_control_character(value.as_text())) value.fail("'" + value.name() + "' must be a text in one line");
  return value.as_text();
}

}  // namespace etslink
