// SPDX-License-Identifier: Apache-2.0
#include "app/shipped_input.h"

#include <filesystem>

#include "model/input_error.h"

namespace etslink {

std::string shipped_input(const std::string& named, Shipped kind) {
  auto path = input_path(named, kind);
  std::error_code error;
  if (named.find_first_of("/.") != std::string::npos || std::filesystem::exists(path, error)) return path;
  const auto names = shipped_names(kind);
  const auto hint = names.empty() ? "" : suggestion(named, names);
  if (hint.starts_with("; did you mean"))
    throw InputError({named, 0}, "is not here and did not come with etslink" + hint);
  return path;
}

}  // namespace etslink
