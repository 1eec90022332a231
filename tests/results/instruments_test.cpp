// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "results/curve_cost.h"
#include "results/table.h"
#include "results/write_study.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

double sum_over(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// A sells to B, whose cut is deeper, over a link with a limit that binds.
RestrictedLink link_to_b() {
  RestrictedLink link;
  link.name = "A_B";
  link.from = 0;
  link.to = 1;
  link.limit.mt = 4;
  return link;
}

EconomyInputs two_markets() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.05);
  add_market(inputs, "B", 0.3);
  return inputs;
}

// Benchmark, unlinked, linked over the link.
StudyResult linked_study(const RestrictedLink& link) {
  EconomyInputs off = two_markets(), linked = two_markets();
  off.policy.active = {0, 0};
  linked.policy.restricted_links = {link};
  return study_of({solved_scenario("benchmark", off), solved_scenario("unlinked", two_markets()),
                   solved_scenario("linked", linked)});
}

}  // namespace

TEST_CASE("over a restricted link the seller earns its own price and the buyer keeps the rent, and payments cancel") {
  for (const RentOwner owner : {RentOwner::buyer, RentOwner::seller, RentOwner::shared}) {
    RestrictedLink link = link_to_b();
    link.rent = owner;
    const IndicatorSet set = compute_indicators(linked_study(link));
    const std::vector<double> mt = set.slice("permit_imports", linked_scenario);
    const std::vector<double> value = set.slice("permit_import_value", linked_scenario);
    const std::vector<double> price = set.slice("carbon_price", linked_scenario);
    const double to_seller = owner == RentOwner::seller ? 1 : owner == RentOwner::shared ? 0.5 : 0;
    REQUIRE(price[1] > price[0] + 1);
    CHECK(mt[0] == doctest::Approx(-4).epsilon(1e-8));
    CHECK(mt[1] == doctest::Approx(4).epsilon(1e-8));
    CHECK(value[0] == doctest::Approx(-4 * (price[0] + to_seller * (price[1] - price[0]))).epsilon(1e-7));
    CHECK(std::abs(sum_over(value)) < 1e-6);
    const std::vector<double> allowances = set.slice("allowances", linked_scenario);
    const std::vector<double> caps = set.slice("co2_cap", linked_scenario);
    CHECK(allowances[0] == doctest::Approx(caps[0] - 4).epsilon(1e-8));
    CHECK(allowances[1] == doctest::Approx(caps[1] + 4).epsilon(1e-8));
    CHECK(set.links == std::vector<std::string>{"A_B"});
    CHECK(set.slice("permit_flow", linked_scenario)[0] == doctest::Approx(4).epsilon(1e-8));
    CHECK(set.slice("permit_rent", linked_scenario)[0] == doctest::Approx(price[1] - price[0]).epsilon(1e-7));
    CHECK(std::isnan(set.slice("permit_flow", unlinked_scenario)[0]));
  }
}

TEST_CASE("the ledger's adjustments sum_over to zero, and each party meets its cap after them") {
  const IndicatorSet set = compute_indicators(linked_study(link_to_b()));
  CHECK(std::abs(sum_over(set.slice("ledger_adjustment", linked_scenario))) < 1e-9);
  CHECK(set.slice("ledger_adjustment", linked_scenario)[0] == doctest::Approx(4).epsilon(1e-8));
  for (int r = 0; r < 2; ++r) {
    CHECK(std::abs(set.slice("ledger_balance", linked_scenario)[r]) < 1e-6);
    CHECK(set.slice("ledger_target", linked_scenario)[r] == set.slice("co2_cap", linked_scenario)[r]);
  }
  CHECK(set.slice("permits_cancelled", linked_scenario)[0] == 0);
}

