// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/twins.h"

#include <cmath>

#include "model/standstill.h"

namespace etslink {
namespace {

class TwinBuilder {
 public:
  TwinBuilder(BuildContext& context, int activity) : context_(context), economy_(context.economy), bundles_(context) {
    result_.original = activity;
  }

  TwinSector build() {
    result_.first_clone = static_cast<int>(economy_.activities.size());
    result_.twin = clone(result_.original, -1);
    result_.last_clone = static_cast<int>(economy_.activities.size());
    pay_fee(economy_.activities[result_.twin]);
    clone_process();
    let_stop(context_, result_.original, 0);
    let_stop(context_, result_.twin, -std::log1p(-participation_fee));
    return result_;
  }

 private:
  // Copies an activity with everything below that is its own; the copy makes `output`, -1: what the original makes.
  int clone(int n, int output) {
    Activity copy = economy_.activities[n];
    std::vector<Edge> inputs(economy_.edges.begin() + copy.first_edge, economy_.edges.begin() + copy.last_edge);
    for (Edge& edge : inputs) {
      if (bundles_.is_own(edge.commodity)) edge.commodity = clone_bundle(edge.commodity);
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
    clone(bundles_.maker(commodity), output);
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

  BuildContext& context_;
  Economy& economy_;
  const OwnBundles bundles_;
  TwinSector result_;
};

}  // namespace

TwinSector add_twin(BuildContext& context, int activity) { return TwinBuilder(context, activity).build(); }

}  // namespace etslink
