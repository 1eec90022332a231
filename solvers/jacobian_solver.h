// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "solvers/block_preconditioner.h"
#include "solvers/gmres.h"
#include "solvers/sparse_matrix.h"
#include "solvers/square_system.h"
#include "solvers/worker_team.h"

namespace etslink {

// What a linear solve aims at.
struct LinearTarget {
  double tolerance = 0;      // on the 2-norm of right side - J solution, relative to that of the right side
  int gmres_vectors = 60;    // kept before GMRES restarts
  int max_iterations = 120;  // of GMRES with new factors; tens are usual
  bool verified = false;     // the residual is computed before it is believed
};

// Linear solves with the Jacobian of a system: GMRES preconditioned by its blocks. Factors are kept when the Jacobian
// changes, as long as that is cheaper than factorising anew; work is counted in operations, never in time, so that
// results repeat.
class JacobianSolver {
 public:
  explicit JacobianSolver(const SquareSystem& system);  // analyses pattern and blocks

  // Is a system of that pattern and those blocks?
  [[nodiscard]] bool fits(const SquareSystem& system) const;

  // Evaluates the Jacobian at x. Why that failed, if it did: then nothing may be solved until it succeeds.
  [[nodiscard]] std::string evaluate(const SquareSystem& system, std::span<const double> x);

  void factorise(WorkerTeam& team);

  // Solves for a solution with the Jacobian or its transpose. Where GMRES misses the target the report says so and
  // the solution is the best found. The residual of the transpose is measured in the natural sizes of the unknowns.
  GmresReport solve(std::span<const double> right_side, std::span<double> solution, const LinearTarget& target,
                    WorkerTeam& team);
  GmresReport solve_transposed(std::span<const double> right_side, std::span<double> solution,
                               const LinearTarget& target, WorkerTeam& team);

  [[nodiscard]] bool is_factorised_here() const { return factors_ == Factors::of_this_jacobian; }
  [[nodiscard]] int factorisations() const { return factorisations_; }      // since the object was made
  [[nodiscard]] int gmres_iterations() const { return gmres_iterations_; }  // since the object was made
  [[nodiscard]] int singular_parts() const { return singular_parts_; }      // of the last factorisation

 private:
  enum class Factors { none, of_another_jacobian, of_this_jacobian };

  GmresReport run(const LinearProblem& problem, std::span<double> solution, const LinearTarget& target,
                  WorkerTeam& team);
  [[nodiscard]] double iteration_cost() const;
  [[nodiscard]] double iterations_per_build() const { return preconditioner_.build_cost() / iteration_cost(); }
  void learn(const GmresReport& report, double gained, bool fresh);

  bool scale_rows();
  std::span<const double> scaled_rows(std::span<const double> v);

  SparseMatrix jacobian_;  // with columns multiplied by the scale of their unknown, tiny rows by their row_factor_
  std::vector<int> block_of_;
  std::vector<double> scale_;                       // of each unknown
  std::vector<int> scaled_entry_, scaled_unknown_;  // entries of columns whose scale is not 1
  BlockPreconditioner preconditioner_;
  Gmres gmres_;
  std::vector<double> row_factor_, wanted_factor_;  // of each row: in use, and by the last Jacobian
  bool has_tiny_rows_ = false;                      // is a factor not 1?
  std::vector<double> scaled_;
  Factors factors_ = Factors::none;
  double per_digit_ = 0;  // iterations for each decimal digit of the residual, when the factors were new
  double excess_ = 0;     // iterations beyond that since then
  int factorisations_ = 0, gmres_iterations_ = 0, singular_parts_ = 0;
};

}  // namespace etslink
