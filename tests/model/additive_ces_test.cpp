// SPDX-License-Identifier: Apache-2.0
// Additive CES: volumes of origins add up to what users buy, in every equilibrium.
#include <doctest/doctest.h>

#include <cmath>

#include "model/input_volume.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// tiny_volumes, where coal and electricity have a price of their own in each region and volumes add up; a cap in A.
EconomyInputs with_volumes(double cut = 0.3) {
  EconomyInputs inputs = economy_inputs("tiny_volumes");
  inputs.nests.additive_goods = {inputs.benchmark.find_sector("COL"), inputs.benchmark.find_sector("ELE")};
  if (cut > 0) add_market(inputs, "A", cut);
  return inputs;
}

// Volumes of a good over the world at given quantities of edges: of what producers sell, and of what users buy.
struct WorldVolumes {
  double made = 0, used = 0;
};
WorldVolumes world_volumes(const SolvedEconomy& solved, Sector good) {
  const InputVolumes volumes(solved.economy);
  WorldVolumes sum;
  for (std::size_t e = 0; e < solved.economy.edges.size(); ++e) {
    const Edge& edge = solved.economy.edges[e];
    if (edge.good != good) continue;
    const double volume = volumes.of(edge).quantity / edge.quantity0 * solved.state.edge_quantity[e];
    const bool is_origin = edge.role == EdgeRole::origin || edge.role == EdgeRole::domestic;
    if (is_origin) sum.made += volume;
    const ActivityKind buyer = solved.economy.activities[edge.activity].kind;
    if (edge.role != EdgeRole::origin && buyer != ActivityKind::armington) sum.used += volume;
  }
  return sum;
}

const Activity& activity_named(const SolvedEconomy& solved, const std::string& name) {
  return solved.economy.activities[solved.activity(name)];
}

}  // namespace

TEST_CASE("volumes of a good that users buy are those that its origins sell") {
  for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
    EconomyInputs inputs = with_volumes();
    inputs.options.armington = armington;
    const SolvedEconomy additive = checked_solution(inputs);
    inputs.nests.additive_goods.clear();
    const SolvedEconomy by_value = solve(inputs);
    const Sector coal = inputs.benchmark.find_sector("COL");
    const WorldVolumes volumes = world_volumes(additive, coal);
    CHECK(volumes.made < 4258.9 * 0.95);  // coal is cut
    CHECK(volumes.used == doctest::Approx(volumes.made).epsilon(1e-10));
    const WorldVolumes gap = world_volumes(by_value, coal);
    CHECK(std::abs(gap.used / gap.made - 1) > 1e-5);
  }
}

TEST_CASE(
    "demand of an additive CES is x = w X (J/r)^sigma with J = (sum w r^-sigma)^(-1/sigma), its price sum p x / X") {
  const SolvedEconomy solved = solve(with_volumes());
  const Activity& composite = activity_named(solved, "Armington composite of coal, B");
  const AdditiveCes& additive = solved.economy.additive_ces[composite.additive];
  const double level = solved.level("Armington composite of coal, B");
  double power = 0, share_sum = 0, cost = 0;
  std::vector<double> ratio;
  for (int e = composite.first_edge; e < composite.last_edge; ++e) {
    ratio.push_back(solved.state.edge_price[e] / solved.economy.edges[e].price0);
    const double share = additive.volume_share[e - composite.first_edge];
    power += share * std::pow(ratio.back(), -composite.sigma);
    share_sum += share;
    cost += solved.state.edge_price[e] * solved.state.edge_quantity[e];
  }
  const double index = std::pow(power, -1 / composite.sigma);
  CHECK(share_sum == doctest::Approx(1).epsilon(1e-14));
  CHECK(std::abs(index - 1) > 1e-3);
  CHECK(solved.state.variable[additive.index] == doctest::Approx(index).epsilon(1e-9));
  for (int e = composite.first_edge; e < composite.last_edge; ++e) {
    const double demand =
        solved.economy.edges[e].quantity0 * level * std::pow(index / ratio[e - composite.first_edge], composite.sigma);
    CHECK(solved.state.edge_quantity[e] == doctest::Approx(demand).epsilon(1e-9));
  }
  const double price = cost / (composite.quantity0 * level);
  CHECK(solved.price("Armington composite of coal, B") == doctest::Approx(price).epsilon(1e-9));
}

