// SPDX-License-Identifier: Apache-2.0
#include "study/market/read_markets.h"

#include <algorithm>

#include "study/market/market_rules.h"

namespace etslink {
namespace {

// Messages stand at the later of the two, which in a scenario is what it adds.
void expect_no_conflict(const TomlValue& table, const std::vector<KeyConflict>& conflicts) {
  for (const auto& [key, other, reason] : conflicts) {
    const auto* a = table.find(key);
    const auto* b = table.find(other);
    if (a == nullptr || b == nullptr) continue;
    if (a->at().line < b->at().line) std::swap(a, b);
    a->fail("'" + a->name() + "' can't stand beside '" + b->name() + "': " + reason);
  }
}

// A market needs a rule for its permits or its price.
void expect_main_key(TomlSection& section) {
  std::string keys;
  for (const auto& rule : market_rules()) {
    if (rule.main_key.empty()) continue;
    if (section.has(rule.main_key)) return;
    keys += (keys.empty() ? "" : ", ") + rule.main_key;
  }
  const auto first = keys.substr(0, keys.find(','));
  section.fail("missing key '" + first + "' in [" + section.name() + "] (or " + keys.substr(first.size() + 2) + ")");
}

std::vector<std::string> keys_of_rules(std::vector<std::string> MarketRule::*keys) {
  std::vector<std::string> all;
  for (const auto& rule : market_rules()) all.insert(all.end(), (rule.*keys).begin(), (rule.*keys).end());
  return all;
}

}  // namespace

std::vector<KeyConflict> conflicts_of_permits(const std::vector<std::string>& keys) {
  std::vector<KeyConflict> conflicts;
  for (const auto& key : keys) {
    conflicts.push_back({"price", key, "a carbon tax has no permits"});
    conflicts.push_back({"crediting", key, "who is credited needs no permits"});
  }
  return conflicts;
}

void expect_cap_for(TomlSection& section, const std::string& key, const PermitMarket& market) {
  const auto* value = section.find(key);
  const bool has_cap = std::any_of(market.cap_mt.begin(), market.cap_mt.end(), [](double mt) { return mt > 0; });
  if (value == nullptr || has_cap) return;
  const auto* cap = section.find("cap");
  if (cap != nullptr && market.cap_per_gdp_mt.empty())
    value->fail("'" + value->name() + "': '" + cap->name() +
                "' is 0 Mt, which leaves no permits; allowed: a cap above 0");
  value->fail("'" + value->name() + "': market '" + market.name + "' has no absolute cap, whose permits it needs");
}

std::vector<std::string> fixed_market_keys() { return keys_of_rules(&MarketRule::fixed_keys); }
std::vector<std::string> merged_market_keys() { return keys_of_rules(&MarketRule::merged_keys); }

PermitMarket read_market(const std::string& name, const TomlValue& table, const NamedSets& sets) {
  TomlSection section(table);
  expect_main_key(section);
  PermitMarket market;
  market.name = name;
  market.at = section.at();
  for (const auto& rule : market_rules()) expect_no_conflict(table, rule.conflicts);
  for (const auto& rule : market_rules()) rule.read(section, sets, market);
  section.finish();
  return market;
}

std::vector<PermitMarket> read_markets(const TomlValue* table, const NamedSets& sets) {
  std::vector<PermitMarket> markets;
  if (table == nullptr) return markets;
  for (const auto& [name, value] : table->as_table().entries()) {
    markets.push_back(read_market(name, value, sets));
  }
  return markets;
}

}  // namespace etslink
