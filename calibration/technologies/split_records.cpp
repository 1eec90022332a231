// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/split_records.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "calibration/read_technologies.h"
#include "model/technology.h"

namespace etslink {
namespace {

constexpr double rounding = 1e-12;  // of a record: a rest below is none

class RecordSplit {
 public:
  RecordSplit(Benchmark& benchmark, const SectorDivision& division) : benchmark_(benchmark), division_(division) {}

  void run() {
    add_producers();
    add_rents();
    split_use();
    split_value_added();
    split_emissions_and_energy();
    add_pool();
    add_elasticities();
    sell();
  }

 private:
  [[nodiscard]] Sector producer(const TechnologyParts& technology) const {
    return producers_[static_cast<std::size_t>(technology.producer)];
  }
  [[nodiscard]] User user(const TechnologyParts& technology) const {
    return {User::Kind::sector, producer(technology).index};
  }
  [[nodiscard]] bool is_divided(const User& user) const {
    return user == User{User::Kind::sector, division_.sector.index};
  }
  [[nodiscard]] const std::vector<TechnologyParts>& at(Region region) const {
    return division_.regions[static_cast<std::size_t>(region.index)];
  }

  // Only what some region has.
  void add_producers() {
    producers_.resize(division_.producers.size());
    const SectorInfo sector = benchmark_.sectors[static_cast<std::size_t>(division_.sector.index)];
    for (std::size_t p = 0; p < producers_.size(); ++p) {
      const auto has = [&](const std::vector<TechnologyParts>& region) {
        return std::any_of(region.begin(), region.end(),
                           [&](const TechnologyParts& t) { return t.producer == static_cast<int>(p); });
      };
      if (std::none_of(division_.regions.begin(), division_.regions.end(), has)) continue;
      producers_[p] = Sector{benchmark_.sector_count()};
      const SectorInfo info = technology_info(sector, division_.sector, division_.producers[p].code);
      if (benchmark_.find_sector(info.code).valid())
        throw InputError(division_.producers[p].at,
                         "there is a sector '" + info.code + "'; name the technology differently");
      benchmark_.sectors.push_back(info);
    }
  }

  void add_rents() {
    rents_ = benchmark_.find_factor(division_.rent_code);
    if (rents_.valid()) return;
    rents_ = Factor{static_cast<int>(benchmark_.factors.size())};
    benchmark_.factors.push_back(
        {division_.rent_code, division_.rent_name, FactorMobility::specific, FactorRole::resource});
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

  // Divides what a user has in a table: part(technology, record) of each record of the sector.
  template <class Record, class Amounts, class Part>
  void split_by_user(std::vector<Record>& records, Amounts amounts, Part part) const {
    std::vector<Record> result;
    for (const Record& flow : records) {
      if (!is_divided(flow.user)) {
        result.push_back(flow);
        continue;
      }
      divide(flow, result, amounts, [&](Record piece, auto add) {
        for (const TechnologyParts& technology : at(flow.region)) {
          piece.user = user(technology);
          add(part(technology, flow), piece);
        }
      });
    }
    records = std::move(result);
  }

  static double part_of(const TechnologyParts& technology, const Bought& bought) {
    const auto part = technology.bought.find(bought);
    return part == technology.bought.end() ? 0 : part->second;
  }

  void split_use() {
    split_by_user(benchmark_.use, std::array{&UseFlow::value_musd, &UseFlow::tax_musd},
                  [](const TechnologyParts& technology, const UseFlow& flow) {
                    return part_of(technology, {flow.good, flow.purpose});
                  });
  }

  // Income of capital pays the resources, too, at the rate of its tax.
  void add_factor_parts(FactorFlow piece, auto add) const {
    const FactorRole role = benchmark_.factors[static_cast<std::size_t>(piece.factor.index)].role;
    const Factor factor = piece.factor;
    for (const TechnologyParts& technology : at(piece.region)) {
      piece.sector = producer(technology);
      piece.factor = factor;
      if (role == FactorRole::labour) add(technology.labour, piece);
      if (role != FactorRole::capital) continue;
      add(technology.capital, piece);
      piece.factor = rents_;
      add(technology.resource, piece);
    }
  }

  void split_value_added() {
    std::vector<FactorFlow> result;
    for (const FactorFlow& flow : benchmark_.value_added) {
      if (flow.sector != division_.sector) {
        result.push_back(flow);
        continue;
      }
      divide(flow, result, std::array{&FactorFlow::value_musd, &FactorFlow::tax_musd},
             [&](const FactorFlow& piece, auto add) { add_factor_parts(piece, add); });
    }
    benchmark_.value_added = std::move(result);
  }

  // CO2 and energy go with the fuel.
  void split_emissions_and_energy() {
    split_by_user(benchmark_.emissions, std::array{&EmissionFlow::mt},
                  [](const TechnologyParts& technology, const EmissionFlow& flow) {
                    return flow.fuel ? part_of(technology, {*flow.fuel, flow.purpose}) : technology.process;
                  });
    split_by_user(benchmark_.energy, std::array{&EnergyFlow::pj},
                  [](const TechnologyParts& technology, const EnergyFlow& flow) {
                    return part_of(technology, {flow.fuel, flow.purpose});
                  });
  }

  // Calls item(region, technology) for all, by region.
  template <class Item>
  void visit(Item item) const {
    for (Region region{0}; region.index < benchmark_.region_count(); ++region.index)
      for (const TechnologyParts& technology : at(region)) item(region, technology);
  }

  void add_pool() {
    visit([&](Region region, const TechnologyParts& technology) {
      if (technology.pool != 0)
        benchmark_.output_tax.push_back({region, producer(technology), -technology.pool, {}, {}});
    });
    std::stable_sort(benchmark_.output_tax.begin(), benchmark_.output_tax.end(), [](const auto& a, const auto& b) {
      return std::pair(a.region, a.sector) < std::pair(b.region, b.sector);
    });
  }

  // Of those that have a resource: of others it would have no effect.
  void add_elasticities() {
    std::set<int> with_resource;
    visit([&](Region, const TechnologyParts& technology) {
      if (technology.resource > 0) with_resource.insert(technology.producer);
    });
    for (std::size_t p = 0; p < producers_.size(); ++p)
      if (with_resource.contains(static_cast<int>(p)))
        benchmark_.elasticities.push_back(
            {"supply_elasticity", {}, producers_[p], division_.producers[p].supply_elasticity, {}});
  }

  void sell() {
    visit([&](Region region, const TechnologyParts& technology) {
      sell_to_sector(benchmark_, {region, producer(technology), division_.unit, technology.quantity, {}});
    });
  }

  Benchmark& benchmark_;
  const SectorDivision& division_;
  std::vector<Sector> producers_;
  Factor rents_;
};

}  // namespace

void split_records(Benchmark& benchmark, const SectorDivision& division) { RecordSplit(benchmark, division).run(); }

}  // namespace etslink
