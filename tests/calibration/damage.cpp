// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/damage.h"

#include <toml++/toml.h>

#include <cstdlib>
#include <random>
#include <sstream>
#include <utility>

#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink::test {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, char separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i ? std::string(1, separator) : "") + parts[i];
  return text;
}

// Fields of a line; commas inside quotes do not count.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted)
      fields.emplace_back();
    else
      fields.back() += c;
  }
  return fields;
}

int line_count(const std::vector<std::string>& lines) {
  return static_cast<int>(lines.size()) - (lines.back().empty() ? 1 : 0);
}

// What a cell becomes, beside being empty or gone.
std::vector<std::string> replacements(const std::string& cell) {
  std::vector<std::string> result = {"", "abc", "NaN", "1e999", "99999999999999999999"};
  char* end = nullptr;
  const double number = std::strtod(cell.c_str(), &end);
  if (cell.empty() || *end != '\0') return result;
  result.push_back(shortest_text(1000 * number));
  result.push_back(shortest_text(-number));
  result.emplace_back("0");
  return result;
}

void add_line_damages(std::vector<Damage>& result, const std::string& file, int lines) {
  for (int line = 0; line < lines; ++line) {
    result.push_back({file, Damage::Kind::delete_line, line, 0, "", ""});
    result.push_back({file, Damage::Kind::repeat_line, line, 0, "", ""});
    if (line + 1 < lines) result.push_back({file, Damage::Kind::swap_lines, line, 0, "", ""});
  }
}

// Paths of all keys below a node.
void list_keys(const toml::node& node, const std::string& path, std::vector<std::string>& keys) {
  if (!path.empty()) keys.push_back(path);
  if (const toml::table* table = node.as_table())
    for (const auto& [key, child] : *table)
      list_keys(child, path.empty() ? std::string(key.str()) : path + "|" + std::string(key.str()), keys);
  if (const toml::array* array = node.as_array())
    for (std::size_t i = 0; i < array->size(); ++i) list_keys(*array->get(i), path + "|" + std::to_string(i), keys);
}

// The node that holds the last step of a path, and that step.
std::pair<toml::node*, std::string> holder(toml::table& top, const std::string& path) {
  std::vector<std::string> steps = split(path, '|');
  toml::node* node = &top;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i)
    node = node->is_table() ? node->as_table()->get(steps[i]) : node->as_array()->get(std::stoul(steps[i]));
  return {node, steps.back()};
}

const std::string place_of_value = "@value@";

// The text with the damaged value in its place, where it has one.
std::string with_value(std::string text, const std::string& value) {
  const auto at = text.find(place_of_value);
  if (at == std::string::npos) return text;
  return text.replace(at - 1, place_of_value.size() + 2, value);  // with the quotes around it
}

std::string damaged_recipe(const std::string& text, const Damage& damage) {
  toml::table top = toml::parse(text);
  const auto [node, step] = holder(top, damage.key);
  if (damage.kind == Damage::Kind::delete_key) {
    if (node->is_table())
      node->as_table()->erase(step);
    else
      node->as_array()->erase(node->as_array()->cbegin() + std::stol(step));
  } else {
    // The value is put into the text: the library can't print an array with an infinite number in it.
    if (node->is_table())
      node->as_table()->insert_or_assign(step, place_of_value);
    else
      node->as_array()->replace(node->as_array()->cbegin() + std::stol(step), place_of_value);
  }
  std::ostringstream out;
  out << top << '\n';
  return with_value(out.str(), damage.value);
}

}  // namespace

std::string Damage::text() const {
  static const char* const words[] = {"delete line", "repeat line",   "swap line",  "remove cell",
                                      "set cell",    "delete column", "delete key", "set key"};
  std::string what = words[static_cast<int>(kind)];
  if (!key.empty()) return what + " " + key + (value.empty() ? "" : " = " + value) + " of " + file;
  what += " " + std::to_string(kind == Kind::delete_column ? column + 1 : line + 1);
  if (kind == Kind::remove_cell || kind == Kind::set_cell) what += ", " + std::to_string(column + 1);
  if (kind == Kind::set_cell) what += " to '" + value + "'";
  return what + " of " + file;
}

