// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/policy.h"
#include "study/named_sets.h"
#include "study/toml_value.h"

namespace etslink {

// Index of the market that a text names; InputError with the nearest name where there is none.
[[nodiscard]] int find_market(const TomlValue& value, const std::vector<PermitMarket>& markets);
// The same for a name beside a value, such as the key of a table.
[[nodiscard]] int find_market(const std::string& name, const TomlValue& value,
                              const std::vector<PermitMarket>& markets);

// InputError at `value` where permits of the market can't be traded: a carbon tax, credits that a government buys.
void expect_tradable(const TomlValue& value, const PermitMarket& market);

// A link between two markets, [link.NAME], and project-based crediting, [project.NAME]. `markets` are those of the
// scenario.
[[nodiscard]] RestrictedLink read_link(const std::string& name, const TomlValue& table, const NamedSets& sets,
                                       const std::vector<PermitMarket>& markets);
[[nodiscard]] ProjectCrediting read_project(const std::string& name, const TomlValue& table, const NamedSets& sets,
                                            const std::vector<PermitMarket>& markets);

}  // namespace etslink
