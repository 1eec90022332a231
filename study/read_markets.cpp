// SPDX-License-Identifier: Apache-2.0
#include "study/read_markets.h"

#include <algorithm>

#include "study/read_allowances.h"
#include "study/read_coverage.h"
#include "study/read_numbers.h"
#include "study/read_price_rules.h"
#include "study/read_revenue.h"

namespace etslink {
namespace {

// Two keys of a market that exclude each other, and why.
struct Conflict {
  std::string first, second, reason;
};

const std::string tax_reason = "a carbon tax has no permits";
const std::string credit_reason = "who is credited needs no permits";
const std::vector<Conflict> conflicts{
    {"price", "cap", "a price is fixed, or a quantity"},
    {"price", "standard", tax_reason},
    {"price", "allocation", tax_reason},
    {"price", "floor", tax_reason},
    {"price", "ceiling", tax_reason},
    {"price", "offsets", tax_reason},
    {"price", "crediting", "support for credits is crediting.support_price"},
    {"crediting", "cap", credit_reason},
    {"crediting", "standard", credit_reason},
    {"crediting", "allocation", credit_reason},
    {"crediting", "floor", credit_reason},
    {"crediting", "ceiling", credit_reason},
    {"crediting", "offsets", credit_reason},
    {"crediting", "indirect", "credits are for direct emissions"},
};

// Messages stand at the later of the two, which in a scenario is what it adds.
void expect_no_conflict(const TomlValue& table) {
  const auto entries = table.entries();
  const auto place = [&](const std::string& key) {
    return std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == key; });
  };
  for (const auto& [first, second, reason] : conflicts) {
    auto a = place(first), b = place(second);
    if (a == entries.end() || b == entries.end()) continue;
    if (a->second.at().line < b->second.at().line) std::swap(a, b);
    a->second.fail("'" + a->second.name() + "' can't stand beside '" + b->second.name() + "': " + reason);
  }
}

// A market needs a rule for its permits or its price.
void expect_rule(const TomlValue& table) {
  for (const auto* key : {"cap", "standard", "price", "crediting"}) {
    if (table.find(key) != nullptr) return;
  }
  table.fail("missing key 'cap' in [" + table.name() + "] (or standard, price, crediting)");
}

// A tax is one government's.
void expect_one_region(const TomlValue& price, const PermitMarket& market) {
  for (const auto& coverage : market.coverage) {
    if (coverage.region != market.coverage.front().region)
      price.fail("'" + price.name() + "': a carbon tax is that of one region; write a market for each");
  }
}

// Rules that need permits to give out, keep back or hold in reserve.
void expect_cap_for(const TomlValue& table, const PermitMarket& market) {
  double cap = 0;
  for (const double mt : market.cap_mt) cap += mt;
  if (cap > 0) return;
  for (const auto* key : {"floor", "ceiling", "allocation"}) {
    if (const auto* value = table.find(key))
      value->fail("'" + value->name() + "': market '" + market.name + "' has no absolute cap, whose permits it needs");
  }
}

void read_price_and_quantity(const TomlValue& table, const NamedSets& sets, PermitMarket& market) {
  market.cap_mt.assign(sets.benchmark().regions.size(), 0.0);
  if (const auto* value = table.find("cap")) read_cap(*value, sets, market);
  if (const auto* value = table.find("standard")) read_standard(*value, sets, market);
  if (const auto* value = table.find("price")) {
    market.fixed_price = read_non_negative(*value);
    expect_one_region(*value, market);
  }
  if (const auto* value = table.find("crediting")) read_crediting(*value, sets, market);
  expect_cap_for(table, market);
  read_allocation({table.find("allocation"), table.find("eite")}, sets, market);
  read_collar(table, market);
  if (const auto* value = table.find("offsets")) read_offsets(*value, sets, market);
}

}  // namespace

PermitMarket read_market(const std::string& name, const TomlValue& table, const NamedSets& sets) {
  std::vector<std::string> keys = coverage_keys();
  for (const auto* key : {"cap", "standard", "allocation", "eite", "price", "floor", "auctioned_percent", "ceiling",
                          "reserve_mt", "offsets", "crediting", "revenue"}) {
    keys.emplace_back(key);
  }
  table.expect_keys(keys);
  expect_rule(table);
  expect_no_conflict(table);
  PermitMarket market;
  market.name = name;
  market.at = table.at();
  read_coverage(table, sets, market);
  if (const auto* value = table.find("revenue")) read_revenue(*value, sets, market);
  read_price_and_quantity(table, sets, market);
  return market;
}

std::vector<PermitMarket> read_markets(const TomlValue* table, const NamedSets& sets) {
  std::vector<PermitMarket> markets;
  if (table == nullptr) return markets;
  for (const auto& [name, value] : table->as_table().entries()) {
    markets.push_back(read_market(name, value.as_table(), sets));
  }
  return markets;
}

}  // namespace etslink
