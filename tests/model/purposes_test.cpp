// SPDX-License-Identifier: Apache-2.0
// Purchases of one good for several purposes, in one place of the tree or in several.
#include "tests/fixtures/purposes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/benchmark_equilibrium.h"
#include "model/demand_tree.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

const PurposePart feedstock{"A", "MAN", "COL", "feedstock", 0.4, 0};
const PurposePart plain{"A", "MAN", "COL", "", 0, 0};

EconomyInputs tiny_taxes(ArmingtonOption armington = ArmingtonOption::pooled) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  inputs.options.armington = armington;
  return inputs;
}

// Coal of MAN in A: 40 % are feedstock, which does not burn, beside materials in fixed proportion to output.
EconomyInputs with_feedstock(ArmingtonOption armington = ArmingtonOption::pooled) {
  EconomyInputs inputs = tiny_taxes(armington);
  split_purchase(inputs.benchmark, feedstock);
  add_leaf(inputs, "non-resource", "role:coal/feedstock");
  return inputs;
}

// Per unit of the output of MAN in A, relative to the benchmark.
double per_output(const SolvedEconomy& solved, const PurposePart& part) {
  const int e = purchase_of(solved.economy, part);
  return solved.state.edge_quantity[e] / solved.economy.edges[e].quantity0 /
         solved.level("other goods and services, A");
}

void check_close(const SolvedEconomy& a, const SolvedEconomy& b, double tolerance) {
  REQUIRE(a.report.x.size() == b.report.x.size());
  CHECK(distance(EquilibriumSystem(a.economy), a.report.x, b.report.x) < tolerance);
}

}  // namespace

TEST_CASE("nests that name no purpose see none: the same results whatever the column says, bit for bit") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs one = tiny_taxes(armington);
    split_purchase(one.benchmark, {"A", "MAN", "COL", "p", 0.4, 0.1});
    split_purchase(one.benchmark, {"A", "MAN", "COL", "q", 0.3, 0.2});
    split_purchase(one.benchmark, {"B", "HH_B", "MAN", "p", 0.2, 0});
    add_market(one, "A", 0.3);
    EconomyInputs other = one;
    other.benchmark.purposes = {"a", "r", "z"};
    for (UseFlow& flow : other.benchmark.use) {
      if (flow.purpose.valid()) flow.purpose.index = 2 - flow.purpose.index;
    }
    for (EmissionFlow& flow : other.benchmark.emissions) {
      if (flow.purpose.valid()) flow.purpose.index = 2 - flow.purpose.index;
    }
    const SolvedEconomy a = solve(one), b = solve(other);
    CHECK(a.report.x == b.report.x);
    EconomyInputs whole = tiny_taxes(armington);
    add_market(whole, "A", 0.3);
    check_close(a, solve(whole), 1e-12);
  }
}

TEST_CASE("a purchase split into two leaves of one nest is the same economy, with the rates of the whole") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs whole = tiny_taxes(armington), parts = tiny_taxes(armington);
    split_purchase(parts.benchmark, {"A", "MAN", "COL", "feedstock", 0.4, 0.4});
    add_leaf(parts, "fuels", "role:coal/feedstock");
    for (EconomyInputs* inputs : {&whole, &parts}) add_market(*inputs, "A", 0.3);
    const SolvedEconomy a = solve(whole), b = checked_solution(parts);
    CHECK(b.state.permit_price[0] == doctest::Approx(a.state.permit_price[0]).epsilon(1e-10));
    for (const char* name : {"other goods and services, A", "coal, A", "coal, B", "consumption, A", "consumption, B"})
      CHECK(b.level(name) == doctest::Approx(a.level(name)).epsilon(1e-10));
    if (armington == ArmingtonOption::per_user) continue;
    const double bought = a.state.edge_quantity[purchase_of(a.economy, plain)];
    CHECK(b.state.edge_quantity[purchase_of(b.economy, feedstock)] == doctest::Approx(0.4 * bought).epsilon(1e-9));
    CHECK(b.state.edge_quantity[purchase_of(b.economy, plain)] == doctest::Approx(0.6 * bought).epsilon(1e-9));
  }
}

