// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/volume_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "model/benchmark_index.h"
#include "model/number_text.h"
#include "model/physical_volumes.h"
#include "model/price_unit.h"
#include "model/technology.h"

namespace etslink {
namespace {

constexpr double same_price = 1e-9;  // relative: as exact as a benchmark balances

class VolumePlanner {
 public:
  VolumePlanner(const Benchmark& benchmark, const AggregationMap& map)
      : benchmark_(benchmark), map_(map), flows_(benchmark), volumes_(benchmark, flows_) {}

  VolumePlan build() {
    plan_.good_count = benchmark_.sector_count();
    plan_.own_factor.assign(benchmark_.regions.size() * benchmark_.sectors.size(), 1);
    plan_.import_factor = plan_.own_factor;
    for (Sector good{0}; good.index < static_cast<int>(map_.sectors.size()); ++good.index) plan(good);
    measure_use();
    measure_trade();
    return std::move(plan_);
  }

 private:
  struct Sum {
    double value = 0, volume = 0;
    void add(double more, double content) {
      value += more;
      volume += more * content;
    }
  };

  void plan(Sector good) {
    if (!has_volumes(good) || is_technology(map_.sectors[good.index])) return;  // technologies: equalize_costs
    std::vector<PriceGroup> groups;
    std::string reason = without_unit(good);  // why the good has no volumes any more
    for (Region region{0}; region.index < static_cast<int>(map_.regions.size()); ++region.index) {
      PriceGroup group = price_group(region, good);
      if (has_several_prices(group)) groups.push_back(std::move(group));
    }
    if (reason.empty()) reason = forbidden(groups);
    if (reason.empty() && map_.volumes != VolumeRule::added) {
      for (const PriceGroup& group : groups) set_factors(group);
      reason = obstacle(good);
    }
    if (reason.empty()) {
      plan_.groups.insert(plan_.groups.end(), groups.begin(), groups.end());
      return;
    }
    for (const PriceGroup& group : groups) {
      for (const MemberPrice& member : group.members) {
        const std::size_t cell = plan_.cell(member.region, member.good);
        plan_.own_factor[cell] = plan_.import_factor[cell] = 1;
      }
    }
    plan_.left_out.push_back({good, reason});
  }

  void set_factors(const PriceGroup& group) {
    for (const MemberPrice& member : group.members) {
      const std::size_t cell = plan_.cell(member.region, member.good);
      if (!is_same(member.price, group.price)) plan_.own_factor[cell] = group.price / member.price;
      if (member.imports > 0 && !is_same(member.imports, group.imports))
        plan_.import_factor[cell] = group.imports / member.imports;
    }
  }

  [[nodiscard]] static bool is_same(double price, double other) { return std::abs(price / other - 1) <= same_price; }

  [[nodiscard]] bool has_volumes(Sector good) const {
    return std::any_of(benchmark_.output_volumes.begin(), benchmark_.output_volumes.end(),
                       [&](const OutputVolume& volume) { return map_.of(volume.good) == good; });
  }

  [[nodiscard]] std::string without_unit(Sector good) const {
    std::set<std::optional<VolumeUnit>> units;
    for (Sector old{0}; old.index < benchmark_.sector_count(); ++old.index)
      if (map_.of(old) == good && !is_technology(benchmark_.sectors[old.index])) units.insert(volumes_.unit(old));
    return units.size() > 1 ? "some of what became one has no volume or another unit" : "";
  }

  [[nodiscard]] PriceGroup price_group(Region region, Sector good) const {
    PriceGroup group{region, good, {}};
    Sum made, imported;           // at their prices
    double relative_imports = 0;  // volume of imports at what they cost in relation to the region's own
    for (Region r{0}; r.index < benchmark_.region_count(); ++r.index) {
      for (Sector g{0}; g.index < benchmark_.sector_count(); ++g.index) {
        if (map_.of(r) != region || map_.of(g) != good) continue;
        const VolumeContent content = volumes_.content(r, g);
        if (!(content.output > 0) && !(content.imports > 0)) continue;
        const double imports = content.imports > 0 ? 1 / content.imports : 0;
        const double price = content.output > 0 ? 1 / content.output : imports;
        group.members.push_back({r, g, price, imports});
        made.add(sales(r, g), content.output);
        imported.add(flows_.total_use(r, g).imported, content.imports);
        relative_imports += flows_.total_use(r, g).imported / price;
      }
    }
    const Sum& sum = made.volume > 0 ? made : imported;
    group.price = sum.volume > 0 ? sum.value / sum.volume : 0;
    group.imports = imported.volume > 0 ? group.price * relative_imports / imported.volume : 0;
    return group;
  }

  [[nodiscard]] double sales(Region region, Sector good) const {
    return flows_.total_use(region, good).domestic + flows_.exports(region, good);
  }

  [[nodiscard]] static bool has_several_prices(const PriceGroup& group) {
    return std::any_of(group.members.begin(), group.members.end(), [&](const MemberPrice& member) {
      return !is_same(member.price, group.price) || (member.imports > 0 && !is_same(member.imports, group.imports));
    });
  }

