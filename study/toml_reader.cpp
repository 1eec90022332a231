// SPDX-License-Identifier: Apache-2.0
#include "study/toml_reader.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "calibration/text_encoding.h"
#include "calibration/toml_text.h"

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

std::optional<toml::table> parse_or_nothing(const std::string& text) {
  try {
    return parse_toml_text(text, "");
  } catch (const InputError&) {
    return std::nullopt;
  }
}

// The parts of a dotted key; nothing where the text is anything else, such as a comment or a table.
std::vector<std::string> parts_of_key(const std::string& key) {
  const auto parsed = parse_or_nothing(key + " = 0");
  std::vector<std::string> parts;
  const toml::table* table = parsed ? &*parsed : nullptr;
  while (table != nullptr) {
    if (table->size() != 1) return {};
    const auto entry = table->begin();
    parts.emplace_back(entry->first.str());
    if (entry->second.is_integer()) return parts;
    table = entry->second.as_table();
  }
  return {};
}

const std::string setting_form = "expected KEY=VALUE in one line, e.g. market.CHN.share=0.8";

// KEY=VALUE of the command line.
struct Setting {
  std::vector<std::string> path;
  std::string value;
};

// A quoted part of the key may hold an equals sign: the first one that ends a key is meant.
Setting split(const std::string& setting, const SourceLocation& at) {
  constexpr std::size_t most_parts = 20;
  for (auto equals = setting.find('='); equals != std::string::npos; equals = setting.find('=', equals + 1)) {
    const auto path = parts_of_key(setting.substr(0, equals));
    if (path.empty()) continue;
    if (path.size() > most_parts)
      throw InputError(at, "the key has more than " + std::to_string(most_parts) + " parts");
    return {path, setting.substr(equals + 1)};
  }
  const auto key = setting.substr(0, setting.find('='));
  if (key.empty() || key == setting) throw InputError(at, setting_form);
  throw InputError(at, "'" + key + "' is not a dotted key");
}

// TOML, or the text as it stands where it is not; what begins like a TOML list, table or quoted text must be one.
TomlValue value_of(const std::string& text, const std::string& name, const SourceLocation& at) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) throw InputError(at, "there is no value; an empty text is written \"\"");
  const auto parsed = parse_or_nothing("value = " + text);
  if (parsed && parsed->size() == 1) return Converter(at.file, false).value(*parsed->get("value"), name, at);
  if (std::string("[{\"'#").find(text[first]) != std::string::npos)
    throw InputError(at, "'" + text + "' is not a value of TOML");
  return TomlValue::of_text(text, name, at);
}

}  // namespace

TomlValue parse_toml(const std::string& text, const std::string& file) {
  return Converter(file, true).table(parse_toml_text(text, file), "", {file, 0});
}

void apply_setting(TomlValue& root, const std::string& setting) {
  const SourceLocation at{"--set " + printable(setting), 0};
  if (find_not_utf8(setting) != std::string::npos) throw InputError(at, "the text is not in UTF-8");
  if (has_control_character(setting)) throw InputError(at, setting_form);
  const auto [path, text] = split(setting, at);
  std::string name;
  for (const auto& part : path) {
    if (part.empty() || has_control_character(part)) throw InputError(at, "a part of the key is not a name");
    name += (name.empty() ? "" : ".") + part;
  }
  root.replace(path, value_of(text, name, at));
}

}  // namespace etslink
