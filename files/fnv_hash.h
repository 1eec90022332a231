// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace etslink {

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): finds what a bad sector or a torn write changed, any
// one byte with certainty. Not proof against intent.
class FnvHash {
 public:
  FnvHash() = default;
  // Goes on from another hash, so that the value depends on what went into that one as well.
  explicit FnvHash(std::uint64_t before) : state_(before) {}

  FnvHash& add(std::string_view bytes) {
    for (const char byte : bytes) add_byte(static_cast<unsigned char>(byte));
    return *this;
  }
  FnvHash& add(double number) {
    for (auto bits = std::bit_cast<std::uint64_t>(number), i = std::uint64_t{0}; i < 8; ++i, bits >>= 8U)
      add_byte(bits & 0xffU);
    return *this;
  }

  [[nodiscard]] std::uint64_t value() const { return state_; }
  [[nodiscard]] std::string hex() const {
    std::string text(16, '0');
    for (std::size_t i = 0; i < 16; ++i) text[15 - i] = "0123456789abcdef"[(state_ >> (4 * i)) & 15U];
    return text;
  }

 private:
  void add_byte(std::uint64_t byte) { state_ = (state_ ^ byte) * 0x100000001b3U; }

  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace etslink
