// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/swaps.h"

#include <algorithm>

#include "model/equilibrium.h"
#include "model/exclusive_slots.h"
#include "model/instruments/market_parts.h"
#include "model/instruments/named_tax.h"
#include "model/instruments/output_rates.h"
#include "model/instruments/recycling.h"
#include "model/instruments/spending.h"
#include "model/instruments/structure.h"
#include "model/leisure.h"
#include "model/technology.h"

namespace etslink {
namespace {

// A formula that is zero where the fixed quantity has its value.
struct FixedQuantity {
  Expression formula;
  double scale = 1;
};

class SwapBuilder {
 public:
  SwapBuilder(BuildContext& context, const Swap& swap)
      : context_(context),
        economy_(context.economy),
        swap_(swap),
        by_{"the swap of '" + swap.fixed.text + "' and '" + swap.freed.text + "'", swap.at} {}

  void add() {
    const FixedQuantity fixed = fix(swap_.fixed);
    const Symbol freed = free(swap_.freed);
    add_rule(economy_, freed, {"swap: " + swap_.fixed.text + " fixed, " + swap_.freed.text + " free", fixed.scale},
             fixed.formula);
  }

 private:
  // Values grow from those of the benchmark along the path to the scenario, like other parameters of policies.
  [[nodiscard]] FixedQuantity fix(const ModelQuantity& what) {
    const Expression value = Expression::along_path(1, swap_.value.value_or(1));
    switch (what.kind) {
      case QuantityKind::lump_sum: {
        const LumpSumRule rule = fixed_lump_sum(context_, with_government(what), by_);
        return {rule.formula, rule.scale};
      }
      case QuantityKind::permit_price:
        return fix_permit_price(what);
      case QuantityKind::emissions:
        return fix_emissions(what);
      case QuantityKind::price:
        return {price(claimed(Slot::Kind::fixed_price, good(what))) - value * numeraire(), 1};
      case QuantityKind::output:
        return fix_output(what, value);
      case QuantityKind::government_demand:
        return {level(claimed(Slot::Kind::fixed_level, demand(what, AgentKind::government))) - value, 1};
      case QuantityKind::investment:
        return {level(claimed(Slot::Kind::fixed_level, demand(what, AgentKind::investment))) - value, 1};
      case QuantityKind::real_wage:
        return {price(claimed(Slot::Kind::fixed_wage, factor(what), what.region.index)) -
                    value * regional_consumer_price(context_, what.region),
                1};
      case QuantityKind::unemployment:
        return fix_unemployment(what);
      case QuantityKind::consumption:
        static_cast<void>(claimed(Slot::Kind::fixed_consumption, what.region.index));
        return {real_consumption(what.region) - value, 1};
      default:
        fail(what, "is nothing that a swap can fix");
    }
  }

  // The rule of the labour market holds besides: it determines the real wage.
  [[nodiscard]] FixedQuantity fix_unemployment(const ModelQuantity& what) {
    const int rate = economy_.find_variable({VariableRole::unemployment, VariableOwner::region, what.region.index});
    if (rate < 0) fail(what, "does not exist: labour is fixed in that region; [model] states its rule");
    static_cast<void>(claimed(Slot::Kind::fixed_unemployment, what.region.index));
    const double rate0 = labour_rule(context_.options, what.region).unemployment;
    const double value = swap_.value.value_or(rate0);
    if (value <= 0) fail(what, "needs a value above 0: without unemployment nothing holds the wage");
    return {variable(rate) - Expression::along_path(rate0, value), 1};
  }

