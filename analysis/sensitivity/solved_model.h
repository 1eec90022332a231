// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/sensitivity/model_parameter.h"
#include "results/indicator_list.h"
#include "solvers/sensitivity.h"
#include "study/study.h"

namespace etslink {

// A solved equilibrium that results depend on, with its slopes.
struct SolvedPoint {
  Policy policy;
  ModelOptions options;
  Economy economy;
  std::vector<double> x;
  ImplicitDerivative derivative;
};

// A number that is differentiated: one element of an indicator.
struct ResultElement {
  std::string indicator, element, unit;  // "gdp_change", "CHN", "%"
};

// The solved scenario of a study, its reference, and its solution with fuel prices held, as far as the indicators asked
// for depend on them; and these indicators as a function of all unknowns and of the economies.
class SolvedModel {
 public:
  // Names of indicators as checked by check_indicators; `scenario` is an index into study.scenarios.
  SolvedModel(const Study& study, int scenario, const std::vector<std::string>& indicators, int threads = 1);

  // Why there is nothing to differentiate: not solved, or a permit market between two regimes. Empty: there is.
  [[nodiscard]] const std::string& obstacle() const { return obstacle_; }
  [[nodiscard]] bool is_solved() const { return is_solved_; }

  [[nodiscard]] std::size_t point_count() const { return points_.size(); }
  [[nodiscard]] SolvedPoint& point(std::size_t p) { return *points_[p]; }
  [[nodiscard]] ModelSource source(std::size_t p) const;

  [[nodiscard]] const std::vector<ResultElement>& elements() const { return elements_; }

  // Values of all elements, one economy and one vector of unknowns for each point.
  [[nodiscard]] std::vector<double> results(const std::vector<Economy>& economies,
                                            const std::vector<std::vector<double>>& x) const;
  // At the solution.
  [[nodiscard]] std::vector<double> results() const;

 private:
  void add_point(const Scenario& scenario, bool hold_fuel_prices);
  void solve(SolvedPoint& point, const std::string& name);
  void list_elements();

  const Study& study_;
  int threads_ = 1;
  std::vector<const IndicatorDefinition*> definitions_;
  std::vector<std::unique_ptr<SolvedPoint>> points_;
  std::size_t reference_ = 0;  // points
  int held_ = -1;              // point; -1: not wanted
  std::unique_ptr<AccountsIndex> accounts_;
  std::vector<ResultElement> elements_;
  bool is_solved_ = true;
  std::string obstacle_;
};

// Checks names of indicators; InputError for one that is unknown or no function of the solution alone.
void check_indicators(const std::vector<std::string>& names);

}  // namespace etslink
