// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "solvers/block_preconditioner.h"
#include "solvers/gmres.h"
#include "solvers/klu_factors.h"
#include "solvers/krylov_basis.h"
#include "solvers/sparse_matrix.h"
#include "solvers/worker_team.h"

using namespace etslink;

namespace {

// [4 0 1; 0 3 0; 2 0 5] by columns.
KluFactors small_factors() { return KluFactors({3, {0, 2, 3, 5}, {0, 2, 1, 0, 2}}); }

// A dense 5 x 5 matrix with a strong diagonal, in the sparse form.
SparseMatrix dense_matrix() {
  SparsePattern pattern{5, {0}, {}};
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) pattern.column.push_back(j);
    pattern.row_start.push_back(pattern.entries());
  }
  SparseMatrix matrix(pattern);
  for (int k = 0; k < 25; ++k) matrix.values()[k] = (k % 6 == 0 ? 4 : 0) + std::sin(k * k);
  return matrix;
}

double distance(std::span<const double> a, std::span<const double> b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

}  // namespace

TEST_CASE("a team of workers does each piece of work once, loop after loop") {
  WorkerTeam team(3);
  std::vector<int> done(1000);
  for (int loop = 0; loop < 200; ++loop) team.run(1000, [&](int i) { ++done[i]; });
  CHECK(done == std::vector<int>(1000, 200));
}

TEST_CASE("an exception in a team of workers reaches the caller, and the team works on") {
  WorkerTeam team(2);
  const auto fail = [](int i) {
    if (i == 37) throw std::runtime_error("37");
  };
  CHECK_THROWS_WITH_AS(team.run(100, fail), "37", std::runtime_error);
  std::atomic<int> sum = 0;
  team.run(100, [&](int i) { sum += i; });
  CHECK(sum == 4950);
}

TEST_CASE("KLU solves with a matrix, its transpose, several right sides and new values") {
  KluFactors factors = small_factors();
  REQUIRE(factors.factorise(std::vector<double>{4, 2, 3, 1, 5}));
  std::vector<double> b = {5, 3, 7, 4, 0, 2};
  factors.solve(b);
  CHECK(distance(b, std::vector<double>{1, 1, 1, 1, 0, 0}) < 1e-14);
  b = {6, 3, 6};
  factors.solve_transposed(b);
  CHECK(distance(b, std::vector<double>{1, 1, 1}) < 1e-14);
  REQUIRE(factors.factorise(std::vector<double>{1, 2, 3, 1, -5}));
  b = {2, 3, -3};
  factors.solve(b);
  CHECK(distance(b, std::vector<double>{1, 1, 1}) < 1e-14);
}

TEST_CASE("KLU takes new pivots where the old ones have become zero or small") {
  KluFactors factors = small_factors();
  for (const double small : {0.0, 1e-9}) {
    CAPTURE(small);
    REQUIRE(factors.factorise(std::vector<double>{4, 2, 3, 1, 5}));
    REQUIRE(factors.factorise(std::vector<double>{small, 2, 3, 1, small}));
    std::vector<double> b = {7 + 2 * small, 3, 4 + 7 * small};
    factors.solve(b);
    CHECK(distance(b, std::vector<double>{2, 1, 7}) < 1e-14);
    REQUIRE(factors.factorise(std::vector<double>{4, 2, 3, 1, 5}));
    REQUIRE(factors.factorise(std::vector<double>{4, small, 3, small, 5}));
    b = {8 + 7 * small, 3, 35 + 2 * small};
    factors.solve(b);
    CHECK(distance(b, std::vector<double>{2, 1, 7}) < 1e-14);
  }
}

TEST_CASE("a singular matrix is shifted until it can be factorised, and is given up as soon as it need not be") {
  KluFactors factors = small_factors();
  for (const std::vector<double>& singular : {std::vector<double>{4, 2, 3, 2, 1}, std::vector<double>(5, 0.0)}) {
    CHECK_FALSE(factors.factorise(singular));
    std::vector<double> b = {1, 1, 1};
    factors.solve(b);
    CHECK(std::isfinite(b[0] + b[1] + b[2]));
  }
  CHECK(factors.factorise(std::vector<double>{4, 2, 3, 1, 5}));
  std::vector<double> b = {5, 3, 7};
  factors.solve(b);
  CHECK(distance(b, std::vector<double>{1, 1, 1}) < 1e-14);
}

