// SPDX-License-Identifier: Apache-2.0
#include "results/technology_policies.h"

#include <algorithm>

#include "model/charges.h"
#include "model/price_unit.h"
#include "model/production.h"
#include "model/technology.h"
#include "model/value_source.h"
#include "results/scenario_view.h"
#include "results/technologies.h"

namespace etslink {
namespace {

// Is a payment that of a policy, neither of the benchmark's between technologies nor the rent of a resource?
bool is_policy(const Economy& economy, const Charge& charge) {
  if (charge.kind != ChargeKind::levy) return false;
  const VariableRole role = economy.variables[charge.rate].id.role;
  return role != VariableRole::tax_rate && role != VariableRole::technology_rent;
}

bool has_policy(const ScenarioResult& scenario) {
  const Economy& economy = *scenario.economy;
  return std::any_of(economy.activities.begin(), economy.activities.end(), [&](const Activity& activity) {
    return std::any_of(activity.charges.begin(), activity.charges.end(),
                       [&](const Charge& charge) { return is_policy(economy, charge); });
  });
}

// Payments of one solved scenario.
class PolicyPayments {
 public:
  PolicyPayments(const Economy& economy, const EquilibriumState& state)
      : economy_(economy),
        contents_(list_conditions(economy)),
        source_(state.x),
        charges_(economy, contents_, source_) {}

  // What a technology gets per unit; missing where the region does not have it.
  [[nodiscard]] double support(Region region, Sector technology) {
    const double content = economy_.volumes.content(region, technology).output;
    return content > 0 ? (0 - paid(find_production(economy_, region, technology))) / content : missing_value;
  }

  // What a unit of what a sector sells bears; missing where it has no technologies in the region.
  [[nodiscard]] double levy(Region region, Sector sector) {
    double volume0 = 0;
    for (const Sector technology : technologies_of(economy_.sectors, sector)) {
      const double content = economy_.volumes.content(region, technology).output;
      if (content > 0)
        volume0 += content * economy_.activities[find_production(economy_, region, technology)].quantity0;
    }
    const int seller = find_production(economy_, region, sector);
    return volume0 > 0 ? paid(seller) * economy_.activities[seller].quantity0 / volume0 : missing_value;
  }

 private:
  // Per unit of benchmark output [USD per USD].
  [[nodiscard]] double paid(int n) {
    double sum = 0;
    for (const Charge& charge : economy_.activities[n].charges) {
      if (is_policy(economy_, charge)) sum += charges_.cost<1>(charge);
    }
    return sum;
  }

  const Economy& economy_;
  TableOfContents contents_;
  ValueSource source_;
  ChargeTerms<ValueSource> charges_;
};

// One variable over (scenario, region, producer).
Indicator payments(const StudyResult& study, VariableInfo info, const std::vector<Sector>& producers,
                   double (PolicyPayments::*value)(Region, Sector)) {
  Indicator indicator{std::move(info), {}};
  for (const ScenarioResult& scenario : study.scenarios) {
    const std::size_t cells = scenario.economy->regions.size() * producers.size();
    if (!scenario.state) {
      indicator.values.resize(indicator.values.size() + cells, missing_value);
      continue;
    }
    PolicyPayments paid(*scenario.economy, *scenario.state);
    for (Region region{0}; region.index < static_cast<int>(scenario.economy->regions.size()); ++region.index) {
      for (const Sector producer : producers) indicator.values.push_back((paid.*value)(region, producer));
    }
  }
  return indicator;
}

}  // namespace

void add_technology_policy_accounts(IndicatorSet& set, const StudyResult& study) {
  if (std::none_of(study.scenarios.begin(), study.scenarios.end(), has_policy)) return;
  const Economy& economy = *study.scenarios.front().economy;
  std::vector<Sector> sectors;
  for (int s = 0; s < count_of_sectors(economy.sectors); ++s) sectors.push_back({s});
  const std::string unit = technology_price_unit(economy);
  set.indicators.push_back(payments(study,
                                    {"technology_support",
                                     {"scenario", "region", "technology"},
                                     unit,
                                     "what policies pay a technology per unit; negative: it pays",
                                     "- sum of its charges of kind levy per unit, without those between technologies "
                                     "that the benchmark has, numeraire = 1"},
                                    technologies(economy.sectors), &PolicyPayments::support));
  set.indicators.push_back(payments(study,
                                    {"technology_levy",
                                     {"scenario", "region", "sector"},
                                     unit,
                                     "what a unit that a sector with technologies sells bears of policies on them",
                                     "sum of its charges of kind levy per unit, numeraire = 1: certificates, levies; "
                                     "missing where it has no technologies"},
                                    sectors, &PolicyPayments::levy));
}

}  // namespace etslink
