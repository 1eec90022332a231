// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark_equilibrium.h"

#include <cmath>

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

}  // namespace

NestSet plain_nests() {
  NestSet nests;
  nests.production = {plain_tree("production", {"goods:rest", "factors:rest"})};
  nests.household = plain_tree("household", {"goods:rest"});
  nests.government = plain_tree("government", {"goods:rest"});
  nests.investment = plain_tree("investment", {"goods:rest"});
  nests.armington_top = plain_elasticity(2);
  nests.armington_origins = plain_elasticity(4);
  nests.margin_pool = plain_elasticity(1);
  return nests;
}

void require_benchmark_equilibrium(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options) {
  ModelOptions graph;
  graph.armington = options.armington;
  graph.resources = options.resources;
  graph.numeraire_region = options.numeraire_region;
  graph.elasticities = options.elasticities;
  const Economy economy = build_economy(benchmark, nests, {}, graph);
  const EquilibriumSystem system(economy);
  std::vector<double> residual(system.size());
  system.residual(system.start(), residual);
  int worst = 0;
  for (int i = 0; i < system.size(); ++i) {
    if (!(std::abs(residual[i]) <= std::abs(residual[worst]))) worst = i;
    if (std::isnan(residual[worst])) break;
  }
  if (std::abs(residual[worst]) <= largest_residual) return;
  throw InputError({benchmark.folder, 0},
                   "the benchmark is no equilibrium of the model: " + system.condition_name(worst) + " (relative gap " +
                       rounded_text(residual[worst], 3) + ")");
}

}  // namespace etslink
