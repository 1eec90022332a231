// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/world_markets.h"

#include <algorithm>

#include "model/rule_builder.h"

namespace etslink {
namespace {

template <class Item>
bool lists(const std::vector<Item>& list, const Item& item) {
  return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
}

class WorldMarketBuilder {
 public:
  WorldMarketBuilder(BuildContext& context, const WorldMarket& market)
      : context_(context),
        economy_(context.economy),
        market_(market),
        region_(market.region),
        by_{"the world market", market.at},
        exchange_(add_variable(economy_, {{VariableRole::foreign_exchange, VariableOwner::region, region_.index},
                                          "price of foreign exchange: " + context.code(region_),
                                          region_,
                                          1,
                                          1})) {}

  // p = pw e for each good, and sum pw x = 0.
  void add() {
    require(market_.goods.size() > 1, "goods that pay for one another");
    for (const Sector good : market_.goods) add_good(good);
    add_rule(economy_, exchange_, {"trade with the world market: " + context_.code(region_), size_}, balance_);
    economy_.rules.back().is_shock = is_shocked_;
  }

 private:
  void add_good(Sector good) {
    const int commodity = context_.good[context_.cell(region_, good)];
    if (commodity < 0)
      throw InputError(market_.at, "nobody in " + context_.code(region_) + " makes " + context_.name(good) +
                                       " at the benchmark: it has no price there that a world market could give");
    const std::string name = economy_.commodities[commodity].name;
    context_.claims.add({Slot::Kind::fixed_price, commodity}, "price of " + name, by_);
    const double output = output_of(commodity);
    const Symbol sold = add_variable(economy_, {{VariableRole::world_sales, VariableOwner::commodity, commodity},
                                                "sales to the world market: " + name,
                                                region_,
                                                0,
                                                output});
    const double factor = shock_factor(good);
    const Expression world_price = Expression::along_path(1, factor);
    add_rule(economy_, sold, {"world price: " + name}, price(commodity) - world_price * exchange_);
    economy_.rules.back().is_shock = factor != 1;
    is_shocked_ |= factor != 1;
    add_demand(economy_, commodity, "world market", sold);
    economy_.world_sales.push_back({commodity, region_, good, sold.index});
    balance_ += world_price * sold;
    size_ += output;
  }

  // What is bought of it at the benchmark.
  [[nodiscard]] double output_of(int commodity) const {
    double sum = 0;
    for (const Edge& edge : economy_.edges) {
      if (edge.commodity == commodity) sum += edge.quantity0;
    }
    return sum;
  }

  [[nodiscard]] double shock_factor(Sector good) const {
    double factor = 1;
    for (const Shock& shock : context_.policy.shocks) {
      if (shock.kind == ShockKind::world_price && lists(shock.regions, region_) && lists(shock.goods, good))
        factor *= shock.number;
    }
    return factor;
  }

  BuildContext& context_;
  Economy& economy_;
  const WorldMarket& market_;
  const Region region_;
  const Claimant by_;
  const Symbol exchange_;
  Expression balance_;
  double size_ = 0;
  bool is_shocked_ = false;
};

}  // namespace

void add_world_markets(BuildContext& context) {
  for (const WorldMarket& market : context.options.world_markets) WorldMarketBuilder(context, market).add();
}

}  // namespace etslink
