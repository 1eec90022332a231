// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/read_targets.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "calibration/calibrate.h"
#include "calibration/fuels/read_physical_recipe.h"
#include "calibration/read_benchmark.h"
#include "calibration/targets/target_report.h"
#include "calibration/text_file.h"
#include "files/input_files.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

const std::string recipe = "recipe_physical.toml";
const std::string price = "users = [\"ELE\"]\nfuels = [\"coal\"]";  // of the fixture's one target

void read_complete(const std::string& folder) { static_cast<void>(read_complete_recipe(folder + "/" + recipe)); }

std::string message_of(const BrokenFile& broken) {
  const BenchmarkCopy copy("tiny_world");
  copy.replace(broken.file, broken.old_text, broken.new_text);
  return refusal(copy, read_complete);
}

void check_refused(const std::vector<BrokenFile>& all) { check_refused("tiny_world", all, read_complete); }

std::vector<Target> targets_with(const std::string& more) {
  forget_inputs();
  const BenchmarkCopy copy("tiny_world");
  copy.replace(recipe, "width = 0.1\n", "width = 0.1\n" + more);
  return read_complete_recipe(copy.folder() + "/" + recipe).physical->targets;
}

}  // namespace

TEST_CASE("a target has its value, unit and status from the rows of a file, for each region that it names") {
  const std::vector<Target> targets = targets_with(
      "[[targets]]\nkind = \"emissions\"\nusers = [\"SRV\", \"HH\"]\nfile = \"co2_prior.csv\"\ncolumn = \"co2_mt\"\n"
      "region_column = \"region\"\nregions = [\"A\", \"B\"]\nwhere = { sector = [\"SRV\", \"HH\"], source = \"oil\" "
      "}\n");
  REQUIRE(targets.size() == 3);
  CHECK(targets[0].name() == "fuel_price of ELE from coal, B");
  CHECK(targets[0].wanted == 1.2);
  CHECK(targets[0].lowest() == doctest::Approx(1.08).epsilon(1e-12));
  CHECK(targets[0].bound == TargetBound::least);
  CHECK(targets[0].status == TargetStatus::memory);
  CHECK(targets[1].name() == "emissions of SRV, HH, A");
  CHECK(targets[1].wanted == doctest::Approx(3.9 + 2.6).epsilon(1e-12));
  CHECK(targets[1].source == "co2_prior.csv: A, SRV, HH, oil");
  CHECK(targets[1].status == TargetStatus::source);
  CHECK(targets[2].wanted == doctest::Approx(2.1 + 1.4).epsilon(1e-12));
}

TEST_CASE("a target may be stated with its source, and more than wanted is inside where the bound is the least") {
  const std::vector<Target> targets = targets_with(
      "[[targets]]\nkind = \"energy\"\nfuels = [\"gas\", \"oil\"]\nwanted = { B = 50, A = 100 }\nwidth = 0.2\n"
      "source = \"invented\"\nstatus = \"estimate\"\n");
  REQUIRE(targets.size() == 3);
  CHECK(targets[1].name() == "energy from gas, oil, A");
  CHECK(targets[1].status == TargetStatus::estimate);
  CHECK(targets[1].holds(80));
  CHECK(!targets[1].holds(79.9));
  CHECK(targets[1].holds(120));
  CHECK(!targets[1].holds(120.1));
  CHECK(targets[0].holds(1e6));
  CHECK(!targets[0].holds(1.07));
}

