// SPDX-License-Identifier: Apache-2.0
#include "model/complementarity_pairs.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/equilibrium.h"
#include "solvers/fischer_burmeister.h"
#include "tests/fixtures/economies.h"

namespace etslink {

TEST_CASE("the residuals of permit markets and of complementary rules are those of their pairs") {
  auto inputs = economy_inputs("tiny_taxes");
  for (const auto& region : inputs.benchmark.regions) add_market(inputs, region.code, 0.1);
  inputs.policy.markets[0].collar = PriceCollar{5, 0.5, 40, 10, {}};
  const Economy economy = inputs.build();
  const EquilibriumSystem system(economy);
  auto x = random_point(system, 7, 0.05);
  std::vector<double> f(x.size());
  system.residual(x, f);
  const auto pairs = complementarity_pairs(economy, x);
  REQUIRE(pairs.size() == 2 + 4 + 2);  // floor, auction, ceiling, reserve; resources that may stand idle
  for (const auto& pair : pairs) {
    CAPTURE(system.condition_name(pair.row));
    CHECK(f[pair.row] == doctest::Approx(fischer_burmeister(pair.unknown, pair.slack, 1e-10)).epsilon(1e-12));
    const double step = 1e-4;
    const auto at = [&](double slack) { return fischer_burmeister(pair.unknown, slack, 1e-10); };
    const double difference = (at(pair.slack + step) - at(pair.slack - step)) / (2 * step);
    CHECK(std::abs(pair.slope_in_slack() - difference) < 1e-4);
  }
}

}  // namespace etslink
