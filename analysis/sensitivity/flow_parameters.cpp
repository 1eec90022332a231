// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "analysis/sensitivity/model_parameter.h"

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
      if (is_household) household_.insert({{cell(flow.region, flow.good), flow.user.index}, i});
    }
    for (std::size_t i = 0; i < b_.value_added.size(); ++i) {
      const auto& flow = b_.value_added[i];
      if (flow.value_musd > 0 && owner(flow) >= 0) factor_.insert({cell(flow.region, flow.sector), i});
    }
  }

  [[nodiscard]] std::vector<Loop> list() const {
    std::vector<Loop> loops;
    for (std::size_t i = 0; i < b_.use.size(); ++i) {
      const auto& flow = b_.use[i];
      if (flow.user.kind != User::Kind::sector || flow.origin.kind != Origin::Kind::domestic || flow.value_musd <= 0)
        continue;
      const auto factor = factor_.find(cell(flow.region, {flow.user.index}));
      if (factor == factor_.end()) continue;
      const auto household = household_.find({cell(flow.region, flow.good), owner(b_.value_added[factor->second])});
      if (household == household_.end()) continue;
      loops.push_back({i, household->second, factor->second});
    }
    return loops;
  }

 private:
  [[nodiscard]] int cell(Region region, Sector sector) const { return region.index * b_.sector_count() + sector.index; }

  // The household that owns all of a mobile factor; -1 where others have a part of it.
  [[nodiscard]] int owner(const FactorFlow& flow) const {
    if (b_.factors[flow.factor.index].mobility != FactorMobility::mobile) return -1;
    int found = -1;
    for (int a = 0; a < static_cast<int>(b_.agents.size()) && b_.endowments.empty(); ++a) {
      if (b_.agents[a].kind == AgentKind::household && b_.agents[a].region == flow.region) found = a;
    }
    for (const auto& endowment : b_.endowments) {
      if (endowment.region != flow.region || endowment.factor != flow.factor) continue;
      const auto& agent = b_.agents[endowment.agent.index];
      const bool is_other = agent.kind != AgentKind::household || agent.region != flow.region;
      if (is_other || (found >= 0 && found != endowment.agent.index)) return -1;
      found = endowment.agent.index;
    }
    return found;
  }

  const Benchmark& b_;
  std::map<std::pair<int, int>, std::size_t> household_;  // per region and good, household: its purchase
  std::map<int, std::size_t> factor_;                     // per region and sector: the first row that can give
};

ModelParameter flow_parameter(const Benchmark& benchmark, const Loop& loop) {
  const auto& flow = benchmark.use[loop.purchase];
  ModelParameter parameter{"flows",
                           "use of " + benchmark.purchase_code(flow.good, flow.purpose) + " by " +
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
