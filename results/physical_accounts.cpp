// SPDX-License-Identifier: Apache-2.0
#include "results/physical_accounts.h"

#include <optional>

#include "model/charges.h"
#include "model/demand_tree.h"
#include "model/input_volume.h"
#include "model/value_source.h"
#include "results/accounts_index.h"
#include "results/scenario_view.h"

namespace etslink {
namespace {

std::vector<Sector> goods_in(const Economy& economy, VolumeUnit unit) {
  std::vector<Sector> goods;
  for (Sector good{0}; good.index < static_cast<int>(economy.sectors.size()); ++good.index) {
    if (economy.volumes.unit(good) == unit) goods.push_back(good);
  }
  return goods;
}

// What is made and used of each good in one solved scenario, in the unit of the good.
class PhysicalAccounts {
 public:
  PhysicalAccounts(const Economy& economy, const EquilibriumState& state)
      : economy_(economy),
        state_(state),
        accounts_(economy),
        volumes_(economy),
        contents_(list_conditions(economy)),
        source_(state.x) {
    const std::size_t cells = economy.regions.size() * economy.sectors.size();
    output_.assign(cells, 0);
    use_.assign(cells, 0);
    purchases_.resize(cells * user_count());
    for (std::size_t e = 0; e < economy.edges.size(); ++e) add(economy.edges[e], e);
    for (const WorldSale& sale : economy.world_sales)
      output_[cell(sale.region, sale.good)] +=
          economy.volumes.content(sale.region, sale.good).output * state.variable[sale.variable];
  }

  // What one user buys of a good; carbon: the part of the payment that is for emissions [million USD].
  struct Purchase {
    double volume = 0, payment = 0, carbon = 0;
  };

  [[nodiscard]] std::size_t user_count() const { return economy_.sectors.size() + 3; }
  // By the region's producers, by all who use it, by one user.
  [[nodiscard]] double output(Region region, Sector good) const { return output_[cell(region, good)]; }
  [[nodiscard]] double use(Region region, Sector good) const { return use_[cell(region, good)]; }
  [[nodiscard]] const Purchase& purchase(Region region, Sector good, std::size_t user) const {
    return purchases_[cell(region, good) * user_count() + user];
  }

 private:
  [[nodiscard]] std::size_t cell(Region region, Sector good) const {
    return region.index * economy_.sectors.size() + good.index;
  }

  // Buyers of what producers sell are origins; users buy of composites, stocks of either.
  void add(const Edge& edge, std::size_t e) {
    if (!edge.good.valid() || !economy_.volumes.unit(edge.good) || edge.quantity0 == 0) return;
    const Activity& buyer = economy_.activities[edge.activity];
    const double volume = volumes_.of(edge).quantity / edge.quantity0 * state_.edge_quantity[e];
    if (edge.role == EdgeRole::domestic) output_[cell(buyer.region, edge.good)] += volume;
    if (edge.role == EdgeRole::origin || edge.role == EdgeRole::service)
      output_[cell(edge.exporter, edge.good)] += volume;
    if (!buys_good(edge) || buyer.kind == ActivityKind::armington) return;
    use_[cell(buyer.region, edge.good)] += volume;
    const int user = accounts_.user_of_activity[edge.activity];
    if (user < 0 || buyer.kind == ActivityKind::stock_change) return;
    Purchase& purchase = purchases_[cell(buyer.region, edge.good) * user_count() + user];
    purchase.volume += volume;
    purchase.payment += state_.edge_price[e] * state_.edge_quantity[e];
    purchase.carbon += carbon_price(edge) * state_.edge_quantity[e];
  }

  // What permits and carbon taxes add to the user price of an input.
  [[nodiscard]] double carbon_price(const Edge& edge) {
    ChargeTerms<ValueSource> charges(economy_, contents_, source_);
    const double paid = charges.cost<1>(edge.charges, ChargeBase::quantity);
    const double rate = edge.tax + charges.cost<1>(edge.charges, ChargeBase::value);
    return edge.carbon_in_tax_base ? paid * (1 + rate) : paid;
  }