TEST_CASE("feedstock in fixed proportion stays where carbon has a price, what is burnt falls") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = with_feedstock(armington);
    add_market(inputs, "A", 0.3);
    const SolvedEconomy solved = checked_solution(inputs);
    CHECK(solved.state.permit_price[0] > 1);
    CHECK(per_output(solved, feedstock) == doctest::Approx(1).epsilon(1e-9));
    CHECK(per_output(solved, plain) < 0.9);
  }
}

TEST_CASE("CO2 stands on the purchase that is burnt, at its own rate") {
  const Economy economy = with_feedstock().build();
  const Edge& product = economy.edges[purchase_of(economy, feedstock)];
  const Edge& fuel = economy.edges[purchase_of(economy, plain)];
  CHECK(product.emissions.empty());
  const Economy before = tiny_taxes().build();
  const Edge& all = before.edges[purchase_of(before, plain)];
  REQUIRE(fuel.emissions.size() == 1);
  CHECK(fuel.quantity0 == doctest::Approx(0.6 * all.quantity0).epsilon(1e-14));
  CHECK(fuel.emissions.begin()->coefficient ==
        doctest::Approx(all.emissions.begin()->coefficient / 0.6).epsilon(1e-14));
}

TEST_CASE("a cap on what is burnt is met by more where a part of the purchase can't fall") {
  EconomyInputs without = tiny_taxes(), with = with_feedstock();
  for (EconomyInputs* inputs : {&without, &with}) add_market(*inputs, "A", 0.3);
  CHECK(with.policy.markets[0].cap_mt == without.policy.markets[0].cap_mt);  // the same emissions at the benchmark
  CHECK(solve(with).state.permit_price[0] != doctest::Approx(solve(without).state.permit_price[0]).epsilon(1e-3));
}

TEST_CASE("delivery goes with the fuel that is delivered") {
  const PurposePart delivery{"A", "CEM", "TRN", "coal_delivery", 0.3, 0}, coal{"A", "CEM", "COL", "", 0, 0};
  EconomyInputs inputs = tiny_taxes();
  split_purchase(inputs.benchmark, delivery);
  NestTree& tree = inputs.nests.production.front();
  for (Nest& nest : tree.nests) {
    if (nest.name == "fuels") nest.inputs.front() = "delivered coal";
  }
  tree.nests.push_back({"delivered coal", {0, "", false, {}}, {"role:coal", "good:TRN/coal_delivery"}, {}});
  add_market(inputs, "A", 0.3);
  const SolvedEconomy solved = checked_solution(inputs);
  const auto relative = [&](const PurposePart& part) {
    const int e = purchase_of(solved.economy, part);
    return solved.state.edge_quantity[e] / solved.economy.edges[e].quantity0;
  };
  CHECK(relative(coal) < 0.9 * solved.level("cement, A"));
  CHECK(relative(delivery) == doctest::Approx(relative(coal)).epsilon(1e-9));
  CHECK(relative({"A", "CEM", "TRN", "", 0, 0}) > 0.95 * solved.level("cement, A"));
}

TEST_CASE("purposes have tax rates of their own, one leaf the average") {
  EconomyInputs apart = with_feedstock();
  const Economy whole = tiny_taxes().build();
  const double average = whole.edges[purchase_of(whole, plain)].tax;
  double moved = 0;  // what feedstock is spared the rest pays
  for (UseFlow& flow : apart.benchmark.use) moved += flow.purpose.valid() ? std::exchange(flow.tax_musd, 0) : 0;
  const User buyer{User::Kind::sector, apart.benchmark.find_sector("MAN").index};
  for (UseFlow& flow : apart.benchmark.use) {
    const bool is_rest =
        flow.region == Region{0} && flow.user == buyer && flow.good == Sector{0} && !flow.purpose.valid();
    if (is_rest) flow.tax_musd += std::exchange(moved, 0);
  }
  EconomyInputs together = apart;
  together.nests = klem_nests();
  const Economy two = apart.build(), one = together.build();
  CHECK(two.edges[purchase_of(two, feedstock)].tax == 0);
  CHECK(two.edges[purchase_of(two, plain)].tax == doctest::Approx(average / 0.6).epsilon(1e-12));
  CHECK(one.edges[purchase_of(one, plain)].tax == doctest::Approx(average).epsilon(1e-12));
}

