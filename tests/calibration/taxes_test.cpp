// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxes.h"

#include <doctest/doctest.h>

#include <cmath>

#include "calibration/nonnegative_trade.h"
#include "model/input_error.h"
#include "tests/calibration/small_tables.h"

using namespace etslink;
using test::small_shares;
using test::small_table;

namespace {

constexpr int sectors = 4;
constexpr int oil = 1;
constexpr int goods = 3;
constexpr int household = sectors + static_cast<int>(FinalUse::households);
constexpr int stock = sectors + static_cast<int>(FinalUse::stock_change);

TaxRates all_taxes() {
  TaxRates rates;
  rates.tariff.setConstant(2, sectors, 0.05);
  rates.use.setConstant(2 * sectors, sectors + final_use_count, 0.02);
  rates.use(oil, household) = 0.8;
  rates.output.setConstant(2 * sectors, 0.01);
  rates.labour = Eigen::Vector2d(0.2, 0.1);
  rates.capital = Eigen::Vector2d(0.15, 0.05);
  return rates;
}

// What sector k pays for inputs at basic price, tariffs on them, use, output and factor taxes, and to its factors.
double cost(const TaxedTable& t, const TaxRates& rates, int k) {
  const int region = k / sectors;
  double sum = t.output_tax(k) + t.labour(k) + t.capital(k) + t.resource(k) + t.labour_tax(k) + t.capital_tax(k) +
               t.resource_tax(k);
  for (int p = 0; p < 2 * sectors; ++p) {
    const double value = t.table.intermediate(p, k);
    sum += p / sectors == region ? value : value * (1 + rates.tariff(region, p % sectors));
  }
  for (int g = 0; g < sectors; ++g) sum += t.use_tax(t.table.row(region, g), k % sectors);
  return sum;
}

}  // namespace

TEST_CASE("with every tax the costs of each sector are its output") {
  const TaxRates rates = all_taxes();
  const TaxedTable t = apply_taxes(small_table(), small_shares(small_table()), rates);
  const Eigen::VectorXd output = t.table.output();
  for (int k = 0; k < 2 * sectors; ++k) {
    CAPTURE(k);
    CHECK(std::abs(cost(t, rates, k) - output(k)) < 1e-12 * output(k));
    CHECK(t.capital(k) > 0);
  }
  CHECK(t.adjustments.empty());
}

TEST_CASE("without tax rates factors earn the whole value added in their shares") {
  const IoTable table = small_table();
  const TaxedTable t = apply_taxes(table, small_shares(table), TaxRates{});
  CHECK((t.labour - 0.6 * table.value_added).cwiseAbs().maxCoeff() < 1e-12);
  CHECK((t.labour + t.capital + t.resource - table.value_added).cwiseAbs().maxCoeff() < 1e-12);
  CHECK(t.use_tax.isZero(0));
  CHECK(t.tariff.isZero(0));
  CHECK(t.labour_tax.isZero(0));
}

TEST_CASE("taxes leave basic prices, output and final demand as they are and come out of value added") {
  const IoTable table = small_table();
  const TaxedTable t = apply_taxes(table, small_shares(table), all_taxes());
  CHECK(t.table.intermediate == table.intermediate);
  CHECK(t.table.final_demand == table.final_demand);
  const int k = table.row(0, goods);
  CHECK(t.labour(k) + t.labour_tax(k) < 0.6 * table.value_added(k));
}

TEST_CASE("a tariff is paid on imports from other regions only, a use tax on tariff-inclusive purchases") {
  const TaxRates rates = all_taxes();
  const TaxedTable t = apply_taxes(small_table(), small_shares(small_table()), rates);
  const IoTable& table = t.table;
  CHECK(t.tariff(table.row(1, goods), 0) == doctest::Approx(0.05 * (2 + 25 + 9 + 70 + 60 + 3 + 35 + 2)).epsilon(1e-14));
  CHECK(t.tariff(table.row(0, goods), 0) == 0);
  CHECK(t.use_tax(table.row(0, oil), household) == doctest::Approx(0.8 * (30 + 10 * 1.05)).epsilon(1e-14));
  CHECK(t.use_tax.col(stock).isZero(0));
}

