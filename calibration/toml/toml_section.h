// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calibration/toml/toml_value.h"

namespace etslink {

// One table of a TOML file, read key by key: what was asked for is what is allowed. Every message has file, line and
// key. The table must outlive it.
class TomlSection {
 public:
  explicit TomlSection(const TomlValue& table);  // InputError where it is no table

  [[nodiscard]] const TomlValue& table() const { return *table_; }
  [[nodiscard]] const std::string& name() const { return table_->name(); }  // "market.CHN"; empty for the whole file
  [[nodiscard]] const SourceLocation& at() const { return table_->at(); }
  [[nodiscard]] SourceLocation at(const std::string& key) const;  // of its value, or of the table where it is absent

  // Values as they are.
  [[nodiscard]] const TomlValue* find(const std::string& key);  // null where the key is absent
  [[nodiscard]] const TomlValue& need(const std::string& key);
  [[nodiscard]] bool has(const std::string& key) { return find(key) != nullptr; }
  void allow(const std::string& key) { static_cast<void>(find(key)); }  // a key that somebody else reads

  // Where the key is present, its value by a function such as those of toml_numbers.h; else the target stays.
  template <class Read, class Target>
  void read(const std::string& key, const Read& read_value, Target& target) {
    if (const TomlValue* value = find(key)) target = read_value(*value);
  }
  // What one of the allowed words stands for; where the key is absent, the target stays.
  template <class Choice>
  using Words = std::vector<std::pair<std::string, Choice>>;
  template <class Choice>
  void choose(const std::string& key, const Words<Choice>& words, Choice& target) {
    const TomlValue* value = find(key);
    if (value == nullptr) return;
    std::vector<std::string> allowed;
    for (const auto& word : words) allowed.push_back(word.first);
    const std::string& chosen = value->as_choice(allowed);
    target = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.first == chosen; })->second;
  }

  [[nodiscard]] std::string text(const std::string& key);                                   // in one line, not empty
  [[nodiscard]] std::string text_or(const std::string& key, const std::string& otherwise);  // in one line
  [[nodiscard]] double number(const std::string& key, std::pair<double, double> range);     // limits allowed
  [[nodiscard]] double number_or(const std::string& key, double otherwise, std::pair<double, double> range);
  [[nodiscard]] int integer(const std::string& key, std::pair<int, int> range);
  [[nodiscard]] bool flag_or(const std::string& key, bool otherwise);
  // Texts in one line, each once and not empty; empty where absent.
  [[nodiscard]] std::vector<std::string> texts(const std::string& key);
  // name -> number, or text, of a sub-table with free keys; empty where absent.
  [[nodiscard]] std::map<std::string, double> numbers(const std::string& key);
  [[nodiscard]] std::map<std::string, std::string> named_texts(const std::string& key);
  [[nodiscard]] std::optional<TomlSection> section(const std::string& key);
  [[nodiscard]] TomlSection need_section(const std::string& key);
  [[nodiscard]] std::vector<TomlSection> sections(const std::string& key);  // [[key]]; empty where absent

  // Rejects a key of the table that nobody asked for, with the nearest one that somebody did.
  void finish() const;
  // InputError at the table; about a misspelt key instead, where one looks like a key that was asked for in vain.
  [[noreturn]] void fail(const std::string& message) const;

 private:
  [[nodiscard]] bool is_asked(const std::string& key) const;
  [[noreturn]] void refuse(const std::string& key, const TomlValue& value,
                           const std::vector<std::string>& allowed) const;

  const TomlValue* table_;
  std::vector<std::string> asked_;
};

// A table read as a whole: read(section), and no key that it does not ask for.
template <class Read>
auto read_section(const TomlValue& table, const Read& read) {
  TomlSection section(table);
  auto result = read(section);
  section.finish();
  return result;
}

// Line of every key of a file, by its path as in "energy.patch[0].region".
[[nodiscard]] std::map<std::string, int> key_lines(const TomlValue& root);

}  // namespace etslink
