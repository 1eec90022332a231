// SPDX-License-Identifier: Apache-2.0
// Equations of docs/instruments.md where two instruments meet: what each holds when the other acts as well.
#include <doctest/doctest.h>

#include <cmath>

#include "model/elasticities.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

constexpr int a = 0, b = 1;

EconomyInputs two_markets(double cut_a, double cut_b, const std::string& fixture = "tiny2x2") {
  EconomyInputs inputs = economy_inputs(fixture);
  add_market(inputs, "A", cut_a);
  add_market(inputs, "B", cut_b);
  return inputs;
}

// Everything that a price difference over a link may consist of.
RestrictedLink costly_link() {
  RestrictedLink link;
  link.name = "link";
  link.from = a;
  link.to = b;
  link.rate = 1.6;
  link.fee = 2;
  link.proceeds = 0.1;
  link.cancelled = 0.04;
  link.fee_region = Region{1};
  return link;
}

// A market of region B's household beside that of its sectors, which is the first of the list of two.
int add_homes(EconomyInputs& inputs, double cut) {
  const int homes = add_market(inputs, "B", 0);
  PermitMarket& sectors = inputs.policy.markets[b];
  PermitMarket& market = inputs.policy.markets[homes];
  market.name = "homes";
  std::vector<User>& users = sectors.coverage.front().users;
  const User household{User::Kind::agent, inputs.benchmark.find_agent("HH_B").index};
  users.erase(std::remove(users.begin(), users.end(), household), users.end());
  market.coverage.front().users = {household};
  const double before = covered_emissions(inputs.benchmark, market.coverage.front());
  market.cap_mt[1] = (1 - cut) * before;
  sectors.cap_mt[1] = 0.8 * covered_emissions(inputs.benchmark, sectors.coverage.front());
  return homes;
}

double benchmark_part(const SolvedEconomy& solved, int market) {
  const Economy& economy = solved.economy;
  double pool = 0;
  for (const int m : economy.pools[economy.markets[market].pool].markets)
    pool += economy.markets[m].benchmark_emissions;
  return economy.markets[market].benchmark_emissions / pool;
}

double pool_emissions(const SolvedEconomy& solved, int market) {
  double mt = 0;
  for (const int m : solved.economy.pools[solved.economy.markets[market].pool].markets)
    mt += solved.state.market_emissions[m];
  return mt;
}

}  // namespace

TEST_CASE("in a corridor the seller's price ends at its ceiling, with exchange rate, fee and levy between the prices") {
  RestrictedLink link = costly_link();
  link.largest_seller_price = 15;
  EconomyInputs inputs = two_markets(0.1, 0.4);
  inputs.policy.restricted_links = {link};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "permit flow: A > B (link)") > 1);
  CHECK(solved.state.permit_price[a] == doctest::Approx(15).epsilon(1e-9));
  const double rent = variable(solved, "rent of the corridor's ceiling: A > B (link)");
  CHECK(rent > 1);
  CHECK(0.9 * solved.state.permit_price[b] == doctest::Approx(1.6 / 0.96 * 15 + 2 + rent).epsilon(1e-9));
}

TEST_CASE("in a corridor the buyer's price ends at its floor, with exchange rate, fee and levy between the prices") {
  RestrictedLink link = costly_link();
  link.least_buyer_price = 50;
  EconomyInputs inputs = two_markets(0.1, 0.4);
  inputs.policy.restricted_links = {link};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "permit flow: A > B (link)") > 1);
  CHECK(solved.state.permit_price[b] == doctest::Approx(50).epsilon(1e-9));
  const double rent = variable(solved, "rent of the corridor's floor: A > B (link)");
  CHECK(rent > 1);
  CHECK(0.9 * 50 == doctest::Approx(1.6 / 0.96 * solved.state.permit_price[a] + 2 + rent).epsilon(1e-9));
}

TEST_CASE("a limit by obligation of a market in a full link is of its own part of the pool's emissions") {
  EconomyInputs inputs = two_markets(0.05, 0.3);
  const int homes = add_homes(inputs, 0.3);
  inputs.policy.links = {{{b, homes}, {}}};
  RestrictedLink link;
  link.name = "link";
  link.from = a;
  link.to = b;
  link.limit.share_of_obligation = 0.05;
  inputs.policy.restricted_links = {link};
  const SolvedEconomy solved = checked_solution(inputs);
  const double part = benchmark_part(solved, b);
  CHECK(part < 0.95);
  CHECK(variable(solved, "permit rent: A > B (link)") > 1);
  CHECK(variable(solved, "permit flow: A > B (link)") ==
        doctest::Approx(0.05 * part * pool_emissions(solved, b)).epsilon(1e-8));
}

