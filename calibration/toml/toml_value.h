// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// A value of a TOML file that knows its place and its dotted name, so that every message names file, line and key.
// The as_* functions throw InputError where the value has another type.
class TomlValue {
 public:
  enum class Kind { text, number, boolean, list, table, date };

  TomlValue(Kind kind, std::string name, SourceLocation at) : kind_(kind), name_(std::move(name)), at_(std::move(at)) {}
  static TomlValue of_text(std::string text, std::string name, SourceLocation at);
  static TomlValue of_number(double number, std::string name, SourceLocation at);
  static TomlValue of_boolean(bool value, std::string name, SourceLocation at);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is(Kind kind) const { return kind_ == kind; }
  [[nodiscard]] const std::string& name() const { return name_; }  // "market.CHN.cap", empty for the whole file
  [[nodiscard]] const SourceLocation& at() const { return at_; }

  [[nodiscard]] const std::string& as_text() const;
  [[nodiscard]] double as_number() const;  // finite
  [[nodiscard]] bool as_boolean() const;
  [[nodiscard]] const std::vector<TomlValue>& as_list() const;
  [[nodiscard]] std::vector<std::string> as_texts() const;  // a list of texts
  [[nodiscard]] const TomlValue& as_table() const;          // itself
  [[nodiscard]] const std::string& as_choice(const std::vector<std::string>& allowed) const;

  // Of a table: written in braces, so that whoever puts it in the place of another means the whole.
  [[nodiscard]] bool is_inline() const { return is_inline_; }
  void mark_inline() { is_inline_ = true; }
  // The same value at the same place under another name, with the names of all that it holds.
  [[nodiscard]] TomlValue renamed(const std::string& name) const;

  // Entries of a table in the order of the file; the key is the last part of each entry's name.
  [[nodiscard]] const std::vector<std::pair<std::string, TomlValue>>& entries() const { return entries_; }
  [[nodiscard]] std::vector<std::string> keys() const;
  [[nodiscard]] const TomlValue* find(const std::string& key) const;  // null where the key is absent
  [[nodiscard]] const TomlValue& require_key(const std::string& key) const;
  // InputError with the nearest name for a key that is not in the list.
  void expect_keys(const std::vector<std::string>& allowed) const;
  [[noreturn]] void fail(const std::string& message) const { throw InputError(at_, message); }  // at this value

  void append(TomlValue item) { items_.push_back(std::move(item)); }
  void insert(const std::string& key, TomlValue value) { entries_.emplace_back(key, std::move(value)); }
  // Replaces or adds the value at a path of keys, with the tables on the way: --set on top of a file.
  void replace(const std::vector<std::string>& path, TomlValue value);

 private:
  [[nodiscard]] std::string described() const;  // "'market.CHN.share'", or "the file"
  [[noreturn]] void fail_type(const std::string& expected) const;

  Kind kind_;
  std::string name_;
  SourceLocation at_;
  std::string text_;
  double number_ = 0;
  bool boolean_ = false;
  bool is_inline_ = false;
  std::vector<TomlValue> items_;
  std::vector<std::pair<std::string, TomlValue>> entries_;
};

}  // namespace etslink
