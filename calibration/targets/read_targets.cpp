// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/read_targets.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "calibration/recipe_names.h"
#include "calibration/targets/contradictions.h"
#include "calibration/targets/source_value.h"
#include "calibration/toml/toml_numbers.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr std::pair<double, double> width_range{0.0, 0.9};
const std::string households = "HH";

// One entry of the recipe: a target for each of its regions.
class EntryReader {
 public:
  EntryReader(TomlSection& section, const Recipe& recipe, bool counts_electricity)
      : section_(section), recipe_(recipe), counts_electricity_(counts_electricity) {}

  std::vector<Target> read() {
    read_class();
    targets_.clear();
    if (section_.has("file"))
      read_from_file();
    else
      read_from_entry();
    section_.finish();
    if (targets_.empty()) section_.fail("a target names no region");
    return targets_;
  }

 private:
  void read_class() {
    common_.at = section_.at();
    TomlSection::Words<TargetKind> kinds;
    for (const TargetKindInfo& info : target_kinds()) kinds.emplace_back(info.word, info.kind);
    static_cast<void>(section_.need("kind"));
    section_.choose("kind", kinds, common_.kind);
    common_.users = known_texts(section_, "users", with_households(recipe_.sector_codes()));
    TomlSection::Words<Fuel> fuels;
    for (const Fuel fuel : all_fuels) fuels.emplace_back(fuel_word(fuel), fuel);
    std::vector<std::string> words;
    for (const auto& [word, fuel] : fuels) words.push_back(word);
    for (const std::string& word : known_texts(section_, "fuels", words))
      for (const auto& [name, fuel] : fuels)
        if (name == word) common_.fuels.push_back(fuel);
    check_class();
    common_.width = section_.number_or("width", 0, width_range);
    section_.choose<TargetBound>("bound", {{"both", TargetBound::both}, {"least", TargetBound::least}}, common_.bound);
    section_.choose("status", status_words(), common_.status);
  }

  // A class that can't have what the kind measures would be met by nothing, in silence.
  void check_class() {
    for (const auto& [key, is_empty] :
         {std::pair("users", common_.users.empty()), std::pair("fuels", common_.fuels.empty())})
      if (section_.has(key) && is_empty)
        throw InputError(section_.at(key), std::string("'") + key + "' is empty; leave it out for all");
    if (common_.kind == TargetKind::fuel_price) check_fuel_price();
    if (common_.kind == TargetKind::fuel_cost_share && (common_.users.empty() || common_.is_about(households)))
      section_.fail("a target of kind fuel_cost_share is about sectors: 'users' names them, without HH");
    if (common_.kind == TargetKind::electricity_price) check_electricity();
    const bool is_burnt = common_.kind == TargetKind::emissions || common_.kind == TargetKind::energy;
    if (is_burnt && std::count(common_.fuels.begin(), common_.fuels.end(), Fuel::crude) > 0)
      throw InputError(section_.at("fuels"),
                       "a target of kind " + info_of(common_.kind).word +
                           " is about fuels that are burnt, and 'crude' is refined; allowed: coal, gas, oil");
  }

  void check_fuel_price() {
    if (common_.fuels.size() != 1) section_.fail("a target of kind fuel_price is about one fuel: 'fuels' has one word");
    const Fuel fuel = common_.fuels.front();
    require_other_user(recipe_.sector_with(role_of(fuel)), fuel_word(fuel));
  }

  void check_electricity() {
    if (!counts_electricity_)
      throw InputError(section_.at("kind"),
                       "a target of kind electricity_price needs electricity accounts: the table "
                       "[physical_accounts.electricity.accounts]");
    if (section_.has("fuels"))
      throw InputError(section_.at("fuels"),
                       "a target of kind electricity_price is about electricity: it has no 'fuels'");
    require_other_user(recipe_.sector_with(SectorRole::electricity), "electricity");
  }

  // Not the sector that makes it.
  void require_other_user(const std::string& maker, const std::string& what) {
    if (find_position(common_.users, maker) < 0) return;
    throw InputError(section_.at("users"),
                     "'" + maker + "' makes " + what + ", and what it uses of it has no price; name those who buy it");
  }

  static TomlSection::Words<TargetStatus> status_words() {
    TomlSection::Words<TargetStatus> words;
    for (const TargetStatus status : {TargetStatus::source, TargetStatus::estimate, TargetStatus::memory})
      words.emplace_back(status_word(status), status);
    return words;
  }

