// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "calibration/check_benchmark.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// Factor income of the first household by rows of endowments.csv, where the file leaves it to the default.
void state_endowments(Benchmark& b) {
  if (!b.endowments.empty()) return;
  std::map<std::pair<Region, Factor>, double> totals;
  for (const FactorFlow& flow : b.value_added) totals[{flow.region, flow.factor}] += flow.value_musd;
  for (const auto& [key, value] : totals) {
    for (int a = 0; a < static_cast<int>(b.agents.size()); ++a) {
      if (b.agents[a].region == key.first && b.agents[a].kind == AgentKind::household)
        b.endowments.push_back({key.first, {a}, key.second, value, {}});
    }
  }
}

// Gives a second household of A the share of everything that `share` says: of a purchase, or of a factor (good
// invalid).
template <class Share>
void split_household(EconomyInputs& inputs, Share share) {
  Benchmark& b = inputs.benchmark;
  state_endowments(b);
  b.transfers.clear();
  const int first = b.find_agent("HH_A").index, second = static_cast<int>(b.agents.size());
  b.agents.push_back({"HH2_A", b.find_region("A"), AgentKind::household});
  const auto split = [&](auto& rows, auto owner, auto give) {
    const std::size_t count = rows.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (owner(rows[i]) != first) continue;
      auto part = rows[i];
      give(rows[i], part);
      rows.push_back(part);
    }
  };
  const auto user = [](const auto& row) { return row.user.kind == User::Kind::agent ? row.user.index : -1; };
  split(b.use, user, [&](UseFlow& rest, UseFlow& part) {
    part.user.index = second;
    part.value_musd *= share(rest.good);
    part.tax_musd *= share(rest.good);
    rest.value_musd -= part.value_musd;
    rest.tax_musd -= part.tax_musd;
  });
  split(b.emissions, user, [&](EmissionFlow& rest, EmissionFlow& part) {
    part.user.index = second;
    part.mt *= share(*rest.fuel);
    rest.mt -= part.mt;
  });
  split(
      b.endowments, [](const EndowmentFlow& row) { return row.agent.index; },
      [&](EndowmentFlow& rest, EndowmentFlow& part) {
        part.agent.index = second;
        part.value_musd *= share(Sector{});
        rest.value_musd -= part.value_musd;
      });
}

double level_of(const SolvedEconomy& solved, int agent) {
  return solved.state.activity_level[solved.economy.agents[agent].demand_activity];
}

std::map<std::string, double> incomes(const SolvedEconomy& solved, int agent) {
  std::map<std::string, double> items;
  for (const IncomeItem& item : solved.state.income) {
    if (item.agent == agent) items[item.kind] += item.value;
  }
  return items;
}

int account_of(const SolvedEconomy& solved) {
  for (int a = 0; a < static_cast<int>(solved.economy.agents.size()); ++a) {
    if (solved.economy.agents[a].code.empty()) return a;
  }
  return -1;
}

// tiny2x2 where both households of A own half of every factor and consume as much, the second one more energy.
EconomyInputs with_energy_users(double energy_share) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  const Benchmark& b = inputs.benchmark;
  double energy = 0, total = 0;
  for (const UseFlow& flow : b.use) {
    if (flow.user != User{User::Kind::agent, b.find_agent("HH_A").index}) continue;
    total += flow.value_musd;
    if (b.sectors[flow.good.index].role != SectorRole::other) energy += flow.value_musd;
  }
  const double other_share = (0.5 * total - energy_share * energy) / (total - energy);
  const std::vector<SectorInfo> sectors = b.sectors;
  split_household(inputs, [&](Sector good) {
    return !good.valid() ? 0.5 : sectors[good.index].role == SectorRole::other ? other_share : energy_share;
  });
  return inputs;
}

}  // namespace

TEST_CASE("a household split into two alike leaves the equilibrium as it is, and both lose alike") {
  for (const char* name : {"tiny2x2", "tiny_taxes", "tiny_leisure"}) {
    CAPTURE(name);
    EconomyInputs one = economy_inputs(name);
    one.benchmark.transfers.clear();
    add_market(one, "A", 0.3);
    EconomyInputs two = economy_inputs(name);
    split_household(two, [](Sector) { return 0.35; });
    add_market(two, "A", 0.3);
    const SolvedEconomy whole = solve(one), parts = solve(two);
    for (const Commodity& commodity : whole.economy.commodities) {
      CAPTURE(commodity.name);
      CHECK(parts.price(commodity.name) == doctest::Approx(whole.price(commodity.name)).epsilon(1e-9));
    }
    CHECK(parts.state.permit_price[0] == doctest::Approx(whole.state.permit_price[0]).epsilon(1e-9));
    const std::vector<int> households = parts.economy.households({0});
    REQUIRE(households.size() == 2);
    for (const int h : households)
      CHECK(level_of(parts, h) == doctest::Approx(level_of(whole, whole.economy.households({0})[0])).epsilon(1e-9));
    CHECK(std::abs(level_of(parts, households[0]) - 1) > 1e-4);
  }
}

