// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etslink {

// Elasticities are numbers from 0 to this one. Beyond it goods are perfect substitutes but for rounding: a price that
// is off by the accuracy of the solvers moves all demand.
inline constexpr double largest_elasticity = 1000;
// The parameters of elasticity tables that are prices [USD/t]: the scale of abatement costs of processes, and the
// carbon price that taxes on fuels contain at the benchmark (model/paid_carbon_prices.h).
inline constexpr const char* process_price_scale = "process_xhat";
inline constexpr const char* carbon_price_paid = "carbon_price_paid";

// Parameters of goods in household demand with a constant difference of elasticities, as GTAP calls them.
inline constexpr const char* cde_substitution = "subpar";
inline constexpr const char* cde_expansion = "incpar";

// The range of a parameter that is no elasticity.
struct OwnRange {
  const char* parameter;
  bool (*holds)(double value);
  const char* allowed;  // for messages
};
// nullptr: the parameter is an elasticity, or process_price_scale.
[[nodiscard]] const OwnRange* own_range(const std::string& parameter);

}  // namespace etslink
