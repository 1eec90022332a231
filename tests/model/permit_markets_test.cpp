// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Region A and B under their own markets; unlinked, or linked in full.
EconomyInputs two_markets(double cut_a, double cut_b, bool is_linked, const std::string& name = "tiny2x2") {
  EconomyInputs inputs = economy_inputs(name);
  const int a = add_market(inputs, "A", cut_a), b = add_market(inputs, "B", cut_b);
  if (is_linked) inputs.policy.links = {{{a, b}, {}}};
  return inputs;
}

double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double cap(const SolvedEconomy& solved, int market) { return total(solved.economy.markets[market].cap_by_region); }

double consumption(const SolvedEconomy& solved, const std::string& region) {
  return solved.level("consumption, " + region);
}

}  // namespace

TEST_CASE("an unlinked market emits its cap at a positive price") {
  for (const char* name : {"tiny2x2", "tiny_taxes", "tiny_make"}) {
    CAPTURE(name);
    const SolvedEconomy solved = solve(two_markets(0.2, 0.3, false, name));
    for (int m : {0, 1}) {
      CHECK(solved.state.permit_price[m] > 1);
      CHECK(solved.state.market_emissions[m] == doctest::Approx(cap(solved, m)).epsilon(1e-10));
    }
    CHECK(solved.state.complementarity_residual < 1e-9);
    CHECK(std::abs(solved.state.walras_residual) < 1e-10);
  }
}

TEST_CASE("a full link equalizes permit prices between the unlinked ones and keeps total emissions") {
  for (const char* name : {"tiny2x2", "tiny_taxes", "tiny_make"}) {
    CAPTURE(name);
    const SolvedEconomy apart = solve(two_markets(0.1, 0.4, false, name));
    const SolvedEconomy linked = solve(two_markets(0.1, 0.4, true, name));
    CHECK(linked.state.permit_price[0] == linked.state.permit_price[1]);
    CHECK(linked.state.permit_price[0] > apart.state.permit_price[0]);
    CHECK(linked.state.permit_price[0] < apart.state.permit_price[1]);
    CHECK(total(linked.state.market_emissions) == doctest::Approx(total(apart.state.market_emissions)).epsilon(1e-10));
    CHECK(linked.state.market_emissions[0] < cap(linked, 0) - 1);  // A sells
    CHECK(linked.state.market_emissions[1] > cap(linked, 1) + 1);  // B buys
  }
}

TEST_CASE("without other taxes a link raises world welfare at equal emissions") {
  const SolvedEconomy apart = solve(two_markets(0.1, 0.4, false));
  const SolvedEconomy linked = solve(two_markets(0.1, 0.4, true));
  CHECK(world_consumption(linked) > world_consumption(apart) + 1);
}

TEST_CASE("a link of two markets is one market of both regions with the sum of the caps") {
  const SolvedEconomy linked = solve(two_markets(0.1, 0.4, true));
  EconomyInputs joint = two_markets(0.1, 0.4, false);
  PermitMarket& first = joint.policy.markets[0];
  const PermitMarket second = joint.policy.markets[1];
  first.coverage.insert(first.coverage.end(), second.coverage.begin(), second.coverage.end());
  first.cap_mt[1] = second.cap_mt[1];
  joint.policy.markets.resize(1);
  joint.policy.active.resize(1);
  const SolvedEconomy merged = solve(joint);
  CHECK(merged.state.permit_price[0] == doctest::Approx(linked.state.permit_price[0]).epsilon(1e-9));
  for (const char* region : {"A", "B"})
    CHECK(consumption(merged, region) == doctest::Approx(consumption(linked, region)).epsilon(1e-10));
}

TEST_CASE("a market that is off has no price and changes nothing") {
  EconomyInputs off = two_markets(0.2, 0.3, false);
  off.policy.active[1] = 0;
  EconomyInputs alone = economy_inputs("tiny2x2");
  add_market(alone, "A", 0.2);
  const SolvedEconomy a = solve(off), b = solve(alone);
  CHECK(a.state.permit_price[1] == 0);
  CHECK(a.state.permit_price[0] == doctest::Approx(b.state.permit_price[0]).epsilon(1e-10));
  CHECK(a.state.market_emissions[1] == 0);  // nothing is charged
  double mt = 0;
  for (std::size_t e = 0; e < a.economy.edges.size(); ++e) {
    if (a.economy.activities[a.economy.edges[e].activity].region != Region{1}) continue;
    for (const Emission& emission : a.economy.edges[e].emissions) mt += emission.coefficient * a.state.edge_quantity[e];
  }
  CHECK(mt > a.economy.markets[1].benchmark_emissions);  // leakage
}

