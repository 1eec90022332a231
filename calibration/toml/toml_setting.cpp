// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_setting.h"

#include "calibration/text_encoding.h"
#include "calibration/toml/toml_reader.h"

namespace etslink {
namespace {

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
  if (auto value = parse_toml_value(text, name, at)) return *std::move(value);
  if (std::string("[{\"'#").find(text[first]) != std::string::npos)
    throw InputError(at, "'" + text + "' is not a value of TOML");
  return TomlValue::of_text(text, name, at);
}

}  // namespace

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
