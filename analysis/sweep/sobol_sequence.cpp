// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sobol_sequence.h"

#include <bit>
#include <boost/random/sobol.hpp>

#include "analysis/sweep/philox.h"
#include "model/input_error.h"

namespace etslink {
namespace {

using Table = boost::random::default_sobol_table;
static_assert(Table::max_dimension == most_sobol_dimensions);

constexpr int digit_count = 32;
using Directions = std::array<std::uint32_t, digit_count>;

// Number k of dimension 1 has the digit k alone: the van der Corput sequence.
Directions first_dimension() {
  Directions directions{};
  for (int k = 0; k < digit_count; ++k) directions[k] = 1U << (digit_count - 1 - k);
  return directions;
}

// Recurrence of Bratley and Fox (1988): v_k = c_1 v_(k-1) ^ ... ^ c_s v_(k-s) ^ (v_(k-s) >> s), where c are the
// coefficients of the polynomial of degree s and v_k = m_k 2^(32-k).
// `number` counts the dimensions from the second one on.
Directions directions_of(std::size_t number) {
  const std::uint32_t polynomial = Table::polynomial(number);
  const int degree = std::bit_width(polynomial) - 1;
  Directions v{};
  for (int k = 0; k < degree; ++k) v[k] = std::uint32_t{Table::minit(number, k)} << (digit_count - 1 - k);
  for (int k = degree; k < digit_count; ++k) {
    v[k] = v[k - degree] >> degree;
    for (int back = 1; back <= degree; ++back) {
      if (polynomial >> (degree - back) & 1U) v[k] ^= v[k - back];
    }
  }
  return v;
}

// Product of a binary lower triangular matrix, whose rows stand for digits from the first one on, and a vector.
std::uint32_t product(const Directions& rows, std::uint32_t digits) {
  std::uint32_t result = 0;
  for (int i = 0; i < digit_count; ++i) {
    result |= (std::popcount(rows[i] & digits) & 1U) << (digit_count - 1 - i);
  }
  return result;
}

}  // namespace

SobolSequence::SobolSequence(int dimensions) : shift_(dimensions, 0) {
  require(dimensions >= 0 && dimensions <= most_sobol_dimensions, "the sequence has that many dimensions");
  for (int d = 0; d < dimensions; ++d) directions_.push_back(d == 0 ? first_dimension() : directions_of(d - 1));
}

SobolSequence::SobolSequence(int dimensions, std::uint64_t seed) : SobolSequence(dimensions) { scramble(seed); }

SobolSequence SobolSequence::unscrambled(int dimensions) { return SobolSequence(dimensions); }

void SobolSequence::scramble(std::uint64_t seed) {
  const PlacedRandom shift(seed, PlacedRandom::Purpose::shift), matrix(seed, PlacedRandom::Purpose::scrambling);
  for (int d = 0; d < static_cast<int>(directions_.size()); ++d) {
    shift_[d] = static_cast<std::uint32_t>(shift.bits(0, d));
    Directions rows;
    for (int i = 0; i < digit_count; ++i) {
      const std::uint32_t diagonal = 1U << (digit_count - 1 - i), left = ~(diagonal | (diagonal - 1));
      rows[i] = diagonal | (static_cast<std::uint32_t>(matrix.bits(i, d)) & left);
    }
    for (auto& direction : directions_[d]) direction = product(rows, direction);
  }
}

std::uint32_t SobolSequence::digits(std::uint32_t index, int dimension) const {
  std::uint32_t digits = shift_[dimension];
  for (std::uint32_t gray = index ^ (index >> 1); gray != 0; gray &= gray - 1)
    digits ^= directions_[dimension][std::countr_zero(gray)];
  return digits;
}

double SobolSequence::coordinate(std::uint32_t index, int dimension) const {
  return (digits(index, dimension) + 0.5) * 0x1p-32;
}

}  // namespace etslink
