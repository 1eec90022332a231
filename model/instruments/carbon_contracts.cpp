// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/carbon_contracts.h"

#include "model/conditions.h"
#include "model/demand_tree.h"
#include "model/rule_builder.h"
#include "model/technology_payments.h"

namespace etslink {
namespace {

class CarbonContractBuilder {
 public:
  CarbonContractBuilder(BuildContext& context, int index)
      : context_(context), economy_(context.economy), policy_(context.policy.carbon_contracts[index]), index_(index) {}

  // payment - strike + permit price >= 0 _|_ payment >= 0; two ways: = 0 [USD/t].
  void add() {
    static_cast<void>(all_producers_of(context_, policy_));
    const std::string name = "carbon contract " + policy_.name;
    const Region region = policy_.regions.size() == 1 ? policy_.regions.front() : Region{};
    payment_ = add_variable(economy_, {{VariableRole::technology_support, VariableOwner::carbon_contract, index_},
                                       "payment per tonne of " + name,
                                       region,
                                       0,
                                       permit_price_scale});
    const Expression gap = Expression(payment_) - Expression::along_path(0, policy_.strike) * numeraire() +
                           permit_price_of(economy_, policy_.market);
    if (policy_.is_two_way)
      add_rule(economy_, payment_, {name, permit_price_scale}, gap);
    else
      add_complementarity(economy_, payment_, {name, permit_price_scale}, gap);
    for (const Region place : policy_.regions) add_in_region(place, name);
  }

 private:
  void add_in_region(Region region, const std::string& name) {
    const double reference = reference_intensity(region);
    Expression paid;
    for (const PhysicalProducer& producer : producers_of(context_, policy_, region)) {
      const double avoided = reference - intensity(producer);
      if (avoided <= 0)
        throw InputError(
            policy_.at, "'" + policy_.name + "': " + context_.benchmark.sectors[producer.producer.index].code +
                            " emits no less per unit than " + code(policy_.reference) + " in " + context_.code(region));
      pay_per_unit(context_, producer, {payment_, {-avoided, -avoided}, fund_of(context_, policy_.payer, region)});
      paid += avoided * (payment_ * volume_of(economy_, producer));
    }
    if (policy_.payer != TechnologyPayer::users) return;
    levy_on_sales(context_, sales_of(context_, policy_, region),
                  {{VariableRole::users_levy, VariableOwner::carbon_contract, index_, region.index},
                   "levy of " + name + ", " + context_.code(region)},
                  paid);
  }

  // Emissions per unit at the benchmark, of fuels and process, charged or not [t per MWh, t or GJ].
  [[nodiscard]] double intensity(const PhysicalProducer& producer) const {
    return activity_emissions(economy_, producer.makers.front()).benchmark_mt / producer.volume0;
  }

  [[nodiscard]] double reference_intensity(Region region) const {
    const std::vector<PhysicalProducer> found =
        producers_of(context_, {policy_.name, {region}, {policy_.reference}, policy_.at}, region);
    if (found.empty())
      throw InputError(policy_.at, "'" + policy_.name + "': " + context_.code(region) + " has no " +
                                       code(policy_.reference) + ", the technology that it is compared with");
    return intensity(found.front());
  }

  [[nodiscard]] const std::string& code(Sector technology) const {
    return context_.benchmark.sectors[technology.index].code;
  }

  BuildContext& context_;
  Economy& economy_;
  const CarbonContract& policy_;
  int index_;
  Symbol payment_;
};

}  // namespace

void add_carbon_contracts(BuildContext& context) {
  for (int i = 0; i < static_cast<int>(context.policy.carbon_contracts.size()); ++i)
    CarbonContractBuilder(context, i).add();
}

}  // namespace etslink
