// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/twins.h"

#include <algorithm>
#include <cmath>

#include "model/rule_builder.h"

namespace etslink {
namespace {

// Natural size of a loss, in logs of revenue.
constexpr double loss_scale = 0.1;

class TwinBuilder {
 public:
  TwinBuilder(BuildContext& context, int activity) : context_(context), economy_(context.economy) {
    result_.original = activity;
    maker_.assign(economy_.commodities.size(), -1);
    buyers_.assign(economy_.commodities.size(), 0);
    for (int n = 0; n < static_cast<int>(economy_.activities.size()); ++n) {
      const int output = economy_.activities[n].output;
      if (output >= 0) maker_[output] = n;
    }
    for (const Edge& edge : economy_.edges) ++buyers_[edge.commodity];
  }

  TwinSector build() {
    result_.first_clone = static_cast<int>(economy_.activities.size());
    result_.twin = clone(result_.original, -1);
    result_.last_clone = static_cast<int>(economy_.activities.size());
    pay_fee(economy_.activities[result_.twin]);
    clone_process();
    let_stop(result_.original, 0);
    let_stop(result_.twin, -std::log1p(-participation_fee));
    return result_;
  }

 private:
  // Copies an activity with everything below that is its own; the copy makes `output`, -1: what the original makes.
  int clone(int n, int output) {
    Activity copy = economy_.activities[n];
    std::vector<Edge> inputs(economy_.edges.begin() + copy.first_edge, economy_.edges.begin() + copy.last_edge);
    for (Edge& edge : inputs) {
      if (is_own(edge.commodity)) edge.commodity = clone_bundle(edge.commodity);
    }
    economy_.activities[n].is_latent_level = true;
    economy_.activities[n].level0 = 1;
    copy.name += ", credited";
    copy.is_latent_level = true;
    copy.level0 = 0;
    if (output >= 0) copy.output = output;
    if (copy.first_output != copy.last_output) clone_outputs(copy);
    return context_.add_activity(std::move(copy), std::move(inputs));
  }

  int clone_bundle(int commodity) {
    Commodity copy = economy_.commodities[commodity];
    copy.name += ", credited";
    const int output = context_.add_commodity(std::move(copy));
    clone(maker_[commodity], output);
    return output;
  }

  // Several outputs: a composite of its own, the same goods.
  void clone_outputs(Activity& copy) {
    Commodity composite = economy_.commodities[copy.output];
    composite.name += ", credited";
    copy.output = context_.add_commodity(std::move(composite));
    const int first = copy.first_output, last = copy.last_output;
    copy.first_output = static_cast<int>(economy_.output_edges.size());
    for (int o = first; o < last; ++o) {
      OutputEdge edge = economy_.output_edges[o];
      edge.activity = static_cast<int>(economy_.activities.size());
      economy_.output_edges.push_back(edge);
    }
    copy.last_output = static_cast<int>(economy_.output_edges.size());
  }

  // A bundle that nobody else buys: a nest, or the composite of one user.
  [[nodiscard]] bool is_own(int commodity) const {
    if (commodity >= static_cast<int>(maker_.size()) || maker_[commodity] < 0 || buyers_[commodity] != 1) return false;
    const ActivityKind kind = economy_.activities[maker_[commodity]].kind;
    if (kind == ActivityKind::armington)
      return std::find(context_.armington.begin(), context_.armington.end(), commodity) == context_.armington.end();
    return kind == ActivityKind::nest;
  }

  void pay_fee(Activity& twin) const {
    twin.output_tax += participation_fee * (1 - twin.output_tax);
    twin.tax_agent = context_.tax_agent(twin.region);
  }

  void clone_process() {
    for (ProcessEmission process : economy_.processes) {
      if (process.activity != result_.original) continue;
      process.activity = result_.twin;
      economy_.processes.push_back(process);
      return;
    }
  }

  void let_stop(int n, double loss0) {
    const Activity& activity = economy_.activities[n];
    const Symbol loss = add_variable(economy_, {{VariableRole::loss, VariableOwner::activity, n},
                                                "loss: " + activity.name,
                                                activity.region,
                                                loss0,
                                                loss_scale});
    add_complementarity(economy_, loss, {"runs without loss: " + activity.name}, level(n));
    economy_.contributions.push_back({{Row::Kind::zero_profit, n}, "loss", loss});
  }

  BuildContext& context_;
  Economy& economy_;
  std::vector<int> maker_, buyers_;  // per commodity: an activity that makes it, and how many edges buy it
  TwinSector result_;
};

}  // namespace

TwinSector add_twin(BuildContext& context, int activity) { return TwinBuilder(context, activity).build(); }

}  // namespace etslink