  void add(const std::string& region, double wanted, const std::string& source) {
    Target target = common_;
    target.region = region;
    target.wanted = wanted;
    target.source = source;
    targets_.push_back(target);
  }

  void read_from_entry() {
    static_cast<void>(section_.need("wanted"));
    static_cast<void>(section_.need("status"));
    const std::string source = section_.text("source");
    for (const auto& [region, wanted] :
         known_numbers(section_, "wanted", recipe_.region_codes(), info_of(common_.kind).range))
      add(region, wanted, source);
  }

  void read_from_file() {
    const std::string file = section_.text("file"), path = recipe_.source(file);
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored))
      throw InputError(section_.at("file"), "'file': there is no file " + path);
    const CsvTable csv = read_csv(path);
    SourceRows rows{section_.text("column"), conditions(csv), section_.at("where")};
    require_column(csv, "column", rows.column);
    const std::string region_column = section_.text_or("region_column", "");
    if (!region_column.empty()) require_column(csv, "region_column", region_column);
    static_cast<void>(section_.need("regions"));
    const std::vector<std::string> regions = known_texts(section_, "regions", recipe_.region_codes());
    if (region_column.empty() && regions.size() != 1)
      section_.fail("a file without 'region_column' is about one region: 'regions' has one code");
    for (const std::string& region : regions) {
      SourceRows of_region = rows;
      if (!region_column.empty()) of_region.where.insert(of_region.where.begin(), {region_column, {region}});
      const SourceValue found = source_value(csv, of_region, info_of(common_.kind).unit);
      set_status(csv, found);
      check_range(csv, found);
      add(region, found.value, file + ": " + found.text);
    }
  }

  void require_column(const CsvTable& csv, const std::string& key, const std::string& column) const {
    require_name(section_.at(key), column, csv.columns());
  }

  std::vector<std::pair<std::string, std::vector<std::string>>> conditions(const CsvTable& csv) {
    std::vector<std::pair<std::string, std::vector<std::string>>> result;
    for (const auto& [column, value] : section_.need("where").as_table().entries()) {
      require_name(value.at(), column, csv.columns());
      result.emplace_back(
          column, value.is(TomlValue::Kind::list) ? value.as_texts() : std::vector<std::string>{value.as_text()});
    }
    return result;
  }

  // A file that says of its rows how they are known says it of the target, unless the recipe does.
  void set_status(const CsvTable& csv, const SourceValue& found) {
    if (section_.has("status") || !csv.has_column("status")) return;
    const std::string word = csv.text(found.rows.front(), "status");
    const auto words = status_words();
    std::vector<std::string> allowed;
    for (const auto& entry : words) allowed.push_back(entry.first);
    require_name(csv.at(found.rows.front()), word, allowed);
    for (const auto& [name, status] : words)
      if (name == word) common_.status = status;
  }

  void check_range(const CsvTable& csv, const SourceValue& found) const {
    const auto& [low, high] = info_of(common_.kind).range;
    if (found.value < low || found.value > high)
      throw InputError(csv.at(found.rows.front()), "a wanted " + info_of(common_.kind).word + " of " +
                                                       shortest_text(found.value) + "; allowed: " + shortest_text(low) +
                                                       " to " + shortest_text(high));
  }

  TomlSection& section_;
  const Recipe& recipe_;
  bool counts_electricity_;
  Target common_;
  std::vector<Target> targets_;
};

// The same class has the same name, whatever the order of its words.
Target in_one_order(Target target) {
  std::sort(target.users.begin(), target.users.end());
  std::sort(target.fuels.begin(), target.fuels.end());
  return target;
}

}  // namespace

std::vector<Target> read_targets(TomlSection& recipe_file, const Recipe& recipe, bool counts_electricity) {
  std::vector<Target> targets;
  std::map<std::string, SourceLocation> stated;
  for (TomlSection& entry : recipe_file.sections("targets")) {
    for (const Target& target : EntryReader(entry, recipe, counts_electricity).read()) {
      const auto [first, is_new] = stated.try_emplace(in_one_order(target).name(), target.at);
      if (!is_new)
        throw InputError(target.at, "the target " + target.name() + " is stated twice, first in line " +
                                        std::to_string(first->second.line));
      targets.push_back(target);
    }
  }
  refuse_contradictions(targets, recipe);
  return targets;
}

}  // namespace etslink
