// SPDX-License-Identifier: Apache-2.0
// What investors, governments and the rest of the world spend: investment, government, balancing_tax, current_account.
#include "study/closures/closure_rules.h"
#include "study/named_tax.h"

namespace etslink {
namespace {

void read_budget(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  section.choose(
      "investment",
      {{"fixed_real", InvestmentOption::fixed_real}, {"fixed_saving_share", InvestmentOption::fixed_saving_share}},
      options.investment);
  section.choose("government",
                 {{"fixed_real", GovernmentOption::fixed_real}, {"fixed_share", GovernmentOption::fixed_share}},
                 options.government);
  if (const auto* value = section.find("balancing_tax")) options.balancing_tax = read_named_tax(*value, "tax", sets);
  section.choose(
      "current_account",
      {{"numeraire", CurrentAccountOption::numeraire}, {"consumption_price", CurrentAccountOption::consumption_price}},
      options.current_account);
}

void note_budget(TableNotes& notes, const ModelData& data) {
  const auto* investment = notes.find("investment");
  if (has_text(investment, "fixed_saving_share") && !has_agent(data.benchmark, AgentKind::investment))
    notes.add(*investment, "no region has an investor");
  if (has_agent(data.benchmark, AgentKind::government)) return;
  const auto* government = notes.find("government");
  if (has_text(government, "fixed_share")) notes.add(*government, "no region has a government");
  if (const auto* tax = notes.find("balancing_tax")) notes.add(*tax, "no region has a government");
}

}  // namespace

ClosureRule budget_closure() { return {read_budget, note_budget}; }

}  // namespace etslink
