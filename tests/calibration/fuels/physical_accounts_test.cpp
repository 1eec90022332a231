// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/physical_accounts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <tuple>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/csv.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "tests/calibration/fuels/folder_accounts.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;
using namespace etslink::test;

namespace {

// The tiny world with its fuels in money only, and with physical accounts.
struct TwoWorlds {
  BenchmarkCopy copy{"tiny_world"};
  Benchmark money, physical;

  TwoWorlds() {
    calibrate(copy.folder() + "/recipe.toml", copy.folder() + "/money");
    calibrate(copy.folder() + "/recipe_physical.toml", copy.folder() + "/physical");
    money = read_benchmark(copy.folder() + "/money");
    physical = read_benchmark(copy.folder() + "/physical");
  }
};

const TwoWorlds& worlds() {
  static const TwoWorlds both;
  return both;
}

void check_same(const std::map<std::string, double>& before, const std::map<std::string, double>& after, double scale) {
  CHECK(before.size() == after.size());
  for (const auto& [name, value] : before) {
    CAPTURE(name);
    const auto now = after.find(name);
    REQUIRE(now != after.end());
    CHECK(std::abs(now->second - value) < 1e-9 * std::max(std::abs(value), scale));
  }
}

double energy_of(const Benchmark& benchmark, const std::string& region, const std::string& user,
                 const std::string& purpose) {
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (benchmark.regions[flow.region.index].code == region && benchmark.user_code(flow.user) == user &&
        flow.purpose.valid() && benchmark.purposes[flow.purpose.index] == purpose)
      pj += flow.pj;
  return pj;
}

// Of one fuel, in the money benchmark, which tells no purposes apart.
double money_energy(const std::string& region, const std::string& user, const std::string& fuel) {
  const Benchmark& benchmark = worlds().money;
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (benchmark.regions[flow.region.index].code == region && benchmark.user_code(flow.user) == user &&
        flow.fuel == benchmark.find_sector(fuel))
      pj += flow.pj;
  return pj;
}

void check_fuels(const Benchmark& benchmark) {
  for (const Fuel fuel : all_fuels) {
    CAPTURE(fuel_word(fuel));
    const FolderAccounts accounts(benchmark, fuel);
    CHECK(accounts.used_pj() > 0);
    CHECK(accounts.largest_price_gap() < 1e-9);
    CHECK(accounts.largest_user_gap() < 1e-9);
    CHECK(std::abs(accounts.sold_pj().sum() / accounts.used_pj() - 1) < 1e-9);
    if (fuel != Fuel::oil) CHECK(accounts.subsidies() == 0);
  }
}

}  // namespace

TEST_CASE(
    "with physical accounts all origins of a fuel cost the same in a region, and the world uses what it produces") {
  check_fuels(worlds().physical);
}

TEST_CASE("what each exporter sells at its price is its published production, scaled to use") {
  const FolderAccounts coal(worlds().physical, Fuel::coal), gas(worlds().physical, Fuel::gas);
  CHECK(coal.sold_pj()(0) / coal.sold_pj()(1) == doctest::Approx(20.179 / 10.865).epsilon(1e-9));
  CHECK(gas.sold_pj()(0) / gas.sold_pj()(1) == doctest::Approx(33.15 / 17.85).epsilon(1e-9));
  const FolderAccounts oil(worlds().physical, Fuel::oil), crude(worlds().physical, Fuel::crude);
  CHECK(oil.sold_pj()(0) / oil.sold_pj()(1) == doctest::Approx(1.2 / 0.7).epsilon(1e-9));
  CHECK(crude.used_pj() == doctest::Approx(oil.used_pj()).epsilon(1e-12));
}

TEST_CASE("a folder with physical accounts satisfies every identity of a benchmark") {
  CHECK(check_benchmark(worlds().physical, own_balance_tolerance).empty());
  for (const UseFlow& flow : worlds().physical.use)
    if (flow.user.kind != User::Kind::stock_change) CHECK(flow.value_musd > 0);
}

