// SPDX-License-Identifier: Apache-2.0
#include "study/read_allowances.h"

#include <algorithm>

#include "model/trade_exposure.h"
#include "study/read_numbers.h"
#include "study/read_rates.h"

namespace etslink {
namespace {

const std::string by_the_rule = "eite";

RatedChoice all_sectors(const PermitMarket& market, const NamedSets& sets) {
  return {market.name, covered_sectors(sets.benchmark(), market)};
}

// The one key of a table that states rates, of those allowed; null where none is given.
const TomlValue* one_of(const TomlValue& table, const std::vector<std::string>& keys) {
  const TomlValue* found = nullptr;
  for (const auto& key : keys) {
    const auto* value = table.find(key);
    if (value == nullptr) continue;
    if (found != nullptr) table.fail("'" + table.name() + "' must state one of " + keys[0] + " and " + keys[1]);
    found = value;
  }
  return found;
}

ExposureRule read_exposure_rule(const TomlValue* table) {
  ExposureRule rule;
  if (table == nullptr) return rule;
  table->expect_keys({"trade_intensity_percent", "cost_share_percent", "both", "carbon_price"});
  read_if_present(*table, "trade_intensity_percent", read_percent, rule.trade_intensity);
  if (const auto* value = table->find("cost_share_percent")) rule.cost_share = read_non_negative(*value) / 100;
  if (const auto* value = table->find("both")) {
    const auto& parts = value->as_list();
    if (parts.size() != 2)
      value->fail("'" + value->name() + "' must be the two thresholds [trade intensity, cost share] in per cent");
    rule.joint_trade_intensity = read_percent(parts[0]);
    rule.joint_cost_share = read_non_negative(parts[1]) / 100;
  }
  read_if_present(*table, "carbon_price", read_non_negative, rule.carbon_price);
  return rule;
}

// Keeps the sectors that a list names, or that the rule exempts.
void choose(RatedChoice& choice, const TomlValue& wanted, const PermitMarket& market, const NamedSets& sets) {
  const auto is_chosen = [&](const CoveredSector& sector) {
    return std::any_of(market.exposure.begin(), market.exposure.end(), [&](const SectorExposure& exposure) {
      return exposure.is_exposed && exposure.region == sector.region && exposure.sector == sector.sector;
    });
  };
  if (wanted.is(TomlValue::Kind::text) && wanted.as_text() == by_the_rule) {
    std::erase_if(choice.sectors, [&](const CoveredSector& sector) { return !is_chosen(sector); });
    return;
  }
  const auto named = sets.sectors(wanted);
  for (const Sector sector : named) {
    const bool is_rated =
        std::any_of(choice.sectors.begin(), choice.sectors.end(), [&](const CoveredSector& candidate) {
          return candidate.sector == sector && candidate.mt > 0 && candidate.output_musd > 0;
        });
    if (!is_rated)
      wanted.fail("'" + wanted.name() + "': market '" + market.name + "' covers no emissions of '" +
                  sets.benchmark().sectors[sector.index].code + "' with an output");
  }
  std::erase_if(choice.sectors, [&](const CoveredSector& sector) {
    return std::find(named.begin(), named.end(), sector.sector) == named.end();
  });
}

// Sectors without a value in a table get their benchmark intensity in full.
void add_full_rates(const RatedChoice& choice, const TomlValue& at, const NamedSets& sets,
                    std::vector<OutputRate>& rates) {
  RatedChoice others{choice.market, {}};
  for (const auto& sector : choice.sectors) {
    const bool has_rate = std::any_of(rates.begin(), rates.end(), [&](const OutputRate& rate) {
      return rate.region == sector.region && rate.sector == sector.sector;
    });
    if (!has_rate && sector.mt > 0 && sector.output_musd > 0) others.sectors.push_back(sector);
  }
  if (others.sectors.empty()) return;
  const auto full = TomlValue::of_number(100, at.name(), at.at());
  const auto added = read_rates(full, RateRule::benchmark_percent, others, sets);
  rates.insert(rates.end(), added.begin(), added.end());
}

}  // namespace

void read_standard(const TomlValue& standard, const NamedSets& sets, PermitMarket& market) {
  if (!standard.is(TomlValue::Kind::table))
    standard.fail("'" + standard.name() + "' must be a table that states its rule, e.g. { reduction_percent = 10 }");
  standard.expect_keys({"reduction_percent", "t_per_musd"});
  const auto* value = one_of(standard, {"reduction_percent", "t_per_musd"});
  if (value == nullptr) standard.fail("'" + standard.name() + "' must state one of reduction_percent and t_per_musd");
  const bool is_relative = standard.find("reduction_percent") != nullptr;
  market.standard = read_rates(*value, is_relative ? RateRule::reduction_percent : RateRule::t_per_musd,
                               all_sectors(market, sets), sets);
}

void read_allocation(const AllocationTables& tables, const NamedSets& sets, PermitMarket& market) {
  auto choice = all_sectors(market, sets);
  const TomlValue* wanted = nullptr;
  if (tables.allocation != nullptr) {
    tables.allocation->expect_keys({"output_based", "benchmark_percent", "t_per_musd"});
    wanted = &tables.allocation->require_key("output_based");
  }
  const bool is_by_rule = wanted != nullptr && wanted->is(TomlValue::Kind::text) && wanted->as_text() == by_the_rule;
  if (is_by_rule || tables.eite != nullptr)
    market.exposure = trade_exposure(sets.benchmark(), choice.sectors, read_exposure_rule(tables.eite));
  if (wanted == nullptr) return;
  choose(choice, *wanted, market, sets);
  const auto* value = one_of(*tables.allocation, {"benchmark_percent", "t_per_musd"});
  const bool is_absolute = tables.allocation->find("t_per_musd") != nullptr;
  if (value != nullptr && !choice.sectors.empty())
    market.output_based =
        read_rates(*value, is_absolute ? RateRule::t_per_musd : RateRule::benchmark_percent, choice, sets);
  if (!is_absolute) add_full_rates(choice, *wanted, sets, market.output_based);
}

void read_crediting(const TomlValue& crediting, const NamedSets& sets, PermitMarket& market) {
  crediting.expect_keys({"baseline_percent", "baseline_t_per_musd", "absolute", "support_price"});
  const auto* value = one_of(crediting, {"baseline_percent", "baseline_t_per_musd"});
  if (value == nullptr)
    crediting.fail("'" + crediting.name() + "' must state one of baseline_percent and baseline_t_per_musd");
  const bool is_relative = crediting.find("baseline_percent") != nullptr;
  SectoralCrediting result;
  result.baseline = read_rates(*value, is_relative ? RateRule::benchmark_percent : RateRule::t_per_musd,
                               all_sectors(market, sets), sets);
  if (const auto* absolute = crediting.find("absolute")) result.is_absolute = absolute->as_boolean();
  if (const auto* price = crediting.find("support_price")) market.fixed_price = read_non_negative(*price);
  market.crediting = result;
}

}  // namespace etslink
