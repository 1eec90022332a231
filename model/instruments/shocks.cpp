// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/shocks.h"

#include <algorithm>

#include "model/demand_tree.h"
#include "model/instruments/shock_targets.h"
#include "model/joint_products.h"
#include "model/number_text.h"
#include "model/rule_builder.h"
#include "model/shocked_economy.h"

namespace etslink {
namespace {

class ShockBuilder {
 public:
  ShockBuilder(BuildContext& context, const Shock& shock)
      : context_(context),
        economy_(context.economy),
        shock_(shock),
        targets_(context, shock),
        by_{"the shock '" + shock.text + "'", shock.at} {}

  void add() {
    switch (shock_.kind) {
      case ShockKind::endowment:
        return scale_endowments(targets_.endowments());
      case ShockKind::population:
        return add_population();
      case ShockKind::productivity:
        return shock_.is_by_input ? scale_inputs() : scale_productivity();
      case ShockKind::output_tax:
        return change_output_taxes();
      case ShockKind::factor_tax:
        return change_taxes(targets_.factor_inputs());
      case ShockKind::use_tax:
        return change_taxes(targets_.purchases());
      case ShockKind::tariff:
        return change_taxes(targets_.trade_flows());
      case ShockKind::export_tax:
        return change_export_taxes();
      case ShockKind::transfer:
        return add_transfer();
      case ShockKind::world_price:
        return claim_world_prices();
    }
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const { throw InputError(shock_.at, by_.name + " " + problem); }

  // Each number is changed by one shock, and by nothing else.
  void claim(const Slot& slot, const std::string& what) { context_.claims.add(slot, what, by_); }

  void expect_some(const std::vector<int>& found) const {
    if (found.empty()) fail("changes nothing: there is no such thing at the benchmark");
  }

  void scale_endowments(const std::vector<int>& endowments) {
    expect_some(endowments);
    for (const int i : endowments) {
      claim({Slot::Kind::endowment_quantity, i},
            "endowment of " + economy_.commodities[economy_.endowments[i].commodity].name);
      shock_endowment(economy_, i, shock_.number);
    }
  }

  // As many times the people, each with the labour and the needs of one at the benchmark.
  void add_population() {
    scale_endowments(targets_.endowments());
    for (const Region region : shock_.regions) {
      for (const int h : economy_.households(region)) {
        refuse_cde(h);
        if (economy_.agents[h].subsistence_activity >= 0) add_needs(h);
      }
    }
  }

  void refuse_cde(int household) const {
    const int n = economy_.agents[household].demand_activity;
    if (n >= 0 && economy_.activities[n].cde >= 0)
      throw InputError(shock_.at,
                       "a shock of population and household_demand = \"cde\" can't be combined: budget shares would "
                       "depend on income per head, but the model has that of the region");
  }

  void add_needs(int household) {
    const Activity& basket = economy_.activities[economy_.agents[household].subsistence_activity];
    const Expression more = Expression::along_path(0, (shock_.number - 1) * basket.quantity0);
    add_demand(economy_, basket.output, "subsistence", more);
    economy_.contributions.back().is_shock = true;
    add_income(economy_, household, "subsistence", -(more * price(basket.output)));
    economy_.contributions.back().is_shock = true;
  }

  // Of all inputs of a sector alike: so many times the output of the same inputs.
  void scale_productivity() {
    const std::vector<int> sectors = targets_.production();
    expect_some(sectors);
    for (const int n : sectors) {
      const Activity& activity = economy_.activities[n];
      claim({Slot::Kind::productivity, n}, "productivity of " + activity.name);
      for (int e = activity.first_edge; e < activity.last_edge; ++e) shock_productivity(economy_, e, shock_.number);
    }
  }

  void scale_inputs() {
    const std::vector<int> inputs = targets_.inputs();
    expect_some(inputs);
    for (const int e : inputs) {
      claim({Slot::Kind::input_productivity, e}, "productivity of " + input_name(e));
      shock_productivity(economy_, e, shock_.number);
    }
  }

  [[nodiscard]] std::string input_name(int edge) const {
    const Edge& input = economy_.edges[edge];
    return economy_.commodities[input.commodity].name + " in " + economy_.activities[input.activity].name;
  }

  // The rate that the shock makes of one of the benchmark.
  [[nodiscard]] double changed(double rate) const {
    switch (shock_.size) {
      case Shock::Size::factor:
        return rate * shock_.number;
      case Shock::Size::value:
        return shock_.number;
      case Shock::Size::change:
        return rate + shock_.number;
    }
    return rate;
  }

  // Nothing follows from a multiple of rates that are zero.
  template <class RateOf>
  [[nodiscard]] std::vector<int> with_rate(std::vector<int> found, RateOf rate_of) const {
    expect_some(found);
    if (shock_.size != Shock::Size::factor) return found;
    std::erase_if(found, [&](int index) { return rate_of(index) == 0; });
    if (found.empty())
      fail(
          "changes nothing: the rates are zero at the benchmark, so that a factor leaves them there; write value or "
          "change");
    return found;
  }

  [[noreturn]] void fail_rate(const std::string& of, double rate, const std::string& allowed) const {
    fail("makes the rate of " + of + " " + rounded_text(rate, 6) + "; it must be " + allowed);
  }

  void change_output_taxes() {
    if (!shock_.goods.empty() && targets_.outputs().empty())
      fail("changes nothing: no such sector pays a tax on such a good" + std::string(rates_by_good_hint));
    for (const int n : with_rate(targets_.outputs(), [&](int i) { return economy_.activities[i].output_tax; })) {
      Activity& activity = economy_.activities[n];
      const double rate = changed(activity.output_tax);
      if (rate >= 1) fail_rate(activity.name, rate, "below 1: it is a part of the market price");
      claim({Slot::Kind::output_tax, n}, "output tax of " + activity.name);
      if (activity.tax_agent < 0) activity.tax_agent = context_.tax_agent(activity.region);
      shock_rate(economy_, ShockedNumber::Kind::output_tax, n, rate);
    }
  }

  void change_taxes(const std::vector<int>& edges) {
    for (const int e : with_rate(edges, [&](int i) { return economy_.edges[i].tax; })) {
      Edge& edge = economy_.edges[e];
      const double rate = changed(edge.tax);
      if (rate <= -1) fail_rate(input_name(e), rate, "above -1");
      claim({Slot::Kind::purchase_tax, e}, "tax on " + input_name(e));
      if (edge.tax_agent < 0) edge.tax_agent = context_.tax_agent(economy_.activities[edge.activity].region);
      shock_rate(economy_, ShockedNumber::Kind::tax, e, rate);
    }
  }

  void change_export_taxes() {
    for (const int e : with_rate(targets_.trade_flows(), [&](int i) { return economy_.edges[i].export_tax; })) {
      Edge& edge = economy_.edges[e];
      const double rate = changed(edge.export_tax);
      if (rate <= -1) fail_rate("exports, " + input_name(e), rate, "above -1");
      claim({Slot::Kind::export_tax, e}, "export tax, " + input_name(e));
      if (edge.export_tax_agent < 0) edge.export_tax_agent = context_.tax_agent(edge.exporter);
      shock_rate(economy_, ShockedNumber::Kind::export_tax, e, rate);
    }
  }

  // Fixed in the numeraire, from the households of one region to those of another.
  void add_transfer() {
    const int from = context_.household_account[shock_.regions.front().index];
    const int to = context_.household_account[shock_.partners.front().index];
    if (from == to) fail("goes from a region to itself");
    claim({Slot::Kind::transfer, std::min(from, to), std::max(from, to)}, shock_.text);
    const Expression payment = Expression::along_path(0, shock_.number) * numeraire();
    for (const auto& [agent, value] : {std::pair(from, -payment), std::pair(to, payment)}) {
      add_income(economy_, agent, "transfer", value);
      economy_.contributions.back().is_shock = true;
    }
  }

  // The world market has the changed prices from the beginning (world_markets.cpp).
  void claim_world_prices() {
    const std::vector<int> goods = targets_.world_market_goods();
    if (goods.empty())
      fail("changes nothing: no world market gives the price; [model] names its goods in world_prices");
    for (const int c : goods) claim({Slot::Kind::world_price, c}, "world price of " + economy_.commodities[c].name);
  }

  BuildContext& context_;
  Economy& economy_;
  const Shock& shock_;
  const ShockTargets targets_;
  const Claimant by_;
};

}  // namespace

void add_shocks(BuildContext& context) {
  for (const Shock& shock : context.policy.shocks) ShockBuilder(context, shock).add();
}

}  // namespace etslink
