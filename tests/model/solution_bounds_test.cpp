// SPDX-License-Identifier: Apache-2.0
#include "model/solution_bounds.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// The benchmark of tiny2x2 with a cap on A: nothing speaks against it until one unknown is changed.
struct Point {
  Economy economy;
  TableOfContents table;
  std::vector<double> x;

  [[nodiscard]] std::string objection() const { return objection_to_solution(economy, table, x); }
  [[nodiscard]] std::string name_of(int unknown) const { return table.entries[unknown].unknown; }
};

Point point_of(const EconomyInputs& inputs) {
  Point point{inputs.build(), {}, {}};
  point.table = list_conditions(point.economy);
  const EquilibriumSystem system(point.economy);
  point.x.assign(system.start().begin(), system.start().end());
  return point;
}

Point capped(double mt) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.2);
  inputs.policy.markets[0].cap_mt[0] = mt;
  return point_of(inputs);
}

// The part of benchmark emissions that the cap leaves is met up to what is missed, at a price.
std::string objection_to_missed_cap(double left, double missed, double price) {
  Point point = capped(left * capped(1).table.pool_scale[0]);
  point.x[point.table.emissions[0]] = left + missed;
  point.x[point.table.permit_price[0]] = price;
  return point.objection();
}

}  // namespace

TEST_CASE("nothing speaks against the solution of an economy") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.5);
  const SolvedEconomy solved = solve(inputs);
  CHECK(objection_to_solution(solved.economy, list_conditions(solved.economy), solved.report.x).empty());
}

TEST_CASE("a price beyond 1e12 times the benchmark is none, nor one of which arithmetic knows no digits") {
  Point point = capped(100);
  const int price = point.table.price.back();
  point.x[price] = std::log(0.9e12);
  CHECK(point.objection().empty());
  point.x[price] = std::log(2e12);
  CHECK(point.objection() == point.name_of(price) + " is 2e+12, beyond 1e+12: without bound as far as can be told");
  point.x[price] = std::log(1e-150);  // the rent of a resource that nobody wants
  CHECK(point.objection().empty());
  point.x[price] = std::log(1e-200) - 1;
  CHECK(point.objection() ==
        point.name_of(price) + " is 3.68e-201, beyond 1e-200: without bound as far as can be told");
}

TEST_CASE("an activity may shrink to nothing but not grow to a million times the benchmark") {
  Point point = capped(100);
  const int level = point.table.level.back();
  point.x[level] = -1000;
  CHECK(point.objection().empty());
  point.x[level] = std::log(3e6);
  CHECK(point.objection() == point.name_of(level) + " is 3e+06, beyond 1e+06: without bound as far as can be told");
}

TEST_CASE("the level of a latent activity is bounded itself, not as a logarithm") {
  Point point = capped(100);
  const int level = point.table.level.front();
  point.x[level] = 20;  // exp(20) = 5e8
  CHECK_FALSE(point.objection().empty());
  point.economy.activities.front().is_latent_level = true;
  CHECK(point.objection().empty());
  point.x[level] = 2e6;
  CHECK(point.objection() == point.name_of(level) + " is 2e+06, beyond 1e+06: without bound as far as can be told");
}

TEST_CASE("a permit price of more than a million USD is none, a fixed one is as it was asked for") {
  Point point = capped(100);
  const int price = point.table.permit_price[0];
  point.x[price] = 2e6;
  CHECK(point.objection() == point.name_of(price) + " is 2e+06, beyond 1e+06: without bound as far as can be told");
  point.economy.pools[0].price_rule = 0;
  CHECK(point.objection().empty());
}

TEST_CASE("a binding cap is met to a thousandth of what it leaves, not only of benchmark emissions") {
  CHECK(objection_to_missed_cap(1e-8, 0.9e-11, 5000).empty());
  const std::string emissions = capped(1).name_of(capped(1).table.permit_price[0]);
  CHECK(objection_to_missed_cap(1e-8, 1e-8, 5000) ==
        emissions +
            " grows without bound: emissions are 2e-08 of the benchmark's, which misses the cap by 50 % of them");
  CHECK_FALSE(objection_to_missed_cap(1e-8, -0.5e-8, 5000).empty());
}

TEST_CASE("a cap that does not bind is not missed") {
  CHECK(objection_to_missed_cap(0.8, -0.3, 0).empty());
  CHECK_FALSE(objection_to_missed_cap(0.8, -0.3, 50).empty());
}

}  // namespace etslink