TEST_CASE("in fixed proportion volumes add up as they are") {
  EconomyInputs inputs = with_volumes();
  inputs.nests.armington_top = inputs.nests.armington_origins = {0, "", false, {}};
  const SolvedEconomy additive = solve(inputs);
  CHECK(additive.economy.additive_ces.empty());
  inputs.nests.additive_goods.clear();
  const SolvedEconomy by_value = solve(inputs);
  REQUIRE(additive.state.x.size() == by_value.state.x.size());
  for (std::size_t i = 0; i < by_value.state.x.size(); ++i)
    CHECK(additive.state.x[i] == doctest::Approx(by_value.state.x[i]).epsilon(1e-12));
}

TEST_CASE("where all prices move alike an additive CES is any other one") {
  EconomyInputs inputs = with_volumes(0);
  CHECK(solve(inputs).report.iterations == 0);
  inputs = with_volumes();
  check_begin_of_path(inputs);
}

TEST_CASE("bundles of a fuel and its delivery may be inputs of an additive nest") {
  EconomyInputs inputs = with_volumes();
  NestTree& tree = inputs.nests.household;
  // Coal with transport, against electricity measured in the same unit.
  for (OutputVolume& volume : inputs.benchmark.output_volumes) volume.unit = VolumeUnit::petajoule;
  tree.nests = {{"consumption", {0.5, "", false, {}}, {"goods:rest", "energy"}, {}},
                {"energy", {2, "", false, {}}, {"delivered coal", "role:electricity"}, {}, true},
                {"delivered coal", {0, "", false, {}}, {"role:coal", "good:TRN"}, {}}};
  const SolvedEconomy solved = checked_solution(inputs);
  const Activity& energy = activity_named(solved, "energy of consumption, A");
  REQUIRE(energy.additive >= 0);
  const InputVolumes volumes(solved.economy);
  double volume = 0, volume0 = 0;
  for (int e = energy.first_edge; e < energy.last_edge; ++e) {
    const Edge& edge = solved.economy.edges[e];
    volume0 += volumes.of(edge).quantity;
    volume += volumes.of(edge).quantity / edge.quantity0 * solved.state.edge_quantity[e];
  }
  const double level = solved.level("energy of consumption, A");
  CHECK(std::abs(level - 1) > 1e-3);
  CHECK(volume / volume0 == doctest::Approx(level).epsilon(1e-9));
}

TEST_CASE("an additive nest refuses inputs without a volume, of two units, and without a fixed volume") {
  const auto message = [](auto change) -> std::string {
    EconomyInputs inputs = with_volumes();
    change(inputs);
    try {
      static_cast<void>(inputs.build());
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  const auto household = [](EconomyInputs& inputs, double sigma, const char* input) {
    inputs.nests.household.nests = {{"consumption", {0.5, "", false, {}}, {"goods:rest", "energy"}, {}},
                                    {"energy", {2, "", false, {}}, {"a", input}, {}, true},
                                    {"a", {sigma, "", false, {}}, {"role:coal", "good:TRN"}, {}}};
  };
  CHECK(message([](EconomyInputs& inputs) {
          inputs.nests.additive_goods = {inputs.benchmark.find_sector("CEM")};
        }).find("has no physical volume; goods have one in output_volumes.csv") != std::string::npos);
  CHECK(message([&](EconomyInputs& inputs) { household(inputs, 0, "good:MAN"); }).find("has no physical volume") !=
        std::string::npos);
  CHECK(message([&](EconomyInputs& inputs) {
          household(inputs, 0, "role:electricity");
        }).find("its inputs are in different units") != std::string::npos);
  CHECK(message([&](EconomyInputs& inputs) {
          for (OutputVolume& volume : inputs.benchmark.output_volumes) volume.unit = VolumeUnit::petajoule;
          household(inputs, 0.5, "role:electricity");
        }).find("has no fixed volume") != std::string::npos);
  CHECK(message([](EconomyInputs& inputs) {
          inputs.benchmark.output_volumes.pop_back();
        }).find("no volume of ELE of B, which sells it") != std::string::npos);
  CHECK(message([](EconomyInputs& inputs) {
          inputs.benchmark.output_volumes.back().unit = VolumeUnit::megatonne;
        }).find("other regions have ELE in TWh") != std::string::npos);
}

}  // namespace etslink
