// SPDX-License-Identifier: Apache-2.0
#include "model/tiny_resources.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "model/factors.h"
#include "tests/fixtures/economies.h"
#include "tests/fixtures/thin_resources.h"

namespace etslink {
namespace {

constexpr double tiny_share = 0.0002;  // of the costs of coal: four of six published data sets have such a sector

FactorRole& role_of(Benchmark& benchmark, const char* factor) {
  return benchmark.factors[benchmark.find_factor(factor).index].role;
}

// tiny_taxes with a resource of so small a share in the costs of coal.
EconomyInputs thin_resource(double share) {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  thin_resources(inputs.benchmark, share);
  role_of(inputs.benchmark, "CAP") = FactorRole::capital;
  return inputs;
}

struct CoalMarket {
  double price = 0, output = 0, permit_price = 0, rent = 0, idle = 0;
};

CoalMarket coal_market(EconomyInputs inputs, double cut) {
  add_market(inputs, "A", cut);
  const SolvedEconomy solved = solve(inputs);
  CoalMarket result;
  result.price = solved.price("coal, A");
  result.output = solved.level("coal, A");
  result.permit_price = solved.state.permit_price[0];
  for (std::size_t c = 0; c < solved.economy.commodities.size(); ++c) {
    const Commodity& commodity = solved.economy.commodities[c];
    if (commodity.kind == CommodityKind::resource && commodity.region.index == 0)
      result.rent = solved.state.commodity_price[c] / solved.price("non-resource of coal, A");
  }
  for (std::size_t v = 0; v < solved.economy.variables.size(); ++v) {
    if (solved.economy.variables[v].name == "idle resource: coal, A") result.idle = solved.state.variable[v];
  }
  return result;
}

double payments(const Benchmark& b, const char* factor) {
  double sum = 0;
  for (const auto& flow : b.value_added)
    sum += flow.factor == b.find_factor(factor) ? flow.value_musd + flow.tax_musd : 0;
  return sum;
}

double owned(const Benchmark& b, const char* agent) {
  double sum = 0;
  for (const auto& flow : b.endowments) sum += flow.agent == b.find_agent(agent) ? flow.value_musd : 0;
  return sum;
}

}  // namespace

TEST_CASE("a resource of 0.02 % of the costs becomes capital of its sector, and cuts of any size are solved") {
  EconomyInputs inputs = thin_resource(tiny_share);
  const double before = payments(inputs.benchmark, "RES") + payments(inputs.benchmark, "CAP");
  const std::string note = turn_tiny_resources(inputs.benchmark, inputs.nests, inputs.options);
  CHECK(note ==
        "resources with less than 1 % of the costs of their sector become capital of it "
        "(model.least_resource_percent): coal, "
        "A 0.02 % (capital); coal, B 0.02 % (capital)");
  CHECK(payments(inputs.benchmark, "RES") == 0);
  CHECK(payments(inputs.benchmark, "CAP") == doctest::Approx(before).epsilon(1e-14));
  double last = 0;
  for (const double cut : {0.01, 0.1, 0.3, 0.6}) {
    CAPTURE(cut);
    const CoalMarket market = coal_market(inputs, cut);
    CHECK(market.permit_price > last);
    last = market.permit_price;
  }
}

TEST_CASE("a resource that stays, however small, stands idle where its rent has vanished") {
  const CoalMarket small = coal_market(thin_resource(0.02), 0.001), large = coal_market(thin_resource(tiny_share), 0.1);
  CHECK(std::abs(small.idle) < 1e-9);
  CHECK(small.rent > 100 * least_rent);
  CHECK(large.idle > 0.02);
  CHECK(large.rent == doctest::Approx(least_rent).epsilon(1e-6));
  // The rent is no cost any more, and output follows demand: as if the resource were not there.
  EconomyInputs without = thin_resource(tiny_share);
  static_cast<void>(turn_tiny_resources(without.benchmark, without.nests, without.options));
  const CoalMarket other = coal_market(without, 0.1);
  CHECK(large.permit_price == doctest::Approx(other.permit_price).epsilon(1e-3));
  CHECK(large.output == doctest::Approx(other.output).epsilon(1e-3));
}

TEST_CASE("where the rent stays above its bound, idle resources change nothing") {
  // 26 % of the costs of coal: the rent falls to 0.4 at this cut.
  const CoalMarket market = coal_market(economy_inputs("tiny_taxes"), 0.2);
  CHECK(market.rent > 0.1);
  CHECK(market.idle < 1e-15);
}

TEST_CASE("a resource above the share stays, and so does every one where the share is 0") {
  Benchmark benchmark = thin_resource(0.011).benchmark;
  const NestSet nests = klem_nests();
  ModelOptions options;
  CHECK(turn_tiny_resources(benchmark, nests, options).empty());
  benchmark = thin_resource(tiny_share).benchmark;
  options.tiny_resource_share = 0;
  CHECK(turn_tiny_resources(benchmark, nests, options).empty());
  options.tiny_resource_share = 0.01;
  options.tiny_resource_becomes = benchmark.find_factor("LAB");
  const double labour = payments(benchmark, "LAB") + payments(benchmark, "RES");
  CHECK_FALSE(turn_tiny_resources(benchmark, nests, options).empty());
  CHECK(payments(benchmark, "LAB") == doctest::Approx(labour).epsilon(1e-14));
}

TEST_CASE(
    "capital is found by its role, whatever it is called; without one it is what the sector pays most for, not "
    "labour") {
  const auto becomes = [](const ModelOptions& options, auto change) {
    Benchmark benchmark = thin_resource(tiny_share).benchmark;
    role_of(benchmark, "CAP") = FactorRole::other;
    change(benchmark);
    const std::string note = turn_tiny_resources(benchmark, klem_nests(), options);
    return note.substr(note.rfind('('));
  };
  const auto nothing = [](Benchmark&) {};
  const auto set_role = [](const char* factor, FactorRole role) {
    return [=](Benchmark& benchmark) { role_of(benchmark, factor) = role; };
  };
  CHECK(becomes({}, nothing) == "(labour)");  // it has the largest payments, and nothing says what it is
  CHECK(becomes({}, set_role("CAP", FactorRole::capital)) == "(capital)");
  CHECK(becomes({}, set_role("LAB", FactorRole::capital)) == "(labour)");
  CHECK(becomes({}, set_role("LAB", FactorRole::labour)) == "(capital)");
  ModelOptions options;
  options.labour = {{LabourOption::wage_curve, Factor{0}}};
  CHECK(becomes(options, nothing) == "(capital)");
  options.labour.clear();
  options.capital_factor = Factor{1};
  CHECK(becomes(options, nothing) == "(capital)");
}

TEST_CASE("owners of a resource that becomes capital own as much as before") {
  EconomyInputs inputs =
      economy_inputs("tiny_taxes");  // 26 and 18 % of the costs; half of A's belongs to its government
  Benchmark after = inputs.benchmark;
  inputs.options.tiny_resource_share = 0.5;
  CHECK_FALSE(turn_tiny_resources(after, inputs.nests, inputs.options).empty());
  for (const char* agent : {"HH_A", "GOV_A", "HH_B"}) {
    CAPTURE(agent);
    CHECK(owned(after, agent) == doctest::Approx(owned(inputs.benchmark, agent)).epsilon(1e-14));
  }
  double capital = 0, endowed = 0;
  for (const auto& flow : after.value_added) capital += flow.factor == after.find_factor("CAP") ? flow.value_musd : 0;
  for (const auto& flow : after.endowments) endowed += flow.factor == after.find_factor("CAP") ? flow.value_musd : 0;
  CHECK(endowed == doctest::Approx(capital).epsilon(1e-14));
}

}  // namespace etslink
