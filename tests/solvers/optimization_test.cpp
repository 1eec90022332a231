// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "solvers/ipopt_minimiser.h"

using namespace etslink;

namespace {

using Values = std::vector<double>;
const double infinity = std::numeric_limits<double>::infinity();

// Table x closest to prior in cross-entropy, sum x log(x / prior) - x + prior, with linear constraints.
class EntropyProblem final : public OptimizationProblem {
 public:
  Values prior;
  Values lower_bound;
  Values upper_bound;
  Values lower_sum;
  Values upper_sum;
  std::vector<LinearConstraintEntry> entries;
  bool broken = false;

  explicit EntropyProblem(Values table)
      : prior(std::move(table)), lower_bound(prior.size(), 0.0), upper_bound(prior.size(), infinity) {}

  void add_sum(const std::vector<int>& columns, double lower, double upper) {
    for (const int column : columns) entries.push_back({static_cast<int>(lower_sum.size()), column, 1.0});
    lower_sum.push_back(lower);
    upper_sum.push_back(upper);
  }

  [[nodiscard]] int variables() const override { return static_cast<int>(prior.size()); }
  [[nodiscard]] int constraints() const override { return static_cast<int>(lower_sum.size()); }
  [[nodiscard]] Values start() const override { return prior; }
  void variable_bounds(std::span<double> lower, std::span<double> upper) const override {
    std::copy(lower_bound.begin(), lower_bound.end(), lower.begin());
    std::copy(upper_bound.begin(), upper_bound.end(), upper.begin());
  }
  void constraint_bounds(std::span<double> lower, std::span<double> upper) const override {
    std::copy(lower_sum.begin(), lower_sum.end(), lower.begin());
    std::copy(upper_sum.begin(), upper_sum.end(), upper.begin());
  }
  [[nodiscard]] const std::vector<LinearConstraintEntry>& constraint_entries() const override { return entries; }
  [[nodiscard]] double objective(std::span<const double> x) const override {
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * std::log(x[i] / prior[i]) - x[i] + prior[i];
    return sum;
  }
  void gradient(std::span<const double> x, std::span<double> g) const override {
    if (broken) throw std::runtime_error("no gradient");
    for (std::size_t i = 0; i < x.size(); ++i) g[i] = std::log(x[i] / prior[i]);
  }
  void hessian_diagonal(std::span<const double> x, std::span<double> h) const override {
    for (std::size_t i = 0; i < x.size(); ++i) h[i] = 1 / x[i];
  }
};

// Rows 1 2 3 / 4 5 6 / 7 8 9 with given row sums and column sums.
EntropyProblem three_by_three(const Values& row_sums, const Values& column_sums) {
  EntropyProblem problem({1, 2, 3, 4, 5, 6, 7, 8, 9});
  for (int i = 0; i < 3; ++i) problem.add_sum({3 * i, 3 * i + 1, 3 * i + 2}, row_sums[i], row_sums[i]);
  for (int j = 0; j < 3; ++j) problem.add_sum({j, j + 3, j + 6}, column_sums[j], column_sums[j]);
  return problem;
}

}  // namespace

TEST_CASE("the entropy projection on one sum scales every entry alike, over ten orders of magnitude") {
  EntropyProblem problem({1e-7, 1e-3, 1.0, 30.0, 1000.0});
  const double total = std::accumulate(problem.prior.begin(), problem.prior.end(), 0.0);
  problem.add_sum({0, 1, 2, 3, 4}, 1.1 * total, 1.1 * total);
  const OptimizationReport report = minimise_with_ipopt(problem, 1e-9);
  CHECK(report.solved);
  CHECK(report.constraint_violation <= 1e-9);
  for (std::size_t i = 0; i < problem.prior.size(); ++i) {
    CAPTURE(i);
    CHECK(report.x[i] / problem.prior[i] == doctest::Approx(1.1).epsilon(1e-6));
  }
  CHECK(report.objective == doctest::Approx(total * (1.1 * std::log(1.1) - 0.1)).epsilon(1e-6));
}

