// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "calibration/agent_budgets.h"
#include "calibration/rounding/repair_list.h"

namespace etslink {
namespace {

// Agents as a forest along the largest transfers: the gap of an agent goes to the one nearer to the root, and on.
class TransferForest {
 public:
  explicit TransferForest(const Benchmark& benchmark) : benchmark_(benchmark), group_(benchmark.agents.size()) {
    std::iota(group_.begin(), group_.end(), 0);
    std::vector<int> rows(benchmark.transfers.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
      return benchmark.transfers[a].value_musd > benchmark.transfers[b].value_musd;
    });
    for (const int row : rows) connect(row);
    hang_up();
  }

  struct Step {
    int agent = -1, parent = -1, row = -1;  // row -1: the agent is a root, its parent the first root
  };
  // Every agent but the first root, those far from a root first, roots last.
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

 private:
  int find_group(int agent) {
    while (group_[agent] != agent) agent = group_[agent] = group_[group_[agent]];
    return agent;
  }

  void connect(int row) {
    const TransferFlow& flow = benchmark_.transfers[row];
    const int from = find_group(flow.from.index), to = find_group(flow.to.index);
    if (from == to || flow.value_musd == 0) return;
    group_[from] = to;
    kept_.push_back(row);
  }

  void hang_up() {
    std::vector<char> is_met(group_.size(), 0);
    std::vector<Step> roots, below;
    for (int root = 0; root < static_cast<int>(group_.size()); ++root) {
      if (is_met[root]) continue;
      is_met[root] = 1;
      if (root > 0) roots.push_back({root, 0, -1});
      std::vector<int> open{root};
      for (std::size_t i = 0; i < open.size(); ++i) {
        for (const int row : kept_) {
          const int from = benchmark_.transfers[row].from.index, to = benchmark_.transfers[row].to.index;
          const int other = from == open[i] ? to : to == open[i] ? from : -1;
          if (other < 0 || is_met[other]) continue;
          is_met[other] = 1;
          open.push_back(other);
          below.push_back({other, open[i], row});
        }
      }
    }
    steps_.assign(below.rbegin(), below.rend());
    steps_.insert(steps_.end(), roots.begin(), roots.end());
  }

  const Benchmark& benchmark_;
  std::vector<int> group_, kept_;
  std::vector<Step> steps_;
};

}  // namespace

void repair_transfers(Benchmark& benchmark, RepairList& repairs) {
  if (benchmark.transfers.empty()) return;
  const TransferForest forest(benchmark);
  const AgentBudgets budgets(benchmark);
  std::vector<double> passed(benchmark.agents.size(), 0);  // gaps of those beyond
  for (const auto& step : forest.steps()) {
    const Sides sides{budgets.income(step.agent) + passed[step.agent], budgets.expenditure(step.agent)};
    if (!RepairList::is_needed(sides)) continue;
    passed[step.parent] += sides.gap();
    const auto code = [&](Agent agent) { return benchmark.agents[agent.index].code; };
    if (step.row < 0) {
      const bool pays = sides.gap() > 0;
      benchmark.transfers.push_back(
          {{pays ? step.agent : step.parent}, {pays ? step.parent : step.agent}, "rounding", 0, {}});
    }
    TransferFlow& flow = step.row < 0 ? benchmark.transfers.back() : benchmark.transfers[step.row];
    const double more = flow.from.index == step.agent ? sides.gap() : -sides.gap();
    repairs.change(flow.value_musd, flow.value_musd + more,
                   {"transfer", code(flow.from) + " to " + code(flow.to) + ", " + flow.kind}, sides);
  }
}

}  // namespace etslink
