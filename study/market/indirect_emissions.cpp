// SPDX-License-Identifier: Apache-2.0
// Indirect emissions of the electricity that a market's sectors use: indirect.
#include <set>

#include "calibration/toml/toml_numbers.h"
#include "study/market/market_rules.h"

namespace etslink {
namespace {

// Users of electricity whose indirect emissions count: all that the market covers except power generation itself, whose
// emissions are direct.
std::vector<User> electricity_users(const PermitMarket& market, const Benchmark& benchmark) {
  std::set<User> users;
  for (const auto& coverage : market.coverage) users.insert(coverage.users.begin(), coverage.users.end());
  std::erase_if(users, [&](const User& user) {
    return user.kind == User::Kind::sector && benchmark.sectors[user.index].role == SectorRole::electricity;
  });
  return {users.begin(), users.end()};
}

void read_indirect_emissions(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  const auto* value = section.find("indirect");
  if (value == nullptr) return;
  IndirectEmissions indirect;
  if (value->is(TomlValue::Kind::table)) {
    TomlSection own(*value);
    own.read("grid_factor", read_positive, indirect.grid_factor);
    own.finish();
  } else if (!value->as_boolean()) {
    return;
  }
  indirect.users = electricity_users(market, sets.benchmark());
  if (indirect.users.empty())
    value->fail("'" + value->name() + "': market '" + market.name + "' covers no user of electricity");
  market.indirect = indirect;
}

}  // namespace

MarketRule market_indirect_emissions() { return {.read = read_indirect_emissions, .fixed_keys = {"indirect"}}; }

}  // namespace etslink
