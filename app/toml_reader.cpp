// SPDX-License-Identifier: Apache-2.0
#include "app/toml_reader.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <tuple>

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
    if (const auto* text = node.as_string()) return TomlValue::of_text(text->get(), name, at);
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
      const std::string key_text(key->str());
      result.insert(key_text, value(*node, name.empty() ? key_text : name + "." + key_text, place(key->source())));
    }
    return result;
  }

 private:
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
    return toml::parse(text);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

}  // namespace

TomlValue parse_toml(const std::string& text, const std::string& file) {
  const Converter converter(file, true);
  try {
    return converter.table(toml::parse(text), "", {file, 0});
  } catch (const toml::parse_error& error) {
    throw InputError(converter.place(error.source()), "not valid TOML: " + std::string(error.description()));
  }
}

void apply_setting(TomlValue& root, const std::string& setting) {
  const SourceLocation at{"--set " + setting, 0};
  const auto equals = setting.find('=');
  if (equals == 0 || equals == std::string::npos || setting.find('\n') != std::string::npos) {
    throw InputError(at, "expected KEY=VALUE in one line, e.g. market.CHN.share=0.8");
  }
  const auto key = setting.substr(0, equals), text = setting.substr(equals + 1);
  const auto keys = parse_or_nothing(key + " = 0");
  if (!keys) throw InputError(at, "'" + key + "' is not a dotted key");
  const auto parsed = parse_or_nothing("value = " + text);

  std::vector<std::string> path;
  std::string name;
  for (const toml::table* table = &*keys; table != nullptr; table = table->begin()->second.as_table()) {
    path.emplace_back(table->begin()->first.str());
    name += (name.empty() ? "" : ".") + path.back();
  }
  root.replace(path, parsed ? Converter(at.file, false).value(*parsed->get("value"), name, at)
                            : TomlValue::of_text(text, name, at));
}

}  // namespace etslink
