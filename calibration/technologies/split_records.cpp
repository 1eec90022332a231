// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/split_records.h"

#include <algorithm>

#include "calibration/read_technologies.h"
#include "model/technology.h"

namespace etslink {
namespace {

constexpr double rounding = 1e-12;  // of a record: a rest below is none

class RecordSplit {
 public:
  RecordSplit(Benchmark& benchmark, const std::vector<RegionSplit>& splits, const TechnologyRecipe& recipe)
      : benchmark_(benchmark), splits_(splits), recipe_(recipe), columns_(benchmark) {}

  void run() {
    add_producers();
    split_use();
    split_value_added();
    split_emissions_and_energy();
    add_pool();
    add_elasticities();
    sell();
  }

 private:
  [[nodiscard]] const TechnologyRule& rule(const SplitTechnology& technology) const {
    return recipe_.rules[static_cast<std::size_t>(technology.rule)];
  }
  [[nodiscard]] Sector producer(const SplitTechnology& technology) const {
    return producers_[static_cast<std::size_t>(technology.rule)];
  }
  [[nodiscard]] User user(const SplitTechnology& technology) const {
    return {User::Kind::sector, producer(technology).index};
  }
  [[nodiscard]] const RegionSplit& at(Region region) const { return splits_[static_cast<std::size_t>(region.index)]; }

  // Only what some region has.
  void add_producers() {
    producers_.resize(recipe_.rules.size());
    const SectorInfo sector = benchmark_.sectors[static_cast<std::size_t>(columns_.power().index)];
    for (std::size_t r = 0; r < recipe_.rules.size(); ++r) {
      const auto has = [&](const RegionSplit& split) {
        return std::any_of(split.technologies.begin(), split.technologies.end(),
                           [&](const SplitTechnology& t) { return t.rule == static_cast<int>(r); });
      };
      if (std::none_of(splits_.begin(), splits_.end(), has)) continue;
      producers_[r] = Sector{benchmark_.sector_count()};
      const SectorInfo info = technology_info(sector, columns_.power(), recipe_.rules[r].code);
      if (benchmark_.find_sector(info.code).valid())
        throw InputError(recipe_.rules[r].at, "there is a sector '" + info.code + "'; name the technology differently");
      benchmark_.sectors.push_back(info);
    }
    rents_ = Factor{static_cast<int>(benchmark_.factors.size())};
    if (benchmark_.find_factor(recipe_.rent_code).valid())
      throw InputError(recipe_.at, "there is a factor '" + recipe_.rent_code + "' already");
    benchmark_.factors.push_back(
        {recipe_.rent_code, recipe_.rent_name, FactorMobility::specific, FactorRole::resource});
  }

  // A record of the sector becomes those of technologies, by their parts, and what is left.
  template <class Record, class Amounts, class Add>
  void divide(const Record& record, std::vector<Record>& result, Amounts amounts, Add add_parts) const {
    double left = 1;
    add_parts(record, [&](double part, Record piece) {
      if (!(part > 0)) return;
      part = std::min(part, left);
      for (const auto amount : amounts) piece.*amount = record.*amount * part;
      left -= part;
      result.push_back(piece);
    });
    if (left <= rounding && left < 1) return give_last(record, result, amounts, left);
    Record rest = record;
    for (const auto amount : amounts) rest.*amount = record.*amount * left;
    result.push_back(rest);
  }

  // What rounding leaves goes to the last part, so that the parts add up.
  template <class Record, class Amounts>
  static void give_last(const Record& record, std::vector<Record>& result, Amounts amounts, double left) {
    for (const auto amount : amounts) result.back().*amount += record.*amount * left;
  }

  [[nodiscard]] double part_of(const SplitTechnology& technology, const UseFlow& flow) const {
    const PurchaseKind kind = columns_.kind_of(flow);
    if (kind.kind == PurchaseKind::Kind::fuel) return rule(technology).fuel == kind.fuel ? technology.fuel_part : 0;
    if (kind.kind == PurchaseKind::Kind::common) return 0;
    const auto part = technology.goods_part.find(flow.good);
    return part == technology.goods_part.end() ? 0 : part->second;
  }

