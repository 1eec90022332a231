// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "model/equilibrium.h"
#include "model/instruments/indirect_emissions.h"
#include "study/read_allowances.h"
#include "study/read_numbers.h"

namespace etslink {
namespace {

const std::string cap_example = ", e.g. { reduction_percent = 10 }";
const std::vector<std::string> cap_rules{"mt", "reduction_percent", "percent_of_benchmark",
                                         "per_gdp_reduction_percent"};

std::set<Region> member_regions(const PermitMarket& market) {
  std::set<Region> members;
  for (const auto& coverage : market.coverage) members.insert(coverage.region);
  return members;
}

std::vector<std::string> codes_of(const std::set<Region>& regions, const Benchmark& benchmark) {
  std::vector<std::string> codes;
  for (const Region region : regions) codes.push_back(benchmark.regions[region.index].code);
  return codes;
}

// A value for each region of a market: one number for all, or a table by region.
class ByRegion {
 public:
  ByRegion(const TomlValue& value, const PermitMarket& market, const NamedSets& sets)
      : value_(value), sets_(sets), is_table_(value.is(TomlValue::Kind::table)) {
    if (is_table_) value.expect_keys(codes_of(member_regions(market), sets.benchmark()));
  }

  [[nodiscard]] const TomlValue& of(Region region) const {
    return is_table_ ? value_.require_key(sets_.benchmark().regions[region.index].code) : value_;
  }
  [[nodiscard]] bool is_table() const { return is_table_; }

 private:
  const TomlValue& value_;
  const NamedSets& sets_;
  bool is_table_;
};

// Tonnes can't be the same for several regions.
void expect_table_by_region(const TomlValue& value, const PermitMarket& market, const Benchmark& benchmark) {
  const auto members = member_regions(market);
  if (value.is(TomlValue::Kind::table) || members.size() == 1) return;
  const std::string key = value.name().substr(value.name().rfind('.') + 1);
  value.fail("market '" + market.name + "' has several regions: state the " + (key == "mt" ? "cap" : "'" + key + "'") +
             " of each, e.g. " + key + " = { " + codes_of(members, benchmark).front() + " = 100, ... }");
}

// The one rule a cap states.
const std::pair<std::string, TomlValue>& rule_of(const TomlValue& cap) {
  auto keys = cap_rules;
  keys.emplace_back("of_mt");
  cap.expect_keys(keys);
  const std::pair<std::string, TomlValue>* rule = nullptr;
  int count = 0;
  for (const auto& entry : cap.entries()) {
    if (entry.first == "of_mt") continue;
    rule = &entry;
    ++count;
  }
  if (count != 1) {
    cap.fail("'" + cap.name() + "' must state exactly one of mt, reduction_percent, percent_of_benchmark, " +
             "per_gdp_reduction_percent" + cap_example);
  }
  if (const auto* base = cap.find("of_mt"); base != nullptr && rule->first != "reduction_percent")
    base->fail("'" + base->name() + "' belongs to reduction_percent, e.g. { reduction_percent = 26, of_mt = 1234 }");
  return *rule;
}

double cap_from(const std::string& rule, const TomlValue& value, double base_mt) {
  if (rule == "mt") return read_non_negative(value);
  if (rule == "percent_of_benchmark") return base_mt * read_non_negative(value) / 100;
  return base_mt * (1 - read_percent(value));
}

}  // namespace

double benchmark_emissions(const PermitMarket& market, Region region, const Benchmark& benchmark) {
  double sum = 0;
  for (const auto& coverage : market.coverage) {
    if (coverage.region == region) sum += covered_emissions(benchmark, coverage);
  }
  return sum + indirect_emissions(benchmark, market, region);
}

void read_cap(const TomlValue& cap, const NamedSets& sets, PermitMarket& market) {
  if (!cap.is(TomlValue::Kind::table)) {
    cap.fail("'" + cap.name() + "' must be a table that states its rule" + cap_example);
  }
  const auto& benchmark = sets.benchmark();
  const auto& [rule, value] = rule_of(cap);
  const TomlValue* base = cap.find("of_mt");
  if (rule == "mt") expect_table_by_region(value, market, benchmark);
  if (base != nullptr) expect_table_by_region(*base, market, benchmark);
  const ByRegion numbers(value, market, sets);
  std::optional<ByRegion> bases;
  if (base != nullptr) bases.emplace(*base, market, sets);
  auto& caps = rule == "per_gdp_reduction_percent" ? market.cap_per_gdp_mt : market.cap_mt;
  caps.assign(benchmark.regions.size(), 0.0);
  for (const Region region : member_regions(market)) {
    const double base_mt = bases ? read_positive(bases->of(region)) : benchmark_emissions(market, region, benchmark);
    caps[region.index] = cap_from(rule, numbers.of(region), base_mt);
  }
}

}  // namespace etslink
