// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "solvers/newton_krylov.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Caps at (1 - cut) of the emissions of each region, linked into one market or each for itself.
EconomyInputs with_caps(const std::string& name, double cut, bool linked) {
  EconomyInputs inputs = economy_inputs(name);
  MarketLink link;
  for (const RegionInfo& region : inputs.benchmark.regions)
    link.markets.push_back(add_market(inputs, region.code, cut));
  if (linked) inputs.policy.links.push_back(link);
  return inputs;
}

}  // namespace

TEST_CASE("Ipopt and Newton-Krylov agree on every economy, linked or not") {
  NewtonKrylovSolver krylov;
  for (const std::string& name : economy_names()) {
    for (const double cut : {0.1, 0.35}) {
      for (const bool linked : {false, true}) {
        CAPTURE(name);
        CAPTURE(cut);
        CAPTURE(linked);
        const Economy economy = with_caps(name, cut, linked).build();
        const EquilibriumSystem system(economy);
        const SolverReport ipopt = solve_with_ipopt(system, system.start(), {});
        const SolverReport newton = krylov.solve(system, system.start(), {});
        REQUIRE(ipopt.solved());
        REQUIRE_MESSAGE(newton.solved(), newton.message);
        CHECK(newton.residual < 1e-9);
        CHECK(distance(system, ipopt.x, newton.x) < 1e-8);
      }
    }
  }
}

TEST_CASE("Newton-Krylov finds the benchmark without a step") {
  for (const std::string& name : economy_names()) {
    CAPTURE(name);
    const Economy economy = economy_inputs(name).build();
    const EquilibriumSystem system(economy);
    const SolverReport report = solve_with_newton_krylov(system, system.start(), {});
    CHECK(report.solved());
    CHECK(report.iterations == 0);
  }
}

TEST_CASE("a linked study of eight regions has the same bits for any number of threads") {
  const Economy economy = with_caps("nea2011", 0.2, true).build();
  EquilibriumSystem system(economy);
  const SolverReport one = solve_with_newton_krylov(system, system.start(), {.threads = 1});
  REQUIRE(one.solved());
  CHECK(one.iterations <= 8);
  for (const int threads : {2, 3}) {
    CAPTURE(threads);
    system.set_threads(threads);
    CHECK(solve_with_newton_krylov(system, system.start(), {.threads = threads}).x == one.x);
  }
}

TEST_CASE("derivatives by the implicit function theorem are the slope of full solves") {
  const auto solve_at = [](double cut) {
    const Economy economy = with_caps("nea2011", cut, true).build();
    const EquilibriumSystem system(economy);
    return solve_with_newton_krylov(system, system.start(), {}).x;
  };
  const double cut = 0.2, step = 1e-4;
  const Economy economy = with_caps("nea2011", cut, true).build(),
                tighter = with_caps("nea2011", cut + step, true).build();
  const EquilibriumSystem system(economy), tighter_system(tighter);
  const std::vector<double> x = solve_at(cut), above = solve_at(cut + step), below = solve_at(cut - step);
  std::vector<double> f(x.size()), slope(x.size());
  tighter_system.residual(x, f);  // the residual at cut itself is zero
  for (double& value : f) value /= -step;
  NewtonKrylovSolver krylov;
  REQUIRE(krylov.linearise(system, x, 1));
  REQUIRE(krylov.linear_solve(f, slope, 1e-12));
  double largest = 0;
  for (std::size_t u = 0; u < x.size(); ++u) {
    largest = std::max(largest, std::abs(slope[u] - (above[u] - below[u]) / (2 * step)));
  }
  CHECK(largest < 1e-3 * max_norm(slope));
}

}  // namespace etslink
