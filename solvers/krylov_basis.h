// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "solvers/worker_team.h"

namespace etslink {

// Orthonormal vectors of a Krylov method. Sums run over fixed pieces of the vectors in fixed order, so that the bits do
// not depend on the number of threads. Keeps its memory from one use to the next.
class KrylovBasis {
 public:
  // Length of the vectors from now on.
  void resize(int size);

  // Vector k >= 0, for reading and writing; allocated when it is first asked for.
  [[nodiscard]] std::span<double> vector(int k);

  // Makes vector k orthogonal to those before it, in two passes of classical Gram-Schmidt where one is not enough, and
  // of length 1. coefficients[j], j < k: its part along vector j. Returns the length of what was left, 0 (and leaves
  // it) where that is rounding error or not a number.
  double orthogonalise(int k, std::span<double> coefficients, WorkerTeam& team);

  // sum += weights[0] v_0 + weights[1] v_1 + ...
  void add_combination(std::span<const double> weights, std::span<double> sum, WorkerTeam& team);

  // 2-norm of any vector of that length.
  [[nodiscard]] double norm(std::span<const double> v, WorkerTeam& team);

 private:
  struct Range {
    int first = 0, last = 0;
  };
  void for_chunks(WorkerTeam& team, const std::function<void(int chunk, Range range)>& work);
  void add_partial_sums(std::span<double> result);
  void dot_with_basis(int k, std::span<double> dots, WorkerTeam& team);
  double subtract(int k, std::span<const double> weights, WorkerTeam& team);

  int size_ = 0;
  std::vector<std::vector<double>> vectors_;
  std::vector<double> partial_;  // sums of each chunk
  std::vector<double> dots_;
};

}  // namespace etslink
