// SPDX-License-Identifier: Apache-2.0
#include "model/check_graph.h"

#include <algorithm>
#include <stdexcept>

#include "model/charges.h"

namespace etslink {
namespace {

class GraphCheck {
 public:
  GraphCheck(const Economy& economy, const Benchmark& benchmark)
      : economy_(economy),
        benchmark_(benchmark),
        is_supplied_(economy.commodities.size(), 0),
        is_bought_(economy.commodities.size(), 0) {}

  void run() {
    for (const Activity& activity : economy_.activities) check_activity(activity);
    for (const Edge& edge : economy_.edges) check_edge(edge);
    for (const OutputEdge& output : economy_.output_edges) mark(is_supplied_, output.commodity, activity_name(output));
    for (const Endowment& endowment : economy_.endowments) check_endowment(endowment);
    for (const ProcessEmission& process : economy_.processes)
      mark(is_bought_, process.abatement_commodity, "process of " + activity_name(process));
    for (const EconomicAgent& agent : economy_.agents) check_agent(agent);
    for (std::size_t c = 0; c < economy_.commodities.size(); ++c) check_market(c);
  }

 private:
  static void expect(bool is_inside, const std::string& owner, const char* what) {
    if (!is_inside) throw std::logic_error("broken graph: " + owner + " has no " + what);
  }
  template <class List>
  static bool is_in(int index, const List& list) {
    return index >= 0 && index < static_cast<int>(list.size());
  }
  template <class List>
  static bool is_none_or_in(int index, const List& list) {
    return index == -1 || is_in(index, list);
  }

  template <class Item>
  [[nodiscard]] std::string activity_name(const Item& item) const {
    expect(is_in(item.activity, economy_.activities), "an edge or process", "activity");
    return economy_.activities[item.activity].name;
  }

  void mark(std::vector<char>& marks, int commodity, const std::string& owner) const {
    expect(is_in(commodity, economy_.commodities), owner, "commodity");
    marks[commodity] = 1;
  }

  void check_activity(const Activity& activity) {
    expect(is_none_or_in(activity.tax_agent, economy_.agents), activity.name, "receiver of its tax");
    const bool has_inputs = activity.first_edge >= 0 && activity.first_edge < activity.last_edge &&
                            activity.last_edge <= static_cast<int>(economy_.edges.size());
    expect(has_inputs, activity.name, "inputs");
    if (activity.kind == ActivityKind::stock_change) return;
    mark(is_supplied_, activity.output, activity.name);
    // A composite of several outputs is not traded: it is bought by those who transform it.
    if (activity.first_output != activity.last_output) is_bought_[activity.output] = 1;
  }

  void check_edge(const Edge& edge) {
    const std::string name = activity_name(edge);
    mark(is_bought_, edge.commodity, "an input of " + name);
    const bool is_stock = economy_.activities[edge.activity].kind == ActivityKind::stock_change;
    if (is_stock && edge.quantity0 < 0) is_supplied_[edge.commodity] = 1;
    for (const MarginUse& margin : edge.margins) mark(is_bought_, margin.commodity, "a margin of " + name);
    for (const int agent : {edge.tax_agent, edge.export_tax_agent})
      expect(is_none_or_in(agent, economy_.agents), name, "receiver of a tax");
  }

  void check_endowment(const Endowment& endowment) {
    mark(is_supplied_, endowment.commodity, "an endowment");
    expect(is_in(endowment.agent, economy_.agents), economy_.commodities[endowment.commodity].name, "owner");
  }

  void check_agent(const EconomicAgent& agent) {
    for (const int n : {agent.demand_activity, agent.subsistence_activity, agent.stock_activity})
      expect(is_none_or_in(n, economy_.activities), agent.name, "activity it pays for");
    for (const int n : {agent.demand_activity, agent.subsistence_activity}) {
      if (n >= 0) is_bought_[economy_.activities[n].output] = 1;
    }
  }

  // Abatement has a supplier and no buyer until somebody abates.
  void check_market(std::size_t c) const {
    const Commodity& commodity = economy_.commodities[c];
    if (is_supplied_[c] && (is_bought_[c] || commodity.kind == CommodityKind::abatement)) return;
    throw InputError({benchmark_.folder, 0}, commodity.name + (is_bought_[c] ? " is bought, but nobody supplies it"
                                                                             : " is supplied, but nobody buys it"));
  }

  const Economy& economy_;
  const Benchmark& benchmark_;
  std::vector<char> is_supplied_, is_bought_;  // per commodity
};

}  // namespace

void check_graph(const Economy& economy, const Benchmark& benchmark) { GraphCheck(economy, benchmark).run(); }

void check_charges(const Economy& economy) {
  for_each_list_of_charges(economy, [&](const Charges& charges) {
    for (const Charge& charge : charges) {
      require_sound(charge);
      require(charge.market < 0 || economy.markets[charge.market].pool >= 0, "a market that charges is on");
    }
  });
  for (const ProcessEmission& process : economy.processes) {
    const auto is_part = [](const Charge& charge) { return charge.coefficient.end < 1; };
    require(std::count_if(process.charges.begin(), process.charges.end(), is_part) <= 1,
            "one charge is on a part of a process");
  }
}

}  // namespace etslink
