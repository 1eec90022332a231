// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace etslink {

// Dimensions of the table that the sequence is made from: Boost.Random's, whose polynomials and initial numbers are
// those of S. Joe and F. Y. Kuo (2008), Constructing Sobol sequences with better two-dimensional projections, SIAM
// Journal on Scientific Computing 30, 2635-2654.
inline constexpr int most_sobol_dimensions = 3667;

// Sobol' sequence in the order of the Gray code (Antonov and Saleev 1979), each dimension scrambled by a random lower
// triangular binary matrix and a digital shift (Matousek 1998), which keep its even spread.
class SobolSequence {
 public:
  // At most most_sobol_dimensions.
  SobolSequence(int dimensions, std::uint64_t seed);
  [[nodiscard]] static SobolSequence unscrambled(int dimensions);

  // Coordinate of point `index` in (0, 1): the middle of one of 2^32 parts; index < 2^32.
  [[nodiscard]] double coordinate(std::uint32_t index, int dimension) const;
  // The same as 32 binary digits behind the point.
  [[nodiscard]] std::uint32_t digits(std::uint32_t index, int dimension) const;

 private:
  explicit SobolSequence(int dimensions);
  void scramble(std::uint64_t seed);

  using Directions = std::array<std::uint32_t, 32>;
  std::vector<Directions> directions_;
  std::vector<std::uint32_t> shift_;
};

}  // namespace etslink