TEST_CASE("a target without a width is inside where it is met as closely as targets of its kind are drawn to") {
  const auto stated = [](const std::string& kind, const std::string& width) {
    const std::string about = kind == "fuel_price" ? "fuels = [\"gas\"]\n" : "users = [\"SRV\"]\n";
    return targets_with("[[targets]]\nkind = \"" + kind + "\"\n" + about + "wanted = { A = 0.5 }\n" + width +
                        "source = \"invented\"\nstatus = \"estimate\"\n")[1];
  };
  for (const auto& [kind, drawn] :
       {std::pair{"emissions", 0.01}, {"energy", 0.01}, {"fuel_cost_share", 0.005}, {"fuel_price", 1e-9}}) {
    CAPTURE(std::string(kind));
    for (const char* width : {"", "width = 0\n"}) {
      const Target target = stated(kind, width);
      CHECK(target.holds(0.5 * (1 + 0.99 * drawn)));
      CHECK(target.holds(0.5 * (1 - 0.99 * drawn)));
      CHECK_FALSE(target.holds(0.5 * (1 + 1.01 * drawn) + 1e-9));
      CHECK_FALSE(target.holds(0.5 * (1 - 1.01 * drawn) - 1e-9));
    }
    CHECK(stated(kind, "width = 0.2\n").holds(0.4));
  }
}

TEST_CASE("names of a target that the recipe or its file does not have are refused with the nearest one") {
  check_refused({
      {recipe, "kind = \"fuel_price\"", "kind = \"fuel_prices\"",
       "FOLDER/recipe_physical.toml:49: 'targets.kind' can't be 'fuel_prices'; did you mean 'fuel_price'?"},
      {recipe, price, "users = [\"ELF\"]\nfuels = [\"coal\"]",
       "FOLDER/recipe_physical.toml:50: unknown name 'ELF'; did you mean 'ELE'?"},
      {recipe, price, "users = [\"ELE\"]\nfuels = [\"cole\"]",
       "FOLDER/recipe_physical.toml:51: unknown name 'cole'; allowed: coal, gas, crude, oil"},
      {recipe, price, "users = [\"ELE\"]",
       "FOLDER/recipe_physical.toml:48: a target of kind fuel_price is about one fuel: 'fuels' has one word"},
      {recipe, "kind = \"fuel_price\"\nusers = [\"ELE\"]", "kind = \"fuel_cost_share\"\nusers = [\"ELE\", \"HH\"]",
       "FOLDER/recipe_physical.toml:48: a target of kind fuel_cost_share is about sectors: 'users' names them, without "
       "HH"},
      {recipe, "regions = [\"B\"]", "regions = []", "FOLDER/recipe_physical.toml:48: a target names no region"},
      {recipe, "regions = [\"B\"]", "regions = [\"C\"]",
       "FOLDER/recipe_physical.toml:55: unknown name 'C'; did you mean 'A'?"},
      {recipe, "regions = [\"B\"]", "region = [\"B\"]",
       "FOLDER/recipe_physical.toml:55: unknown key 'region' in [targets]; did you mean 'regions'?"},
      {recipe, "file = \"fuel_prices.csv\"", "file = \"fuel_price.csv\"",
       "FOLDER/recipe_physical.toml:52: 'file': there is no file FOLDER/fuel_price.csv"},
      {recipe, "column = \"value\"\nregion_column", "column = \"values\"\nregion_column",
       "FOLDER/recipe_physical.toml:53: unknown name 'values'; did you mean 'value'?"},
      {recipe, "region_column = \"region8\"", "region_column = \"region\"",
       "FOLDER/recipe_physical.toml:54: unknown name 'region'; did you mean 'region8'?"},
      {recipe, "region_column = \"region8\"\nregions = [\"B\"]", "regions = [\"A\", \"B\"]",
       "FOLDER/recipe_physical.toml:48: a file without 'region_column' is about one region: 'regions' has one code"},
      {recipe, "where = { item", "where = { items",
       "FOLDER/recipe_physical.toml:56: unknown name 'items'; did you mean "
       "'item'?"},
      {recipe, "user = \"power\"", "user = \"powers\"",
       "FOLDER/recipe_physical.toml:56: FOLDER/fuel_prices.csv has no row with user 'powers'; did you mean 'power'?"},
      {recipe, "user = \"power\"", "user = \"all\"",
       "FOLDER/recipe_physical.toml:56: FOLDER/fuel_prices.csv has no row with all of B, coal, all"},
      {recipe, "width = 0.1", "width = 1.1",
       "FOLDER/recipe_physical.toml:58: 'targets.width' must be between 0 and 0.9, not 1.1"},
  });
}

