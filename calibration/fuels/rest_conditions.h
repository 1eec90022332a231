// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>

#include "calibration/fuels/economy_totals.h"
#include "calibration/fuels/entropy_newton.h"
#include "calibration/fuels/fuel_records.h"

namespace etslink {

// What fuels and their deliveries already are in the conditions of the rest of the economy [million USD].
struct FixedSums {
  std::map<std::pair<Region, User>, double> cost;     // of a user, with taxes
  std::map<std::pair<Region, Sector>, double> sales;  // domestic, exported and for international transport

  explicit FixedSums(const FuelRecords& fixed);
  [[nodiscard]] double cost_of(Region region, User user) const;
  [[nodiscard]] double sales_of(Region region, Sector good) const;
};

struct RestInput {
  const Benchmark& benchmark;  // without fuels: its flows are the prior
  const FuelRecords& fixed;
  const FixedSums& sums;
  const EconomyTotals& kept;  // of the benchmark before
  double value_added_weight = 1;
};

// Purchases, factor payments and trade in the order of the benchmark's records, and what they must meet: zero profit of
// every sector, import markets, purchases of every agent (investors pay stock changes), trade balances of all regions
// but the last, whose balance follows. Rates of tax stay, and so do stock changes.
[[nodiscard]] EntropyTask rest_problem(const RestInput& input);

// Gives these values to the flows, and their taxes at the old rates.
void set_flows(Benchmark& benchmark, const Eigen::VectorXd& value);

}  // namespace etslink
