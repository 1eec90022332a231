// SPDX-License-Identifier: Apache-2.0
#include "app/read_scenarios.h"

#include <algorithm>

#include "app/read_markets.h"

namespace etslink {
namespace {

class ScenarioReader {
 public:
  ScenarioReader(const ScenarioBase& base, const NamedSets& sets) : base_(base), sets_(sets) {
    for (const auto& market : base.markets) market_names_.push_back(market.name);
  }

  [[nodiscard]] Scenario read(const std::string& name, const TomlValue& table) const {
    table.expect_keys({"description", "markets", "links", "caps"});
    Scenario scenario{name, "", {base_.markets, {}, {}}, base_.options, table.at()};
    if (const auto* value = table.find("description")) scenario.description = value->as_text();
    scenario.policy.active = read_active(table.find("markets"));
    if (const auto* value = table.find("caps")) read_caps(*value, scenario.policy);
    if (const auto* value = table.find("links")) read_links(*value, scenario.policy);
    return scenario;
  }

 private:
  [[nodiscard]] int market(const std::string& name, const TomlValue& value) const {
    const auto found = std::find(market_names_.begin(), market_names_.end(), name);
    if (found == market_names_.end()) {
      value.fail("unknown market '" + name + "' in '" + value.name() + "'" + suggestion(name, market_names_));
    }
    return static_cast<int>(found - market_names_.begin());
  }

  // Without the key every market is on.
  [[nodiscard]] std::vector<char> read_active(const TomlValue* value) const {
    std::vector<char> active(base_.markets.size(), value == nullptr ? 1 : 0);
    if (value == nullptr) return active;
    for (const auto& item : value->as_list()) {
      char& is_active = active[market(item.as_text(), item)];
      if (is_active) item.fail("market '" + item.as_text() + "' appears twice in '" + item.name() + "'");
      is_active = 1;
    }
    return active;
  }

  void expect_active(const Policy& policy, int index, const TomlValue& value) const {
    if (!policy.active[index]) value.fail("market '" + market_names_[index] + "' is off in this scenario");
  }

  void read_caps(const TomlValue& caps, Policy& policy) const {
    for (const auto& [name, value] : caps.as_table().entries()) {
      const int index = market(name, value);
      expect_active(policy, index, value);
      policy.markets[index].cap_mt = read_cap(value, policy.markets[index], sets_);
    }
  }

  void read_links(const TomlValue& links, Policy& policy) const {
    std::vector<char> linked(base_.markets.size(), 0);
    for (const auto& group : links.as_list()) {
      MarketLink link;
      link.at = group.at();
      if (!group.is(TomlValue::Kind::list))
        group.fail("'" + links.name() + "' must be a list of links, e.g. [[\"A\", \"B\"]]");
      for (const auto& item : group.as_list()) {
        const int index = market(item.as_text(), item);
        expect_active(policy, index, item);
        if (linked[index]) {
          item.fail("market '" + item.as_text() + "' is linked twice: markets that share a price stand in one list");
        }
        linked[index] = 1;
        link.markets.push_back(index);
      }
      if (link.markets.size() < 2) group.fail("a link needs at least two markets");
      policy.links.push_back(link);
    }
  }

  const ScenarioBase& base_;
  const NamedSets& sets_;
  std::vector<std::string> market_names_;
};

}  // namespace

std::vector<Scenario> read_scenarios(const TomlValue& table, const ScenarioBase& base, const NamedSets& sets) {
  const ScenarioReader reader(base, sets);
  std::vector<Scenario> scenarios;
  for (const auto& [name, value] : table.as_table().entries()) scenarios.push_back(reader.read(name, value.as_table()));
  if (scenarios.empty()) table.fail("a study needs at least one scenario");
  return scenarios;
}

}  // namespace etslink