TEST_CASE("classes that can't have what a target measures are refused where they stand") {
  const auto target = [](const std::string& text) {
    return BrokenFile{recipe, "width = 0.1\n",
                      "width = 0.1\n[[targets]]\n" + text + "\nsource = \"invented\"\nstatus = \"memory\"\n", ""};
  };
  const std::string accounts =
      "[physical_accounts.electricity.accounts]\nservices = { SRV = 1 }\nholders = [\"SRV\"]\nnetworks = { SRV = 1 }\n";
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {"kind = \"electricity_price\"\nwanted = { A = 100 }",
            "FOLDER/recipe_physical.toml:60: a target of kind electricity_price needs electricity accounts: the table "
            "[physical_accounts.electricity.accounts]"},
           {"kind = \"emissions\"\nfuels = [\"crude\"]\nwanted = { A = 10 }",
            "FOLDER/recipe_physical.toml:61: a target of kind emissions is about fuels that are burnt, and 'crude' is "
            "refined; allowed: coal, gas, oil"},
           {"kind = \"energy\"\nfuels = [\"oil\", \"crude\"]\nwanted = { A = 10 }",
            "FOLDER/recipe_physical.toml:61: a target of kind energy is about fuels that are burnt, and 'crude' is "
            "refined; allowed: coal, gas, oil"},
           {"kind = \"emissions\"\nusers = []\nwanted = { A = 10 }",
            "FOLDER/recipe_physical.toml:61: 'users' is empty; leave it out for all"},
           {"kind = \"emissions\"\nfuels = []\nwanted = { A = 10 }",
            "FOLDER/recipe_physical.toml:61: 'fuels' is empty; leave it out for all"},
           {"kind = \"fuel_price\"\nusers = [\"IND\", \"COL\"]\nfuels = [\"coal\"]\nwanted = { A = 1 }",
            "FOLDER/recipe_physical.toml:61: 'COL' makes coal, and what it uses of it has no price; name those who buy "
            "it"},
           {"kind = \"emissions\"\nwanted = { A = 0 }",
            "FOLDER/recipe_physical.toml:61: 'targets.wanted.A' must be between 1e-06 and 1e+05, not 0"}}) {
    CAPTURE(text);
    BrokenFile broken = target(text);
    CHECK(message_of(broken) == message);
  }
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {"users = [\"ELE\"]", "'ELE' makes electricity, and what it uses of it has no price; name those who buy it"},
           {"fuels = [\"coal\"]", "a target of kind electricity_price is about electricity: it has no 'fuels'"}}) {
    CAPTURE(text);
    BrokenFile broken = target("kind = \"electricity_price\"\nwanted = { A = 100 }\n" + text);
    broken.new_text = "width = 0.1\n" + accounts + broken.new_text.substr(12);
    CHECK(message_of(broken) == "FOLDER/recipe_physical.toml:66: " + message);
  }
}

TEST_CASE("a target of a class that has nothing is refused by the accounts, with those who have") {
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {"kind = \"emissions\"\nusers = [\"SRV\"]\nfuels = [\"coal\"]\nwanted = { A = 1 }",
            "the target emissions of SRV from coal, A is about nobody: none of its users burns coal; in A these do: "
            "COL, "
            "ELE, HH, IND, OIL"},
           {"kind = \"fuel_price\"\nusers = [\"SRV\"]\nfuels = [\"coal\"]\nwanted = { A = 2 }",
            "the target fuel_price of SRV from coal, A is about nobody: none of its users buys coal; in A these do: "
            "ELE, "
            "HH, IND, OIL"},
           {"kind = \"fuel_price\"\nusers = [\"ELE\"]\nfuels = [\"crude\"]\nwanted = { B = 2 }",
            "the target fuel_price of ELE from crude, B is about nobody: none of its users buys crude; in B these do: "
            "OIL"},
           {"kind = \"energy\"\nusers = [\"HH\", \"OMN\"]\nfuels = [\"coal\"]\nwanted = { A = 2, B = 1 }",
            "user 'OMN' of this target burns no coal in A, B; leave it out"},
           {"kind = \"energy\"\nusers = [\"SRV\"]\nfuels = [\"gas\", \"coal\"]\nwanted = { A = 25, B = 12 }",
            "none of the users of this target burns coal in A, B; leave it out"}}) {
    CAPTURE(text);
    const BenchmarkCopy copy("tiny_world");
    copy.replace(recipe, "width = 0.1\n",
                 "width = 0.1\n[[targets]]\n" + text + "\nsource = \"invented\"\nstatus = \"memory\"\n");
    CHECK(refusal(copy, calibrate_with(recipe)) == "FOLDER/recipe_physical.toml:59: " + message);
  }
}

