// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_section.h"

#include "calibration/toml/key_record.h"
#include "calibration/toml/toml_numbers.h"

namespace etslink {
namespace {

// Does one of the candidates look as if it was meant?
bool is_near(const std::string& name, const std::vector<std::string>& candidates) {
  return !candidates.empty() && suggestion(name, candidates).starts_with("; did you mean");
}

std::string full_line(const TomlValue& value) {
  std::string text = read_line(value);
  if (text.empty()) value.fail("'" + value.name() + "' must be a text that is not empty");
  return text;
}

}  // namespace

TomlSection::TomlSection(const TomlValue& table) : table_(&table.as_table()) {
  if (KeyRecord* record = KeyRecord::active()) ++record->of(at().file, name()).times_read;
}

SourceLocation TomlSection::at(const std::string& key) const {
  const TomlValue* value = table_->find(key);
  return value != nullptr ? value->at() : at();
}

bool TomlSection::is_asked(const std::string& key) const {
  return std::find(asked_.begin(), asked_.end(), key) != asked_.end();
}

const TomlValue* TomlSection::find(const std::string& key) {
  if (!is_asked(key)) {
    asked_.push_back(key);
    if (KeyRecord* record = KeyRecord::active()) record->of(at().file, name()).asked.try_emplace(key);
  }
  return table_->find(key);
}

const TomlValue& TomlSection::need(const std::string& key) {
  const bool is_new = !is_asked(key);
  const TomlValue* value = find(key);
  if (KeyRecord* record = KeyRecord::active(); record != nullptr && is_new) ++record->of(at().file, name()).asked[key];
  if (value == nullptr) fail("missing key '" + key + "'" + (name().empty() ? "" : " in [" + name() + "]"));
  return *value;
}

std::string TomlSection::text(const std::string& key) { return full_line(need(key)); }

std::string TomlSection::text_or(const std::string& key, const std::string& otherwise) {
  const TomlValue* value = find(key);
  return value != nullptr ? read_line(*value) : otherwise;
}

double TomlSection::number(const std::string& key, std::pair<double, double> range) {
  return read_between(need(key), range.first, range.second);
}

double TomlSection::number_or(const std::string& key, double otherwise, std::pair<double, double> range) {
  return has(key) ? number(key, range) : otherwise;
}

int TomlSection::integer(const std::string& key, std::pair<int, int> range) {
  return static_cast<int>(read_whole(need(key), range.first, range.second));
}

bool TomlSection::flag_or(const std::string& key, bool otherwise) {
  read(key, read_flag, otherwise);
  return otherwise;
}

std::vector<std::string> TomlSection::texts(const std::string& key) {
  std::vector<std::string> result;
  const TomlValue* value = find(key);
  if (value == nullptr) return result;
  static_cast<void>(value->as_texts());
  for (const TomlValue& item : value->as_list()) {
    std::string text = full_line(item);
    if (std::find(result.begin(), result.end(), text) != result.end())
      item.fail("'" + text + "' is given twice in '" + value->name() + "'");
    result.push_back(std::move(text));
  }
  return result;
}

std::map<std::string, double> TomlSection::numbers(const std::string& key) {
  std::map<std::string, double> result;
  const TomlValue* part = find(key);
  if (part == nullptr) return result;
  for (const auto& [name, value] : part->as_table().entries()) result[name] = value.as_number();
  return result;
}

std::map<std::string, std::string> TomlSection::named_texts(const std::string& key) {
  std::map<std::string, std::string> result;
  const TomlValue* part = find(key);
  if (part == nullptr) return result;
  for (const auto& [name, value] : part->as_table().entries()) result[name] = full_line(value);
  return result;
}

std::optional<TomlSection> TomlSection::section(const std::string& key) {
  const TomlValue* value = find(key);
  if (value == nullptr) return std::nullopt;
  return TomlSection(*value);
}

TomlSection TomlSection::need_section(const std::string& key) {
  auto part = section(key);
  if (!part) fail("missing table [" + (name().empty() ? key : name() + "." + key) + "]");
  return *part;
}

std::vector<TomlSection> TomlSection::sections(const std::string& key) {
  std::vector<TomlSection> result;
  const TomlValue* value = find(key);
  if (value == nullptr) return result;
  if (!value->is(TomlValue::Kind::list)) value->fail("'" + value->name() + "' must be a list of tables [[...]]");
  for (const TomlValue& item : value->as_list()) result.emplace_back(item);
  return result;
}

void TomlSection::refuse(const std::string& key, const TomlValue& value,
                         const std::vector<std::string>& allowed) const {
  value.fail("unknown key '" + key + "'" + (name().empty() ? "" : " in [" + name() + "]") + suggestion(key, allowed));
}

void TomlSection::finish() const {
  for (const auto& [key, value] : table_->entries()) {
    if (!is_asked(key)) refuse(key, value, asked_);
  }
}

void TomlSection::fail(const std::string& message) const {
  std::vector<std::string> absent = asked_;
  std::erase_if(absent, [&](const std::string& key) { return table_->find(key) != nullptr; });
  for (const auto& [key, value] : table_->entries()) {
    if (!is_asked(key) && is_near(key, absent)) refuse(key, value, absent);
  }
  table_->fail(message);
}

namespace {

void add_key_lines(const TomlValue& value, const std::string& path, std::map<std::string, int>& lines) {
  if (!path.empty()) lines[path] = value.at().line;
  for (const auto& [key, entry] : value.entries()) add_key_lines(entry, (path.empty() ? "" : path + ".") + key, lines);
  if (!value.is(TomlValue::Kind::list)) return;
  for (std::size_t i = 0; i < value.as_list().size(); ++i)
    add_key_lines(value.as_list()[i], path + "[" + std::to_string(i) + "]", lines);
}

}  // namespace

std::map<std::string, int> key_lines(const TomlValue& root) {
  std::map<std::string, int> lines;
  add_key_lines(root, "", lines);
  return lines;
}

}  // namespace etslink