  // By the rule of the map.
  [[nodiscard]] std::string forbidden(const std::vector<PriceGroup>& groups) const {
    if (map_.volumes == VolumeRule::none) return "the map says so";
    if (map_.volumes != VolumeRule::of_one_good) return "";
    for (const PriceGroup& group : groups) {
      for (const MemberPrice& one : group.members) {
        for (const MemberPrice& other : group.members)
          if (one.region == other.region && one.price < (1 - same_price) * other.price)
            return several_goods(one, other);
      }
    }
    return "";
  }

  [[nodiscard]] std::string several_goods(const MemberPrice& one, const MemberPrice& other) const {
    return "in " + benchmark_.regions[one.region.index].code + " " + name(one.good) + " costs " +
           price_text(one.price) + ", " + name(other.good) + " " + price_text(other.price) + " " +
           price_unit(*volumes_.unit(one.good)) + "; volumes = \"one_price\" of the map would sell both at one price";
  }

  [[nodiscard]] const std::string& name(Sector good) const { return benchmark_.sectors[good.index].code; }

  // What can't be paid at one price.
  [[nodiscard]] std::string obstacle(Sector good) const {
    for (const MarginSupply& flow : benchmark_.margin_supply) {
      if (map_.of(flow.service) == good && plan_.of(flow.region, flow.service) != 1 && flow.value_musd != 0)
        return "it is sold to a world pool of transport, which pays no tax that could make up for one price";
    }
    for (const TradeFlow& flow : benchmark_.trade) {
      if (map_.of(flow.good) != good) continue;
      const double before_margins = flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
      if (before_margins > 0 && !(before_margins + tariff_change(flow) > 0))
        return "at one price it would cost less in " + benchmark_.regions[flow.importer.index].code +
               " than its transport from " + benchmark_.regions[flow.exporter.index].code;
    }
    return stock_obstacle(good);
  }

  // Stock changes of members that cancel out in value, but not in volume, have no price.
  [[nodiscard]] std::string stock_obstacle(Sector good) const {
    std::map<std::pair<Region, Origin::Kind>, std::pair<double, double>> sums;  // paid, at one price
    for (const UseFlow& flow : benchmark_.use) {
      if (flow.user.kind != User::Kind::stock_change || map_.of(flow.good) != good) continue;
      auto& [paid, value] = sums[{map_.of(flow.region), flow.origin.kind}];
      paid += flow.value_musd + flow.tax_musd;
      value += flow.value_musd * plan_.of(flow);
    }
    for (const auto& [place, sum] : sums) {
      const bool is_idle = sum.first == 0 && sum.second == 0;
      if (!is_idle && !(sum.first * sum.second > 0))
        return "stock changes in " + map_.regions[place.first.index].code +
               " have one sign in value, another in volume";
    }
    return "";
  }

  [[nodiscard]] double delivered(const TradeFlow& flow) const {
    double value = flow.value_musd + flow.export_tax_musd + flow.tariff_musd;
    for (const MarginFlow& margin : flows_.margins(flow)) value += margin.value_musd;
    return value;
  }

  [[nodiscard]] double tariff_change(const TradeFlow& flow) const {
    return delivered(flow) * (plan_.of(flow.importer, flow.good) - 1);
  }

  // Of a new region and good.
  PriceGroup* group_of(Region region, Sector good) {
    for (PriceGroup& group : plan_.groups)
      if (group.region == region && group.good == good) return &group;
    return nullptr;
  }

  // Of rows of the new folder: what members with another sign take from each other there moves nothing.
  void measure_use() {
    std::map<std::tuple<Region, Sector, User, Purpose>, double> change;
    for (const UseFlow& flow : benchmark_.use)
      change[{map_.of(flow.region), map_.of(flow.good), map_.of(flow.user), flow.purpose}] +=
          flow.value_musd * (plan_.of(flow) - 1);
    for (const auto& [row, musd] : change)
      if (PriceGroup* group = group_of(std::get<0>(row), std::get<1>(row))) group->on_use += std::abs(musd);
  }

  void measure_trade() {
    std::map<std::tuple<Region, Sector, Region>, std::pair<double, double>> change;  // of export taxes and tariffs
    for (const TradeFlow& flow : benchmark_.trade) {
      auto& [exports, imports] = change[{map_.of(flow.exporter), map_.of(flow.good), map_.of(flow.importer)}];
      exports += flow.value_musd * (plan_.of(flow.exporter, flow.good) - 1);
      imports += tariff_change(flow);
    }
    for (const auto& [route, musd] : change) {
      const auto& [exporter, good, importer] = route;
      if (PriceGroup* group = group_of(exporter, good)) group->on_exports += std::abs(musd.first);
      if (PriceGroup* group = group_of(importer, good)) group->on_imports += std::abs(musd.second);
    }
  }

  const Benchmark& benchmark_;
  const AggregationMap& map_;
  BenchmarkIndex flows_;
  PhysicalVolumes volumes_;
  VolumePlan plan_;
};

}  // namespace

std::string price_text(double price) { return rounded_text(price, 4); }

VolumePlan volume_plan(const Benchmark& benchmark, const AggregationMap& map) {
  return VolumePlanner(benchmark, map).build();
}

}  // namespace etslink
