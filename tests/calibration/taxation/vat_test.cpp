// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxation/vat.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/calibration/small_tables.h"

using namespace etslink;
using test::small_shares;
using test::small_table;

namespace {

constexpr int sectors = 4, users = sectors + final_use_count;
constexpr int oil = 1, power = 2, goods = 3;
constexpr int household = sectors + static_cast<int>(FinalUse::households);
constexpr int investment = sectors + static_cast<int>(FinalUse::investment);
constexpr double excise = 0.6, consumption_tax = 0.05, output_rate = 0.04;

// Households of KOR pay an excise on oil and a tax on consumption, everybody a tax on output.
TaxRates old_rates() {
  TaxRates rates;
  rates.tariff.setConstant(2, sectors, 0.03);
  rates.use.setZero(2 * sectors, users);
  rates.use(oil, goods) = 0.2;
  rates.use(oil, household) = excise;
  rates.excise = rates.use;
  for (int good = 0; good < sectors; ++good)
    rates.use(good, household) = (1 + rates.use(good, household)) * (1 + consumption_tax) - 1;
  rates.output.setConstant(2 * sectors, output_rate);
  rates.labour = Eigen::Vector2d(0.2, 0.1);
  rates.capital = Eigen::Vector2d(0.15, 0.05);
  return rates;
}

VatRule rule(double rate) {
  VatRule rule;
  rule.region = "KOR";
  rule.source = "invented";
  rule.rate = rate;
  rule.good = {{"ELE", 0.5}};
  rule.investment = {{"GDS", 0.25}};
  rule.blocked = {{"ELE", 0.8}};
  return rule;
}

TaxedTable before() { return apply_taxes(small_table(), small_shares(small_table()), old_rates()); }
TaxedTable after(double rate) {
  return put_value_added_taxes(before(), old_rates(), {{rule(rate)}, {}, {"COL", "OIL"}});
}

// Value of a purchase in KOR with tariff.
double base(const TaxedTable& t, int good, int user) {
  double sum = 0;
  for (int exporter = 0; exporter < 2; ++exporter) {
    const int product = t.table.row(exporter, good);
    const double value =
        user < sectors ? t.table.intermediate(product, user) : t.table.final_demand(product, user - sectors);
    sum += exporter == 0 ? value : 1.03 * value;
  }
  return sum;
}

double rate_of(const TaxedTable& t, int good, int user) { return t.use_tax(good, user) / base(t, good, user); }
double output_tax(const TaxedTable& t) { return t.output_tax.head(sectors).sum(); }
double revenue(const TaxedTable& t) { return t.use_tax.topRows(sectors).sum() + output_tax(t); }
double spending(const TaxedTable& t, int user) {
  double sum = t.use_tax.col(user).head(sectors).sum();
  for (int good = 0; good < sectors; ++good) sum += base(t, good, user);
  return sum;
}
double costs(const TaxedTable& t, int sector) {
  double sum = t.output_tax(sector) + spending(t, sector);
  for (const Eigen::VectorXd* part :
       {&t.labour, &t.capital, &t.resource, &t.labour_tax, &t.capital_tax, &t.resource_tax})
    sum += (*part)(sector);
  return sum;
}

double size_of(const TaxedTable& t, const std::string& what) {
  const auto found = std::find_if(t.adjustments.begin(), t.adjustments.end(),
                                  [&](const Adjustment& a) { return a.what.find(what) == 0; });
  REQUIRE(found != t.adjustments.end());
  return found->size;
}

bool near(double a, double b, double tolerance = 1e-12) {
  return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

}  // namespace

TEST_CASE("a value-added tax keeps revenue, final spending, labour income, trade and zero profit") {
  const TaxedTable old = before();
  for (const double rate : {0.03, 0.12, 0.9}) {
    CAPTURE(rate);
    const TaxedTable t = after(rate);
    CHECK(near(revenue(t), revenue(old)));
    CHECK(near((t.labour_tax + t.capital_tax + t.resource_tax).sum(),
               (old.labour_tax + old.capital_tax + old.resource_tax).sum()));
    CHECK(near(t.labour.head(sectors).sum(), old.labour.head(sectors).sum()));
    for (int use = 0; use < final_use_count; ++use)
      CHECK(near(spending(t, sectors + use), spending(old, sectors + use)));
    const Eigen::VectorXd output = t.table.output();
    for (int s = 0; s < sectors; ++s) CHECK(near(costs(t, s), output(s)));
    CHECK(t.table.intermediate.rightCols(sectors) == old.table.intermediate.rightCols(sectors));
    CHECK(t.table.intermediate.bottomRows(sectors) == old.table.intermediate.bottomRows(sectors));
    CHECK(t.table.final_demand.rightCols(final_use_count) == old.table.final_demand.rightCols(final_use_count));
    CHECK(t.tariff == old.tariff);
    CHECK(t.output_tax.tail(sectors) == old.output_tax.tail(sectors));
    CHECK(t.table.intermediate.row(oil) == old.table.intermediate.row(oil));  // fuels keep their values
    CHECK(t.table.final_demand.row(oil) == old.table.final_demand.row(oil));
    CHECK(t.table.intermediate.minCoeff() >= 0);
  }
}

TEST_CASE("at the rate of the law the rest of the revenue stays with the output taxes, at one factor") {
  const TaxedTable old = before(), t = after(0.12);
  CHECK(near(rate_of(t, goods, household), 0.12));
  CHECK(near(rate_of(t, power, household), 0.06));
  CHECK(near(rate_of(t, oil, household), (1 + excise) * 1.12 - 1));
  CHECK(near(rate_of(t, goods, investment), 0.03));
  CHECK(near(rate_of(t, goods, power), 0.8 * 0.12));
  CHECK(rate_of(t, goods, goods) == 0);
  CHECK(near(rate_of(t, oil, goods), 0.2));
  const double kept = t.output_tax(goods) / t.table.output()(goods) / output_rate;
  CHECK(kept > 0.05);
  CHECK(kept < 0.95);
  CHECK(near(t.output_tax(power) / t.table.output()(power), kept * output_rate));
  CHECK(near(size_of(t, "revenue of the value-added tax") + output_tax(t),
             size_of(t, "consumption tax of households before") + output_tax(old)));
}

TEST_CASE("a value-added tax that would bring more than there is has a lower rate and leaves no output tax") {
  const TaxedTable t = after(0.9);
  const double rate = rate_of(t, goods, household);
  CHECK(rate > 0.12);
  CHECK(rate < 0.9);
  CHECK(output_tax(t) == 0);
  CHECK(near(100 * rate, size_of(t, "standard rate that the revenue")));
}

TEST_CASE("where the law's rate brings less than households paid they pay the rest as before, and output taxes stay") {
  const TaxedTable old = before(), t = after(0.03);
  CHECK(rate_of(t, goods, household) > 0.03);
  CHECK(rate_of(t, goods, household) < 0.03 + consumption_tax);
  // on power the value-added tax is half as high, other taxes on consumption are not
  CHECK(near(rate_of(t, goods, household) - rate_of(t, power, household), 0.015));
  CHECK(near(t.output_tax(goods) / t.table.output()(goods), output_rate));
  CHECK(size_of(t, "output taxes before") == doctest::Approx(output_tax(old)).epsilon(1e-14));
}

TEST_CASE("a rule without a rate takes the published one, and is refused where there is none") {
  const TaxedTable stated = after(0.12);
  const TaxedTable published =
      put_value_added_taxes(before(), old_rates(), {{rule(0)}, {{"KOR", 0.12}}, {"COL", "OIL"}});
  CHECK(published.use_tax == stated.use_tax);
  VatRule without = rule(0);
  without.at = {"recipe.toml", 7};
  CHECK_THROWS_WITH_AS((void)put_value_added_taxes(before(), old_rates(), {{without}, {{"ROW", 0.1}}, {}}),
                       "recipe.toml:7: no rate of value-added tax is published for region 'KOR': give 'rate' in "
                       "[[taxes.vat]]",
                       InputError);
}
