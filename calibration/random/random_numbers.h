// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace etslink {

// Pseudo-random numbers that are the same wherever the program is built: the engine is fixed by the C++ standard, the
// distributions of its library are not and are not used.
class RandomNumbers {
 public:
  explicit RandomNumbers(std::uint64_t seed) : engine_(seed) {}

  // In [0, 1), from the upper 53 bits.
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + (high - low) * uniform(); }
  bool chance(double probability) { return uniform() < probability; }

  // About normal with mean 0 and deviation 1: the sum of four uniform numbers, which has no far tails.
  double bell() {
    double sum = 0;
    for (int i = 0; i < 4; ++i) sum += uniform();
    return (sum - 2) * std::sqrt(3.0);
  }
  // About log-normal with median 1.
  double around_one(double deviation) { return std::exp(deviation * bell()); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace etslink
