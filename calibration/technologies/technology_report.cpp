// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/technology_report.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"

namespace etslink {
namespace {

constexpr std::size_t listed_departures = 40;
constexpr double gj_per_mwh = 3.6;
constexpr double per_cent = 100;

std::string number(double value) { return rounded_text(value, 4); }

class Report {
 public:
  Report(const Benchmark& benchmark, const std::vector<RegionSplit>& splits, const TechnologyRecipe& recipe)
      : benchmark_(benchmark), splits_(splits), recipe_(recipe), columns_(benchmark) {}

  [[nodiscard]] std::vector<ReportTable> tables() const { return {costs(), fuels(), sectors(), departures()}; }

 private:
  [[nodiscard]] const TechnologyRule& rule(const SplitTechnology& technology) const {
    return recipe_.rules[static_cast<std::size_t>(technology.rule)];
  }
  [[nodiscard]] const std::string& code(const RegionSplit& split) const {
    return benchmark_.regions[static_cast<std::size_t>(split.region.index)].code;
  }

  // "reached (wanted)" per MWh.
  static std::string both(const SplitTechnology& technology, double PlantCosts::*item) {
    return number(technology.reached.*item / technology.twh) + " (" + number(technology.wanted.*item / technology.twh) +
           ")";
  }

  [[nodiscard]] ReportTable costs() const {
    ReportTable table{"Technologies: costs per MWh",
                      "USD/MWh generated, taxes on inputs included; in brackets what the source says. All technologies "
                      "of a region sell at one price, the mean of their costs: fuel + labour + goods + capital + rent "
                      "less what the pool gives (below 0: takes; in brackets: the cost of the source less its mean). "
                      "Rent is income of the factor " +
                          recipe_.rent_code + ", which is at least a part (`site`) of capital and rent.",
                      {"region", "technology", "TWh", "price", "fuel", "labour", "goods", "capital", "rent", "pool",
                       "cost of the source"},
                      {}};
    for (const RegionSplit& split : splits_)
      for (const SplitTechnology& technology : split.technologies)
        table.rows.push_back({code(split), rule(technology).code, number(technology.twh), number(split.price),
                              both(technology, &PlantCosts::fuel), both(technology, &PlantCosts::labour),
                              both(technology, &PlantCosts::goods), both(technology, &PlantCosts::capital),
                              number(technology.reached.rent / technology.twh), both(technology, &PlantCosts::pool),
                              number(technology.published.total)});
    return table;
  }

  [[nodiscard]] double co2(const RegionSplit& split, Fuel fuel) const {
    double mt = 0;
    for (const EmissionFlow& flow : benchmark_.emissions)
      if (flow.region == split.region && columns_.is_power(flow.user) && flow.fuel &&
          columns_.burnt(*flow.fuel, flow.purpose) == fuel)
        mt += flow.mt;
    return mt;
  }

  [[nodiscard]] ReportTable fuels() const {
    ReportTable table{"Technologies: fuel per MWh",
                      "What the sector burns beyond the need of its electricity, by more than " +
                          number(recipe_.fuel_tolerance * per_cent) +
                          " %, makes heat or is used otherwise and stays with the sector. Efficiency of gross output, "
                          "net calorific value.",
                      {"region", "technology", "PJ of the sector", "of it heat", "GJ/MWh wanted", "GJ/MWh reached",
                       "efficiency, %", "t CO2/MWh"},
                      {}};
    for (const RegionSplit& split : splits_) {
      for (const SplitTechnology& technology : split.technologies) {
        if (!rule(technology).fuel) continue;
        const Fuel fuel = *rule(technology).fuel;
        const double pj = split.column.pj[fuel], need = technology.fuel_part * pj / technology.twh;
        table.rows.push_back({code(split), rule(technology).code, number(pj), number(pj * (1 - technology.fuel_part)),
                              number(technology.published.gj_per_mwh), number(need),
                              number(per_cent * gj_per_mwh / need),
                              number(co2(split, fuel) * technology.fuel_part / technology.twh)});
      }
    }
    return table;
  }

  [[nodiscard]] double heat(const RegionSplit& split) const {
    double value = 0;
    for (const Fuel fuel : {Fuel::coal, Fuel::gas, Fuel::oil})
      value += split.heat_part(fuel, recipe_.rules) * split.column.fuel[fuel];
    return value;
  }

  [[nodiscard]] ReportTable sectors() const {
    ReportTable table{"Technologies: networks, heat and price",
                      "Million USD, prices in USD/MWh generated. Networks: grid, retail and all of heat but its fuel; "
                      "published, of it not sold by services (wanted), reached. Pool: what dear plants get from cheap "
                      "ones, in % of output too.",
                      {"region", "output per MWh", "price of generation", "mean cost of the source",
                       "networks "
                       "published",
                       "wanted", "reached", "fuel of heat", "rents", "pool", "pool, %"},
                      {}};
    for (const RegionSplit& split : splits_)
      table.rows.push_back({code(split), number(split.column.output / split.twh), number(split.price),
                            number(split.generation_cost), number(split.published_networks),
                            number(split.networks_wanted.sum()), number(split.networks.sum()), number(heat(split)),
                            number(split.rents()), number(split.pooled()),
                            number(per_cent * split.pooled() / split.column.output)});
    return table;
  }

  struct Departure {
    std::string place, item;
    double wanted, reached;
    [[nodiscard]] double size() const { return std::abs(reached - wanted); }
  };

  void add_departures(const RegionSplit& split, std::vector<Departure>& all) const {
    const std::string networks = "networks, " + code(split);
    all.push_back({networks, "labour", split.networks_wanted.labour, split.networks.labour});
    all.push_back({networks, "goods", split.networks_wanted.goods, split.networks.goods});
    all.push_back({networks, "capital", split.networks_wanted.capital, split.networks.capital});
    for (const SplitTechnology& technology : split.technologies) {
      const std::string place = rule(technology).code + ", " + code(split);
      const PlantCosts &wanted = technology.wanted, &reached = technology.reached;
      all.push_back({place, "fuel", wanted.fuel, reached.fuel});
      all.push_back({place, "labour", wanted.labour, reached.labour});
      all.push_back({place, "goods", wanted.goods, reached.goods});
      all.push_back({place, "of these what it runs on", technology.special_wanted, technology.special});
      all.push_back({place, "capital", wanted.capital, reached.capital});
      all.push_back({place, "rent and pool", wanted.rent - wanted.pool, reached.rent - reached.pool});
    }
  }

  [[nodiscard]] ReportTable departures() const {
    std::vector<Departure> all;
    for (const RegionSplit& split : splits_) add_departures(split, all);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    if (all.size() > listed_departures) all.resize(listed_departures);
    ReportTable table{"Technologies: largest departures from the source",
                      "Million USD; the first " + std::to_string(all.size()) + ".",
                      {"where", "item", "wanted", "reached", "difference"},
                      {}};
    for (const Departure& departure : all)
      table.rows.push_back({departure.place, departure.item, number(departure.wanted), number(departure.reached),
                            number(departure.reached - departure.wanted)});
    return table;
  }

  const Benchmark& benchmark_;
  const std::vector<RegionSplit>& splits_;
  const TechnologyRecipe& recipe_;
  SectorColumns columns_;
};

}  // namespace

std::vector<ReportTable> technology_tables(const Benchmark& benchmark, const std::vector<RegionSplit>& splits,
                                           const TechnologyRecipe& recipe) {
  return Report(benchmark, splits, recipe).tables();
}

}  // namespace etslink
