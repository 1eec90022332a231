// SPDX-License-Identifier: Apache-2.0
#include "study/read_scenarios.h"

#include <algorithm>
#include <set>

#include "study/merge_tables.h"
#include "study/read_coverage.h"
#include "study/read_links.h"
#include "study/read_markets.h"
#include "study/read_swaps.h"

namespace etslink {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The table of that name, for an item of a list of names.
const TomlValue& named_table(const TomlValue* tables, const TomlValue& item, const std::string& what) {
  const auto& name = item.as_text();
  const auto* table = tables == nullptr ? nullptr : tables->find(name);
  if (table != nullptr) return table->as_table();
  const auto names = tables == nullptr ? std::vector<std::string>() : tables->keys();
  item.fail("unknown " + what + " '" + name + "' in '" + item.name() + "'" +
            (names.empty() ? "; the study has no [" + what + ".NAME]" : suggestion(name, names)));
}

// A word that names a link instead of a list of markets.
void expect_new(const std::vector<std::string>& names, const TomlValue& item) {
  if (contains(names, item.as_text())) item.fail("'" + item.as_text() + "' appears twice in '" + item.name() + "'");
}

class ScenarioReader {
 public:
  ScenarioReader(const ScenarioBase& base, const NamedSets& sets, const std::string& name, const TomlValue& table)
      : base_(base), sets_(sets), table_(table) {
    scenario_.name = name;
    scenario_.policy.markets = base.markets;
    scenario_.options = base.options;
    scenario_.at = table.at();
  }

  [[nodiscard]] Scenario read() {
    table_.expect_keys({"description", "markets", "links", "caps", "market", "link", "projects", "swaps"});
    if (const auto* value = table_.find("description")) scenario_.description = value->as_text();
    read_active();
    change_markets();
    read_links();
    read_projects();
    read_swaps();
    return scenario_;
  }

 private:
  // Without the key every market is on.
  void read_active() {
    const auto* value = table_.find("markets");
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
  void change_markets() {
    const auto* tables = table_.find("market");
    const auto* caps = table_.find("caps");
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
      if (contains(coverage_keys(), key))
        value.fail("'" + value.name() + "' can't differ between scenarios, which share one set of covered emissions; " +
                   "write another market and choose with 'markets'");
    }
    auto& market = scenario_.policy.markets[index];
    market = read_market(name, with_changes(*base_.market_tables->find(name), changes, {"eite", "offsets"}), sets_);
    market.at = base_.markets[index].at;
  }