TEST_CASE("consumption, government, investment, trade balances and CO2 are those of the money benchmark") {
  check_same(purchases_by_agent(worlds().money), purchases_by_agent(worlds().physical), 1);
  check_same(co2_by_source(worlds().money), co2_by_source(worlds().physical), 1e-3);
  check_same(trade_balances(worlds().money), trade_balances(worlds().physical), 100);
}

TEST_CASE(
    "purposes: own use, coal of blast furnaces, bunkers without CO2, deliveries, own use and losses of electricity") {
  const Benchmark& benchmark = worlds().physical;
  CHECK(energy_of(benchmark, "A", "IND", purpose::coking) == doctest::Approx(10).epsilon(1e-12));  // 0.5 Mt x 20 GJ/t
  // Blast furnaces of B need more coal than its industry has, refineries and gas works burn what they make.
  for (const auto& [region, user, fuel, purpose] :
       {std::tuple("B", "IND", "COL", purpose::coking), std::tuple("A", "GAS", "GAS", purpose::own_use),
        std::tuple("A", "OIL", "OIL", purpose::own_use)}) {
    CAPTURE(user);
    const double all = money_energy(region, user, fuel);
    CHECK(all > 0);
    CHECK(energy_of(benchmark, region, user, purpose) == doctest::Approx(all).epsilon(1e-9));
  }
  const Purpose bunkers = benchmark.find_purpose(purpose::bunkers);
  REQUIRE(bunkers.valid());
  CHECK(energy_of(benchmark, "A", "SRV", purpose::bunkers) > 1);
  for (const EmissionFlow& flow : benchmark.emissions) CHECK(flow.purpose.index != bunkers.index);
  double own_use = 0, losses = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.region != Region{0} || flow.good != benchmark.find_sector("ELE")) continue;
    if (flow.purpose == benchmark.find_purpose(purpose::own_use)) own_use += flow.value_musd;
    if (flow.purpose == benchmark.find_purpose(purpose::losses)) losses += flow.value_musd;
  }
  CHECK(own_use / losses == doctest::Approx(6 / (94 * 0.05)).epsilon(1e-9));
  for (const std::string fuel : {"coal", "gas", "oil"}) CHECK(benchmark.find_purpose(fuel + "_delivery").valid());
}

TEST_CASE("CO2 by user is drawn to a target, and the totals of the benchmark stay") {
  const BenchmarkCopy copy("tiny_world");
  copy.replace("recipe_physical.toml", "width = 0.1\n",
               "width = 0.1\n[[targets]]\nkind = \"emissions\"\nusers = [\"HH\"]\nfuels = [\"oil\"]\nwidth = 0.05\n"
               "wanted = { A = 4, B = 60 }\nsource = \"invented\"\nstatus = \"estimate\"\n");
  calibrate(copy.folder() + "/recipe_physical.toml", copy.folder() + "/drawn");
  const Benchmark drawn = read_benchmark(copy.folder() + "/drawn");
  check_same(co2_by_source(worlds().money), co2_by_source(drawn), 1e-3);
  check_same(purchases_by_agent(worlds().money), purchases_by_agent(drawn), 1);
  check_same(trade_balances(worlds().money), trade_balances(drawn), 100);
  CHECK(check_benchmark(drawn, own_balance_tolerance).empty());
  check_fuels(drawn);
  const std::string targets = read_text_file(copy.folder() + "/drawn/targets.csv");
  CHECK(targets.find("emissions,A,HH,oil,Mt CO2,4,") != std::string::npos);
  CHECK(targets.find(",yes,estimate,invented") != std::string::npos);
  CHECK(targets.find(",no,estimate,invented") != std::string::npos);  // B: more than its oil
  const std::string report = read_text_file(copy.folder() + "/drawn/calibration_report.md");
  CHECK(report.find("2 of 3 targets.") != std::string::npos);
  CHECK(report.find("| emissions of HH from oil, B | Mt CO2 | 57 to 63 |") != std::string::npos);
}

