// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace etslink {

// Sparsity pattern in compressed rows: entry k of row i, row_start[i] <= k < row_start[i + 1], stands in column
// column[k]. Columns are sorted and unique within a row.
struct SparsePattern {
  int size = 0;
  std::vector<int> row_start;
  std::vector<int> column;

  [[nodiscard]] int entries() const { return static_cast<int>(column.size()); }
};

// A system f(x) = 0 with as many conditions as unknowns. The solvers know nothing else of the model.
class SquareSystem {
 public:
  virtual ~SquareSystem() = default;

  [[nodiscard]] virtual int size() const = 0;

  // Printable names: "price: steel, KOR" and "market clearing: steel, KOR".
  [[nodiscard]] virtual std::string unknown_name(int unknown) const = 0;
  [[nodiscard]] virtual std::string condition_name(int condition) const = 0;

  // The known solution that every path starts from (the benchmark).
  [[nodiscard]] virtual std::span<const double> start() const = 0;

  // Residuals in the norm of the model (each condition divided by its own scale); NaN where f is not defined at x.
  virtual void residual(std::span<const double> x, std::span<double> f) const = 0;

  [[nodiscard]] virtual const SparsePattern& pattern() const = 0;

  // Values of df_i/dx_j in the order of pattern().
  virtual void jacobian(std::span<const double> x, std::span<double> values) const = 0;

  // Block (region) that an unknown belongs to, 0, 1, ...; -1 for the border that couples all blocks.
  [[nodiscard]] virtual int block(int unknown) const = 0;

  // Natural size of an unknown [1 for logarithms]: steps and differences are measured in it.
  [[nodiscard]] virtual double unknown_scale(int unknown) const = 0;

  // Why a point is no solution though its residual is small, as a line for a person: an unknown is out of its bounds,
  // or a condition is met in its scale only because next to nothing is left in it. Empty: it is one.
  [[nodiscard]] virtual std::string objection(std::span<const double> /*x*/) const { return {}; }
};

}  // namespace etslink