TEST_CASE("a purpose that only some users have leaves the others as they are") {
  const Economy before = tiny_taxes().build(), after = with_feedstock().build();
  CHECK(after.edges.size() == before.edges.size() + 1);
  const PurposePart elsewhere{"B", "MAN", "COL", "", 0, 0};
  CHECK(after.edges[purchase_of(after, elsewhere)].quantity0 == before.edges[purchase_of(before, elsewhere)].quantity0);
}

TEST_CASE("a purpose may stand alone, without plain use") {
  EconomyInputs inputs = tiny_taxes();
  split_purchase(inputs.benchmark, {"A", "MAN", "COL", "feedstock", 1, 1});
  add_leaf(inputs, "non-resource", "good:COL/feedstock");
  add_market(inputs, "A", 0.3);
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(per_output(solved, feedstock) == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("purposes named by code and by role at once are one input named twice") {
  EconomyInputs inputs = with_feedstock();
  add_leaf(inputs, "fuels", "good:COL/feedstock");
  CHECK_THROWS_WITH_AS(
      inputs.build(),
      doctest::Contains("nest 'non-resource' of [production.default] names an input twice: 'role:coal/feedstock'"),
      InputError);
}

namespace {

// The household of A buys half of its coal for stoves, in the top nest, the rest in the nest of energy; a cap in A.
EconomyInputs with_stoves() {
  EconomyInputs inputs = tiny_taxes();
  split_purchase(inputs.benchmark, {"A", "HH_A", "COL", "stoves", 0.5, 0.5});
  inputs.nests.household.nests.front().inputs.push_back("good:COL/stoves");
  add_market(inputs, "A", 0.3);
  return inputs;
}

// Its purchases of coal: plain use and stoves.
std::vector<int> coal_of_household(const Economy& economy) {
  const std::vector<int> nests = nests_below(economy, economy.agents[0].demand_activity);
  std::vector<int> found;
  for (int e = 0; e < static_cast<int>(economy.edges.size()); ++e) {
    const Edge& edge = economy.edges[e];
    if (buys_good(edge) && edge.good == Sector{0} &&
        std::find(nests.begin(), nests.end(), edge.activity) != nests.end())
      found.push_back(e);
  }
  return found;
}

}  // namespace

TEST_CASE("a part that is bought whatever happens is taken from each purpose") {
  EconomyInputs inputs = with_stoves();
  inputs.nests.parameters.push_back({"subsistence_share", "", "COL", 0.3, {}});
  const SolvedEconomy solved = checked_solution(inputs);
  const Economy before = with_stoves().build();
  const std::vector<int> whole = coal_of_household(before), free = coal_of_household(solved.economy);
  REQUIRE(whole.size() == 2);
  REQUIRE(free.size() == 2);
  for (int i = 0; i < 2; ++i) {
    CHECK(solved.economy.edges[free[i]].purpose == before.edges[whole[i]].purpose);
    CHECK(solved.economy.edges[free[i]].quantity0 ==
          doctest::Approx(0.7 * before.edges[whole[i]].quantity0).epsilon(1e-14));
  }
}

TEST_CASE("a household with a constant difference of elasticities buys for purposes") {
  EconomyInputs inputs = with_stoves();
  inputs.options.household_demand = HouseholdDemand::cde;
  inputs.nests.parameters.push_back({"subpar", "", "", 0.4, {}});
  inputs.nests.parameters.push_back({"incpar", "", "", 1.1, {}});
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.price("coal for stoves for consumption, A") > 1.01);
}

TEST_CASE("a shock to a tax on a good changes the rates of all its purposes, a factor each in proportion") {
  EconomyInputs inputs = with_stoves();
  for (UseFlow& flow : inputs.benchmark.use) flow.tax_musd *= flow.purpose.valid() ? 0.5 : 1;
  inputs.benchmark.transfers.clear();  // budgets follow the new taxes
  Shock tax;
  tax.kind = ShockKind::use_tax;
  tax.regions = {Region{0}};
  tax.goods = {Sector{0}};
  tax.users = {inputs.benchmark.sector_count()};  // the household
  tax.text = "of the test";
  const auto rates = [&](Shock::Size size, double number) {
    EconomyInputs shocked = inputs;
    tax.size = size;
    tax.number = number;
    shocked.policy.shocks = {tax};
    const SolvedEconomy solved = checked_solution(shocked);
    std::vector<double> found;
    for (const int e : coal_of_household(solved.economy)) found.push_back(solved.economy.edges[e].tax);
    std::sort(found.begin(), found.end());
    return found;
  };
  const std::vector<double> twice = rates(Shock::Size::factor, 2), equal = rates(Shock::Size::value, 0.5);
  REQUIRE(twice.size() == 2);
  CHECK(twice[0] == doctest::Approx(twice[1] / 2).epsilon(1e-12));
  CHECK(equal == std::vector<double>{0.5, 0.5});
}

namespace {

// One country: fuel is made of labour; goods of feedstock (in fixed proportion) and a Cobb-Douglas bundle of labour and
// burnt fuel.
constexpr double feedstock0 = 10, burnt0 = 10, labour0 = 80, burnt_mt = 5;
EconomyInputs fuel_and_goods() {
  EconomyInputs inputs{{}, plain_nests(), {}, {}};
  Benchmark& b = inputs.benchmark;
  b.folder = "fuel and goods";
  b.regions = {{"A", "A"}};
  b.sectors = {{"FUEL", "fuel", SectorRole::coal}, {"GOODS", "goods", SectorRole::other}};
  b.factors = {{"LAB", "labour", FactorMobility::mobile}};
  b.agents = {{"HH_A", {0}, AgentKind::household}};
  b.purposes = {"feedstock"};
  const User goods{User::Kind::sector, 1};
  b.use = {{{0}, {0}, goods, {}, burnt0, 0, {}},
           {{0}, {0}, goods, {}, feedstock0, 0, {}, Purpose{0}},
           {{0}, {1}, {User::Kind::agent, 0}, {}, feedstock0 + burnt0 + labour0, 0, {}}};
  b.value_added = {{{0}, {0}, {0}, feedstock0 + burnt0, 0, {}}, {{0}, {1}, {0}, labour0, 0, {}}};
  b.emissions = {{{0}, goods, Sector{0}, std::nullopt, Gas::co2, burnt_mt, {}}};
  NestTree& tree = inputs.nests.production.front();
  tree.nests = {{"output", {0, "", false, {}}, {"good:FUEL/feedstock", "mix"}, {}},
                {"mix", {1, "", false, {}}, {"goods:rest", "factors:rest"}, {}}};
  return inputs;
}

}  // namespace

TEST_CASE("feedstock beside a Cobb-Douglas bundle of labour and burnt fuel follows its closed form") {
  for (const double cut : {0.1, 0.5, 0.8}) {
    EconomyInputs inputs = fuel_and_goods();
    add_market(inputs, "A", cut);
    const SolvedEconomy solved = checked_solution(inputs);
    // Burnt fuel is cut with its CO2, feedstock grows with output, labour does the rest.
    constexpr double theta = burnt0 / (burnt0 + labour0);
    const double burnt = (1 - cut) * burnt0;
    double output = 1, labour = labour0;
    for (int i = 0; i < 200; ++i) {
      labour = feedstock0 + burnt0 + labour0 - feedstock0 * output - burnt;
      output = std::pow(labour / labour0, 1 - theta) * std::pow(1 - cut, theta);
    }
    CHECK(solved.level("goods, A") == doctest::Approx(output).epsilon(1e-9));
    CHECK(solved.state.edge_quantity[purchase_of(solved.economy, {"A", "GOODS", "FUEL", "feedstock", 0, 0})] ==
          doctest::Approx(feedstock0 * output).epsilon(1e-9));
    CHECK(solved.state.edge_quantity[purchase_of(solved.economy, {"A", "GOODS", "FUEL", "", 0, 0})] ==
          doctest::Approx(burnt).epsilon(1e-9));
    // Shares of the bundle: theta / (1 - theta) = burnt (1 + kappa tau/w) / labour.
    const double fuel_price = theta / (1 - theta) * labour / burnt, kappa = burnt_mt / burnt0;
    CHECK(solved.state.permit_price[0] / solved.price("labour, A") ==
          doctest::Approx((fuel_price - 1) / kappa).epsilon(1e-8));
  }
}

}  // namespace etslink
