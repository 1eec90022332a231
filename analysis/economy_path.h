// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "model/equilibrium.h"
#include "solvers/path_system.h"

namespace etslink {

// A path whose systems are those of one economy that changes along it.
class EconomyPath : public PathSystem {
 public:
  // Everything that follows from a solution at s.
  [[nodiscard]] virtual EquilibriumState state(double s, std::span<const double> x) = 0;
  // The economy at the last s asked for.
  [[nodiscard]] virtual const Economy& economy() const = 0;
};

}  // namespace etslink