TEST_CASE(
    "the ledger counts each tonne once: what a tax charges beside a cap in the cap, the rest with what it emits") {
  EconomyInputs inputs = two_markets();
  const int tax = add_market(inputs, "A", 0);
  inputs.policy.markets[tax].fixed_price = 10;
  inputs.policy.markets[tax].cap_mt.assign(2, 0);
  // The cap of A is that of power generation alone, the tax is on all.
  PermitMarket& power = inputs.policy.markets[0];
  power.coverage[0].users = {{User::Kind::sector, inputs.benchmark.find_sector("ELE").index}};
  power.cap_mt[0] = 0.9 * covered_emissions(inputs.benchmark, power.coverage[0]);
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("beside", inputs)}));
  const auto covered = set.slice("co2_covered", 0);
  REQUIRE(covered[tax] > 1.2 * covered[0]);
  CHECK(set.slice("ledger_emissions", 0)[0] == doctest::Approx(covered[tax]).epsilon(1e-10));
  CHECK(set.slice("ledger_target", 0)[0] ==
        doctest::Approx(power.cap_mt[0] + covered[tax] - covered[0]).epsilon(1e-10));
  CHECK(std::abs(set.slice("ledger_balance", 0)[0]) < 1e-6);
}

TEST_CASE("cancelled permits are what the ledger's adjustments sum_over to") {
  RestrictedLink link = link_to_b();
  link.cancelled = 0.2;
  const IndicatorSet set = compute_indicators(linked_study(link));
  CHECK(set.slice("permits_cancelled", linked_scenario)[0] == doctest::Approx(4 * (1 / 0.8 - 1)).epsilon(1e-8));
  CHECK(sum_over(set.slice("ledger_adjustment", linked_scenario)) ==
        doctest::Approx(set.slice("permits_cancelled", linked_scenario)[0]).epsilon(1e-8));
  CHECK(set.slice("union_emissions_change", linked_scenario)[0] == doctest::Approx(-1).epsilon(1e-6));
}

TEST_CASE("linking a performance standard with a cap changes the emissions of the union, linking two caps does not") {
  EconomyInputs apart = two_markets();
  PermitMarket& market = apart.policy.markets[0];
  market.cap_mt.assign(2, 0);
  market.standard = {{{0}, apart.benchmark.find_sector("ELE"), 0.9, {}, {}}};
  market.coverage[0].users = {{User::Kind::sector, apart.benchmark.find_sector("ELE").index}};
  EconomyInputs linked = apart;
  linked.policy.links = {{{0, 1}, {}}};
  const IndicatorSet set =
      compute_indicators(study_of({solved_scenario("unlinked", apart), solved_scenario("linked", linked)}));
  const double power = covered_emissions(apart.benchmark, market.coverage[0]);
  for (const int s : {0, 1}) CHECK(set.slice("ledger_target", s)[0] == doctest::Approx(0.9 * power).epsilon(1e-12));
  CHECK(set.slice("union_emissions_change", 0)[0] == 0);
  CHECK(std::abs(set.slice("union_emissions_change", 1)[0]) > 0.01);
  CHECK(std::isnan(set.slice("co2_cap", 0)[0]));
  CHECK(set.slice("allowances", 0)[0] == doctest::Approx(set.slice("co2_covered", 0)[0]).epsilon(1e-8));
  CHECK(std::abs(sum_over(set.slice("permit_import_value", 1))) < 1e-5);

  const StudyResult caps = small_study("tiny_taxes");
  CHECK(std::abs(compute_indicators(caps).slice("union_emissions_change", linked_scenario)[0]) < 1e-6);
}

TEST_CASE("domestic leakage is the same whether a part of a region has a cap or the tax that comes to it") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.15);
  add_market(inputs, "A", 0.1);
  auto& markets = inputs.policy.markets;
  const User household{User::Kind::agent, inputs.benchmark.find_agent("HH_A").index};
  const User electricity{User::Kind::sector, inputs.benchmark.find_sector("ELE").index};
  markets[0].coverage.front().users = {electricity};
  markets[1].name = "homes";
  markets[1].coverage.front().users = {household};
  for (PermitMarket& market : markets)
    market.cap_mt[0] = 0.9 * covered_emissions(inputs.benchmark, market.coverage.front());
  EconomyInputs off = inputs, with_tax = inputs;
  off.policy.active = {0, 0};
  with_tax.policy.markets[0].cap_mt = {0, 0};
  with_tax.policy.markets[0].fixed_price = solve(inputs).state.permit_price[0];
  const IndicatorSet set = compute_indicators(
      study_of({solved_scenario("benchmark", off), solved_scenario("caps", inputs), solved_scenario("tax", with_tax)}));
  const double expected = set.slice("domestic_leakage", 1)[0];
  CHECK(std::abs(expected) > 0.1);
  CHECK(set.slice("domestic_leakage", 2)[0] == doctest::Approx(expected).epsilon(1e-6));
}

