// SPDX-License-Identifier: Apache-2.0
#include "model/elasticity_range.h"

#include <cmath>

namespace etslink {
namespace {

// Nearer to 0, where demand is Cobb-Douglas, formulas lose their digits.
constexpr double least_substitution = 0.001;

bool is_substitution(double b) { return std::abs(b) >= least_substitution && b < 1 && b > -largest_elasticity; }
bool is_expansion(double e) { return e > 0 && e <= largest_elasticity; }

}  // namespace

const OwnRange* own_range(const std::string& parameter) {
  static const OwnRange ranges[]{
      {cde_substitution, is_substitution,
       "0.001 to below 1 for all goods of a household, or -0.001 to above -1000 for all (Hanoch 1975)"},
      {cde_expansion, is_expansion, "above 0 to 1000 (Hanoch 1975)"}};
  for (const OwnRange& range : ranges) {
    if (parameter == range.parameter) return &range;
  }
  return nullptr;
}

}  // namespace etslink
