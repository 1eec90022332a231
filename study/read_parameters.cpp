// SPDX-License-Identifier: Apache-2.0
#include "study/read_parameters.h"

#include <algorithm>
#include <set>

#include "calibration/parameter_names.h"
#include "calibration/toml/toml_names.h"
#include "calibration/toml/toml_numbers.h"
#include "model/elasticity_range.h"
#include "model/number_text.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

const std::string role_key = "role:";

const std::string every_place = "default";

bool is_in(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Reads the values of one parameter. What comes later is used, whatever the order of the file: what a key says of many
// places is read before what another one says of one of them.
class ParameterReader {
 public:
  ParameterReader(const std::string& parameter, const NamedSets& sets)
      : parameter_(parameter), benchmark_(sets.benchmark()), sets_(sets) {}

  void read(const TomlValue& value) {
    if (!value.is(TomlValue::Kind::table)) return add(value, "", "");
    if (value.entries().empty()) value.fail("'" + value.name() + "' has no value");
    for (const auto& [key, entry] : value.entries()) expect_place(key, entry);
    for (const auto& [key, entry] : value.entries()) {
      if (is_region_set(key)) read_regions(key, entry);
    }
    for (const auto& [key, entry] : value.entries()) {
      if (is_region(key)) read_by_sector(entry, key);
    }
    read_by_sector(value, "");
  }

  [[nodiscard]] std::vector<ParameterValue> values() const { return values_; }

 private:
  [[nodiscard]] bool is_region(const std::string& key) const { return benchmark_.find_region(key).valid(); }
  [[nodiscard]] bool is_sector(const std::string& key) const { return benchmark_.find_sector(key).valid(); }
  [[nodiscard]] bool is_region_set(const std::string& key) const { return key != "all" && sets_.has_region_set(key); }
  [[nodiscard]] bool is_sector_set(const std::string& key) const { return key != "all" && sets_.has_sector_set(key); }
  [[nodiscard]] static bool is_role(const std::string& key) { return key.starts_with(role_key); }

  // A key of the table of a parameter.
  void expect_place(const std::string& key, const TomlValue& entry) const {
    if (is_region(key) && is_sector(key))
      entry.fail("'" + key + "' is a region and a sector: write REGION = { SECTOR = value }");
    if (is_region_set(key) && is_sector_set(key))
      entry.fail("'" + key + "' is a set of regions and one of sectors: write REGIONS = { SECTORS = value }");
    if (is_region(key) || is_region_set(key)) return;
    expect_sector(key, entry, "unknown region or sector '", true);
  }

  void expect_sector(const std::string& key, const TomlValue& entry, const std::string& problem,
                     bool allows_regions) const {
    if (is_role(key)) return expect_role(key.substr(role_key.size()), entry);
    if (key == every_place || is_sector(key) || is_sector_set(key)) return;
    auto codes = benchmark_.sector_codes();
    if (allows_regions) {
      const auto regions = benchmark_.region_codes();
      codes.insert(codes.end(), regions.begin(), regions.end());
    }
    codes.push_back(every_place);
    entry.fail(problem + key + "'" + suggestion(key, codes));
  }

  static void expect_role(const std::string& role, const TomlValue& entry) {
    if (!is_in(role_names(), role)) entry.fail("unknown role '" + role + "'" + suggestion(role, role_names()));
  }

  void read_regions(const std::string& set, const TomlValue& entry) {
    for (const Region region : sets_.regions(TomlValue::of_text(set, entry.name(), entry.at())))
      read_by_sector(entry, benchmark_.regions[region.index].code);
  }

  // A value for all sectors, or a table: default, then roles, sets and sectors. Without a region the table has entries
  // for regions as well, which stand apart.
  void read_by_sector(const TomlValue& value, const std::string& region) {
    if (!value.is(TomlValue::Kind::table)) return add(value, region, "");
    if (value.entries().empty()) value.fail("'" + value.name() + "' has no value");
    const bool is_top = region.empty();
    for (const auto& [key, entry] : value.entries()) {
      if (!is_top) expect_sector(key, entry, "unknown sector '", false);
      if (key == every_place) add(entry, region, "");
      if (is_role(key)) add_all(sectors_with_role(benchmark_, key.substr(role_key.size())), entry, region);
    }
    for (const auto& [key, entry] : value.entries()) {
      if (is_sector_set(key)) add_set(key, entry, region);
    }
    for (const auto& [key, entry] : value.entries()) {
      if (is_sector(key)) add(entry, region, key);
    }
  }

  void add_set(const std::string& set, const TomlValue& entry, const std::string& region) {
    std::vector<std::string> codes;
    for (const Sector sector : sets_.producers(TomlValue::of_text(set, entry.name(), entry.at())))
      codes.push_back(benchmark_.sectors[sector.index].code);
    add_all(codes, entry, region);
  }

  void add_all(const std::vector<std::string>& sectors, const TomlValue& entry, const std::string& region) {
    for (const auto& sector : sectors) add(entry, region, sector);
  }

  void add(const TomlValue& value, const std::string& region, const std::string& sector) {
    const double number = value.as_number();
    if (const OwnRange* range = own_range(parameter_))
      return add_in(*range, value, {parameter_, region, sector, number, value.at()});
    if (number < 0) value.fail("'" + value.name() + "' must not be negative");
    const bool is_price = parameter_ == process_price_scale;
    if (is_price && number == 0) value.fail("'" + value.name() + "' must be above 0");
    if (!is_price) static_cast<void>(read_between(value, 0, largest_elasticity));
    values_.push_back({parameter_, region, sector, number, value.at()});
  }

  void add_in(const OwnRange& range, const TomlValue& value, const ParameterValue& stated) {
    if (!range.holds(stated.value))
      value.fail("'" + value.name() + "' can't be " + shortest_text(stated.value) + "; allowed: " + range.allowed);
    values_.push_back(stated);
  }

  std::string parameter_;
  const Benchmark& benchmark_;
  const NamedSets& sets_;
  std::vector<ParameterValue> values_;
};

void add_rule(std::set<std::string>& names, const ElasticityRule& rule) {
  if (!rule.parameter.empty()) names.insert(rule.parameter);
}

}  // namespace

std::vector<ParameterValue> read_parameters(const TomlValue& table, const NamedSets& sets,
                                            const std::vector<std::string>& allowed) {
  if (!allowed.empty()) expect_names(table, allowed);
  std::vector<ParameterValue> values;
  for (const auto& [parameter, value] : table.as_table().entries()) {
    ParameterReader reader(parameter, sets);
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
