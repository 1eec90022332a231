// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "calibration/fuels/read_physical_recipe.h"
#include "calibration/recipe.h"
#include "calibration/text_file.h"
#include "tests/calibration/damage.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

// Whatever is deleted or changed in a recipe or its sources, a calibration either refuses by file and line, or its
// folder is sound. ETSLINK_DAMAGES=N in the environment tries every damage of the tiny world, and N of each file of the
// shipped recipes.
using namespace etslink;
using namespace etslink::test;

namespace {

int wished() {
  const char* const text = std::getenv("ETSLINK_DAMAGES");
  return text ? std::atoi(text) : 0;
}

struct Count {
  int accepted = 0, refused = 0;
};

// A calibration in a folder of its own, of which one file at a time is damaged.
class Victim {
 public:
  Victim(std::string recipe, std::string folder) : recipe_(std::move(recipe)), folder_(std::move(folder)) {}

  void try_damage(const std::string& original, const Damage& damage) {
    const std::string text = damaged(original, damage);
    if (text == original) return;
    write(damage.file, text);
    const Outcome outcome = try_calibration(recipe_, folder_);
    CAPTURE(damage.text());
    CHECK(outcome.fault == "");
    ++(outcome.accepted ? count_.accepted : count_.refused);
  }

  void write(const std::string& file, const std::string& text) const {
    const std::string path = folder_ + "/" + file;
    std::filesystem::remove(path);  // may be a link to the source
    if (!file.ends_with(".gz")) {
      std::ofstream(path, std::ios::binary) << text;
      return;
    }
    gzFile out = gzopen(path.c_str(), "wb1");
    REQUIRE(gzwrite(out, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size()));
    gzclose(out);
  }

  [[nodiscard]] const Count& count() const { return count_; }

