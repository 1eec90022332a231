// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/sensitivity/model_parameter.h"
#include "study/listed/listed_kinds.h"
#include "study/market/market_rules.h"

namespace etslink {
namespace {

// Changes a policy by an amount of the parameter. It may be that of the reference, which need not have what the
// scenario has: then it stays as it is.
using PolicyChange = std::function<void(Policy& policy, double change)>;

ModelParameter policy_parameter(ModelParameter parameter, PolicyChange change_policy) {
  parameter.at_limit = parameter.value == 0;
  if (parameter.step == 0) parameter.step = relative_step * parameter.value;
  parameter.shifted = [change_policy = std::move(change_policy)](const ModelSource& source, double change) {
    Policy policy = source.policy;
    change_policy(policy, change);
    return build_economy(source.benchmark, source.nests, policy, source.options);
  };
  return parameter;
}

// A number that can be differentiated by: there is one, and zero, which means "none at all", is none.
bool is_stated(double value) { return value != 0 && std::isfinite(value); }

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

// The regions of a cap move in proportion, its members equally where it is zero.
void change_cap(std::vector<double>& cap, const PermitMarket& market, double change) {
  const double total = sum(cap);
  std::vector<char> is_member(cap.size(), 0);
  for (const auto& coverage : market.coverage) is_member[coverage.region.index] = 1;
  const auto members = std::count(is_member.begin(), is_member.end(), 1);
  for (std::size_t r = 0; r < cap.size(); ++r)
    cap[r] += change * (total == 0 ? 1.0 * is_member[r] / static_cast<double>(members) : cap[r] / total);
}

// Does the market state a quantity in tonnes, not a price, nor rates alone?
bool has_cap(const PermitMarket& market) {
  return !market.fixed_price && !market.crediting && (market.standard.empty() || sum(market.cap_mt) > 0) &&
         (sum(market.cap_per_gdp_mt) == 0 || sum(market.cap_mt) > 0);
}

// The number that all rates of a market share; else 1, for a factor on all of them.
double common_rate(const std::vector<OutputRate>& rates) {
  const bool is_common = std::all_of(rates.begin(), rates.end(), [&](const OutputRate& rate) {
    return !rate.t_per_usd && rate.relative == rates.front().relative;
  });
  return is_common ? rates.front().relative : 1;
}

void add_rates(std::vector<ModelParameter>& list, const ModelSource& source, const MarketRates& kind) {
  Policy policy = source.policy;
  for (std::size_t m = 0; m < policy.markets.size(); ++m) {
    const auto* rates = kind.find(policy.markets[m]);
    if (rates == nullptr || rates->empty() || source.economy.markets[m].pool < 0) continue;
    const double value = common_rate(*rates);
    if (value == 0) continue;
    list.push_back(policy_parameter({"standards", kind.label + policy.markets[m].name, "1", value},
                                    [m, find = kind.find, value](Policy& changed, double change) {
                                      auto* all = find(changed.markets[m]);
                                      if (all == nullptr) return;
                                      for (auto& rate : *all) {
                                        rate.relative *= 1 + change / value;
                                        if (rate.t_per_usd) *rate.t_per_usd *= 1 + change / value;
                                      }
                                    }));
  }
}

// A market that is off in the scenario has no effect on it.
bool is_off(const ModelSource& source, const std::string& name) {
  const auto& markets = source.economy.markets;
  return std::any_of(markets.begin(), markets.end(),
                     [&](const MarketNode& market) { return market.name == name && market.pool < 0; });
}

// Numbers of a group that something of the policy states; a number is of the thing by its name, in each policy that has
// it.
void add_numbers(std::vector<ModelParameter>& list, const ModelSource& source, const std::string& group,
                 const PolicyNumbers& numbers) {
  Policy policy = source.policy;
  for (const auto& name : numbers.names(policy)) {
    for (const auto& number : numbers.numbers) {
      const double* stated = number.group == group ? number.find(policy, name) : nullptr;
      if (stated == nullptr || !is_stated(*stated)) continue;
      list.push_back(policy_parameter({group, number.label + name, number.unit, *stated},
                                      [find = number.find, name](Policy& changed, double change) {
                                        double* found = find(changed, name);
                                        if (found != nullptr && is_stated(*found)) *found += change;
                                      }));
    }
  }
}

PolicyNumbers market_numbers(const ModelSource& source) {
  std::vector<PolicyNumber<PermitMarket>> all;
  for (const auto& rule : market_rules()) all.insert(all.end(), rule.numbers.begin(), rule.numbers.end());
  auto numbers = numbers_of(&Policy::markets, all);
  numbers.names = [&source, names = numbers.names](const Policy& policy) {
    auto on = names(policy);
    std::erase_if(on, [&](const std::string& name) { return is_off(source, name); });
    return on;
  };
  return numbers;
}

}  // namespace

std::vector<ModelParameter> cap_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  for (std::size_t m = 0; m < source.policy.markets.size(); ++m) {
    const auto& market = source.policy.markets[m];
    const auto& node = source.economy.markets[m];
    if (node.pool < 0) continue;
    ModelParameter cap{"caps", "cap of " + market.name, "Mt", sum(market.cap_mt)};
    cap.step = relative_step * std::max(cap.value, node.benchmark_emissions);
    if (has_cap(market))
      list.push_back(policy_parameter(cap, [m](Policy& policy, double change) {
        change_cap(policy.markets[m].cap_mt, policy.markets[m], change);
      }));
    const double per_gdp = sum(market.cap_per_gdp_mt);
    if (per_gdp > 0)
      list.push_back(policy_parameter({"caps", "cap at benchmark GDP of " + market.name, "Mt", per_gdp},
                                      [m](Policy& policy, double change) {
                                        auto& changed = policy.markets[m];
                                        change_cap(changed.cap_per_gdp_mt, changed, change);
                                      }));
  }
  return list;
}

std::vector<ModelParameter> standard_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  for (const auto& rule : market_rules()) {
    for (const auto& rates : rule.rates) add_rates(list, source, rates);
  }
  return list;
}

std::vector<ModelParameter> limit_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  for (const auto& kind : listed_kinds()) add_numbers(list, source, "limits", kind.numbers);
  add_numbers(list, source, "limits", market_numbers(source));
  return list;
}

std::vector<ModelParameter> price_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  add_numbers(list, source, "prices", market_numbers(source));
  for (const auto& kind : listed_kinds()) add_numbers(list, source, "prices", kind.numbers);
  return list;
}

// A size of zero is one like others: a tariff that is taken away. The reference has a shock of the same name, or none.
std::vector<ModelParameter> shock_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  for (const Shock& shock : source.policy.shocks) {
    ModelParameter size{"shocks", shock.text, shock.kind == ShockKind::transfer ? "million USD" : "1", shock.number};
    size.step = relative_step * (size.value == 0 ? 1 : std::abs(size.value));
    list.push_back(policy_parameter(size, [name = shock.text](Policy& policy, double change) {
      for (Shock& found : policy.shocks) {
        if (found.text == name) found.number += change;
      }
    }));
    list.back().at_limit = false;
  }
  return list;
}

}  // namespace etslink
