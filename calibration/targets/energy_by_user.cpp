// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/energy_by_user.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "calibration/targets/energy_cells.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double smallest_listed_mt = 1;

using Pool = std::pair<Region, Sector>;  // users of one fuel in a region

struct Paid {
  double value = 0, tax = 0;
};

class Mover {
 public:
  Mover(Benchmark& benchmark, const Co2Targets& published, const PhysicalRecipe& recipe)
      : benchmark_(benchmark), published_(published), cells_(energy_cells(benchmark)) {
    const EnergyEntropy entropy(benchmark, recipe, cells_);
    targets_ = entropy.targets();
    if (targets_.empty()) return;
    mt_ = entropy.solve();
    keep_totals();
  }

  EnergyByUser move(TargetMoves& moves) {
    if (targets_.empty()) return {};
    for (const Target& target : targets_) describe(target, moves);
    for (const auto& [pool, total] : totals()) move_purchases(pool);
    for (std::size_t i = 0; i < cells_.size(); ++i) scale(cells_[i], factor(i));
    return std::move(result_);
  }

 private:
  [[nodiscard]] double factor(std::size_t cell) const { return mt_(static_cast<Eigen::Index>(cell)) / cells_[cell].mt; }

  [[nodiscard]] std::map<Pool, double> totals() const {
    std::map<Pool, double> sums;
    for (const EnergyCell& cell : cells_) sums[{cell.region, cell.fuel}] += cell.mt;
    return sums;
  }

  // The balance ends at its rounding; totals are exact.
  void keep_totals() {
    std::map<Pool, double> sums;
    for (std::size_t i = 0; i < cells_.size(); ++i)
      sums[{cells_[i].region, cells_[i].fuel}] += mt_(static_cast<Eigen::Index>(i));
    const std::map<Pool, double> wanted = totals();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const Pool pool{cells_[i].region, cells_[i].fuel};
      mt_(static_cast<Eigen::Index>(i)) *= wanted.find(pool)->second / sums[pool];
    }
  }

  [[nodiscard]] Paid paid(const EnergyCell& cell) const {
    Paid sum;
    for (const UseFlow& flow : benchmark_.use) {
      if (flow.region != cell.region || flow.good != cell.fuel || flow.user != cell.user) continue;
      sum.value += flow.value_musd;
      sum.tax += flow.tax_musd;
    }
    return sum;
  }

  // What all users pay for the energy that the region uses: of oil more than is burnt.
  [[nodiscard]] double mean_price(const Pool& pool) const {
    double value = 0, pj = 0;
    for (const EnergyCell& cell : cells_) {
      if (cell.region != pool.first || cell.fuel != pool.second) continue;
      value += std::max(0.0, paid(cell).value);
      pj += cell.pj;
    }
    const auto fuel = FuelSectors(benchmark_).fuel(pool.second);
    if (fuel == Fuel::oil)
      pj = std::max(pj, published_.consumption_pj(pool.first.index, static_cast<int>(Co2Source::oil)));
    return value / pj;
  }

  void move_purchases(const Pool& pool) {
    const double most = mean_price(pool);
    Paid moved;
    double gained_pj = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const EnergyCell& cell = cells_[i];
      if (cell.region != pool.first || cell.fuel != pool.second) continue;
      const double lost = 1 - factor(i);
      gained_pj += std::max(0.0, -lost * cell.pj);
      const Paid bill = paid(cell);
      if (lost <= 0 || bill.value <= 0) continue;
      const double part = std::min(lost, most * lost * cell.pj / bill.value);
      result_.purchases.push_back({cell.region, cell.fuel, cell.user, -part * bill.value, -lost * bill.tax});
      moved.value += part * bill.value;
      moved.tax += lost * bill.tax;
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const EnergyCell& cell = cells_[i];
      const double gained = (factor(i) - 1) * cell.pj;
      if (cell.region != pool.first || cell.fuel != pool.second || gained <= 0) continue;
      const double part = gained / gained_pj;
      result_.purchases.push_back({cell.region, cell.fuel, cell.user, part * moved.value, part * moved.tax});
    }
  }

  void scale(const EnergyCell& cell, double factor) {
    for (EnergyFlow& flow : benchmark_.energy)
      if (flow.region == cell.region && flow.fuel == cell.fuel && flow.user == cell.user) flow.pj *= factor;
    for (EmissionFlow& flow : benchmark_.emissions)
      if (flow.region == cell.region && flow.fuel == cell.fuel && flow.user == cell.user) flow.mt *= factor;
    if (std::abs(factor - 1) * cell.mt < smallest_listed_mt) return;
    result_.adjustments.push_back(
        {"energy by user",
         benchmark_.sectors[cell.fuel.index].code + ", " + benchmark_.regions[cell.region.index].code + ", " +
             user_class(benchmark_, cell.user),
         "moved to targets: CO2 x " + rounded_text(factor, 4), (factor - 1) * cell.mt, "Mt CO2"});
  }

  // CO2 by fuel that came to the users of a target.
  void describe(const Target& target, TargetMoves& moves) const {
    const FuelSectors fuels(benchmark_);
    std::string text;
    for (const Fuel fuel : all_fuels) {
      double mt = 0;
      for (std::size_t i = 0; i < cells_.size(); ++i) {
        const EnergyCell& cell = cells_[i];
        if (cell.fuel == fuels.sector(fuel) && benchmark_.regions[cell.region.index].code == target.region &&
            target.is_about(fuel) && target.is_about(user_class(benchmark_, cell.user)))
          mt += (factor(i) - 1) * cell.mt;
      }
      if (std::abs(mt) >= 1e-6)
        text += (text.empty() ? "" : ", ") + fuel_word(fuel) + (mt > 0 ? " +" : " ") + rounded_text(mt, 3);
    }
    if (!text.empty()) moves.add(target, text + " Mt CO2, with what they cost");
    const double all = available(target);
    if (target.lowest() > all * (1 + 1e-9))
      moves.add(target,
                "out of reach: all users of the region have " + rounded_text(all, 4) + " " + info_of(target.kind).unit);
  }

  // What all users in the region of a target have of its fuels, in the unit of its kind: the totals, which stay.
  [[nodiscard]] double available(const Target& target) const {
    const FuelSectors fuels(benchmark_);
    double sum = 0;
    for (const EnergyCell& cell : cells_) {
      const auto fuel = fuels.fuel(cell.fuel);
      if (benchmark_.regions[cell.region.index].code == target.region && fuel && target.is_about(*fuel))
        sum += target.kind == TargetKind::energy ? cell.pj : cell.mt;
    }
    return sum;
  }

  Benchmark& benchmark_;
  const Co2Targets& published_;
  std::vector<EnergyCell> cells_;
  std::vector<Target> targets_;
  Eigen::VectorXd mt_;
  EnergyByUser result_;
};

}  // namespace

EnergyByUser move_energy_to_targets(Benchmark& benchmark, const Co2Targets& published, const PhysicalRecipe& recipe,
                                    TargetMoves& moves) {
  return Mover(benchmark, published, recipe).move(moves);
}

}  // namespace etslink