bool Damage::is_deletion() const {
  return kind == Kind::delete_line || kind == Kind::remove_cell || kind == Kind::delete_column ||
         kind == Kind::delete_key || (kind == Kind::set_cell && value.empty());
}

std::vector<Damage> csv_damages(const std::string& file, const std::string& text) {
  const std::vector<std::string> lines = split(text, '\n');
  std::vector<Damage> result;
  add_line_damages(result, file, line_count(lines));
  for (int line = 0; line < line_count(lines); ++line) {
    const std::vector<std::string> fields = fields_of(lines[line]);
    for (int column = 0; column < static_cast<int>(fields.size()); ++column) {
      if (line == 0) result.push_back({file, Damage::Kind::delete_column, 0, column, "", ""});
      result.push_back({file, Damage::Kind::remove_cell, line, column, "", ""});
      for (const std::string& value : replacements(fields[column]))
        result.push_back({file, Damage::Kind::set_cell, line, column, value, ""});
    }
  }
  return result;
}

std::vector<Damage> random_csv_damages(const std::string& file, const std::string& text, int count) {
  const std::vector<std::string> lines = split(text, '\n');
  const auto line_number = static_cast<unsigned>(line_count(lines));
  std::mt19937 random(1);
  std::vector<Damage> result;
  for (int i = 0; i < count; ++i) {
    Damage damage{file, Damage::Kind::set_cell, static_cast<int>(random() % line_number), 0, "", ""};
    const std::vector<std::string> fields = fields_of(lines[damage.line]);
    damage.column = static_cast<int>(random() % fields.size());
    const auto kind = random() % 8;  // half of them change a cell
    if (kind < 4) {
      const std::vector<std::string> values = replacements(fields[damage.column]);
      damage.value = values[random() % values.size()];
    } else if (kind == 4) {
      damage.kind = Damage::Kind::repeat_line;
    } else if (kind == 5 && damage.line + 1 < static_cast<int>(line_number)) {
      damage.kind = Damage::Kind::swap_lines;
    } else {
      damage.kind = kind == 6 ? Damage::Kind::delete_column : Damage::Kind::delete_line;
    }
    result.push_back(damage);
  }
  return result;
}

std::vector<Damage> toml_damages(const std::string& file, const std::string& text) {
  std::vector<Damage> result;
  add_line_damages(result, file, line_count(split(text, '\n')));
  std::vector<std::string> keys;
  const toml::table top = toml::parse(text);
  list_keys(top, "", keys);
  for (const std::string& key : keys) {
    result.push_back({file, Damage::Kind::delete_key, 0, 0, "", key});
    for (const char* value : {"\"\"", "\"abc\"", "-1", "0", "0.5", "1000000", "9223372036854775807", "nan", "inf",
                              "true", "[]", "{}", "[\"abc\"]", "{abc = 1}"})
      result.push_back({file, Damage::Kind::set_key, 0, 0, value, key});
  }
  return result;
}

std::string damaged(const std::string& text, const Damage& damage) {
  if (!damage.key.empty()) return damaged_recipe(text, damage);
  std::vector<std::string> lines = split(text, '\n');
  const auto at = lines.begin() + damage.line;
  if (damage.kind == Damage::Kind::delete_line) lines.erase(at);
  if (damage.kind == Damage::Kind::repeat_line) lines.insert(at, std::string(*at));
  if (damage.kind == Damage::Kind::swap_lines) std::swap(*at, *(at + 1));
  const auto edit = [&](std::string& line) {
    std::vector<std::string> fields = fields_of(line);
    if (damage.kind == Damage::Kind::set_cell)
      fields[damage.column] = damage.value;
    else
      fields.erase(fields.begin() + damage.column);
    line = join(fields, ',');
  };
  if (damage.kind == Damage::Kind::set_cell || damage.kind == Damage::Kind::remove_cell) edit(*at);
  if (damage.kind == Damage::Kind::delete_column)
    for (int line = 0; line < line_count(lines); ++line) edit(lines[line]);
  return join(lines, '\n');
}

}  // namespace etslink::test
