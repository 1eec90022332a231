// SPDX-License-Identifier: Apache-2.0
// Technologies that stand idle at the benchmark, in the results.
#include "results/latent_technologies.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/results/small_study.h"

using namespace etslink;

namespace {

constexpr double tax = 30;

// CAPTURE of A, the only technology, captures 90 % of its CO2 and has a resource.
EconomyInputs capture_country() {
  EconomyInputs inputs = economy_inputs("tiny_idle");
  auto& activities = inputs.benchmark.activities;
  std::erase_if(activities, [](const IdleActivity& activity) { return activity.code != "CAPTURE"; });
  IdleActivity& plant = activities.front();
  plant.capture = 0.9;
  plant.resource_share = 0.2;
  plant.resource_elasticity = 4;
  return inputs;
}

EconomyInputs with_tax(double usd_per_t) {
  EconomyInputs inputs = capture_country();
  add_market(inputs, "A", 0);
  inputs.policy.markets[0].cap_mt[0] = 0;
  inputs.policy.markets[0].fixed_price = usd_per_t;
  return inputs;
}

const IndicatorSet& solved_set() {
  static const IndicatorSet set =
      compute_indicators(study_of({solved_scenario("benchmark", with_tax(0)), solved_scenario("tax", with_tax(tax))}));
  return set;
}

double of(const char* name, int scenario) { return solved_set().slice(name, scenario).front(); }

}  // namespace

TEST_CASE("latent technologies have an axis of their own, and are missing where a region has them not") {
  CHECK(solved_set().latent_technologies == std::vector<std::string>{"CAPTURE"});
  const auto output = solved_set().slice("latent_output", 1);
  REQUIRE(output.size() == 2);
  CHECK(std::isnan(output[1]));
}

TEST_CASE("the entry price is what markup and tonnes of the plants say") {
  // tiny_idle: power of A burns 124 Mt; what it makes is in the graph
  const Economy economy = with_tax(0).build();
  const IdleTechnology& plant = economy.idle_technologies.front();
  const Activity& activity = economy.activities[plant.activity];
  const double made = activity.quantity0, net = 1 - activity.output_tax;
  // Coal is 30 % of its costs before a tax of 5 %, with 0.0125 t per USD of which a tenth is emitted.
  const double own = 0.1 * 0.0125 * 0.3 * 1.2 * net / 1.05;
  CHECK(entry_price(economy, plant) == doctest::Approx(0.2 * net / (124 / made - own)).epsilon(1e-9));
  CHECK(of("technology_entry_price", 0) == doctest::Approx(entry_price(economy, plant)).epsilon(1e-12));
  CHECK(of("technology_entry_price", 1) == doctest::Approx(entry_price(economy, plant)).epsilon(1e-12));
}

TEST_CASE("it makes nothing at the benchmark, at a margin of its mark-up, and runs without loss where it pays") {
  CHECK(std::abs(of("latent_output", 0)) < 1e-8);
  CHECK(of("latent_margin", 0) == doctest::Approx(100 * (1 / 1.2 - 1)).epsilon(1e-9));
  CHECK(of("captured_co2", 0) == doctest::Approx(0).epsilon(1e-9));
  CHECK(of("latent_output", 1) > 100);
  CHECK(std::abs(of("latent_margin", 1)) < 1e-6);
  CHECK(of("latent_rent", 1) > 0);
  CHECK(of("latent_share", 1) > 1);
  CHECK(of("latent_share", 1) < 100);
  CHECK(of("captured_co2", 1) == doctest::Approx(9 * of("latent_emissions", 1)).epsilon(1e-9));
}

TEST_CASE("costs are what it lacks of the price at the benchmark, and the price less the rent where it runs") {
  const Economy economy = with_tax(0).build();
  const Activity& activity = economy.activities[economy.idle_technologies.front().activity];
  CHECK(of("latent_unit_cost", 0) == doctest::Approx(1.2 * (1 - activity.output_tax)).epsilon(1e-9));
  const ScenarioResult solved = solved_scenario("tax", with_tax(tax));
  const int n = economy.idle_technologies.front().activity;
  const double price = solved.state->commodity_price[activity.output];
  const double made = solved.state->activity_level[n] * activity.quantity0;
  CHECK(of("latent_unit_cost", 1) ==
        doctest::Approx(price * (1 - activity.output_tax) - of("latent_rent", 1) / made).epsilon(1e-9));
}

TEST_CASE("an economy without such technologies has none of these results") {
  CHECK(!compute_indicators(small_study("tiny_taxes")).has("latent_output"));
}
