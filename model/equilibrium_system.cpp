// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/activity_terms.h"
#include "model/budget_terms.h"
#include "model/equilibrium.h"

namespace etslink {
namespace {

template <class Sink>
void add_all_terms(const Economy& economy, const TableOfContents& table, Sink& sink) {
  ActivityTerms<Sink>(economy, table, sink).add();
  BudgetTerms<Sink>(economy, table, sink).add();
}

// Compresses touched entries into rows; slots[k] is the position of the k-th touched entry.
SparsePattern compress(const std::vector<std::pair<int, int>>& touched, int size, std::vector<int>& slots) {
  std::vector<std::pair<int, int>> entries = touched;
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  SparsePattern pattern;
  pattern.size = size;
  pattern.row_start.assign(size + 1, 0);
  for (const auto& [row, column] : entries) {
    ++pattern.row_start[row + 1];
    pattern.column.push_back(column);
  }
  for (int i = 0; i < size; ++i) pattern.row_start[i + 1] += pattern.row_start[i];
  slots.reserve(touched.size());
  for (const auto& [row, column] : touched) {
    const auto first = pattern.column.begin() + pattern.row_start[row];
    const auto last = pattern.column.begin() + pattern.row_start[row + 1];
    slots.push_back(static_cast<int>(std::lower_bound(first, last, column) - pattern.column.begin()));
  }
  return pattern;
}

}  // namespace

struct EquilibriumSystem::Implementation {
  const Economy& economy;
  TableOfContents table;
  std::vector<double> start, row_weight;
  SparsePattern pattern;
  std::vector<int> slots;

  explicit Implementation(const Economy& e) : economy(e), table(list_conditions(e)) {
    for (const ConditionEntry& entry : table.entries) {
      start.push_back(entry.start);
      row_weight.push_back(1 / entry.scale);
    }
    PatternSink sink(start, row_weight);
    add_all_terms(economy, table, sink);
    pattern = compress(sink.touched(), static_cast<int>(start.size()), slots);
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
const SparsePattern& EquilibriumSystem::pattern() const { return implementation_->pattern; }
int EquilibriumSystem::block(int unknown) const { return implementation_->table.entries[unknown].region.index; }
const std::vector<ConditionEntry>& EquilibriumSystem::conditions() const { return implementation_->table.entries; }

double EquilibriumSystem::unknown_scale(int unknown) const {
  const std::vector<int>& prices = implementation_->table.permit_price;
  return std::find(prices.begin(), prices.end(), unknown) == prices.end() ? 1 : permit_price_scale;
}

void EquilibriumSystem::residual(std::span<const double> x, std::span<double> f) const {
  std::fill(f.begin(), f.end(), 0.0);
  ResidualSink sink(x, implementation_->row_weight, f);
  add_all_terms(implementation_->economy, implementation_->table, sink);
}

void EquilibriumSystem::jacobian(std::span<const double> x, std::span<double> values) const {
  std::fill(values.begin(), values.end(), 0.0);
  SlotSink sink(x, implementation_->row_weight, implementation_->slots, values);
  add_all_terms(implementation_->economy, implementation_->table, sink);
}

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
    case ConditionKind::numeraire:
      return "numeraire";
  }
  return "";
}

}  // namespace etslink
