// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark_equilibrium.h"

#include <algorithm>
#include <cmath>

#include "model/build_context.h"
#include "model/equilibrium.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Flows below 1e-3 million USD may be out of balance by more than the tolerance of the benchmark's check; a start this
// near is found by every solver.
constexpr double largest_residual = 0.01;

NestTree plain_tree(const std::string& name, const std::vector<std::string>& inputs) {
  return {name, {"*"}, {{"all", {}, inputs, {}}}, {}};
}

ElasticityRule plain_elasticity(double value) {
  ElasticityRule rule;
  rule.factor = value;
  return rule;
}

void require_equilibrium(const Economy& economy, const Benchmark& benchmark) {
  const EquilibriumSystem system(economy);
  std::vector<double> residual(system.size());
  system.residual(system.start(), residual);
  int worst = 0;
  for (int i = 0; i < system.size() && !std::isnan(residual[worst]); ++i) {
    if (!(std::abs(residual[i]) <= std::abs(residual[worst]))) worst = i;
  }
  if (std::abs(residual[worst]) <= largest_residual) return;
  throw InputError({benchmark.folder, 0},
                   "the benchmark is no equilibrium of the model: " + system.condition_name(worst) + " (relative gap " +
                       rounded_text(residual[worst], 3) + ")");
}

}  // namespace

NestSet plain_nests() {
  NestSet nests;
  nests.production = {plain_tree("production", {"goods:rest", "technologies:rest", "factors:rest"})};
  nests.household = plain_tree("household", {"goods:rest"});
  nests.government = plain_tree("government", {"goods:rest"});
  nests.investment = plain_tree("investment", {"goods:rest"});
  nests.armington_top = plain_elasticity(2);
  nests.armington_origins = plain_elasticity(4);
  nests.margin_pool = plain_elasticity(1);
  return nests;
}

BenchmarkTrial try_benchmark(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options) {
  ModelOptions at_benchmark = options;
  // A higher minimum wage moves the economy away from it.
  for (LabourRule& rule : at_benchmark.labour) rule.minimum_wage = std::min(1.0, rule.minimum_wage);
  const Policy no_policy;
  BuildContext context(benchmark, nests, no_policy, at_benchmark);
  build_graph(context);
  require_equilibrium(context.economy, benchmark);
  return {context.elasticities.unused(benchmark), context.elasticities.asked_for()};
}

}  // namespace etslink