TEST_CASE("trade in electricity has the recipe's elasticity, and none where there are no cables") {
  const Benchmark& benchmark = worlds().physical;
  std::map<std::string, double> found;
  for (const ElasticityEntry& entry : benchmark.elasticities)
    if (entry.sector == benchmark.find_sector("ELE"))
      found[entry.parameter + (entry.region ? ", " + benchmark.regions[entry.region->index].code : "")] = entry.value;
  CHECK(found["esubd"] == 0.3);
  CHECK(found["esubm"] == 0.3);
  CHECK(found["esubd, B"] == 0);
}

TEST_CASE("the report of physical accounts says what holds, every wedge and what money could not carry") {
  const std::string report = read_text_file(worlds().copy.folder() + "/physical/calibration_report.md");
  for (const std::string text :
       {"## Physical accounts: what holds", "## Physical accounts: prices by exporter", "## Targets",
        "## Targets outside their width", "## Physical accounts: feedstock and bunkers",
        "## Physical accounts: trade in energy", "## Physical accounts: what users pay",
        "## Physical accounts: largest moves of other flows", "### energy accounts", "### energy trade",
        "| fuel_price of ELE from coal, B | "})
    CHECK_MESSAGE(report.find(text) != std::string::npos, text);
  const std::string money = read_text_file(worlds().copy.folder() + "/money/calibration_report.md");
  CHECK(money.find("Physical accounts") == std::string::npos);
}

TEST_CASE("physical accounts are the same bytes in every run") {
  const BenchmarkCopy copy("tiny_world");
  calibrate(copy.folder() + "/recipe_physical.toml", copy.folder() + "/again");
  for (const auto& entry : std::filesystem::directory_iterator(copy.folder() + "/again")) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    const bool same =
        read_text_file(entry.path().string()) == read_text_file(worlds().copy.folder() + "/physical/" + name);
    CHECK(same);
  }
}

TEST_CASE("the shipped recipe nea2011 gives fuels that balance, without subsidies on coal and gas") {
  const std::string project = source_folder();
  if (!std::filesystem::exists(project + "/../shared/data/targets/energy_2011.csv")) {
    MESSAGE("skipped: ../shared/data is not there");
    return;
  }
  const BenchmarkCopy place("tiny_world");  // a temporary folder of its own
  calibrate(project + "/data/recipes/nea2011.toml", place.folder() + "/physical");
  const Benchmark benchmark = read_benchmark(place.folder() + "/physical");
  calibrate(project + "/data/recipes/nea2011_money.toml", place.folder() + "/money");
  const Benchmark money = read_benchmark(place.folder() + "/money");
  check_fuels(benchmark);
  CHECK(check_benchmark(benchmark, own_balance_tolerance).empty());
  check_same(purchases_by_agent(money), purchases_by_agent(benchmark), 1);
  check_same(co2_by_source(money), co2_by_source(benchmark), 1e-3);
  check_same(trade_balances(money), trade_balances(benchmark), 1e6);
  const FolderAccounts coal(benchmark, Fuel::coal);
  const int china = benchmark.find_region("CHN").index, japan = benchmark.find_region("JPN").index;
  CHECK(coal.price()(china) > 3.2);  // USD/GJ; 3.8 by contract with power plants, 5.3 spot (2011)
  const CsvTable published = read_csv(project + "/../shared/data/targets/energy_2011.csv");
  std::map<std::string, double> production;
  for (int row = 0; row < published.row_count(); ++row)
    production[published.text(row, "region")] = published.number(row, "coal_prod_twh");
  CHECK(coal.sold_pj()(japan) / coal.sold_pj()(china) ==
        doctest::Approx(production.at("JPN") / production.at("CHN")).epsilon(1e-6));
}
