// SPDX-License-Identifier: Apache-2.0
// Benchmarks whose graph is not the usual one: stocks as the only supply, several makers of one good.
#include <doctest/doctest.h>

#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

const User stocks{User::Kind::stock_change, -1};
const Origin domestic{Origin::Kind::domestic, {}}, imported{Origin::Kind::imported, {}};

User user(const Benchmark& b, const std::string& agent) { return {User::Kind::agent, b.find_agent(agent).index}; }

// tiny_taxes with a further good that no sector makes, and a cap in A.
EconomyInputs with_new_good(ArmingtonOption armington) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.benchmark.transfers.clear();  // budgets follow the new purchases
  inputs.benchmark.sectors.push_back({"NEW", "new good", SectorRole::other});
  inputs.options.armington = armington;
  add_market(inputs, "A", 0.2);
  return inputs;
}

struct Purchase {
  std::string region;
  User buyer;
  Origin origin;
};
void buy(EconomyInputs& inputs, const Purchase& what, double value) {
  Benchmark& b = inputs.benchmark;
  b.use.push_back({b.find_region(what.region), b.find_sector("NEW"), what.buyer, what.origin, value, 0, {}});
}

// What everybody but the investors uses of a good of a region, at benchmark prices.
double bought(const SolvedEconomy& solved, const std::string& commodity) {
  double sum = 0;
  const int c = solved.commodity(commodity);
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (edge.commodity == c && solved.economy.activities[edge.activity].kind != ActivityKind::stock_change)
      sum += solved.state.edge_quantity[e];
  }
  return sum;
}

}  // namespace

TEST_CASE("a good that only stocks supply is bought up to the run-down, whatever its price") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = with_new_good(armington);
    buy(inputs, {"A", stocks, domestic}, -80);
    buy(inputs, {"A", user(inputs.benchmark, "HH_A"), domestic}, 80);
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(bought(solved, "new good, A") == doctest::Approx(80).epsilon(1e-9));
    CHECK(std::abs(solved.price("new good, A") - 1) > 1e-4);  // demand moves, supply does not
  }
}

TEST_CASE("a run-down larger than the domestic use is exported") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = with_new_good(armington);
    Benchmark& b = inputs.benchmark;
    buy(inputs, {"A", stocks, domestic}, -100);
    buy(inputs, {"A", user(b, "HH_A"), domestic}, 60);
    buy(inputs, {"B", user(b, "HH_B"), imported}, 40);
    b.trade.push_back({b.find_region("A"), b.find_sector("NEW"), b.find_region("B"), 40, 0, 0, {}});
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(bought(solved, "new good, A") == doctest::Approx(100).epsilon(1e-9));
  }
}

TEST_CASE("imported goods may come from stocks alone") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = with_new_good(armington);
    buy(inputs, {"A", stocks, imported}, -30);
    buy(inputs, {"A", user(inputs.benchmark, "HH_A"), imported}, 30);
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(bought(solved, "imports of new good, A") == doctest::Approx(30).epsilon(1e-9));
  }
}

TEST_CASE("a good that stocks supply beside its sector is as before: a small run-down changes no rule") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const SolvedEconomy solved = checked_solution(inputs);
  const int composite = solved.commodity("Armington composite of coal, A");  // its stocks fall by 50 of 6,700
  int from_composite = 0;
  for (const Edge& edge : solved.economy.edges) {
    if (solved.economy.activities[edge.activity].kind == ActivityKind::stock_change && edge.quantity0 < 0)
      from_composite += edge.commodity == composite ? 1 : 0;
  }
  CHECK(from_composite == 1);
}

TEST_CASE("two sectors make one good: it has one price, the unit cost of both") {
  EconomyInputs inputs = economy_inputs("tiny_make");
  Benchmark& b = inputs.benchmark;
  const Region a = b.find_region("A");
  const Sector power = b.find_sector("ELE"), renewable{b.sector_count()};
  const Factor capital = b.find_factor("CAP"), sites{static_cast<int>(b.factors.size())};
  b.sectors.push_back({"ELR", "renewable power", SectorRole::electricity});
  b.factors.push_back({"SIT", "sites", FactorMobility::specific});
  for (MakeFlow& flow : b.make) flow.value_musd -= flow.region == a && flow.sector == power ? 2000 : 0;
  b.make.push_back({a, renewable, power, 2000, {}});
  for (FactorFlow& flow : b.value_added)
    flow.value_musd -= flow.region == a && flow.sector == power && flow.factor == capital ? 2000 : 0;
  b.value_added.push_back({a, renewable, capital, 1200, 0, {}});
  b.value_added.push_back({a, renewable, sites, 800, 0, {}});
  add_market(inputs, "A", 0.15);
  const SolvedEconomy solved = checked_solution(inputs);
  for (const Commodity& commodity : solved.economy.commodities) CHECK(commodity.name != "renewable power, A");
  const int good = solved.commodity("electricity, A");
  CHECK(solved.economy.activities[solved.activity("renewable power, A")].output == good);
  CHECK(solved.economy.activities[solved.activity("electricity, A")].output == good);
  CHECK(solved.level("renewable power, A") > 1.01);
  CHECK(solved.level("electricity, A") < 0.99);
}

TEST_CASE("a household that buys nothing, or a benchmark that misses a condition, is refused by name") {
  const auto message = [](const auto& change) -> std::string {
    EconomyInputs inputs = economy_inputs("tiny_taxes");
    change(inputs.benchmark);
    try {
      static_cast<void>(try_benchmark(inputs.benchmark, plain_nests(), {}));
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  const auto ends = [](const std::string& text, const std::string& end) { return text.ends_with(end); };
  CHECK(message([](Benchmark&) {}) == "accepted");
  const auto no_purchases = [](Benchmark& b) {
    std::erase_if(b.use, [&](const UseFlow& flow) { return flow.user == user(b, "HH_A"); });
    b.emissions.clear();
  };
  CHECK(ends(message(no_purchases), "the household 'HH_A' of A buys nothing"));
  const auto no_seller = [](Benchmark& b) {
    b.sectors.push_back({"NEW", "new good", SectorRole::other});
    b.use.push_back({{0}, {b.sector_count() - 1}, user(b, "HH_A"), imported, 5, 0, {}});
  };
  CHECK(ends(message(no_seller), "imports of new good, A is bought, but nobody supplies it"));
  const auto unbalanced = [](Benchmark& b) {
    for (TradeFlow& flow : b.trade) flow.value_musd *= 1.5;
  };
  CHECK(ends(message(unbalanced),
             "no equilibrium of the model: market clearing: imports of coal, A (relative gap 0.333)"));
}

}  // namespace etslink
