// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/route_split.h"

#include <limits>

#include "calibration/fuels/physical_recipe.h"
#include "calibration/steel/parts_by_need.h"
#include "calibration/technologies/plant_price.h"

namespace etslink {
namespace {

constexpr double gj_per_mwh = 3.6;
constexpr double least_rent = 0.01;  // of the costs of a route: less is capital, not the income of a resource
constexpr NeedRule all_of_it{std::numeric_limits<double>::infinity(), 1};  // by need, however much there is

using Parts = std::vector<double>;  // of a purchase, by route

class ColumnByRoute {
 public:
  ColumnByRoute(SteelSplit& split, const Benchmark& benchmark, const SteelRecipe& recipe)
      : split_(split), purchases_(benchmark, split.column), recipe_(recipe) {}

  void run() {
    divide_coal();
    divide_gas();
    divide_electricity();
    divide_goods(RouteItem::scrap, {recipe_.scrap.code}, all_of_it);
    divide_goods(RouteItem::ore, recipe_.ore, {0, 1});
    divide_goods(RouteItem::materials, recipe_.materials, {0, recipe_.largest_part});
    divide_goods(RouteItem::services, recipe_.services, {0, recipe_.largest_part});
    divide_process();
    divide_factors();
  }

 private:
  [[nodiscard]] const RouteRule& rule(const SplitRoute& route) const {
    return recipe_.rules[static_cast<std::size_t>(route.published.rule)];
  }

  // What each route needs: need(route).
  template <class Need>
  [[nodiscard]] std::vector<double> needs(Need need) const {
    std::vector<double> result;
    for (const SplitRoute& route : split_.routes) result.push_back(need(route));
    return result;
  }

  // Gives parts of a purchase to routes, with its energy and CO2.
  void give(RouteItem item, const Bought& bought, const Parts& parts) {
    const auto value = split_.column.spent.find(bought);
    const auto co2 = split_.column.co2.find(bought);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!(parts[i] > 0)) continue;
      SplitRoute& route = split_.routes[i];
      route.parts.bought[bought] += parts[i];
      if (value != split_.column.spent.end()) route.reached[item] += parts[i] * value->second;
      if (co2 != split_.column.co2.end()) route.co2 += parts[i] * co2->second;
    }
  }
  void give_all(RouteItem item, const std::vector<Bought>& all, const Parts& parts) {
    for (const Bought& bought : all) give(item, bought, parts);
  }

  // Parts of an energy by the needs of routes [PJ], which are kept in `used`.
  [[nodiscard]] Parts energy_parts(const Bought& bought, const std::vector<double>& need, const NeedRule& rule,
                                   double SplitRoute::*used) {
    const double available = split_.column.energy(bought);
    for (std::size_t i = 0; i < need.size(); ++i)
      if (need[i] > 0 && !(available > 0))
        throw InputError(split_.routes[i].published.at, "'" + this->rule(split_.routes[i]).row + "' needs " +
                                                            energy_word(used) + ", but " + recipe_.sector +
                                                            " of the region buys none");
    Parts parts = parts_by_need(available, need, rule);
    for (std::size_t i = 0; i < parts.size(); ++i) split_.routes[i].*used += parts[i] * available;
    return parts;
  }
  static const char* energy_word(double SplitRoute::*used) {
    return used == &SplitRoute::coal ? "coal" : used == &SplitRoute::gas ? "gas" : "electricity";
  }

  // Blast furnaces have the coal that is coked; the others burn coal, or take of that where the sector burns none.
  void divide_coal() {
    const Bought coked = purchases_.coking_coal(), burnt = purchases_.fuel(Fuel::coal);
    const bool cokes = coked != burnt && split_.column.energy(coked) > 0, burns = split_.column.energy(burnt) > 0;
    const auto of_coked = [&](const SplitRoute& route) { return cokes && (rule(route).coking || !burns); };
    const auto need = [&](bool is_coked) {
      return needs([&](const SplitRoute& route) {
        return of_coked(route) == is_coked ? route.published.coal * route.mt() : 0.0;
      });
    };
    const NeedRule by_need{recipe_.fuel_tolerance, 1};
    if (cokes) {
      const Parts parts = energy_parts(coked, need(true), by_need, &SplitRoute::coal);
      give(RouteItem::coal, coked, parts);
      give_all(RouteItem::coal, purchases_.with_purpose(purpose::coke_making), parts);
    }
    give(RouteItem::coal, burnt, energy_parts(burnt, need(false), by_need, &SplitRoute::coal));
    const double all = split_.column.energy(burnt) + (cokes ? split_.column.energy(coked) : 0);
    give_all(RouteItem::coal, purchases_.with_purpose(purpose::delivery(Fuel::coal)),
             needs([&](const SplitRoute& route) { return all > 0 ? route.coal / all : 0.0; }));
  }

  void divide_gas() {
    const Bought gas = purchases_.fuel(Fuel::gas);
    const Parts parts =
        energy_parts(gas, needs([](const SplitRoute& route) { return route.published.gas * route.mt(); }),
                     {recipe_.fuel_tolerance, 1}, &SplitRoute::gas);
    give(RouteItem::gas, gas, parts);
    give_all(RouteItem::gas, purchases_.with_purpose(purpose::delivery(Fuel::gas)), parts);
  }