 private:
  std::string recipe_, folder_;
  Count count_;
};

const std::vector<std::string> tiny_sources = {
    "table.csv",          "regions.csv",         "sectors.csv",          "co2_prior.csv",
    "co2_totals.csv",     "energy.csv",          "input_structures.csv", "use_shares.csv",
    "labour_pattern.csv", "labour_national.csv", "elasticities.csv"};
const std::vector<std::string> tiny_3x5_sources = {"co2_by_country.csv", "co2_by_industry.csv", "nace.csv",
                                                   "regions.csv",        "sectors.csv",         "labour_national.csv"};
const std::vector<std::string> tiny_physical_sources = {"fuel_prices.csv", "steel_routes.csv", "power_regions.csv",
                                                        "energy.csv"};
const std::vector<std::string> tiny_technology_sources = {"power_technologies.csv", "power_networks.csv"};
const std::vector<std::string> tiny_steel_sources = {"steel_by_route.csv", "steel_by_region.csv"};

const std::vector<std::string> tiny_tax_sources = {"tax_tariffs.csv",     "tax_revenues.csv", "tax_motor_fuels.csv",
                                                   "tax_oil_by_user.csv", "tax_users.csv",    "tax_weights.csv"};

// All deletions, and every `step`th of the other changes.
Count damage_tiny_world(const std::string& recipe, std::vector<std::string> files, int step) {
  const BenchmarkCopy copy("tiny_world");
  Victim victim(copy.folder() + "/" + recipe, copy.folder());
  files.push_back(recipe);
  int change = 0;
  for (const std::string& file : files) {
    const std::string text = copy.text(file);
    for (const Damage& damage : file == recipe ? toml_damages(file, text) : csv_damages(file, text))
      if (damage.is_deletion() || ++change % step == 0) victim.try_damage(text, damage);
    victim.write(file, text);
  }
  return victim.count();
}

// The shipped recipes beside links to all sources: FOLDER/project/data/recipes and FOLDER/shared/data.
void link_sources(const std::string& folder) {
  namespace fs = std::filesystem;
  const std::string project = source_folder();
  fs::create_directories(folder + "/project/data");
  fs::copy(project + "/data/recipes", folder + "/project/data/recipes");
  const fs::path shared = fs::absolute(project + "/../shared/data");
  for (const auto& entry : fs::recursive_directory_iterator(shared)) {
    const fs::path place = fs::path(folder) / "shared/data" / fs::relative(entry.path(), shared);
    fs::create_directories(place.parent_path());
    if (entry.is_regular_file()) fs::create_symlink(entry.path(), place);
  }
}

// The recipe of a table in money and its sources, or one that stands on another.
Count damage_shipped(const std::string& name, int per_file) {
  const BenchmarkCopy copy("tiny_world");  // a temporary folder
  const std::string folder = copy.folder() + "/tree", recipe = "project/data/recipes/" + name + ".toml";
  link_sources(folder);
  Victim victim(folder + "/" + recipe, folder);
  const std::string recipe_text = read_text_file(folder + "/" + recipe);
  const std::vector<Damage> keys = toml_damages(recipe, recipe_text);
  for (int i = 0; i < per_file; ++i) victim.try_damage(recipe_text, keys[i * keys.size() / per_file]);
  victim.write(recipe, recipe_text);
  const CompleteRecipe complete = read_complete_recipe(folder + "/" + recipe);
  std::vector<std::string> sources;  // those of a base are those of another recipe
  if (complete.steel) {
    sources = {"technology/steel_routes_2011.csv", "technology/steel_region_2011.csv"};
  } else if (complete.technologies) {
    sources = {"technology/power_technologies_2011.csv", "technology/power_regions_2011.csv"};
  } else if (!complete.physical) {
    for (const auto& [key, source] : source_files(complete.money)) sources.push_back(source);
  }
  for (const std::string& source : sources) {
    const std::string file = "shared/data/" + source, text = read_text_file(folder + "/" + file);
    for (const Damage& damage : random_csv_damages(file, text, per_file)) victim.try_damage(text, damage);
    victim.write(file, text);
  }
  return victim.count();
}

void report(const std::string& what, const Count& count) {
  MESSAGE(what << ": " << count.accepted << " accepted, " << count.refused << " refused");
  CHECK(count.accepted > 0);
  CHECK(count.refused > 0);
}

bool has_shared_tables() {
  const bool found = std::filesystem::exists(source_folder() + "/../shared/data/wiod2013");
  if (!found) MESSAGE("skipped: ../shared/data is not there");
  return found;
}

}  // namespace

TEST_CASE("a tiny world with anything deleted or changed is refused by file and line, or sound") {
  const int step = wished() > 0 ? 1 : 17;
  report("splits, energy", damage_tiny_world("recipe.toml", tiny_sources, step));
  report("CO2 by industry", damage_tiny_world("recipe_3x5.toml", tiny_3x5_sources, step));
  report("physical accounts", damage_tiny_world("recipe_physical.toml", tiny_physical_sources, step));
  report("technologies", damage_tiny_world("recipe_technologies.toml", tiny_technology_sources, step));
  report("steel", damage_tiny_world("recipe_steel.toml", tiny_steel_sources, step));
  report("taxes", damage_tiny_world("recipe_taxes.toml", tiny_tax_sources, step));
}

TEST_CASE("a shipped recipe with anything deleted or changed is refused by file and line, or sound") {
  if (!has_shared_tables()) return;
  report("nea2011_money", damage_shipped("nea2011_money", wished() > 0 ? wished() : 4));
  report("nea2011", damage_shipped("nea2011", wished() > 0 ? wished() : 12));
  report("nea2011_technologies", damage_shipped("nea2011_technologies", wished() > 0 ? wished() : 4));
  report("nea2011_steel", damage_shipped("nea2011_steel", wished() > 0 ? wished() : 4));
  if (wished() > 0) report("world_41x35", damage_shipped("world_41x35", 1 + wished() / 20));
}
