// SPDX-License-Identifier: Apache-2.0
#include "app/iamc_maps.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "calibration/text_file.h"
#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"

namespace etslink {
namespace {

// A level of a name is a text without blanks around it; the databases take no other.
std::string read_name(const TomlValue& value) {
  const auto name = read_line(value);
  if (name.empty()) value.fail("'" + value.name() + "' must be a name that is not empty");
  if (name.front() == ' ' || name.back() == ' ' || name.find(" |") != std::string::npos ||
      name.find("| ") != std::string::npos)
    value.fail("'" + value.name() + "' is '" + name + "': no blanks around a name or around '|'");
  if (name.find_first_of(";:") != std::string::npos)
    value.fail("'" + value.name() + "' is '" + name + "': the databases take no ';' and no ':'");
  return name;
}

double read_factor(const TomlValue& value) {
  const double factor = value.as_number();
  if (std::abs(factor) < std::numeric_limits<double>::min()) value.fail("'" + value.name() + "' must not be 0");
  return factor;
}

IamcName read_variable(const TomlValue& value) {
  if (!value.is(TomlValue::Kind::table)) {
    const auto name = read_name(value);
    return {name == "none" ? "" : name, "", 1};
  }
  return read_section(value, [](TomlSection& section) {
    IamcName result{read_name(section.need("name")), "", 1};
    section.read("unit", read_name, result.unit);
    section.read("factor", read_factor, result.factor);
    return result;
  });
}

}  // namespace

void read_region_names(const std::string& path, IamcNames& names) {
  const auto map = parse_toml(read_text_file(path), path);
  for (const auto& [code, value] : map.entries()) {
    names.regions[code] = read_name(value);
    names.region_at[code] = value.at();
  }
}

void read_variable_names(const std::string& path, IamcNames& names) {
  const auto map = parse_toml(read_text_file(path), path);
  for (const auto& [name, value] : map.entries()) {
    names.variables[name] = read_variable(value);
    names.variable_at[name] = value.at();
  }
}

void read_currency(const std::string& text, IamcNames& names) {
  const auto sign = text.find('=');
  double factor = 0;
  const char* end = text.data() + text.size();
  const bool is_read = sign != std::string::npos && sign > 0 &&
                       std::from_chars(text.data() + sign + 1, end, factor).ptr == end && std::isfinite(factor);
  if (!is_read || factor <= 0)
    throw InputError({},
                     "--currency must be NAME=FACTOR with a factor above 0, e.g. USD_2010=0.98, not '" + text + "'");
  names.currency = text.substr(0, sign);
  names.currency_factor = factor;
}

}  // namespace etslink
