// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "app/model_parameter.h"

namespace etslink {
namespace {

// A closed loop of payments: the sector buys more of a domestic good and pays as much less to a factor; the household
// that owns the factor buys as much less of the good. Every market and every budget stays balanced. Rows of the tables.
struct Loop {
  std::size_t purchase = 0, household_purchase = 0, factor = 0;
};

class LoopSearch {
 public:
  explicit LoopSearch(const Benchmark& benchmark) : b_(benchmark) {
    for (std::size_t i = 0; i < b_.use.size(); ++i) {
      const auto& flow = b_.use[i];
      if (flow.origin.kind != Origin::Kind::domestic || flow.value_musd <= 0) continue;
      const bool is_household =
          flow.user.kind == User::Kind::agent && b_.agents[flow.user.index].kind == AgentKind::household;
      if (is_household) household_.insert({cell(flow.region, flow.good), i});
    }
    for (std::size_t i = 0; i < b_.value_added.size(); ++i) {
      const auto& flow = b_.value_added[i];
      if (flow.value_musd > 0 && is_households_own(flow)) factor_.insert({cell(flow.region, flow.sector), i});
    }
  }

  [[nodiscard]] std::vector<Loop> list() const {
    std::vector<Loop> loops;
    for (std::size_t i = 0; i < b_.use.size(); ++i) {
      const auto& flow = b_.use[i];
      if (flow.user.kind != User::Kind::sector || flow.origin.kind != Origin::Kind::domestic || flow.value_musd <= 0)
        continue;
      const auto household = household_.find(cell(flow.region, flow.good));
      const auto factor = factor_.find(cell(flow.region, {flow.user.index}));
      if (household == household_.end() || factor == factor_.end()) continue;
      loops.push_back({i, household->second, factor->second});
    }
    return loops;
  }

 private:
  [[nodiscard]] int cell(Region region, Sector sector) const { return region.index * b_.sector_count() + sector.index; }

  [[nodiscard]] bool is_households_own(const FactorFlow& flow) const {
    const bool is_mobile = b_.factors[flow.factor.index].mobility == FactorMobility::mobile;
    return is_mobile && std::all_of(b_.endowments.begin(), b_.endowments.end(), [&](const EndowmentFlow& endowment) {
             const bool is_other = endowment.region != flow.region || endowment.factor != flow.factor;
             const auto& owner = b_.agents[endowment.agent.index];
             return is_other || (owner.kind == AgentKind::household && owner.region == flow.region);
           });
  }

  const Benchmark& b_;
  std::map<int, std::size_t> household_, factor_;  // per region and good (sector): the first row that can give
};

ModelParameter flow_parameter(const Benchmark& benchmark, const Loop& loop) {
  const auto& flow = benchmark.use[loop.purchase];
  ModelParameter parameter{"flows",
                           "use of " + benchmark.sectors[flow.good.index].code + " by " +
                               benchmark.user_code(flow.user) + " in " + benchmark.regions[flow.region.index].code,
                           "million USD", flow.value_musd};
  parameter.step = relative_step * std::min({flow.value_musd, benchmark.use[loop.household_purchase].value_musd,
                                             benchmark.value_added[loop.factor].value_musd});
  parameter.shifted = [loop](const ModelSource& source, double change) {
    Benchmark moved = source.benchmark;
    moved.use[loop.purchase].value_musd += change;
    moved.use[loop.household_purchase].value_musd -= change;
    moved.value_added[loop.factor].value_musd -= change;
    return build_economy(moved, source.nests, source.policy, source.options);
  };
  return parameter;
}

}  // namespace

std::vector<ModelParameter> flow_parameters(const ModelSource& source) {
  std::vector<ModelParameter> parameters;
  for (const Loop& loop : LoopSearch(source.benchmark).list()) {
    parameters.push_back(flow_parameter(source.benchmark, loop));
  }
  return parameters;
}

}  // namespace etslink