TEST_CASE("a host sells what the buyer of its credits gets, and the ledger counts what projects and offsets abate") {
  EconomyInputs inputs = two_markets();
  OffsetSupply offsets;
  offsets.region = Region{0};
  offsets.curve = {10, 40, 0.5};
  inputs.policy.markets[0].offsets = {offsets};
  ProjectCrediting project;
  project.name = "credits of A";
  project.host = Region{0};
  project.to = 1;
  project.curve = {20, 30, 0.8};
  inputs.policy.projects = {project};
  StudyResult study = study_of({solved_scenario("credits", inputs)});
  study.scenarios[0].abatement_cost = AbatementCost{{100, 200}, {1, 2}};
  const IndicatorSet set = compute_indicators(study);
  const double flow = set.slice("permit_flow", 0)[0], offset = set.slice("offsets_used", 0)[0];
  REQUIRE(flow > 0.1);
  REQUIRE(offset > 0.1);
  CHECK(set.slice("permit_imports", 0)[0] == doctest::Approx(-flow).epsilon(1e-9));
  CHECK(set.slice("permit_imports", 0)[1] == doctest::Approx(flow).epsilon(1e-9));
  CHECK(set.slice("ledger_adjustment", 0)[0] == doctest::Approx(flow).epsilon(1e-9));
  const double covered = set.slice("co2_covered", 0)[0];
  CHECK(set.slice("ledger_emissions", 0)[0] == doctest::Approx(covered - offset - flow).epsilon(1e-9));
  for (int r = 0; r < 2; ++r) CHECK(std::abs(set.slice("ledger_balance", 0)[r]) < 1e-6);

  double bought = 0;  // by the account of A: what offsets and projects need
  for (const IncomeItem& item : study.scenarios[0].state->income)
    bought -= item.kind == "abatement cost" ? item.value : 0;
  REQUIRE(bought > 1);
  const std::vector<double> cost = set.slice("abatement_cost_macc", 0), permits = set.slice("permit_import_value", 0);
  CHECK(cost[0] == doctest::Approx(100 + permits[0] + bought).epsilon(1e-9));
  CHECK(cost[1] == doctest::Approx(200 + permits[1]).epsilon(1e-9));
}

TEST_CASE("who opts in to crediting pays for what it emits beyond the baseline, and earns what it sells") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "B", 0.3);
  add_market(inputs, "A", 0);
  PermitMarket& credits = inputs.policy.markets[1];
  const Sector power = inputs.benchmark.find_sector("ELE");
  credits.cap_mt[0] = 0;
  credits.coverage[0].users = {{User::Kind::sector, power.index}};
  credits.crediting = SectoralCrediting{{{{0}, power, 1, {}, {}}}};
  RestrictedLink sales;
  sales.name = "sales";
  sales.from = 1;
  sales.to = 0;
  inputs.policy.restricted_links = {sales};
  const ScenarioResult scenario = solved_scenario("credits", inputs);
  const double sold = scenario.state->variable[scenario.economy->arcs.front().flow];
  REQUIRE(sold > 1);
  const CapPathPoint point = priced_emissions(*scenario.economy, *scenario.state);
  CHECK(point.emissions[1][0] == doctest::Approx(-sold).epsilon(1e-7));
  CHECK(point.emissions[0][1] == doctest::Approx(scenario.state->market_emissions[0]).epsilon(1e-12));
}

TEST_CASE("emissions of a union are compared with those of the same markets apart, not of other ones") {
  EconomyInputs alone = two_markets(), linked = two_markets();
  alone.policy.active = {1, 0};
  linked.policy.links = {{{0, 1}, {}}};
  const auto change = [&](std::vector<ScenarioResult> scenarios) {
    return compute_indicators(study_of(std::move(scenarios))).slice("union_emissions_change", 1)[0];
  };
  CHECK(std::isnan(change({solved_scenario("A alone", alone), solved_scenario("linked", linked)})));
  CHECK(std::abs(change({solved_scenario("A alone", alone), solved_scenario("linked", linked),
                         solved_scenario("unlinked", two_markets())})) < 1e-6);
}

