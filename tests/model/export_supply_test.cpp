// SPDX-License-Identifier: Apache-2.0
#include "model/export_supply.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/benchmark_equilibrium.h"
#include "model/national_accounts.h"
#include "tests/fixtures/instrument_checks.h"
#include "tests/fixtures/mirror_economy.h"

namespace etslink {
namespace {

constexpr double exactly = 1e-9;
constexpr double home0 = mirror_home, abroad0 = mirror_abroad, tariff0 = 0.2, sigma = 3;

void set_transformation(EconomyInputs& inputs, double eta) {
  inputs.options.elasticities.push_back({export_transformation, "", "", eta, {}});
}

EconomyInputs mirror(double eta) {
  EconomyInputs inputs = mirror_economy(tariff0, sigma);
  set_transformation(inputs, eta);
  return inputs;
}

// All tariffs become `rate`.
void set_tariffs(EconomyInputs& inputs, double rate) {
  Shock shock;
  shock.kind = ShockKind::tariff;
  shock.size = Shock::Size::value;
  shock.number = rate;
  shock.text = "tariffs";
  inputs.policy.shocks = {shock};
}

double exports_of(const SolvedEconomy& solved, Region seller) {
  double sum = 0;
  for (const CrossBorderSale& sale : AccountsIndex(solved.economy).sales) {
    if (sale.seller == seller) sum += solved.state.edge_quantity[sale.edge];
  }
  return sum;
}

bool splits(const Economy& economy) {
  for (const Activity& activity : economy.activities) {
    if (activity.kind == ActivityKind::export_supply) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("tariffs that fall raise the price of exports against home sales as the closed form of CET says") {
  for (const double eta : {0.0, 1.0, 2.5}) {
    CAPTURE(eta);
    EconomyInputs inputs = mirror(eta);
    set_tariffs(inputs, 0);
    const SolvedEconomy solved = checked_solution(inputs);
    // Demand ((1+t0) ph/((1+t) px))^sigma meets supply (px/ph)^eta, each relative to the benchmark.
    const double ratio = std::pow(1 + tariff0, sigma / (sigma + eta));
    const double home =
        std::pow((home0 + abroad0 * std::pow(ratio, 1 + eta)) / (home0 + abroad0), -1 / (1 + eta));  // ph/p
    const double made = solved.price("goods, A");
    CHECK(solved.price("home sales of goods, A") / made == doctest::Approx(home).epsilon(exactly));
    CHECK(solved.price("exports of goods, A") / made == doctest::Approx(ratio * home).epsilon(exactly));
    CHECK(exports_of(solved, {0}) == doctest::Approx(abroad0 * std::pow(ratio * home, eta)).epsilon(exactly));
    CHECK(solved.level("goods, A") == doctest::Approx(1).epsilon(exactly));
  }
}

TEST_CASE("the more easily home sales turn into exports, the nearer is the equilibrium to that of one product") {
  const auto exports = [](double eta) {
    EconomyInputs inputs = economy_inputs("tiny_taxes");
    if (eta > 0) set_transformation(inputs, eta);
    add_market(inputs, "A", 0.2);
    return exports_of(solve(inputs), {0});
  };
  const double one_product = exports(0);
  CHECK(std::abs(exports(2) / one_product - 1) > 1e-3);
  CHECK(std::abs(exports(500) / one_product - 1) < 1e-4);
}

TEST_CASE("exports are split by region and sector, and only where there are sales at home and abroad") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  CHECK_FALSE(splits(inputs.build()));
  inputs.options.elasticities.push_back({export_transformation, "B", "CEM", 1.5, {}});
  int count = 0;
  const Economy economy = inputs.build();
  for (const Activity& activity : economy.activities) {
    if (activity.kind != ActivityKind::export_supply) continue;
    ++count;
    CHECK(activity.region == Region{1});
    CHECK(activity.sector == inputs.benchmark.find_sector("CEM"));
    CHECK(activity.eta == 1.5);
  }
  CHECK(count == 1);
  EconomyInputs closed = economy_inputs("tiny_taxes");
  closed.options.elasticities.push_back({export_transformation, "", "ELE", 1.5, {}});  // no electricity is traded
  CHECK_FALSE(splits(closed.build()));
}

TEST_CASE("an economy with a cap whose producers tell exports apart keeps all identities") {
  for (const char* name : {"tiny_taxes", "tiny_make", "tiny_households"}) {
    CAPTURE(name);
    EconomyInputs inputs = economy_inputs(name);
    set_transformation(inputs, 1.2);
    add_market(inputs, inputs.benchmark.regions.front().code, 0.25);
    CHECK(splits(inputs.build()));
    check_begin_of_path(inputs);
    CHECK(checked_solution(inputs).state.permit_price[0] > 1);
  }
}

}  // namespace etslink
