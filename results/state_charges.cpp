// SPDX-License-Identifier: Apache-2.0
#include "model/charges.h"
#include "model/inventory.h"
#include "results/instrument_tables.h"
#include "results/state_group.h"
#include "results/state_table.h"

namespace etslink {
namespace {

// Sectors whose emissions are in no region's inventory; nothing where there are none.
void write_international_transport(NetcdfGroup& state, const Economy& economy) {
  std::vector<int> sectors;
  for (Sector s{0}; s.index < static_cast<int>(economy.sectors.size()); ++s.index) {
    if (!is_in_inventory(economy.sectors[s.index].role)) sectors.push_back(s.index);
  }
  if (sectors.empty()) return;
  state.add_dimension("outside", sectors.size());
  state.write({"outside_sector", {"outside"}, "", "index of a sector whose emissions are in no region's inventory", ""},
              sectors);
}

// Emissions per unit of an input, charged or not; the same in all scenarios.
void write_emissions(NetcdfGroup& state, const Economy& economy) {
  std::vector<int> edge;
  std::vector<std::string> gas;
  std::vector<double> coefficient;
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    for (const Emission& emission : economy.edges[e].emissions) {
      edge.push_back(static_cast<int>(e));
      gas.push_back(info(emission.gas).code);
      coefficient.push_back(emission.coefficient);
    }
  }
  state.add_dimension("emission", edge.size());
  state.write({"emission_edge", {"emission"}, "", "index of the input", ""}, edge);
  state.write({"emission_gas", {"emission"}, "", "gas", ""}, gas);
  state.write({"emission_physical", {"emission"}, "t/USD", "emissions kappa per unit of the input [t CO2e]", ""},
              coefficient);
  write_international_transport(state, economy);
}

}  // namespace

void write_charges(NetcdfGroup& state, const StudyResult& study, const InstrumentTables& tables) {
  write_emissions(state, *study.scenarios.front().economy);
  using Key = ChargeKey;
  const std::vector<Key>& keys = tables.charges.keys();
  StateTable table(state, study, "charge", keys.size());
  table.kinds("owner_kind", {"input", "output", "process"}, keys,
              [](const Key& key) { return static_cast<int>(key.owner); });
  table.keys("owner", "index of the edge, activity or process that is charged", keys,
             [](const Key& key) { return key.index; });
  table.kinds("kind", category_names(ChargeKind::levy), keys,
              [](const Key& key) { return static_cast<int>(key.kind); });
  table.kinds("base", category_names(ChargeBase::value), keys,
              [](const Key& key) { return static_cast<int>(key.base); });
  table.keys("gas", "gas", keys, [](const Key& key) { return info(key.gas).code; });
  table.keys("is_counted", "1: in the emissions of its market", keys,
             [](const Key& key) { return int{key.is_counted}; });
  table.keys("market", "index of the market whose price it pays, -1: none", keys,
             [](const Key& key) { return key.market; });
  table.keys("rate", "index of the variable that is its price where it has no market", keys,
             [](const Key& key) { return key.rate; });
  table.keys("multiple", "index of the variable that multiplies the coefficient, -1: none", keys,
             [](const Key& key) { return key.multiple; });
  table.keys("receiver", "index of the agent that receives it, -1: permits, or the tax that it changes", keys,
             [](const Key& key) { return key.receiver; });
  table.per_scenario({"coefficient",
                      {},
                      "t/USD",
                      "t CO2e per unit; of a process its share; of a value 1; 0: not in the scenario",
                      "what is paid is coefficient x price per unit, negative: earned"},
                     0.0, [&](std::size_t i, std::vector<double>& slice) {
                       for (const auto& [index, coefficient] : tables.of[i].charge) slice[index] = coefficient;
                     });
}

}  // namespace etslink