  void read_links() {
    const auto* links = table_.find("links");
    std::vector<std::string> names;
    if (links != nullptr) {
      for (const auto& item : links->as_list()) {
        if (item.is(TomlValue::Kind::list)) {
          scenario_.policy.links.push_back(read_full_link(item));
        } else if (!item.is(TomlValue::Kind::text)) {
          item.fail("'" + links->name() + "' must be a list of links, e.g. [[\"A\", \"B\"], \"name of a link\"]");
        }
      }
      for (const auto& item : links->as_list()) {
        if (!item.is(TomlValue::Kind::text)) continue;
        expect_new(names, item);
        names.push_back(item.as_text());
        add_restricted_link(item);
      }
    }
    expect_links_are_used(names);
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

  // ["A", "B"] names two links; the full link of two markets is [["A", "B"]].
  void expect_no_market(const TomlValue& item) const {
    const bool is_link = base_.link_tables != nullptr && base_.link_tables->find(item.as_text()) != nullptr;
    const bool is_market = std::any_of(base_.markets.begin(), base_.markets.end(),
                                       [&](const PermitMarket& market) { return market.name == item.as_text(); });
    if (is_market && !is_link)
      item.fail("'" + item.as_text() + "' in '" + item.name() +
                "' is a market: a full link is a list of markets, e.g. " + "[[\"A\", \"B\"]]");
  }

  void add_restricted_link(const TomlValue& item) {
    expect_no_market(item);
    const auto& table = named_table(base_.link_tables, item, "link");
    const auto* all_changes = table_.find("link");
    const auto* changes = all_changes == nullptr ? nullptr : all_changes->find(item.as_text());
    const auto& markets = scenario_.policy.markets;
    auto link = read_link(item.as_text(), table, sets_, markets);
    if (changes != nullptr)
      link = read_link(item.as_text(), with_changes(table, *changes, {"corridor"}), sets_, markets);
    expect_active(link.from, item);
    expect_active(link.to, item);
    for (const auto& full : scenario_.policy.links) {
      const auto is_member = [&](int m) {
        return std::find(full.markets.begin(), full.markets.end(), m) != full.markets.end();
      };
      if (is_member(link.from) && is_member(link.to))
        item.fail("link '" + item.as_text() + "': its markets share one price already, by another link");
    }
    scenario_.policy.restricted_links.push_back(link);
  }

  void expect_links_are_used(const std::vector<std::string>& names) const {
    const auto* changes = table_.find("link");
    if (changes == nullptr) return;
    for (const auto& [name, value] : changes->as_table().entries()) {
      static_cast<void>(value.as_table());
      if (!contains(names, name))
        value.fail("'" + value.name() + "': link '" + name + "' is not in 'links' of this scenario");
    }
  }

  void read_projects() {
    const auto* value = table_.find("projects");
    if (value == nullptr) return;
    std::vector<std::string> names;
    for (const auto& item : value->as_list()) {
      expect_new(names, item);
      names.push_back(item.as_text());
      const auto& table = named_table(base_.project_tables, item, "project");
      scenario_.policy.projects.push_back(read_project(item.as_text(), table, sets_, scenario_.policy.markets));
      expect_active(scenario_.policy.projects.back().to, item);
    }
  }

  void read_swaps() {
    const auto* value = table_.find("swaps");
    if (value == nullptr) return;
    std::vector<std::string> names;
    for (const auto& item : value->as_list()) {
      expect_new(names, item);
      names.push_back(item.as_text());
      const auto swap = read_swap(named_table(base_.swap_tables, item, "swap"), sets_, scenario_.policy.markets);
      for (const int m : {swap.fixed.market, swap.freed.market}) {
        if (m >= 0) expect_active(m, item);
      }
      scenario_.policy.swaps.push_back(swap);
    }
  }

  const ScenarioBase& base_;
  const NamedSets& sets_;
  const TomlValue& table_;
  Scenario scenario_;
  std::set<int> linked_;  // markets with a full link
};

// Reads the tables of one kind that no scenario names.
template <class Read>
void check_unused(const TomlValue* tables, const TomlValue& scenarios, const std::string& key, const Read& read) {
  if (tables == nullptr) return;
  std::set<std::string> used;
  for (const auto& [name, scenario] : scenarios.entries()) {
    const auto* list = scenario.find(key);
    if (list == nullptr) continue;
    for (const auto& item : list->as_list()) {
      if (item.is(TomlValue::Kind::text)) used.insert(item.as_text());
    }
  }
  for (const auto& [name, value] : tables->as_table().entries()) {
    if (!used.contains(name)) read(name, value.as_table());
  }
}

// Links and projects stand on one axis of the results.
void expect_names_of_their_own(const ScenarioBase& base) {
  if (base.link_tables == nullptr || base.project_tables == nullptr) return;
  for (const auto& [name, value] : base.project_tables->as_table().entries()) {
    if (base.link_tables->as_table().find(name) != nullptr)
      value.fail("project '" + name + "' has the name of a link; their flows need names of their own in the results");
  }
}

}  // namespace

std::vector<Scenario> read_scenarios(const TomlValue& table, const ScenarioBase& base, const NamedSets& sets) {
  expect_names_of_their_own(base);
  std::vector<Scenario> scenarios;
  for (const auto& [name, value] : table.as_table().entries())
    scenarios.push_back(ScenarioReader(base, sets, name, value.as_table()).read());
  if (scenarios.empty()) table.fail("a study needs at least one scenario");
  check_unused(base.link_tables, table, "links", [&](const std::string& name, const TomlValue& value) {
    static_cast<void>(read_link(name, value, sets, base.markets));
  });
  check_unused(base.project_tables, table, "projects", [&](const std::string& name, const TomlValue& value) {
    static_cast<void>(read_project(name, value, sets, base.markets));
  });
  check_unused(base.swap_tables, table, "swaps", [&](const std::string&, const TomlValue& value) {
    static_cast<void>(read_swap(value, sets, base.markets));
  });
  return scenarios;
}

}  // namespace etslink
