// SPDX-License-Identifier: Apache-2.0
#include "solvers/solver_report.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <numeric>
#include <utility>

#include "solvers/square_system.h"

namespace etslink {

namespace {

constexpr int reported_conditions = 5;

// Orders residuals by size; one that is not a number is worse than any that is.
double badness(double residual) {
  return std::isfinite(residual) ? std::abs(residual) : std::numeric_limits<double>::infinity();
}

std::vector<WorstCondition> worst_conditions(const SquareSystem& system, std::span<const double> f) {
  std::vector<int> order(f.size());
  std::iota(order.begin(), order.end(), 0);
  const auto count = std::min<std::ptrdiff_t>(reported_conditions, std::ssize(order));
  std::partial_sort(order.begin(), order.begin() + count, order.end(), [&](int a, int b) {
    return badness(f[a]) != badness(f[b]) ? badness(f[a]) > badness(f[b]) : a < b;
  });
  std::vector<WorstCondition> worst;
  for (std::ptrdiff_t k = 0; k < count; ++k) {
    // The sign of what is not a number says nothing, and differs from machine to machine.
    const double value = f[order[k]];
    worst.push_back({system.condition_name(order[k]), std::isnan(value) ? std::abs(value) : value});
  }
  return worst;
}

}  // namespace

std::string to_string(SolverStatus status) {
  switch (status) {
    case SolverStatus::solved:
      return "solved";
    case SolverStatus::not_converged:
      return "not converged";
    case SolverStatus::invalid_numbers:
      return "invalid numbers";
    case SolverStatus::not_confirmed:
      return "not confirmed";
    case SolverStatus::interrupted:
      return "interrupted";
    case SolverStatus::undetermined:
      return "undetermined";
  }
  return "unknown";
}

double max_norm(std::span<const double> f) {
  double norm = 0;
  for (const double value : f) {
    if (!std::isfinite(value)) return std::numeric_limits<double>::quiet_NaN();
    norm = std::max(norm, std::abs(value));
  }
  return norm;
}

std::string evaluate_residual(const SquareSystem& system, std::span<const double> x, std::span<double> f) {
  std::fill(f.begin(), f.end(), std::numeric_limits<double>::quiet_NaN());
  try {
    system.residual(x, f);
    return {};
  } catch (const std::exception& error) {
    std::fill(f.begin(), f.end(), std::numeric_limits<double>::quiet_NaN());
    return error.what();
  }
}

SolverReport report_of(const SquareSystem& system, std::vector<double> x, std::span<const double> f,
                       double accepted_residual) {
  SolverReport report;
  report.x = std::move(x);
  report.residual = max_norm(f);
  report.worst = worst_conditions(system, f);
  if (std::isnan(report.residual)) {
    report.status = SolverStatus::invalid_numbers;
  } else {
    if (report.residual <= accepted_residual) report.message = system.objection(report.x);
    const bool is_solved = report.residual <= accepted_residual && report.message.empty();
    report.status = is_solved ? SolverStatus::solved : SolverStatus::not_converged;
  }
  return report;
}

void mark_interrupted(SolverReport& report, const SolverOptions& options) {
  // An accepted residual is not enough: without the interruption the solve might have gone on, to other bits.
  if (report.residual <= options.tolerance || !options.stop_token.stop_requested()) return;
  report.status = SolverStatus::interrupted;
  report.message = "interrupted";
}

SolverReport report_at(const SquareSystem& system, std::vector<double> x, double accepted_residual) {
  std::vector<double> f(system.size());
  const std::string failure = evaluate_residual(system, x, f);
  SolverReport report = report_of(system, std::move(x), f, accepted_residual);
  if (!failure.empty()) report.message = failure;
  return report;
}

std::string with_objection(std::string message, const std::string& objection) {
  return objection.empty() ? message : std::move(message) + "; " + objection;
}

}  // namespace etslink
