// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/energy_cells.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/input_error.h"
#include "model/inventory.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr int most_rounds = 30;
constexpr double largest_gap = 1e-8;  // of the entropy problem, relative

}  // namespace

std::vector<EnergyCell> energy_cells(const Benchmark& benchmark) {
  std::vector<EnergyCell> cells;
  for (const EnergyFlow& flow : benchmark.energy) {
    if (!is_in_inventory(benchmark, flow.user)) continue;  // bunker fuel is published by itself
    EnergyCell cell{flow.region, flow.fuel, flow.user, 0, flow.pj};
    for (const EmissionFlow& emission : benchmark.emissions)
      if (emission.region == flow.region && emission.user == flow.user && emission.fuel == flow.fuel &&
          emission.gas == Gas::co2)
        cell.mt += emission.mt;
    if (cell.mt > 0 && cell.pj > 0) cells.push_back(cell);
  }
  return cells;
}

EnergyEntropy::EnergyEntropy(const Benchmark& benchmark, const PhysicalRecipe& recipe,
                             const std::vector<EnergyCell>& cells)
    : benchmark_(benchmark), recipe_(recipe), cells_(cells) {
  for (const Target& target : recipe.targets)
    if (target.kind == TargetKind::emissions || target.kind == TargetKind::energy) targets_.push_back(target);
}

std::vector<std::pair<int, double>> EnergyEntropy::terms(const Target& target) const {
  const FuelSectors fuels(benchmark_);
  std::vector<std::pair<int, double>> result;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const EnergyCell& cell = cells_[i];
    const auto fuel = fuels.fuel(cell.fuel);
    if (benchmark_.regions[cell.region.index].code != target.region || !fuel || !target.is_about(*fuel)) continue;
    if (!target.is_about(user_class(benchmark_, cell.user))) continue;
    result.emplace_back(static_cast<int>(i), target.kind == TargetKind::energy ? cell.pj / cell.mt : 1.0);
  }
  return result;
}

double EnergyEntropy::reached(const Target& target, const Eigen::VectorXd& mt) const {
  double sum = 0;
  for (const auto& [cell, factor] : terms(target)) sum += factor * mt(cell);
  return sum;
}

double EnergyEntropy::error(const EnergyCell& cell) const {
  const std::string user = user_class(benchmark_, cell.user);
  const auto fuel = FuelSectors(benchmark_).fuel(cell.fuel);
  for (const std::string& region : {benchmark_.regions[cell.region.index].code, std::string("default")}) {
    const auto errors = recipe_.energy_error.find(region);
    if (errors == recipe_.energy_error.end()) continue;
    for (const std::string& code : {user, fuel ? fuel_word(*fuel) : user, std::string("default")})
      if (const auto found = errors->second.find(code); found != errors->second.end()) return found->second;
  }
  return default_energy_error;
}

// CO2 by region and fuel is published: it holds.
void EnergyEntropy::add_totals(EntropyTask& task) const {
  std::map<std::pair<Region, Sector>, LinearCondition> totals;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    LinearCondition& total = totals[{cells_[i].region, cells_[i].fuel}];
    total.name = "CO2 of " + benchmark_.sectors[cells_[i].fuel.index].code;
    total.terms.emplace_back(static_cast<int>(i), 1.0);
    total.right_side += cells_[i].mt;
  }
  for (const auto& [key, total] : totals) task.conditions.push_back(total);
}

Eigen::VectorXd EnergyEntropy::solve(const std::vector<bool>& active) const {
  EntropyTask task;
  task.prior.resize(static_cast<Eigen::Index>(cells_.size()));
  task.weight.resize(task.prior.size());
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const double relative = error(cells_[i]);
    task.prior(static_cast<Eigen::Index>(i)) = cells_[i].mt;
    task.weight(static_cast<Eigen::Index>(i)) = relative * relative;
  }
  add_totals(task);
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const double relative = targets_[i].drawn_width() / 2;
    if (active[i])
      task.conditions.push_back(
          {targets_[i].name(), terms(targets_[i]), targets_[i].wanted, relative * relative * targets_[i].wanted});
  }
  const EntropySolution solution = minimise_entropy(task);
  if (solution.iterations == 0 && solution.largest_gap > largest_gap) refuse(active);
  return solution.value;
}

// No step comes nearer to all of them: the target that is missed by most is told.
void EnergyEntropy::refuse(const std::vector<bool>& active) const {
  Eigen::VectorXd mt(static_cast<Eigen::Index>(cells_.size()));
  for (std::size_t i = 0; i < cells_.size(); ++i) mt(static_cast<Eigen::Index>(i)) = cells_[i].mt;
  const Target* worst = nullptr;
  double most = -1;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const double missed = std::abs(std::log(std::max(reached(targets_[i], mt), 1e-12) / targets_[i].wanted));
    if (!active[i] || missed <= most) continue;
    worst = &targets_[i];
    most = missed;
  }
  require(worst != nullptr, "without active targets the cells are the solution");
  const std::string unit = " " + info_of(worst->kind).unit;
  throw InputError(worst->at, "energy can't be moved to this target and the others together: " + worst->name() +
                                  " has " + rounded_text(reached(*worst, mt), 6) + unit + ", and " +
                                  rounded_text(worst->wanted, 6) + unit + " is wanted");
}

// Targets with a lower bound join where less is reached, and leave where they hold without being drawn to.
Eigen::VectorXd EnergyEntropy::solve() const {
  std::vector<bool> active;
  for (const Target& target : targets_) active.push_back(target.bound == TargetBound::both);
  Eigen::VectorXd mt = solve(active);
  for (int round = 0; round < most_rounds; ++round) {
    const std::vector<bool> before = active;
    for (std::size_t i = 0; i < targets_.size(); ++i)
      if (targets_[i].bound == TargetBound::least) active[i] = reached(targets_[i], mt) < targets_[i].wanted;
    if (active == before) break;
    mt = solve(active);
  }
  return mt;
}

}  // namespace etslink
