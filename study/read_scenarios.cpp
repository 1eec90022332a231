// SPDX-License-Identifier: Apache-2.0
#include "study/read_scenarios.h"

#include <algorithm>
#include <map>
#include <set>

#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_section.h"
#include "study/check_credit_limits.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/permit_flows.h"
#include "study/market/read_markets.h"
#include "study/merge_tables.h"
#include "study/read_shocks.h"

namespace etslink {
namespace {

// The list of a scenario that has full links beside the names of others.
const std::string full_links = "links";

bool is_among(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void expect_new(const std::vector<std::string>& names, const TomlValue& item) {
  if (is_among(names, item.as_text())) item.fail("'" + item.as_text() + "' appears twice in '" + item.name() + "'");
}

class ScenarioReader {
 public:
  ScenarioReader(const ScenarioBase& base, const NamedSets& sets, const std::string& name, const TomlValue& table)
      : base_(base), sets_(sets), section_(table) {
    scenario_.name = name;
    scenario_.policy.markets = base.markets;
    scenario_.options = base.options;
    scenario_.at = table.at();
  }

  [[nodiscard]] Scenario read() {
    section_.read("description", read_text, scenario_.description);
    const auto* active = section_.find("markets");
    const auto *caps = section_.find("caps"), *markets = section_.find("market"), *shocks = section_.find("shock");
    for (const auto& kind : listed_kinds()) {
      section_.allow(kind.list);
      if (kind.is_changeable) section_.allow(kind.table);
    }
    section_.finish();  // before a list is searched for what a misspelt key says
    read_active(active);
    change_markets(markets, caps);
    for (const auto& kind : listed_kinds()) {
      if (kind.list == full_links) read_full_links();
      read_listed(kind);
    }
    if (shocks != nullptr) scenario_.policy.shocks = read_shocks(*shocks, sets_);
    return scenario_;
  }

 private:
  // Without the key every market is on.
  void read_active(const TomlValue* value) {
    auto& active = scenario_.policy.active;
    active.assign(base_.markets.size(), value == nullptr ? 1 : 0);
    if (value == nullptr) return;
    for (const auto& item : value->as_list()) {
      char& is_active = active[find_market(item, base_.markets)];
      if (is_active) item.fail("market '" + item.as_text() + "' appears twice in '" + item.name() + "'");
      is_active = 1;
    }
  }

  void expect_active(int index, const TomlValue& value) const {
    if (!scenario_.policy.active[index])
      value.fail("market '" + base_.markets[index].name + "' is off in this scenario");
  }

  // [scenario.NAME.market.NAME], and caps, the short form for its key `cap`.
  void change_markets(const TomlValue* tables, const TomlValue* caps) {
    if (tables != nullptr) {
      for (const auto& [name, changes] : tables->as_table().entries()) change_market(name, changes.as_table());
    }
    if (caps == nullptr) return;
    for (const auto& [name, cap] : caps->as_table().entries()) {
      const auto* table = tables == nullptr ? nullptr : tables->find(name);
      if (table != nullptr) cap.fail("'" + cap.name() + "': write the cap in [" + table->name() + "]");
      TomlValue changes(TomlValue::Kind::table, caps->name(), cap.at());
      changes.insert("cap", cap);
      change_market(name, changes);
    }
  }

  void change_market(const std::string& name, const TomlValue& changes) {
    const int index = find_market(name, changes, base_.markets);
    expect_active(index, changes);
    for (const auto& [key, value] : changes.entries()) {
      if (is_among(fixed_market_keys(), key))
        value.fail("'" + value.name() + "' can't differ between scenarios, which share one set of covered emissions; " +
                   "write another market and choose with 'markets'");
    }
    auto& market = scenario_.policy.markets[index];
    market =
        read_market(name, with_changes(*base_.study.find("market")->find(name), changes, merged_market_keys()), sets_);
    market.at = base_.markets[index].at;
  }

  // The list of links has full ones as lists of markets, beside the names of others.
  void read_full_links() {
    const auto* links = section_.find(full_links);
    if (links == nullptr) return;
    for (const auto& item : links->as_list()) {
      if (item.is(TomlValue::Kind::list)) {
        scenario_.policy.links.push_back(read_full_link(item));
      } else if (!item.is(TomlValue::Kind::text)) {
        item.fail("'" + links->name() + "' must be a list of links, e.g. [[\"A\", \"B\"], \"name of a link\"]");
      }
    }
  }

  [[nodiscard]] MarketLink read_full_link(const TomlValue& group) {
    MarketLink link;
    link.at = group.at();
    for (const auto& item : group.as_list()) {
      const int index = find_market(item, base_.markets);
      expect_active(index, item);
      expect_tradable(item, scenario_.policy.markets[index]);
      if (!linked_.insert(index).second)
        item.fail("market '" + item.as_text() + "' is linked twice: markets that share a price stand in one list");
      link.markets.push_back(index);
    }
    if (link.markets.size() < 2) group.fail("a link needs at least two markets");
    return link;
  }

  // The tables of a kind [KIND.NAME]; null where the study has none.
  [[nodiscard]] const TomlValue* tables_of(const ListedKind& kind) const { return base_.study.find(kind.table); }

  void read_listed(const ListedKind& kind) {
    std::vector<std::string> names;
    if (const auto* list = section_.find(kind.list)) {
      for (const auto& item : list->as_list()) {
        if (kind.list == full_links && item.is(TomlValue::Kind::list)) continue;
        expect_new(names, item);
        names.push_back(item.as_text());
        read_item(kind, item);
      }
    }
    if (kind.is_changeable) expect_changes_are_used(kind, names);
  }

  void read_item(const ListedKind& kind, const TomlValue& item) {
    const auto& name = item.as_text();
    const auto& table = find_table(kind, item);
    const auto* all_changes = kind.is_changeable ? section_.find(kind.table) : nullptr;
    const auto* changes = all_changes == nullptr ? nullptr : all_changes->find(name);
    Policy alone = scenario_.policy;
    auto markets = kind.read({name, table, item, sets_}, alone);
    if (changes != nullptr) {
      alone = scenario_.policy;
      markets = kind.read({name, with_changes(table, *changes, kind.merged_keys), item, sets_}, alone);
    }
    scenario_.policy = alone;
    for (const int m : markets) expect_active(m, item);
  }

  [[nodiscard]] const TomlValue& find_table(const ListedKind& kind, const TomlValue& item) const {
    const auto* tables = tables_of(kind);
    const auto& name = item.as_text();
    const auto* table = tables == nullptr ? nullptr : tables->find(name);
    if (table != nullptr) return table->as_table();
    if (kind.list == full_links) expect_no_market(item);
    const auto names = tables == nullptr ? std::vector<std::string>() : tables->keys();
    item.fail("unknown " + kind.table + " '" + name + "' in '" + item.name() + "'" +
              (names.empty() ? "; the study has no [" + kind.table + ".NAME]" : suggestion(name, names)));
  }

  // ["A", "B"] names two links; the full link of two markets is [["A", "B"]].
  void expect_no_market(const TomlValue& item) const {
    const bool is_market = std::any_of(base_.markets.begin(), base_.markets.end(),
                                       [&](const PermitMarket& market) { return market.name == item.as_text(); });
    if (is_market)
      item.fail("'" + item.as_text() + "' in '" + item.name() +
                "' is a market: a full link is a list of markets, e.g. " + "[[\"A\", \"B\"]]");
  }

  void expect_changes_are_used(const ListedKind& kind, const std::vector<std::string>& names) {
    const auto* changes = section_.find(kind.table);
    if (changes == nullptr) return;
    for (const auto& [name, value] : changes->as_table().entries()) {
      static_cast<void>(value.as_table());
      if (!is_among(names, name))
        value.fail("'" + value.name() + "': " + kind.table + " '" + name + "' is not in '" + kind.list +
                   "' of this scenario");
    }
  }

  const ScenarioBase& base_;
  const NamedSets& sets_;
  TomlSection section_;
  Scenario scenario_;
  std::set<int> linked_;  // markets with a full link
};

// Reads the tables of one kind that no scenario names.
void check_unused(const ListedKind& kind, const TomlValue& scenarios, const ScenarioBase& base, const NamedSets& sets) {
  const auto* tables = base.study.find(kind.table);
  if (tables == nullptr) return;
  const auto used = named_in_scenarios(scenarios, kind);
  for (const auto& [name, value] : tables->as_table().entries()) {
    Policy policy{base.markets, std::vector<char>(base.markets.size(), 1), {}};
    if (!used.contains(name)) static_cast<void>(kind.read({name, value, value, sets}, policy));
  }
}

// Names of all that flows into markets.
std::vector<std::string> flow_names(const TomlValue& study) {
  std::vector<std::string> names;
  for (const auto& kind : listed_kinds()) {
    const auto* tables = kind.is_flow ? study.find(kind.table) : nullptr;
    if (tables == nullptr) continue;
    for (const auto& name : tables->keys()) names.push_back(name);
  }
  return names;
}

// What stands on one axis of the results.
void expect_names_of_their_own(const TomlValue& study) {
  std::map<std::string, std::string> kind_of;
  for (const auto& kind : listed_kinds()) {
    const auto* tables = kind.is_flow ? study.find(kind.table) : nullptr;
    if (tables == nullptr) continue;
    for (const auto& [name, value] : tables->as_table().entries()) {
      const auto [first, is_new] = kind_of.emplace(name, kind.table);
      if (!is_new)
        value.fail(kind.table + " '" + name + "' has the name of a " + first->second +
                   "; their flows need names of their own in the results");
    }
  }
}

}  // namespace

std::vector<Scenario> read_scenarios(const TomlValue& table, const ScenarioBase& base, const NamedSets& sets) {
  expect_names_of_their_own(base.study);
  std::vector<Scenario> scenarios;
  for (const auto& [name, value] : table.as_table().entries())
    scenarios.push_back(ScenarioReader(base, sets, name, value).read());
  if (scenarios.empty()) table.fail("a study needs at least one scenario");
  check_credit_limits(scenarios, flow_names(base.study));
  for (const auto& kind : listed_kinds()) check_unused(kind, table, base, sets);
  return scenarios;
}

}  // namespace etslink
