// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "model/cap_derivative.h"
#include "tests/fixtures/economies.h"

namespace etslink {

TEST_CASE("the derivative of the conditions by a cap is that of differences") {
  auto inputs = economy_inputs("tiny_taxes");
  for (const auto& region : inputs.benchmark.regions) add_market(inputs, region.code, 0.1);
  inputs.policy.links = {{{0, 1}, {}}};
  Economy economy = inputs.build();
  const EquilibriumSystem system(economy);
  const auto x = random_point(system, 7, 0.05);
  const auto exact = cap_derivative(economy, x, 1);
  const auto shares = cap_shares(economy.markets[1]);
  const double step = 1e-4 * economy.markets[1].benchmark_emissions;
  const auto residual = [&](double change) {
    auto& caps = economy.markets[1].cap_by_region;
    const auto kept = caps;
    for (std::size_t r = 0; r < caps.size(); ++r) caps[r] += change * shares[r];
    std::vector<double> f(x.size());
    system.residual(x, f);
    caps = kept;
    return f;
  };
  const auto above = residual(step), below = residual(-step);
  const auto is_moved = [](double value) { return value != 0; };
  CHECK(std::count_if(exact.begin(), exact.end(), is_moved) == 2);  // the permit market and one budget
  for (std::size_t i = 0; i < x.size(); ++i) {
    CAPTURE(system.condition_name(static_cast<int>(i)));
    CHECK(std::abs(exact[i] - (above[i] - below[i]) / (2 * step)) < 1e-9);
  }
}

}  // namespace etslink
