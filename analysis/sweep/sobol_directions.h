// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace etslink {

inline constexpr int most_sobol_dimensions = 128;

// What the direction numbers of one dimension are made from.
struct SobolDirections {
  std::uint32_t polynomial;                 // coefficients as bits, of degree 1 to 10
  std::array<std::uint32_t, 10> initial{};  // as many as the degree; 0 behind
};

// Of the dimensions 2, 3, ...; the first one has no polynomial.
extern const std::array<SobolDirections, most_sobol_dimensions - 1> sobol_directions;

}  // namespace etslink
