// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/read_axis.h"

#include <algorithm>
#include <cmath>

#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"
#include "model/number_text.h"

namespace etslink {
namespace {

using Kind = Distribution::Kind;

// Distributions that keep less than this between their limits can't be drawn from with any accuracy.
constexpr double least_kept_probability = 1e-9;

struct KindInfo {
  Kind kind;
  const char* name;
  const char* example;  // of its numbers; nullptr: any list
};
const KindInfo kinds[] = {
    {Kind::uniform, "uniform", "[least, largest]"}, {Kind::triangular, "triangular", "[least, mode, largest]"},
    {Kind::normal, "normal", "[mean, deviation]"},  {Kind::log_normal, "log_normal", "[median, sigma]"},
    {Kind::discrete, "discrete", nullptr},          {Kind::values, "values", nullptr}};

const std::string kind_list = "uniform, triangular, normal, log_normal, discrete, values";

bool is_normal(Kind kind) { return kind == Kind::normal || kind == Kind::log_normal; }

const KindInfo& kind_of(TomlSection& section) {
  const KindInfo* found = nullptr;
  for (const auto& kind : kinds) {
    if (!section.has(kind.name)) continue;
    if (found != nullptr) section.fail("'" + section.name() + "' must state exactly one of " + kind_list);
    found = &kind;
  }
  if (found == nullptr) section.fail("'" + section.name() + "' must state one of " + kind_list);
  return *found;
}

std::vector<double> read_list(const TomlValue& value) {
  std::vector<double> numbers;
  for (const auto& item : value.as_list()) numbers.push_back(item.as_number());
  if (numbers.empty()) value.fail("'" + value.name() + "' must have a number");
  return numbers;
}

void expect_count(const TomlValue& value, const std::vector<double>& numbers, const char* example) {
  const auto commas = std::count(example, example + std::char_traits<char>::length(example), ',');
  if (static_cast<long>(numbers.size()) != commas + 1)
    value.fail("'" + value.name() + "' must be " + example + ", not " + std::to_string(numbers.size()) + " numbers");
}

void check_numbers(const TomlValue& value, const Distribution& d) {
  const auto& n = d.numbers;
  if (d.kind == Kind::uniform && n[0] >= n[1])
    value.fail("'" + value.name() + "': the least value must be below the largest");
  if (d.kind == Kind::triangular && (n[0] > n[1] || n[1] > n[2] || n[0] == n[2]))
    value.fail("'" + value.name() + "': the mode must lie between the least and the largest value, which must differ");
  if (is_normal(d.kind) && n[1] <= 0)
    value.fail("'" + value.name() + "': the " + (d.kind == Kind::normal ? "deviation" : "sigma") + " must be above 0");
  if (d.kind == Kind::log_normal && n[0] <= 0) value.fail("'" + value.name() + "': the median must be above 0");
}

void read_weights(TomlSection& section, Distribution& d) {
  const auto* value = section.find("weights");
  if (value == nullptr) return;
  if (d.kind != Kind::discrete) value->fail("'" + value->name() + "' belongs to discrete");
  d.weights = read_list(*value);
  if (d.weights.size() != d.numbers.size())
    value->fail("'" + value->name() + "' must have a weight for each of the " + std::to_string(d.numbers.size()) +
                " values");
  double sum = 0;
  for (const double weight : d.weights) {
    if (weight <= 0) value->fail("'" + value->name() + "' must be above 0");
    sum += weight;
  }
  for (double& weight : d.weights) weight /= sum;
}

void read_limits(TomlSection& section, Distribution& d) {
  const TomlValue* last = nullptr;
  const auto read = [&](const char* key, double& target) {
    const auto* value = section.find(key);
    if (value == nullptr) return;
    if (!is_normal(d.kind)) value->fail("'" + value->name() + "' belongs to normal and log_normal");
    target = value->as_number();
    last = value;
  };
  read("min", d.least);
  read("max", d.largest);
  if (last == nullptr) return;
  if (d.least >= d.largest) last->fail("'" + section.name() + "': min must be below max");
  if (d.kind == Kind::log_normal && d.largest <= 0) last->fail("'" + last->name() + "' must be above 0");
  if (kept_probability(d) < least_kept_probability)
    last->fail("'" + section.name() + "': hardly anything of the distribution lies between min and max");
}

// TOML wants quotes around the part * of a key.
std::string with_quoted_stars(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_part = (i == 0 || text[i - 1] == '.') && (i + 1 == text.size() || text[i + 1] == '.');
    result += text[i] == '*' && is_part ? "\"*\"" : std::string(1, text[i]);
  }
  return result;
}

AxisKey read_key(const TomlValue& value) {
  AxisKey key{value.as_text(), {}, value.at()};
  try {
    const auto root = parse_toml(with_quoted_stars(key.text) + " = 0", "");
    const TomlValue* table = &root;
    while (table->is(TomlValue::Kind::table) && table->entries().size() == 1) {
      key.path.push_back(table->entries().front().first);
      table = &table->entries().front().second;
    }
  } catch (const InputError&) {
    key.path.clear();
  }
  if (key.path.empty() || key.text.find('\n') != std::string::npos)
    value.fail("'" + key.text + "' in '" + value.name() + "' is not a dotted key, e.g. market.CHN.cap.mt");
  return key;
}

std::vector<AxisKey> read_keys(TomlSection& section) {
  const auto* one = section.find("key");
  const auto* several = section.find("keys");
  if ((one == nullptr) == (several == nullptr)) section.fail("'" + section.name() + "' must state either key or keys");
  if (one != nullptr) return {read_key(*one)};
  std::vector<AxisKey> keys;
  for (const auto& item : several->as_list()) keys.push_back(read_key(item));
  if (keys.empty()) several->fail("'" + several->name() + "' must name a key");
  return keys;
}

}  // namespace

Distribution read_distribution(const TomlValue& table) {
  TomlSection section(table);
  const auto& info = kind_of(section);
  const auto& value = section.need(info.name);
  Distribution distribution;
  distribution.kind = info.kind;
  distribution.numbers = read_list(value);
  if (info.example != nullptr) expect_count(value, distribution.numbers, info.example);
  check_numbers(value, distribution);
  read_weights(section, distribution);
  read_limits(section, distribution);
  section.finish();
  return distribution;
}

Axis read_axis(const std::string& name, const TomlValue& table) {
  TomlSection section(table);
  section.allow("name");
  Axis axis{name, read_keys(section), AxisApply::set, read_distribution(section.need("distribution")), section.at()};
  section.choose("apply", {{"set", AxisApply::set}, {"multiply", AxisApply::multiply}}, axis.apply);
  section.finish();
  return axis;
}

}  // namespace etslink
