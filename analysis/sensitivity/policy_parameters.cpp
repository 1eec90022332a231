// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "analysis/sensitivity/model_parameter.h"

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

// Rates of one kind; null where the market has none.
using RatesOfMarket = std::vector<OutputRate>* (*)(PermitMarket&);

void add_rates(std::vector<ModelParameter>& list, const ModelSource& source, const std::string& name,
               RatesOfMarket rates_of) {
  Policy policy = source.policy;
  for (std::size_t m = 0; m < policy.markets.size(); ++m) {
    const auto* rates = rates_of(policy.markets[m]);
    if (rates == nullptr || rates->empty() || source.economy.markets[m].pool < 0) continue;
    const double value = common_rate(*rates);
    if (value == 0) continue;
    list.push_back(policy_parameter({"standards", name + policy.markets[m].name, "1", value},
                                    [m, rates_of, value](Policy& changed, double change) {
                                      auto* all = rates_of(changed.markets[m]);
                                      if (all == nullptr) return;
                                      for (auto& rate : *all) {
                                        rate.relative *= 1 + change / value;
                                        if (rate.t_per_usd) *rate.t_per_usd *= 1 + change / value;
                                      }
                                    }));
  }
}

// A number of a link, a project or a market by the name of what has it; null where the policy has no such thing.
using FindNumber = std::function<double*(Policy& policy)>;

// Adds the parameter of a number that is stated.
void add_number(std::vector<ModelParameter>& list, const ModelSource& source, ModelParameter parameter,
                const FindNumber& find) {
  Policy policy = source.policy;
  const double* number = find(policy);
  if (number == nullptr || !is_stated(*number)) return;
  parameter.value = *number;
  list.push_back(policy_parameter(std::move(parameter), [find](Policy& changed, double change) {
    double* found = find(changed);
    if (found != nullptr && is_stated(*found)) *found += change;
  }));
}

// A number of one thing: "limit of " + name [unit].
template <class Item>
struct NumberKind {
  const char *name, *unit;
  double* (*find)(Item&);
};

bool is_on(const ModelSource& source, const PermitMarket& market) {
  return source.economy.markets[&market - source.policy.markets.data()].pool >= 0;
}
template <class Item>
bool is_on(const ModelSource&, const Item&) {
  return true;
}

template <class Item>
void add_numbers(std::vector<ModelParameter>& list, const ModelSource& source, std::vector<Item> Policy::*items,
                 std::span<const NumberKind<Item>> kinds) {
  for (const Item& item : source.policy.*items) {
    if (!is_on(source, item)) continue;
    for (const auto& kind : kinds) {
      const FindNumber find = [items, name = item.name, number = kind.find](Policy& policy) -> double* {
        for (auto& candidate : policy.*items) {
          if (candidate.name == name) return number(candidate);
        }
        return nullptr;
      };
      add_number(list, source, {"", kind.name + item.name, kind.unit}, find);
    }
  }
}

std::vector<ModelParameter> in_group(const std::string& group, std::vector<ModelParameter> list) {
  for (auto& parameter : list) parameter.group = group;
  return list;
}

using LinkNumber = NumberKind<RestrictedLink>;
using MarketNumber = NumberKind<PermitMarket>;
using ProjectNumber = NumberKind<ProjectCrediting>;

constexpr LinkNumber link_limits[] = {
    {"limit of ", "Mt", [](RestrictedLink& link) { return &link.limit.mt; }},
    {"limit by obligation of ", "1", [](RestrictedLink& link) { return &link.limit.share_of_obligation; }},
    {"limit by effort of ", "1", [](RestrictedLink& link) { return &link.limit.share_of_effort; }},
    {"back limit of ", "Mt", [](RestrictedLink& link) { return &link.back_limit.mt; }},
    {"back limit by obligation of ", "1", [](RestrictedLink& link) { return &link.back_limit.share_of_obligation; }},
    {"back limit by effort of ", "1", [](RestrictedLink& link) { return &link.back_limit.share_of_effort; }}};
constexpr ProjectNumber project_limits[] = {
    {"limit of ", "Mt", [](ProjectCrediting& project) { return &project.limit.mt; }},
    {"limit by obligation of ", "1", [](ProjectCrediting& project) { return &project.limit.share_of_obligation; }},
    {"limit by effort of ", "1", [](ProjectCrediting& project) { return &project.limit.share_of_effort; }}};
constexpr MarketNumber market_limits[] = {
    {"reserve of ", "Mt", [](PermitMarket& m) { return m.collar ? &m.collar->reserve_mt : nullptr; }}};

constexpr MarketNumber market_prices[] = {
    {"price of ", "USD/t", [](PermitMarket& m) { return m.fixed_price ? &*m.fixed_price : nullptr; }},
    {"floor of ", "USD/t", [](PermitMarket& m) { return m.collar ? &m.collar->floor : nullptr; }},
    {"ceiling of ", "USD/t", [](PermitMarket& m) { return m.collar ? &m.collar->ceiling : nullptr; }}};
constexpr LinkNumber link_prices[] = {
    {"fee of ", "USD/t", [](RestrictedLink& link) { return &link.fee; }},
    {"exchange rate of ", "1", [](RestrictedLink& link) { return link.two_way ? nullptr : &link.rate; }},
    {"proceeds of ", "1", [](RestrictedLink& link) { return &link.proceeds; }},
    {"least buyer price of ", "USD/t", [](RestrictedLink& link) { return &link.least_buyer_price; }},
    {"largest seller price of ", "USD/t", [](RestrictedLink& link) { return &link.largest_seller_price; }}};

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
  add_rates(list, source, "standard of ", [](PermitMarket& m) { return &m.standard; });
  add_rates(list, source, "output-based rate of ", [](PermitMarket& m) { return &m.output_based; });
  add_rates(list, source, "baseline of ",
            [](PermitMarket& m) { return m.crediting ? &m.crediting->baseline : nullptr; });
  return list;
}

std::vector<ModelParameter> limit_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  add_numbers<RestrictedLink>(list, source, &Policy::restricted_links, link_limits);
  add_numbers<ProjectCrediting>(list, source, &Policy::projects, project_limits);
  add_numbers<PermitMarket>(list, source, &Policy::markets, market_limits);
  return in_group("limits", std::move(list));
}

std::vector<ModelParameter> price_parameters(const ModelSource& source) {
  std::vector<ModelParameter> list;
  add_numbers<PermitMarket>(list, source, &Policy::markets, market_prices);
  add_numbers<RestrictedLink>(list, source, &Policy::restricted_links, link_prices);
  return in_group("prices", std::move(list));
}

}  // namespace etslink