TEST_CASE("a limit on offsets of a market in a full link is of its own part of the pool's emissions") {
  EconomyInputs inputs = two_markets(0.2, 0.3);
  inputs.policy.links = {{{a, b}, {}}};
  OffsetSupply offsets;
  offsets.region = Region{0};
  offsets.curve = {50, 20, 1};
  offsets.limit_share = 0.04;
  inputs.policy.markets[a].offsets = {offsets};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(variable(solved, "rent of offsets of A for A, limit by emissions") > 1);
  CHECK(variable(solved, "abatement: offsets of A for A") ==
        doctest::Approx(0.04 * benchmark_part(solved, a) * pool_emissions(solved, a)).epsilon(1e-8));
}

TEST_CASE("a credited twin pays and is credited for the covered share of its emissions, fuels and process alike") {
  EconomyInputs inputs = two_markets(0, 0.3, "tiny_taxes");
  const Sector cement = inputs.benchmark.find_sector("CEM");
  PermitMarket& credits = inputs.policy.markets[a];
  credits.cap_mt[0] = 0;
  credits.coverage[0].users = {{User::Kind::sector, cement.index}};
  credits.coverage[0].share = 0.6;
  credits.crediting = SectoralCrediting{};
  credits.crediting->baseline = {{{0}, cement, 1.0, {}, {}}};
  RestrictedLink link;
  link.name = "sales";
  link.from = a;
  link.to = b;
  inputs.policy.restricted_links = {link};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.level("cement, A, credited") > 0.5);
  double physical = 0, fuels = 0;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    const std::string& buyer = solved.economy.activities[edge.activity].name;
    if (buyer.find("cement, A") == std::string::npos || buyer.find(", credited") == std::string::npos) continue;
    for (const Emission& use : edge.emissions) physical += use.coefficient * solved.state.edge_quantity[e];
  }
  for (std::size_t i = 0; i < solved.economy.processes.size(); ++i) {
    if (solved.economy.processes[i].activity != solved.activity("cement, A, credited")) continue;
    const ProcessEmission& process = solved.economy.processes[i];
    const double output = solved.economy.activities[process.activity].quantity0 * solved.level("cement, A, credited");
    const double x = solved.state.permit_price[a] / solved.price("abatement input, A");
    fuels = solved.state.market_emissions[a] -
            0.6 * output * process.intensity0 * std::pow(1 + x / process.xhat, -process.nu);
  }
  CHECK(physical > 1);
  CHECK(fuels == doctest::Approx(0.6 * physical).epsilon(1e-8));
}

TEST_CASE(
    "of a parameter the study goes before the benchmark and the nest file, and in each a sector before a region") {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  const Sector steel = inputs.benchmark.find_sector("STEEL"), goods = inputs.benchmark.find_sector("GOODS");
  inputs.benchmark.elasticities = {
      {"p", {}, {}, 1, {}}, {"p", Region{0}, {}, 2, {}}, {"p", {}, steel, 3, {}}, {"p", Region{1}, steel, 4, {}}};
  inputs.nests.parameters = {
      {"p", "A", "STEEL", 9, {}}, {"q", "", "", 5, {}}, {"q", "A", "", 6, {}}, {"q", "", "STEEL", 7, {}}};
  const auto value = [&](const std::string& parameter, int region, Sector sector) {
    return ElasticityTable(inputs.benchmark, inputs.nests, inputs.options).value(parameter, {region}, sector, {});
  };
  CHECK(value("p", 0, steel) ==
        3);  // the benchmark's of the sector: before its region's, and before all of the nest file
  CHECK(value("p", 1, steel) == 4);
  CHECK(value("p", 0, goods) == 2);
  CHECK(value("p", 1, goods) == 1);
  CHECK(value("q", 0, steel) == 7);
  CHECK(value("q", 0, goods) == 6);
  inputs.options.elasticities = {{"p", "", "", 10, {}}, {"p", "B", "", 11, {}}};
  CHECK(value("p", 0, steel) == 10);  // the study's for all: before what the benchmark has of the sector
  CHECK(value("p", 1, steel) == 11);
}

TEST_CASE("a swap fixes all that households consume, what they buy whatever happens included") {
  EconomyInputs inputs = two_markets(0.2, 0.1);
  inputs.options.elasticities = {{"subsistence_share", "", "", 0.5, {}}};
  ModelQuantity fixed, freed;
  fixed.kind = QuantityKind::consumption;
  fixed.region = Region{1};
  freed.kind = QuantityKind::transfer;
  freed.region = Region{0};
  freed.partner = Region{1};
  inputs.policy.swaps = {{fixed, freed, 1.01, {}}};
  const SolvedEconomy solved = checked_solution(inputs);
  const EconomicAgent& household = solved.economy.agents[solved.economy.households({1}).front()];
  const double basket = solved.economy.activities[household.subsistence_activity].quantity0;
  const double free = solved.economy.activities[household.demand_activity].quantity0;
  CHECK(basket + free * solved.state.activity_level[household.demand_activity] ==
        doctest::Approx(1.01 * (basket + free)).epsilon(1e-9));
}

}  // namespace etslink
