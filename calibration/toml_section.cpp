// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml_section.h"

#include <algorithm>
#include <cmath>

#include "calibration/text_encoding.h"
#include "calibration/text_file.h"
#include "calibration/toml_text.h"
#include "model/number_text.h"

namespace etslink {

TomlSection::TomlSection(const toml::table& table, std::string name, std::string file)
    : table_(&table),
      name_(std::move(name)),
      file_(std::move(file)),
      line_(std::max(1, static_cast<int>(table.source().begin.line))) {}

SourceLocation TomlSection::at(const std::string& key) const {
  const toml::node* node = table_->get(key);
  return {file_, node ? std::max(1, static_cast<int>(node->source().begin.line)) : line_};
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

std::string TomlSection::one_line(const toml::node& node, const std::string& key) const {
  if (!node.is_string()) wrong_type(key, "a text in quotes");
  std::string text = *node.value<std::string>();
  if (has_control_character(text)) wrong_type(key, "a text in one line");
  return text;
}

std::string TomlSection::text(const std::string& key) {
  std::string text = one_line(need(key), key);
  if (text.empty()) wrong_type(key, "a text that is not empty");
  return text;
}

std::string TomlSection::text_or(const std::string& key, const std::string& otherwise) {
  const toml::node* node = find(key);
  return node ? one_line(*node, key) : otherwise;
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
  // nothing for a whole number that a double can't hold
  const std::optional<double> value = node.value<double>();
  if (!value || !std::isfinite(*value)) wrong_type(key, "a finite number");
  return *value;
}

double TomlSection::number(const std::string& key, std::pair<double, double> range) {
  return has(key) ? number_or(key, 0, range) : number(key);
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

int TomlSection::integer(const std::string& key, std::pair<int, int> range) {
  const std::optional<std::int64_t> value = need(key).value_exact<std::int64_t>();
  if (!value) wrong_type(key, "a whole number");
  if (*value < range.first || *value > range.second)
    wrong_type(key, "a whole number from " + std::to_string(range.first) + " to " + std::to_string(range.second));
  return static_cast<int>(*value);
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
    std::string text = one_line(item, key);
    if (text.empty()) wrong_type(key, "a list of texts, none of them empty");
    if (std::find(result.begin(), result.end(), text) != result.end())
      throw InputError(at(key), "'" + text + "' is given twice in '" + qualified(key) + "'");
    result.push_back(std::move(text));
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

namespace {

void add_key_lines(const toml::node& node, const std::string& path, std::map<std::string, int>& lines) {
  if (!path.empty()) lines[path] = std::max(1, static_cast<int>(node.source().begin.line));
  if (const toml::table* table = node.as_table())
    for (const auto& [key, child] : *table)
      add_key_lines(child, (path.empty() ? "" : path + ".") + std::string(key.str()), lines);
  if (const toml::array* array = node.as_array())
    for (std::size_t i = 0; i < array->size(); ++i)
      add_key_lines(*array->get(i), path + "[" + std::to_string(i) + "]", lines);
}

}  // namespace

std::map<std::string, int> key_lines(const toml::table& table) {
  std::map<std::string, int> lines;
  add_key_lines(table, "", lines);
  return lines;
}

toml::table parse_toml_file(const std::string& path) { return parse_toml_text(read_text_file(path), path); }

}  // namespace etslink
