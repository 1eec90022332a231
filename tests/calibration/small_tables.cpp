// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/small_tables.h"

namespace etslink::test {

IoTable small_table() {
  IoTable table;
  table.regions = {"KOR", "ROW"};
  table.sectors = {"COL", "OIL", "ELE", "GDS"};
  table.intermediate.resize(8, 8);
  //                   KOR: COL OIL ELE GDS  ROW: COL OIL ELE GDS
  table.intermediate << 1, 0, 6, 4, 0, 0, 0, 0,  // KOR COL
      0, 5, 4, 30, 0, 2, 1, 12,                  // KOR OIL
      1, 3, 8, 40, 0, 0, 0, 0,                   // KOR ELE
      3, 30, 12, 300, 1, 5, 2, 40,               // KOR GDS
      0, 2, 14, 10, 10, 4, 60, 50,               // ROW COL
      1, 8, 2, 15, 8, 40, 20, 200,               // ROW OIL
      0, 0, 0, 0, 12, 20, 30, 240,               // ROW ELE
      2, 25, 9, 70, 40, 160, 70, 1500;           // ROW GDS
  table.final_demand.resize(8, 8);
  //                   KOR: hh gov inv stk  ROW: hh gov inv stk
  table.final_demand << 1, 0, 0, -1, 0, 0, 0, 0,  // KOR COL
      30, 1, 0, 2, 6, 0, 0, -1,                   // KOR OIL
      35, 2, 0, 0, 0, 0, 0, 0,                    // KOR ELE
      250, 120, 140, 3, 30, 2, 25, 1,             // KOR GDS
      0.5, 0, 0, 0.5, 0, 0, 0, 4,                 // ROW COL
      10, 0, 0, -2, 180, 5, 0, 3,                 // ROW OIL
      0, 0, 0, 0, 200, 20, 0, 0,                  // ROW ELE
      60, 3, 35, 2, 1800, 900, 1000, 10;          // ROW GDS
  table.value_added = table.output() - table.intermediate.colwise().sum().transpose();
  return table;
}

FactorShares small_shares(const IoTable& table) {
  FactorShares shares;
  const auto regions = static_cast<Eigen::Index>(table.regions.size());
  const auto sectors = static_cast<Eigen::Index>(table.sectors.size());
  shares.labour.setConstant(regions, sectors, 0.6);
  shares.resource.setZero(regions, sectors);
  shares.resource.col(0).setConstant(0.3);
  shares.capital = (1 - shares.labour.array() - shares.resource.array()).matrix();
  return shares;
}

}  // namespace etslink::test