  // Markets that are merged have one price and one sum of emissions.
  [[nodiscard]] FixedQuantity fix_permit_price(const ModelQuantity& what) {
    const int pool = claimed(Slot::Kind::fixed_permit_price, economy_.markets[market(what)].pool);
    return {tau(pool) - Expression::along_path(0, needed_value(what)) * numeraire(), 100};
  }
  [[nodiscard]] FixedQuantity fix_emissions(const ModelQuantity& what) {
    if (what.market < 0) return fix_sector_emissions(what);
    const int m = market(what);
    const int pool = claimed(Slot::Kind::fixed_emissions, economy_.markets[m].pool);
    const double value = needed_value(what), scale = pool_benchmark_emissions(economy_, m);
    return {pool_emissions(economy_, m) - Expression::along_path(scale * economy_.pools[pool].start, value), scale};
  }

  // Of the sector and of what stands beside it: its twin, activities in its name.
  [[nodiscard]] FixedQuantity fix_output(const ModelQuantity& what, const Expression& value) {
    const int sector = claimed(Slot::Kind::fixed_level, production(what));
    Expression output = level(sector);
    for (const int n : productions(economy_, what.region, what.sector)) {
      if (n != sector) output += economy_.activities[n].quantity0 / economy_.activities[sector].quantity0 * level(n);
    }
    return {output - value, 1};
  }

  // Of fuels and process, whatever markets cover, likewise.
  [[nodiscard]] FixedQuantity fix_sector_emissions(const ModelQuantity& what) {
    static_cast<void>(claimed(Slot::Kind::fixed_emissions, -1, production(what)));
    ActivityEmissions emissions;
    for (const Sector producer : with_technologies(what.sector)) {
      for (const int n : productions(economy_, what.region, producer)) {
        const ActivityEmissions part = activity_emissions(economy_, n);
        emissions.mt += part.mt;
        emissions.benchmark_mt += part.benchmark_mt;
      }
    }
    if (emissions.benchmark_mt <= 0) fail(what, "are none at the benchmark");
    return {emissions.mt - Expression::along_path(emissions.benchmark_mt, needed_value(what)), emissions.benchmark_mt};
  }

  // A sector and its technologies: who buys and emits in its name.
  [[nodiscard]] std::vector<Sector> with_technologies(Sector sector) const {
    std::vector<Sector> producers = technologies_of(economy_.sectors, sector);
    producers.insert(producers.begin(), sector);
    return producers;
  }

  // Each quantity is fixed and set free once. Returns the index.
  int claimed(Slot::Kind kind, int index, int part = -1) {
    context_.claims.add({kind, index, part}, swap_.fixed.text, by_);
    return index;
  }

  // The level of a demand, as an unknown that is set free.
  [[nodiscard]] Symbol free_level(const ModelQuantity& what, AgentKind kind) {
    const int activity = demand(what, kind);
    context_.claims.add({Slot::Kind::demand_level, activity}, what.text, by_);
    return level(activity);
  }

  // The unknown that a freed quantity becomes.
  [[nodiscard]] Symbol free(const ModelQuantity& what) {
    switch (what.kind) {
      case QuantityKind::output_tax:
        return free_tax(context_, what.region, {NamedTax::Base::output, {}, {what.sector}, what.good}, by_);
      case QuantityKind::consumption_tax:
        return free_tax(context_, what.region, {NamedTax::Base::consumption, {}, {}}, by_);
      case QuantityKind::factor_tax: {
        NamedTax tax{NamedTax::Base::factor, what.factor, {}};
        if (what.sector.valid()) tax.sectors = with_technologies(what.sector);
        return free_tax(context_, what.region, tax, by_);
      }
      case QuantityKind::government_demand:
        return free_level(what, AgentKind::government);
      case QuantityKind::investment:
        return free_level(what, AgentKind::investment);
      case QuantityKind::endowment:
        return free_endowment(what);
      case QuantityKind::cap:
        return free_cap(what);
      case QuantityKind::transfer:
        return free_transfer(what);
      default:
        fail(what, "is nothing that a swap can set free");
    }
  }

