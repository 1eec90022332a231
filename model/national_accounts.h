// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "model/graph.h"

namespace etslink {

// A good that a final user buys, at the level of the good (its Armington composite, or one origin where only one is
// bought).
struct FinalPurchase {
  int edge = -1;
  Region region;
};

// Sale of a good from one region to another (or to itself: intra-regional trade of an aggregate), or of a transport
// service to a world pool.
struct CrossBorderSale {
  int edge = -1;
  Region seller;
  Region buyer;  // invalid: a world pool
  Sector good;
};

// Where the edges of the graph stand in the accounts of the regions; the same for all scenarios of a study.
struct AccountsIndex {
  explicit AccountsIndex(const Economy& economy);

  std::vector<FinalPurchase> final_uses;
  std::vector<CrossBorderSale> sales;
  // Per activity: who buys its inputs. Sector, or count of sectors + AgentKind; -1 where several users share it.
  std::vector<int> user_of_activity;
  // The same with technologies apart from their sector: index in Economy::sectors, or their count + AgentKind.
  std::vector<int> buyer_of_activity;

  // Axis `user`: codes of sectors, which stand for their technologies as well, then "household", "government",
  // "investment".
  [[nodiscard]] static std::vector<std::string> user_labels(const Economy& economy);
};

// Unit values of a cross-border sale at given commodity prices: FOB = p (1 + export tax), CIF = FOB + transport
// margins.
[[nodiscard]] double fob_price(const Economy& economy, int edge, const std::vector<double>& commodity_price);
[[nodiscard]] double cif_price(const Economy& economy, int edge, const std::vector<double>& commodity_price);

// Prices to value quantities at: of commodities, and user prices of edges.
struct Valuation {
  const std::vector<double>& commodity_price;
  const std::vector<double>& edge_price;
};

// Benchmark prices: 1, and the benchmark user prices of edges.
class BenchmarkValuation {
 public:
  explicit BenchmarkValuation(const Economy& economy);
  [[nodiscard]] Valuation prices() const { return {commodity_price_, edge_price_}; }

 private:
  std::vector<double> commodity_price_, edge_price_;
};

// What GDP by expenditure is made of: calls item(region, edge, value of a unit of the edge's input in the GDP of the
// region) for final uses at user prices, exports at FOB, imports at - CIF. An edge may stand in the GDP of two regions.
void for_each_expenditure_on_gdp(const Economy& economy, const AccountsIndex& accounts, const Valuation& valuation,
                                 const std::function<void(Region, int, double)>& item);

}  // namespace etslink