TEST_CASE("labour and capital taxes are shares of gross income") {
  const TaxedTable t = apply_taxes(small_table(), small_shares(small_table()), all_taxes());
  const int k = t.table.row(0, goods);
  CHECK(t.labour_tax(k) / (t.labour(k) + t.labour_tax(k)) == doctest::Approx(0.2).epsilon(1e-14));
  CHECK(t.capital_tax(k) / (t.capital(k) + t.capital_tax(k)) == doctest::Approx(0.15).epsilon(1e-14));
  CHECK(t.resource_tax(0) / (t.resource(0) + t.resource_tax(0)) == doctest::Approx(0.15).epsilon(1e-14));
}

TEST_CASE("taxes that would eat the value added of a sector are cut and listed") {
  TaxRates rates;
  rates.use.setZero(2 * sectors, sectors + final_use_count);
  rates.use(oil, goods) = 20;  // KOR goods buy oil for 45: tax 900 on a value added of 495
  const TaxedTable t = apply_taxes(small_table(), small_shares(small_table()), rates, 0.4);
  const int k = t.table.row(0, goods);
  CHECK(t.labour(k) + t.capital(k) == doctest::Approx(0.4 * 495).epsilon(1e-12));
  REQUIRE(t.adjustments.size() == 1);
  CHECK(t.adjustments[0].place == "GDS, KOR");
  CHECK(t.adjustments[0].size == doctest::Approx(0.6 * 495 - 900).epsilon(1e-12));
}

TEST_CASE("a tariff that value added can't bear is an error that names the sector") {
  TaxRates rates;
  rates.tariff.setZero(2, sectors);
  rates.tariff(0, goods) = 2;  // KOR coal buys imported goods for 2 of a value added of 3
  CHECK_THROWS_WITH_AS((void)apply_taxes(small_table(), small_shares(small_table()), rates),
                       doctest::Contains("value added of COL, KOR is negative after tariffs and taxes"), InputError);
}

TEST_CASE("a table that is not balanced is rejected") {
  IoTable table = small_table();
  table.value_added(2) += 1;
  CHECK_THROWS_WITH_AS((void)apply_taxes(table, small_shares(table), TaxRates{}),
                       "zero profit: ELE, KOR: the table is not balanced", InputError);
}

TEST_CASE("negative trade becomes a stock run-down of the exporter, output unchanged") {
  IoTable table = small_table();
  const int product = table.row(0, oil);  // KOR oil to ROW: 2 + 1 + 12 + 6, stock -1
  table.final_demand(product, IoTable::final_column(1, FinalUse::stock_change)) = -25;
  const double output = table.output()(product);
  const Adjustments moved = make_trade_nonnegative(table);
  REQUIRE(moved.size() == 1);
  CHECK(moved[0].size == doctest::Approx(-4));
  CHECK(sales_to_region(table, product, 1) == 0);
  CHECK(table.output()(product) == doctest::Approx(output).epsilon(1e-14));
  CHECK(table.final_demand(product, IoTable::final_column(0, FinalUse::stock_change)) == doctest::Approx(-2));
  CHECK(make_trade_nonnegative(table).empty());
}

TEST_CASE("purchases and a stock run-down that cancel to rounding are no trade flow") {
  IoTable table = small_table();
  const int product = table.row(0, oil);
  table.intermediate(product, table.row(1, 1)) = 0.1;
  table.intermediate(product, table.row(1, 2)) = 0.2;
  table.intermediate(product, table.row(1, goods)) = 0;
  table.final_demand(product, IoTable::final_column(1, FinalUse::households)) = 0;
  table.final_demand(product, IoTable::final_column(1, FinalUse::stock_change)) = -0.3;
  CHECK(0.1 + 0.2 - 0.3 > 0);  // a rounding error
  CHECK(sales_to_region(table, product, 1) == 0);
}

TEST_CASE("revenue by region adds up to all taxes") {
  const TaxedTable t = apply_taxes(small_table(), small_shares(small_table()), all_taxes());
  const auto revenue = tax_revenue(t, {"COL", "OIL", "ELE"});
  REQUIRE(revenue.size() == 2);
  double total = 0;
  for (const TaxRevenue& r : revenue) total += r.tariff + r.energy_use + r.other_use + r.output + r.labour + r.capital;
  const double expected = t.tariff.sum() + t.use_tax.sum() + t.output_tax.sum() + t.labour_tax.sum() +
                          t.capital_tax.sum() + t.resource_tax.sum();
  CHECK(total == doctest::Approx(expected).epsilon(1e-14));
  CHECK(revenue[0].other_use == doctest::Approx(t.use_tax.row(goods).sum()).epsilon(1e-14));
}
