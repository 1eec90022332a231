// SPDX-License-Identifier: Apache-2.0
#include "model/paid_carbon_prices.h"

#include <algorithm>

#include "model/edge_kernel.h"
#include "model/elasticity_range.h"
#include "model/national_accounts.h"
#include "model/number_text.h"
#include "model/permits.h"
#include "model/shocked_economy.h"

namespace etslink {
namespace {

double emitted_tonnes(const Edge& edge) {
  double emitted = 0;
  for (const Emission& emission : edge.emissions) emitted += emission.coefficient;
  return emitted;
}

// Tonnes per unit that permits or carbon taxes are on, each tonne once: those of permits, or of the tax that is on
// more.
double charged_tonnes(const BuildContext& context, const Edge& edge) {
  double permits = 0, taxed = 0;
  for (const Charge& charge : edge.charges) {
    if (charge.kind != ChargeKind::permits || charge.market < 0) continue;
    if (context.economy.markets[charge.market].pool < 0) continue;
    if (is_tax(context.policy.markets[charge.market]))
      taxed = std::max(taxed, charge.coefficient.end);
    else
      permits += charge.coefficient.end;
  }
  return std::min(std::max(permits, taxed), emitted_tonnes(edge));
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

// Who burns fuel and pays for it: a sector of a region.
struct Payer {
  Region region;
  Sector sector;
};

Payer payer_of(const BuildContext& context, const AccountsIndex& accounts, const Edge& edge) {
  const Activity& activity = context.economy.activities[edge.activity];
  const Sector sector{accounts.buyer_of_activity[edge.activity]};
  const bool is_sector = sector.valid() && sector.index < context.benchmark.sector_count();
  return edge.emissions.empty() || is_idle(activity) || !is_sector ? Payer{} : Payer{activity.region, sector};
}

void require_paid_before(const BuildContext& context, const Payer& payer, const Edge& edge, double price) {
  if (rate_without(edge, price * emitted_tonnes(edge)) > -1) return;
  throw InputError(context.elasticities.place(carbon_price_paid, payer.region, payer.sector),
                   std::string(carbon_price_paid) + " of " + context.benchmark.sectors[payer.sector.index].code + ", " +
                       context.code(payer.region) + " is " + shortest_text(price) +
                       " USD/t, more than what is paid for " + context.economy.commodities[edge.commodity].name +
                       "; allowed: less than " +
                       rounded_text((1 + edge.tax) * delivered_price0(edge) / emitted_tonnes(edge), 6));
}

}  // namespace

void replace_paid_carbon_prices(BuildContext& context) {
  if (!has_paid_prices(context)) return;
  Economy& economy = context.economy;
  const AccountsIndex accounts(economy);
  for (int e = 0; e < static_cast<int>(economy.edges.size()); ++e) {
    Edge& edge = economy.edges[e];
    const Payer payer = payer_of(context, accounts, edge);
    if (!payer.region.valid()) continue;
    const double price = context.elasticities.value_or(carbon_price_paid, payer.region, payer.sector, 0);
    if (price == 0) continue;
    require_paid_before(context, payer, edge, price);
    PaidCarbonPrice paid{e, price, charged_tonnes(context, edge), edge.tax, edge.tax, 0};
    if (paid.replaced > 0) paid.rate_after = rate_without(edge, price * paid.replaced);
    paid.rate_left = paid.rate_after - rate_without(edge, price * emitted_tonnes(edge));
    economy.paid_carbon_prices.push_back(paid);
    if (paid.replaced <= 0) continue;
    if (edge.tax_agent < 0) edge.tax_agent = context.tax_agent(payer.region);
    shock_rate(economy, ShockedNumber::Kind::tax, e, paid.rate_after);
  }
}

bool replaces_paid_prices(const Economy& economy) {
  return std::any_of(economy.paid_carbon_prices.begin(), economy.paid_carbon_prices.end(),
                     [](const PaidCarbonPrice& price) { return price.replaced > 0; });
}

void put_back_paid_prices(Economy& economy, double part) {
  for (const PaidCarbonPrice& price : economy.paid_carbon_prices) {
    if (price.replaced > 0)
      economy.edges[price.edge].tax =
          part == 1 ? price.rate_before : (1 - part) * price.rate_after + part * price.rate_before;
  }
}

}  // namespace etslink
