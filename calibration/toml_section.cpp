// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml_section.h"

#include <algorithm>
#include <cmath>

#include "calibration/text_file.h"
#include "calibration/toml_text.h"
#include "model/number_text.h"

namespace etslink {

TomlSection::TomlSection(const toml::table& table, std::string name, std::string file)
    : table_(&table),
      name_(std::move(name)),
      file_(std::move(file)),
      line_(static_cast<int>(table.source().begin.line)) {}

SourceLocation TomlSection::at(const std::string& key) const {
  const toml::node* node = table_->get(key);
  return {file_, node ? static_cast<int>(node->source().begin.line) : line_};
}

std::string TomlSection::qualified(const std::string& key) const { return name_.empty() ? key : name_ + "." + key; }

const toml::node* TomlSection::find(const std::string& key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.push_back(key);
  return table_->get(key);
}

const toml::node& TomlSection::need(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) throw InputError(at(), "missing key '" + qualified(key) + "'");
  return *node;
}

void TomlSection::wrong_type(const std::string& key, const std::string& wanted) const {
  throw InputError(at(key), "'" + qualified(key) + "' must be " + wanted);
}

bool TomlSection::has(const std::string& key) { return find(key) != nullptr; }

std::string TomlSection::text(const std::string& key) {
  const auto value = need(key).value<std::string>();
  if (!value || !need(key).is_string()) wrong_type(key, "a text in quotes");
  return *value;
}

std::string TomlSection::text_or(const std::string& key, const std::string& otherwise) {
  return has(key) ? text(key) : otherwise;
}

std::string TomlSection::choice_or(const std::string& key, const std::string& otherwise,
                                   const std::vector<std::string>& allowed) {
  const std::string value = text_or(key, otherwise);
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
    throw InputError(at(key), "unknown value '" + value + "' of '" + qualified(key) + "'" + suggestion(value, allowed));
  return value;
}

double TomlSection::number(const std::string& key) {
  const toml::node& node = need(key);
  if (!node.is_number()) wrong_type(key, "a number");
  const double value = *node.value<double>();
  if (!std::isfinite(value)) wrong_type(key, "a finite number");
  return value;
}

double TomlSection::number_or(const std::string& key, double otherwise, std::pair<double, double> range) {
  if (!has(key)) return otherwise;
  const double value = number(key);
  if (value < range.first || value > range.second) {
    std::string limits = shortest_text(range.first) + " and " + shortest_text(range.second);
    throw InputError(at(key), "'" + qualified(key) + "' must lie between " + limits);
  }
  return value;
}

int TomlSection::integer(const std::string& key) {
  const toml::node& node = need(key);
  if (!node.is_integer()) wrong_type(key, "a whole number");
  return *node.value<int>();
}

bool TomlSection::flag_or(const std::string& key, bool otherwise) {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  if (!node->is_boolean()) wrong_type(key, "true or false");
  return *node->value<bool>();
}

std::vector<std::string> TomlSection::texts(const std::string& key) {
  std::vector<std::string> result;
  const toml::node* node = find(key);
  if (!node) return result;
  if (!node->is_array()) wrong_type(key, "a list of texts");
  for (const toml::node& item : *node->as_array()) {
    if (!item.is_string()) wrong_type(key, "a list of texts");
    result.push_back(*item.value<std::string>());
  }
  return result;
}

std::map<std::string, double> TomlSection::numbers(const std::string& key) {
  std::map<std::string, double> result;
  auto part = section(key);
  if (!part) return result;
  for (const auto& [name, node] : *part->table_)
    result[std::string(name.str())] = part->number(std::string(name.str()));
  return result;
}

std::map<std::string, std::string> TomlSection::named_texts(const std::string& key) {
  std::map<std::string, std::string> result;
  auto part = section(key);
  if (!part) return result;
  for (const auto& [name, node] : *part->table_) result[std::string(name.str())] = part->text(std::string(name.str()));
  return result;
}

std::optional<TomlSection> TomlSection::section(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  if (!node->is_table()) wrong_type(key, "a table [" + qualified(key) + "]");
  return TomlSection(*node->as_table(), qualified(key), file_);
}

std::vector<TomlSection> TomlSection::sections(const std::string& key) {
  std::vector<TomlSection> result;
  const toml::node* node = find(key);
  if (!node) return result;
  if (!node->is_array_of_tables()) wrong_type(key, "a list of tables [[" + qualified(key) + "]]");
  for (const toml::node& item : *node->as_array()) result.emplace_back(*item.as_table(), qualified(key), file_);
  return result;
}

void TomlSection::finish() const {
  for (const auto& [name, node] : *table_) {
    const std::string key(name.str());
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::string where = name_.empty() ? "" : " in [" + name_ + "]";
    throw InputError(at(key), "unknown key '" + key + "'" + where + suggestion(key, asked_));
  }
}

toml::table parse_toml_file(const std::string& path) { return parse_toml_text(read_text_file(path), path); }

}  // namespace etslink
