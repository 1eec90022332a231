// SPDX-License-Identifier: Apache-2.0
#include "calibration/tax_rates.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "calibration/tax_sources.h"
#include "model/input_error.h"
#include "tests/calibration/small_tables.h"
#include "tests/fixtures/paths.h"

using namespace etslink;
using test::small_shares;
using test::small_table;

namespace {

TaxGoodGroups small_groups() {
  return {
      .fuels = {"COL", "OIL"}, .manufactured = {"GDS"}, .primary = {}, .reduced_rate = {"ELE"}, .refined_oil = "OIL"};
}

TaxSources small_sources() {
  TaxSources sources;
  sources.tariff_pct = {{"KOR", {{"all", 7}, {"manufactured", 4}}}, {"ROW", {{"all", 5}}}};
  for (const std::string region : {"KOR", "ROW"}) {
    sources.indicator[region] = {{"rev_goods_services", 8},
                                 {"rev_income_profits", 6},
                                 {"cit_statutory_rate", 24},
                                 {"rev_social_contributions", 5},
                                 {"rev_payroll", 1}};
  }
  sources.motor_fuel_excise_usd_per_l = {{"KOR", 0.6}};
  sources.pattern_region = "KOR";
  sources.oil_tax_by_user = {{"HH", 0.7}, {"GDS", 0.2}, {"OIL", 0.1}, {"ELE", 0.05}};
  return sources;
}

TaxAssumptions small_assumptions() {
  TaxAssumptions assumptions;
  assumptions.excise_index = {{"ROW", 0.25}};
  return assumptions;
}

TaxRules small_rules() { return {small_groups(), small_assumptions()}; }

double gdp(const IoTable& table, int region) { return table.value_added.segment(table.row(region, 0), 4).sum(); }

const std::string data = source_folder() + "/../shared/data/";

}  // namespace

TEST_CASE("taxes on goods and services, on labour and on capital bring the published shares of GDP") {
  const IoTable table = small_table();
  const FactorShares shares = small_shares(table);
  const TaxRates rates = build_tax_rates(table, shares, small_sources(), small_rules());
  const auto revenue = tax_revenue(apply_taxes(table, shares, rates), {"COL", "OIL", "ELE"});
  for (int r = 0; r < 2; ++r) {
    CAPTURE(r);
    CHECK((revenue[r].energy_use + revenue[r].other_use) / gdp(table, r) == doctest::Approx(0.08).epsilon(1e-9));
    CHECK((revenue[r].labour + revenue[r].capital) / gdp(table, r) == doctest::Approx(0.12).epsilon(1e-9));
    CHECK(rates.capital(r) == doctest::Approx(0.25 * 0.24).epsilon(1e-12));
  }
  CHECK(rates.output.isZero(0));
}

TEST_CASE(
    "fuel taxes follow the pattern of users and the region's motor fuel excise; own use of the refinery is free") {
  const IoTable table = small_table();
  const TaxRates rates = build_tax_rates(table, small_shares(table), small_sources(), small_rules());
  CHECK(rates.use(table.row(0, 1), 3) == doctest::Approx(0.2).epsilon(1e-14));
  CHECK(rates.use(table.row(1, 1), 3) == doctest::Approx(0.05).epsilon(1e-14));
  CHECK(rates.use(table.row(0, 1), 1) == 0);
  CHECK(rates.use(table.row(0, 1), 4) > 0.7);  // households: excise and consumption tax on top
  const double standard = rates.use(table.row(0, 3), 4);
  CHECK(rates.use(table.row(0, 1), 4) == doctest::Approx(1.7 * (1 + standard) - 1).epsilon(1e-12));
  CHECK(rates.use(table.row(0, 2), 4) == doctest::Approx(0.5 * standard).epsilon(1e-12));
}

TEST_CASE("a published revenue sets the level of fuel taxes, not their pattern") {
  const IoTable table = small_table();
  TaxRules rules = small_rules();
  rules.assumptions.oil_tax_revenue_musd = {{"KOR", 12}};
  const TaxRates rates = build_tax_rates(table, small_shares(table), small_sources(), rules);
  // purchases of oil: ELE 6, GDS 45, HH 40
  const double index = 12 / (0.05 * 6 + 0.2 * 45 + 0.7 * 40);
  CHECK(rates.use(table.row(0, 1), 3) == doctest::Approx(0.2 * index).epsilon(1e-13));
  CHECK(rates.use(table.row(0, 1), 2) == doctest::Approx(0.05 * index).epsilon(1e-13));
}

TEST_CASE("tariffs follow the group of the good; services have none and fuels the assumed rate") {
  const IoTable table = small_table();
  const TaxRates rates = build_tax_rates(table, small_shares(table), small_sources(), small_rules());
  CHECK(rates.tariff(0, 3) == doctest::Approx(0.04).epsilon(1e-14));
  CHECK(rates.tariff(1, 3) == doctest::Approx(0.05).epsilon(1e-14));  // no rate for manufactured: all
  CHECK(rates.tariff(0, 0) == 0);
  CHECK(rates.tariff(0, 2) == 0);
}

