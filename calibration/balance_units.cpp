// SPDX-License-Identifier: Apache-2.0
#include "calibration/balance_units.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/cross_entropy.h"
#include "calibration/gras.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double smallest_listed_musd = 10.0;

// Builds the balancing problem: the use table with one more row for value added.
class UnitBalance {
 public:
  UnitBalance(const UseTable& units, const BalanceTargets& targets, const SplitData& data)
      : units_(units), targets_(targets), data_(data), value_added_row_(static_cast<int>(units.flow.rows())) {}

  // The problem, and for each of its controls the place in the source table.
  BalanceProblem problem() {
    set_prior();
    fix_cells();
    for (int region = 0; region < units_.region_count(); ++region) {
      for (int unit = 0; unit < units_.good_count(); ++unit) add_product_balance(region, unit);
      for (int group = 0; group < targets_.group_output.cols(); ++group) add_group_output(region, group);
      add_gdp(region);
      for (int use = 0; use + 1 < final_use_count; ++use) add_final_demand(region, use);
    }
    return std::move(problem_);
  }

  // Value added was raised to its least share of output for the start of the balance.
  [[nodiscard]] const Adjustments& raised() const { return raised_; }
  // What is left of output after inputs, where value added was raised: unit columns of all regions.
  [[nodiscard]] const std::map<int, double>& left_after_inputs() const { return left_; }

  // Place in the source table of a control.
  [[nodiscard]] SourceLocation place(const std::string& control) const {
    const auto found = place_.find(control);
    return found == place_.end() ? SourceLocation{} : found->second;
  }

 private:
  void set_prior() {
    const auto rows = units_.flow.rows(), columns = units_.flow.cols();
    problem_.prior = Eigen::MatrixXd::Zero(rows + 1, columns);
    problem_.prior.topRows(rows) = units_.flow;
    for (int region = 0; region < units_.region_count(); ++region) {
      for (int unit = 0; unit < units_.good_count(); ++unit) {
        const int column = units_.column(region, unit);
        const double output = units_.output(region, unit), rest = output - units_.inputs(region, unit);
        const double least = std::max(0.0, data_.recipe.split.minimum_value_added * output);
        problem_.prior(rows, column) = std::max(rest, least);
        if (rest >= least) continue;
        left_[column] = rest;
        if (least - rest < smallest_listed_musd) continue;
        raised_.push_back({"balance", "value added of " + units_.users[unit] + ", " + units_.regions[region],
                           rounded_text(rest, 4) + " million USD after inputs; the balance starts from the least share "
                                                   "of output",
                           least - rest, "million USD"});
      }
    }
  }

  void fix_cells() {
    problem_.fixed.setConstant(problem_.prior.rows(), problem_.prior.cols(), false);
    const int stocks = units_.user_count() - 1;
    for (int region = 0; region < units_.region_count(); ++region)
      problem_.fixed.col(units_.column(region, stocks)).head(value_added_row_).setConstant(true);
    if (!data_.recipe.energy.active) return;
    for (const SectorRole role : {SectorRole::coal, SectorRole::crude_oil, SectorRole::gas})
      for (const int unit : data_.concordance.units_of_sector(data_.recipe.sector_with(role)))
        for (int region = 0; region < units_.region_count(); ++region)
          problem_.fixed.row(units_.row(region, unit)).setConstant(true);
  }

  void add(BalanceControl control, const SourceLocation& at) {
    std::erase_if(control.cells, [&](const ControlCell& cell) { return problem_.prior(cell.row, cell.column) == 0; });
    place_[control.name] = at;
    if (!control.cells.empty())
      problem_.controls.push_back(std::move(control));
    else if (std::abs(control.target) > 1e-6)
      throw InputError(at, "no balanced table: '" + control.name + "' must be " + rounded_text(control.target, 6) +
                               " million USD, but has no flows");
  }

  // sales = inputs + value added; a unit's purchase from itself is on both sides
  void add_product_balance(int region, int unit) {
    std::vector<ControlCell> cells;
    const int row = units_.row(region, unit), column = units_.column(region, unit);
    for (int other = 0; other < units_.flow.cols(); ++other)
      if (other != column) cells.push_back({row, other, 1});
    for (int other = 0; other <= value_added_row_; ++other)
      if (other != row) cells.push_back({other, column, -1});
    add({"balance of " + units_.goods[unit] + ", " + units_.regions[region], std::move(cells), 0, {}},
        units_.place(region, unit));
  }

