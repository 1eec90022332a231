// SPDX-License-Identifier: Apache-2.0
#include "calibration/emissions.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/input_error.h"
#include "tests/calibration/small_tables.h"

using namespace etslink;
using test::small_table;

namespace {

EmissionInput small_input() {
  EmissionInput input;
  input.prior = {{"KOR", "ELE", "COL", 60},  {"KOR", "GDS", "COL", 30},  {"KOR", "HH", "COL", 1},
                 {"ROW", "ELE", "COL", 300}, {"ROW", "GDS", "COL", 200}, {"ROW", "HH", "COL", 50},
                 {"KOR", "GDS", "OIL", 40},  {"KOR", "HH", "OIL", 10},   {"KOR", "ELE", "OIL", 5},
                 {"ROW", "GDS", "OIL", 400}, {"ROW", "HH", "OIL", 300},  {"KOR", "GDS", "", 8},
                 {"ROW", "GDS", "", 90}};
  input.national_mt = {{"KOR", {{"COL", 100}, {"OIL", 55}, {"", 8}}}, {"ROW", {{"COL", 550}, {"OIL", 700}}}};
  input.consumption_pj = {{"KOR", {{"COL", 1000}, {"OIL", 900}}}};
  return input;
}

double co2(const EmissionResult& result, const std::string& region, const std::string& user, const std::string& fuel) {
  double sum = 0;
  for (const UserEmission& e : result.emissions) {
    if (e.region == region && e.fuel == fuel && (user.empty() || e.user == user)) sum += e.mt;
  }
  return sum;
}

bool listed(const Adjustments& list, const std::string& place, const std::string& what) {
  for (const Adjustment& a : list) {
    if (a.place == place && a.what.find(what) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("CO2 of all users adds up to the national total of each fuel") {
  const EmissionResult result = attach_emissions(small_table(), small_input());
  CHECK(co2(result, "KOR", "", "COL") == doctest::Approx(100).epsilon(1e-13));
  CHECK(co2(result, "KOR", "", "OIL") == doctest::Approx(55).epsilon(1e-13));
  CHECK(co2(result, "KOR", "", "") == doctest::Approx(8).epsilon(1e-13));
  CHECK(co2(result, "ROW", "", "OIL") == doctest::Approx(700).epsilon(1e-13));
  CHECK(co2(result, "ROW", "", "") == doctest::Approx(90).epsilon(1e-13));  // no target: the prior
  CHECK(listed(result.adjustments, "COL, KOR", "scaled to the national total"));
  CHECK_FALSE(listed(result.adjustments, "OIL, KOR", "scaled to the national total"));
}

TEST_CASE("CO2 of a user without purchases moves to the users that buy the fuel") {
  const EmissionResult result = attach_emissions(small_table(), small_input());
  CHECK(co2(result, "ROW", "HH", "COL") == 0);  // households of ROW buy no coal
  CHECK(co2(result, "ROW", "ELE", "COL") == doctest::Approx(550 * 0.6).epsilon(1e-13));
  CHECK(listed(result.adjustments, "COL, ROW", "no purchases by HH"));
  EmissionInput without_totals = small_input();
  without_totals.national_mt.clear();
  CHECK(co2(attach_emissions(small_table(), without_totals), "ROW", "", "COL") == doctest::Approx(550).epsilon(1e-13));
}

TEST_CASE("the pool is shared out by purchases and keeps its sum") {
  EmissionInput input = small_input();
  input.pool_fuel = "OIL";
  input.pool_users = {"GDS", "HH"};
  const EmissionResult result = attach_emissions(small_table(), input);
  // KOR: goods buy 30 + 15, households 30 + 10
  CHECK(co2(result, "KOR", "GDS", "OIL") == doctest::Approx(50 * 45 / 85.0).epsilon(1e-13));
  CHECK(co2(result, "KOR", "HH", "OIL") == doctest::Approx(50 * 40 / 85.0).epsilon(1e-13));
  CHECK(co2(result, "KOR", "ELE", "OIL") == doctest::Approx(5).epsilon(1e-13));
}

TEST_CASE("a limit on t CO2 per USD moves the excess and keeps the total") {
  EmissionInput input = small_input();
  input.coefficient_limit = 1.5;
  const EmissionResult result = attach_emissions(small_table(), input);
  // KOR coal: ELE buys 20, GDS 14, HH 1.5; mean 100 / 35.5
  const double mean = 100 / 35.5;
  CHECK(co2(result, "KOR", "", "COL") == doctest::Approx(100).epsilon(1e-13));
  CHECK(co2(result, "KOR", "ELE", "COL") / 20 <= 1.5 * mean * (1 + 1e-12));
  // KOR oil: GDS 45, HH 40, ELE 6, mean 55/91; nothing above 1.5 times it
  CHECK(co2(result, "KOR", "ELE", "OIL") == doctest::Approx(5).epsilon(1e-13));
  input.coefficient_limit = 1.05;
  const EmissionResult tight = attach_emissions(small_table(), input);
  CHECK(co2(tight, "KOR", "GDS", "OIL") / 45 == doctest::Approx(1.05 * 55 / 91).epsilon(1e-12));
  CHECK(co2(tight, "KOR", "", "OIL") == doctest::Approx(55).epsilon(1e-13));
  CHECK(listed(tight.adjustments, "OIL, KOR", "limited to a multiple of the regional mean: GDS"));
}

TEST_CASE("users far from the mean t CO2 per USD are warned about") {
  EmissionInput input = small_input();
  input.prior.push_back({"KOR", "COL", "COL", 40});  // on purchases of 1
  const EmissionResult result = attach_emissions(small_table(), input);
  CHECK(listed(result.warnings, "COL: COL, KOR", "relative to the mean"));
  CHECK_FALSE(listed(result.warnings, "ELE: COL, KOR", "relative to the mean"));
}

TEST_CASE("physical energy is shared out like CO2") {
  const EmissionResult result = attach_emissions(small_table(), small_input());
  double sum = 0;
  for (const UserEnergy& e : result.energy) {
    CHECK(e.region == "KOR");
    if (e.fuel != "COL") continue;
    sum += e.pj;
    CHECK(e.pj == doctest::Approx(10 * co2(result, "KOR", e.user, "COL")).epsilon(1e-13));
  }
  CHECK(sum == doctest::Approx(1000).epsilon(1e-13));
}

TEST_CASE("unknown users and fuels, negative CO2 and totals without users are rejected") {
  EmissionInput input = small_input();
  input.prior.push_back({"KOR", "ELEC", "COL", 1});
  CHECK_THROWS_WITH_AS((void)attach_emissions(small_table(), input), doctest::Contains("unknown user 'ELEC'"),
                       InputError);
  input = small_input();
  input.prior[0].mt = -1;
  CHECK_THROWS_WITH_AS((void)attach_emissions(small_table(), input), "emissions: negative CO2 of ELE from COL, KOR",
                       InputError);
  input = small_input();
  input.national_mt["ROW"]["ELE"] = 5;
  input.prior.push_back({"KOR", "GDS", "ELE", 1});
  CHECK_THROWS_WITH_AS((void)attach_emissions(small_table(), input),
                       "emissions: national total without users: ELE, ROW, 5 Mt CO2", InputError);
}
