// SPDX-License-Identifier: Apache-2.0
// What is given out free of charge: by output to named sectors, or to those that the rule for trade-exposed sectors
// finds, or a part of the cap: allocation, eite.
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "model/trade_exposure.h"
#include "study/market/market_rules.h"
#include "study/market/read_rates.h"

namespace etslink {
namespace {

const std::string by_the_rule = "eite";

double read_percent_of_cost(const TomlValue& value) { return read_non_negative(value) / 100; }

ExposureRule read_exposure_rule(TomlSection& section) {
  ExposureRule rule;
  section.read("trade_intensity_percent", read_percent, rule.trade_intensity);
  section.read("cost_share_percent", read_percent_of_cost, rule.cost_share);
  if (const auto* value = section.find("both")) {
    const auto& parts = value->as_list();
    if (parts.size() != 2)
      value->fail("'" + value->name() + "' must be the two thresholds [trade intensity, cost share] in per cent");
    rule.joint_trade_intensity = read_percent(parts[0]);
    rule.joint_cost_share = read_percent_of_cost(parts[1]);
  }
  section.read("carbon_price", read_non_negative, rule.carbon_price);
  return rule;
}

// Keeps the sectors that a list names, or that the rule exempts.
void choose(RatedChoice& choice, const TomlValue& wanted, const PermitMarket& market, const NamedSets& sets) {
  const auto is_chosen = [&](const CoveredSector& sector) {
    return std::any_of(market.exposure.begin(), market.exposure.end(), [&](const SectorExposure& exposure) {
      return exposure.is_exposed && exposure.region == sector.region && exposure.sector == sector.sector;
    });
  };
  if (has_text(&wanted, by_the_rule)) {
    std::erase_if(choice.sectors, [&](const CoveredSector& sector) { return !is_chosen(sector); });
    return;
  }
  if (has_text(&wanted, "all")) {  // of the market: not international transport where it is not named
    std::erase_if(choice.sectors,
                  [](const CoveredSector& sector) { return !(sector.mt > 0 && sector.output_musd > 0); });
    if (choice.sectors.empty())
      wanted.fail("'" + wanted.name() + "': market '" + market.name +
                  "' covers no emissions of a sector with an output");
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

void find_exposed(const TomlValue* eite, const NamedSets& sets, PermitMarket& market) {
  ExposureRule rule;
  if (eite != nullptr) rule = read_section(*eite, read_exposure_rule);
  market.exposure = trade_exposure(sets.benchmark(), rated_sectors(market, sets).sectors, rule);
}

void read_free_part(TomlSection& section, PermitMarket& market) {
  const auto* value = section.find("free_percent_of_cap");
  if (value != nullptr) market.free_part = FreePart{read_percent(*value), value->at()};
}

const RateKeys rate_keys{{"benchmark_percent", RateRule::benchmark_percent}, {"t_per_musd", RateRule::t_per_musd}};

void read_allocation(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  expect_cap_for(section, "allocation", market);
  const auto* eite = section.find("eite");
  auto own = section.section("allocation");
  if (own) read_free_part(*own, market);
  const auto* wanted = own ? own->find("output_based") : nullptr;
  if (has_text(wanted, by_the_rule) || eite != nullptr) find_exposed(eite, sets, market);
  if (!own) return;
  const auto stated = find_rate(*own, rate_keys);
  own->finish();
  if (wanted == nullptr) {
    if (stated.value != nullptr) stated.value->fail("'" + stated.value->name() + "' needs 'output_based'");
    if (!market.free_part)
      own->fail("'" + own->name() +
                "' gives out nothing; allowed: { free_percent_of_cap = 20 }, { output_based = [\"STEEL\"] } or both");
    return;
  }
  auto choice = rated_sectors(market, sets);
  choose(choice, *wanted, market, sets);
  if (stated.value != nullptr && !choice.sectors.empty())
    market.output_based = read_rates(*stated.value, stated.rule, choice, sets);
  const bool is_absolute = stated.value != nullptr && stated.rule == RateRule::t_per_musd;
  if (!is_absolute) add_full_rates(choice, *wanted, sets, market.output_based);
}

void note_allocation(TableNotes& notes, const Benchmark&) {
  const auto* eite = notes.find("eite");
  const auto* allocation = notes.find("allocation");
  const bool has_rule = allocation != nullptr && allocation->is(TomlValue::Kind::table) &&
                        has_text(allocation->find("output_based"), by_the_rule);
  if (eite != nullptr && !has_rule && !notes.is_changed("allocation"))
    notes.add(*eite, "no allocation is by this rule (output_based = \"eite\"); sectors are listed only");
}

std::vector<OutputRate>* find_allocation_rates(PermitMarket& market) { return &market.output_based; }

}  // namespace

MarketRule market_allocation() {
  return {.read = read_allocation,
          .conflicts = conflicts_of_permits({"allocation"}),
          .merged_keys = {"eite"},
          .numbers = {{"limits", "free part of the cap of ", "1",
                       [](PermitMarket& m) { return m.free_part ? &m.free_part->share : nullptr; }}},
          .rates = {{"output-based rate of ", find_allocation_rates}},
          .note = note_allocation};
}

}  // namespace etslink
