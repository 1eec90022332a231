// SPDX-License-Identifier: Apache-2.0
#include "analysis/solve_scenario.h"

#include "analysis/abatement_path.h"
#include "analysis/cap_path.h"
#include "analysis/determinacy.h"
#include "analysis/market_by_market.h"
#include "analysis/path_obstacle.h"
#include "model/number_text.h"
#include "model/shocked_economy.h"
#include "results/permit_trade.h"
#include "solvers/search_beyond.h"

namespace etslink {
namespace {

// "54.9 %"; what is not quite all is not rounded to all.
std::string percent(double part) {
  std::string text = rounded_text(100 * part, 3);
  for (int digits = 4; text == "100" && part < 1 && digits <= 12; ++digits) text = rounded_text(100 * part, digits);
  return text + " %";
}

// "CHN 64.2 %, JPN 23.3 %": cuts of covered emissions at s by the permits that there are at benchmark output, of the
// markets that are on; of taxes, the part of their rate.
std::string cuts_at(const Economy& economy, double s) {
  const EquilibriumSystem system(economy);
  const auto benchmark = evaluate_state(economy, system, system.start());
  std::string text;
  for (std::size_t m = 0; m < economy.markets.size(); ++m) {
    const auto& market = economy.markets[m];
    if (market.pool < 0) continue;
    text += (text.empty() ? "" : ", ") + market.name + " ";
    if (!has_permits(economy, static_cast<int>(m))) {
      text += percent(s) + " of its price";
      continue;
    }
    double allowances = 0;
    for (const double part : benchmark.market_allowances_by_region[m]) allowances += part;
    text += percent(s * (1 - allowances / market.benchmark_emissions));
  }
  return text;
}

// Says what is known and no more: where the branch from the benchmark ends, and what the search beyond it has found.
std::string unreachable_message(const Economy& economy, const SquareSystem& system, const ContinuationReport& path) {
  if (economy.pools.empty() && !has_stated_shocks(economy))
    return "not solved, though it has no caps: the benchmark is not a solution";
  const std::string way = economy.pools.empty() ? "shocks" : has_stated_shocks(economy) ? "caps and shocks" : "caps";
  const auto cuts = [&](double s) { return economy.pools.empty() ? "" : ", i.e. " + cuts_at(economy, s); };
  std::string text = "not solved; the equilibria connected with the benchmark end at " + percent(path.reached) +
                     " of the way to the " + way + cuts(path.reached) + obstacle(economy, path);
  // The branch has passed the caps, but what is there is no solution.
  if (path.branch.end == BranchEnd::complete) return text + "; there " + system.objection(path.last.x);
  if (path.beyond > path.reached)
    text += "; others were found up to " + percent(path.beyond) + cuts(path.beyond);
  else
    text += "; none was found beyond";
  return text;
}

// A prediction close to the solution needs few steps; one that needs more leads nowhere.
SolveOptions near_options(SolveOptions options) {
  options.stop.max_iterations = 20;
  return options;
}

// Unknowns up to which Ipopt searches from every branch that ends before the caps: at 2,400 that takes 45 s.
constexpr int largest_searched_by_ipopt = 1000;

class ScenarioSolver {
 public:
  ScenarioSolver(const Economy& economy, const ScenarioTask& task)
      : economy_(economy), path_(economy, task.threads), solvers_(task.solvers()) {}

  // The scenario itself: directly, or in steps along the path, or beyond the end of its branch.
  SolverReport solve_end(BranchOptions options, std::optional<double>& reachable_cut, bool searches_beyond) {
    options.stop_token = solvers_.stop_token;
    auto report = solvers_.solve(path_.at(1), path_.start());
    if (report.solved()) {
      points_ = {{0, path_.start()}, {1, report.x}};
      return report;
    }
    if (report.status == SolverStatus::interrupted) return report;
    if (solvers_.solve_otherwise) {
      auto other = solvers_.solve_otherwise(path_.at(1), path_.start());
      if (other.solved()) {
        points_ = {{0, path_.start()}, {1, other.x}};
        return other;
      }
    }
    auto followed = follow_path(path_, path_.start(), solvers_.solve_near, options);
    if (searches_beyond && !followed.complete && followed.branch.end != BranchEnd::complete) {
      SolveOptions quick = near_options({SolverChoice::newton_krylov, {}, options.threads});
      quick.stop.stop_token = options.stop_token;
      search_beyond(path_, make_solver(quick), options, followed);
      quick.stop.max_iterations = SolverOptions().max_iterations;
      if (!followed.complete) reach_otherwise(make_solver(quick), options, followed);
    }
    if (followed.last.status == SolverStatus::interrupted) return followed.last;
    if (!followed.complete) {
      reachable_cut = followed.reached;
      followed.last.message = unreachable_message(economy_, path_.at(1), followed);
    }
    report = std::move(followed.last);
    points_ = std::move(followed.points);
    return report;
  }

