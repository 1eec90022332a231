// SPDX-License-Identifier: Apache-2.0
#include "study/technologies/technology_costs.h"

#include <algorithm>

#include "model/elasticity_range.h"
#include "model/number_text.h"
#include "model/sector_roles.h"
#include "model/technology.h"
#include "study/technologies/technology_bill.h"

namespace etslink {
namespace {

const std::string role_prefix = "role:";

// Values of all numbers of a technology in a region; whether it is there at all.
class RegionalValues {
 public:
  explicit RegionalValues(std::string region) : region_(std::move(region)) {}

  double operator()(const RegionalNumber& number, double otherwise = 0) {
    if (!number.is_stated()) return otherwise;
    const std::optional<double> value = number.of(region_);
    if (!value) absent_ = &number;
    if (number.by_region.contains(region_)) present_ = &number;
    return value.value_or(otherwise);
  }

  // InputError where one number names the region and another has nothing for it.
  [[nodiscard]] bool has_technology() const {
    if (present_ != nullptr && absent_ != nullptr)
      throw InputError(absent_->at, "'" + absent_->name + "' has nothing for " + region_ + ", for which '" +
                                        present_->name + "' has a number; allowed: both or neither");
    return absent_ == nullptr;
  }

 private:
  std::string region_;
  const RegionalNumber* present_ = nullptr;
  const RegionalNumber* absent_ = nullptr;
};

// A number of one region, and where it is stated.
struct RegionalCost {
  double value = 0;
  SourceLocation at;
};

// A technology with the numbers of one region.
struct RegionalTechnology {
  double capture = 0, process_t = 0, biogenic_t = 0, storage_usd = 0, electricity_mwh = 0, markup = 0;
  std::map<std::string, RegionalCost> fuel_gj, usd;
};

std::optional<RegionalTechnology> in_region(const LatentTechnology& technology, const std::string& region) {
  RegionalValues values(region);
  RegionalTechnology result;
  result.capture = values(technology.capture);
  result.process_t = values(technology.process_t);
  result.biogenic_t = values(technology.biogenic_t);
  result.storage_usd = values(technology.storage_usd);
  result.electricity_mwh = values(technology.electricity_mwh);
  result.markup = values(technology.markup);
  for (const auto& [fuel, number] : technology.fuel_gj) result.fuel_gj[fuel] = {values(number), number.at};
  for (const auto& [item, number] : technology.usd) result.usd[item] = {values(number), number.at};
  if (!values.has_technology()) return std::nullopt;
  return result;
}

// What makes the good of a region: one of the technologies that a latent one replaces, or, where the good is made
// otherwise, its sector. Invalid where there is none.
Sector competitor(const Benchmark& benchmark, const PhysicalVolumes& volumes, const Competitor& place,
                  const std::vector<std::string>& replaces) {
  bool has_technologies = false;
  for (const Sector technology : technologies_of(benchmark.sectors, place.good))
    has_technologies = has_technologies || volumes.content(place.region, technology).output > 0;
  if (!has_technologies) return place.good;
  for (const std::string& name : replaces) {
    const Sector technology = benchmark.find_sector(benchmark.sectors[place.good.index].code + "." + name);
    if (technology.valid() && volumes.content(place.region, technology).output > 0) return technology;
  }
  return {};
}

// Emissions of a producer and, of these, what its taxes contain of a carbon price.
struct ProducerCo2 {
  double mt = 0, paid = 0;  // [Mt, million USD]
};
ProducerCo2 emissions_of(const Benchmark& benchmark, const ElasticityTable& parameters, const Competitor& competitor) {
  ProducerCo2 sum;
  const double price = parameters.value_or(carbon_price_paid, competitor.region, competitor.producer, 0);
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.region != competitor.region || flow.user != User{User::Kind::sector, competitor.producer.index}) continue;
    sum.mt += co2_equivalent(flow);
    if (flow.fuel) sum.paid += price * co2_equivalent(flow);
  }
  return sum;
}

// All that is bought beside energy, storage and delivery.
void add_costs(TechnologyBill& bill, const RegionalTechnology& technology, double money_factor) {
  for (const auto& [item, usd] : technology.usd) bill.add_money(item, money_factor * usd.value, usd.at);
}

void add_energy(TechnologyBill& bill, const LatentTechnology& stated, const RegionalTechnology& technology) {
  for (const auto& [fuel, gj] : technology.fuel_gj) {
    if (gj.value > 0) bill.add_fuel(fuel, gj.value, gj.at);
  }
  if (technology.electricity_mwh > 0) bill.add_electricity(technology.electricity_mwh, stated.electricity_mwh.at);
}

// With a mark-up the costs of the file are parts of what remains beside energy, storage and delivery.
double money_factor(const TechnologyBill& bill, const LatentTechnology& stated, const RegionalTechnology& technology,
                    double net_price) {
  if (technology.markup == 0) return 1;
  double parts = 0;
  for (const auto& [item, usd] : technology.usd) parts += usd.value;
  const double rest = technology.markup * net_price - bill.usd();
  if (!(parts > 0 && rest > 0))
    throw InputError(stated.markup.at, "'" + stated.markup.name + "' times the price of " + rounded_text(net_price, 5) +
                                           " USD leaves nothing for the costs in 'usd': energy, storage and delivery "
                                           "come to " +
                                           rounded_text(bill.usd(), 5) + " USD");
  return rest / parts;
}

