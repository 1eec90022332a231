// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

namespace etslink {

// Where in the graph the numbers are that a shock names, as indices; empty where there are none.
class ShockTargets {
 public:
  ShockTargets(const BuildContext& context, const Shock& shock) : context_(context), shock_(shock) {}

  [[nodiscard]] std::vector<int> endowments() const;     // of its factors, owned in its regions
  [[nodiscard]] std::vector<int> production() const;     // activities: its sectors and their twins
  [[nodiscard]] std::vector<int> outputs() const;        // activities: that pay output taxes on what its sectors make
  [[nodiscard]] std::vector<int> inputs() const;         // edges: its goods and factors in its sectors
  [[nodiscard]] std::vector<int> factor_inputs() const;  // edges: its factors in its sectors
  [[nodiscard]] std::vector<int> purchases() const;      // edges on which its users pay a use tax; not stock changes
  // Edges: its goods, from another region unless the shock names one region as both.
  [[nodiscard]] std::vector<int> trade_flows() const;
  [[nodiscard]] std::vector<int> world_market_goods() const;  // commodities: its goods whose price the world gives

 private:
  [[nodiscard]] bool is_in_sector(const Edge& edge) const;
  [[nodiscard]] bool is_factor(int commodity, Region region, Sector sector) const;
  template <class Test>
  [[nodiscard]] std::vector<int> edges(const Test& test) const;

  const BuildContext& context_;
  const Shock& shock_;
};

}  // namespace etslink
