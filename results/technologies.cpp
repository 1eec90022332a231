// SPDX-License-Identifier: Apache-2.0
#include "results/technologies.h"

#include <optional>

#include "model/price_unit.h"
#include "results/accounts_index.h"
#include "results/volume_accounts.h"

namespace etslink {
namespace {

// What one scenario says of the technologies of a region.
class TechnologyAccounts {
 public:
  TechnologyAccounts(const Economy& economy, const EquilibriumState& state)
      : economy_(economy), state_(state), volumes_(economy, state), producers_(economy.sectors.size()) {
    const std::size_t cells = economy.regions.size() * producers_;
    mt_.assign(cells, 0);
    rent_.assign(cells, 0);
    const AccountsIndex accounts(economy);
    for (std::size_t e = 0; e < economy.edges.size(); ++e) add_edge(e, accounts);
    for (std::size_t i = 0; i < economy.processes.size(); ++i) {
      const int n = economy.processes[i].activity;
      if (double* mt = place(mt_, n, accounts)) *mt += state.process_emissions[i];
    }
  }

  [[nodiscard]] double output(Region region, Sector technology) const { return volumes_.output(region, technology); }
  // What its sector pays per unit.
  [[nodiscard]] double unit_cost(Region region, Sector technology) const {
    const Sector sector = sector_of(economy_.sectors, technology);
    const auto& bought = volumes_.purchase(region, technology, static_cast<std::size_t>(sector.index));
    return bought.volume > 0 ? bought.payment / bought.volume : missing_value;
  }
  // In percent of what all technologies of the sector make.
  [[nodiscard]] double share(Region region, Sector technology) const {
    double all = 0;
    for (const Sector other : technologies_of(economy_.sectors, sector_of(economy_.sectors, technology)))
      all += output(region, other);
    return all > 0 ? 100 * output(region, technology) / all : missing_value;
  }
  [[nodiscard]] double emissions(Region region, Sector technology) const { return mt_[cell(region, technology)]; }
  [[nodiscard]] double rent(Region region, Sector technology) const { return rent_[cell(region, technology)]; }

 private:
  [[nodiscard]] std::size_t cell(Region region, Sector producer) const {
    return region.index * producers_ + producer.index;
  }

  // Of the producer that an activity belongs to; null where it is no producer's.
  [[nodiscard]] double* place(std::vector<double>& table, int activity, const AccountsIndex& accounts) const {
    const Sector buyer{accounts.buyer_of_activity[activity]};
    const Region region = economy_.activities[activity].region;
    const bool is_producer = buyer.valid() && buyer.index < static_cast<int>(producers_) && region.valid();
    return is_producer ? &table[cell(region, buyer)] : nullptr;
  }

  void add_edge(std::size_t e, const AccountsIndex& accounts) {
    const Edge& edge = economy_.edges[e];
    double* const mt = place(mt_, edge.activity, accounts);
    if (mt == nullptr) return;
    for (const Emission& emission : edge.emissions) *mt += emission.coefficient * state_.edge_quantity[e];
    if (economy_.commodities[edge.commodity].kind == CommodityKind::resource)
      *place(rent_, edge.activity, accounts) += state_.commodity_price[edge.commodity] * state_.edge_quantity[e];
  }

  const Economy& economy_;
  const EquilibriumState& state_;
  VolumeAccounts volumes_;
  std::size_t producers_;
  std::vector<double> mt_, rent_;  // per (region, producer)
};

const char* const several_units = "unit of technologies.csv";

// The unit of what technologies make; empty where those of several goods have several.
std::optional<VolumeUnit> volume_unit(const Economy& economy) {
  std::optional<VolumeUnit> unit;
  for (const Sector technology : technologies(economy.sectors)) {
    const auto own = economy.volumes.unit(technology);
    if (unit && own && *unit != *own) return std::nullopt;
    unit = own ? own : unit;
  }
  return unit;
}

// Appends one variable over (scenario, region, technology); missing where a region does not have the technology.
class TechnologyWriter {
 public:
  TechnologyWriter(IndicatorSet& set, const StudyResult& study) : set_(set), study_(study) {
    for (const ScenarioResult& scenario : study.scenarios) {
      accounts_.emplace_back();
      if (scenario.state) accounts_.back().emplace(*scenario.economy, *scenario.state);
    }
  }

  void add(const VariableInfo& info, double (TechnologyAccounts::*value)(Region, Sector) const) {
    Indicator indicator{info, {}};
    indicator.info.dimensions = {"scenario", "region", "technology"};
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      const Economy& economy = *study_.scenarios[i].economy;
      for (Region region{0}; region.index < static_cast<int>(economy.regions.size()); ++region.index) {
        for (const Sector technology : technologies(economy.sectors)) {
          const bool is_known = accounts_[i] && economy.volumes.content(region, technology).output > 0;
          indicator.values.push_back(is_known ? ((*accounts_[i]).*value)(region, technology) : missing_value);
        }
      }
    }
    set_.indicators.push_back(std::move(indicator));
  }

 private:
  IndicatorSet& set_;
  const StudyResult& study_;
  std::vector<std::optional<TechnologyAccounts>> accounts_;  // per scenario
};

}  // namespace

std::string technology_price_unit(const Economy& economy) {
  const std::optional<VolumeUnit> unit = volume_unit(economy);
  return unit ? price_unit(*unit) : std::string("million USD per ") + several_units;
}

void add_technology_accounts(IndicatorSet& set, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  if (technologies(economy.sectors).empty()) return;
  const std::optional<VolumeUnit> unit = volume_unit(economy);
  TechnologyWriter writer(set, study);
  writer.add({"technology_output",
              {},
              unit ? to_string(*unit) : several_units,
              "what a technology makes",
              "content x q of what its sector buys, content: quantity of technologies.csv / its cost at the benchmark"},
             &TechnologyAccounts::output);
  writer.add({"technology_share",
              {},
              "%",
              "part of the volume of all technologies of its sector",
              "100 technology_output / sum over the technologies of the sector in the region"},
             &TechnologyAccounts::share);
  writer.add({"technology_unit_cost",
              {},
              technology_price_unit(economy),
              "what a unit costs its sector, numeraire = 1",
              "P q / technology_output: with taxes, permits and rents; missing where nothing is made"},
             &TechnologyAccounts::unit_cost);
  writer.add({"technology_emissions", {}, "Mt", "CO2 emissions of a technology", "sum kappa q + process emissions"},
             &TechnologyAccounts::emissions);
  writer.add({"technology_rent",
              {},
              "million USD",
              "income of the factors that are specific to a technology",
              "sum p q of its inputs that are specific factors, before factor tax, numeraire = 1"},
             &TechnologyAccounts::rent);
}

}  // namespace etslink
