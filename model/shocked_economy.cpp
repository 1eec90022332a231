// SPDX-License-Identifier: Apache-2.0
#include "model/shocked_economy.h"

#include <algorithm>
#include <utility>

namespace etslink {
namespace {

using Kind = ShockedNumber::Kind;

double number_of(const Economy& economy, Kind kind, int index) {
  switch (kind) {
    case Kind::endowment:
      return economy.endowments[index].quantity;
    case Kind::productivity:
      return 1;
    case Kind::output_tax:
      return economy.activities[index].output_tax;
    case Kind::tax:
      return economy.edges[index].tax;
    case Kind::export_tax:
      return economy.edges[index].export_tax;
  }
  throw std::logic_error("unknown kind of shock");
}

void set_number(Economy& economy, const ShockedNumber& shock, double number) {
  switch (shock.kind) {
    case Kind::endowment:
      economy.endowments[shock.index].quantity = number;
      return;
    case Kind::productivity:
      // Benchmark cost shares stay: q = Q/A a (C A Pbar/P)^sigma.
      economy.edges[shock.index].price0 = shock.price0 * number;
      economy.edges[shock.index].quantity0 = shock.quantity0 / number;
      return;
    case Kind::output_tax:
      economy.activities[shock.index].output_tax = number;
      return;
    case Kind::tax:
      economy.edges[shock.index].tax = number;
      return;
    case Kind::export_tax:
      economy.edges[shock.index].export_tax = number;
      return;
  }
}

// The entry of a number, at the benchmark's where it is the first shock to it.
ShockedNumber& shocked(Economy& economy, Kind kind, int index) {
  const auto place = std::lower_bound(
      economy.shocks.begin(), economy.shocks.end(), std::pair(kind, index),
      [](const ShockedNumber& shock, const auto& key) { return std::pair(shock.kind, shock.index) < key; });
  if (place != economy.shocks.end() && place->kind == kind && place->index == index) return *place;
  const double number = number_of(economy, kind, index);
  ShockedNumber& added = *economy.shocks.insert(place, ShockedNumber{kind, index, number, number});
  if (kind != Kind::productivity) return added;
  added.price0 = economy.edges[index].price0;
  added.quantity0 = economy.edges[index].quantity0;
  return added;
}

void put(Economy& economy, const ShockedNumber& shock, double path) {
  // Both ends of the path are exact, to the last digit.
  const double number = path == 1 ? shock.scenario : shock.benchmark + path * (shock.scenario - shock.benchmark);
  set_number(economy, shock, number);
}

bool has_shocked_formulas(const Economy& economy) {
  const auto is_shock = [](const auto& part) { return part.is_shock; };
  return std::any_of(economy.contributions.begin(), economy.contributions.end(), is_shock) ||
         std::any_of(economy.rules.begin(), economy.rules.end(), is_shock);
}

void multiply(Economy& economy, Kind kind, int index, double factor) {
  require(factor > 0, "the factor of a shock is above 0");
  ShockedNumber& shock = shocked(economy, kind, index);
  shock.scenario *= factor;
  put(economy, shock, 1);
}

}  // namespace

void shock_endowment(Economy& economy, int endowment, double factor) {
  multiply(economy, Kind::endowment, endowment, factor);
}

void shock_productivity(Economy& economy, int edge, double factor) {
  multiply(economy, Kind::productivity, edge, factor);
}

void shock_rate(Economy& economy, ShockedNumber::Kind kind, int index, double rate) {
  require(kind == Kind::output_tax || kind == Kind::tax || kind == Kind::export_tax, "the rate of a tax");
  ShockedNumber& shock = shocked(economy, kind, index);
  shock.scenario = rate;
  put(economy, shock, 1);
}

bool has_shocks(const Economy& economy) { return !economy.shocks.empty() || has_shocked_formulas(economy); }

bool has_stated_shocks(const Economy& economy) {
  const auto is_stated = [&](const ShockedNumber& shock) {
    if (shock.kind != Kind::tax) return true;
    const auto paid = std::find_if(economy.paid_carbon_prices.begin(), economy.paid_carbon_prices.end(),
                                   [&](const PaidCarbonPrice& price) { return price.edge == shock.index; });
    return paid == economy.paid_carbon_prices.end() || paid->rate_before != shock.benchmark;
  };
  return has_shocked_formulas(economy) || std::any_of(economy.shocks.begin(), economy.shocks.end(), is_stated);
}

void move_along_path(Economy& economy, double path) {
  economy.path = path;
  for (const ShockedNumber& shock : economy.shocks) put(economy, shock, economy.keeps_shocks ? 1 : path);
}

void keep_shocks(Economy& economy) {
  economy.keeps_shocks = true;
  for (const ShockedNumber& shock : economy.shocks) put(economy, shock, 1);
  const auto keep = [](auto& parts) {
    for (auto& part : parts) {
      if (part.is_shock) part.formula = part.formula.at_end();
    }
  };
  keep(economy.contributions);
  keep(economy.rules);
}

AtBenchmark::AtBenchmark(const Economy& economy) : economy_(economy) {
  if (economy.shocks.empty()) return;
  copy_.emplace(economy);
  for (const ShockedNumber& shock : copy_->shocks) put(*copy_, shock, 0);
}

}  // namespace etslink
