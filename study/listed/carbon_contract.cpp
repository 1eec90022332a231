// SPDX-License-Identifier: Apache-2.0
// A carbon contract for difference: [carbon_contract.NAME].
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/permit_flows.h"
#include "study/listed/technology_choice.h"

namespace etslink {
namespace {

// What the technologies are compared with: another one of their sector.
Sector read_reference(const TomlValue& value, const NamedSets& sets, const TechnologyChoice& choice) {
  const Sector reference = read_technology(value, sets);
  const auto& producers = sets.benchmark().sectors;
  const auto& names = choice.technologies;
  if (std::find(names.begin(), names.end(), reference) != names.end())
    value.fail("'" + value.name() + "': " + value.as_text() + " is one of the technologies of the contract");
  if (producers[reference.index].parent != producers[names.front().index].parent)
    value.fail("'" + value.name() + "': " + value.as_text() + " is of another sector than " +
               producers[names.front().index].code);
  return reference;
}

std::vector<int> read_carbon_contract(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  CarbonContract contract;
  read_technology_choice(section, item, contract);
  contract.reference = read_reference(section.need("reference"), item.sets, contract);
  contract.strike = read_positive(section.need("strike"));
  contract.market = find_market(section.need("market"), policy.markets);
  section.read("two_way", read_flag, contract.is_two_way);
  read_payer(section, contract.payer);
  section.finish();
  policy.carbon_contracts.push_back(contract);
  return {contract.market};
}

std::vector<PolicyNumber<CarbonContract>> carbon_contract_numbers() {
  return {{"prices", "strike price of ", "USD/t", [](CarbonContract& contract) { return &contract.strike; }}};
}

}  // namespace

ListedKind listed_carbon_contract() {
  return {.table = "carbon_contract",
          .list = "carbon_contracts",
          .read = read_carbon_contract,
          .is_changeable = true,
          .numbers = numbers_of(&Policy::carbon_contracts, carbon_contract_numbers())};
}

}  // namespace etslink
