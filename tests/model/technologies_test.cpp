// SPDX-License-Identifier: Apache-2.0
// Technologies: several ways to make one good, each a producer that sells to its sector alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibration/check_benchmark.h"
#include "calibration/read_technologies.h"
#include "model/input_volume.h"
#include "model/technology.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

Nest& mix(EconomyInputs& inputs) {
  auto& nests = inputs.nests.production.front().nests;
  return *std::find_if(nests.begin(), nests.end(), [](const Nest& nest) { return nest.name == "mix"; });
}

// Power by technology with a cap in A.
EconomyInputs with_technologies(double cut = 0.3) {
  EconomyInputs inputs = economy_inputs("tiny_technologies");
  if (cut > 0) add_market(inputs, "A", cut);
  return inputs;
}

// What a sector buys of its technologies in a region, at the benchmark and in a state: volumes and what is paid.
struct Bought {
  Sector technology;
  double volume0 = 0, volume = 0, paid = 0;
};
std::vector<Bought> bought(const SolvedEconomy& solved, Region region) {
  const InputVolumes volumes(solved.economy);
  std::vector<Bought> result;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (!edge.good.valid() || !is_technology(solved.economy.sectors[edge.good.index])) continue;
    if (solved.economy.activities[edge.activity].region != region) continue;
    const double volume0 = volumes.of(edge).quantity, q = solved.state.edge_quantity[e];
    result.push_back({edge.good, volume0, volume0 / edge.quantity0 * q, solved.state.edge_price[e] * q});
  }
  return result;
}

double total(const std::vector<Bought>& list, double Bought::*part) {
  double sum = 0;
  for (const Bought& item : list) sum += item.*part;
  return sum;
}

// How the column of a sector is divided.
struct Division {
  Sector sector;
  std::vector<double> parts;
  std::vector<Sector> technologies;
};

// Each row of the sector becomes one row of each technology.
template <class Row, class Producer, class Scale>
void divide(std::vector<Row>& rows, const Division& division, Producer producer, Scale scale) {
  const std::vector<Row> old = rows;
  rows.clear();
  for (Row row : old) {
    if (producer(row) == nullptr || *producer(row) != division.sector.index) {
      rows.push_back(row);
      continue;
    }
    for (std::size_t i = 0; i < division.parts.size(); ++i) {
      rows.push_back(row);
      *producer(rows.back()) = division.technologies[i].index;
      scale(rows.back(), division.parts[i]);
    }
  }
}

// The column of a sector, divided among technologies that all have its cost structure; it pays its output tax itself,
// as that of technologies is per unit.
void split_evenly(Benchmark& b, Sector sector, const std::vector<double>& parts) {
  Division division{sector, parts, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    division.technologies.push_back({b.sector_count()});
    b.sectors.push_back(technology_info(b.sectors[sector.index], sector, "t" + std::to_string(i)));
  }
  const auto user = [](auto& row) { return row.user.kind == User::Kind::sector ? &row.user.index : nullptr; };
  const auto maker = [](auto& row) { return &row.sector.index; };
  const auto value = [](auto& row, double part) {
    row.value_musd *= part;
    row.tax_musd *= part;
  };
  divide(b.use, division, user, value);
  divide(b.value_added, division, maker, value);
  divide(b.emissions, division, user, [](EmissionFlow& row, double part) { row.mt *= part; });
  divide(b.energy, division, user, [](EnergyFlow& row, double part) { row.pj *= part; });
  const auto volumes = b.output_volumes;
  for (const OutputVolume& volume : volumes) {
    for (std::size_t i = 0; volume.good == sector && i < parts.size(); ++i)
      sell_to_sector(b, {volume.region, division.technologies[i], volume.unit, parts[i] * volume.quantity, {}});
  }
}

}  // namespace

