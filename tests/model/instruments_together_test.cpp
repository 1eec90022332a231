// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "solvers/newton_krylov.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Region B caps its emissions and those of its electricity, takes offsets of its own, projects of A, and credits of two
// sectors of A, all with limits and costs.
EconomyInputs all_credits() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  const Benchmark& b = inputs.benchmark;
  add_market(inputs, "B", 0.3);
  add_market(inputs, "A", 0);
  PermitMarket& buyer = inputs.policy.markets[0];
  PermitMarket& credits = inputs.policy.markets[1];
  buyer.indirect = IndirectEmissions{};
  OffsetSupply offsets;
  offsets.region = Region{1};
  offsets.curve = {20, 40, 1};
  offsets.limit_share = 0.01;
  buyer.offsets = {offsets};
  credits.name = "credits";
  credits.cap_mt[0] = 0;
  credits.crediting = SectoralCrediting{};
  credits.coverage[0].users.clear();
  for (const char* code : {"ELE", "CEM"}) {
    const Sector sector = b.find_sector(code);
    credits.coverage[0].users.push_back({User::Kind::sector, sector.index});
    credits.crediting->baseline.push_back({{0}, sector, 0.98, {}, {}});
  }
  RestrictedLink link;
  link.from = 1;
  link.to = 0;
  link.fee = 2;
  link.fee_region = Region{1};
  link.limit.mt = 3;
  inputs.policy.restricted_links = {link};
  ProjectCrediting project;
  project.name = "project";
  project.host = Region{0};
  project.to = 0;
  project.curve = {10, 30, 0.7};
  project.approval_cost = 4;
  project.limit.mt = 1;
  inputs.policy.projects = {project};
  return inputs;
}

// Is an unknown of the model or of these instruments measured in money?
bool is_nominal(const std::string& name) {
  const auto begins = [&](const char* text) { return name.starts_with(text); };
  return begins("permit price") || begins("permit rent") || begins("rent of") || begins("margin") ||
         begins("lump sum to") || begins("saving for") || begins("Walras slack");
}

}  // namespace

TEST_CASE("offsets, projects, sectoral credits and indirect emissions hold together, each with its limit") {
  const SolvedEconomy solved = solve(all_credits());
  CHECK(std::abs(solved.state.walras_residual) < 1e-9);
  CHECK(solved.state.complementarity_residual < 1e-8);
  const EquilibriumSystem system(solved.economy);
  const SolverReport krylov = solve_with_newton_krylov(system, system.start(), {});
  REQUIRE(krylov.solved());
  for (int u = 0; u < system.size(); ++u)
    CHECK(std::abs(krylov.x[u] - solved.report.x[u]) < 1e-8 * std::max(1.0, system.unknown_scale(u)));
  CHECK(solved.economy.arcs.size() == 2);
  for (const PermitArc& arc : solved.economy.arcs) {
    CHECK(solved.state.variable[arc.flow] > 0.5);
    CHECK(solved.state.variable[arc.rent] > 0.5);
  }
}

TEST_CASE("with all of them twice the prices are the same equilibrium") {
  const SolvedEconomy solved = solve(all_credits());
  const EquilibriumSystem system(solved.economy);
  std::vector<double> x = solved.report.x, f(system.size());
  for (int u = 0; u < system.size(); ++u) {
    const std::string name = system.unknown_name(u);
    if (is_nominal(name))
      x[u] *= 2;
    else if (name.starts_with("price: "))
      x[u] += std::log(2.0);
  }
  system.residual(x, f);
  for (int i = 0; i < system.size(); ++i) {
    if (system.condition_name(i) == "price of the numeraire = 1") continue;
    CHECK_MESSAGE(std::abs(f[i]) < 1e-8, system.condition_name(i));
  }
}

}  // namespace etslink
