// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr int a = 0, b = 1;

EconomyInputs one_market(double cut = 0.2, const std::string& name = "tiny2x2") {
  EconomyInputs inputs = economy_inputs(name);
  add_market(inputs, "A", cut);
  return inputs;
}

// All sectors of the market in region A, at a part of their benchmark intensity.
std::vector<OutputRate> rates(const EconomyInputs& inputs, double relative) {
  std::vector<OutputRate> result;
  for (const EmissionFlow& flow : inputs.benchmark.emissions) {
    if (flow.region.index != 0 || flow.user.kind != User::Kind::sector) continue;
    const Sector sector{flow.user.index};
    const auto known =
        std::find_if(result.begin(), result.end(), [&](const OutputRate& r) { return r.sector == sector; });
    if (known == result.end()) result.push_back({Region{0}, sector, relative, {}, {}});
  }
  return result;
}

// Sectors only: a standard gives nothing to households.
void leave_households_out(PermitMarket& market) {
  for (Coverage& coverage : market.coverage)
    std::erase_if(coverage.users, [](const User& user) { return user.kind != User::Kind::sector; });
}

EconomyInputs standard_market(double relative) {
  EconomyInputs inputs = one_market();
  PermitMarket& market = inputs.policy.markets[a];
  leave_households_out(market);
  market.cap_mt.assign(inputs.benchmark.regions.size(), 0);
  market.standard = rates(inputs, relative);
  return inputs;
}

EconomyInputs capped_market(double mt) {
  EconomyInputs inputs = one_market();
  PermitMarket& market = inputs.policy.markets[a];
  leave_households_out(market);
  market.cap_mt[0] = mt;
  return inputs;
}

double leakage(const SolvedEconomy& solved) {  // emissions of region B [Mt]
  double mt = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (solved.economy.activities[edge.activity].region.index != 1) continue;
    for (const Emission& use : edge.emissions) mt += use.coefficient * solved.state.edge_quantity[e];
  }
  return mt;
}

}  // namespace

TEST_CASE("a performance standard: emissions are the standard x output, what is paid for permits comes back") {
  const SolvedEconomy solved = checked_solution(standard_market(0.8));
  double earned = 0;
  for (std::size_t n = 0; n < solved.economy.activities.size(); ++n) {
    const Activity& activity = solved.economy.activities[n];
    for (const Charge& charge : activity.charges)
      earned -= charge.coefficient.end * activity.quantity0 * solved.state.activity_level[n];
  }
  CHECK(solved.state.permit_price[a] > 1);
  CHECK(solved.state.market_emissions[a] == doctest::Approx(earned).epsilon(1e-9));
  CHECK(solved.state.market_allowances_by_region[a][0] == doctest::Approx(earned).epsilon(1e-9));
  CHECK(income(solved, "permit revenue") == doctest::Approx(0).epsilon(1e-12));
}

TEST_CASE("a standard at the benchmark intensities is the benchmark") {
  const EconomyInputs inputs = standard_market(1);
  const Economy economy = inputs.build();
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(std::abs(solved.state.permit_price[a]) < 1e-6);
  for (const double level : solved.state.activity_level) {
    if (level != 0) CHECK(level == doctest::Approx(1).epsilon(1e-8));
  }
}

TEST_CASE("a standard grows along the path: half way to 80 % of the benchmark intensity it is 90 %") {
  Economy economy = standard_market(0.8).build();
  economy.path = 0.5;
  CHECK(largest_residual(economy, solve(standard_market(0.9)).report.x) < 1e-8);
  economy.path = 0;
  const EquilibriumState begin = evaluate_state(economy, EquilibriumSystem(economy).start());
  CHECK(begin.market_allowances_by_region[a][0] == doctest::Approx(begin.market_emissions[a]).epsilon(1e-12));
}

TEST_CASE("a performance standard costs more than a cap at equal emissions, raises prices less and leaks less") {
  const SolvedEconomy standard = solve(standard_market(0.8));
  const SolvedEconomy cap = checked_solution(capped_market(standard.state.market_emissions[a]));
  CHECK(cap.state.market_emissions[a] == doctest::Approx(standard.state.market_emissions[a]).epsilon(1e-9));
  CHECK(standard.state.permit_price[a] > cap.state.permit_price[a]);
  CHECK(standard.level("consumption, A") + standard.level("consumption, B") <
        cap.level("consumption, A") + cap.level("consumption, B"));
  CHECK(leakage(standard) < leakage(cap));
  double standard_price = 0, cap_price = 0;  // of what the covered sectors make
  for (std::size_t n = 0; n < standard.economy.activities.size(); ++n) {
    if (standard.economy.activities[n].charges.empty()) continue;
    standard_price += standard.state.commodity_price[standard.economy.activities[n].output];
    cap_price += cap.state.commodity_price[cap.economy.activities[n].output];
  }
  CHECK(standard_price < cap_price);
}

