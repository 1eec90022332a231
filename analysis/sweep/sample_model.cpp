// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sample_model.h"

#include <algorithm>
#include <exception>
#include <new>

#include "analysis/abatement_path.h"
#include "analysis/determinacy.h"
#include "model/number_text.h"

namespace etslink {
namespace {

using Status = ScenarioOutcome::Status;

Status status_of(const SolverReport& report) {
  if (report.solved()) return Status::solved;
  return report.status == SolverStatus::invalid_numbers ? Status::invalid_numbers : Status::not_converged;
}

std::string worst_text(const SolverReport& report) {
  if (report.worst.empty()) return {};
  return report.worst.front().name + " (" + rounded_text(report.worst.front().residual, 3) + ")";
}

}  // namespace

SampleModel::SampleModel(const SweepTask& task, const std::stop_token& stop_token)
    : task_(task),
      stop_{.stop_token = stop_token},
      solvers_(solver_factory(SolverChoice::automatic, 1, stop_token)),
      study_(task.source.study) {
  for (const auto& name : task.description.indicators) value_count_ += indicator_size(task.description, name);
}

UnitOutcome SampleModel::evaluate_unit(int unit) {
  const auto& design = task_.description.design;
  memory_.clear();
  UnitOutcome outcomes;
  const int last = std::min(design.samples(), (unit + 1) * samples_per_unit);
  for (int i = unit * samples_per_unit; i < last && !stop_.stop_token.stop_requested(); ++i) {
    const Eigen::VectorXd sample = design.values.row(i);
    outcomes.push_back(evaluate({sample.data(), static_cast<std::size_t>(sample.size())}));
  }
  return outcomes;
}

// The study as if the sample's values stood in it.
void SampleModel::change_study(std::span<const double> sample) {
  const auto& base = task_.source.study;
  const auto& applier = *task_.applier;
  if (applier.changes(SweepTarget::benchmark)) {
    study_.benchmark = base.benchmark;
    applier.change_benchmark(sample, study_.benchmark);
  }
  if (applier.changes(SweepTarget::nests)) {
    study_.nests = base.nests;
    applier.change_nests(sample, study_.nests);
  }
  auto root = task_.source.root;
  applier.change_study(sample, root);
  read_policies(root, study_);
  if (!applier.changes(SweepTarget::elasticities)) return;
  for (auto& scenario : study_.scenarios)
    applier.change_elasticities(sample, study_.benchmark, study_.nests, scenario.options);
}

SampleOutcome SampleModel::evaluate(std::span<const double> sample) {
  try {
    change_study(sample);
  } catch (const InputError& error) {
    return SampleOutcome(task_.scenarios.size(), failure(Status::impossible_values, error.what()));
  }
  const auto reference = solve(study_.reference, sample);
  SampleOutcome outcomes;
  for (const int scenario : task_.scenarios) {
    if (scenario == study_.reference) {
      outcomes.push_back(outcome(reference, reference));
    } else {
      outcomes.push_back(outcome(solve(scenario, sample), reference));
    }
  }
  return outcomes;
}

Economy SampleModel::economy_of(int scenario, std::span<const double> sample, const Policy& policy, bool hold) const {
  auto options = study_.scenarios[scenario].options;
  options.hold_fuel_prices = options.hold_fuel_prices || hold;
  auto economy = build_economy(study_.benchmark, study_.nests, policy, options);
  task_.applier->change_economy(sample, economy);
  return economy;
}

std::shared_ptr<const Economy> SampleModel::build(int scenario, std::span<const double> sample, bool hold) const {
  return std::make_shared<const Economy>(economy_of(scenario, sample, study_.scenarios[scenario].policy, hold));
}

SampleModel::Solved SampleModel::solve(int scenario, std::span<const double> sample) {
  Solved solved;
  try {
    solved.result.economy = build(scenario, sample, false);
    solve_economy(scenario, solved.result);
    if (task_.wants_curve || task_.wants_channels) add_paths(scenario, sample, solved.result);
  } catch (const InputError& error) {
    solved.is_impossible = true;
    solved.result.report.message = error.what();
  } catch (const std::bad_alloc&) {
    throw;  // of this machine, not of the sample
  } catch (const std::exception& error) {
    solved.result.report.status = SolverStatus::invalid_numbers;
    solved.result.report.message = error.what();
  }
  return solved;
}

// From the unit's first solution, else from the benchmark, else along the cap path.
void SampleModel::solve_economy(int scenario, ScenarioResult& result) {
  const EquilibriumSystem system(*result.economy);
  auto& [solver, parent] = memory_[scenario];
  NewtonKrylovOptions near{.stop = stop_};
  near.stop.max_iterations = 20;
  if (parent.size() == static_cast<std::size_t>(system.size())) result.report = solver.solve(system, parent, near);
  if (!result.report.solved()) result.report = solver.solve(system, system.start(), {.stop = stop_});
  if (!result.report.solved()) {
    auto followed = solve_scenario({result.economy.get(), nullptr, false, solvers_, 1});
    result.report = std::move(followed.report);
    result.reachable_cut = followed.reachable_cut;
  }
  // What is not determined is so by the model, not by a sample: the first solution of a unit is asked, and all are
  // where it is not.
  if (parent.empty()) check_determinacy(*result.economy, result.report);
  if (!result.report.solved()) return;
  if (parent.empty()) parent = result.report.x;
  result.state = state_of_solution(*result.economy, system, result.report.x);
}

// The abatement cost curve and the solution with fuel prices held, where an indicator is made from them.
void SampleModel::add_paths(int scenario, std::span<const double> sample, ScenarioResult& result) const {
  if (!result.state || result.economy->pools.empty()) return;
  std::shared_ptr<const Economy> held;
  if (task_.wants_channels) held = build(scenario, sample, true);
  ScenarioTask task{result.economy.get(), held.get(), task_.wants_curve, solvers_, 1};
  task.source = {&study_.scenarios[scenario].policy, [&](const Policy& policy, bool hold_fuel_prices) {
                   return economy_of(scenario, sample, policy, hold_fuel_prices);
                 }};
  const auto solution = solve_scenario(task);
  result.abatement_cost = solution.abatement_cost;
  if (solution.fuel_prices_held_x.empty()) return;
  if (solution.is_held_by_caps) held = fuel_prices_held_by_caps(task.source, *result.economy, solution.report.x);
  result.fuel_prices_held_state = evaluate_state(*held, solution.fuel_prices_held_x);
}

ScenarioOutcome SampleModel::failure(Status status, const std::string& message) const {
  return {status, missing_value, 0, message, {}, std::vector<double>(value_count_, missing_value)};
}

ScenarioOutcome SampleModel::outcome(const Solved& solved, const Solved& reference) const {
  const auto& report = solved.result.report;
  if (solved.is_impossible) return failure(Status::impossible_values, report.message);
  if (!solved.result.state) {
    auto failed = failure(status_of(report), report.message);
    failed.residual = report.residual;
    failed.worst = worst_text(report);
    return failed;
  }
  return {Status::solved, report.residual, report.iterations, {}, {}, values(solved.result, reference.result)};
}

std::vector<double> SampleModel::values(const ScenarioResult& result, const ScenarioResult& reference) const {
  const AccountsIndex accounts(*result.economy);
  const auto& state = *result.state;
  const ScenarioView view{*result.economy, accounts,         reference.state ? *reference.state : state,         state,
                          result,          study_.coalition, reference.state ? reference.economy.get() : nullptr};
  std::vector<double> all;
  all.reserve(value_count_);
  for (std::size_t i = 0; i < task_.indicators.size(); ++i) {
    const auto& definition = *task_.indicators[i];
    auto part = definition.needs_reference && !reference.state ? Values() : definition.compute(view);
    if (part.empty()) part.assign(indicator_size(task_.description, definition.name), missing_value);
    all.insert(all.end(), part.begin(), part.end());
  }
  require(all.size() == value_count_, "indicators fill their axes");
  return all;
}

}  // namespace etslink
