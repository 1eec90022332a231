// SPDX-License-Identifier: Apache-2.0
#include "calibration/assemble.h"

#include <doctest/doctest.h>

#include <cmath>

#include "calibration/check_benchmark.h"
#include "model/input_error.h"
#include "tests/calibration/small_tables.h"

using namespace etslink;
using test::small_shares;
using test::small_table;

namespace {

constexpr int sectors = 4;

TaxedTable taxed_table() {
  TaxRates rates;
  rates.tariff.setConstant(2, sectors, 0.07);
  rates.use.setConstant(2 * sectors, sectors + final_use_count, 0.03);
  rates.use(1, sectors) = 0.9;
  rates.output.setConstant(2 * sectors, 0.01);
  rates.labour = Eigen::Vector2d(0.3, 0.1);
  rates.capital = Eigen::Vector2d(0.1, 0.2);
  return apply_taxes(small_table(), small_shares(small_table()), rates);
}

EmissionResult small_emissions() {
  EmissionResult result;
  result.emissions = {{"KOR", "ELE", "COL", 60}, {"KOR", "HH", "OIL", 12}, {"ROW", "GDS", "", 5}};
  result.energy = {{"ROW", "HH", "OIL", 100}};
  return result;
}

BenchmarkNames small_names() {
  BenchmarkNames names;
  names.region = {{"KOR", "Korea"}};
  names.role = {{"COL", SectorRole::coal}, {"OIL", SectorRole::refined_oil}, {"ELE", SectorRole::electricity}};
  names.year = 2011;
  return names;
}

}  // namespace

TEST_CASE("an assembled benchmark satisfies every identity to rounding") {
  const AssembledBenchmark assembled = assemble_benchmark(taxed_table(), small_emissions(), small_names());
  const auto gaps = check_benchmark(assembled.benchmark, 1e-12);
  for (const BenchmarkGap& gap : gaps) MESSAGE(gap.text);
  CHECK(gaps.empty());
  CHECK(assembled.benchmark.trade.size() > 4);
  CHECK(assembled.benchmark.output_tax.size() == 8);
}

TEST_CASE("the check notices when one factor payment is changed by a millionth") {
  Benchmark benchmark = assemble_benchmark(taxed_table(), small_emissions(), small_names()).benchmark;
  benchmark.value_added.back().value_musd *= 1 + 1e-6;
  CHECK_FALSE(check_benchmark(benchmark, 1e-9).empty());
}

TEST_CASE("final demand at basic prices and trade are those of the table; taxes come apart") {
  const TaxedTable taxed = taxed_table();
  const Benchmark b = assemble_benchmark(taxed, small_emissions(), small_names()).benchmark;
  double household = 0;
  double tax = 0;
  for (const UseFlow& use : b.use) {
    if (use.user != User{User::Kind::agent, 0}) continue;
    household += use.value_musd;
    tax += use.tax_musd;
  }
  const double imports = 0.5 + 10 + 60;
  CHECK(household == doctest::Approx(1 + 30 + 35 + 250 + imports * 1.07).epsilon(1e-14));
  CHECK(tax == doctest::Approx(taxed.use_tax.col(sectors).head(sectors).sum()).epsilon(1e-14));
  double exports = 0;
  for (const TradeFlow& flow : b.trade) {
    CHECK(flow.exporter != flow.importer);
    if (flow.exporter.index == 0) exports += flow.value_musd;
  }
  CHECK(exports == doctest::Approx(15 + 48 + 6 - 1 + 30 + 2 + 25 + 1).epsilon(1e-14));
}

TEST_CASE("agents, factors, roles and emissions carry the names of the benchmark format") {
  const Benchmark b = assemble_benchmark(taxed_table(), small_emissions(), small_names()).benchmark;
  REQUIRE(b.agents.size() == 6);
  CHECK(b.agents[3].code == "HH_ROW");
  CHECK(b.agents[4].kind == AgentKind::government);
  REQUIRE(b.factors.size() == 3);
  CHECK(b.factors[2].mobility == FactorMobility::specific);
  CHECK(b.factors[0].role == FactorRole::labour);
  CHECK(b.factors[1].role == FactorRole::capital);
  CHECK(b.factors[2].role == FactorRole::resource);
  CHECK(b.regions[0].name == "Korea");
  CHECK(b.regions[1].name == "ROW");
  CHECK(b.sectors[2].role == SectorRole::electricity);
  REQUIRE(b.emissions.size() == 3);
  CHECK(b.user_code(b.emissions[1].user) == "HH_KOR");
  CHECK(b.emissions[1].fuel == Sector{1});
  CHECK_FALSE(b.emissions[2].fuel.has_value());
  REQUIRE(b.energy.size() == 1);
  CHECK(b.user_code(b.energy[0].user) == "HH_ROW");
}

TEST_CASE("without resource rents there is no resource factor") {
  FactorShares shares = small_shares(small_table());
  shares.capital += shares.resource;
  shares.resource.setZero();
  const TaxedTable taxed = apply_taxes(small_table(), shares, TaxRates{});
  const Benchmark b = assemble_benchmark(taxed, {}, small_names()).benchmark;
  CHECK(b.factors.size() == 2);
  CHECK(check_benchmark(b, 1e-12).empty());
}

TEST_CASE("imports whose purchases and stock run-down cancel are booked as domestic use") {
  IoTable table = small_table();
  // ELE is not traded: give KOR an import of 5 for goods that stocks return
  table.intermediate(table.row(1, 2), table.row(0, 3)) = 5;
  table.final_demand(table.row(1, 2), IoTable::final_column(0, FinalUse::stock_change)) = -5;
  table.value_added = table.output() - table.intermediate.colwise().sum().transpose();
  const TaxedTable taxed = apply_taxes(table, small_shares(table), TaxRates{});
  const AssembledBenchmark assembled = assemble_benchmark(taxed, {}, small_names());
  CHECK(check_benchmark(assembled.benchmark, 1e-12).empty());
  CHECK(assembled.adjustments.size() == 3);
}

TEST_CASE("a negative use outside stock changes is rejected by name") {
  IoTable table = small_table();
  table.intermediate(table.row(0, 1), table.row(0, 0)) = -0.5;
  table.value_added = table.output() - table.intermediate.colwise().sum().transpose();
  const TaxedTable taxed = apply_taxes(table, small_shares(table), TaxRates{});
  CHECK_THROWS_WITH_AS((void)assemble_benchmark(taxed, {}, small_names()),
                       doctest::Contains("negative use of OIL, KOR"), InputError);
}
