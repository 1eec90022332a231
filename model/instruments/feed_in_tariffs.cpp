// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/feed_in_tariffs.h"

#include <algorithm>

#include "model/conditions.h"
#include "model/demand_tree.h"
#include "model/rule_builder.h"
#include "model/technology_payments.h"

namespace etslink {
namespace {

// Does supply rise with the price by a specific factor? Else a given price has no output, or no bounded one.
bool has_resource(const Economy& economy, int maker) {
  for (const int n : nests_below(economy, maker)) {
    for (int e = economy.activities[n].first_edge; e < economy.activities[n].last_edge; ++e) {
      if (economy.commodities[economy.edges[e].commodity].kind == CommodityKind::resource) return true;
    }
  }
  return false;
}

// What a unit sells for, with what the benchmark's payments between technologies add, now and at the benchmark.
struct Receipts {
  Expression now;
  double at_benchmark = 0;
};
Receipts receipts_of(const Economy& economy, const PhysicalProducer& producer) {
  const Activity& plant = economy.activities[producer.makers.front()];
  Receipts receipts{1 / producer.content * Expression(price(plant.output)), 1 / producer.content};
  for (const Charge& charge : plant.charges) {
    if (charge.rate < 0 || economy.variables[charge.rate].id.role != VariableRole::tax_rate) continue;
    if (charge.base != ChargeBase::quantity) continue;
    const double per_unit = charge.coefficient.end / producer.content;
    receipts.now -= per_unit * Expression(variable(charge.rate));
    receipts.at_benchmark -= per_unit * economy.variables[charge.rate].start;
  }
  return receipts;
}

class FeedInTariffBuilder {
 public:
  FeedInTariffBuilder(BuildContext& context, int index)
      : context_(context), economy_(context.economy), policy_(context.policy.feed_in_tariffs[index]), index_(index) {}

  void add() {
    static_cast<void>(all_producers_of(context_, policy_));
    for (const Region region : policy_.regions) {
      Expression paid;
      for (const PhysicalProducer& producer : producers_of(context_, policy_, region)) paid += add_producer(producer);
      if (policy_.payer != TechnologyPayer::users) continue;
      levy_on_sales(context_, sales_of(context_, policy_, region),
                    {{VariableRole::users_levy, VariableOwner::feed_in_tariff, index_, region.index},
                     "levy of feed-in tariff " + policy_.name + ", " + context_.code(region)},
                    paid);
    }
  }

 private:
  // support + receipts - tariff >= 0 _|_ support >= 0; two ways: = 0. Returns what is paid [million USD].
  Expression add_producer(const PhysicalProducer& producer) {
    const int plant = producer.makers.front();
    if (!has_resource(economy_, plant))
      throw InputError(policy_.at, "'" + policy_.name + "': " + economy_.activities[plant].name +
                                       " has no resource of its own, so that at a given price its output has no bound; "
                                       "write a subsidy or a mandate");
    const std::string name = "feed-in tariff " + policy_.name + ": " + economy_.activities[plant].name;
    context_.claims.add({Slot::Kind::guaranteed_price, plant}, "price of " + economy_.activities[plant].name,
                        {"feed-in tariff '" + policy_.name + "'", policy_.at});
    const Symbol support =
        add_variable(economy_, {{VariableRole::technology_support, VariableOwner::feed_in_tariff, index_, plant},
                                name,
                                producer.region,
                                0,
                                permit_price_scale});
    const Receipts receipts = receipts_of(economy_, producer);
    const double begin = policy_.is_two_way ? receipts.at_benchmark : std::min(receipts.at_benchmark, policy_.price);
    const Expression above =
        Expression(support) + receipts.now - Expression::along_path(begin, policy_.price) * numeraire();
    if (policy_.is_two_way)
      add_rule(economy_, support, {name, permit_price_scale}, above);
    else
      add_complementarity(economy_, support, {name, permit_price_scale}, above);
    pay_per_unit(context_, producer, {support, {-1, -1}, fund_of(context_, policy_.payer, producer.region)});
    return support * volume_of(economy_, producer);
  }

  BuildContext& context_;
  Economy& economy_;
  const FeedInTariff& policy_;
  int index_;
};

}  // namespace

void add_feed_in_tariffs(BuildContext& context) {
  for (int i = 0; i < static_cast<int>(context.policy.feed_in_tariffs.size()); ++i)
    FeedInTariffBuilder(context, i).add();
}

}  // namespace etslink
