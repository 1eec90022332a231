// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "solvers/krylov_basis.h"
#include "solvers/worker_team.h"

namespace etslink {

// y = L x for a linear map L; x and y do not overlap.
using LinearMap = std::function<void(std::span<const double> x, std::span<double> y)>;

// A x = b; precondition is a linear map near A^-1.
struct LinearProblem {
  LinearMap multiply;
  LinearMap precondition;
  std::span<const double> right_side;
};

struct GmresOptions {
  double residual = 1e-10;   // aimed at: 2-norm of b - A x
  int max_iterations = 300;  // products with A
  int restart = 60;          // vectors kept
  bool verified = false;     // compute b - A x itself before it is believed: one more product
};

struct GmresReport {
  int iterations = 0;
  double residual = 0;  // 2-norm of b - A x, by recurrence unless verified
  bool converged = false;
};

// Restarted GMRES (Saad and Schultz 1986) with the preconditioner on the right: the residual it makes small is that of
// the problem itself. Same bits for any number of threads. Keeps the memory of its vectors from one solve to the next.
class Gmres {
 public:
  // Improves the first guess x; x = 0 costs no product.
  GmresReport solve(const LinearProblem& problem, std::span<double> x, const GmresOptions& options, WorkerTeam& team);

 private:
  struct Cycle;

  double first_vector(const LinearProblem& problem, std::span<const double> x, WorkerTeam& team);
  [[nodiscard]] bool extend(const LinearProblem& problem, Cycle& cycle, WorkerTeam& team);
  void add_correction(const LinearProblem& problem, const Cycle& cycle, std::span<double> x, WorkerTeam& team);

  KrylovBasis basis_;
  std::vector<double> work_, correction_;
};

}  // namespace etslink
