// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/solution_fit.h"

#include <doctest/doctest.h>

#include <cmath>

namespace etslink {
namespace {

std::vector<Axis> two_axes() {
  std::vector<Axis> axes(2);
  axes[0].distribution = {Distribution::Kind::uniform, {5, 60}};
  axes[1].distribution = {Distribution::Kind::log_normal, {1, 0.3}};
  return axes;
}

// A quadratic of the first axis and of the logarithm of the second, and a constant.
std::vector<double> solution(double cap, double factor) {
  const double y = std::log(factor);
  return {1 + 0.1 * cap - 2 * y + 0.01 * cap * cap + 0.3 * cap * y - 0.7 * y * y, 0.3};
}

Eigen::MatrixXd points(int count) {
  Eigen::MatrixXd result(count, 2);
  for (int i = 0; i < count; ++i) result.row(i) << 5 + (7 * i) % 55, 0.5 + 0.13 * ((5 * i) % 11);
  return result;
}

std::vector<std::vector<double>> solutions(const Eigen::MatrixXd& samples) {
  std::vector<std::vector<double>> result;
  for (Eigen::Index i = 0; i < samples.rows(); ++i) result.push_back(solution(samples(i, 0), samples(i, 1)));
  return result;
}

}  // namespace

TEST_CASE("a fit finds a quadratic, of logarithms where the distribution is log-normal, whatever samples have failed") {
  const Eigen::MatrixXd samples = points(SolutionFit::wanted(2, 1000));
  REQUIRE(samples.rows() == 36);
  auto found = solutions(samples);
  found[0].clear();
  found[4].clear();
  const SolutionFit fit(two_axes(), samples, found);
  REQUIRE(!fit.is_empty());
  const std::vector<double> point = {33.3, 0.77}, predicted = fit.predict(point), exact = solution(33.3, 0.77);
  CHECK(predicted[0] == doctest::Approx(exact[0]).epsilon(1e-7));
  CHECK(predicted[1] == 0.3);  // to the last digit: what no axis changes is no matter of a fit
}

TEST_CASE("a fit comes near what is no quadratic, and nearer with more solutions") {
  std::vector<double> error;
  for (const int count : {12, 36}) {
    const Eigen::MatrixXd samples = points(count);
    auto found = solutions(samples);
    for (int i = 0; i < count; ++i) found[i][0] = std::exp(0.02 * samples(i, 0)) / samples(i, 1);
    const std::vector<double> point = {33.3, 0.77};
    error.push_back(std::abs(SolutionFit(two_axes(), samples, found).predict(point)[0] - std::exp(0.666) / 0.77));
  }
  CHECK(error[0] < 0.01);
  CHECK(error[1] < 0.5 * error[0]);
}

TEST_CASE("fewer solutions than a fit needs are a fit of nothing") {
  const Eigen::MatrixXd samples = points(SolutionFit::wanted(2, 192));
  REQUIRE(samples.rows() == 12);
  CHECK(SolutionFit::wanted(2, 191) == 0);
  auto found = solutions(samples);
  for (std::size_t i = 7; i < found.size(); ++i) found[i].clear();
  CHECK(SolutionFit(two_axes(), samples, found).is_empty());
  CHECK(SolutionFit().is_empty());
}

}  // namespace etslink
