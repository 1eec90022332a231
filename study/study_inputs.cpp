// SPDX-License-Identifier: Apache-2.0
#include "study/study_inputs.h"

#include <filesystem>

namespace etslink {

std::string input_of(const std::string& file, const TomlValue& value, Shipped kind) {
  const std::filesystem::path named(value.as_text());
  const auto path = named.is_absolute()
                        ? named.string()
                        : (std::filesystem::path(file).parent_path() / named).lexically_normal().string();
  if (std::filesystem::exists(path)) return path;
  if (const auto shipped = shipped_path(named.string(), kind); !shipped.empty()) return shipped;
  const auto name = named.stem().string();
  const bool is_shipped = !shipped_path(name, kind).empty();
  value.fail("'" + value.name() + "': there is no '" + path + "'" +
             (is_shipped ? "; what came with the program has the name \"" + name + "\", without a folder" : ""));
}

}  // namespace etslink
