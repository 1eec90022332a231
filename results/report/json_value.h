// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace etslink {

// A value of a JSON document: nothing, true or false, a number, a text, a list, or an object whose keys keep their
// order. A number that is not finite is written as null.
class JsonValue {
 public:
  using List = std::vector<JsonValue>;
  using Object = std::vector<std::pair<std::string, JsonValue>>;

  JsonValue() = default;
  JsonValue(bool value) : value_(value) {}
  template <std::integral Whole>
  JsonValue(Whole value) : value_(static_cast<long long>(value)) {}
  JsonValue(double value) : value_(value) {}
  JsonValue(std::string text) : value_(std::move(text)) {}
  JsonValue(const char* text) : value_(std::string(text)) {}
  JsonValue(List items) : value_(std::move(items)) {}
  JsonValue(Object entries) : value_(std::move(entries)) {}
  template <class Item>
  static JsonValue list_of(const std::vector<Item>& items) {
    return JsonValue(List(items.begin(), items.end()));
  }

  // Adds to an object, replaces what has the key there.
  void set(const std::string& key, JsonValue value);
  void append(JsonValue value);  // to a list

  using Value = std::variant<std::monostate, bool, long long, double, std::string, List, Object>;
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

// The document and a line break: in one line, or with entries in lines of their own, indented by two blanks. Bytes that
// are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(const JsonValue& value, bool is_indented = false);

}  // namespace etslink