TEST_CASE("a sector with technologies that all have its cost structure is the sector without them") {
  EconomyInputs inputs = economy_inputs("tiny_volumes");
  add_technology_mix(inputs.nests);
  add_market(inputs, "A", 0.3);
  const SolvedEconomy unsplit = solve(inputs);
  const Sector power = inputs.benchmark.find_sector("ELE");
  split_evenly(inputs.benchmark, power, {0.5, 0.3, 0.2});
  require_balanced(inputs.benchmark, own_balance_tolerance);
  for (PermitMarket& market : inputs.policy.markets) {
    for (const Sector technology : technologies(inputs.benchmark.sectors))
      market.coverage.front().users.push_back({User::Kind::sector, technology.index});
  }
  for (const bool is_additive : {true, false}) {
    mix(inputs).is_additive = is_additive;
    const SolvedEconomy split = solve(inputs);
    CHECK(split.state.permit_price[0] == doctest::Approx(unsplit.state.permit_price[0]).epsilon(1e-7));
    CHECK(unsplit.state.permit_price[0] > 10);
    CHECK(world_consumption(split) == doctest::Approx(world_consumption(unsplit)).epsilon(1e-10));
    for (const char* name : {"electricity, A", "electricity, B", "coal, A", "cement, B"}) {
      CHECK(split.price(name) == doctest::Approx(unsplit.price(name)).epsilon(1e-8));
      CHECK(split.level(name) == doctest::Approx(unsplit.level(name)).epsilon(1e-8));
    }
    CHECK(split.level("electricity by t0, A") == doctest::Approx(unsplit.level("electricity, A")).epsilon(1e-8));
  }
}

TEST_CASE("the benchmark of an economy with technologies is an equilibrium as it is") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    for (const bool is_additive : {true, false}) {
      EconomyInputs inputs = with_technologies(0);
      inputs.options.armington = armington;
      mix(inputs).is_additive = is_additive;
      const SolvedEconomy solved = solve(inputs);
      CHECK(solved.report.iterations == 0);
      CHECK(solved.report.residual < 1e-9);
    }
  }
}

TEST_CASE("what technologies make adds up to what their sector makes, and each costs one price") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = with_technologies();
    inputs.options.armington = armington;
    const SolvedEconomy solved = checked_solution(inputs);
    for (const char* region : {"A", "B"}) {
      const auto technologies = bought(solved, inputs.benchmark.find_region(region));
      REQUIRE(technologies.size() == (std::string(region) == "A" ? 3 : 2));
      const double growth = total(technologies, &Bought::volume) / total(technologies, &Bought::volume0);
      CHECK(growth == doctest::Approx(solved.level(std::string("electricity, ") + region)).epsilon(1e-9));
    }
    CHECK(solved.level("electricity by coal, A") < 0.9);
    CHECK(solved.level("electricity by wind, A") > 1.02);
    CHECK(solved.level("electricity by hydro, A") > 1);
    CHECK(solved.level("electricity by hydro, A") < solved.level("electricity by wind, A"));  // its supply is steeper
    const int coal = solved.activity("electricity by coal, A"), price = solved.commodity("electricity by coal, A");
    CHECK(solved.state.commodity_price[price] > 1.05);  // permits
    CHECK(solved.economy.activities[coal].sector == inputs.benchmark.find_sector("ELE.coal"));
  }
}

TEST_CASE("of volumes that add up a dearer technology may make the mix cheaper: theta + sigma (w - theta)") {
  double smallest = 1;
  for (const double cut : {0.1, 0.3, 0.5}) {
    const EconomyInputs inputs = with_technologies(cut);
    const SolvedEconomy solved = solve(inputs);
    const auto technologies = bought(solved, {0});
    const double volume0 = total(technologies, &Bought::volume0), sigma = 5;
    std::vector<double> weight, price;
    for (const Bought& item : technologies) {
      weight.push_back(item.volume0 / volume0);
      price.push_back(item.paid / item.volume);
    }
    // The cost of a unit of the mix at prices p: sum x p with x = w (J/p)^sigma, sum x = 1.
    const auto cost = [&](const std::vector<double>& p) {
      double power = 0, sum = 0;
      for (std::size_t i = 0; i < p.size(); ++i) power += weight[i] * std::pow(p[i], -sigma);
      for (std::size_t i = 0; i < p.size(); ++i) sum += weight[i] * std::pow(p[i], 1 - sigma) / power;
      return sum;
    };
    for (std::size_t i = 0; i < technologies.size(); ++i) {
      const double theta = technologies[i].paid / total(technologies, &Bought::paid);
      const double w = technologies[i].volume / total(technologies, &Bought::volume);
      const double slope = theta + sigma * (w - theta), step = 1e-5;
      auto up = price, down = price;
      up[i] *= 1 + step;
      down[i] *= 1 - step;
      CHECK(slope == doctest::Approx((std::log(cost(up)) - std::log(cost(down))) / (2 * step)).epsilon(1e-6));
      smallest = std::min(smallest, slope);
    }
  }
  MESSAGE("smallest derivative of the cost of the mix: " << smallest);
  CHECK(smallest < 0.3);  // of a technology with a small part
}

