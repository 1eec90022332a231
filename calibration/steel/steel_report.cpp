// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/steel_report.h"

#include <algorithm>
#include <string>

#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double gj_of_mwh = 3.6;
constexpr double per_cent = 100;

std::string number(double value) { return rounded_text(value, 4); }

// "reached (wanted)"
std::string both(double reached, double wanted) { return number(reached) + " (" + number(wanted) + ")"; }

class Report {
 public:
  Report(const Benchmark& benchmark, const std::vector<SteelSplit>& splits, const SteelRecipe& recipe)
      : benchmark_(benchmark),
        splits_(splits),
        recipe_(recipe),
        coal_(FuelSectors(benchmark).sector(Fuel::coal)),
        gas_(FuelSectors(benchmark).sector(Fuel::gas)),
        power_(sector_with_role(benchmark, SectorRole::electricity)) {}

  [[nodiscard]] std::vector<ReportTable> tables() const { return {costs(), energy(), sectors()}; }

 private:
  [[nodiscard]] const RouteRule& rule(const SplitRoute& route) const {
    return recipe_.rules[static_cast<std::size_t>(route.published.rule)];
  }
  [[nodiscard]] const std::string& code(const SteelSplit& split) const {
    return benchmark_.regions[static_cast<std::size_t>(split.region.index)].code;
  }

  [[nodiscard]] ReportTable costs() const {
    ReportTable table{
        "Steel: costs per tonne by route",
        "USD per tonne of crude steel, taxes on inputs included; in brackets what the source says. All routes of a "
        "region sell at one price, the mean of their costs: the items, rent included, less what the pool gives (below "
        "0: takes). Rent is income of the factor " +
            recipe_.rent_code + " where it is 1 % of the cost or more, else of capital.",
        {"region", "route", "Mt", "price", "coal", "gas", "electricity", "scrap", "ore", "materials", "services",
         "labour", "capital", "rent", "pool", "cost"},
        {}};
    for (const SteelSplit& split : splits_) {
      for (const SplitRoute& route : split.routes) {
        std::vector<std::string> row{code(split), rule(route).code, number(route.mt()), number(split.price)};
        for (const RouteItem item : route_items)
          row.push_back(both(route.reached[item] / route.mt(), route.wanted[item] / route.mt()));
        row.push_back(number(route.rent / route.mt()));
        row.push_back(number(route.parts.pool / route.mt()));
        row.push_back(both(route.cost() / route.mt(), route.published.total));
        table.rows.push_back(row);
      }
    }
    return table;
  }

  [[nodiscard]] ReportTable energy() const {
    ReportTable table{
        "Steel: energy per tonne by route",
        "GJ and MWh per tonne of crude steel, reached and (needed: the source, less electricity of own gases). "
        "Where the sector has less than its routes need, all have the same part less; what it has more stays with it.",
        {"region", "route", "coal, GJ/t", "gas, GJ/t", "electricity, MWh/t", "t CO2/t"},
        {}};
    for (const SteelSplit& split : splits_) {
      for (const SplitRoute& route : split.routes) {
        const PublishedRoute& source = route.published;
        const double bought = source.electricity * (1 - rule(route).own_power);
        table.rows.push_back({code(split), rule(route).code, both(route.coal / route.mt(), source.coal),
                              both(route.gas / route.mt(), source.gas),
                              both(route.electricity / gj_of_mwh / route.mt(), bought),
                              number(route.co2 / route.mt())});
      }
    }
    return table;
  }

  // Energy of the sector for all purposes [PJ].
  static double all_of(const SteelSplit& split, Sector fuel) {
    double pj = 0;
    for (const auto& [bought, value] : split.column.pj) pj += bought.good == fuel ? value : 0;
    return pj;
  }

  [[nodiscard]] ReportTable sectors() const {
    ReportTable table{
        "Steel: what is left of the sector",
        "Rolling, tubes, castings, and what the accounts give the sector beyond the need of its routes. USD per tonne "
        "of crude steel; PJ and TWh that are left, of those of the sector; pool in % of the value of crude steel.",
        {"region", "output of the sector", "of it crude steel", "coal, PJ", "gas, PJ", "electricity, TWh",
         "labour, part", "capital, part", "pool, %"},
        {}};
    for (const SteelSplit& split : splits_) {
      double coal = all_of(split, coal_), gas = all_of(split, gas_), power = all_of(split, power_);
      double labour = 1, capital = 1, pool = 0;
      const double coals = coal, gases = gas, powers = power;
      for (const SplitRoute& route : split.routes) {
        coal -= route.coal;
        gas -= route.gas;
        power -= route.electricity;
        labour -= route.parts.labour;
        capital -= route.parts.capital + route.parts.resource;
        pool += std::max(route.parts.pool, 0.0);
      }
      table.rows.push_back({code(split), number(split.column.output / split.mt()), number(split.price),
                            left_of(coal, coals), left_of(gas, gases), left_of(power / gj_of_mwh, powers / gj_of_mwh),
                            number(labour), number(capital), number(per_cent * pool / (split.price * split.mt()))});
    }
    return table;
  }
  // What rounding leaves is nothing.
  static std::string left_of(double left, double all) {
    return number(left > 1e-9 * all ? left : 0) + " of " + number(all);
  }

  const Benchmark& benchmark_;
  const std::vector<SteelSplit>& splits_;
  const SteelRecipe& recipe_;
  Sector coal_, gas_, power_;
};

}  // namespace

std::vector<ReportTable> steel_tables(const Benchmark& benchmark, const std::vector<SteelSplit>& splits,
                                      const SteelRecipe& recipe) {
  return Report(benchmark, splits, recipe).tables();
}

}  // namespace etslink
