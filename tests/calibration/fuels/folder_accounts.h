// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <map>
#include <string>
#include <tuple>

#include "calibration/fuels/fuel.h"
#include "model/benchmark.h"

namespace etslink::test {

// Physical accounts as the records of a benchmark have them, without anything that the calibration knows.
class FolderAccounts {
 public:
  FolderAccounts(const Benchmark& benchmark, Fuel fuel);

  // Market price of the fuel in each region, domestic and imported together [USD/GJ]; 0 where none is used.
  [[nodiscard]] const Eigen::VectorXd& price() const { return price_; }
  [[nodiscard]] double used_pj() const { return used_.sum(); }
  // Energy that each exporter sells at its own price, at home and abroad [PJ].
  [[nodiscard]] const Eigen::VectorXd& sold_pj() const { return sold_; }
  // Largest relative difference between the delivered price of an origin and the price of its importer.
  [[nodiscard]] double largest_price_gap() const;
  // Largest relative difference between the price of a user in a region and the price of the region.
  [[nodiscard]] double largest_user_gap() const;
  // Subsidies to users and in trade [million USD], at least 0.
  [[nodiscard]] double subsidies() const;

 private:
  const Benchmark& benchmark_;
  Sector good_;
  Eigen::VectorXd price_, used_, sold_;
};

// Purchases of every agent with taxes, stock changes of a region apart, by code [million USD].
[[nodiscard]] std::map<std::string, double> purchases_by_agent(const Benchmark& benchmark);
// CO2 in inventories by region and source: "KOR, COL" [Mt].
[[nodiscard]] std::map<std::string, double> co2_by_source(const Benchmark& benchmark);
// Exports with export taxes and transport less imports, by region [million USD].
[[nodiscard]] std::map<std::string, double> trade_balances(const Benchmark& benchmark);

}  // namespace etslink::test
