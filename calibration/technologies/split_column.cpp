// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/split_column.h"

#include <algorithm>
#include <cmath>

#include "calibration/technologies/plant_price.h"
#include "calibration/technologies/share_out.h"

namespace etslink {
namespace {

class ColumnSplit {
 public:
  ColumnSplit(RegionSplit& split, const PowerSource& source)
      : split_(split), published_(source.published), recipe_(source.recipe), fuel_goods_(source.fuel_goods) {}

  void run() {
    want_networks();
    for (SplitTechnology& technology : split_.technologies) {
      want(technology);
      add_fuel(technology);
    }
    share(split_.column.labour, &PlantCosts::labour, &NetworkCosts::labour);
    share(split_.column.all_goods(), &PlantCosts::goods, &NetworkCosts::goods);
    divide_goods();
    divide_capital();
  }

 private:
  [[nodiscard]] const TechnologyRule& rule(const SplitTechnology& technology) const {
    return recipe_.rules[static_cast<std::size_t>(technology.rule)];
  }

  // What users pay for deliveries is sold by other sectors already.
  void want_networks() {
    const double all = published_.networks * published_.sales_twh;
    const double here = std::max(all - split_.column.deliveries, recipe_.least_networks * all);
    split_.published_networks = all;
    split_.networks_wanted = {published_.networks_labour * here, published_.networks_services * here,
                              published_.networks_capital * here};
  }

  void want(SplitTechnology& technology) const {
    const PublishedTechnology& source = technology.published;
    const double twh = technology.twh, gap = split_.generation_cost - source.total;
    PlantCosts& wanted = technology.wanted;
    wanted.labour = source.labour * twh;
    technology.special_wanted = rule(technology).fuel ? 0 : source.fuel * twh;
    wanted.fuel = rule(technology).fuel ? source.fuel * twh : 0;
    wanted.goods = source.services * twh + technology.special_wanted;
    wanted.capital = source.capital * twh;
    wanted.pool = -gap * twh;
  }

  // A technology burns what its electricity needs, or all where that is not much more; the rest makes heat.
  void add_fuel(SplitTechnology& technology) const {
    const auto& fuel = rule(technology).fuel;
    if (!fuel) return;
    const double pj = split_.column.pj[*fuel], need = technology.published.gj_per_mwh * technology.twh;
    if (!(pj > 0) || !(split_.column.fuel[*fuel] > 0))
      throw InputError(technology.published.at, "'" + rule(technology).row + "' generates electricity, but " +
                                                    recipe_.sector + " of the region burns no " + fuel_word(*fuel));
    technology.fuel_part = pj <= need * (1 + recipe_.fuel_tolerance) ? 1 : need / pj;
    technology.reached.fuel = technology.fuel_part * split_.column.fuel[*fuel];
  }

  // One row of the column: its parts of technologies and of networks.
  void share(double total, double PlantCosts::*plants, double NetworkCosts::*networks) {
    std::vector<Wanted> wanted;
    for (const SplitTechnology& technology : split_.technologies)
      wanted.push_back({technology.wanted.*plants, recipe_.plants_error});
    wanted.push_back({split_.networks_wanted.*networks, recipe_.networks_error});
    const std::vector<double> parts = share_out(total, wanted);
    double left = total;
    for (std::size_t i = 0; i < split_.technologies.size(); ++i) {
      split_.technologies[i].reached.*plants = parts[i];
      left -= parts[i];
    }
    split_.networks.*networks = std::max(left, 0.0);
  }

  // Goods that a technology runs on come first, as far as the sector buys them; of the others all have the same mix.
  void divide_goods() {
    std::map<Sector, double> left = split_.column.goods;
    for (SplitTechnology& technology : split_.technologies) take_special(technology, left);
    double sum = 0;
    for (const auto& [good, value] : left) sum += value;
    if (!(sum > 0)) return;
    for (SplitTechnology& technology : split_.technologies) {
      const double part = std::max((technology.reached.goods - technology.special) / sum, 0.0);
      for (const auto& [good, all] : split_.column.goods)
        if (all > 0) technology.goods_part[good] += part * left[good] / all;
    }
  }

  void take_special(SplitTechnology& technology, std::map<Sector, double>& left) const {
    if (!(technology.special_wanted > 0)) return;
    const std::vector<Sector>& goods = fuel_goods_[static_cast<std::size_t>(technology.rule)];
    double most = 0;
    for (const Sector good : goods) most += recipe_.fuel_goods_part * left[good];
    const double scale = technology.reached.goods / technology.wanted.goods;
    technology.special = std::min(scale * technology.special_wanted, most);
    if (!(technology.special > 0)) return;
    for (const Sector good : goods) {
      if (!(left[good] > 0)) continue;
      const double value = technology.special * recipe_.fuel_goods_part * left[good] / most;
      technology.goods_part[good] += value / split_.column.goods[good];
      left[good] -= value;
    }
  }

  // Networks and plants first, then plants among themselves by the price that all sell at.
  void divide_capital() {
    double plants = 0;
    for (const SplitTechnology& technology : split_.technologies)
      plants += technology.published.capital * technology.twh;
    const double total = split_.column.capital;
    const std::vector<double> parts =
        share_out(total, {{plants, recipe_.plants_error}, {split_.networks_wanted.capital, recipe_.networks_error}});
    split_.networks.capital = total - parts[0];
    set_price(parts[0]);
  }

  void set_price(double earned) {
    std::vector<Plants> all;
    for (const SplitTechnology& technology : split_.technologies) {
      const PlantCosts& reached = technology.reached;
      all.push_back({technology.twh, reached.fuel + reached.labour + reached.goods, technology.wanted.capital,
                     rule(technology).least_capital, rule(technology).site});
    }
    split_.price = set_plant_price(earned, all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      SplitTechnology& technology = split_.technologies[i];
      technology.reached.capital = all[i].capital;
      technology.reached.rent = all[i].rent;
      technology.reached.pool = all[i].pool;
      technology.resource = all[i].resource;
    }
  }

  RegionSplit& split_;
  const PublishedPower& published_;
  const TechnologyRecipe& recipe_;
  const std::vector<std::vector<Sector>>& fuel_goods_;
};

}  // namespace

double RegionSplit::pooled() const {
  double sum = 0;
  for (const SplitTechnology& technology : technologies) sum += std::max(technology.reached.pool, 0.0);
  return sum;
}

double RegionSplit::rents() const {
  double sum = 0;
  for (const SplitTechnology& technology : technologies) sum += technology.reached.rent;
  return sum;
}

double RegionSplit::heat_part(Fuel fuel, const std::vector<TechnologyRule>& rules) const {
  double part = 1;
  for (const SplitTechnology& technology : technologies)
    if (rules[static_cast<std::size_t>(technology.rule)].fuel == fuel) part -= technology.fuel_part;
  return part;
}

RegionSplit split_column(const SectorColumn& column, double twh, const PowerSource& source) {
  RegionSplit split{{}, column, twh, 0, source.published.generation_cost, 0, {}, {}, {}};
  double sum = 0;
  for (const PublishedTechnology& technology : source.published.technologies) sum += technology.twh;
  for (const PublishedTechnology& technology : source.published.technologies) {
    SplitTechnology& entry = split.technologies.emplace_back();
    entry.rule = technology.rule;
    entry.published = technology;
    entry.twh = technology.twh * twh / sum;
  }
  ColumnSplit(split, source).run();
  return split;
}

}  // namespace etslink
