// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/international_transport.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "calibration/benchmark_totals.h"
#include "calibration/calibrate.h"
#include "calibration/fuels/fuel.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/inventory.h"
#include "tests/calibration/fuels/folder_accounts.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;
using namespace etslink::test;

namespace {

constexpr double world_mt = 0.9, mt_of_a = 0.5, published_world_mt = 42.922;

const std::string bunkers_table =
    "\n[physical_accounts.bunkers]\ncode = \"ITR\"\nname = \"international transport\"\nfrom = \"SRV\"\n"
    "file = \"bunkers.csv\"\nco2_mt = { A = 0.5 }\nrest = \"B\"\nt_per_tj = 75\nfuel_share = 0.4\nexport_share = 0.6\n";

// The tiny world whose recipe with physical accounts makes international transport a sector.
class TransportCopy {
 public:
  TransportCopy() {
    copy_.replace("recipe_physical.toml", ", SRV = \"bunkers\"", "");
    const std::string recipe = copy_.folder() + "/recipe_physical.toml";
    write_file(recipe, read_text_file(recipe) + bunkers_table);
    write_file(copy_.folder() + "/bunkers.csv", "region,co2_total_mt\nINT,0.9\nWLD,42.922\n");
  }
  [[nodiscard]] const BenchmarkCopy& files() const { return copy_; }
  [[nodiscard]] std::string path(const std::string& name) const { return copy_.folder() + "/" + name; }

 private:
  BenchmarkCopy copy_{"tiny_world"};
};

struct Worlds {
  TransportCopy copy;
  Benchmark money, physical;

  Worlds() {
    forget_inputs();
    calibrate(copy.path("recipe.toml"), copy.path("money"));
    calibrate(copy.path("recipe_physical.toml"), copy.path("physical"));
    money = read_benchmark(copy.path("money"));
    physical = read_benchmark(copy.path("physical"));
  }
};

const Worlds& worlds() {
  static const Worlds both;
  return both;
}

BunkersRecipe small_recipe() {
  BunkersRecipe recipe;
  recipe.code = "ITR";
  recipe.from = "SRV";
  recipe.fuel_share = 0.4;
  recipe.export_share = 0.6;
  return recipe;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

// Purchases of a user in a region of goods that are no refined oil, and payments for factors [million USD].
double costs_but_oil(const Benchmark& benchmark, Region region, Sector sector) {
  const Sector oil = sector_with_role(benchmark, SectorRole::refined_oil);
  double sum = 0;
  for (const UseFlow& flow : benchmark.use)
    if (flow.region == region && flow.user == User{User::Kind::sector, sector.index} && flow.good != oil)
      sum += flow.value_musd + flow.tax_musd;
  for (const FactorFlow& flow : benchmark.value_added)
    if (flow.region == region && flow.sector == sector) sum += flow.value_musd + flow.tax_musd;
  return sum;
}

}  // namespace

TEST_CASE("the split keeps what everybody sells and buys, and fuel is the stated part of the new sector's costs") {
  const Benchmark& before = worlds().money;
  Benchmark after = before;
  const BunkersRecipe recipe = small_recipe();
  constexpr double oil_price = 4;
  const BunkerFuel fuel{Eigen::Vector2d(0.3, 0.075), Eigen::Vector2d(4, 1), 0};
  static_cast<void>(split_international_transport(after, {recipe, fuel, oil_price}));
  const Sector old = before.find_sector("SRV"), added = after.find_sector("ITR");
  REQUIRE(added.valid());
  CHECK(!is_in_inventory(after.sectors[added.index].role));
  const BenchmarkTotals was = benchmark_totals(before), now = benchmark_totals(after);
  for (Region region{0}; region.index < 2; ++region.index) {
    CAPTURE(region.index);
    const std::size_t from = was.at(region, old), rest = now.at(region, old), cell = now.at(region, added);
    CHECK(now.use(rest) + now.use(cell) == doctest::Approx(was.use(from)).epsilon(1e-12));
    CHECK(now.imported_use[rest] + now.imported_use[cell] == doctest::Approx(was.imported_use[from]).epsilon(1e-12));
    CHECK(now.imported_use[cell] == doctest::Approx(now.imports[cell]).epsilon(1e-9));
    CHECK(now.imported_use[rest] == doctest::Approx(now.imports[rest]).epsilon(1e-9));
    // Zero profit of both, and the fuel's part.
    CHECK(now.cost[cell] == doctest::Approx(now.use(cell)).epsilon(1e-9));
    CHECK(now.cost[rest] == doctest::Approx(now.use(rest)).epsilon(1e-9));
    const double oil = fuel.pj(region.index) * oil_price, others = costs_but_oil(after, region, added);
    CHECK(oil / (oil + others) == doctest::Approx(0.4).epsilon(1e-9));
    CHECK(now.exports[cell] <= 0.6 * now.use(cell) * (1 + 1e-12));
    CHECK(now.exports[cell] > 0);
  }
  CHECK(sum_of(now.exports) == doctest::Approx(sum_of(was.exports)).epsilon(1e-12));
}

TEST_CASE("physical accounts with international transport balance, and leave CO2 of the regions as it was") {
  const Benchmark& benchmark = worlds().physical;
  const Sector added = benchmark.find_sector("ITR");
  REQUIRE(added.valid());
  std::map<std::string, double> inventory, outside;
  for (const EmissionFlow& flow : benchmark.emissions)
    (is_in_inventory(benchmark, flow.user) ? inventory : outside)[benchmark.regions[flow.region.index].code] += flow.mt;
  std::map<std::string, double> before;
  for (const EmissionFlow& flow : worlds().money.emissions)
    before[worlds().money.regions[flow.region.index].code] += flow.mt;
  for (const char* code : {"A", "B"}) CHECK(inventory[code] == doctest::Approx(before[code]).epsilon(1e-12));
  CHECK(outside["A"] == doctest::Approx(mt_of_a).epsilon(1e-12));
  CHECK(outside["B"] == doctest::Approx(world_mt - mt_of_a).epsilon(1e-12));

  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy) {
    if (flow.user != User{User::Kind::sector, added.index}) continue;
    CHECK(benchmark.sectors[flow.fuel.index].role == SectorRole::refined_oil);
    CHECK(!flow.purpose.valid());
    pj += flow.pj;
  }
  CHECK(pj == doctest::Approx(1000 * world_mt / 75).epsilon(1e-12));
  for (const Fuel fuel : all_fuels) {
    const FolderAccounts accounts(benchmark, fuel);
    CHECK(accounts.largest_price_gap() < 1e-9);
    CHECK(std::abs(accounts.sold_pj().sum() / accounts.used_pj() - 1) < 1e-9);
  }
  for (const auto& [agent, value] : purchases_by_agent(worlds().money))
    CHECK(purchases_by_agent(benchmark).at(agent) == doctest::Approx(value).epsilon(1e-9));
}

