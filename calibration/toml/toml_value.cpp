// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_value.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "calibration/toml/key_record.h"
#include "calibration/toml/toml_names.h"

namespace etslink {
namespace {

std::string with_article(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::text:
      return "a text";
    case TomlValue::Kind::number:
      return "a number";
    case TomlValue::Kind::boolean:
      return "true or false";
    case TomlValue::Kind::list:
      return "a list";
    case TomlValue::Kind::table:
      return "a table";
    case TomlValue::Kind::date:
      return "a date or time";
  }
  return "";
}

}  // namespace

TomlValue TomlValue::of_text(std::string text, std::string name, SourceLocation at) {
  TomlValue value(Kind::text, std::move(name), std::move(at));
  value.text_ = std::move(text);
  return value;
}

TomlValue TomlValue::of_number(double number, std::string name, SourceLocation at) {
  TomlValue value(Kind::number, std::move(name), std::move(at));
  value.number_ = number;
  return value;
}

TomlValue TomlValue::of_boolean(bool boolean, std::string name, SourceLocation at) {
  TomlValue value(Kind::boolean, std::move(name), std::move(at));
  value.boolean_ = boolean;
  return value;
}

std::string TomlValue::described() const { return name_.empty() ? "the file" : "'" + name_ + "'"; }

void TomlValue::fail_type(const std::string& expected) const {
  fail(described() + " must be " + expected + ", not " + with_article(kind_));
}

const std::string& TomlValue::as_text() const {
  if (kind_ != Kind::text) fail_type("a text");
  return text_;
}

double TomlValue::as_number() const {
  if (kind_ != Kind::number) fail_type("a number");
  if (!std::isfinite(number_)) fail(described() + " must be a finite number");
  return number_;
}

bool TomlValue::as_boolean() const {
  if (kind_ != Kind::boolean) fail_type("true or false");
  return boolean_;
}

const std::vector<TomlValue>& TomlValue::as_list() const {
  if (kind_ != Kind::list) fail_type("a list");
  return items_;
}

std::vector<std::string> TomlValue::as_texts() const {
  if (kind_ != Kind::list) fail_type("a list of texts");
  std::vector<std::string> texts;
  for (const auto& item : items_) texts.push_back(item.as_text());
  return texts;
}

const TomlValue& TomlValue::as_table() const {
  if (kind_ != Kind::table) fail_type("a table");
  return *this;
}

const std::string& TomlValue::as_choice(const std::vector<std::string>& allowed) const {
  const auto& word = as_text();
  if (KeyRecord* record = KeyRecord::active()) record->of(at_.file, name_).words.insert(allowed.begin(), allowed.end());
  if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
    fail(described() + " can't be '" + word + "'" + suggestion(word, allowed));
  }
  return word;
}

TomlValue TomlValue::renamed(const std::string& name) const {
  TomlValue result = *this;
  result.name_ = name;
  for (auto& item : result.items_) item = item.renamed(name);
  for (auto& [key, entry] : result.entries_) entry = entry.renamed(name.empty() ? key : name + "." + key);
  return result;
}

std::vector<std::string> TomlValue::keys() const {
  std::vector<std::string> keys;
  for (const auto& entry : entries_) keys.push_back(entry.first);
  return keys;
}

const TomlValue* TomlValue::find(const std::string& key) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) { return entry.first == key; });
  return found == entries_.end() ? nullptr : &found->second;
}

const TomlValue& TomlValue::require_key(const std::string& key) const {
  if (KeyRecord* record = KeyRecord::active()) ++record->of(at_.file, name_).asked[key];
  const auto* value = find(key);
  if (value == nullptr) fail("missing key '" + key + "'" + (name_.empty() ? "" : " in [" + name_ + "]"));
  return *value;
}

void TomlValue::expect_keys(const std::vector<std::string>& allowed) const {
  if (KeyRecord* record = KeyRecord::active()) {
    auto& known = record->of(at_.file, name_);
    ++known.times_read;
    for (const auto& key : allowed) known.asked.try_emplace(key);
  }
  expect_names(*this, allowed);
}

void expect_names(const TomlValue& table, const std::vector<std::string>& allowed) {
  const auto& name = table.name();
  for (const auto& [key, value] : table.as_table().entries()) {
    if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
    value.fail("unknown key '" + key + "'" + (name.empty() ? "" : " in [" + name + "]") + suggestion(key, allowed));
  }
}

void TomlValue::replace(const std::vector<std::string>& path, TomlValue value) {
  require(!path.empty(), "a path has a key");
  TomlValue* table = this;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool is_last = i + 1 == path.size();
    auto& entries = table->entries_;
    auto entry = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == path[i]; });
    if (entry == entries.end()) {
      const auto name = table->name_.empty() ? path[i] : table->name_ + "." + path[i];
      table->insert(path[i], TomlValue(Kind::table, name, value.at_));
      entry = std::prev(entries.end());
    }
    if (!is_last && !entry->second.is(Kind::table))
      entry->second = TomlValue(Kind::table, entry->second.name_, value.at_);
    table = &entry->second;
  }
  *table = std::move(value);
}

}  // namespace etslink