TEST_CASE("output-based allocation keeps the cap, costs the owner its value and leaks less than an auction") {
  EconomyInputs inputs = capped_market(0);
  const double benchmark = solve(capped_market(1e4)).economy.markets[a].benchmark_emissions;
  inputs.policy.markets[a].cap_mt[0] = 0.7 * benchmark;
  const SolvedEconomy auction = solve(inputs);
  inputs.policy.markets[a].output_based = rates(inputs, 0.5);
  const SolvedEconomy output_based = checked_solution(inputs);
  CHECK(output_based.state.market_emissions[a] == doctest::Approx(0.7 * benchmark).epsilon(1e-9));
  CHECK(variable(output_based, "factor on output-based allocation: A, A") == doctest::Approx(1).epsilon(1e-8));
  CHECK(income(output_based, "output-based allocation") < -1);
  CHECK(output_based.state.permit_price[a] > auction.state.permit_price[a]);
  CHECK(leakage(output_based) < leakage(auction));
}

TEST_CASE("an entitlement above the cap is cut to the cap") {
  EconomyInputs inputs = capped_market(0);
  const double benchmark = solve(capped_market(1e4)).economy.markets[a].benchmark_emissions;
  inputs.policy.markets[a].cap_mt[0] = 0.7 * benchmark;
  inputs.policy.markets[a].output_based = rates(inputs, 1);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "factor on output-based allocation: A, A") < 0.9);
  CHECK(income(solved, "output-based allocation") == doctest::Approx(-income(solved, "permit revenue")).epsilon(1e-8));
}

TEST_CASE("a part of the cap that is given out by output has that size, whatever the rates add up to") {
  EconomyInputs inputs = capped_market(0);
  const double benchmark = solve(capped_market(1e4)).economy.markets[a].benchmark_emissions, cap = 0.7 * benchmark;
  inputs.policy.markets[a].cap_mt[0] = cap;
  inputs.policy.markets[a].free_part = FreePart{0.2, {}};
  for (const double relative : {0.1, 1.0}) {
    CAPTURE(relative);
    inputs.policy.markets[a].output_based = rates(inputs, relative);
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(solved.state.market_emissions[a] == doctest::Approx(cap).epsilon(1e-9));
    CHECK(income(solved, "output-based allocation") ==
          doctest::Approx(-0.2 * cap * solved.state.permit_price[a]).epsilon(1e-9));
  }
}

TEST_CASE("rates of output share a part of the cap in proportion, so that one factor on all of them changes nothing") {
  EconomyInputs inputs = capped_market(0);
  inputs.policy.markets[a].cap_mt[0] = 0.7 * solve(capped_market(1e4)).economy.markets[a].benchmark_emissions;
  inputs.policy.markets[a].free_part = FreePart{0.3, {}};
  inputs.policy.markets[a].output_based = rates(inputs, 0.4);
  const SolvedEconomy low = solve(inputs);
  inputs.policy.markets[a].output_based = rates(inputs, 0.8);
  const SolvedEconomy high = solve(inputs);
  CHECK(low.state.permit_price[a] == doctest::Approx(high.state.permit_price[a]).epsilon(1e-8));
  CHECK(variable(low, "factor on output-based allocation: A, A") ==
        doctest::Approx(2 * variable(high, "factor on output-based allocation: A, A")).epsilon(1e-8));
}

TEST_CASE("a part of the cap of which nobody gets any by output is refused") {
  EconomyInputs inputs = one_market();
  inputs.policy.markets[a].free_part = FreePart{0.3, {"study.toml", 9}};
  inputs.policy.markets[a].output_based = rates(inputs, 0);
  CHECK_THROWS_WITH_AS(
      static_cast<void>(inputs.build()),
      "study.toml:9: market 'A' gives out a part of the cap of A by output, but none of its output_based "
      "sectors there has a rate",
      InputError);
}

TEST_CASE("a cap that a swap sets free has no part that could be given out") {
  EconomyInputs inputs = one_market();
  inputs.policy.markets[a].free_part = FreePart{0.3, {}};
  Swap swap;
  swap.fixed.kind = QuantityKind::permit_price;
  swap.freed.kind = QuantityKind::cap;
  swap.freed.text = "cap A";
  swap.fixed.market = swap.freed.market = a;
  swap.value = 20;
  swap.at = {"study.toml", 12};
  inputs.policy.swaps = {swap};
  CHECK_THROWS_WITH_AS(static_cast<void>(inputs.build()),
                       "study.toml:12: a swap sets the 'cap A' free, but market 'A' gives out a part of that cap "
                       "(free_percent_of_cap)",
                       InputError);
}

