// SPDX-License-Identifier: Apache-2.0
#include "study/technologies/technology_bill.h"

#include <algorithm>

#include "model/elasticity_range.h"
#include "model/sector_roles.h"
#include "model/technology.h"

namespace etslink {
namespace {

bool is_of(const User& user, const std::vector<int>& sectors) {
  return user.kind == User::Kind::sector && std::find(sectors.begin(), sectors.end(), user.index) != sectors.end();
}

// Purpose of what is bought to deliver a fuel: "oil_delivery" of refined oil.
std::string delivery_purpose(const std::string& role) { return (role == "refined_oil" ? "oil" : role) + "_delivery"; }

Sector first_with_role(const Benchmark& benchmark, const std::string& role) {
  const auto codes = sectors_with_role(benchmark, role);
  return codes.empty() ? Sector{} : benchmark.find_sector(codes.front());
}

double tax_rate(double tax, double value) { return value > 0 ? tax / value : 0; }

}  // namespace

std::string TechnologyBill::place() const {
  return "in " + costs_.benchmark_.regions[competitor_.region.index].code + " at the benchmark";
}

double TechnologyBill::usd() const {
  double sum = 0;
  for (const Item& item : items_) sum += item.usd;
  return sum;
}

double TechnologyBill::fuel_co2() const {
  double t = 0;
  for (const Item& item : items_) t += item.input.mt_per_musd * item.usd / (1 + item.input.tax_rate);
  return t;
}

// One entry of each good and factor with its tax and emissions.
void TechnologyBill::add(ActivityInput input, double usd, const SourceLocation& at) {
  if (usd == 0) return;
  for (Item& item : items_) {
    if (item.input.good != input.good || item.input.factor != input.factor || item.input.tax_rate != input.tax_rate ||
        item.input.mt_per_musd != input.mt_per_musd)
      continue;
    item.usd += usd;
    return;
  }
  input.at = at;
  items_.push_back({input, usd});
}

TechnologyBill::FuelUse TechnologyBill::fuel_use(Sector fuel, const std::vector<int>& users) const {
  const Benchmark& benchmark = costs_.benchmark_;
  FuelUse use;
  use.users = users;
  const auto is_mine = [&](const auto& flow, Sector good) {
    return flow.region == competitor_.region && good == fuel && !flow.purpose.valid() && is_of(flow.user, users);
  };
  for (const UseFlow& flow : benchmark.use) {
    if (!is_mine(flow, flow.good)) continue;
    use.value += flow.value_musd;
    use.tax += flow.tax_musd;
  }
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (!flow.fuel || !is_mine(flow, *flow.fuel)) continue;
    use.mt += co2_equivalent(flow);
    use.paid +=
        co2_equivalent(flow) * costs_.parameters_.value_or(carbon_price_paid, flow.region, Sector{flow.user.index}, 0);
  }
  for (const EnergyFlow& flow : benchmark.energy) use.pj += is_mine(flow, flow.fuel) ? flow.pj : 0;
  return use;
}

std::vector<int> TechnologyBill::burners(Sector fuel) const {
  std::vector<int> users;
  for (const EmissionFlow& flow : costs_.benchmark_.emissions) {
    const bool is_burnt =
        flow.region == competitor_.region && flow.fuel == fuel && !flow.purpose.valid() && flow.mt > 0;
    if (is_burnt && flow.user.kind == User::Kind::sector && !is_of(flow.user, users)) users.push_back(flow.user.index);
  }
  return users;
}

// As the plants that it competes with buy it; where they do not burn it as all who do.
TechnologyBill::FuelUse TechnologyBill::fuel_use(Sector fuel, const SourceLocation& at) const {
  FuelUse use = fuel_use(fuel, std::vector<int>{competitor_.producer.index});
  if (use.value <= 0 || use.mt <= 0) use = fuel_use(fuel, burners(fuel));
  if (use.value <= 0)
    throw InputError(at, "no sector burns " + costs_.benchmark_.sectors[fuel.index].code + " " + place() +
                             ": it has no price there");
  return use;
}

// Of what all buy, home-made and imported.
double TechnologyBill::volume_per_value(Sector good, VolumeUnit unit, const FuelUse& use) const {
  const GoodUse all = costs_.flows_.purchases(competitor_.region, good);
  if (costs_.volumes_.unit(good) == unit && all.value() > 0) {
    const VolumeContent content = costs_.volumes_.content(competitor_.region, good);
    return (all.domestic * content.output + all.imported * content.imports) / all.value();
  }
  return use.value > 0 && unit == VolumeUnit::petajoule ? use.pj / use.value : 0;
}