  [[nodiscard]] Symbol free_endowment(const ModelQuantity& what) {
    const int commodity = factor(what);
    const VariableId id{VariableRole::endowment_factor, VariableOwner::commodity, commodity};
    const Symbol multiple = add_variable(economy_, {id, "factor on the " + what.text, what.region, 1, 1});
    multiply_endowments(context_, commodity, multiple, {what.text, by_});
    // What the factor multiplies would have no effect, which shocks must know.
    for (int i = 0; i < static_cast<int>(economy_.endowments.size()); ++i) {
      if (economy_.endowments[i].commodity == commodity)
        context_.claims.add({Slot::Kind::endowment_quantity, i}, what.text, by_);
    }
    return multiple;
  }

  // Allowances in addition to the cap, to the regions in the parts they have in it.
  [[nodiscard]] Symbol free_cap(const ModelQuantity& what) {
    const int m = market(what);
    context_.claims.add({Slot::Kind::cap, m}, what.text, by_);
    const MarketNode& node = economy_.markets[m];
    // Permits that no cap counts would be income that nobody pays.
    if (has_stated_price(m))
      fail(what, "can't be set free: the price of market '" + node.name + "' is stated, and no cap determines it");
    const Symbol more = add_variable(economy_, {{VariableRole::cap_change, VariableOwner::market, m},
                                                "change of the " + what.text,
                                                economy_.pools[node.pool].region,
                                                0,
                                                node.benchmark_emissions});
    const std::vector<double> part = region_shares(context_, m);
    for (int r = 0; r < static_cast<int>(part.size()); ++r) {
      if (part[r] == 0) continue;
      const Expression mt = part[r] * Expression(more);
      supply_permits(economy_, {m, {r}, PermitSource::swap, mt, true});
      add_income(economy_, node.revenue_agent[r], "permit revenue", permit_price_of(economy_, m) * mt);
    }
    return more;
  }

  // From the households of one region to those of another.
  [[nodiscard]] Symbol free_transfer(const ModelQuantity& what) {
    const int from = context_.household_account[what.region.index];
    const int to = context_.household_account[what.partner.index];
    if (from == to) fail(what, "goes from a region to itself");
    context_.claims.add({Slot::Kind::transfer, std::min(from, to), std::max(from, to)}, what.text, by_);
    const double size = economy_.agents[from].income0;
    const VariableId id{VariableRole::transfer, VariableOwner::agent, from, to};
    const Symbol payment = add_variable(economy_, {id, what.text, {}, 0, 1});
    add_income(economy_, from, "transfer", -size * (payment * numeraire()));
    add_income(economy_, to, "transfer", size * (payment * numeraire()));
    return payment;
  }

  [[nodiscard]] int good(const ModelQuantity& what) const {
    return existing(context_.good[context_.cell(what.region, what.sector)], what);
  }
  [[nodiscard]] int factor(const ModelQuantity& what) const {
    return existing(context_.factor[what.region.index * context_.benchmark.factors.size() + what.factor.index], what);
  }
  [[nodiscard]] int production(const ModelQuantity& what) const {
    return existing(find_production(economy_, what.region, what.sector), what);
  }
  [[nodiscard]] int demand(const ModelQuantity& what, AgentKind kind) const {
    const int agent = existing(economy_.find_agent(what.region, kind), what);
    static_cast<void>(existing(economy_.agents[agent].demand_activity, what));
    return consumed_goods(economy_, economy_.agents[agent]).activity;
  }
  // Is the price that of a tax, or of credits, which follows from who buys them?
  [[nodiscard]] bool has_stated_price(int m) const {
    const PermitMarket& market = context_.policy.markets[m];
    return economy_.pools[economy_.markets[m].pool].markets.size() == 1 && (market.fixed_price || market.crediting);
  }
  [[nodiscard]] int market(const ModelQuantity& what) const {
    if (economy_.markets[what.market].pool < 0) fail(what, "is off in this scenario");
    return what.market;
  }
  [[nodiscard]] Region with_government(const ModelQuantity& what) const {
    static_cast<void>(existing(economy_.find_agent(what.region, AgentKind::government), what));
    return what.region;
  }
  // Of all households of a region, relative to the benchmark.
  [[nodiscard]] Expression real_consumption(Region region) const {
    Expression sum;
    for (const int h : economy_.households(region)) {
      const EconomicAgent& household = economy_.agents[h];
      const ConsumedGoods goods = consumed_goods(economy_, household);
      const int basket = household.subsistence_activity;  // bought whatever happens
      const double fixed = basket < 0 ? 0 : economy_.activities[basket].quantity0;
      Expression bought = goods.quantity0 * Expression(level(goods.activity));
      if (basket >= 0) bought += fixed * Expression(level(basket));
      sum += context_.household_share[h] / (fixed + goods.quantity0) * bought;
    }
    return sum;
  }

