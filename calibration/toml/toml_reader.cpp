// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_reader.h"

#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

#include "calibration/text_encoding.h"
#include "calibration/toml/toml_keys.h"

namespace etslink {
namespace {

// Turns the nodes of toml++ into values that know their place.
class Converter {
 public:
  Converter(std::string source, bool has_lines) : source_(std::move(source)), has_lines_(has_lines) {}

  [[nodiscard]] SourceLocation place(const toml::source_region& region) const {
    return {source_, has_lines_ ? static_cast<int>(region.begin.line) : 0};
  }

  [[nodiscard]] TomlValue value(const toml::node& node, const std::string& name, const SourceLocation& at) const {
    if (const auto* items = node.as_table()) return table(*items, name, at);
    if (const auto* items = node.as_array()) return list(*items, name, at);
    if (const auto* text = node.as_string()) return TomlValue::of_text(plain(text->get(), at), name, at);
    if (const auto* boolean = node.as_boolean()) return TomlValue::of_boolean(boolean->get(), name, at);
    if (const auto* number = node.as_floating_point()) return TomlValue::of_number(number->get(), name, at);
    if (const auto* integer = node.as_integer()) {
      return TomlValue::of_number(static_cast<double>(integer->get()), name, at);
    }
    return {TomlValue::Kind::date, name, at};
  }

  // toml++ sorts keys by name; the order of scenarios and markets is that of the file.
  [[nodiscard]] TomlValue table(const toml::table& table, const std::string& name, const SourceLocation& at) const {
    std::vector<std::pair<const toml::key*, const toml::node*>> entries;
    for (const auto& [key, node] : table) entries.emplace_back(&key, &node);
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      const auto& left = a.first->source().begin;
      const auto& right = b.first->source().begin;
      return std::tie(left.line, left.column) < std::tie(right.line, right.column);
    });
    TomlValue result(TomlValue::Kind::table, name, at);
    if (table.is_inline()) result.mark_inline();
    for (const auto& [key, node] : entries) {
      const auto key_text = plain_key(std::string(key->str()), place(key->source()));
      result.insert(key_text, value(*node, name.empty() ? key_text : name + "." + key_text, place(key->source())));
    }
    return result;
  }

 private:
  // Texts and keys become names in results, tables and messages. TOML can write any character as an escape sequence.
  [[nodiscard]] static const std::string& plain(const std::string& text, const SourceLocation& at) {
    std::string one_line = text;
    std::erase_if(one_line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    if (has_control_character(one_line))
      throw InputError(at, "'" + printable(text) + "' holds a control character; allowed: text, line breaks and tabs");
    return text;
  }
  [[nodiscard]] static std::string plain_key(const std::string& key, const SourceLocation& at) {
    if (key.empty()) throw InputError(at, "a key is empty; allowed: a name");
    if (has_control_character(key))
      throw InputError(at, "key '" + printable(key) + "' holds a control character; allowed: text in one line");
    return key;
  }

  [[nodiscard]] TomlValue list(const toml::array& array, const std::string& name, const SourceLocation& at) const {
    TomlValue result(TomlValue::Kind::list, name, at);
    for (const auto& item : array) result.append(value(item, name, place(item.source())));
    return result;
  }

  std::string source_;
  bool has_lines_;
};

toml::table parsed(const std::string& text, const std::string& file) {
  require_utf8(text, file);
  require_short_keys(text, file);
  require_plain_syntax(text, file);
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    throw InputError({file, static_cast<int>(error.source().begin.line)},
                     "not valid TOML: " + std::string(error.description()));
  }
}

std::optional<toml::table> parsed_or_nothing(const std::string& text) {
  try {
    return parsed(text, "");
  } catch (const InputError&) {
    return std::nullopt;
  }
}

}  // namespace

TomlValue parse_toml(const std::string& text, const std::string& file) {
  return Converter(file, true).table(parsed(text, file), "", {file, 1});
}

std::optional<TomlValue> parse_toml_value(const std::string& text, const std::string& name, const SourceLocation& at) {
  const auto root = parsed_or_nothing("value = " + text);
  if (!root || root->size() != 1) return std::nullopt;
  return Converter(at.file, false).value(*root->get("value"), name, at);
}

std::vector<std::string> parts_of_key(const std::string& key) {
  const auto root = parsed_or_nothing(key + " = 0");
  std::vector<std::string> parts;
  const toml::table* table = root ? &*root : nullptr;
  while (table != nullptr) {
    if (table->size() != 1) return {};
    const auto entry = table->begin();
    parts.emplace_back(entry->first.str());
    if (entry->second.is_integer()) return parts;
    table = entry->second.as_table();
  }
  return {};
}

}  // namespace etslink
