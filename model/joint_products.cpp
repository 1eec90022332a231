// SPDX-License-Identifier: Apache-2.0
#include "model/joint_products.h"

#include <algorithm>
#include <map>

namespace etslink {
namespace {

// The rate that all goods of a sector pay, and what is levied on one of them beside it.
struct OutputTaxes {
  double common_rate = 0;
  std::map<Sector, double> own_musd;  // of the goods that have rows
};

OutputTaxes output_taxes(const BuildContext& context, const Activity& activity) {
  OutputTaxes taxes;
  double common = 0;
  for (const OutputTax& flow : context.flows.output_taxes(activity.region, activity.sector)) {
    if (flow.good.valid())
      taxes.own_musd[flow.good] += flow.tax_musd;
    else
      common += flow.tax_musd;
  }
  taxes.common_rate = common / context.flows.output(activity.region, activity.sector);
  return taxes;
}

// One rate on all that the activity makes.
void set_output_tax(BuildContext& context, Activity& activity, double tax_musd) {
  if (tax_musd != 0) {
    activity.output_tax = tax_musd / activity.quantity0;
    activity.tax_agent = context.tax_agent(activity.region);
  }
  activity.unit_revenue0 = 1 - activity.output_tax;
}

// Adds one of the products of a sector's activity, which is about to be added to the graph.
void add_output_edge(BuildContext& context, int commodity, double quantity0) {
  context.economy.output_edges.push_back({static_cast<int>(context.economy.activities.size()), commodity, quantity0});
}

TaxedProduct add_product(BuildContext& context, const Activity& activity, const MakeFlow& flow, double rate) {
  const std::string name = context.name(flow.good) + " of " + activity.name + ", before output tax";
  const int product = context.add_commodity({name, activity.region, CommodityKind::nest});
  add_output_edge(context, product, flow.value_musd * (1 - rate));
  return {flow.good, product, flow.value_musd, rate};
}

}  // namespace

std::vector<TaxedProduct> add_outputs(BuildContext& context, Activity& activity) {
  std::vector<MakeFlow> goods;
  for (const MakeFlow& flow : context.flows.make(activity.region, activity.sector)) {
    if (flow.value_musd > 0) goods.push_back(flow);
  }
  activity.quantity0 = context.flows.output(activity.region, activity.sector);
  const double tax = context.flows.output_tax(activity.region, activity.sector);
  if (goods.size() < 2) {
    const Sector good = goods.empty() ? activity.sector : goods.front().good;
    activity.output = context.good[context.cell(activity.region, good)];
    set_output_tax(context, activity, tax);
    return {};
  }
  const OutputTaxes taxes = output_taxes(context, activity);
  activity.output = context.add_commodity({"joint output of " + activity.name, activity.region, CommodityKind::nest});
  activity.eta = context.elasticities.value_or("make_transformation_elasticity", activity.region, activity.sector, 0);
  activity.first_output = static_cast<int>(context.economy.output_edges.size());
  std::vector<TaxedProduct> products;
  for (const MakeFlow& flow : goods) {
    const auto own = taxes.own_musd.find(flow.good);
    const double own_rate = own == taxes.own_musd.end() ? 0 : own->second / flow.value_musd;
    if (taxes.own_musd.empty())
      add_output_edge(context, context.good[context.cell(flow.region, flow.good)], flow.value_musd);
    else
      products.push_back(add_product(context, activity, flow, taxes.common_rate + own_rate));
  }
  activity.last_output = static_cast<int>(context.economy.output_edges.size());
  if (!products.empty()) activity.quantity0 -= tax;
  set_output_tax(context, activity, products.empty() ? tax : 0);
  return products;
}

void add_sales(BuildContext& context, const Activity& maker, const std::vector<TaxedProduct>& products) {
  for (const TaxedProduct& sold : products) {
    Activity sale;
    sale.name = "sale of " + context.name(sold.good) + " by " + maker.name;
    sale.region = maker.region;
    sale.sector = maker.sector;
    sale.kind = ActivityKind::sale;
    sale.quantity0 = sold.value_musd;
    sale.output = context.good[context.cell(maker.region, sold.good)];
    sale.output_tax = sold.tax;
    sale.tax_agent = context.tax_agent(maker.region);
    sale.unit_revenue0 = 1 - sold.tax;
    Edge edge;
    edge.role = EdgeRole::bundle;
    edge.commodity = sold.product;
    edge.quantity0 = sold.value_musd * (1 - sold.tax);
    context.add_activity(std::move(sale), {edge});
  }
}

std::vector<int> output_taxpayers(const Economy& economy) {
  std::map<std::pair<Region, Sector>, bool> has_sales;
  for (const Activity& activity : economy.activities) {
    if (activity.kind == ActivityKind::sale) has_sales[{activity.region, activity.sector}] = true;
  }
  std::vector<int> found;
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const Activity& activity = economy.activities[n];
    const bool is_maker =
        activity.kind == ActivityKind::production && !has_sales.contains({activity.region, activity.sector});
    if (is_maker || activity.kind == ActivityKind::sale) found.push_back(n);
  }
  return found;
}

bool makes(const BuildContext& context, int activity, Sector good) {
  const Activity& maker = context.economy.activities[activity];
  return !good.valid() || maker.output == context.good[context.cell(maker.region, good)];
}

std::vector<double> output_at_market_prices(const Economy& economy) {
  std::map<std::pair<Region, Sector>, std::pair<double, double>> sold;  // with and without the taxes
  for (const Activity& activity : economy.activities) {
    if (activity.kind != ActivityKind::sale) continue;
    auto& [with, without] = sold[{activity.region, activity.sector}];
    with += activity.quantity0;
    without += activity.quantity0 * activity.unit_revenue0;
  }
  std::vector<double> output;
  for (const Activity& activity : economy.activities) {
    output.push_back(activity.quantity0);
    const auto values = sold.find({activity.region, activity.sector});
    if (activity.kind == ActivityKind::production && values != sold.end())
      output.back() *= values->second.first / values->second.second;
  }
  return output;
}

}  // namespace etslink
