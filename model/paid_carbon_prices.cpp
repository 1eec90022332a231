// SPDX-License-Identifier: Apache-2.0
#include "model/paid_carbon_prices.h"

#include <algorithm>

#include "model/edge_kernel.h"
#include "model/elasticity_range.h"
#include "model/national_accounts.h"
#include "model/number_text.h"
#include "model/shocked_economy.h"

namespace etslink {
namespace {

// Tonnes per unit that permits or carbon taxes are on, each tonne once.
double charged_tonnes(const Economy& economy, const Edge& edge) {
  double charged = 0, emitted = 0;
  for (const Charge& charge : edge.charges) {
    const bool is_permit = charge.kind == ChargeKind::permits && charge.market >= 0;
    if (is_permit && economy.markets[charge.market].pool >= 0) charged += charge.coefficient.end;
  }
  for (const Emission& emission : edge.emissions) emitted += emission.coefficient;
  return std::min(charged, emitted);
}

double rate_without(const Edge& edge, double paid) {
  const double delivered = delivered_price0(edge);
  return edge.carbon_in_tax_base ? (1 + edge.tax) * delivered / (delivered + paid) - 1 : edge.tax - paid / delivered;
}

// Asks for every sector, so that the parameter counts as used with and without markets.
bool has_paid_prices(const BuildContext& context) {
  bool has_some = false;
  for (Region region{0}; region.index < context.benchmark.region_count(); ++region.index) {
    for (Sector sector{0}; sector.index < context.benchmark.sector_count(); ++sector.index)
      has_some |= context.elasticities.value_or(carbon_price_paid, region, sector, 0) > 0;
  }
  return has_some;
}

}  // namespace

void replace_paid_carbon_prices(BuildContext& context) {
  Economy& economy = context.economy;
  if (!has_paid_prices(context) || economy.markets.empty()) return;
  const AccountsIndex accounts(economy);
  for (int e = 0; e < static_cast<int>(economy.edges.size()); ++e) {
    Edge& edge = economy.edges[e];
    const Activity& activity = economy.activities[edge.activity];
    const Sector sector{accounts.buyer_of_activity[edge.activity]};
    const bool is_sector = sector.valid() && sector.index < context.benchmark.sector_count();
    if (edge.emissions.empty() || is_idle(activity) || !is_sector) continue;
    const double price = context.elasticities.value_or(carbon_price_paid, activity.region, sector, 0);
    const double tonnes = price == 0 ? 0 : charged_tonnes(economy, edge);
    if (tonnes <= 0) continue;
    const double rate = rate_without(edge, price * tonnes);
    if (rate <= -1)
      throw InputError(context.elasticities.place(carbon_price_paid, activity.region, sector),
                       std::string(carbon_price_paid) + " of " + context.benchmark.sectors[sector.index].code + ", " +
                           context.code(activity.region) + " is " + shortest_text(price) +
                           " USD/t, more than what is paid for " + economy.commodities[edge.commodity].name +
                           "; allowed: less than " + rounded_text((1 + edge.tax) * delivered_price0(edge) / tonnes, 6));
    if (edge.tax_agent < 0) edge.tax_agent = context.tax_agent(activity.region);
    shock_rate(economy, ShockedNumber::Kind::tax, e, rate);
  }
}

}  // namespace etslink
