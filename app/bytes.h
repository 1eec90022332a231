// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// Plain numbers and texts in a row of bytes, for the journal of a sweep and between its ranks.
class ByteWriter {
 public:
  template <class Number>
  void put(Number value) {
    static_assert(std::is_arithmetic_v<Number> || std::is_enum_v<Number>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put(const std::string& text) {
    put(text.size());
    bytes_ += text;
  }
  void put(const std::vector<double>& values) {
    put(values.size());
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads in the order of writing; std::logic_error where the bytes end too early.
class ByteReader {
 public:
  explicit ByteReader(const std::string& bytes) : bytes_(bytes) {}

  template <class Number>
  [[nodiscard]] Number get() {
    static_assert(std::is_arithmetic_v<Number> || std::is_enum_v<Number>);
    Number value{};
    std::memcpy(&value, take(sizeof value), sizeof value);
    return value;
  }
  [[nodiscard]] std::string get_text() {
    const auto size = get<std::size_t>();
    return {take(size), size};
  }
  [[nodiscard]] std::vector<double> get_numbers() {
    std::vector<double> values(get<std::size_t>());
    const auto size = values.size() * sizeof(double);
    if (size > 0) std::memcpy(values.data(), take(size), size);
    return values;
  }

 private:
  const char* take(std::size_t size) {
    require(size <= bytes_.size() - position_, "the bytes hold what is read from them");
    position_ += size;
    return bytes_.data() + position_ - size;
  }

  const std::string& bytes_;
  std::size_t position_ = 0;
};

}  // namespace etslink