void TechnologyBill::add_fuel(const std::string& role, double gj, const SourceLocation& at) {
  const Benchmark& benchmark = costs_.benchmark_;
  const Sector fuel = first_with_role(benchmark, role);
  if (!fuel.valid()) throw InputError(at, benchmark.folder + " has no sector with the role " + role);
  const FuelUse use = fuel_use(fuel, at);
  const double pj_per_musd = volume_per_value(fuel, VolumeUnit::petajoule, use);
  if (!(pj_per_musd > 0))
    throw InputError(at, benchmark.folder + " has neither a volume in PJ nor energy of " +
                             benchmark.sectors[fuel.index].code + " " + place() + " (output_volumes.csv, energy.csv)");
  ActivityInput input;
  input.good = fuel;
  input.tax_rate = tax_rate(use.tax - use.paid, use.value);
  input.mt_per_musd = use.mt / use.value;
  const double value = gj / pj_per_musd;
  add(input, value * (1 + input.tax_rate), at);
  add_fuel_delivery(delivery_purpose(role), use, value, at);
}

void TechnologyBill::add_fuel_delivery(const std::string& purpose, const FuelUse& use, double value,
                                       const SourceLocation& at) {
  const Purpose delivery = costs_.benchmark_.find_purpose(purpose);
  if (!delivery.valid()) return;
  for (const UseFlow& flow : costs_.benchmark_.use) {
    if (flow.region != competitor_.region || flow.purpose != delivery || !is_of(flow.user, use.users)) continue;
    ActivityInput input;
    input.good = flow.good;
    input.tax_rate = tax_rate(flow.tax_musd, flow.value_musd);
    add(input, (flow.value_musd + flow.tax_musd) * value / use.value, at);
  }
}

void TechnologyBill::add_electricity(double mwh, const SourceLocation& at) {
  const Benchmark& benchmark = costs_.benchmark_;
  const Sector good = first_with_role(benchmark, "electricity");
  if (!good.valid()) throw InputError(at, benchmark.folder + " has no sector with the role electricity");
  const double twh_per_musd = volume_per_value(good, VolumeUnit::terawatt_hour, {});
  if (!(twh_per_musd > 0))
    throw InputError(at, benchmark.folder + " has no volume of " + benchmark.sectors[good.index].code +
                             " in TWh (output_volumes.csv)");
  const FuelUse use = fuel_use(good, std::vector<int>{competitor_.producer.index});
  ActivityInput input;
  input.good = good;
  input.tax_rate = tax_rate(use.tax, use.value);
  add(input, mwh / twh_per_musd * (1 + input.tax_rate), at);
}

void TechnologyBill::add_money(const std::string& item, double usd, const SourceLocation& at) {
  if (usd == 0) return;
  const auto bought = file_.buys.find(item);
  if (bought == file_.buys.end()) return add_factor(factor_of(item, at), usd, at);
  const Benchmark& benchmark = costs_.benchmark_;
  for (const std::string& name : bought->second) {
    if (name == "sector") return add_in_mix(usd, at);
    if (const Factor factor = benchmark.find_factor(name); is_used(factor)) return add_factor(factor, usd, at);
    const Sector good = benchmark.find_sector(name);
    if (!good.valid() || is_technology(benchmark.sectors[good.index])) continue;
    if (costs_.flows_.purchases(competitor_.region, good).value() > 0) return add_good(good, usd, at);
  }
  std::string list;
  for (const std::string& name : bought->second) list += (list.empty() ? "" : ", ") + name;
  throw InputError(at, "nothing of what item '" + item + "' may buy is bought " + place() + ": " + list +
                           "; the last of them may be \"sector\", what the sector buys beside energy");
}

// Can an activity of the region have it? A sluggish factor is that of the sector.
bool TechnologyBill::is_used(Factor factor) const {
  if (!factor.valid()) return false;
  const Benchmark& benchmark = costs_.benchmark_;
  const FactorMobility mobility = benchmark.factors[factor.index].mobility;
  return std::any_of(benchmark.value_added.begin(), benchmark.value_added.end(), [&](const FactorFlow& flow) {
    return flow.region == competitor_.region && flow.factor == factor && flow.value_musd > 0 &&
           (mobility == FactorMobility::mobile ||
            (mobility == FactorMobility::sluggish && flow.sector == competitor_.producer));
  });
}

