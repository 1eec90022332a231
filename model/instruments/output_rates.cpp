// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/output_rates.h"

#include <algorithm>

#include "model/equilibrium.h"
#include "model/joint_products.h"
#include "model/technology.h"

namespace etslink {
namespace {

// Benchmark emissions of one user that a market covers [Mt].
double covered_by(const Benchmark& benchmark, const PermitMarket& market, Region region, const User& user) {
  double mt = 0;
  for (Coverage coverage : market.coverage) {
    if (coverage.region != region) continue;
    if (std::find(coverage.users.begin(), coverage.users.end(), user) == coverage.users.end()) continue;
    coverage.users = {user};
    mt += covered_emissions(benchmark, coverage);
  }
  return mt;
}

}  // namespace

RatedSector rated_sector(const BuildContext& context, int market, const OutputRate& rate) {
  const PermitMarket& policy = context.policy.markets[market];
  const std::string name = context.name(rate.sector) + ", " + context.code(rate.region);
  RatedSector result;
  result.activity = find_production(context.economy, rate.region, rate.sector);
  if (result.activity < 0)
    throw InputError(rate.at, "market '" + policy.name + "' states a rate for the output of " + name +
                                  ", which makes nothing at the benchmark");
  double mt = covered_by(context.benchmark, policy, rate.region, {User::Kind::sector, rate.sector.index});
  for (const Sector technology : technologies_of(context.benchmark.sectors, rate.sector))
    mt += covered_by(context.benchmark, policy, rate.region, {User::Kind::sector, technology.index});
  if (mt <= 0)
    throw InputError(rate.at, "market '" + policy.name + "' states a rate for the output of " + name +
                                  ", but covers no emissions of it");
  result.intensity0 = mt / context.economy.activities[result.activity].quantity0;
  const double market_price =
      output_at_market_prices(context.economy)[result.activity] / context.economy.activities[result.activity].quantity0;
  result.rate = rate.t_per_usd ? *rate.t_per_usd * market_price : rate.relative * result.intensity0;
  return result;
}

Expression output_of(const Economy& economy, int activity) {
  return economy.activities[activity].quantity0 * level(activity);
}

}  // namespace etslink
