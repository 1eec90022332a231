// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <vector>

#include "analysis/solve_scenario.h"
#include "analysis/sweep/sweep_task.h"
#include "results/scenario_view.h"
#include "solvers/newton_krylov.h"

namespace etslink {

// Computes samples of a sweep, a unit at a time; each thread has its own. With Newton-Krylov, from the benchmark for
// the first sample of a unit, and from the solution of that one, with its factors, for the others (where that fails
// with Ipopt, then along the cap path): what a unit comes to depends on nothing outside it.
class SampleModel {
 public:
  // The task must outlive it.
  explicit SampleModel(const SweepTask& task, const std::stop_token& stop_token = {});

  // Once the token says stop, a part of the outcome. A sample that has no solution, or whose values make no sense for
  // the model, is a result.
  [[nodiscard]] UnitOutcome evaluate_unit(int unit);

 private:
  // What the solves of one scenario keep within a unit.
  struct Memory {
    NewtonKrylovSolver solver;
    std::vector<double> parent;  // solution of the first sample that had one
  };
  // A scenario of the present sample; result.economy is null where its values make no sense: report.message says why.
  struct Solved {
    ScenarioResult result;
    bool is_impossible = false;
  };

  void change_study(std::span<const double> sample);
  [[nodiscard]] SampleOutcome evaluate(std::span<const double> sample);
  [[nodiscard]] Solved solve(int scenario, std::span<const double> sample);
  void solve_economy(int scenario, ScenarioResult& result);
  void add_paths(int scenario, std::span<const double> sample, ScenarioResult& result) const;
  [[nodiscard]] Economy economy_of(int scenario, std::span<const double> sample, const Policy& policy, bool hold) const;
  [[nodiscard]] std::shared_ptr<const Economy> build(int scenario, std::span<const double> sample, bool hold) const;
  [[nodiscard]] ScenarioOutcome outcome(const Solved& solved, const Solved& reference) const;
  [[nodiscard]] ScenarioOutcome failure(ScenarioOutcome::Status status, const std::string& message) const;
  [[nodiscard]] std::vector<double> values(const ScenarioResult& result, const ScenarioResult& reference) const;

  const SweepTask& task_;
  SolverOptions stop_;
  SolverFactory solvers_;
  Study study_;                   // of the present sample
  std::map<int, Memory> memory_;  // by scenario, of the present unit
  std::size_t value_count_ = 0;   // of all indicators in one scenario
};

}  // namespace etslink
