// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "analysis/sweep/design.h"

namespace etslink {
namespace {

using Kind = Distribution::Kind;

SweepDesign quadrature(int degree, const std::vector<Distribution>& distributions) {
  SweepPlan plan;
  plan.design = DesignKind::quadrature;
  plan.degree = degree;
  for (const auto& distribution : distributions) plan.axes.push_back({"", {}, AxisApply::set, distribution, {}});
  return make_design(plan);
}

double integral(const SweepDesign& design, const std::function<double(const Eigen::VectorXd&)>& f) {
  double sum = 0;
  for (int i = 0; i < design.samples(); ++i) sum += design.weights[i] * f(design.values.row(i));
  return sum;
}

// Uniform, triangular and normal by turns, with mean 0 and deviation 1.
std::vector<Distribution> standard_distributions(int count) {
  const double side = std::sqrt(3.0), foot = std::sqrt(6.0);
  const Distribution all[] = {
      {Kind::uniform, {-side, side}}, {Kind::triangular, {-foot, 0, foot}}, {Kind::normal, {0, 1}}};
  std::vector<Distribution> list;
  for (int i = 0; i < count; ++i) list.push_back(all[i % 3]);
  return list;
}

// E[x^k] of standard_distributions, k = 0..5.
double moment(int axis, int power) {
  if (power % 2 == 1) return 0;
  const double fourth[] = {1.8, 2.4, 3};
  return power < 4 ? 1 : fourth[axis % 3];
}

// Calls check for every exponent vector of a total degree of at most `left`.
void for_each_monomial(std::vector<int>& powers, std::size_t axis, int left, const std::function<void()>& check) {
  if (axis == powers.size()) return check();
  for (powers[axis] = 0; powers[axis] <= left; ++powers[axis])
    for_each_monomial(powers, axis + 1, left - powers[axis], check);
  powers[axis] = 0;
}

}  // namespace

TEST_CASE("a quadrature integrates every monomial up to its degree exactly, for any mix of distributions") {
  for (const int degree : {3, 5}) {
    for (int n = 1; n <= 6; ++n) {
      const auto design = quadrature(degree, standard_distributions(n));
      CHECK(design.samples() == (degree == 3 ? 2 * n : 2 * n * n + 1));
      std::vector<int> powers(n, 0);
      for_each_monomial(powers, 0, degree, [&] {
        double expected = 1;
        for (int a = 0; a < n; ++a) expected *= moment(a, powers[a]);
        const double value = integral(design, [&](const Eigen::VectorXd& x) {
          double product = 1;
          for (int a = 0; a < n; ++a) product *= std::pow(x[a], powers[a]);
          return product;
        });
        CAPTURE(degree);
        CAPTURE(n);
        CHECK(std::abs(value - expected) < 1e-12);
      });
    }
  }
}

TEST_CASE("a quadrature of degree 3 misses a fourth moment that one of degree 5 has") {
  const auto fourth = [](const Eigen::VectorXd& x) { return std::pow(x[0], 4); };
  CHECK(std::abs(integral(quadrature(3, standard_distributions(2)), fourth) - 1.8) > 0.1);
  CHECK(std::abs(integral(quadrature(5, standard_distributions(2)), fourth) - 1.8) < 1e-12);
}

TEST_CASE("a quadrature comes near known integrals of smooth functions") {
  // E[exp(x + y/2)] of uniform x, y in [0.5, 1.5]: (e^1.5 - e^0.5) 2 (e^0.75 - e^0.25)
  const std::vector<Distribution> uniform(2, {Kind::uniform, {0.5, 1.5}});
  const auto exponential = [](const Eigen::VectorXd& x) { return std::exp(x[0] + x[1] / 2); };
  const double exact = (std::exp(1.5) - std::exp(0.5)) * 2 * (std::exp(0.75) - std::exp(0.25));
  CHECK(integral(quadrature(3, uniform), exponential) == doctest::Approx(exact).epsilon(1e-3));
  CHECK(integral(quadrature(5, uniform), exponential) == doctest::Approx(exact).epsilon(2e-5));

  // E[cos x] of a normal x: exp(-1/2)
  const auto cosine = [](const Eigen::VectorXd& x) { return std::cos(x[0]); };
  CHECK(integral(quadrature(5, {{Kind::normal, {0, 1}}}), cosine) == doctest::Approx(std::exp(-0.5)).epsilon(0.015));
}

TEST_CASE("log-normal axes are integrated in their logarithm") {
  // E[(ln x)^4] of median 1 and sigma s: 3 s^4; E[ln x ln y] = 0
  const auto design = quadrature(5, {{Kind::log_normal, {1, 0.4}}, {Kind::log_normal, {2, 0.3}}});
  const auto fourth = [](const Eigen::VectorXd& x) { return std::pow(std::log(x[0]), 4); };
  CHECK(integral(design, fourth) == doctest::Approx(3 * std::pow(0.4, 4)).epsilon(1e-12));
}

TEST_CASE("quadrature points stay inside bounded distributions") {
  for (const int degree : {3, 5}) {
    const auto design = quadrature(degree, std::vector<Distribution>(5, {Kind::uniform, {0, 1}}));
    CHECK(design.values.minCoeff() > 0);
    CHECK(design.values.maxCoeff() < 1);
    CHECK(std::accumulate(design.weights.begin(), design.weights.end(), 0.0) == doctest::Approx(1).epsilon(1e-14));
  }
}

}  // namespace etslink
