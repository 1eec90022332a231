// SPDX-License-Identifier: Apache-2.0
#include "calibration/nonnegative_trade.h"

#include <cmath>

#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {

double sales_to_region(const IoTable& table, int product, int region) {
  // purchases and stock run-down that cancel leave a rounding error, which must not become a trade flow
  constexpr double rounding = 1e-12;
  const auto sectors = static_cast<Eigen::Index>(table.sectors.size());
  const auto inputs = table.intermediate.row(product).segment(table.row(region, 0), sectors);
  const auto final_uses =
      table.final_demand.row(product).segment(static_cast<Eigen::Index>(region) * final_use_count, final_use_count);
  const double sales = inputs.sum() + final_uses.sum();
  const double size = inputs.cwiseAbs().sum() + final_uses.cwiseAbs().sum();
  return std::abs(sales) <= rounding * size ? 0 : sales;
}

Adjustments make_trade_nonnegative(IoTable& table) {
  Adjustments adjustments;
  const auto regions = static_cast<int>(table.regions.size());
  const auto sectors = static_cast<int>(table.sectors.size());
  for (int exporter = 0; exporter < regions; ++exporter) {
    for (int good = 0; good < sectors; ++good) {
      const int product = table.row(exporter, good);
      for (int importer = 0; importer < regions; ++importer) {
        const double sales = sales_to_region(table, product, importer);
        if (importer == exporter || sales >= 0) continue;
        double& stock = table.final_demand(product, IoTable::final_column(importer, FinalUse::stock_change));
        table.final_demand(product, IoTable::final_column(exporter, FinalUse::stock_change)) += sales;
        stock = 0;
        const double others = sales_to_region(table, product, importer);
        if (others < 0)
          throw InputError(table.place(exporter, good), "purchases of " + table.sectors[good] + " from " +
                                                            table.regions[exporter] + " in " + table.regions[importer] +
                                                            " are " + shortest_text(others) + " without stock changes");
        stock = -others;
        adjustments.push_back({"trade",
                               table.sectors[good] + ", " + table.regions[exporter] + " to " + table.regions[importer],
                               "negative trade: stock run-down moved to the exporter", sales, "million USD"});
      }
    }
  }
  return adjustments;
}

}  // namespace etslink
