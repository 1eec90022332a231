// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/output_limits.h"

#include <algorithm>
#include <cmath>

#include "model/conditions.h"
#include "model/rule_builder.h"
#include "model/technology_payments.h"

namespace etslink {
namespace {

// What is left of technologies that are banned, of their benchmark volume: demand for them has no zero, and far below
// no solver gets.
constexpr double banned_part = 1e-3;

class OutputLimitBuilder {
 public:
  OutputLimitBuilder(BuildContext& context, int index)
      : context_(context), policy_(context.policy.output_limits[index]), index_(index) {
    producers_ = all_producers_of(context, policy_);
    for (const PhysicalProducer& producer : producers_) volume0_ += producer.volume0;
  }

  // limit - volume >= 0 _|_ scarcity rent >= 0; of the least, volume - limit >= 0 _|_ support >= 0.
  void add() {
    Economy& economy = context_.economy;
    const double limit =
        std::max(policy_.is_relative ? policy_.quantity * volume0_ : policy_.quantity, banned_part * volume0_);
    const double begin = policy_.is_least ? std::min(volume0_, limit) : std::max(volume0_, limit);
    const Room room = room_below(begin, limit);
    const std::string name = (policy_.is_least ? "least output " : "output limit ") + policy_.name;
    const VariableRole role = policy_.is_least ? VariableRole::technology_support : VariableRole::scarcity_rent;
    const Region region = policy_.regions.size() == 1 ? policy_.regions.front() : Region{};
    price_ = add_variable(economy, {{role, VariableOwner::output_limit, index_},
                                    (policy_.is_least ? "support of " : "rent of ") + name,
                                    region,
                                    0,
                                    permit_price_scale});
    add_complementarity(economy, price_, {name, room.scale}, policy_.is_least ? -room.formula : room.formula);
    for (const Region place : policy_.regions) pay(place, name);
  }

 private:
  struct Room {
    Expression formula;
    double scale = 1;
  };
  // limit - volume; of one plant, whose level is known by its logarithm, that of limit / volume: so a ban, far below
  // the benchmark, is some steps away.
  [[nodiscard]] Room room_below(double begin, double limit) const {
    const std::vector<int>& makers = producers_.front().makers;
    if (producers_.size() > 1 || makers.size() > 1)
      return {Expression::along_path(begin, limit) - volume_of(context_.economy, producers_), volume0_};
    return {Expression::along_path(std::log(begin / volume0_), std::log(limit / volume0_)) - log(level(makers.front())),
            1};
  }

  // The rent is paid, the support earned per unit.
  void pay(Region region, const std::string& name) {
    const double sign = policy_.is_least ? -1 : 1;
    const std::vector<PhysicalProducer> producers = producers_of(context_, policy_, region);
    for (const PhysicalProducer& producer : producers)
      pay_per_unit(context_, producer, {price_, {sign, sign}, fund_of(context_, policy_.payer, region)});
    if (policy_.payer != TechnologyPayer::users) return;
    levy_on_sales(context_, sales_of(context_, policy_, region),
                  {{VariableRole::users_levy, VariableOwner::output_limit, index_, region.index},
                   "levy of " + name + ", " + context_.code(region)},
                  -sign * (price_ * volume_of(context_.economy, producers)));
  }

  BuildContext& context_;
  const OutputLimit& policy_;
  int index_;
  std::vector<PhysicalProducer> producers_;
  double volume0_ = 0;
  Symbol price_;
};

}  // namespace

void add_output_limits(BuildContext& context) {
  for (int i = 0; i < static_cast<int>(context.policy.output_limits.size()); ++i) OutputLimitBuilder(context, i).add();
}

}  // namespace etslink
