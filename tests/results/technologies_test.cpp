// SPDX-License-Identifier: Apache-2.0
// What is made by each technology, in the results.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/results/small_study.h"

using namespace etslink;

namespace {

constexpr int technologies = 4;  // coal, hydro, wind, nuclear; A has the first three, B coal and nuclear

const IndicatorSet& solved_set() {
  static const IndicatorSet set = compute_indicators(small_study("tiny_technologies"));
  return set;
}

double sum(const std::vector<double>& values, std::size_t first, std::size_t count) {
  double total = 0;
  for (std::size_t i = first; i < first + count; ++i) total += std::isnan(values[i]) ? 0 : values[i];
  return total;
}

}  // namespace

TEST_CASE("technologies have an axis of their own, and are in their sector on the axes of sectors and users") {
  const IndicatorSet& set = solved_set();
  CHECK(set.technologies == std::vector<std::string>{"ELE.coal", "ELE.hydro", "ELE.wind", "ELE.nuclear"});
  CHECK(set.sectors == std::vector<std::string>{"COL", "ELE", "CEM", "MAN", "TRN"});
  CHECK(set.users.size() == 8);
  const auto by_user = set.slice("co2_by_user", benchmark_scenario);
  CHECK(by_user[1] == doctest::Approx(124).epsilon(1e-9));  // power of A burns its coal by technology
  CHECK(by_user[8 + 1] == doctest::Approx(92).epsilon(1e-9));
}

TEST_CASE(
    "at the benchmark technologies make what their file says, at one cost, and nothing is said of those a region "
    "lacks") {
  const auto made = solved_set().slice("technology_output", benchmark_scenario),
             cost = solved_set().slice("technology_unit_cost", benchmark_scenario),
             share = solved_set().slice("technology_share", benchmark_scenario);
  CHECK(made[0] == doctest::Approx(107.524754).epsilon(1e-9));
  CHECK(made[2] == doctest::Approx(9.894442).epsilon(1e-9));
  CHECK(std::isnan(made[3]));
  CHECK(std::isnan(made[technologies + 1]));
  CHECK(cost[1] == doctest::Approx(cost[0]).epsilon(1e-6));
  CHECK(cost[2] == doctest::Approx(cost[0]).epsilon(1e-6));
  CHECK(cost[0] > 30);
  CHECK(cost[0] < 70);  // below the price of power, which pays for the grid as well
  CHECK(share[0] == doctest::Approx(100 * 107.524754 / 153.228572).epsilon(1e-8));
  CHECK(sum(share, 0, technologies) == doctest::Approx(100).epsilon(1e-12));
}

TEST_CASE("volumes of technologies add up to that of the good in every scenario") {
  for (const int scenario : {benchmark_scenario, unlinked_scenario, linked_scenario}) {
    const auto made = solved_set().slice("technology_output", scenario),
               power = solved_set().slice("electricity_output", scenario);
    for (const std::size_t region : {0, 1})
      CHECK(sum(made, region * technologies, technologies) == doctest::Approx(power[region]).epsilon(1e-8));
  }
  const auto before = solved_set().slice("technology_output", benchmark_scenario),
             after = solved_set().slice("technology_output", unlinked_scenario);
  CHECK(after[0] < 0.95 * before[0]);
  CHECK(after[2] > before[2]);
}

TEST_CASE("emissions and rents of technologies are those of their inputs") {
  const auto mt = solved_set().slice("technology_emissions", unlinked_scenario),
             by_user = solved_set().slice("co2_by_user", unlinked_scenario),
             rent0 = solved_set().slice("technology_rent", benchmark_scenario),
             rent = solved_set().slice("technology_rent", unlinked_scenario);
  CHECK(mt[0] == doctest::Approx(by_user[1]).epsilon(1e-12));  // the grid burns nothing
  CHECK(mt[1] == 0);
  CHECK(rent0[0] == 0);
  CHECK(rent0[1] == doctest::Approx(500).epsilon(1e-9));
  CHECK(rent0[2] == doctest::Approx(40).epsilon(1e-9));
  CHECK(rent0[technologies + 3] == doctest::Approx(300).epsilon(1e-9));
  CHECK(rent[1] > 1.02 * rent0[1]);  // who has water gains when coal pays
}
