// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/benchmark.h"
#include "model/row_groups.h"

namespace etslink {

class NamedPurposes;

// What one user buys of one good [million USD]; imports of all origins together.
struct GoodUse {
  Sector good;
  Purpose purpose;                            // none: plain use, and what is not told apart from it
  double domestic = 0, imported = 0;          // at market price, before use tax
  double domestic_tax = 0, imported_tax = 0;  // use tax

  [[nodiscard]] double value() const { return domestic + imported; }
  [[nodiscard]] double tax() const { return domestic_tax + imported_tax; }
};

// Emissions of one user from one fuel [Mt CO2], where the source tells the origin kept apart.
struct FuelEmissions {
  double any_origin = 0, domestic = 0, imported = 0;
  [[nodiscard]] double total() const { return any_origin + domestic + imported; }
};

// What a user buys of a good, and emits where the good is burnt.
struct GoodPurchase {
  GoodUse bought;
  FuelEmissions emissions;
};

// The flows of a benchmark by who needs them when the graph is built: positions in its tables, no copies. The benchmark
// must outlive the index and stay as it is.
class BenchmarkIndex {
 public:
  explicit BenchmarkIndex(const Benchmark& benchmark);

  // All goods a user buys, in the order of the sectors, whatever the purpose.
  [[nodiscard]] std::vector<GoodUse> uses(Region region, User user) const;
  // The same with emissions, and purposes apart that a tree names: plain use first.
  [[nodiscard]] std::vector<GoodPurchase> uses(Region region, User user, const NamedPurposes& named) const;

  // Sum over users of what a region buys of a good, stock changes included; and its two parts.
  [[nodiscard]] GoodUse total_use(Region region, Sector good) const { return total_use_[cell(region, good)]; }
  [[nodiscard]] GoodUse purchases(Region region, Sector good) const { return purchases_[cell(region, good)]; }
  [[nodiscard]] GoodUse stock_change(Region region, Sector good) const { return stock_change_[cell(region, good)]; }

  [[nodiscard]] double process_emissions(Region region, Sector sector) const { return process_[cell(region, sector)]; }
  [[nodiscard]] Rows<FactorFlow> factors(Region region, Sector sector) const {
    return factors_.rows(cell(region, sector));
  }
  [[nodiscard]] Rows<TradeFlow> imports(Region importer, Sector good) const {
    return imports_.rows(cell(importer, good));
  }
  [[nodiscard]] Rows<MarginFlow> margins(const TradeFlow& flow) const { return margins_.rows(route(flow)); }
  [[nodiscard]] Rows<MakeFlow> make(Region region, Sector sector) const { return make_.rows(cell(region, sector)); }
  [[nodiscard]] Rows<OutputTax> output_taxes(Region region, Sector sector) const {
    return output_taxes_.rows(cell(region, sector));
  }
  [[nodiscard]] double output_tax(Region region, Sector sector) const;  // of all its goods

  // Output at market prices: the sector's row of make.csv, or all sales of its good that no other sector makes.
  [[nodiscard]] double output(Region region, Sector sector) const;
  // Does any sector of the region make the good?
  [[nodiscard]] bool is_made(Region region, Sector good) const;
  // What is exported of a good, transport services sold to the world pools included.
  [[nodiscard]] double exports(Region region, Sector good) const { return exports_[cell(region, good)]; }

 private:
  [[nodiscard]] std::size_t cell(Region region, Sector sector) const {
    return static_cast<std::size_t>(region.index) * sectors_ + sector.index;
  }
  template <class Flow>
  [[nodiscard]] std::size_t route(const Flow& flow) const {
    return cell(flow.importer, flow.good) * regions_ + flow.exporter.index;
  }
  [[nodiscard]] std::size_t buyer(Region region, User user) const;
  [[nodiscard]] bool made_by_itself(Region region, Sector good) const;
  void add_sales(const Benchmark& benchmark);

  std::size_t regions_, sectors_, agents_;
  RowGroups<UseFlow> uses_;                                    // per buyer
  RowGroups<EmissionFlow> emissions_;                          // per buyer
  RowGroups<TradeFlow> imports_;                               // per (importer, good)
  RowGroups<MarginFlow> margins_;                              // per route
  RowGroups<FactorFlow> factors_;                              // per (region, sector)
  RowGroups<MakeFlow> make_;                                   // per (region, sector)
  RowGroups<OutputTax> output_taxes_;                          // per (region, sector)
  std::vector<GoodUse> total_use_, purchases_, stock_change_;  // per (region, good)
  std::vector<double> process_, good_sales_, made_elsewhere_, exports_;
};

}  // namespace etslink
