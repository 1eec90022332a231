// SPDX-License-Identifier: Apache-2.0
#include "model/export_supply.h"

#include <cmath>
#include <limits>

namespace etslink {
namespace {

bool is_exported(const Edge& edge) { return edge.role == EdgeRole::origin || edge.role == EdgeRole::service; }

// What is bought of a good, at home and abroad [million USD].
struct Sales {
  double home = 0, abroad = 0;
};

Sales sales_of(const Economy& economy, int commodity) {
  Sales sales;
  for (const Edge& edge : economy.edges) {
    if (edge.commodity == commodity) (is_exported(edge) ? sales.abroad : sales.home) += edge.quantity0;
  }
  return sales;
}

// q_home = D a (p_home/p)^eta, q_abroad = X a (p_abroad/p)^eta.
void split(BuildContext& context, int commodity, Sector good, double eta) {
  Economy& economy = context.economy;
  const Commodity made = economy.commodities[commodity];
  const Sales sales = sales_of(economy, commodity);
  if (sales.home <= 0 || sales.abroad <= 0) return;
  const int home = context.add_commodity({"home sales of " + made.name, made.region, CommodityKind::output});
  const int abroad = context.add_commodity({"exports of " + made.name, made.region, CommodityKind::output});
  for (Edge& edge : economy.edges) {
    if (edge.commodity == commodity) edge.commodity = is_exported(edge) ? abroad : home;
  }
  Activity supply;
  supply.name = "sales of " + made.name;
  supply.region = made.region;
  supply.sector = good;
  supply.kind = ActivityKind::export_supply;
  supply.eta = eta;
  supply.quantity0 = sales.home + sales.abroad;
  supply.output = context.add_commodity({"home sales and exports of " + made.name, made.region, CommodityKind::nest});
  const int activity = static_cast<int>(economy.activities.size());
  supply.first_output = static_cast<int>(economy.output_edges.size());
  economy.output_edges.push_back({activity, home, sales.home});
  economy.output_edges.push_back({activity, abroad, sales.abroad});
  supply.last_output = static_cast<int>(economy.output_edges.size());
  Edge edge;
  edge.role = EdgeRole::bundle;
  edge.commodity = commodity;
  edge.quantity0 = supply.quantity0;
  context.add_activity(std::move(supply), {edge});
}

}  // namespace

void split_exports(BuildContext& context) {
  const double off = std::numeric_limits<double>::quiet_NaN();
  for (int r = 0; r < context.benchmark.region_count(); ++r) {
    for (int s = 0; s < context.benchmark.sector_count(); ++s) {
      const int commodity = context.good[context.cell({r}, {s})];
      if (commodity < 0) continue;
      const double eta = context.elasticities.value_or(export_transformation, {r}, {s}, off);
      if (!std::isnan(eta)) split(context, commodity, {s}, eta);
    }
  }
}

}  // namespace etslink