TEST_CASE("a preconditioner whose blocks have no entries between them is the inverse, also transposed") {
  SparseMatrix matrix = dense_matrix();
  const std::vector<int> block = {2, -1, 0, 2, -1};
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      if (block[i] >= 0 && block[j] >= 0 && block[i] != block[j]) matrix.values()[5 * i + j] = 0;
    }
  }
  WorkerTeam team(2);
  BlockPreconditioner preconditioner(matrix.pattern(), block);
  CHECK(preconditioner.factorise(matrix.values(), team) == 0);
  const std::vector<double> x = {1, 2, 3, 4, 5};
  std::vector<double> product(5), back(5);
  matrix.multiply(x, product, team);
  preconditioner.apply(product, back, team);
  CHECK(distance(back, x) < 1e-13);
  matrix.multiply_transposed(x, product, team);
  preconditioner.apply_transposed(product, back, team);
  CHECK(distance(back, x) < 1e-13);
}

TEST_CASE("a transposed product is that with rows and columns exchanged") {
  SparseMatrix matrix = dense_matrix();
  WorkerTeam team(1);
  std::vector<double> unit(5), forward(5), backward(5);
  for (int j = 0; j < 5; ++j) {
    std::fill(unit.begin(), unit.end(), 0.0);
    unit[j] = 1;
    matrix.multiply(unit, forward, team);
    matrix.multiply_transposed(unit, backward, team);
    for (int i = 0; i < 5; ++i) {
      CHECK(forward[i] == matrix.values()[5 * i + j]);
      CHECK(backward[i] == matrix.values()[5 * j + i]);
    }
  }
}

TEST_CASE("vectors of a Krylov basis are made orthonormal, nearly parallel ones as well") {
  WorkerTeam team(2);
  KrylovBasis basis;
  basis.resize(10000);
  for (int k = 0; k < 4; ++k) {
    for (int i = 0; i < 10000; ++i) basis.vector(k)[i] = std::sin(i) + (k == 0 ? 0 : 1e-7 * std::cos(k * i));
    std::vector<double> coefficients(k);
    CHECK(basis.orthogonalise(k, coefficients, team) > 0);
  }
  for (int j = 0; j < 4; ++j) {
    for (int k = 0; k < 4; ++k) {
      const auto a = basis.vector(j), b = basis.vector(k);
      CHECK(std::abs(std::inner_product(a.begin(), a.end(), b.begin(), 0.0) - (j == k ? 1 : 0)) < 1e-12);
    }
  }
  const auto repeated = basis.vector(4), first = basis.vector(0);
  std::copy(first.begin(), first.end(), repeated.begin());
  std::vector<double> coefficients(4);
  CHECK(basis.orthogonalise(4, coefficients, team) == 0);
}

TEST_CASE("GMRES without a preconditioner solves a system of 5 in 5 steps, or with restarts in more") {
  const SparseMatrix matrix = dense_matrix();
  WorkerTeam team(1);
  const std::vector<double> x = {1, -2, 3, -4, 5};
  std::vector<double> b(5), found(5);
  matrix.multiply(x, b, team);
  const LinearProblem problem{[&](auto from, auto to) { matrix.multiply(from, to, team); },
                              [](auto from, auto to) { std::copy(from.begin(), from.end(), to.begin()); }, b};
  Gmres gmres;
  const GmresReport whole = gmres.solve(problem, found, {.residual = 1e-12, .verified = true}, team);
  CHECK(whole.converged);
  CHECK(whole.iterations == 5);
  CHECK(distance(found, x) < 1e-12);
  std::fill(found.begin(), found.end(), 0.0);
  const GmresReport restarted = gmres.solve(problem, found, {.residual = 1e-12, .restart = 3}, team);
  CHECK(restarted.converged);
  CHECK(restarted.iterations > 5);
  CHECK(distance(found, x) < 1e-11);
  std::fill(found.begin(), found.end(), 0.0);
  const GmresReport stopped = gmres.solve(problem, found, {.residual = 1e-12, .max_iterations = 2}, team);
  CHECK_FALSE(stopped.converged);
  CHECK(stopped.iterations == 2);
  CHECK(stopped.residual > 1e-12);
}