TEST_CASE("the report holds CO2 of the world against its published total") {
  const std::string report = read_text_file(worlds().copy.path("physical/calibration_report.md"));
  double inventories = 0;
  for (const EmissionFlow& flow : worlds().money.emissions) inventories += flow.mt;
  CHECK(report.find("## International transport") != std::string::npos);
  CHECK(report.find("| world | 0.9 | 12 |") != std::string::npos);
  CHECK(inventories + world_mt == doctest::Approx(published_world_mt).epsilon(1e-9));
  CHECK(report.find("| 42.922 | 42.922 |") != std::string::npos);
}

TEST_CASE("a table of bunkers that can't be is refused by name") {
  const std::vector<BrokenFile> all{
      {"recipe_physical.toml", "code = \"ITR\"", "code = \"SRV\"", "'SRV' is a sector of the base; name a new one"},
      {"recipe_physical.toml", "code = \"ITR\"", "code = \"I,T\"", "sector code 'I,T'; allowed: letters, digits"},
      {"recipe_physical.toml", "code = \"ITR\"", "code = \"HH_A\"", "sector code 'HH_A' is a word of the format"},
      {"recipe_physical.toml", "code = \"ITR\"", "code = \"HH\"", "sector code 'HH' is a word of the format"},
      {"recipe_physical.toml", "from = \"SRV\"", "from = \"OIL\"",
       "'OIL' makes energy; name the sector that transports"},
      {"recipe_physical.toml", "rest = \"B\"", "rest = \"A\"", "'A' has what is left: 'co2_mt' may not name it"},
      {"recipe_physical.toml", "fuel_share = 0.4", "fuel_shares = 0.4",
       "unknown key 'fuel_shares' in [physical_accounts.bunkers]; did you mean 'fuel_share'?"},
      {"recipe_physical.toml", "other_use = { IND = \"feedstock\"", "other_use = { IND = \"bunkers\"",
       "bunkers are the fuel of ITR in [physical_accounts.bunkers]; no sector buys them beside it"},
      {"recipe_physical.toml", "co2_mt = { A = 0.5 }", "co2_mt = { A = 1.5 }",
       "the regions emit 1.5 Mt in international transport, the world 0.9"},
      {"bunkers.csv", "INT,0.9", "INT,30", "too much of the sales of SRV"},
      {"bunkers.csv", "INT,0.9\n", "", "no row for INT"},
      {"recipe.toml", "name = \"services\"", "name = \"services\"\nrole = \"international_transport\"",
       "international_transport"}};
  for (const BrokenFile& broken : all) {
    CAPTURE(broken.new_text);
    const TransportCopy copy;
    copy.files().replace(broken.file, broken.old_text, broken.new_text);
    const std::string message = refusal(copy.files(), calibrate_with("recipe_physical.toml"));
    CAPTURE(message);
    CHECK(message.find(broken.message) != std::string::npos);
  }
}
