// SPDX-License-Identifier: Apache-2.0
#include "study/check_credit_limits.h"

#include <algorithm>

namespace etslink {
namespace {

// What of a scenario counts against the limit of a market.
class Inflows {
 public:
  Inflows(const Policy& policy, int market) : policy_(policy), market_(market) {}

  [[nodiscard]] bool any() const {
    const auto& limit = *policy_.markets[market_].credit_limit;
    if (!policy_.active[market_]) return false;
    return has([&](const std::string& name) { return limit.counts(name); }) ||
           (limit.offsets && !policy_.markets[market_].offsets.empty());
  }
  [[nodiscard]] bool has_flow(const std::string& wanted) const {
    return has([&](const std::string& name) { return name == wanted; });
  }
  // The scenario has it, wherever it leads.
  [[nodiscard]] bool is_used(const std::string& wanted) const {
    const auto is_named = [&](const auto& flow) { return flow.name == wanted; };
    return std::any_of(policy_.restricted_links.begin(), policy_.restricted_links.end(), is_named) ||
           std::any_of(policy_.projects.begin(), policy_.projects.end(), is_named);
  }

 private:
  template <class Wanted>
  [[nodiscard]] bool has(Wanted wanted) const {
    const auto& links = policy_.restricted_links;
    return std::any_of(links.begin(), links.end(),
                       [&](const RestrictedLink& link) {
                         const bool leads_here = link.to == market_ || (link.two_way && link.from == market_);
                         return leads_here && wanted(link.name);
                       }) ||
           std::any_of(policy_.projects.begin(), policy_.projects.end(),
                       [&](const ProjectCrediting& project) { return project.to == market_ && wanted(project.name); });
  }

  const Policy& policy_;
  int market_;
};

// True where `holds` does for a market in a scenario in which it has a limit of its own.
template <class Holds>
bool holds_in_any(const std::vector<Scenario>& scenarios, int market, Holds holds) {
  return std::any_of(scenarios.begin(), scenarios.end(), [&](const Scenario& scenario) {
    return scenario.policy.markets[market].credit_limit && holds(Inflows(scenario.policy, market));
  });
}

void check_limit(const std::vector<Scenario>& scenarios, const std::vector<std::string>& flows, int m,
                 const PermitMarket& market) {
  const std::string text = "the credit limit of market '" + market.name + "' ";
  for (const auto& [name, at] : market.credit_limit->of) {
    if (std::find(flows.begin(), flows.end(), name) == flows.end())
      throw InputError(at, text + "counts '" + name + "', which is no link or project" + suggestion(name, flows));
    const auto is_used = [&, &flow = name](const Inflows& inflows) { return inflows.is_used(flow); };
    const auto leads_here = [&, &flow = name](const Inflows& inflows) { return inflows.has_flow(flow); };
    if (holds_in_any(scenarios, m, is_used) && !holds_in_any(scenarios, m, leads_here))
      throw InputError(at, text + "counts '" + name + "', which does not lead into this market");
  }
  if (!holds_in_any(scenarios, m, [](const Inflows& inflows) { return inflows.any(); }))
    throw InputError(market.credit_limit->at,
                     text + "limits nothing: no scenario has a link or a project into it that counts, nor offsets");
}

}  // namespace

void check_credit_limits(const std::vector<Scenario>& scenarios, const std::vector<std::string>& flows) {
  for (const auto& scenario : scenarios) {
    const auto& markets = scenario.policy.markets;
    for (std::size_t m = 0; m < markets.size(); ++m) {
      if (markets[m].credit_limit) check_limit(scenarios, flows, static_cast<int>(m), markets[m]);
    }
  }
}

}  // namespace etslink