TEST_CASE("where a tax stands beside a cap, domestic leakage counts each tonne once") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  EconomyInputs off = inputs, with_tax = inputs;
  off.policy.active = {0};
  PermitMarket tax = inputs.policy.markets[0];
  tax.name = "tax";
  tax.cap_mt.assign(2, 0);
  tax.fixed_price = 5;
  for (EconomyInputs* both : {&off, &with_tax}) {
    both->policy.markets.push_back(tax);
    both->policy.active.push_back(both == &with_tax ? 1 : 0);
  }
  const IndicatorSet set =
      compute_indicators(study_of({solved_scenario("benchmark", off), solved_scenario("taxed", with_tax)}));
  CHECK(std::abs(set.slice("domestic_leakage", 1)[0]) < 1e-7);
  CHECK(set.slice("co2_covered", 1)[0] == doctest::Approx(set.slice("co2_covered", 1)[1]).epsilon(1e-9));
  CHECK(set.slice("carbon_price", 1)[1] == doctest::Approx(5).epsilon(1e-9));
  CHECK(std::isnan(set.slice("allowances", 1)[1]));
}

TEST_CASE("a price floor keeps permits back, and the table shows links") {
  EconomyInputs inputs = two_markets();
  PriceCollar collar;
  collar.floor = 30;
  inputs.policy.markets[0].collar = collar;
  const IndicatorSet set = compute_indicators(study_of({solved_scenario("floor", inputs)}));
  CHECK(set.slice("permits_withheld", 0)[0] > 0.1);
  CHECK(set.slice("permits_withheld", 0)[0] + set.slice("allowances", 0)[0] ==
        doctest::Approx(inputs.policy.markets[0].cap_mt[0]).epsilon(1e-12));
  CHECK(set.slice("co2_cap", 0)[0] == doctest::Approx(set.slice("allowances", 0)[0]).epsilon(1e-12));
  CHECK(set.slice("permits_released", 0)[0] == 0);
  CHECK(set.slice("ledger_target", 0)[0] == doctest::Approx(set.slice("co2_cap", 0)[0]).epsilon(1e-12));
  CHECK(std::abs(set.slice("ledger_balance", 0)[0]) < 1e-6);

  const TemporaryFolder folder;
  const StudyResult study = linked_study(link_to_b());
  const IndicatorSet linked = compute_indicators(study);
  write_study(study, linked, folder.path("a.h5"));
  const std::string table = study_table(read_study_file(folder.path("a.h5")).indicators);
  CHECK(table == study_table(linked));
  CHECK(table.find("permits that flow over restricted links") != std::string::npos);
  CHECK(table.find("  A_B") != std::string::npos);
  CHECK(study_table(set).find("links") == std::string::npos);
}

TEST_CASE("a cap per GDP moves with the GDP of the results, alone and where permits are bought abroad") {
  for (const std::string& fixture : economy_names()) {
    for (const bool is_linked : {false, true}) {
      CAPTURE(fixture);
      CAPTURE(is_linked);
      EconomyInputs off = economy_inputs(fixture);
      const std::vector<std::string> regions{off.benchmark.regions[0].code, off.benchmark.regions[1].code};
      for (const std::string& region : regions) add_market(off, region, 0.2);
      off.policy.markets[0].cap_per_gdp_mt = off.policy.markets[0].cap_mt;
      off.policy.markets[0].cap_mt.assign(off.benchmark.regions.size(), 0);
      EconomyInputs on = off;
      off.policy.active = {0, 0};
      if (is_linked) on.policy.links = {{{0, 1}, {}}};
      const IndicatorSet set =
          compute_indicators(study_of({solved_scenario("benchmark", off), solved_scenario("on", on)}));
      const double growth = set.slice("gdp", 1)[0] / set.slice("gdp", 0)[0];
      REQUIRE(std::abs(growth - 1) > 1e-6);
      CHECK(std::abs(set.slice("allowances", 1)[0] / on.policy.markets[0].cap_per_gdp_mt[0] - growth) < 1e-10);
    }
  }
}
