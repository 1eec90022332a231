// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/spending.h"

#include "model/leisure.h"

namespace etslink {

NominalValue& NominalValue::operator+=(const NominalValue& other) {
  now += other.now;
  benchmark += other.benchmark;
  return *this;
}

NominalValue spending_of(const Economy& economy, int agent) {
  NominalValue sum;
  if (agent < 0) return sum;
  const EconomicAgent& buyer = economy.agents[agent];
  if (buyer.demand_activity >= 0) {
    const ConsumedGoods goods = consumed_goods(economy, buyer);
    sum += {goods.quantity0 * (price(goods.commodity) * level(goods.activity)), goods.quantity0};
  }
  if (buyer.subsistence_activity >= 0) {
    const Activity& basket = economy.activities[buyer.subsistence_activity];
    sum += {basket.quantity0 * (price(basket.output) * level(buyer.subsistence_activity)), basket.quantity0};
  }
  if (buyer.stock_activity < 0) return sum;
  const Activity& stocks = economy.activities[buyer.stock_activity];
  for (int e = stocks.first_edge; e < stocks.last_edge; ++e) {
    const Edge& edge = economy.edges[e];
    const double value = edge.quantity0 * (1 + edge.tax);
    sum += {value * (price(edge.commodity) * level(buyer.stock_activity)), value};
  }
  return sum;
}

Expression regional_consumer_price(const BuildContext& context, Region region) {
  const ConsumerPrice& consumer = context.economy.consumer_prices[region.index];
  Expression sum;
  for (std::size_t c = 0; c < consumer.commodities.size(); ++c)
    sum += consumer.weights[c] * Expression(price(consumer.commodities[c]));
  return sum;
}

}  // namespace etslink