  const Economy& economy_;
  const EquilibriumState& state_;
  AccountsIndex accounts_;
  InputVolumes volumes_;
  TableOfContents contents_;
  ValueSource source_;
  std::vector<double> output_, use_;  // per (region, good)
  std::vector<Purchase> purchases_;   // per (region, good, user)
};

// All that is computed of a study, one indicator each over (scenario, region, ...).
class AccountsWriter {
 public:
  AccountsWriter(IndicatorSet& set, const Economy& economy)
      : set_(set),
        fuels_(goods_in(economy, VolumeUnit::petajoule)),
        electricity_(goods_in(economy, VolumeUnit::terawatt_hour)) {
    const std::vector<std::string> by_fuel{"scenario", "region", "fuel"}, by_user{"scenario", "region", "user", "fuel"};
    const char* const content = "content: output_volumes.csv / market value of sales at the benchmark";
    if (!fuels_.empty()) {
      indicators_ = {
          {{"fuel_output", by_fuel, "PJ", "energy that the region's producers sell",
            std::string("sum over buyers of content x q, ") + content},
           {}},
          {{"fuel_use", by_fuel, "PJ", "energy that the region's users buy, stock changes included",
            std::string("sum over users of content x q, of the origins of what they buy at the benchmark; ") + content},
           {}},
          {{"fuel_price_user", by_user, "USD/GJ", "what a user pays for a fuel with taxes and carbon, numeraire = 1",
            "sum P q / sum content x q; services that deliver it apart; missing where none is bought"},
           {}},
          {{"fuel_price_user_without_carbon", by_user, "USD/GJ", "the same without permits and carbon taxes",
            "sum (P - charges on emissions) q / sum content x q"},
           {}}};
    }
    if (!electricity_.empty())
      indicators_.push_back({{"electricity_output",
                              {"scenario", "region"},
                              "TWh",
                              "electricity that the region's producers sell",
                              "sum over goods in TWh and buyers of content x q"},
                             {}});
  }

  void add(const ScenarioResult& scenario) {
    std::optional<PhysicalAccounts> accounts;
    if (scenario.state) accounts.emplace(*scenario.economy, *scenario.state);
    const auto regions = static_cast<int>(set_.regions.size());
    for (Region region{0}; region.index < regions; ++region.index) {
      const PhysicalAccounts* solved = accounts ? &*accounts : nullptr;
      if (!fuels_.empty()) add_fuels(solved, region);
      if (!electricity_.empty()) indicators_.back().values.push_back(electricity(solved, region));
    }
  }

  void finish() {
    for (Indicator& indicator : indicators_) set_.indicators.push_back(std::move(indicator));
  }

 private:
  void add_fuels(const PhysicalAccounts* solved, Region region) {
    for (const Sector fuel : fuels_) {
      indicators_[0].values.push_back(solved == nullptr ? missing_value : solved->output(region, fuel));
      indicators_[1].values.push_back(solved == nullptr ? missing_value : solved->use(region, fuel));
    }
    for (std::size_t user = 0; user < set_.users.size(); ++user) {
      for (const Sector fuel : fuels_) {
        const auto bought = solved == nullptr ? PhysicalAccounts::Purchase{} : solved->purchase(region, fuel, user);
        const bool is_bought = bought.volume > 0;
        indicators_[2].values.push_back(is_bought ? bought.payment / bought.volume : missing_value);
        indicators_[3].values.push_back(is_bought ? (bought.payment - bought.carbon) / bought.volume : missing_value);
      }
    }
  }

  [[nodiscard]] double electricity(const PhysicalAccounts* solved, Region region) const {
    if (solved == nullptr) return missing_value;
    double twh = 0;
    for (const Sector good : electricity_) twh += solved->output(region, good);
    return twh;
  }

  IndicatorSet& set_;
  std::vector<Sector> fuels_, electricity_;
  std::vector<Indicator> indicators_;
};

}  // namespace

std::vector<std::string> fuel_names(const Economy& economy) {
  std::vector<std::string> names;
  for (const Sector good : goods_in(economy, VolumeUnit::petajoule)) names.push_back(economy.sectors[good.index].code);
  return names;
}

void add_physical_accounts(IndicatorSet& set, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  if (economy.volumes.empty()) return;
  AccountsWriter writer(set, economy);
  for (const ScenarioResult& scenario : study.scenarios) writer.add(scenario);
  writer.finish();
}

}  // namespace etslink
