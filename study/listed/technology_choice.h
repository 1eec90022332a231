// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/listed/listed_kind.h"

// What policies on technologies have in common: which technologies, where, and who pays.
namespace etslink {

// regions, technologies; InputError for what is no technology, and for technologies of several sectors.
void read_technology_choice(TomlSection& section, const ListedItem& item, TechnologyChoice& choice);

// A technology by code.
[[nodiscard]] Sector read_technology(const TomlValue& value, const NamedSets& sets);

// paid_by: the government or the users.
void read_payer(TomlSection& section, TechnologyPayer& payer);

}  // namespace etslink