TEST_CASE("free permits are the households' income, out of what the government recycles") {
  EconomyInputs inputs = one_market(0.2, "tiny_taxes");
  const SolvedEconomy paid_out = solve(inputs);
  PermitMarket& market = inputs.policy.markets[a];
  market.revenue = RevenueUse::spending;
  const SolvedEconomy auction = solve(inputs);
  market.free_part = FreePart{0.4, {}};
  const SolvedEconomy some_free = checked_solution(inputs);
  market.free_part->share = 1;
  const SolvedEconomy all_free = checked_solution(inputs);
  double moved = 0, largest = 0;
  for (const IncomeItem& item : some_free.state.income) {
    if (item.kind != "free allocation") continue;
    moved += item.value;
    largest = std::max(largest, item.value);
  }
  CHECK(moved == 0);
  CHECK(largest ==
        doctest::Approx(0.4 * some_free.economy.markets[a].cap_by_region[0] * some_free.state.permit_price[a]));
  // The more is free, the less the government buys; with nothing left to recycle it is a lump sum.
  const auto demand = [](const SolvedEconomy& solved) { return solved.level("government demand, A"); };
  CHECK(demand(some_free) < demand(auction));
  CHECK(demand(all_free) < demand(some_free));
  CHECK(some_free.level("consumption, A") > auction.level("consumption, A"));
  CHECK(all_free.economy.markets[a].free_by_region == paid_out.economy.markets[a].cap_by_region);
}

TEST_CASE("free permits change nothing where the revenue is the households' anyway") {
  EconomyInputs inputs = one_market();
  const SolvedEconomy without = solve(inputs);
  inputs.policy.markets[a].free_part = FreePart{0.4, {}};
  const SolvedEconomy with = solve(inputs);
  CHECK(with.economy.contributions.size() == without.economy.contributions.size());
  CHECK(distance(EquilibriumSystem(with.economy), with.report.x, without.report.x) < 1e-12);
}

TEST_CASE("a floor keeps back what is auctioned, which is not what is free") {
  EconomyInputs inputs = one_market();
  PermitMarket& market = inputs.policy.markets[a];
  market.collar = PriceCollar{};
  market.collar->floor = 1e4;
  market.free_part = FreePart{0.75, {}};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "permits kept back: A") ==
        doctest::Approx(0.25 * solved.economy.markets[a].cap_by_region[0]).epsilon(1e-8));
}

TEST_CASE("a carbon tax at the permit price is the cap's equilibrium; beside a market it is an addition to the price") {
  const SolvedEconomy cap = solve(one_market(0.2));
  EconomyInputs taxed = one_market(0);
  taxed.policy.markets[a].fixed_price = cap.state.permit_price[a];
  taxed.policy.markets[a].cap_mt.assign(2, 0);
  const SolvedEconomy tax = checked_solution(taxed);
  CHECK(tax.state.market_emissions[a] == doctest::Approx(cap.state.market_emissions[a]).epsilon(1e-8));
  CHECK(income(tax, "carbon tax") == doctest::Approx(income(cap, "permit revenue")).epsilon(1e-8));
  CHECK(tax.level("consumption, A") == doctest::Approx(cap.level("consumption, A")).epsilon(1e-9));

  EconomyInputs both = one_market(0.2);
  PermitMarket extra = taxed.policy.markets[a];
  extra.name = "tax";
  extra.fixed_price = 4;
  both.policy.markets.push_back(extra);
  both.policy.active.push_back(1);
  const SolvedEconomy beside = checked_solution(both);
  CHECK(beside.state.permit_price[0] + 4 == doctest::Approx(cap.state.permit_price[a]).epsilon(1e-8));
  CHECK(beside.state.market_emissions[0] == doctest::Approx(cap.state.market_emissions[a]).epsilon(1e-9));
}

TEST_CASE("a carbon tax on process emissions beside a market that covers a share of them") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  inputs.policy.markets[a].coverage.front().share = 0.6;
  PermitMarket tax = inputs.policy.markets[a];
  tax.name = "tax";
  tax.coverage.front().share = 1;
  tax.fixed_price = 6;
  tax.cap_mt.assign(inputs.benchmark.regions.size(), 0);
  inputs.policy.markets.push_back(tax);
  inputs.policy.active.push_back(1);
  inputs.policy.markets[a].cap_mt[0] *= 0.6;
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[0] > 1);
  CHECK(solved.state.permit_price[1] == doctest::Approx(6).epsilon(1e-10));
  CHECK(solved.state.market_emissions[1] > solved.state.market_emissions[0]);
}

