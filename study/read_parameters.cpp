// SPDX-License-Identifier: Apache-2.0
#include "study/read_parameters.h"

#include <algorithm>
#include <set>

#include "calibration/toml/toml_numbers.h"
#include "model/elasticity_range.h"
#include "model/instruments/subsistence.h"
#include "model/leisure.h"
#include "study/sector_roles.h"

namespace etslink {
namespace {

const std::string role_prefix = "role:";

// Reads the values of one parameter.
class ParameterReader {
 public:
  ParameterReader(const std::string& parameter, const Benchmark& benchmark)
      : parameter_(parameter), benchmark_(benchmark) {}

  void read(const TomlValue& value) {
    if (!value.is(TomlValue::Kind::table)) return add(value, "", "");
    if (value.entries().empty()) value.fail("'" + value.name() + "' has no value");
    // What comes later is used: a sector goes before its role, whatever the order of the file.
    for (const auto& [key, entry] : value.entries()) {
      if (key.starts_with(role_prefix)) read_role(key.substr(role_prefix.size()), entry);
    }
    for (const auto& [key, entry] : value.entries()) {
      if (!key.starts_with(role_prefix)) read_entry(key, entry);
    }
  }

  [[nodiscard]] std::vector<ParameterValue> values() const { return values_; }

 private:
  void read_entry(const std::string& key, const TomlValue& entry) {
    const bool is_region = benchmark_.find_region(key).valid(), is_sector = benchmark_.find_sector(key).valid();
    if (is_region && is_sector) entry.fail("'" + key + "' is a region and a sector: write REGION = { SECTOR = value }");
    if (key == "default") return add(entry, "", "");
    if (is_sector) return add(entry, "", key);
    if (!is_region) entry.fail("unknown region or sector '" + key + "'" + suggestion(key, codes()));
    if (!entry.is(TomlValue::Kind::table)) return add(entry, key, "");
    for (const auto& [sector, value] : entry.entries()) {
      if (!benchmark_.find_sector(sector).valid()) {
        value.fail("unknown sector '" + sector + "'" + suggestion(sector, benchmark_.sector_codes()));
      }
      add(value, key, sector);
    }
  }

  void read_role(const std::string& role, const TomlValue& entry) {
    const auto& roles = role_names();
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) {
      entry.fail("unknown role '" + role + "'" + suggestion(role, roles));
    }
    for (const auto& sector : sectors_with_role(benchmark_, role)) add(entry, "", sector);
  }

  void add(const TomlValue& value, const std::string& region, const std::string& sector) {
    const double number = value.as_number();
    if (number < 0) value.fail("'" + value.name() + "' must not be negative");
    const bool is_price = parameter_ == process_price_scale;
    if (is_price && number == 0) value.fail("'" + value.name() + "' must be above 0");
    if (!is_price) static_cast<void>(read_between(value, 0, largest_elasticity));
    values_.push_back({parameter_, region, sector, number, value.at()});
  }

  [[nodiscard]] std::vector<std::string> codes() const {
    auto codes = benchmark_.sector_codes();
    const auto regions = benchmark_.region_codes();
    codes.insert(codes.end(), regions.begin(), regions.end());
    codes.emplace_back("default");
    return codes;
  }

  std::string parameter_;
  const Benchmark& benchmark_;
  std::vector<ParameterValue> values_;
};

void add_rule(std::set<std::string>& names, const ElasticityRule& rule) {
  if (!rule.parameter.empty()) names.insert(rule.parameter);
}

}  // namespace

const std::vector<std::string>& model_parameters() {
  static const std::vector<std::string> names{"supply_elasticity",
                                              "process_xhat",
                                              "process_nu",
                                              "transformation_elasticity",
                                              "make_transformation_elasticity",
                                              leisure_ratio,
                                              subsistence_share};
  return names;
}

std::vector<ParameterValue> read_parameters(const TomlValue& table, const Benchmark& benchmark,
                                            const std::vector<std::string>& allowed) {
  if (!allowed.empty()) table.expect_keys(allowed);
  std::vector<ParameterValue> values;
  for (const auto& [parameter, value] : table.as_table().entries()) {
    ParameterReader reader(parameter, benchmark);
    reader.read(value);
    const auto read = reader.values();
    values.insert(values.end(), read.begin(), read.end());
  }
  return values;
}

std::vector<std::string> known_parameters(const Benchmark& benchmark, const NestSet& nests) {
  std::set<std::string> names(model_parameters().begin(), model_parameters().end());
  for (const auto& entry : benchmark.elasticities) names.insert(entry.parameter);
  for (const auto& entry : nests.parameters) names.insert(entry.parameter);
  auto trees = nests.production;
  trees.insert(trees.end(), {nests.household, nests.government, nests.investment});
  for (const auto& tree : trees) {
    for (const auto& nest : tree.nests) add_rule(names, nest.sigma);
  }
  for (const auto& rule : {nests.armington_top, nests.armington_origins, nests.margin_pool}) add_rule(names, rule);
  return {names.begin(), names.end()};
}

}  // namespace etslink
