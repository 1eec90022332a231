// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "study/listed/listed_kind.h"

namespace etslink {

// Each in the file of its name, as listed_link in link.cpp.
[[nodiscard]] ListedKind listed_link();
[[nodiscard]] ListedKind listed_project();
[[nodiscard]] ListedKind listed_swap();
[[nodiscard]] ListedKind listed_subsidy();
[[nodiscard]] ListedKind listed_certificates();
[[nodiscard]] ListedKind listed_output_limit();
[[nodiscard]] ListedKind listed_feed_in_tariff();
[[nodiscard]] ListedKind listed_carbon_contract();

// The table of contents.
[[nodiscard]] const std::vector<ListedKind>& listed_kinds();

}  // namespace etslink