TEST_CASE("two households that differ start from their benchmark, with stated and with implied transfers") {
  for (const bool is_stated : {true, false}) {
    EconomyInputs inputs = economy_inputs("tiny_households");
    if (!is_stated) inputs.benchmark.transfers.clear();
    const SolvedEconomy solved = solve(inputs);
    CHECK(solved.report.iterations == 0);
    double between = 0;
    for (const NominalTransfer& transfer : solved.economy.transfers) {
      if (transfer.kind == "between households") between += std::abs(transfer.value);
    }
    CHECK((between < 1e-6) == is_stated);
  }
}

TEST_CASE("without a government households share the taxes, in the check of budgets as in the model") {
  EconomyInputs inputs = economy_inputs("tiny_households");
  Benchmark& b = inputs.benchmark;
  b.agents[b.find_agent("GOV_A").index].kind = AgentKind::household;
  for (const BenchmarkGap& gap : check_benchmark(b)) {
    REQUIRE(gap.condition == "agent budget");
    if (gap.place == "HH_A") continue;
    const Agent first = b.find_agent("HH_A"), other = b.find_agent(gap.place);
    const double missing = gap.right - gap.left;
    b.transfers.push_back({missing > 0 ? first : other, missing > 0 ? other : first, "share", std::abs(missing), {}});
  }
  CHECK(check_benchmark(b).empty());
  add_market(inputs, "A", 0.2);
  const SolvedEconomy solved = checked_solution(inputs);
  int count = 0;
  for (const NominalTransfer& transfer : solved.economy.transfers) {
    if (transfer.kind != "between households") continue;
    ++count;
    CHECK(std::abs(transfer.value) < 1e-6);
  }
  CHECK(count == 2);
  inputs.policy = {};
  CHECK(solve(inputs).report.iterations == 0);
}

TEST_CASE("a carbon price costs the household with the higher energy share more, the more so the higher it is") {
  double gap = 0;
  for (const double energy_share : {0.5, 0.6, 0.7}) {
    EconomyInputs inputs = with_energy_users(energy_share);
    add_market(inputs, "A", 0.3);
    const SolvedEconomy solved = checked_solution(inputs);
    const std::vector<int> households = solved.economy.households({0});
    const double difference = level_of(solved, households[0]) - level_of(solved, households[1]);
    if (energy_share == 0.5)
      CHECK(std::abs(difference) < 1e-9);
    else
      CHECK(difference > gap + 1e-4);
    gap = difference;
  }
}

TEST_CASE("every payment of a region with two households is somebody's income") {
  EconomyInputs inputs = economy_inputs("tiny_households");
  inputs.benchmark.transfers.clear();
  add_market(inputs, "A", 0.3);
  const SolvedEconomy solved = checked_solution(inputs);
  const int account = account_of(solved);
  REQUIRE(account >= 0);
  const std::map<std::string, double> received = incomes(solved, account);
  CHECK(received.at("permit revenue") ==
        doctest::Approx(solved.state.permit_price[0] * solved.economy.markets[0].cap_by_region[0]).epsilon(1e-9));
  CHECK(received.at("lump sum") == doctest::Approx(-received.at("permit revenue")).epsilon(1e-9));
  const std::vector<int> households = solved.economy.households({0});
  const double booked = incomes(solved, households[0]).at("lump sum") + incomes(solved, households[0]).at("saving");
  const double share = incomes(solved, households[1]).at("shared among households") / booked;
  const auto consumed = [&](int h) {
    return solved.economy.activities[solved.economy.agents[h].demand_activity].quantity0;
  };
  CHECK(share == doctest::Approx(consumed(households[1]) / (consumed(households[0]) + consumed(households[1]))));
  CHECK(incomes(solved, households[0]).at("shared among households") == doctest::Approx(-share * booked));
}

TEST_CASE("instruments and closures take in all households of a region") {
  EconomyInputs inputs = economy_inputs("tiny_households");
  add_leisure(inputs, 0.3, 0.7);
  add_market(inputs, "A", 0.2);
  inputs.policy.markets[0].revenue = RevenueUse::tax;
  inputs.policy.markets[0].recycled_tax = NamedTax{NamedTax::Base::consumption, {}, {}};
  inputs.options.investment = InvestmentOption::fixed_saving_share;
  inputs.options.elasticities.push_back({"subsistence_share", "", "", 0.2, {}});
  const SolvedEconomy solved = checked_solution(inputs);
  std::map<int, int> taxed_purchases;
  for (const Edge& edge : solved.economy.edges) {
    if (!edge.charges.empty() && edge.charges.front().kind == ChargeKind::tax_rate) ++taxed_purchases[edge.activity];
  }
  CHECK(taxed_purchases.count(solved.activity("subsistence, A")) == 1);
  CHECK(taxed_purchases.count(solved.activity("subsistence of HH2_A, A")) == 1);
}

}  // namespace etslink
