// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/subsistence.h"

#include "model/demand_tree.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

class SubsistenceBuilder {
 public:
  SubsistenceBuilder(BuildContext& context, int agent) : context_(context), economy_(context.economy), agent_(agent) {}

  void add() {
    std::vector<Edge> fixed;
    for (const int n : nests_below(economy_, economy_.agents[agent_].demand_activity)) split(n, fixed);
    if (fixed.empty()) return;
    rescale(economy_.agents[agent_].demand_activity);
    Activity basket;
    basket.name = context_.name_of_agents("subsistence", agent_);
    basket.region = economy_.agents[agent_].region;
    basket.kind = ActivityKind::subsistence;
    const int commodity = context_.add_bundle(std::move(basket), CommodityKind::nest, std::move(fixed));
    const int activity = static_cast<int>(economy_.activities.size()) - 1;
    const double quantity = economy_.activities[activity].quantity0;
    economy_.agents[agent_].subsistence_activity = activity;
    add_demand(economy_, commodity, "subsistence", quantity);
    add_income(economy_, agent_, "subsistence", -quantity * price(commodity));
  }

 private:
  // Takes the fixed part out of the purchases of a nest.
  void split(int n, std::vector<Edge>& fixed) {
    for (int e = economy_.activities[n].first_edge; e < economy_.activities[n].last_edge; ++e) {
      if (!buys_good(economy_.edges[e])) continue;
      const double share = share_of(economy_.edges[e].good);
      if (share == 0) continue;
      fixed.push_back(economy_.edges[e]);
      fixed.back().quantity0 *= share;
      economy_.edges[e].quantity0 *= 1 - share;
    }
  }

  [[nodiscard]] double share_of(Sector good) const {
    const double share = context_.elasticities.value_or(subsistence_share, economy_.agents[agent_].region, good, 0);
    if (share >= 1)
      throw InputError(context_.nests.at, std::string(subsistence_share) + " of " + context_.name(good) + ", " +
                                              context_.code(economy_.agents[agent_].region) + " is " +
                                              std::to_string(share) + "; it must be at least 0 and below 1");
    return share;
  }

  // Benchmark quantities of a nest and all below it, from what is left; returns its value.
  double rescale(int n) {
    double value = 0;
    for (int e = economy_.activities[n].first_edge; e < economy_.activities[n].last_edge; ++e) {
      Edge& edge = economy_.edges[e];
      if (edge.role == EdgeRole::bundle) edge.quantity0 = rescale(maker_of(economy_, edge.commodity)) / edge.price0;
      value += value0(edge);
    }
    economy_.activities[n].quantity0 = value;
    return value;
  }

  BuildContext& context_;
  Economy& economy_;
  int agent_;
};

}  // namespace

void add_subsistence(BuildContext& context) {
  for (int a = 0; a < static_cast<int>(context.economy.agents.size()); ++a) {
    const EconomicAgent& agent = context.economy.agents[a];
    if (agent.kind == AgentKind::household && agent.demand_activity >= 0) SubsistenceBuilder(context, a).add();
  }
}

}  // namespace etslink
