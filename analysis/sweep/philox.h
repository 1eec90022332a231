// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace etslink {

// Philox4x32-10 of Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3: four 32-bit random words as a
// function of a counter and a key. No state: a number does not depend on how many were drawn before, or where.
[[nodiscard]] inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                         std::array<std::uint32_t, 2> key) {
  constexpr std::uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
  constexpr std::uint32_t step0 = 0x9E3779B9, step1 = 0xBB67AE85;
  constexpr int rounds = 10;
  for (int round = 0; round < rounds; ++round) {
    const std::uint64_t product0 = multiplier0 * counter[0], product1 = multiplier1 * counter[2];
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
    key[0] += step0;
    key[1] += step1;
  }
  return counter;
}

// Random numbers of a sweep by the place they are used at.
class PlacedRandom {
 public:
  // What the numbers are for: each purpose has its own.
  enum class Purpose : std::uint32_t { monte_carlo, stratum, position, shift, scrambling };

  PlacedRandom(std::uint64_t seed, Purpose purpose)
      : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
        purpose_(static_cast<std::uint32_t>(purpose)) {}

  [[nodiscard]] std::uint64_t bits(std::uint64_t row, int column) const {
    const auto words = philox({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(row >> 32),
                               static_cast<std::uint32_t>(column), purpose_},
                              key_);
    return static_cast<std::uint64_t>(words[0]) << 32 | words[1];
  }

  // In (0, 1), neither end included: the middle of one of 2^52 parts.
  [[nodiscard]] double uniform(std::uint64_t row, int column) const {
    return (static_cast<double>(bits(row, column) >> 12) + 0.5) * 0x1p-52;
  }

 private:
  std::array<std::uint32_t, 2> key_;
  std::uint32_t purpose_;
};

}  // namespace etslink
