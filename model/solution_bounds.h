// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "model/conditions.h"

namespace etslink {

// What a solution must keep to beside its residual, which is measured against the benchmark: where a market has shrunk
// to nothing the residual is small at any price.
inline constexpr double largest_price = 1e12;  // of a commodity, relative to the benchmark
// That of a resource whose rent vanishes falls with a high power of its demand, and the equilibrium is sound: this is a
// bound of arithmetic alone.
inline constexpr double smallest_price = 1e-200;
inline constexpr double largest_level = 1e6;         // of an activity; levels may tend to zero
inline constexpr double largest_permit_price = 1e6;  // [USD/t]
inline constexpr double largest_missed_part = 1e-3;  // of the emissions that a cap leaves: cap - emissions

// Why the unknowns x are no solution though their residual is small; empty: nothing speaks against it.
[[nodiscard]] std::string objection_to_solution(const Economy& economy, const TableOfContents& table,
                                                std::span<const double> x);

}  // namespace etslink
