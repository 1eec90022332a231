// SPDX-License-Identifier: Apache-2.0
#include "calibration/known_source.h"

#include <filesystem>

namespace etslink {

std::string known_source(TomlSection& section, const std::string& key, const Recipe& money) {
  const std::string path = money.source(section.text(key));
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored))
    throw InputError(section.at(key), "'" + section.name() + "." + key + "': there is no file " + path);
  return path;
}

}  // namespace etslink
