// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_accounts.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "files/input_files.h"
#include "tests/calibration/fuels/folder_accounts.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;
using namespace etslink::test;

namespace {

constexpr double pj_per_twh = 3.6;
const std::string recipe = "recipe_physical.toml", cables = "without_cables = [\"B\"]";
const std::string accounts = R"(
[physical_accounts.electricity.accounts]
industry = ["COL", "CRU", "GAS", "OMN", "OIL", "IND"]
services = { SRV = 1.0 }
holders = ["SRV"]
networks = { CAP = 0.6, LAB = 0.2, SRV = 0.2 }
[[physical_accounts.electricity.accounts.use]]
region = "A"
households = 30
industry = 45
services = 25
)";
const std::string prices = R"(
[[targets]]
kind = "electricity_price"
wanted = { A = 5.0 }
status = "memory"
source = "assumed"
width = 0.02
[[targets]]
kind = "electricity_price"
users = ["HH"]
wanted = { A = 6.5 }
status = "memory"
source = "assumed"
width = 0.02
)";

struct ElectricWorld {
  BenchmarkCopy copy{"tiny_world"};
  Benchmark money, physical;

  explicit ElectricWorld(const std::string& with_cables = cables) {
    copy.replace(recipe, cables, with_cables + "\n" + accounts);
    copy.append(recipe, prices);
    calibrate(copy.folder() + "/recipe.toml", copy.folder() + "/money");
    calibrate(copy.folder() + "/" + recipe, copy.folder() + "/physical");
    money = read_benchmark(copy.folder() + "/money");
    physical = read_benchmark(copy.folder() + "/physical");
  }
};

const ElectricWorld& without_trade() {
  static const ElectricWorld world;
  return world;
}

const ElectricWorld& with_trade() {
  static const ElectricWorld world("without_cables = []");
  return world;
}

// TWh of users in a region by purpose; "" is plain use.
std::map<std::string, double> used(const Benchmark& benchmark, Region region) {
  std::map<std::string, double> twh;
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.region == region && flow.fuel == benchmark.find_sector("ELE"))
      twh[flow.purpose.valid() ? benchmark.purposes[static_cast<std::size_t>(flow.purpose.index)] : ""] +=
          flow.pj / pj_per_twh;
  return twh;
}

double generated(const Benchmark& benchmark, Region region) {
  for (const OutputVolume& volume : benchmark.output_volumes)
    if (volume.region == region && volume.good == benchmark.find_sector("ELE")) {
      CHECK(volume.unit == VolumeUnit::terawatt_hour);
      return volume.quantity;
    }
  return 0;
}

// At the price of purchases in the exporting region.
double traded(const Benchmark& benchmark, Region from, Region to) {
  double value = 0, price = 0, pj = 0;
  const Sector power = benchmark.find_sector("ELE");
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.good == power && flow.exporter == from && flow.importer == to) value += flow.value_musd;
  for (const UseFlow& flow : benchmark.use)
    if (flow.good == power && flow.region == from) price += flow.value_musd;
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.fuel == power && flow.region == from) pj += flow.pj;
  return value / (price / pj * pj_per_twh);
}

double paid(const Benchmark& benchmark, const std::string& user) {
  double value = 0, twh = 0;
  const Purpose delivery = benchmark.find_purpose("electricity_delivery");
  for (const UseFlow& flow : benchmark.use)
    if (flow.region == Region{0} &&
        (user.empty() ? benchmark.user_code(flow.user) != "ELE" : benchmark.user_code(flow.user) == user) &&
        (flow.good == benchmark.find_sector("ELE") || (flow.purpose.valid() && flow.purpose == delivery)))
      value += flow.value_musd + flow.tax_musd;
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.region == Region{0} && flow.fuel == benchmark.find_sector("ELE") &&
        (user.empty() ? benchmark.user_code(flow.user) != "ELE" : benchmark.user_code(flow.user) == user))
      twh += flow.pj / pj_per_twh;
  return value / twh;
}

}  // namespace

TEST_CASE("electricity used with own use and losses is what is generated and imported") {
  for (const ElectricWorld* world : {&without_trade(), &with_trade()}) {
    for (const Region region : {Region{0}, Region{1}}) {
      double sum = 0;
      for (const auto& [purpose, twh] : used(world->physical, region)) sum += twh;
      const Region other{1 - region.index};
      const double imports = traded(world->physical, other, region) - traded(world->physical, region, other);
      CHECK(sum == doctest::Approx(generated(world->physical, region) + imports).epsilon(1e-9));
    }
    CHECK(generated(world->physical, Region{0}) == doctest::Approx(100).epsilon(1e-12));
    CHECK(used(world->physical, Region{0})["own_use"] == doctest::Approx(6).epsilon(1e-12));
    CHECK(used(world->physical, Region{0})["losses"] == doctest::Approx(94 * 0.05).epsilon(1e-12));
  }
}

