// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <toml++/toml.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/input_error.h"

namespace etslink {

// One table of a TOML file, read key by key. Every message has file and line; keys that nobody asked for are rejected.
class TomlSection {
 public:
  // `name` as the user writes it, "" for the top of the file.
  TomlSection(const toml::table& table, std::string name, std::string file);

  [[nodiscard]] bool has(const std::string& key);
  // A text in one line, not empty.
  [[nodiscard]] std::string text(const std::string& key);
  // The same; may be empty.
  [[nodiscard]] std::string text_or(const std::string& key, const std::string& otherwise);
  // One of the allowed words.
  [[nodiscard]] std::string choice_or(const std::string& key, const std::string& otherwise,
                                      const std::vector<std::string>& allowed);
  [[nodiscard]] double number(const std::string& key);
  // A number inside [range.first, range.second].
  [[nodiscard]] double number(const std::string& key, std::pair<double, double> range);
  [[nodiscard]] double number_or(const std::string& key, double otherwise, std::pair<double, double> range);
  // A whole number inside [range.first, range.second].
  [[nodiscard]] int integer(const std::string& key, std::pair<int, int> range);
  [[nodiscard]] bool flag_or(const std::string& key, bool otherwise);
  // Texts, each once; empty where absent.
  [[nodiscard]] std::vector<std::string> texts(const std::string& key);
  // name -> number of a sub-table with free keys; empty where absent.
  [[nodiscard]] std::map<std::string, double> numbers(const std::string& key);
  // name -> text of a sub-table with free keys; empty where absent.
  [[nodiscard]] std::map<std::string, std::string> named_texts(const std::string& key);
  [[nodiscard]] std::optional<TomlSection> section(const std::string& key);
  [[nodiscard]] std::vector<TomlSection> sections(const std::string& key);  // [[key]]

  // Rejects the keys of this table that were not asked for.
  void finish() const;
  [[nodiscard]] SourceLocation at() const { return {file_, line_}; }
  [[nodiscard]] SourceLocation at(const std::string& key) const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  [[nodiscard]] const toml::node* find(const std::string& key);
  [[nodiscard]] const toml::node& need(const std::string& key);
  [[nodiscard]] std::string one_line(const toml::node& node, const std::string& key) const;
  [[nodiscard]] std::string qualified(const std::string& key) const;
  [[noreturn]] void wrong_type(const std::string& key, const std::string& wanted) const;

  const toml::table* table_;
  std::string name_, file_;
  int line_ = 0;
  std::vector<std::string> asked_;
};

// Line of every key of a file, by its path as in "energy.patch[0].region".
[[nodiscard]] std::map<std::string, int> key_lines(const toml::table& table);

// Parses a TOML file; a syntax error becomes an InputError with its line.
[[nodiscard]] toml::table parse_toml_file(const std::string& path);

}  // namespace etslink
