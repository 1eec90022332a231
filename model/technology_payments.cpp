// SPDX-License-Identifier: Apache-2.0
#include "model/technology_payments.h"

#include <algorithm>

#include "model/conditions.h"
#include "model/production.h"
#include "model/rule_builder.h"
#include "model/technology.h"

namespace etslink {
namespace {

double volume0_of(const Economy& economy, Region region, Sector technology) {
  const int maker = find_production(economy, region, technology);
  return maker < 0 ? 0 : economy.volumes.content(region, technology).output * economy.activities[maker].quantity0;
}

}  // namespace

std::vector<PhysicalProducer> producers_of(const BuildContext& context, const TechnologyChoice& choice, Region region) {
  std::vector<PhysicalProducer> found;
  for (const Sector technology : choice.technologies) {
    const double volume0 = volume0_of(context.economy, region, technology);
    if (volume0 <= 0) continue;
    found.push_back({region, technology, productions(context.economy, region, technology),
                     context.economy.volumes.content(region, technology).output, volume0});
  }
  return found;
}

std::vector<PhysicalProducer> all_producers_of(const BuildContext& context, const TechnologyChoice& choice) {
  std::vector<PhysicalProducer> all;
  for (const Region region : choice.regions) {
    const std::vector<PhysicalProducer> own = producers_of(context, choice, region);
    if (own.empty())
      throw InputError(choice.at, "'" + choice.name + "': " + context.code(region) + " has none of its technologies");
    all.insert(all.end(), own.begin(), own.end());
  }
  for (const Sector technology : choice.technologies) {
    const auto makes = [&](const PhysicalProducer& producer) { return producer.producer == technology; };
    if (std::none_of(all.begin(), all.end(), makes))
      throw InputError(choice.at, "'" + choice.name + "': none of its regions has " +
                                      context.benchmark.sectors[technology.index].code);
  }
  return all;
}

PhysicalProducer sales_of(const BuildContext& context, const TechnologyChoice& choice, Region region) {
  const Economy& economy = context.economy;
  const Sector sector = sector_of(economy.sectors, choice.technologies.front());
  PhysicalProducer sales{region, sector, productions(economy, region, sector), 0, 0};
  for (const Sector technology : technologies_of(economy.sectors, sector))
    sales.volume0 += volume0_of(economy, region, technology);
  const int seller = find_production(economy, region, sector);
  if (seller < 0 || sales.volume0 <= 0)
    throw InputError(choice.at, "'" + choice.name + "': " + context.name(sector) + ", " + context.code(region) +
                                    " is made without technologies");
  sales.content = sales.volume0 / economy.activities[seller].quantity0;
  return sales;
}

Expression volume_of(const Economy& economy, const PhysicalProducer& producer) {
  Expression volume;
  for (const int n : producer.makers)
    volume += producer.content * economy.activities[n].quantity0 * Expression(level(n));
  return volume;
}

Expression volume_of(const Economy& economy, const std::vector<PhysicalProducer>& producers) {
  Expression volume;
  for (const PhysicalProducer& producer : producers) volume += volume_of(economy, producer);
  return volume;
}

void pay_per_unit(BuildContext& context, const PhysicalProducer& producer, const UnitPayment& payment) {
  for (const int n : producer.makers) {
    Charge charge;
    charge.rate = payment.price.index;
    charge.receiver = payment.receiver;
    charge.coefficient = {payment.coefficient.begin * producer.content, payment.coefficient.end * producer.content};
    charge.kind = ChargeKind::levy;
    context.economy.activities[n].charges.push_back(charge);
  }
}

int fund_of(const BuildContext& context, TechnologyPayer payer, Region region) {
  return payer == TechnologyPayer::owners ? context.household_account[region.index] : context.tax_agent(region);
}

void levy_on_sales(BuildContext& context, const PhysicalProducer& sales, const Levy& levy, const Expression& total) {
  Economy& economy = context.economy;
  const Symbol rate = add_variable(economy, {levy.id, levy.name, sales.region, 0, permit_price_scale});
  pay_per_unit(context, sales, {rate, {}, context.tax_agent(sales.region)});
  add_rule(economy, rate, {levy.name, permit_price_scale * sales.volume0}, rate * volume_of(economy, sales) - total);
}

}  // namespace etslink
