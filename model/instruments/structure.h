// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "solvers/square_system.h"

namespace etslink {

// Where a system can't be solved whatever its numbers are: conditions that can't each be paired with an unknown of its
// own, and unknowns left over. Both empty where all can.
struct StructuralDefect {
  std::vector<std::string> conditions;  // those that compete for too few unknowns
  std::vector<std::string> unknowns;    // those that no condition is left for
};

// Largest pairing of conditions and unknowns by augmenting paths (Kuhn 1955), and the over-determined part of Dulmage
// and Mendelsohn (1958).
[[nodiscard]] StructuralDefect find_structural_defect(const SquareSystem& system);

}  // namespace etslink
