// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "calibration/check_benchmark.h"
#include "calibration/gap_list.h"
#include "calibration/rounding/repair_rounding.h"

namespace etslink {

// The two sides of an identity [million USD].
struct Sides {
  double left = 0, right = 0;
  [[nodiscard]] double gap() const { return left - right; }
};

// The flows that repair_rounding changes, in the order they are changed; used by its parts.
class RepairList {
 public:
  explicit RepairList(const Benchmark& benchmark) : benchmark_(benchmark) {}

  // Is a gap large enough to be closed?
  [[nodiscard]] static bool is_needed(const Sides& sides) {
    return !(relative_gap(sides.left, sides.right) <= own_balance_tolerance / 10);
  }
  // Gives a flow another value and notes it.
  void change(double& flow, double value, std::pair<std::string, std::string> what_and_place, const Sides& identity);
  // InputError: no flow can close the gap of this identity.
  [[noreturn]] void refuse(const std::string& condition, const std::string& place, const Sides& sides,
                           const std::string& reason) const;

  [[nodiscard]] std::string place(Sector sector, Region region) const;
  [[nodiscard]] std::vector<RoundingRepair> sorted() const;

 private:
  const Benchmark& benchmark_;
  std::vector<RoundingRepair> repairs_;
};

// Agents' budgets (with transfers.csv): closed along the largest transfers; what is left between agents that no
// transfer connects becomes a transfer of the kind "rounding".
void repair_transfers(Benchmark& benchmark, RepairList& repairs);

}  // namespace etslink
