// SPDX-License-Identifier: Apache-2.0
#include "calibration/recipe_names.h"

#include "calibration/look_up.h"

namespace etslink {

void require_name(const SourceLocation& at, const std::string& name, const std::vector<std::string>& allowed) {
  static_cast<void>(look_up(allowed, name, {"unknown name", at}));
}

std::vector<std::string> known_texts(TomlSection& section, const std::string& key,
                                     const std::vector<std::string>& allowed) {
  const std::vector<std::string> names = section.texts(key);
  for (const std::string& name : names) require_name(section.at(key), name, allowed);
  return names;
}

std::vector<std::string> with_households(std::vector<std::string> codes) {
  codes.emplace_back("HH");
  return codes;
}

std::map<std::string, double> known_numbers(TomlSection& section, const std::string& key,
                                            const std::vector<std::string>& allowed, std::pair<double, double> range) {
  std::map<std::string, double> values;
  auto part = section.section(key);
  for (const auto& [name, value] : section.numbers(key)) {
    require_name(part->at(name), name, allowed);
    values[name] = part->number_or(name, value, range);
  }
  return values;
}

std::map<std::string, std::string> known_names(TomlSection& section, const std::string& key,
                                               const std::vector<std::string>& allowed,
                                               const std::vector<std::string>& values) {
  const std::map<std::string, std::string> names = section.named_texts(key);
  auto part = section.section(key);
  for (const auto& [name, value] : names) {
    require_name(part->at(name), name, allowed);
    require_name(part->at(name), value, values);
  }
  return names;
}

}  // namespace etslink