TEST_CASE(
    "the better technologies substitute the nearer they have one price, and the more their resources share the "
    "market") {
  EconomyInputs inputs = with_technologies();
  const auto spread = [&](double sigma) {
    mix(inputs).sigma.factor = sigma;
    const SolvedEconomy solved = solve(inputs);
    double low = 1e9, high = 0;
    for (const Bought& item : bought(solved, {0})) {
      low = std::min(low, item.paid / item.volume);
      high = std::max(high, item.paid / item.volume);
    }
    return high / low - 1;
  };
  const double usual = spread(5), strong = spread(30);
  CHECK(usual > 0.03);
  CHECK(strong < usual / 3);
  const SolvedEconomy solved = solve(inputs);
  const auto technologies = bought(solved, {0});
  const double growth = total(technologies, &Bought::volume) / total(technologies, &Bought::volume0);
  CHECK(growth == doctest::Approx(solved.level("electricity, A")).epsilon(1e-9));
  // Hydro power (0.3) grows less than wind (1.5), in the order of their supply.
  CHECK(solved.level("electricity by hydro, A") < solved.level("electricity by wind, A"));
}

TEST_CASE("additive technologies whose costs per unit differ are refused, others are not") {
  EconomyInputs inputs = with_technologies(0);
  for (OutputVolume& volume : inputs.benchmark.output_volumes) {
    if (inputs.benchmark.sectors[volume.good.index].code == "ELE.hydro") volume.quantity *= 1.001;
  }
  const std::string text = refusal(inputs);
  CHECK(text.find("'electricity by coal, A' costs ") != std::string::npos);
  CHECK(text.find(" and 'electricity by hydro, A' costs ") != std::string::npos);
  CHECK(text.find("the costs of technologies whose volumes add up must agree to 1e-6") != std::string::npos);
  mix(inputs).is_additive = false;
  CHECK(solve(inputs).report.iterations == 0);
}

TEST_CASE("a tree that does not name technologies is refused where a sector has some") {
  EconomyInputs inputs = with_technologies(0);
  mix(inputs).inputs = {"technology:hydro"};
  CHECK(refusal(inputs).find("leaves out the input technology:coal of electricity, A; name it in a nest or add "
                             "'technologies:rest'") != std::string::npos);
  mix(inputs).inputs = {"technology:hydro", "technologies:rest"};
  CHECK(solve(inputs).report.iterations == 0);
}

TEST_CASE("a parameter of a sector holds for its technologies that have none of their own") {
  EconomyInputs inputs = with_technologies();
  const SolvedEconomy by_technology = solve(inputs);
  Benchmark& b = inputs.benchmark;
  const Sector hydro = b.find_sector("ELE.hydro"), power = b.find_sector("ELE");
  for (ElasticityEntry& entry : b.elasticities) {
    if (entry.sector == hydro) entry.sector = power;
  }
  const SolvedEconomy by_sector = solve(inputs);
  CHECK(by_sector.level("electricity by hydro, A") ==
        doctest::Approx(by_technology.level("electricity by hydro, A")).epsilon(1e-9));
  CHECK(by_sector.level("electricity by wind, A") ==
        doctest::Approx(by_technology.level("electricity by wind, A")).epsilon(1e-9));
  std::erase_if(b.elasticities, [&](const ElasticityEntry& entry) { return entry.sector == power; });
  const double moved = solve(inputs).level("electricity by hydro, A");
  CHECK(std::abs(moved - by_sector.level("electricity by hydro, A")) > 1e-4);
}

TEST_CASE("technologies stand behind sectors, with the patterns by which trees are found") {
  const Benchmark benchmark = economy_inputs("tiny_technologies").benchmark;
  CHECK(count_of_sectors(benchmark.sectors) == 5);
  const Sector power = benchmark.find_sector("ELE"), wind = benchmark.find_sector("ELE.wind");
  CHECK(technologies(benchmark.sectors).size() == 4);
  CHECK(technologies_of(benchmark.sectors, power).size() == 4);
  CHECK(technologies_of(benchmark.sectors, benchmark.find_sector("COL")).empty());
  CHECK(sector_of(benchmark.sectors, wind) == power);
  CHECK(sector_of(benchmark.sectors, power) == power);
  CHECK(benchmark.sectors[wind.index].name == "electricity by wind");
  CHECK(tree_patterns(benchmark.sectors[wind.index]) ==
        std::vector<std::string>{"ELE.wind", "technology:ELE.wind", "technology:ELE.*", "technology:*.wind",
                                 "technology:*", "*"});
  CHECK(tree_patterns(benchmark.sectors[power.index]) == std::vector<std::string>{"ELE", "role:electricity", "*"});
}

}  // namespace etslink
