// SPDX-License-Identifier: Apache-2.0
#include "model/technology_pool.h"

#include <map>

#include "model/rule_builder.h"
#include "model/technology.h"
#include "model/technology_payments.h"

namespace etslink {
namespace {

bool pays_pool(const BuildContext& context, const Activity& activity) {
  return activity.kind == ActivityKind::production && activity.sector.valid() && activity.output_tax != 0 &&
         is_technology(context.benchmark.sectors[activity.sector.index]);
}

// The unknown that all payments follow: the price of the numeraire, 1 at the benchmark.
Symbol price_of_pool(Economy& economy, int payer) {
  const Symbol price = add_variable(
      economy, {{VariableRole::tax_rate, VariableOwner::activity, payer}, "price of payments per unit", {}, 1, 1});
  add_rule(economy, price, {"payments of technologies per unit"}, price * pow(numeraire(), -1) - 1.0);
  return price;
}

// Who buys from the sector bears what the payments come to less than at the benchmark.
class LevyForPool {
 public:
  explicit LevyForPool(BuildContext& context) : context_(context) {}

  // A technology pays `per_output` of its benchmark output at the price of the pool.
  void add(int n, double per_output, const Symbol& price) {
    const Activity& activity = context_.economy.activities[n];
    const double paid = per_output * activity.quantity0;
    const std::pair place(activity.region, sector_of(context_.benchmark.sectors, activity.sector));
    const double at_benchmark = is_idle(activity) ? 0 : paid;
    missing_[place] += at_benchmark * Expression(price) - paid * (price * level(n));
    technology_[place] = activity.sector;
  }

  void close() {
    for (const auto& [place, missing] : missing_) {
      const auto& [region, sector] = place;
      const PhysicalProducer sales =
          sales_of(context_, {"technology_pool", {region}, {technology_[place]}, context_.options.at}, region);
      const VariableId id{VariableRole::users_levy, VariableOwner::activity, sales.makers.front()};
      const std::string name = context_.name(sector) + ", " + context_.code(region);
      levy_on_sales(context_, sales, {id, "levy for payments of technologies: " + name}, missing);
    }
  }

 private:
  BuildContext& context_;
  std::map<std::pair<Region, Sector>, Expression> missing_;
  std::map<std::pair<Region, Sector>, Sector> technology_;
};

}  // namespace

void add_technology_pool(BuildContext& context) {
  Economy& economy = context.economy;
  LevyForPool levy(context);
  int price = -1;
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    Activity& activity = economy.activities[n];
    if (!pays_pool(context, activity)) continue;
    if (price < 0) price = price_of_pool(economy, n).index;
    Charge charge;
    charge.rate = price;
    charge.receiver = activity.tax_agent;
    charge.coefficient = {activity.output_tax, activity.output_tax};
    charge.kind = ChargeKind::levy;
    activity.charges.push_back(charge);
    levy.add(n, activity.output_tax, variable(price));
    activity.output_tax = 0;
  }
  if (context.options.technology_pool == TechnologyPayer::users) levy.close();
}

}  // namespace etslink
