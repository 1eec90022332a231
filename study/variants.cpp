// SPDX-License-Identifier: Apache-2.0
#include "study/variants.h"

#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"

namespace etslink {
namespace {

using Kind = TomlValue::Kind;

const std::string default_name = "default", description_key = "description", scenario_table = "scenario";
// Of [study]: what is said once of all variants.
const std::vector<std::string> shared_keys{"name", "description", "variant_name", "reference"};

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool takes_out(const TomlValue& value) { return value.is(Kind::text) && value.as_text() == "none"; }

// The table of a study with the changes of a variant. Values keep their places and get the names that they have in a
// study. `may_take_out`: whether "none" takes a key out of this table.
TomlValue changed(const TomlValue& base, const TomlValue& changes, bool may_take_out) {
  TomlValue result(Kind::table, base.name(), base.at());
  const auto full_name = [&](const std::string& key) { return base.name().empty() ? key : base.name() + "." + key; };
  for (const auto& [key, value] : base.entries()) {
    const auto* change = changes.find(key);
    if (change == nullptr) {
      result.insert(key, value);
    } else if (value.is(Kind::table) && change->is(Kind::table) && !change->is_inline()) {
      result.insert(key, changed(value, *change, may_take_out && full_name(key) != scenario_table));
    } else if (!may_take_out || !takes_out(*change)) {
      result.insert(key, change->renamed(full_name(key)));
    }
  }
  for (const auto& [key, value] : changes.entries()) {
    if (base.find(key) != nullptr) continue;
    if (may_take_out && takes_out(value))
      value.fail("'" + value.name() + "' = \"none\" takes out what the study does not have");
    result.insert(key, value.renamed(full_name(key)));
  }
  return result;
}

TomlValue without(const TomlValue& table, const std::string& key) {
  TomlValue result(Kind::table, table.name(), table.at());
  for (const auto& [name, value] : table.entries()) {
    if (name != key) result.insert(name, value);
  }
  return result;
}

// Names are those of groups in the results file, and of values on its axis.
void expect_group_name(const std::string& name, const TomlValue& at) {
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (name.empty() || !is_plain)
    at.fail("'" + name + "' can't be the name of a variant; allowed: letters, digits, '_' and '-'");
}

void check_changes(const TomlValue& variant) {
  auto allowed = study_tables();
  allowed.push_back(description_key);
  variant.expect_keys(allowed);
  for (const auto& [key, value] : variant.entries()) {
    if (key != description_key) static_cast<void>(value.as_table());
  }
  if (const auto* study = variant.find("study")) {
    for (const auto& [key, value] : study->entries()) {
      if (contains(shared_keys, key))
        value.fail("'" + value.name() + "': all variants have the " + key + " of [study]");
    }
  }
  if (without(variant, description_key).entries().empty()) variant.fail("[" + variant.name() + "] changes nothing");
}

VariantSource changed_study(const TomlValue& study, const std::string& name, const TomlValue& variant) {
  check_changes(variant);
  VariantSource source{name, "", changed(study, without(variant, description_key), true), variant.at()};
  if (const auto* text = variant.find(description_key)) source.description = read_text(*text);
  return source;
}

}  // namespace

std::vector<std::string> study_tables() {
  std::vector<std::string> tables{"study", "model", "elasticities", "sets", "market"};
  for (const auto& kind : listed_kinds()) tables.push_back(kind.table);
  tables.insert(tables.end(), {scenario_table, "leakage", "results", "sweep"});
  return tables;
}

std::vector<VariantSource> variants_of(const TomlValue& root) {
  const auto* variants = root.find("variant");
  if (variants == nullptr) return {{"", "", root, root.at()}};
  if (variants->as_table().entries().empty()) variants->fail("[variant] needs at least one table [variant.NAME]");
  std::vector<VariantSource> sources{{default_name, "", without(root, "variant"), root.at()}};
  const auto* header = root.find("study");
  const auto* name = header != nullptr && header->is(Kind::table) ? header->find("variant_name") : nullptr;
  if (name != nullptr) {
    sources.front().name = name->as_text();
    expect_group_name(name->as_text(), *name);
  }
  for (const auto& [key, value] : variants->entries()) {
    expect_group_name(key, value);
    if (key == sources.front().name)
      value.fail("variant '" + key + "' has the name of the study as it is written; another one can be given by " +
                 "'study.variant_name'");
    sources.push_back(changed_study(sources.front().root, key, value.as_table()));
  }
  return sources;
}

}  // namespace etslink
