// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/activity_terms.h"
#include "model/conditions.h"
#include "model/sinks.h"
#include "solvers/square_system.h"

namespace etslink {

// Evaluates all terms of an economy: residuals and the Jacobian in its fixed pattern. Terms are grouped into chunks,
// one per region and one for budgets and world markets; chunks run in parallel, and what they add to rows of other
// chunks goes through buffers that are added in a fixed order.
class Assembly {
 public:
  Assembly(const Economy& economy, const TableOfContents& table);

  [[nodiscard]] const SparsePattern& pattern() const { return pattern_; }

  void residual(std::span<const double> x, std::span<double> f, int threads) const;
  void jacobian(std::span<const double> x, std::span<double> values, int threads) const;
  // Sum of the absolute values of the terms of each condition, scaled as its residual.
  void magnitudes(std::span<const double> x, std::span<double> size, int threads) const;
  // Books prices, quantities, emissions and incomes into a state.
  void book(std::span<const double> x, EquilibriumState& state) const;

 private:
  // Where the values of one chunk go, and what its rows receive from the buffer: pairs (position in the buffer,
  // target).
  struct Places {
    std::vector<std::vector<int>> of_chunk;                  // per chunk: place of its k-th value
    std::vector<std::vector<std::pair<int, int>>> received;  // per chunk that owns the row
    int buffer_size = 0;
  };

  template <class Sink>
  void add_terms(int chunk, Sink& sink) const;
  template <class Sink>
  void evaluate(const Places& places, std::span<const double> x, std::span<double> result, int threads) const;
  void record();
  void place(std::vector<DistinctEntries>& entries);
  [[nodiscard]] EvaluationPoint point(std::span<const double> x) const;
  [[nodiscard]] int chunk_count() const { return static_cast<int>(activities_.size()); }

  const Economy& economy_;
  const TableOfContents& table_;
  std::vector<const ProcessEmission*> processes_;
  std::vector<std::vector<int>> activities_;  // per chunk
  std::vector<int> row_owner_;                // chunk of each row
  std::vector<double> row_weight_;
  std::vector<char> is_logarithm_;  // per unknown
  SparsePattern pattern_;
  Places row_places_, entry_places_;
};

}  // namespace etslink
