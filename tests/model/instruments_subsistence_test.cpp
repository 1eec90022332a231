// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

EconomyInputs with_subsistence(double share, const std::string& name = "tiny_taxes") {
  EconomyInputs inputs = economy_inputs(name);
  add_market(inputs, "A", 0.3);
  inputs.options.elasticities.push_back({"subsistence_share", "", "", share, {}});
  return inputs;
}

// What the household of A buys of every good, fixed and free purchases together, and at which price.
struct Purchase {
  double quantity = 0, price = 0, quantity0 = 0;
};
std::vector<Purchase> purchases(const SolvedEconomy& solved) {
  std::vector<Purchase> result(solved.economy.sectors.size());
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    const Activity& activity = solved.economy.activities[edge.activity];
    const bool is_household = activity.kind == ActivityKind::consumption ||
                              activity.kind == ActivityKind::subsistence ||
                              activity.name.find("consumption, A") != std::string::npos;
    if (activity.region.index != 0 || !is_household || edge.role != EdgeRole::good) continue;
    Purchase& purchase = result[edge.good.index];
    purchase.quantity += solved.state.edge_quantity[e];
    purchase.quantity0 += edge.quantity0;
    purchase.price = solved.state.edge_price[e];
  }
  return result;
}

}  // namespace

TEST_CASE("no subsistence is the economy without") {
  const SolvedEconomy none = solve(with_subsistence(0));
  EconomyInputs plain = economy_inputs("tiny_taxes");
  add_market(plain, "A", 0.3);
  CHECK(none.economy.activities.size() == plain.build().activities.size());
}

TEST_CASE("subsistence leaves the benchmark as it is") {
  EconomyInputs inputs = with_subsistence(0.4);
  inputs.policy = {};
  const SolvedEconomy solved = solve(inputs);
  CHECK(solved.report.iterations == 0);
  const std::vector<Purchase> with = purchases(solved);
  inputs.options.elasticities.clear();
  const std::vector<Purchase> without = purchases(solve(inputs));
  for (std::size_t s = 0; s < with.size(); ++s)
    CHECK(with[s].quantity == doctest::Approx(without[s].quantity).epsilon(1e-12));
}

TEST_CASE("nobody buys less than the subsistence, and demand reacts less") {
  const SolvedEconomy fixed = checked_solution(with_subsistence(0.6)), free = solve(with_subsistence(0));
  const std::vector<Purchase> with = purchases(fixed), without = purchases(free);
  double reaction_with = 0, reaction_without = 0;
  for (std::size_t s = 0; s < with.size(); ++s) {
    if (with[s].quantity0 == 0) continue;
    CHECK(with[s].quantity > 0.6 * with[s].quantity0 - 1e-9);
    reaction_with += std::abs(with[s].quantity / with[s].quantity0 - 1);
    reaction_without += std::abs(without[s].quantity / without[s].quantity0 - 1);
  }
  CHECK(reaction_with < reaction_without);
}

TEST_CASE("with Cobb-Douglas nests it is the linear expenditure system") {
  EconomyInputs inputs = with_subsistence(0.3);
  for (Nest& nest : inputs.nests.household.nests) nest.sigma = {1, "", false, {}};
  const SolvedEconomy solved = checked_solution(inputs);
  const std::vector<Purchase> bought = purchases(solved);
  double budget = 0, subsistence = 0, free0 = 0;
  for (const Purchase& good : bought) {
    budget += good.price * good.quantity;
    subsistence += good.price * 0.3 * good.quantity0;
  }
  // Stone (1954): p q = p gamma + beta (m - sum p gamma), beta the benchmark share of what is spent beyond subsistence.
  const SolvedEconomy benchmark = [&] {
    EconomyInputs none = inputs;
    none.policy = {};
    return solve(none);
  }();
  const std::vector<Purchase> bought0 = purchases(benchmark);
  for (const Purchase& good : bought0) free0 += good.price * 0.7 * good.quantity0;
  for (std::size_t s = 0; s < bought.size(); ++s) {
    if (bought[s].quantity0 == 0) continue;
    const double beta = bought0[s].price * 0.7 * bought0[s].quantity0 / free0;
    const double expected = bought[s].price * 0.3 * bought[s].quantity0 + beta * (budget - subsistence);
    CHECK(bought[s].price * bought[s].quantity == doctest::Approx(expected).epsilon(1e-8));
  }
}

TEST_CASE("a subsistence share of one is rejected") {
  CHECK_THROWS_WITH_AS(with_subsistence(1).build(), doctest::Contains("it must be at least 0 and below 1"), InputError);
}

}  // namespace etslink
