// SPDX-License-Identifier: Apache-2.0
// Energy in the results: what is made is what is used, and the part of its price that is for carbon.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/results/small_study.h"

namespace etslink {
namespace {

// tiny_volumes with a cap in A; volumes of coal add up over origins.
EconomyInputs capped(ArmingtonOption armington) {
  EconomyInputs inputs = economy_inputs("tiny_volumes");
  inputs.nests.additive_goods = {inputs.benchmark.find_sector("COL"), inputs.benchmark.find_sector("ELE")};
  inputs.options.armington = armington;
  add_market(inputs, "A", 0.3);
  return inputs;
}

double sum_of_present(const std::vector<double>& values) {
  double total = 0;
  for (const double value : values) total += std::isnan(value) ? 0 : value;
  return total;
}

}  // namespace

TEST_CASE("fuel that the world's producers sell is fuel that its users buy, whatever composites stand between them") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    const IndicatorSet set = compute_indicators(study_of({solved_scenario("capped", capped(armington))}));
    const double made = sum_of_present(set.slice("fuel_output", 0));
    CHECK(made > 100);
    CHECK(sum_of_present(set.slice("fuel_use", 0)) == doctest::Approx(made).epsilon(1e-8));
  }
}

TEST_CASE("what users pay for a fuel is for carbon as well where a market covers them, and there alone") {
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("capped", capped(ArmingtonOption::pooled))}));
  const auto with = set.slice("fuel_price_user", 0), without = set.slice("fuel_price_user_without_carbon", 0);
  const std::size_t of_a = with.size() / 2;  // two regions
  int covered = 0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    if (std::isnan(with[i])) continue;
    if (i >= of_a) CHECK(with[i] == without[i]);
    covered += i < of_a && with[i] > 1.05 * without[i] ? 1 : 0;
  }
  CHECK(covered > 0);
}

}  // namespace etslink