  // Market by market instead of all together; then by Ipopt from where either way has been.
  void reach_otherwise(const SolveFunction& solve, const BranchOptions& options, ContinuationReport& followed) {
    std::vector<std::vector<double>> met;
    auto found = solve_market_by_market(economy_, solve, options, met);
    const std::string how = found ? "found market by market: " : "found by Ipopt from a branch that ends before: ";
    if (!found) found = solve_from(followed, met);
    if (!found) return;
    found->message = how + found->message;
    followed.complete = true;
    followed.points.push_back({1, found->x});
    followed.last = std::move(*found);
  }

  [[nodiscard]] std::optional<SolverReport> solve_from(const ContinuationReport& followed,
                                                       std::vector<std::vector<double>>& starts) {
    const SquareSystem& system = path_.at(1);
    if (!solvers_.solve_beyond || system.size() > largest_searched_by_ipopt) return std::nullopt;
    add_points_of_branch(followed.points, starts);
    for (const auto& start : starts) {
      auto report = solvers_.solve_beyond(system, start);
      if (report.solved() || report.status == SolverStatus::interrupted) return report;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_interrupted() const { return solvers_.stop_token.stop_requested(); }

  void confirm(SolverReport& report) {
    if (solvers_.confirm) solvers_.confirm(path_.at(1), report);
  }

  // Solutions found, s ascending.
  [[nodiscard]] const std::vector<PathPoint>& points() const { return points_; }

 private:
  const Economy& economy_;
  CapPathSystem path_;
  ScenarioSolvers solvers_;
  std::vector<PathPoint> points_;  // solutions found, s ascending
};

// Nothing: a scenario is computed whole or not at all, so that no value of a file has to be doubted.
ScenarioSolution interrupted_solution() {
  ScenarioSolution solution;
  solution.report.status = SolverStatus::interrupted;
  solution.report.message = "interrupted";
  return solution;
}

}  // namespace

SolverFactory solver_factory(SolverChoice choice, int threads, const std::stop_token& stop_token) {
  return [choice, threads, stop_token] {
    const SolveOptions options{choice, {.stop_token = stop_token}, threads};
    auto near = near_options(options), other = options;
    if (choice == SolverChoice::automatic) near.solver = SolverChoice::newton_krylov;
    const auto confirm_one = [options](const SquareSystem& system, SolverReport& report) {
      confirm(system, options, report);
    };
    ScenarioSolvers solvers{make_solver(options), make_solver(near), {}, {}, confirm_one, stop_token};
    other.solver = SolverChoice::newton_krylov;
    if (choice == SolverChoice::ipopt) solvers.solve_otherwise = make_solver(other);
    other.solver = SolverChoice::ipopt;
    if (choice != SolverChoice::newton_krylov) solvers.solve_beyond = make_solver(other);
    return solvers;
  };
}

ScenarioSolution solve_scenario(const ScenarioTask& task) {
  ScenarioSolution solution;
  ScenarioSolver solver(*task.economy, task);
  solution.report = solver.solve_end({.threads = task.threads}, solution.reachable_cut, true);
  // Of a continuum the two solvers may find two points: that is no matter of confirming one.
  check_determinacy(*task.economy, solution.report);
  if (task.confirms) solver.confirm(solution.report);
  if (solver.is_interrupted()) return interrupted_solution();
  if (!solution.report.solved()) return solution;
  const bool holds_prices = task.fuel_prices_held != nullptr && !task.fuel_prices_held->availabilities.empty();
  if (task.economy->pools.empty() || (!task.abatement_cost && !holds_prices)) return solution;
  const auto by_caps = state_by_caps(task, solution.report.x);
  if (task.abatement_cost) {
    auto cost = integrate_along_path(by_caps, solver.points(), task);
    solution.abatement_cost = std::move(cost.cost);
    solution.no_abatement_cost = std::move(cost.missing);
  }
  if (holds_prices) {
    // How far it could be reached is of no interest here: a few steps must do.
    const BranchOptions few_steps{.max_steps = 20, .threads = task.threads};
    std::optional<double> ignored;
    auto held = ScenarioSolver(*by_caps.fuel_prices_held, task).solve_end(few_steps, ignored, false);
    if (held.solved())
      solution.fuel_prices_held_x = std::move(held.x);
    else
      solution.fuel_prices_held_message = held.message;
    solution.is_held_by_caps = !by_caps.is_own;
  }
  if (solver.is_interrupted()) return interrupted_solution();
  return solution;
}

}  // namespace etslink
