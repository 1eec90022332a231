// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

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

// Bytes that no ByteWriter has put into this order, or that of another version of the program.
class WrongBytes : public std::runtime_error {
 public:
  WrongBytes() : std::runtime_error("bytes in another order than they are read in") {}
};

// Reads in the order of writing; WrongBytes where the bytes end too early.
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
  // Number of items that follow, of at least so many bytes each: never more than there is room for.
  [[nodiscard]] std::size_t get_count(std::size_t item_size) {
    const auto count = get<std::size_t>();
    if (count > (bytes_.size() - position_) / item_size) throw WrongBytes();
    return count;
  }
  [[nodiscard]] std::string get_text() {
    const auto size = get_count(1);
    return {take(size), size};
  }
  [[nodiscard]] std::vector<double> get_numbers() {
    std::vector<double> values(get_count(sizeof(double)));
    const auto size = values.size() * sizeof(double);
    if (size > 0) std::memcpy(values.data(), take(size), size);
    return values;
  }
  // WrongBytes where anything is left.
  void expect_end() const {
    if (position_ != bytes_.size()) throw WrongBytes();
  }

 private:
  const char* take(std::size_t size) {
    if (size > bytes_.size() - position_) throw WrongBytes();
    position_ += size;
    return bytes_.data() + position_ - size;
  }

  const std::string& bytes_;
  std::size_t position_ = 0;
};

}  // namespace etslink
