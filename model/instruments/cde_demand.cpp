// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/cde_demand.h"

#include <cmath>

#include "model/demand_tree.h"
#include "model/elasticity_range.h"
#include "model/instruments/subsistence.h"
#include "model/leisure.h"
#include "model/number_text.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// A sum over the goods below an input, by their benchmark purchases.
struct GoodsMean {
  double value = 0, substitution = 0, expansion = 0;
};

class CdeBuilder {
 public:
  CdeBuilder(BuildContext& context, int agent)
      : context_(context), economy_(context.economy), agent_(agent), top_(economy_.agents[agent].demand_activity) {}

  void add() {
    refuse_leisure();
    CdeDemand demand;
    for (int e = economy_.activities[top_].first_edge; e < economy_.activities[top_].last_edge; ++e) {
      give_price(e);
      demand.inputs.push_back(input(e));
    }
    const double mean = weigh(demand);
    demand.activity = top_;
    demand.utility = variable_of(VariableRole::utility, "utility").index;
    demand.mean = variable_of(VariableRole::mean_substitution, "mean substitution parameter").index;
    add_rules(demand, mean);
    economy_.activities[top_].cde = static_cast<int>(economy_.cde_demands.size());
    economy_.activities[top_].sigma = 1 - mean;  // for the results: what stands in its place
    economy_.cde_demands.push_back(std::move(demand));
  }

 private:
  void refuse_leisure() const {
    if (consumed_goods(economy_, economy_.agents[agent_]).edge >= 0)
      throw InputError(context_.options.at,
                       "household_demand = \"cde\" and leisure in the nest of the household can't be combined: the "
                       "price of goods would depend on the level of consumption");
  }

  // What taxes and permits add to a purchase becomes part of the price of a bundle, so that formulas can name it.
  void give_price(int e) {
    Edge& edge = economy_.edges[e];
    if (edge.role == EdgeRole::bundle) return;
    Activity bundle;
    bundle.name = context_.name(edge.good, edge.purpose) + " for " + economy_.activities[top_].name;
    bundle.region = region();
    Edge purchase = edge;
    Edge to_bundle;
    to_bundle.activity = top_;
    to_bundle.role = EdgeRole::bundle;
    to_bundle.quantity0 = value0(edge);
    to_bundle.commodity = context_.add_bundle(std::move(bundle), CommodityKind::nest, {std::move(purchase)});
    economy_.edges[e] = std::move(to_bundle);
  }

  // Parameters of an input; its weight is its benchmark value.
  CdeInput input(int e) {
    const GoodsMean mean = goods_below(economy_.edges[e]);
    return {mean.substitution / mean.value, mean.expansion / mean.value, value0(economy_.edges[e])};
  }

  GoodsMean goods_below(const Edge& edge) {
    if (buys_good(edge)) {
      const double value = value0(edge);
      return {value, value * substitution(edge.good), value * parameter(cde_expansion, edge.good)};
    }
    GoodsMean sum;
    const Activity& maker = economy_.activities[maker_of(economy_, edge.commodity)];
    for (int e = maker.first_edge; e < maker.last_edge; ++e) {
      const GoodsMean part = goods_below(economy_.edges[e]);
      sum.value += part.value;
      sum.substitution += part.substitution;
      sum.expansion += part.expansion;
    }
    return sum;
  }

  [[nodiscard]] Region region() const { return economy_.activities[top_].region; }

  // Of one sign for all goods of the household, or the expenditure function is not concave.
  double substitution(Sector good) {
    const double value = parameter(cde_substitution, good);
    if (!first_good_.valid()) {
      first_good_ = good;
      is_positive_ = value > 0;
    }
    if ((value > 0) != is_positive_)
      fail(cde_substitution, good,
           "must have the sign of that of " + context_.name(first_good_) +
               ", as of all goods of a household (Hanoch 1975)");
    if (context_.elasticities.value_or(subsistence_share, region(), good, 0) > 0)
      fail(subsistence_share, good, "and household_demand = \"cde\" can't be combined");
    return value;
  }

  [[nodiscard]] double parameter(const char* name, Sector good) const {
    const double value = context_.elasticities.value(name, region(), good, context_.options.at);
    const OwnRange* range = own_range(name);
    if (!range->holds(value))
      fail(name, good, "is out of range: " + shortest_text(value) + "; allowed: " + range->allowed);
    return value;
  }

  [[noreturn]] void fail(const char* name, Sector good, const std::string& text) const {
    throw InputError(context_.elasticities.place(name, region(), good),
                     std::string(name) + " of " + context_.name(good) + ", " + context_.code(region()) + " " + text);
  }

  // Benchmark values become the weights g = (share/b) / sum of them; returns the harmonic mean of b, 1/sum(share/b).
  static double weigh(CdeDemand& demand) {
    double value = 0, sum = 0;
    for (const CdeInput& input : demand.inputs) value += input.weight;
    for (CdeInput& input : demand.inputs) {
      input.share = input.weight / value;
      sum += input.share / input.substitution;
    }
    for (CdeInput& input : demand.inputs) input.weight = input.share / input.substitution / sum;
    return 1 / sum;
  }

  Symbol variable_of(VariableRole role, const std::string& what) {
    return add_variable(
        economy_, {{role, VariableOwner::agent, agent_}, what + ": " + economy_.activities[top_].name, region(), 1, 1});
  }

  // sum_i g_i (u^e_i/a)^b_i = 1 determines u; sum_i share_i (u^e_i P_i/(a p))^b_i = mean.
  void add_rules(const CdeDemand& demand, double mean0) {
    const std::string& name = economy_.activities[top_].name;
    const Symbol utility = variable(demand.utility), mean = variable(demand.mean);
    Expression at_benchmark_prices = -1.0, at_prices;
    for (std::size_t i = 0; i < demand.inputs.size(); ++i) {
      const CdeInput& input = demand.inputs[i];
      const int commodity = economy_.edges[economy_.activities[top_].first_edge + i].commodity;
      const double b = input.substitution;
      const Expression real = pow(utility, input.expansion * b) * pow(level(top_), -b);
      at_benchmark_prices += input.weight * real;
      at_prices += input.share * (real * pow(price(commodity), b) * pow(price(economy_.activities[top_].output), -b));
    }
    add_rule(economy_, utility, {"utility at benchmark prices: " + name, std::abs(mean0)}, at_benchmark_prices);
    add_rule(economy_, mean, {"mean substitution parameter: " + name}, at_prices - mean);
  }

  BuildContext& context_;
  Economy& economy_;
  int agent_, top_;
  Sector first_good_;
  bool is_positive_ = true;
};

}  // namespace

void add_cde_demand(BuildContext& context) {
  if (context.options.household_demand != HouseholdDemand::cde) return;
  for (int a = 0; a < static_cast<int>(context.economy.agents.size()); ++a) {
    const EconomicAgent& agent = context.economy.agents[a];
    if (agent.kind == AgentKind::household && agent.demand_activity >= 0) CdeBuilder(context, a).add();
  }
}

}  // namespace etslink