TEST_CASE("a price floor binds by keeping permits back, a ceiling by releasing them") {
  const double price = solve(one_market(0.2)).state.permit_price[a];
  EconomyInputs inputs = one_market(0.2);
  const double cap = inputs.policy.markets[a].cap_mt[0];
  inputs.policy.markets[a].collar = PriceCollar{1.5 * price, 1, unlimited, unlimited, {}};
  SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[a] == doctest::Approx(1.5 * price).epsilon(1e-9));
  CHECK(variable(solved, "permits kept back: A") ==
        doctest::Approx(cap - solved.state.market_emissions[a]).epsilon(1e-8));
  CHECK(variable(solved, "permits kept back: A") > 1);

  inputs.policy.markets[a].collar = PriceCollar{0, 1, 0.5 * price, unlimited, {}};
  solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[a] == doctest::Approx(0.5 * price).epsilon(1e-9));
  CHECK(variable(solved, "permits released: A") > 1);

  inputs.policy.markets[a].collar = PriceCollar{0.5 * price, 1, 2 * price, unlimited, {}};
  solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[a] == doctest::Approx(price).epsilon(1e-8));
}

TEST_CASE("a floor gives way where all that is auctioned is kept back, a ceiling where the reserve is empty") {
  const double price = solve(one_market(0.2)).state.permit_price[a];
  EconomyInputs inputs = one_market(0.2);
  const double cap = inputs.policy.markets[a].cap_mt[0];
  inputs.policy.markets[a].collar = PriceCollar{3 * price, 0.05, unlimited, unlimited, {}};
  SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "permits kept back: A") == doctest::Approx(0.05 * cap).epsilon(1e-8));
  CHECK(solved.state.permit_price[a] > price);
  CHECK(solved.state.permit_price[a] < 3 * price);

  inputs.policy.markets[a].collar = PriceCollar{0, 1, 0.3 * price, 0.02 * cap, {}};
  solved = checked_solution(inputs);
  CHECK(variable(solved, "permits released: A") == doctest::Approx(0.02 * cap).epsilon(1e-8));
  CHECK(solved.state.permit_price[a] > 0.3 * price);
  CHECK(solved.state.permit_price[a] < price);
}

TEST_CASE("the floor of one partner binds both in a full link") {
  EconomyInputs inputs = one_market(0.1);
  add_market(inputs, "B", 0.4);
  inputs.policy.links = {{{a, b}, {}}};
  const double price = solve(inputs).state.permit_price[a];
  inputs.policy.markets[b].collar = PriceCollar{1.3 * price, 1, unlimited, unlimited, {}};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.state.permit_price[a] == doctest::Approx(1.3 * price).epsilon(1e-9));
  CHECK(solved.state.permit_price[b] == doctest::Approx(1.3 * price).epsilon(1e-9));
}

TEST_CASE("a cap per GDP follows real GDP") {
  EconomyInputs inputs = one_market(0.2);
  PermitMarket& market = inputs.policy.markets[a];
  const double mt = market.cap_mt[0];
  market.cap_mt.assign(2, 0);
  market.cap_per_gdp_mt = {mt, 0};
  const SolvedEconomy solved = checked_solution(inputs);
  const double gdp = variable(solved, "real GDP: A");
  CHECK(gdp < 1);
  CHECK(gdp > 0.9);
  CHECK(solved.state.market_emissions[a] == doctest::Approx(mt * gdp).epsilon(1e-9));
  CHECK(solved.state.permit_price[a] > solve(one_market(0.2)).state.permit_price[a]);
}

TEST_CASE("linking a standard with a cap moves total emissions") {
  EconomyInputs inputs = standard_market(0.95);
  add_market(inputs, "B", 0.4);
  const SolvedEconomy apart = checked_solution(inputs);
  inputs.policy.links = {{{a, b}, {}}};
  const SolvedEconomy linked = checked_solution(inputs);
  const auto total = [](const SolvedEconomy& solved) {
    return solved.state.market_emissions[a] + solved.state.market_emissions[b];
  };
  CHECK(linked.state.permit_price[a] == doctest::Approx(linked.state.permit_price[b]).epsilon(1e-12));
  CHECK(std::abs(total(linked) / total(apart) - 1) > 1e-5);
}

TEST_CASE("rates that make no sense are rejected") {
  EconomyInputs inputs = standard_market(0.9);
  inputs.policy.markets[a].standard.front().region = Region{1};
  CHECK_THROWS_AS(inputs.build(), InputError);
  EconomyInputs tax = one_market(0.1);
  tax.policy.markets[a].fixed_price = 10;
  add_market(tax, "B", 0.1);
  tax.policy.links = {{{a, b}, {}}};
  CHECK_THROWS_WITH_AS(tax.build(), "the carbon tax 'A' is linked: its price is fixed", InputError);
  EconomyInputs collar = standard_market(0.9);
  collar.policy.markets[a].collar = PriceCollar{10, 1, unlimited, unlimited, {}};
  CHECK_THROWS_WITH_AS(collar.build(), "market 'A' has no cap whose permits could be kept back or released",
                       InputError);
}

}  // namespace etslink