TEST_CASE("balancing keeps cross ratios although its sums are linearly dependent") {
  const OptimizationReport report = minimise_with_ipopt(three_by_three({9, 14, 22}, {13, 15, 17}), 1e-9);
  CHECK(report.solved);
  // Multiplying rows and columns, as RAS does, leaves x_ij x_kl / (x_il x_kj) as it was.
  const auto& x = report.x;
  CHECK(x[0] * x[4] / (x[1] * x[3]) == doctest::Approx(1.0 * 5 / (2 * 4)).epsilon(1e-6));
  CHECK(x[4] * x[8] / (x[5] * x[7]) == doctest::Approx(5.0 * 9 / (6 * 8)).epsilon(1e-6));
  CHECK(x[0] + x[1] + x[2] == doctest::Approx(9.0).epsilon(1e-9));
  CHECK(x[0] + x[3] + x[6] == doctest::Approx(13.0).epsilon(1e-9));
}

TEST_CASE("a problem without a degree of freedom is not called solved") {
  EntropyProblem problem({1, 2, 3});
  problem.add_sum({0, 1, 2}, 9, 9);
  problem.add_sum({1, 2}, 7, 7);
  problem.lower_bound[2] = problem.upper_bound[2] = 3;
  const OptimizationReport report = minimise_with_ipopt(problem, 1e-9);
  CHECK(!report.solved);
  CHECK(report.message == "no degree of freedom");
}

TEST_CASE("a table that is balanced stays as it is") {
  const OptimizationReport report = minimise_with_ipopt(three_by_three({6, 15, 24}, {12, 15, 18}), 1e-9);
  CHECK(report.solved);
  for (int i = 0; i < 9; ++i) CHECK(report.x[i] == doctest::Approx(i + 1.0).epsilon(1e-6));
  CHECK(std::abs(report.objective) < 1e-9);
}

TEST_CASE("bounds and ranges hold, and slack ones do not matter") {
  EntropyProblem problem({1, 2, 3});
  problem.add_sum({0, 1, 2}, 9, 12);
  problem.upper_bound[2] = 3.5;
  const OptimizationReport report = minimise_with_ipopt(problem, 1e-9);
  CHECK(report.solved);
  // entry 2 at its bound, the lower end of the range binds: the other two share 5.5 in the proportion 1 : 2
  CHECK(report.x[2] == doctest::Approx(3.5).epsilon(1e-6));
  CHECK(report.x[2] <= 3.5);
  CHECK(report.x[0] == doctest::Approx(5.5 / 3).epsilon(1e-6));
  CHECK(report.x[1] == doctest::Approx(11.0 / 3).epsilon(1e-6));
}

TEST_CASE("a variable whose bounds coincide keeps its value") {
  EntropyProblem problem({1, 2, 3});
  problem.add_sum({0, 1, 2}, 9, 9);
  problem.lower_bound[0] = problem.upper_bound[0] = 1;
  const OptimizationReport report = minimise_with_ipopt(problem, 1e-9);
  CHECK(report.solved);
  CHECK(report.x[0] == 1);
  CHECK(report.x[1] == doctest::Approx(3.2).epsilon(1e-6));
}

TEST_CASE("sums that contradict each other are reported with the violation") {
  const OptimizationReport report = minimise_with_ipopt(three_by_three({6, 15, 24}, {12, 15, 19}), 1e-9);
  CHECK(!report.solved);
  CHECK(report.constraint_violation > 0.1);
  CHECK(!report.message.empty());
}

TEST_CASE("an exception of the problem does not cross Ipopt and its text is kept") {
  EntropyProblem problem({1, 2});
  problem.add_sum({0, 1}, 4, 4);
  problem.broken = true;
  const OptimizationReport report = minimise_with_ipopt(problem, 1e-9);
  CHECK(!report.solved);
  CHECK(report.message.find("no gradient") != std::string::npos);
}
