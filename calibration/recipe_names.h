// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calibration/toml/toml_section.h"

// Values of a recipe that name regions, sectors or users, or stand under such names. InputError at the value for a name
// that is not allowed, with the nearest one.
namespace etslink {

// Ranges of numbers in recipes; limits allowed.
inline constexpr std::pair<double, double> share_range{0.0, 1.0};
inline constexpr std::pair<double, double> positive{1e-6, 1e6};
inline constexpr std::pair<double, double> any_size{0.0, 1e12};

void require_name(const SourceLocation& at, const std::string& name, const std::vector<std::string>& allowed);

// A list of names; empty where the key is absent.
[[nodiscard]] std::vector<std::string> known_texts(TomlSection& section, const std::string& key,
                                                   const std::vector<std::string>& allowed);

[[nodiscard]] std::vector<std::string> with_households(std::vector<std::string> codes);

// Numbers of a sub-table inside a range, under names that are allowed.
[[nodiscard]] std::map<std::string, double> known_numbers(TomlSection& section, const std::string& key,
                                                          const std::vector<std::string>& allowed,
                                                          std::pair<double, double> range = any_size);

// Texts of a sub-table that are themselves names; both sides must be allowed.
[[nodiscard]] std::map<std::string, std::string> known_names(TomlSection& section, const std::string& key,
                                                             const std::vector<std::string>& allowed,
                                                             const std::vector<std::string>& values);

}  // namespace etslink