TEST_CASE("a cap that does not bind gives price zero") {
  const SolvedEconomy solved = solve(two_markets(-0.1, 0.3, false));
  CHECK(std::abs(solved.state.permit_price[0]) < 1e-7);
  CHECK(solved.state.market_emissions[0] < cap(solved, 0) - 1);
  CHECK(solved.state.complementarity_residual < 1e-8);
  CHECK(solved.state.pool_is_degenerate[0] == 0);
}

TEST_CASE("a cap equal to the emissions is a degenerate pair and says so") {
  const SolvedEconomy solved = solve(two_markets(0, 0, false));
  CHECK(solved.state.pool_is_degenerate[0] == 1);
  CHECK(solved.state.complementarity_residual < 1e-7);
}

TEST_CASE("a lump sum to the government and to the household are the same equilibrium") {
  EconomyInputs household = two_markets(0.2, 0.3, true, "tiny_taxes");
  EconomyInputs government = household;
  for (PermitMarket& market : government.policy.markets) market.revenue = RevenueUse::government;
  const SolvedEconomy a = solve(household), b = solve(government);
  CHECK(a.state.permit_price[0] == doctest::Approx(b.state.permit_price[0]).epsilon(1e-9));
  CHECK(consumption(a, "A") == doctest::Approx(consumption(b, "A")).epsilon(1e-10));
}

TEST_CASE("a deeper cut costs a higher permit price") {
  double previous = 0;
  for (const double cut : {0.05, 0.2, 0.4, 0.6}) {
    const SolvedEconomy solved = solve(two_markets(cut, cut, false));
    CHECK(solved.state.permit_price[0] > previous);
    previous = solved.state.permit_price[0];
  }
}

TEST_CASE("only the covered share of emissions is capped") {
  EconomyInputs inputs = two_markets(0.2, 0.3, false);
  Coverage& coverage = inputs.policy.markets[0].coverage[0];
  coverage.share = 0.5;
  inputs.policy.markets[0].cap_mt[0] = 0.8 * covered_emissions(inputs.benchmark, coverage);
  const SolvedEconomy solved = solve(inputs);
  CHECK(solved.economy.markets[0].benchmark_emissions ==
        doctest::Approx(114.2).epsilon(1e-12));  // half of 228.4 Mt in co2.csv
  CHECK(solved.state.market_emissions[0] == doctest::Approx(0.8 * 114.2).epsilon(1e-10));
}

TEST_CASE("process emissions fall with the price along their abatement curve at the cost of its integral") {
  const SolvedEconomy solved = solve(two_markets(0.2, 0.3, false, "tiny_taxes"));
  for (std::size_t i = 0; i < solved.economy.processes.size(); ++i) {
    const ProcessEmission& process = solved.economy.processes[i];
    const double p_b = solved.state.commodity_price[process.abatement_commodity];
    const double x = solved.state.permit_price[process.charges.front().market] / p_b;
    const double output =
        solved.economy.activities[process.activity].quantity0 * solved.state.activity_level[process.activity];
    const double intensity = process.intensity0 * std::pow(1 + x / process.xhat, -process.nu);
    CHECK(solved.state.process_emissions[i] == doctest::Approx(output * intensity).epsilon(1e-10));
    // area under the intensity curve by Simpson's rule
    double area = 0;
    const int n = 1000;
    for (int k = 0; k <= n; ++k) {
      const double weight = k == 0 || k == n ? 1 : k % 2 ? 4 : 2;
      area += weight * process.intensity0 * std::pow(1 + x * k / n / process.xhat, -process.nu);
    }
    area *= x / n / 3;
    CHECK(solved.state.process_abatement[i] == doctest::Approx(output * (area - x * intensity)).epsilon(1e-9));
    CHECK(solved.state.process_abatement[i] > 0);
  }
}

}  // namespace etslink
