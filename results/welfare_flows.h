// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "results/welfare_state.h"

namespace etslink {

// Parts of the equivalent variation, in the order of the results file.
enum class WelfarePart {
  abatement,
  tax_use,
  tax_factor,
  tax_output,
  tax_export,
  tariff,
  terms_of_trade,
  permit_trade,
  factor_income,
  transfers,
  factor_supply,
  fixed_demand,
  technology
};
inline constexpr int welfare_part_count = 13;

// A price and a quantity of one region in the two states, the price in units of the region's consumer price. By
// Bennet's identity with weight w of the second state's prices, d(pq) = [(1-w) p0 + w p1] dq + [w q0 + (1-w) q1] dp; a
// flow counts the change of the one or of the other.
struct WelfareFlow {
  enum class Change { of_quantity, of_price };
  WelfarePart part = WelfarePart::technology;
  Region region;
  double sign = 1;
  Change change = Change::of_quantity;
  std::array<double, 2> price{}, quantity{};

  [[nodiscard]] double value(double weight) const;
};

// All flows by which the equivalent variations of the regions are made up (docs/results.md, "Welfare in its parts").
class WelfareFlows {
 public:
  WelfareFlows(const WelfareState& before, const WelfareState& after);

  [[nodiscard]] const std::vector<WelfareFlow>& of_parts() const { return flows_; }
  // Outputs less inputs of all activities that substitute at least cost, inputs by what they do.
  [[nodiscard]] const std::vector<WelfareFlow>& of_substitution() const { return substitution_; }

 private:
  struct Kind {
    WelfarePart part;
    double sign = 1;
    WelfareFlow::Change change = WelfareFlow::Change::of_quantity;
  };
  template <class Price, class Quantity>
  void add(const Kind& kind, Region region, Price price, Quantity quantity);
  template <class Price, class Quantity>
  void add_profit(int activity, double sign, Price price, Quantity quantity);
  [[nodiscard]] bool substitutes(int activity) const;

  void add_activity(int n);
  void add_outputs(int n);
  void add_edge(int e);
  void add_wedges(int e);
  void add_trade(int e);
  void add_process(int i);
  void add_endowment(int i);
  void add_commodity(int c);
  void add_final_demand(const EconomicAgent& agent);

  const WelfareState& before_;
  const WelfareState& after_;
  const Economy& economy_;  // the graph of both
  std::vector<char> is_factor_;
  std::vector<WelfareFlow> flows_, substitution_;
};

}  // namespace etslink
