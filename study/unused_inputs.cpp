// SPDX-License-Identifier: Apache-2.0
#include "study/unused_inputs.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "calibration/parameter_names.h"
#include "calibration/parameter_weights.h"
#include "study/closures/closure_rules.h"
#include "study/idle_markets.h"
#include "study/listed/listed_kinds.h"
#include "study/market/market_rules.h"
#include "study/read_parameters.h"

namespace etslink {
namespace {

bool is_among(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string sentence(const SourceLocation& at, const std::string& text) { return InputError(at, text).what(); }

// Calls act(table) for every table [kind.NAME] of a study.
template <class Act>
void for_each_table(const TomlValue& root, const std::string& kind, const Act& act) {
  const auto* tables = root.find(kind);
  if (tables == nullptr) return;
  for (const auto& [name, table] : tables->entries()) act(table);
}

void note_closures(const TomlValue& root, const ModelData& data, std::vector<std::string>& notes) {
  const auto* model = root.find("model");
  if (model == nullptr) return;
  TableNotes own(root, "model", *model, notes);
  for (const auto& rule : closure_rules()) {
    if (rule.note != nullptr) rule.note(own, data);
  }
}

void note_markets(const TomlValue& root, const Benchmark& benchmark, std::vector<std::string>& notes) {
  for_each_table(root, "market", [&](const TomlValue& market) {
    TableNotes own(root, "market", market, notes);
    for (const auto& rule : market_rules()) {
      if (rule.note != nullptr) rule.note(own, benchmark);
    }
  });
}

void note_listed(const TomlValue& root, const ListedKind& kind, std::vector<std::string>& notes) {
  const auto* scenarios = root.find("scenario");
  const auto used = scenarios == nullptr ? std::set<std::string>() : named_in_scenarios(*scenarios, kind);
  for_each_table(root, kind.table, [&](const TomlValue& table) {
    TableNotes own(root, kind.table, table, notes);
    if (kind.note != nullptr) kind.note(own);
    const auto name = table.name().substr(table.name().find('.') + 1);
    if (!used.contains(name)) notes.push_back(no_effect(table, "no scenario names it in '" + kind.list + "'"));
  });
}

// Keys that are names, "tariff STEEL asia", consist of words.
bool has_word(const std::string& key, const std::string& word) {
  std::istringstream words(key);
  for (std::string each; words >> each;) {
    if (each == word) return true;
  }
  return false;
}

bool mentions(const TomlValue& value, const std::string& name, const TomlValue& sets) {
  if (&value == &sets) return false;
  if (value.is(TomlValue::Kind::text)) return value.as_text() == name;
  if (value.is(TomlValue::Kind::list)) {
    const auto& items = value.as_list();
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return mentions(item, name, sets); });
  }
  const auto& entries = value.entries();
  return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
    return has_word(entry.first, name) || mentions(entry.second, name, sets);
  });
}

std::string place(const Benchmark& benchmark, const ElasticityEntry& entry) {
  std::string text;
  if (entry.sector) text = "sector " + benchmark.sectors[entry.sector->index].code;
  if (entry.region) text += (text.empty() ? "region " : ", region ") + benchmark.regions[entry.region->index].code;
  return text.empty() ? "any place" : text;
}

// A parameter is named once, however many sectors have a value of their own.
void note_nests(const NestSet& nests, std::vector<std::string>& notes) {
  std::set<std::string> named;
  for (const auto& value : nests.idle_parameters) {
    if (named.insert(value.parameter).second) {
      notes.push_back(
          sentence(value.at, "parameter '" + value.parameter + "' has no effect: no nest of this file asks for it"));
    }
  }
}

// Sets that no key names. A text that happens to be the same word counts as a use.
void note_sets(const TomlValue& root, std::vector<std::string>& notes) {
  const auto* sets = root.find("sets");
  if (sets == nullptr) return;
  for (const auto& [kind, tables] : sets->entries()) {
    for (const auto& [name, set] : tables.entries()) {
      if (!mentions(root, name, *sets)) notes.push_back(no_effect(set, "no key names this set"));
    }
  }
}

// The nearest name that is used, where there is one near enough to be meant.
std::string misspelt(const std::string& name, const std::vector<std::string>& used) {
  const auto text = suggestion(name, used);
  return text.starts_with("; did you mean") ? text : "";
}

}  // namespace

std::vector<std::string> unused_parameters(const BenchmarkTrial& trial) {
  // A long table of a benchmark that serves many studies is named once.
  std::map<std::pair<ParameterSource, std::string>, std::vector<const UnusedParameter*>> groups;
  for (const auto& unused : trial.unused_parameters) {
    // A benchmark serves nests that do with fewer of the usual parameters, and a nest file many benchmarks.
    const bool is_of_other_nests =
        unused.source == ParameterSource::benchmark && !unused.is_asked_for && is_of_usual_nests(unused.parameter);
    if (unused.source == ParameterSource::nests || is_of_other_nests) continue;
    groups[{unused.source, unused.parameter}].push_back(&unused);
  }
  std::vector<std::string> notes;
  for (const auto& [group, items] : groups) {
    const auto& first = *items.front();
    std::string text = "parameter '" + first.parameter + "'";
    if (!first.is_asked_for) {
      text += " has no effect: no nest and no rule of this study uses it" + misspelt(first.parameter, trial.parameters);
    } else {
      text += (first.place.empty() ? "" : " of " + first.place) + " has no effect: nothing there uses it";
    }
    if (items.size() > 1) text += " (nor in " + std::to_string(items.size() - 1) + " more places)";
    notes.push_back(sentence(first.at, text));
  }
  return notes;
}

std::vector<std::string> unused_keys(const TomlValue& root, const Benchmark& benchmark, const NestSet& nests) {
  std::vector<std::string> notes;
  note_closures(root, {benchmark, nests}, notes);
  note_markets(root, benchmark, notes);
  const auto idle = notes_on_idle_markets(root, benchmark);
  notes.insert(notes.end(), idle.begin(), idle.end());
  for (const auto& kind : listed_kinds()) note_listed(root, kind, notes);
  note_sets(root, notes);
  note_nests(nests, notes);
  return notes;
}

std::vector<std::string> unusual_parameters(const Benchmark& benchmark) {
  const auto& usual = usual_parameters();
  std::map<std::string, SourceLocation> others;
  for (const auto& entry : benchmark.elasticities) {
    if (!is_among(usual, entry.parameter)) others.emplace(entry.parameter, entry.at);
  }
  std::vector<std::string> notes;
  for (const auto& [name, at] : others)
    notes.push_back(
        sentence(at, "parameter '" + name + "' has an effect only where a nest file uses it" + misspelt(name, usual)));
  for (const ElasticityEntry& entry : entries_without_reach(benchmark))
    notes.push_back(sentence(entry.at, "parameter '" + entry.parameter + "' of " + place(benchmark, entry) +
                                           " has no effect: " + what_is_missing(usual_weight(entry.parameter))));
  return notes;
}

}  // namespace etslink
