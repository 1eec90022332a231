// SPDX-License-Identifier: Apache-2.0
#include "results/welfare_parts.h"

#include <algorithm>
#include <cmath>

#include "results/national_income.h"
#include "results/permits.h"
#include "results/welfare.h"
#include "results/welfare_flows.h"

namespace etslink {
namespace {

// Below this part of consumption substitution is no more than rounding.
constexpr double negligible_substitution = 1e-9;

using Parts = std::vector<Values>;  // per part, the last one the weight; per region

Values sums(const std::vector<WelfareFlow>& flows, double weight, std::size_t regions) {
  Values sum(regions, 0);
  for (const WelfareFlow& flow : flows) sum[flow.region.index] += flow.value(weight);
  return sum;
}

// Weight of the scenario's prices at which what activities make more is worth what they use more: at prices of the
// reference least cost makes it a loss (Laspeyres), at those of the scenario a gain (Paasche). 1/2 where neither is.
Values price_weights(const WelfareFlows& flows, const Values& consumption) {
  const Values loss = sums(flows.of_substitution(), 0, consumption.size()),
               gain = sums(flows.of_substitution(), 1, consumption.size());
  Values weights;
  for (std::size_t r = 0; r < consumption.size(); ++r) {
    const bool is_known = gain[r] - loss[r] > negligible_substitution * consumption[r];
    weights.push_back(is_known ? std::clamp(-loss[r] / (gain[r] - loss[r]), 0.0, 1.0) : 0.5);
  }
  return weights;
}

// Payments per region that have no quantity: for permits and credits abroad, and transfers that come in, which are
// what is spent and not earned.
struct Payments {
  explicit Payments(const ScenarioView& view) : for_permits(permit_import_value(view)), transfers(nominal_gni(view)) {
    for (double& value : transfers) value = -value;
    for (const FinalPurchase& use : view.accounts.final_uses)
      transfers[use.region.index] += view.state.edge_price[use.edge] * view.state.edge_quantity[use.edge];
  }
  Values for_permits, transfers;
};

class Decomposition {
 public:
  explicit Decomposition(const ScenarioView& view)
      : view_(view),
        before_(view.economy_of(view.reference), view.reference, view.reference.activity_level, view.economy),
        after_(view.economy, view.state, view.reference.activity_level, view.economy_of(view.reference)),
        flows_(before_, after_) {}

  [[nodiscard]] Parts parts() const {
    const ScenarioView reference = reference_of(view_);
    const Values weights = price_weights(flows_, consumption(reference));
    Parts parts(welfare_part_count, Values(weights.size(), 0));
    for (const WelfareFlow& flow : flows_.of_parts())
      parts[static_cast<int>(flow.part)][flow.region.index] += flow.value(weights[flow.region.index]);
    const Payments before(reference), after(view_);
    for (std::size_t r = 0; r < weights.size(); ++r) {
      const auto change = [&](const Values& old, const Values& now) {
        return now[r] / after_.consumer_price[r] - old[r] / before_.consumer_price[r];
      };
      parts[static_cast<int>(WelfarePart::permit_trade)][r] -= change(before.for_permits, after.for_permits);
      parts[static_cast<int>(WelfarePart::transfers)][r] += change(before.transfers, after.transfers);
    }
    parts.push_back(weights);
    for (Values& part : parts) {
      for (std::size_t r = 0; r < part.size(); ++r) {
        if (std::isnan(after_.consumer_price[r])) part[r] = missing_value;
      }
    }
    return parts;
  }

 private:
  const ScenarioView& view_;
  WelfareState before_, after_;
  WelfareFlows flows_;
};

// In the order of WelfarePart, then the weight.
struct PartText {
  const char *name, *long_name, *formula;
};
constexpr PartText texts[] = {
    {"welfare_abatement", "welfare by what emission charges displace in the region",
     "sum of charge per unit x dq over inputs, outputs and process emissions - inputs of offsets and projects; a "
     "carbon "
     "price that was paid, on tonnes that a market of the scenario or the reference is on, is a charge"},
    {"welfare_tax_use", "welfare by the base of taxes on use", "sum of tax per unit x dq over purchases of goods"},
    {"welfare_tax_factor", "welfare by the base of factor taxes", "sum of tax per unit x dq over factors used"},
    {"welfare_tax_output", "welfare by the base of output taxes", "sum of tax per unit x dQ over outputs"},
    {"welfare_tax_export", "welfare by the base of export taxes", "sum of tax per unit x dq over exports"},
    {"welfare_tariff", "welfare by the base of tariffs", "sum of tariff per unit x dq over imports by origin"},
    {"welfare_terms_of_trade", "welfare by the terms of trade in goods and services",
     "sum of exports x dFOB - sum of imports x dCIF"},
    {"welfare_permit_trade", "welfare by payments for permits and credits across borders",
     "- d(permit_import_value / consumer price)"},
    {"welfare_factor_income", "welfare by prices of factors across borders",
     "sum of factors owned abroad x dp - sum of foreign factors used x dp"},
    {"welfare_transfers", "welfare by the current account, fixed in the numeraire, in the region's own prices",
     "d(transfers from abroad / consumer price)"},
    {"welfare_factor_supply", "welfare by factors and resources supplied: employment, idle resources, shocks",
     "sum of p x d(endowment)"},
    {"welfare_fixed_demand", "welfare by real government demand, investment, stock changes and needs",
     "- sum of p x d(demand)"},
    {"welfare_technology", "welfare by productivity, by additive volumes and by which household gains",
     "sum of p x d(output) - sum of P x dq over activities; 0 without shocks to productivity and additive nests"},
    {"welfare_price_weight", "weight of the scenario's prices in the parts of welfare",
     "w at which sum of u dQ - sum of P dq = 0 over activities, 0 to 1"}};

}  // namespace

void add_welfare_parts(IndicatorSet& set, const StudyResult& study) {
  const AccountsIndex accounts(*study.scenarios.front().economy);
  const ScenarioResult& reference = study.scenarios[study.reference];
  std::vector<Indicator> indicators;
  for (const PartText& text : texts) {
    const bool is_weight = indicators.size() == welfare_part_count;
    indicators.push_back(
        {{text.name, {"scenario", "region"}, is_weight ? "1" : "million benchmark USD", text.long_name, text.formula},
         {}});
  }
  for (const ScenarioResult& scenario : study.scenarios) {
    Parts parts(indicators.size(), Values(set.regions.size(), missing_value));
    if (scenario.state && reference.state) {
      const ScenarioView view{*scenario.economy, accounts, *reference.state,       *scenario.state,
                              scenario,          {},       reference.economy.get()};
      parts = Decomposition(view).parts();
    }
    for (std::size_t i = 0; i < indicators.size(); ++i)
      indicators[i].values.insert(indicators[i].values.end(), parts[i].begin(), parts[i].end());
  }
  for (Indicator& indicator : indicators) set.indicators.push_back(std::move(indicator));
}

}  // namespace etslink
