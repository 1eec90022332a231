// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace etslink {

// A vector of plain records whose first `Inline` elements stand in the object itself. World tables have millions of
// edges with a few margins each: no allocation for these. Hardly any have charges, which are elsewhere, so that others
// have no space for them.
template <class T, std::uint32_t Inline>
class SmallVector {
  static_assert(std::is_trivially_copyable_v<T>, "elements are copied as bytes");

 public:
  SmallVector() = default;
  SmallVector(const SmallVector& other) { assign(other); }
  SmallVector(SmallVector&& other) noexcept { swap(other); }
  SmallVector& operator=(const SmallVector& other) {
    if (this != &other) assign(other);
    return *this;
  }
  SmallVector& operator=(SmallVector&& other) noexcept {
    swap(other);
    return *this;
  }
  ~SmallVector() { delete[] heap_; }

  void push_back(const T& value) {
    const T copy = value;  // it may be an element that moves
    if (size_ == capacity_) grow(2 * capacity_ + 1);
    data()[size_++] = copy;
  }
  void clear() { size_ = 0; }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] T* begin() { return data(); }
  [[nodiscard]] T* end() { return data() + size_; }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + size_; }
  [[nodiscard]] T& operator[](std::size_t i) { return data()[i]; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return data()[i]; }
  [[nodiscard]] T& front() { return data()[0]; }
  [[nodiscard]] const T& front() const { return data()[0]; }

 private:
  [[nodiscard]] T* data() { return Inline == 0 || heap_ ? heap_ : inline_.data(); }
  [[nodiscard]] const T* data() const { return Inline == 0 || heap_ ? heap_ : inline_.data(); }

  void grow(std::uint32_t capacity) {
    T* larger = new T[capacity];
    std::copy(begin(), end(), larger);
    delete[] heap_;
    heap_ = larger;
    capacity_ = capacity;
  }
  void assign(const SmallVector& other) {
    if (other.size_ > capacity_) grow(other.size_);
    std::copy(other.begin(), other.end(), data());
    size_ = other.size_;
  }
  void swap(SmallVector& other) noexcept {
    std::swap(heap_, other.heap_);
    std::swap(inline_, other.inline_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  T* heap_ = nullptr;
  std::uint32_t size_ = 0, capacity_ = Inline;
  [[no_unique_address]] std::array<T, Inline> inline_{};
};

}  // namespace etslink
