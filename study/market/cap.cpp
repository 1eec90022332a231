// SPDX-License-Identifier: Apache-2.0
// The cap of a market by region, absolute or per real GDP: cap, one rule with a number or a table by region.
#include <optional>
#include <set>

#include "calibration/toml/toml_names.h"
#include "calibration/toml/toml_numbers.h"
#include "model/equilibrium.h"
#include "model/indirect_emissions.h"
#include "study/market/market_rules.h"

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
    if (is_table_) expect_names(value, codes_of(member_regions(market), sets.benchmark()));
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

// The one rule a cap states, and the emissions that it refers to where it states those.
struct CapRule {
  std::string key;
  const TomlValue* value = nullptr;
  const TomlValue* base = nullptr;
};

CapRule read_rule(const TomlValue& cap) {
  if (!cap.is(TomlValue::Kind::table))
    cap.fail("'" + cap.name() + "' must be a table that states its rule" + cap_example);
  TomlSection section(cap);
  CapRule rule;
  int count = 0;
  for (const auto& key : cap_rules) {
    const auto* value = section.find(key);
    if (value == nullptr) continue;
    rule.key = key;
    rule.value = value;
    ++count;
  }
  rule.base = section.find("of_mt");
  section.finish();
  if (count != 1)
    cap.fail("'" + cap.name() + "' must state exactly one of mt, reduction_percent, percent_of_benchmark, " +
             "per_gdp_reduction_percent" + cap_example);
  if (rule.base != nullptr && rule.key != "reduction_percent")
    rule.base->fail("'" + rule.base->name() +
                    "' belongs to reduction_percent, e.g. { reduction_percent = 26, of_mt = 1234 }");
  return rule;
}

// Emissions of a region that the market covers at the benchmark, to which per cents refer [Mt].
double benchmark_emissions(const PermitMarket& market, Region region, const Benchmark& benchmark) {
  double sum = 0;
  for (const auto& coverage : market.coverage) {
    if (coverage.region == region) sum += covered_emissions(benchmark, coverage);
  }
  return sum + indirect_emissions(benchmark, market, region);
}

double cap_from(const std::string& rule, const TomlValue& value, double base_mt) {
  if (rule == "mt") return read_non_negative(value);
  if (rule == "percent_of_benchmark") return base_mt * read_non_negative(value) / 100;
  return base_mt * (1 - read_percent(value));
}

void read_cap(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  const auto& benchmark = sets.benchmark();
  market.cap_mt.assign(benchmark.regions.size(), 0.0);
  const auto* cap = section.find("cap");
  if (cap == nullptr) return;
  const auto [rule, value, base] = read_rule(*cap);
  if (rule == "mt") expect_table_by_region(*value, market, benchmark);
  if (base != nullptr) expect_table_by_region(*base, market, benchmark);
  const ByRegion numbers(*value, market, sets);
  std::optional<ByRegion> bases;
  if (base != nullptr) bases.emplace(*base, market, sets);
  auto& caps = rule == "per_gdp_reduction_percent" ? market.cap_per_gdp_mt : market.cap_mt;
  caps.assign(benchmark.regions.size(), 0.0);
  for (const Region region : member_regions(market)) {
    const double base_mt = bases ? read_positive(bases->of(region)) : benchmark_emissions(market, region, benchmark);
    caps[region.index] = cap_from(rule, numbers.of(region), base_mt);
  }
}

}  // namespace

MarketRule market_cap() { return {.read = read_cap, .main_key = "cap"}; }

}  // namespace etslink
