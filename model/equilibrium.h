// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/graph.h"
#include "model/nest.h"
#include "model/policy.h"
#include "solvers/square_system.h"

namespace etslink {

// Builds the graph of an economy: benchmark data, nests, options and one scenario's policy. Throws InputError where
// they do not fit (a nest that leaves out an input, an empty market, a link of markets that are off, ...).
[[nodiscard]] Economy build_economy(const Benchmark& benchmark, const NestSet& nests, const Policy& policy,
                                    const ModelOptions& options);

// Benchmark emissions that a coverage regulates [Mt], for caps stated in per cent.
[[nodiscard]] double covered_emissions(const Benchmark& benchmark, const Coverage& coverage);

enum class ConditionKind {
  zero_profit,        // log unit revenue = log unit cost
  unit_revenue,       // price of a composite output = CET index of its parts
  market_clearing,    // endowment + supply = demand
  income_balance,     // income = expenditure
  closure,            // what the closure fixes: real government demand, real investment, stock changes
  covered_emissions,  // emissions of a pool = sum over its members
  permit_market,      // cap - emissions >= 0 _|_ permit price >= 0
  fuel_price,         // fuel-price channel: producer price follows the consumer price
  instrument,         // rule of an instrument or a closure (Economy::rules)
  numeraire,
};
[[nodiscard]] std::string to_string(ConditionKind kind);

struct EquilibriumState;

// One row of the table of contents: a condition beside the unknown it determines. Both have the same index in the
// system.
struct ConditionEntry {
  ConditionKind kind = ConditionKind::zero_profit;
  std::string name;          // "market clearing: iron and steel, KOR"
  std::string unknown;       // "price: iron and steel, KOR"
  Region region;             // invalid: couples regions
  double start = 0;          // benchmark value of the unknown
  double scale = 1;          // the residual is divided by it
  double unknown_scale = 1;  // natural size of the unknown [1 for logarithms]
};

// The equilibrium conditions of an economy as a square system f(x) = 0.
class EquilibriumSystem final : public SquareSystem {
 public:
  explicit EquilibriumSystem(const Economy& economy);  // the economy must outlive the system
  ~EquilibriumSystem() override;

  [[nodiscard]] int size() const override;
  [[nodiscard]] std::string unknown_name(int unknown) const override;
  [[nodiscard]] std::string condition_name(int condition) const override;
  [[nodiscard]] std::span<const double> start() const override;
  void residual(std::span<const double> x, std::span<double> f) const override;
  [[nodiscard]] const SparsePattern& pattern() const override;
  void jacobian(std::span<const double> x, std::span<double> values) const override;
  [[nodiscard]] int block(int unknown) const override;
  [[nodiscard]] double unknown_scale(int unknown) const override;
  // Prices, levels and permit prices have bounds, and a cap must be met as a part of the emissions that it leaves
  // (model/solution_bounds.h).
  [[nodiscard]] std::string objection(std::span<const double> x) const override;

  [[nodiscard]] const std::vector<ConditionEntry>& conditions() const;
  // What the terms of the conditions consist of at x, into a state (evaluate_state).
  void book(std::span<const double> x, EquilibriumState& state) const;

  // Threads that evaluate residuals and Jacobian, >= 1 (default 1); the numbers are the same for any of them.
  void set_threads(int threads);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// Income or expenditure item of an agent [million USD; outflows negative]. kind, a label: factor income, output tax,
// use tax, factor tax, tariff, export tax, permit revenue, lump sum, saving, current account, transfer, ...,
// expenditure, stock change, walras slack.
struct IncomeItem {
  int agent = -1;
  std::string kind;
  double value = 0;
};

// Everything an equilibrium consists of, computed from the unknowns x: what results and the auditor read.
struct EquilibriumState {
  std::vector<double> x;                      // the unknowns, in the order of EquilibriumSystem::conditions()
  std::vector<double> residual;               // scaled, same order
  std::vector<double> commodity_price;        // per commodity [benchmark = 1]
  std::vector<double> commodity_endowment;    // per commodity, sum over owners [million USD]
  std::vector<double> factor_income;          // per agent [million USD]
  std::vector<double> activity_level;         // per activity [benchmark = 1]
  std::vector<double> activity_unit_revenue;  // per activity: u
  std::vector<double> edge_quantity;          // per edge [million benchmark USD]
  std::vector<double> edge_price;             // per edge: P
  std::vector<double> process_emissions;      // per ProcessEmission [Mt]
  std::vector<double> process_abatement;  // per ProcessEmission: demand for the abatement input [million benchmark USD]
  std::vector<double> permit_price;       // per market [USD/t at benchmark-year prices, numeraire = 1]
  std::vector<double> market_emissions;   // per market: covered emissions [Mt]
  std::vector<std::vector<double>> market_emissions_by_region;   // per market, per region [Mt]
  std::vector<std::vector<double>> market_allowances_by_region;  // per market, per region: cap and supplies beyond [Mt]
  std::vector<double> permit_supply;                             // per PermitSupply [Mt]
  std::vector<double> resource_availability;                     // per ResourceAvailability, factor on the endowment
  std::vector<double> variable;                                  // per Variable of instruments, in its unit
  std::vector<IncomeItem> income;
  double walras_residual = 0;            // slack / income of the numeraire's region
  double complementarity_residual = 0;   // max |min(tau, slack)| in the scales of the pairs
  std::vector<char> pool_is_degenerate;  // per pool: price and slack both below 1e-6 of their scales
  std::vector<char> rule_is_degenerate;  // per rule: the same of its pair
};

[[nodiscard]] EquilibriumState evaluate_state(const Economy& economy, std::span<const double> x);
// The same with a system of that economy at hand: building one takes longer than all the rest.
[[nodiscard]] EquilibriumState evaluate_state(const Economy& economy, const EquilibriumSystem& system,
                                              std::span<const double> x);

// Largest sum of an agent's incomes and expenditures, in units of its benchmark income; 0 in an equilibrium.
[[nodiscard]] double largest_budget_gap(const Economy& economy, const EquilibriumState& state);
inline constexpr double budget_tolerance = 1e-8;

// evaluate_state of a solution that was accepted; debug builds hold every budget to the tolerance (std::logic_error).
[[nodiscard]] EquilibriumState state_of_solution(const Economy& economy, std::span<const double> x);
[[nodiscard]] EquilibriumState state_of_solution(const Economy& economy, const EquilibriumSystem& system,
                                                 std::span<const double> x);

}  // namespace etslink