TEST_CASE("what is not there stands as such in the report and as nothing in targets.csv") {
  Target target;
  target.region = "A";
  target.wanted = 3;
  const std::vector<TargetResult> results{{target, 2.5, std::nullopt, "-"}, {target, std::nullopt, 3.0, "-"}};
  const std::string csv = targets_csv(results);
  CHECK(csv.find(",3,2.9699999999999998,3.0300000000000002,2.5,,no,source,") != std::string::npos);
  CHECK(csv.find(",3,2.9699999999999998,3.0300000000000002,,3,yes,source,") != std::string::npos);
  const auto tables = target_tables(results);
  CHECK(tables[0].rows[0][5] == "not there");
  CHECK(tables[0].rows[1][4] == "not there");
  CHECK(tables[1].rows.size() == 1);
  CHECK(tables[1].rows[0].back() == "not there");
}

TEST_CASE("sources of targets in another unit, out of range or of unknown status are refused where they stand") {
  check_refused({
      {"fuel_prices.csv", "1.2,USD/GJ", "1.2,USD/t",
       "FOLDER/fuel_prices.csv:2: unit is 'USD/t'; this target is in USD/GJ"},
      {"fuel_prices.csv", "1.2,USD/GJ", "-1.2,USD/GJ", "FOLDER/fuel_prices.csv:2: value is -1.2; allowed: 0 to 1e+15"},
      {"fuel_prices.csv", "1.2,USD/GJ", "0,USD/GJ",
       "FOLDER/fuel_prices.csv:2: a wanted fuel_price of 0; allowed: 0.01 to 1000"},
      {"fuel_prices.csv", "USD/GJ,memory", "USD/GJ,memories",
       "FOLDER/fuel_prices.csv:2: unknown name 'memories'; allowed: source, estimate, memory"},
      {recipe, "width = 0.1\n",
       "width = 0.1\n[[targets]]\nkind = \"fuel_price\"\nusers = [\"ELE\"]\nfuels = [\"coal\"]\nwanted = { B = 2 }\n"
       "source = \"invented\"\nstatus = \"memory\"\n",
       "FOLDER/recipe_physical.toml:59: the target fuel_price of ELE from coal, B is stated twice, first in line 48"},
      {recipe, "width = 0.1\n",
       "width = 0.1\n[[targets]]\nkind = \"emissions\"\nwanted = { B = 2 }\nsource = \"invented\"\n",
       "FOLDER/recipe_physical.toml:59: missing key 'status' in [targets]"},
  });
}

TEST_CASE("calibrate writes what was wanted and reached into targets.csv, and none for a recipe without targets") {
  forget_inputs();
  const BenchmarkCopy copy("tiny_world");
  const std::string path = copy.folder() + "/out/targets.csv";
  calibrate(copy.folder() + "/recipe_physical.toml", copy.folder() + "/out");
  const std::string text = read_text_file(path);
  CHECK(text.find("fuel_price,B,ELE,coal,USD/GJ,1.2,1.08,,") != std::string::npos);
  CHECK(read_benchmark(copy.folder() + "/out").region_count() == 2);  // the file is no table of the format
  CHECK(text.find(",no,memory,\"fuel_prices.csv: B, coal, power\"") != std::string::npos);
  forget_inputs();
  calibrate(copy.folder() + "/recipe.toml", copy.folder() + "/out");
  CHECK_THROWS((void)read_text_file(path));
}
