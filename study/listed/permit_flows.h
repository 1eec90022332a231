// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_section.h"
#include "model/policy.h"

// What links, projects and offsets have in common: markets, limits, rents, abatement curves.
namespace etslink {

// Index of the market that a text names; InputError with the nearest name where there is none.
[[nodiscard]] int find_market(const TomlValue& value, const std::vector<PermitMarket>& markets);
// The same for a name beside a value, such as the key of a table.
[[nodiscard]] int find_market(const std::string& name, const TomlValue& value,
                              const std::vector<PermitMarket>& markets);

// InputError at `value` where permits of the market can't be traded: a carbon tax, credits that a government buys.
void expect_tradable(const TomlValue& value, const PermitMarket& market);
// The same where the market has no obligation that permits from elsewhere can meet.
void expect_buyer(const TomlValue& value, const PermitMarket& market);

// An abatement curve: potential_mt, xhat, nu.
[[nodiscard]] AbatementCurve read_abatement_curve(TomlSection& section);

// A quantity limit: { mt }, { percent_of_obligation } or { percent_of_effort }.
[[nodiscard]] PermitLimit read_limit(const TomlValue& limit);

// Whose the rent of a limit is: rent, of the buyer where the key is absent.
[[nodiscard]] RentOwner read_rent(TomlSection& section);

}  // namespace etslink