TEST_CASE("a tariff and a fuel tax that are not published are listed with what stands for them") {
  const IoTable table = small_table();
  TaxRules rules = small_rules();
  rules.groups.primary = {"COL"};
  rules.groups.fuels = {"OIL"};
  const TaxRates rates = build_tax_rates(table, small_shares(table), small_sources(), rules);
  const auto count = [&](const std::string& place, const std::string& what) {
    return std::count_if(rates.adjustments.begin(), rates.adjustments.end(),
                         [&](const Adjustment& a) { return a.place == place && a.what == what; });
  };
  CHECK(count("KOR", "no tariff on primary goods published: that of all goods") == 1);
  CHECK(count("KOR", "no tariff on manufactured goods published: that of all goods") == 0);
  CHECK(count("ROW", "no tariff on manufactured goods published: that of all goods") == 1);
  CHECK(count("all", "refined oil: no tax published of COL: taken as zero") == 1);
}

TEST_CASE("revenue above the consumption tax cap becomes an output tax and is listed") {
  const IoTable table = small_table();
  const FactorShares shares = small_shares(table);
  TaxAssumptions assumptions = small_assumptions();
  assumptions.consumption_tax_cap = 0.02;
  const TaxRates rates = build_tax_rates(table, shares, small_sources(), {small_groups(), assumptions});
  const auto revenue = tax_revenue(apply_taxes(table, shares, rates), {});
  CHECK(revenue[1].output > 0);
  CHECK((revenue[1].other_use + revenue[1].output) / gdp(table, 1) == doctest::Approx(0.08).epsilon(1e-9));
  CHECK(rates.use(table.row(1, 3), 4) == doctest::Approx(0.02).epsilon(1e-12));
}

TEST_CASE("missing tax sources are named") {
  const IoTable table = small_table();
  TaxSources sources = small_sources();
  sources.indicator["ROW"].erase("rev_goods_services");
  CHECK_THROWS_WITH_AS((void)build_tax_rates(table, small_shares(table), sources, small_rules()),
                       doctest::Contains("the tax sources of region 'ROW' have no 'rev_goods_services'"), InputError);
  CHECK_THROWS_WITH_AS((void)build_tax_rates(table, small_shares(table), small_sources(), {small_groups(), {}}),
                       "no motor fuel excise for region 'ROW': give it in excise_index", InputError);
}

TEST_CASE("published tax tables: tariffs, revenues, motor fuel excises and the Korean fuel taxes") {
  if (!std::filesystem::exists(data)) {
    MESSAGE("skipped: ../shared/data is not there");
    return;
  }
  const auto tariffs = read_tariffs(read_csv(data + "extra/tariffs_region8_2011.csv"), 2011);
  CHECK(tariffs.at("KOR").at("manufactured") == 4.39);
  CHECK(read_tariffs(read_csv(data + "extra/tariffs.csv"), 2011).at("CHN").at("all") == tariffs.at("CHN").at("all"));
  const auto indicators = read_tax_indicators(read_csv(data + "extra/taxes_region8_2011.csv"), 2011);
  CHECK(indicators.at("EUR").at("rev_goods_services") == 11.551);
  const double country =
      read_tax_indicators(read_csv(data + "extra/taxes.csv.gz"), 2011).at("JPN").at("rev_goods_services");
  CHECK(country == doctest::Approx(indicators.at("JPN").at("rev_goods_services")).epsilon(1e-4));
  const auto excise =
      read_motor_fuel_excise(read_csv(data + "extra/fuel_taxes.csv"), 2017,
                             {{"KOR", "KOR"}, {"DEU", "EUR"}, {"FRA", "EUR"}}, {{"KOR", 1}, {"DEU", 2}, {"FRA", 1}});
  CHECK(excise.at("KOR") == doctest::Approx((0.6917 + 0.4677) / 2).epsilon(1e-12));
  CHECK(excise.at("EUR") == doctest::Approx((2 * (0.7384 + 0.5299) / 2 + (0.7339 + 0.6167) / 2) / 3).epsilon(1e-12));
  std::map<std::string, std::string> sector_of;
  for (int code = 1; code <= 82; ++code) sector_of[std::to_string(code)] = "REST";
  sector_of["54"] = "TRN";
  const auto oil = read_oil_tax_by_user(read_csv(data + "extra/korea2010_energy_tax_by_user.csv"), sector_of, 0.1);
  CHECK(oil.at("HH") == doctest::Approx(1.86186 / 1.1 - 1).epsilon(1e-5));
  CHECK(oil.at("TRN") == doctest::Approx(0.50863).epsilon(1e-4));
}