  void split_use() {
    std::vector<UseFlow> result;
    for (const UseFlow& flow : benchmark_.use) {
      if (!columns_.is_power(flow.user)) {
        result.push_back(flow);
        continue;
      }
      divide(flow, result, std::array{&UseFlow::value_musd, &UseFlow::tax_musd}, [&](UseFlow piece, auto add) {
        for (const SplitTechnology& technology : at(flow.region).technologies) {
          piece.user = user(technology);
          add(part_of(technology, flow), piece);
        }
      });
    }
    benchmark_.use = std::move(result);
  }

  // Income of capital pays the resources, too, at the rate of its tax.
  void add_factor_parts(FactorFlow piece, auto add) const {
    const RegionSplit& split = at(piece.region);
    const FactorRole role = benchmark_.factors[static_cast<std::size_t>(piece.factor.index)].role;
    const Factor factor = piece.factor;
    for (const SplitTechnology& technology : split.technologies) {
      const PlantCosts& costs = technology.reached;
      piece.sector = producer(technology);
      piece.factor = factor;
      if (role == FactorRole::labour && split.column.labour > 0) add(costs.labour / split.column.labour, piece);
      if (role != FactorRole::capital || !(split.column.capital > 0)) continue;
      add((costs.capital + costs.rent - technology.resource) / split.column.capital, piece);
      piece.factor = rents_;
      add(technology.resource / split.column.capital, piece);
    }
  }

  void split_value_added() {
    std::vector<FactorFlow> result;
    for (const FactorFlow& flow : benchmark_.value_added) {
      if (flow.sector != columns_.power()) {
        result.push_back(flow);
        continue;
      }
      divide(flow, result, std::array{&FactorFlow::value_musd, &FactorFlow::tax_musd},
             [&](const FactorFlow& piece, auto add) { add_factor_parts(piece, add); });
    }
    benchmark_.value_added = std::move(result);
  }

  // CO2 and energy go with the fuel.
  template <class Record, class GetFuel>
  void split_fuel(std::vector<Record>& records, double Record::*amount, GetFuel fuel_of) const {
    std::vector<Record> result;
    for (const Record& flow : records) {
      const std::optional<Fuel> fuel = columns_.is_power(flow.user) ? fuel_of(flow) : std::nullopt;
      if (!fuel) {
        result.push_back(flow);
        continue;
      }
      divide(flow, result, std::array{amount}, [&](Record piece, auto add) {
        for (const SplitTechnology& technology : at(flow.region).technologies) {
          piece.user = user(technology);
          add(rule(technology).fuel == fuel ? technology.fuel_part : 0.0, piece);
        }
      });
    }
    records = std::move(result);
  }

  void split_emissions_and_energy() {
    split_fuel(benchmark_.emissions, &EmissionFlow::mt, [&](const EmissionFlow& flow) {
      return flow.fuel ? columns_.burnt(*flow.fuel, flow.purpose) : std::nullopt;
    });
    split_fuel(benchmark_.energy, &EnergyFlow::pj,
               [&](const EnergyFlow& flow) { return columns_.burnt(flow.fuel, flow.purpose); });
  }

  void add_pool() {
    for (const RegionSplit& split : splits_)
      for (const SplitTechnology& technology : split.technologies)
        if (technology.reached.pool != 0)
          benchmark_.output_tax.push_back({split.region, producer(technology), -technology.reached.pool, {}, {}});
    std::stable_sort(benchmark_.output_tax.begin(), benchmark_.output_tax.end(), [](const auto& a, const auto& b) {
      return std::pair(a.region, a.sector) < std::pair(b.region, b.sector);
    });
  }

  void add_elasticities() {
    for (std::size_t r = 0; r < producers_.size(); ++r)
      if (producers_[r].valid())
        benchmark_.elasticities.push_back(
            {"supply_elasticity", {}, producers_[r], recipe_.rules[r].supply_elasticity, {}});
  }

  void sell() {
    for (const RegionSplit& split : splits_)
      for (const SplitTechnology& technology : split.technologies)
        sell_to_sector(benchmark_, {split.region, producer(technology), VolumeUnit::terawatt_hour, technology.twh, {}});
  }

  Benchmark& benchmark_;
  const std::vector<RegionSplit>& splits_;
  const TechnologyRecipe& recipe_;
  SectorColumns columns_;
  std::vector<Sector> producers_;  // by rule
  Factor rents_;
};

}  // namespace

void split_records(Benchmark& benchmark, const std::vector<RegionSplit>& splits, const TechnologyRecipe& recipe) {
  RecordSplit(benchmark, splits, recipe).run();
}

}  // namespace etslink
