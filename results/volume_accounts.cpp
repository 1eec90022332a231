// SPDX-License-Identifier: Apache-2.0
#include "results/volume_accounts.h"

#include <algorithm>

#include "model/demand_tree.h"
#include "model/national_accounts.h"
#include "model/technology.h"

namespace etslink {

std::vector<Sector> goods_in(const Economy& economy, VolumeUnit unit) {
  std::vector<Sector> goods;
  for (Sector good{0}; good.index < count_of_sectors(economy.sectors); ++good.index) {
    if (economy.volumes.unit(good) == unit) goods.push_back(good);
  }
  return goods;
}

VolumeAccounts::VolumeAccounts(const Economy& economy, const EquilibriumState& state)
    : economy_(economy),
      state_(state),
      accounts_(economy),
      volumes_(economy),
      contents_(list_conditions(economy)),
      source_(state.x),
      paid_rate_(economy.edges.size(), 0) {
  for (const PaidCarbonPrice& paid : economy.paid_carbon_prices) paid_rate_[paid.edge] = paid.rate_left;
  const auto named = std::find(economy.purposes.begin(), economy.purposes.end(), electricity_delivery_purpose);
  if (named != economy.purposes.end()) delivery_purpose_ = static_cast<int>(named - economy.purposes.begin());
  const std::size_t cells = economy.regions.size() * economy.sectors.size();
  output_.assign(cells, 0);
  use_.assign(cells, 0);
  net_imports_.assign(cells, 0);
  purchases_.resize(cells * user_count());
  delivery_.assign(economy.regions.size() * user_count(), 0);
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    add(economy.edges[e], e);
    add_delivery(economy.edges[e], e);
  }
  for (const WorldSale& sale : economy.world_sales) {
    const double volume = economy.volumes.content(sale.region, sale.good).output * state.variable[sale.variable];
    output_[cell(sale.region, sale.good)] += volume;
    net_imports_[cell(sale.region, sale.good)] -= volume;
  }
}

// Buyers of what producers sell are origins; users buy of composites, stocks of either.
void VolumeAccounts::add(const Edge& edge, std::size_t e) {
  if (!edge.good.valid() || !economy_.volumes.unit(edge.good) || edge.quantity0 == 0) return;
  const Activity& buyer = economy_.activities[edge.activity];
  const double volume = volumes_.of(edge).quantity / edge.quantity0 * state_.edge_quantity[e];
  if (edge.role == EdgeRole::domestic) output_[cell(buyer.region, edge.good)] += volume;
  if (edge.role == EdgeRole::origin || edge.role == EdgeRole::service) {
    output_[cell(edge.exporter, edge.good)] += volume;
    net_imports_[cell(edge.exporter, edge.good)] -= volume;
    if (edge.role == EdgeRole::origin) net_imports_[cell(buyer.region, edge.good)] += volume;
  }
  if (!buys_good(edge) || buyer.kind == ActivityKind::armington) return;
  use_[cell(buyer.region, edge.good)] += volume;
  const int user = accounts_.user_of_activity[edge.activity];
  if (user < 0 || buyer.kind == ActivityKind::stock_change) return;
  Purchase& purchase = purchases_[cell(buyer.region, edge.good) * user_count() + user];
  purchase.volume += volume;
  purchase.payment += state_.edge_price[e] * state_.edge_quantity[e];
  purchase.carbon += carbon_price(edge, static_cast<int>(e)) * state_.edge_quantity[e];
}

void VolumeAccounts::add_delivery(const Edge& edge, std::size_t e) {
  const Activity& buyer = economy_.activities[edge.activity];
  const int user = accounts_.user_of_activity[edge.activity];
  const bool is_delivery = edge.good.valid() && edge.purpose.valid() && edge.purpose.index == delivery_purpose_;
  if (is_delivery && buys_good(edge) && user >= 0 && buyer.kind != ActivityKind::armington)
    delivery_[buyer.region.index * user_count() + user] += state_.edge_price[e] * state_.edge_quantity[e];
}

// What permits, carbon taxes and carbon prices in its tax add to the user price of an input.
double VolumeAccounts::carbon_price(const Edge& edge, int e) {
  ChargeTerms<ValueSource> charges(economy_, contents_, source_);
  const double paid = charges.cost<1>(edge.charges, ChargeBase::quantity);
  const double rate = edge.tax + charges.cost<1>(edge.charges, ChargeBase::value);
  const double in_tax = paid_rate_[e] == 0 ? 0 : paid_rate_[e] * cif_price(economy_, e, state_.commodity_price);
  return (edge.carbon_in_tax_base ? paid * (1 + rate) : paid) + in_tax;
}

}  // namespace etslink