TEST_CASE("classes of users have the proportions of the recipe, and a region without them those of its money") {
  const Benchmark& benchmark = without_trade().physical;
  std::map<std::string, double> twh;
  for (const EnergyFlow& flow : benchmark.energy)
    if (flow.region == Region{0} && flow.fuel == benchmark.find_sector("ELE") && !flow.purpose.valid())
      twh[benchmark.user_code(flow.user)] += flow.pj / pj_per_twh;
  const double sold = 94 * 0.95;
  CHECK(twh["HH_A"] == doctest::Approx(0.30 * sold).epsilon(1e-9));
  CHECK(twh["SRV"] + twh["GOV_A"] == doctest::Approx(0.25 * sold).epsilon(1e-9));
}

TEST_CASE("without cables nothing is traded, with cables only one way and at one delivered price") {
  for (const TradeFlow& flow : without_trade().physical.trade)
    CHECK(flow.good != without_trade().physical.find_sector("ELE"));
  const Benchmark& benchmark = with_trade().physical;
  int flows = 0;
  for (const TradeFlow& flow : benchmark.trade) {
    if (flow.good != benchmark.find_sector("ELE")) continue;
    ++flows;
    CHECK(flow.export_tax_musd + flow.tariff_musd >= 0);
  }
  CHECK(flows <= 1);
}

TEST_CASE("users pay the prices of the targets") {
  const Benchmark& benchmark = without_trade().physical;
  CHECK(paid(benchmark, "") == doctest::Approx(5).epsilon(0.02));
  CHECK(paid(benchmark, "HH_A") == doctest::Approx(6.5).epsilon(0.02));
  CHECK(paid(benchmark, "IND") < 5);
}

TEST_CASE("accounts of electricity keep demand, trade balances and every identity") {
  for (const ElectricWorld* world : {&without_trade(), &with_trade()}) {
    CHECK(check_benchmark(world->physical, own_balance_tolerance).empty());
    const auto before = purchases_by_agent(world->money), after = purchases_by_agent(world->physical);
    for (const auto& [name, value] : before) CHECK(after.at(name) == doctest::Approx(value).epsilon(1e-9));
    const auto balance = trade_balances(world->money), now = trade_balances(world->physical);
    for (const auto& [name, value] : balance) CHECK(std::abs(now.at(name) - value) < 1e-7);
  }
}

TEST_CASE("the report has electricity by class in TWh and USD/MWh") {
  const std::string report = read_text_file(without_trade().copy.folder() + "/physical/calibration_report.md");
  for (const std::string text : {"## Electricity: generated and used", "## Electricity: prices by class of users"})
    CHECK_MESSAGE(report.find(text) != std::string::npos, text);
}

TEST_CASE("recipes with electricity that cannot be are refused at their line") {
  const auto message = [](const std::string& old_text, const std::string& new_text) {
    const BenchmarkCopy copy("tiny_world");
    copy.replace(recipe, cables, cables + "\n" + accounts);
    copy.replace(recipe, old_text, new_text);
    return refusal(copy, calibrate_with(recipe));
  };
  CHECK(message("households = 30", "household = 30").find("unknown key 'household'") != std::string::npos);
  CHECK(message("networks = { CAP = 0.6,", "networks = { CAP = 0.7,").find("sum to 1.1, not to 1") !=
        std::string::npos);
  CHECK(message("holders = [\"SRV\"]", "holders = [\"SRW\"]").find("unknown name 'SRW'; did you mean 'SRV'?") !=
        std::string::npos);
  CHECK(message("holders = [\"SRV\"]", "holders = []").find("'holders' is empty; name a sector") != std::string::npos);
  const std::string own = "'ELE' is the sector whose electricity is accounted for; name others";
  CHECK(message("holders = [\"SRV\"]", "holders = [\"SRV\", \"ELE\"]").find(own) != std::string::npos);
  CHECK(message("services = { SRV = 1.0 }", "services = { ELE = 1.0 }").find(own) != std::string::npos);
  CHECK(message("networks = { CAP = 0.6, LAB = 0.2, SRV = 0.2 }", "networks = { CAP = 0.6, LAB = 0.2, ELE = 0.2 }")
            .find(own) != std::string::npos);
  CHECK(message("region = \"A\"\nhouseholds", "region = \"A1\"\nhouseholds").find("unknown name 'A1'") !=
        std::string::npos);
  CHECK(message("households = 30\nindustry = 45\nservices = 25", "file = \"none.csv\"").find("there is no file") !=
        std::string::npos);
  CHECK(message("households = 30\nindustry = 45\nservices = 25", "file = \"energy.csv\"").find("user_sector16") !=
        std::string::npos);
}