  // By MWh; by what it costs where the accounts have no electricity.
  void divide_electricity() {
    const Bought power = purchases_.electricity();
    if (!(split_.column.energy(power) > 0)) return divide(RouteItem::electricity, {power}, {0, recipe_.largest_part});
    const auto need = needs([&](const SplitRoute& route) {
      return gj_per_mwh * route.published.electricity * (1 - rule(route).own_power) * route.mt();
    });
    const Parts parts = energy_parts(power, need, {0, recipe_.largest_part}, &SplitRoute::electricity);
    give(RouteItem::electricity, power, parts);
    give_all(RouteItem::electricity, purchases_.with_purpose(purpose::electricity_delivery), parts);
  }

  // All routes have one mix of the goods of an item.
  void divide_goods(RouteItem item, const std::vector<std::string>& codes, const NeedRule& rule) {
    divide(item, purchases_.goods(codes), rule);
  }

  void divide(RouteItem item, const std::vector<Bought>& goods, const NeedRule& rule) {
    double value = 0;
    for (const Bought& bought : goods) {
      const auto spent = split_.column.spent.find(bought);
      value += spent == split_.column.spent.end() ? 0 : spent->second;
    }
    give_all(item, goods, parts_by_need(value, wanted(item), rule));
  }

  [[nodiscard]] std::vector<double> wanted(RouteItem item) const {
    return needs([&](const SplitRoute& route) { return route.wanted[item]; });
  }

  void divide_process() {
    const Parts parts = parts_by_need(
        split_.column.process, needs([&](const SplitRoute& route) { return rule(route).process ? route.mt() : 0.0; }),
        all_of_it);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      split_.routes[i].parts.process = parts[i];
      split_.routes[i].co2 += parts[i] * split_.column.process;
    }
  }

  void divide_factors() {
    const NeedRule most{0, recipe_.largest_part};
    const SteelColumn& column = split_.column;
    const Parts labour = parts_by_need(column.labour, wanted(RouteItem::labour), most);
    const Parts capital = parts_by_need(column.capital, wanted(RouteItem::capital), most);
    double earned = 0;
    for (std::size_t i = 0; i < labour.size(); ++i) {
      split_.routes[i].parts.labour = labour[i];
      split_.routes[i].reached[RouteItem::labour] = labour[i] * column.labour;
      earned += capital[i] * column.capital;
    }
    set_price(earned);
  }

  void set_price(double earned) {
    std::vector<Plants> all;
    for (const SplitRoute& route : split_.routes)
      all.push_back({route.mt(), route.reached.without_capital(), route.wanted[RouteItem::capital],
                     rule(route).least_capital, 0});
    split_.price = set_plant_price(earned, all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      SplitRoute& route = split_.routes[i];
      route.reached[RouteItem::capital] = all[i].capital;
      route.rent = all[i].rent;
      route.parts.pool = all[i].pool;
      if (!(split_.column.capital > 0)) continue;
      const double resource = route.rent < least_rent * route.cost() ? 0 : all[i].resource;
      route.parts.resource = resource / split_.column.capital;
      route.parts.capital = (all[i].capital + all[i].rent - resource) / split_.column.capital;
    }
  }

  SteelSplit& split_;
  SteelPurchases purchases_;
  const SteelRecipe& recipe_;
};

SplitRoute route_of(const PublishedRoute& published) {
  SplitRoute route;
  route.published = published;
  route.parts.producer = published.rule;
  route.parts.quantity = published.mt;
  const auto want = [&](RouteItem item, double per_tonne) { route.wanted[item] = per_tonne * published.mt; };
  want(RouteItem::coal, published.coal_cost);
  want(RouteItem::gas, published.gas_cost);
  want(RouteItem::electricity, published.electricity_cost);
  want(RouteItem::scrap, published.scrap_cost);
  want(RouteItem::ore, published.ore);
  want(RouteItem::materials, published.materials);
  want(RouteItem::services, published.services);
  want(RouteItem::labour, published.labour);
  want(RouteItem::capital, published.capital);
  return route;
}

}  // namespace

double RouteCosts::without_capital() const {
  double sum = 0;
  for (const RouteItem item : route_items)
    if (item != RouteItem::capital) sum += (*this)[item];
  return sum;
}

double SteelSplit::mt() const {
  double sum = 0;
  for (const SplitRoute& route : routes) sum += route.mt();
  return sum;
}

SteelSplit split_steel_column(const Benchmark& benchmark, Region region, const SteelRecipe& recipe,
                              const PublishedSteel& published) {
  SteelSplit split{region, steel_column(benchmark, region, benchmark.find_sector(recipe.sector)), 0, {}};
  for (const PublishedRoute& route : published.routes) split.routes.push_back(route_of(route));
  ColumnByRoute(split, benchmark, recipe).run();
  return split;
}

}  // namespace etslink