  void add_group_output(int region, int group) {
    std::vector<ControlCell> cells;
    const std::string& code = data_.concordance.groups[group];
    for (const int unit : data_.concordance.units_of_parent(code))
      for (int column = 0; column < units_.flow.cols(); ++column)
        cells.push_back({units_.row(region, unit), column, 1});
    const int first = data_.concordance.units_of_parent(code).front();
    add({"output of " + code + ", " + units_.regions[region],
         std::move(cells),
         targets_.group_output(region, group),
         {}},
        units_.place(region, first));
  }

  void add_gdp(int region) {
    std::vector<ControlCell> cells;
    for (int unit = 0; unit < units_.good_count(); ++unit)
      cells.push_back({value_added_row_, units_.column(region, unit), 1});
    add({"value added, " + units_.regions[region], std::move(cells), targets_.gdp(region), {}},
        units_.place(region, 0));
  }

  void add_final_demand(int region, int use) {
    std::vector<ControlCell> cells;
    const int column = units_.column(region, units_.sector_count() + use);
    for (int row = 0; row < value_added_row_; ++row) cells.push_back({row, column, 1});
    add({final_user_codes()[use] + ", " + units_.regions[region],
         std::move(cells),
         targets_.final_demand(region, use),
         {}},
        units_.place(region, 0));
  }

  const UseTable& units_;
  const BalanceTargets& targets_;
  const SplitData& data_;
  int value_added_row_;
  BalanceProblem problem_;
  Adjustments raised_;
  std::map<int, double> left_;
  std::map<std::string, SourceLocation> place_;
};

std::string place_of(const UseTable& units, const MovedCell& cell) {
  const std::string user =
      units.users[cell.column % units.user_count()] + ", " + units.regions[cell.column / units.user_count()];
  if (cell.row == units.flow.rows()) return "value added of " + user;
  return units.goods[cell.row % units.good_count()] + ", " + units.regions[cell.row / units.good_count()] + " to " +
         user;
}

Adjustments list_changes(const UseTable& units, const UnitBalance& balance, const BalanceProblem& problem,
                         const BalanceResult& result) {
  Adjustments adjustments;
  const double changed = (result.table - problem.prior).cwiseAbs().sum();
  adjustments.push_back({"balance", "all cells", "sum of absolute changes", changed, "million USD"});
  adjustments.insert(adjustments.end(), balance.raised().begin(), balance.raised().end());
  for (const MovedCell& cell : result.moved) {
    if (std::abs(cell.value - cell.prior) < smallest_listed_musd) continue;
    const auto left = balance.left_after_inputs().find(cell.column);
    const bool was_raised = cell.row == units.flow.rows() && left != balance.left_after_inputs().end();
    adjustments.push_back({"balance", place_of(units, cell),
                           "moved by more than a factor 3, from " + rounded_text(cell.prior, 4) + " million USD" +
                               (was_raised ? " (" + rounded_text(left->second, 4) + " after inputs)" : ""),
                           cell.value, "million USD"});
  }
  return adjustments;
}

}  // namespace

BalancedUnits balance_units(const UseTable& units, const BalanceTargets& targets, const SplitData& data) {
  UnitBalance balance(units, targets, data);
  const BalanceProblem problem = balance.problem();
  const BalanceResult result = data.recipe.balance_method == "gras" ? gras(problem) : balance_by_cross_entropy(problem);
  if (!result.converged && !(result.max_deviation <= 1e-9))
    throw InputError(balance.place(result.worst_control),
                     "no balanced table: '" + result.worst_control + "' is off by " +
                         rounded_text(100 * result.max_deviation, 3) +
                         " % whatever the other flows; see this row, its inputs, and the fuel values of the recipe");
  BalancedUnits balanced{units, list_changes(units, balance, problem, result)};
  balanced.table.flow = result.table.topRows(units.flow.rows());
  return balanced;
}

}  // namespace etslink
