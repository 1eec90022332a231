// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/graph.h"

namespace etslink {

// Income of every agent at the benchmark from endowments, taxes and transfers between agents [million USD]; lump sums,
// saving and the current account, which follow from the budgets, are not in it.
[[nodiscard]] std::vector<double> benchmark_income(const Economy& economy);

// Expenditure of every agent at the benchmark on its demand and stock changes, at user prices [million USD].
[[nodiscard]] std::vector<double> benchmark_expenditure(const Economy& economy);

}  // namespace etslink
