// SPDX-License-Identifier: Apache-2.0
#include "model/assembly.h"
#include "model/equilibrium.h"
#include "model/solution_bounds.h"
#include "model/state_parts.h"

namespace etslink {

struct EquilibriumSystem::Implementation {
  const Economy& economy;
  TableOfContents table;
  Assembly assembly;
  std::vector<double> start;
  int threads = 1;

  explicit Implementation(const Economy& e) : economy(e), table(list_conditions(e)), assembly(e, table) {
    for (const ConditionEntry& entry : table.entries) start.push_back(entry.start);
  }
};

EquilibriumSystem::EquilibriumSystem(const Economy& economy)
    : implementation_(std::make_unique<Implementation>(economy)) {}
EquilibriumSystem::~EquilibriumSystem() = default;

int EquilibriumSystem::size() const { return static_cast<int>(implementation_->start.size()); }
std::string EquilibriumSystem::unknown_name(int unknown) const {
  return implementation_->table.entries[unknown].unknown;
}
std::string EquilibriumSystem::condition_name(int condition) const {
  return implementation_->table.entries[condition].name;
}
std::span<const double> EquilibriumSystem::start() const { return implementation_->start; }
const SparsePattern& EquilibriumSystem::pattern() const { return implementation_->assembly.pattern(); }
int EquilibriumSystem::block(int unknown) const { return implementation_->table.entries[unknown].region.index; }
const std::vector<ConditionEntry>& EquilibriumSystem::conditions() const { return implementation_->table.entries; }

double EquilibriumSystem::unknown_scale(int unknown) const {
  return implementation_->table.entries[unknown].unknown_scale;
}

void EquilibriumSystem::residual(std::span<const double> x, std::span<double> f) const {
  implementation_->assembly.residual(x, f, implementation_->threads);
}

void EquilibriumSystem::jacobian(std::span<const double> x, std::span<double> values) const {
  implementation_->assembly.jacobian(x, values, implementation_->threads);
}

void EquilibriumSystem::book(std::span<const double> x, EquilibriumState& state) const {
  const auto& [economy, table, assembly, start, threads] = *implementation_;
  read_unknowns(table, state);
  assembly.book(x, state);
  sum_up_markets(economy, table, state);
}

std::string EquilibriumSystem::objection(std::span<const double> x) const {
  return objection_to_solution(implementation_->economy, implementation_->table, x);
}

void EquilibriumSystem::set_threads(int threads) { implementation_->threads = threads; }

std::string to_string(ConditionKind kind) {
  switch (kind) {
    case ConditionKind::zero_profit:
      return "zero profit";
    case ConditionKind::unit_revenue:
      return "unit revenue";
    case ConditionKind::market_clearing:
      return "market clearing";
    case ConditionKind::income_balance:
      return "income balance";
    case ConditionKind::closure:
      return "closure";
    case ConditionKind::covered_emissions:
      return "covered emissions";
    case ConditionKind::permit_market:
      return "permit market";
    case ConditionKind::fuel_price:
      return "fuel price";
    case ConditionKind::instrument:
      return "instrument";
    case ConditionKind::numeraire:
      return "numeraire";
  }
  return "";
}

}  // namespace etslink
