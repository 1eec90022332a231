// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "model/graph.h"

// Economies with shocks: endowments, productivity and tax rates that a scenario changes (docs/instruments.md, S1).
namespace etslink {

// Changes a number of the graph, on top of what other shocks have made of it. Factors are above 0.
void shock_endowment(Economy& economy, int endowment, double factor);
// An input becomes so many times as productive: of the quantity it had, a part is enough, at as many times the price.
void shock_productivity(Economy& economy, int edge, double factor);
// kind: output_tax (of an activity), tax or export_tax (of an edge); `rate` instead of that of the benchmark.
void shock_rate(Economy& economy, ShockedNumber::Kind kind, int index, double rate);

// Has an economy shocks, those to needs and transfers included? Tax rates from which a paid carbon price is taken out
// (model/paid_carbon_prices.h) move along the path as shocks do, and are among them.
[[nodiscard]] bool has_shocks(const Economy& economy);
// Has it others than these: what the scenario states?
[[nodiscard]] bool has_stated_shocks(const Economy& economy);

// Puts instruments and shocks to their size at a position of the path, 0 to 1. Shocks that are kept stay.
void move_along_path(Economy& economy, double path);

// Lets shocks have their full size on the whole path: what moves along it are policies on carbon alone.
void keep_shocks(Economy& economy);

// The graph with the endowments, productivity and taxes of the benchmark: what benchmark data are read from.
class AtBenchmark {
 public:
  explicit AtBenchmark(const Economy& economy);  // the economy must outlive it
  [[nodiscard]] const Economy& economy() const { return copy_ ? *copy_ : economy_; }

 private:
  const Economy& economy_;
  std::optional<Economy> copy_;  // where there are shocks
};

}  // namespace etslink