  [[nodiscard]] int existing(int index, const ModelQuantity& what) const {
    if (index < 0) fail(what, "does not exist at the benchmark");
    return index;
  }
  [[nodiscard]] double needed_value(const ModelQuantity& what) const {
    if (!swap_.value) fail(what, "needs a value");
    return *swap_.value;
  }
  [[noreturn]] void fail(const ModelQuantity& what, const std::string& problem) const {
    throw InputError(swap_.at, "'" + what.text + "' " + problem);
  }

  BuildContext& context_;
  Economy& economy_;
  const Swap& swap_;
  const Claimant by_;
};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 4; ++i) text += (i ? "; " : "") + names[i];
  return names.size() > 4 ? text + "; ..." : text;
}

}  // namespace

const std::vector<QuantityForm>& fixable_quantities() {
  using enum QuantityKind;
  static const std::vector<QuantityForm> forms{
      {price, "S R", "producer price of a good, relative to the numeraire"},
      {output, "S R", "output of a sector, relative to the benchmark"},
      {real_wage, "F R", "price of a mobile factor in units of the consumer price"},
      {unemployment, "R",
       "unemployment rate where [model] has a rule for it [%]; without a value that of the benchmark"},
      {consumption, "R", "real household consumption, relative to the benchmark"},
      {government_demand, "R", "real government demand, relative to the benchmark"},
      {investment, "R", "real investment, relative to the benchmark"},
      {lump_sum, "R", "lump sum of the government in units of the consumer price: that of the benchmark"},
      {permit_price, "M", "permit price [USD/t]"},
      {emissions, "S R", "emissions of a sector, fuels and process, covered or not [Mt]"},
      {emissions, "M", "covered emissions of a market and those it is merged with [Mt]"}};
  return forms;
}

const std::vector<QuantityForm>& freeable_quantities() {
  using enum QuantityKind;
  static const std::vector<QuantityForm> forms{{output_tax, "S R", "tax on the output of a sector"},
                                               {output_tax, "S G R", "tax on one of the goods that a sector makes"},
                                               {factor_tax, "F R", "tax on a factor in all sectors"},
                                               {factor_tax, "F S R", "tax on a factor in one sector"},
                                               {consumption_tax, "R", "tax on all goods that the household buys"},
                                               {endowment, "F R", "quantity of a mobile factor"},
                                               {government_demand, "R", "real government demand"},
                                               {investment, "R", "real investment"},
                                               {cap, "M", "cap of a market"},
                                               {transfer, "R R", "payment from one household to another"}};
  return forms;
}

void add_swaps(BuildContext& context) {
  for (const Swap& swap : context.policy.swaps) SwapBuilder(context, swap).add();
}

void check_swaps(const Economy& economy, const Policy& policy) {
  if (policy.swaps.empty()) return;
  const EquilibriumSystem system(economy);
  const StructuralDefect defect = find_structural_defect(system);
  if (defect.conditions.empty()) return;
  throw InputError(
      policy.swaps.front().at,
      "with the swaps of this scenario the model has no solution: too many conditions for their unknowns (" +
          listed(defect.conditions) + ") and nothing that determines (" + listed(defect.unknowns) + ")");
}

}  // namespace etslink
