// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "model/build_context.h"

// Indirect emissions: users of electricity surrender permits for the emissions of its generation. Formula:
// docs/instruments.md, P4.
namespace etslink {

// What one user buys of an electricity good [million USD at market prices].
struct ElectricityUse {
  Region region;
  User user;
  Sector good;
  double domestic = 0, imported = 0;
};

// Direct CO2 of all electricity sectors of each region per unit of their output at the benchmark [t per USD].
[[nodiscard]] std::vector<double> grid_factors(const Benchmark& benchmark, const BenchmarkIndex& flows);

// Finds the grid factors where a market charges indirect emissions. Throws InputError where no sector generates
// electricity.
void declare_grid(BuildContext& context);

// Permits for the electricity on an edge, at the grid factor of who generates it. No emissions are added: they are
// those of power stations. An edge to anything else stays as it is.
void add_indirect_emissions(const BuildContext& context, Edge& edge, const ElectricityUse& use);

// Benchmark emissions that a market charges each user of electricity of a region for [Mt]; users with none are left
// out.
[[nodiscard]] std::vector<std::pair<User, double>> indirect_emissions_by_user(const Benchmark& benchmark,
                                                                              const PermitMarket& market,
                                                                              Region region);

// Benchmark emissions that a market charges electricity users of a region for [Mt]; a cap in per cent includes them.
[[nodiscard]] double indirect_emissions(const Benchmark& benchmark, const PermitMarket& market, Region region);

}  // namespace etslink
