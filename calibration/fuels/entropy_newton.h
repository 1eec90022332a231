// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <string>
#include <utility>
#include <vector>

namespace etslink {

// sum of factor times value = right side.
struct LinearCondition {
  std::string name;  // "zero profit: SRV, JPN"
  std::vector<std::pair<int, double>> terms;
  double right_side = 0;
  double softness = 0;  // s: right side - sum = s times multiplier, for a term (right side - sum)^2 / (2 s) of the aim
};

// Values near a prior that meet linear conditions with any factors (balance_by_cross_entropy takes a table and sums of
// its cells). A weight above 1 moves a value more readily, 0 keeps it.
struct EntropyTask {
  Eigen::VectorXd prior, weight;  // prior > 0 where the weight is above 0
  std::vector<LinearCondition> conditions;
};

struct EntropySolution {
  Eigen::VectorXd value;
  int iterations = 0;
  double largest_gap = 0;  // relative to the size of the terms of its condition
  std::string worst;       // name of that condition
};

// Minimises sum (x log(x / prior) - x + prior) / weight subject to the conditions (and to those that are soft as far as
// they cost less) by Newton steps on their multipliers
// (Golan, Judge and Robinson 1994): x = prior exp(weight A' lambda). Ends where the gaps no longer fall.
[[nodiscard]] EntropySolution minimise_entropy(const EntropyTask& problem);

}  // namespace etslink