std::vector<ActivityInput> shares(const TechnologyBill& bill) {
  std::vector<ActivityInput> inputs;
  for (const TechnologyBill::Item& item : bill.items()) {
    inputs.push_back(item.input);
    inputs.back().share = item.usd / bill.usd();
  }
  return inputs;
}

// What the product of a competitor costs and emits per unit of the file.
struct Market {
  double price = 0, net_price = 0;  // the latter less output tax [USD]
  double units = 0;                 // made at the benchmark [million]
  ProducerCo2 co2;                  // of all that is made
};

// All that is known of a technology in a region but what it costs.
PricedTechnology described(const LatentTechnology& stated, const RegionalTechnology& technology,
                           const Competitor& place, double price) {
  PricedTechnology result;
  IdleActivity& activity = result.activity;
  activity.region = result.facts.region = place.region;
  activity.code = result.facts.code = stated.code;
  activity.good = result.facts.replaces = place.producer;
  activity.at = stated.at;
  activity.capture = technology.capture;
  activity.process_mt = technology.process_t / price;
  activity.biogenic_mt = technology.biogenic_t / price;
  activity.resource_share = result.facts.resource_share = stated.resource_share;
  activity.resource_elasticity = result.facts.resource_elasticity = stated.resource_elasticity;
  result.facts.source = stated.source;
  result.facts.status = stated.status;
  return result;
}

void set_costs(PricedTechnology& result, TechnologyBill& bill, const Market& market) {
  TechnologyFacts& facts = result.facts;
  facts.cost = bill.usd();
  facts.price = market.net_price;
  facts.added = std::max(0.0, least_cost_of_price * market.net_price - facts.cost);
  bill.add_money("capital", facts.added, result.activity.at);
  facts.co2_replaced = market.co2.mt / market.units;
  if (facts.co2_replaced > facts.co2)
    facts.breakeven =
        (bill.usd() - market.net_price + market.co2.paid / market.units) / (facts.co2_replaced - facts.co2);
  result.activity.markup = bill.usd() / market.net_price - 1;
  result.activity.inputs = shares(bill);
}

}  // namespace

Sector TechnologyCosts::good(const TechnologyFile& file) const {
  for (const std::string& name : file.good) {
    const auto codes = name.starts_with(role_prefix) ? sectors_with_role(benchmark_, name.substr(role_prefix.size()))
                                                     : std::vector<std::string>{name};
    const Sector found = codes.empty() ? Sector{} : benchmark_.find_sector(codes.front());
    if (!found.valid() || is_technology(benchmark_.sectors[found.index])) continue;
    const auto unit = volumes_.unit(found);
    if (unit && *unit != file.unit)
      throw InputError(file.at, benchmark_.folder + " has " + benchmark_.sectors[found.index].code + " in " +
                                    to_string(*unit) + "; allowed: technologies per " + unit_name(*unit));
    return found;
  }
  std::string names;
  for (const std::string& name : file.good) names += (names.empty() ? "" : ", ") + name;
  throw InputError(file.at, benchmark_.folder + " makes none of the goods of these technologies: " + names);
}

double TechnologyCosts::price_of(const TechnologyFile& file, const Competitor& place) const {
  const std::string& code = benchmark_.regions[place.region.index].code;
  const double content = volumes_.content(place.region, place.producer).output;
  if (content > 0) return 1 / content;
  const std::optional<double> price = file.price.of(code);
  if (price && *price > 0) return *price;
  throw InputError(file.price.is_stated() ? file.price.at : file.at,
                   benchmark_.folder + " has no volume of " + benchmark_.sectors[place.good.index].code + ", " + code +
                       "; allowed with the price of a unit above 0 in [price]");
}

std::optional<PricedTechnology> TechnologyCosts::price(const TechnologyFile& file, const LatentTechnology& stated,
                                                       Region region) const {
  const auto technology = in_region(stated, benchmark_.regions[region.index].code);
  Competitor place{region, good(file), {}};
  if (!technology || !(flows_.output(region, place.good) > 0)) return std::nullopt;
  place.producer = competitor(benchmark_, volumes_, place, stated.replaces);
  if (!place.producer.valid()) return std::nullopt;
  const double price = price_of(file, place), output = flows_.output(region, place.producer);
  const Market market{price, price * (1 - flows_.output_tax(region, place.producer) / output), output / price,
                      emissions_of(benchmark_, parameters_, place)};
  PricedTechnology result = described(stated, *technology, place, price);
  result.facts.unit = unit_name(file.unit);

  TechnologyBill bill(*this, file, place);
  add_energy(bill, stated, *technology);
  const double gross = bill.fuel_co2() + technology->process_t + technology->biogenic_t;
  result.facts.captured = technology->capture * gross;
  result.facts.co2 = gross - technology->biogenic_t - result.facts.captured;
  if (technology->storage_usd > 0)
    bill.add_money("storage", technology->storage_usd * result.facts.captured, stated.storage_usd.at);
  const std::optional<double> delivery = file.delivery.of(benchmark_.regions[region.index].code);
  if (place.producer == place.good && file.delivery.is_stated()) {
    if (!delivery)
      throw InputError(file.delivery.at, "'" + file.delivery.name + "' has nothing for " +
                                             benchmark_.regions[region.index].code + ", which has '" + stated.code +
                                             "'; allowed: a number for it, or a default");
    bill.add_delivery(*delivery, price, file.delivery.at);
  }
  add_costs(bill, *technology, money_factor(bill, stated, *technology, market.net_price));
  set_costs(result, bill, market);
  return result;
}

}  // namespace etslink
