// SPDX-License-Identifier: Apache-2.0
#include "study/idle_markets.h"

#include <algorithm>
#include <functional>

#include "model/equilibrium.h"
#include "model/technology.h"
#include "study/named_sets.h"
#include "study/table_notes.h"

namespace etslink {
namespace {

// Without a list of markets a scenario has all of them on.
bool has_on(const TomlValue& scenario, const std::string& market) {
  const auto* markets = scenario.find("markets");
  if (markets == nullptr) return true;
  const auto& list = markets->as_list();
  return std::any_of(list.begin(), list.end(), [&](const TomlValue& name) { return has_text(&name, market); });
}

bool is_on_somewhere(const TomlValue& root, const std::string& market) {
  const auto& scenarios = root.require_key("scenario").entries();
  return std::any_of(scenarios.begin(), scenarios.end(),
                     [&](const auto& entry) { return has_on(entry.second, market); });
}

std::vector<Sector> covered_fuels(const TomlValue& market, const NamedSets& sets) {
  const auto* value = market.find("fuels");
  if (value != nullptr && !has_text(value, "all")) {
    const bool is_empty = value->is(TomlValue::Kind::list) && value->as_list().empty();
    return is_empty ? std::vector<Sector>() : sets.sectors(*value);
  }
  std::vector<Sector> all;
  for (int s = 0; s < sets.benchmark().sector_count(); ++s) all.push_back({s});
  return all;
}

// What a market covers of one sector, its technologies included, in all regions of the market [Mt].
double covered_of(const std::string& code, const TomlValue& market, const NamedSets& sets) {
  const Benchmark& benchmark = sets.benchmark();
  const Sector sector = benchmark.find_sector(code);
  std::vector<User> users;
  for (int s = 0; s < static_cast<int>(benchmark.sectors.size()); ++s) {
    if (Sector{s} == sector || sector_of(benchmark.sectors, {s}) == sector) users.push_back({User::Kind::sector, s});
  }
  const auto* process = market.find("process");
  double sum = 0;
  for (const Region region : sets.regions(market.require_key("regions")))
    sum += covered_emissions(
        benchmark, {region, users, covered_fuels(market, sets), process == nullptr || process->as_boolean(), 1});
  return sum;
}

bool has_true(const TomlValue& market, const std::string& key) {
  const auto* value = market.find(key);
  return value != nullptr && value->as_boolean();
}

// Of the codes that `value` names those that the market covers nothing of.
void note_codes(const TomlValue& value, const std::vector<std::string>& codes,
                const std::function<double(const std::string&)>& covered, std::vector<std::string>& notes) {
  for (const std::string& code : codes) {
    if (covered(code) > 0) continue;
    const auto text = "'" + code + "' in '" + value.name() + "' has no effect: it emits nothing that the market covers";
    notes.push_back(InputError(value.at(), text).what());
  }
}

// Electricity counts by who uses it: such a market covers emissions of others.
void note_coverage(const TomlValue& market, const NamedSets& sets, std::vector<std::string>& notes) {
  if (market.find("indirect") != nullptr) return;
  const auto covered = [&](const std::string& code) { return covered_of(code, market, sets); };
  std::vector<std::string> named, with_share;
  const auto *sectors = market.find("sectors"), *share = market.find("share");
  if (sectors != nullptr && sectors->is(TomlValue::Kind::list)) {
    named = sectors->as_texts();
    const bool is_empty = std::none_of(named.begin(), named.end(), [&](const auto& code) { return covered(code) > 0; });
    if (is_empty && !has_true(market, "households") && !has_true(market, "government")) return;  // refused as a whole
    note_codes(*sectors, named, covered, notes);
  }
  if (share == nullptr || !share->is(TomlValue::Kind::table)) return;
  for (const auto& [code, value] : share->entries()) {
    if (std::find(named.begin(), named.end(), code) == named.end()) with_share.push_back(code);
  }
  note_codes(*share, with_share, covered, notes);
}

}  // namespace

std::vector<std::string> notes_on_idle_markets(const TomlValue& root, const Benchmark& benchmark) {
  std::vector<std::string> notes;
  const auto* markets = root.find("market");
  if (markets == nullptr) return notes;
  const NamedSets sets(benchmark, root.find("sets"));
  for (const auto& [name, market] : markets->entries()) {
    if (!is_on_somewhere(root, name))
      notes.push_back(InputError(market.at(), "'" + market.name() + "' is on in no scenario").what());
    note_coverage(market, sets, notes);
  }
  return notes;
}

}  // namespace etslink