// The first factor with the role of an item, labour or capital.
Factor TechnologyBill::factor_of(const std::string& item, const SourceLocation& at) const {
  const FactorRole role = item == "labour" ? FactorRole::labour : FactorRole::capital;
  const auto& factors = costs_.benchmark_.factors;
  for (Factor factor{0}; factor.index < static_cast<int>(factors.size()); ++factor.index)
    if (factors[factor.index].role == role && is_used(factor)) return factor;
  throw InputError(at, "no factor with the role " + item + " that can move is used " + place() + "; allowed with '" +
                           item + "' in [buys], which names it");
}

// At the tax that the plants pay which it competes with; where they have none of the factor, that of the region.
void TechnologyBill::add_factor(Factor factor, double usd, const SourceLocation& at) {
  ActivityInput input;
  input.factor = factor;
  double value = 0, tax = 0, all_value = 0, all_tax = 0;
  for (const FactorFlow& flow : costs_.benchmark_.value_added) {
    if (flow.region != competitor_.region || flow.factor != factor) continue;
    all_value += flow.value_musd;
    all_tax += flow.tax_musd;
    if (flow.sector != competitor_.producer) continue;
    value += flow.value_musd;
    tax += flow.tax_musd;
  }
  input.tax_rate = value > 0 ? tax / value : tax_rate(all_tax, all_value);
  add(input, usd, at);
}

void TechnologyBill::add_good(Sector good, double usd, const SourceLocation& at) {
  if (is_energy(costs_.benchmark_.sectors[good.index].role))
    throw InputError(at,
                     costs_.benchmark_.sectors[good.index].code +
                         " is energy, which is stated in fuel_gj and electricity_mwh; allowed in [buys]: other goods");
  const FuelUse use = fuel_use(good, std::vector<int>{competitor_.producer.index});
  ActivityInput input;
  input.good = good;
  input.tax_rate = tax_rate(use.tax, use.value);
  add(input, usd, at);
}

// Factors and goods that are no energy, as the sector buys them.
void TechnologyBill::add_in_mix(double usd, const SourceLocation& at) {
  const Benchmark& benchmark = costs_.benchmark_;
  const User user{User::Kind::sector, competitor_.good.index};
  TechnologyBill mix(costs_, file_, competitor_);
  for (const GoodUse& use : costs_.flows_.uses(competitor_.region, user)) {
    const SectorInfo& good = benchmark.sectors[use.good.index];
    if (is_energy(good.role) || is_technology(good) || use.good == competitor_.good || use.value() <= 0) continue;
    ActivityInput input;
    input.good = use.good;
    input.tax_rate = tax_rate(use.tax(), use.value());
    mix.add(input, use.value() + use.tax(), at);
  }
  for (const FactorFlow& flow : costs_.flows_.factors(competitor_.region, competitor_.good)) {
    if (benchmark.factors[flow.factor.index].mobility == FactorMobility::specific || flow.value_musd <= 0) continue;
    ActivityInput input;
    input.factor = flow.factor;
    input.tax_rate = tax_rate(flow.tax_musd, flow.value_musd);
    mix.add(input, flow.value_musd + flow.tax_musd, at);
  }
  const double all = mix.usd();
  if (!(all > 0))
    throw InputError(at, benchmark.sectors[competitor_.good.index].code + " buys nothing but energy " + place());
  for (const Item& item : mix.items()) add(item.input, usd * item.usd / all, at);
}

void TechnologyBill::add_delivery(double usd, double price, const SourceLocation& at) {
  add_in_mix(usd, at);
  const double made = costs_.flows_.output(competitor_.region, competitor_.good);
  double value = 0, tax = 0;
  for (const UseFlow& flow : costs_.benchmark_.use) {
    if (flow.region != competitor_.region || flow.good != competitor_.good ||
        flow.user != User{User::Kind::sector, competitor_.good.index})
      continue;
    value += flow.value_musd;
    tax += flow.tax_musd;
  }
  ActivityInput input;
  input.good = competitor_.good;
  input.tax_rate = tax_rate(tax, value);
  if (value > 0) add(input, (value + tax) / made * price, at);
}

}  // namespace etslink
