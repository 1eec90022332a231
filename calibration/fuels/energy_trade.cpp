// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/energy_trade.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/fuels/entropy_newton.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double balanced = 1e-12;  // relative

// Energy of the money benchmark's trade and domestic use at the exporter's price.
Eigen::MatrixXd first_flows(const Benchmark& benchmark, Sector good, const Eigen::VectorXd& price) {
  const int regions = benchmark.region_count();
  Eigen::MatrixXd value = Eigen::MatrixXd::Zero(regions, regions);
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.good == good) value(flow.exporter.index, flow.importer.index) += flow.value_musd;
  for (const UseFlow& flow : benchmark.use)
    if (flow.good == good && flow.origin.kind == Origin::Kind::domestic)
      value(flow.region.index, flow.region.index) += flow.value_musd;
  return price.cwiseInverse().asDiagonal() * value.cwiseMax(0.0);
}

// Cells that are not 0, and their sums by exporter and importer.
EntropyTask task_of(const Eigen::MatrixXd& flows, const Eigen::VectorXd& produced, const Eigen::VectorXd& used) {
  EntropyTask task;
  std::vector<double> prior;
  std::map<std::string, LinearCondition> conditions;
  for (int from = 0; from < flows.rows(); ++from) {
    for (int to = 0; to < flows.cols(); ++to) {
      if (flows(from, to) <= 0) continue;
      const int cell = static_cast<int>(prior.size());
      prior.push_back(flows(from, to));
      for (const auto& [name, sum] : {std::pair("from " + std::to_string(from), produced(from)),
                                      std::pair("to " + std::to_string(to), used(to))}) {
        conditions[name].terms.emplace_back(cell, 1.0);
        conditions[name].right_side = sum;
      }
    }
  }
  for (auto& [name, condition] : conditions) task.conditions.push_back({name, condition.terms, condition.right_side});
  task.prior = Eigen::Map<const Eigen::VectorXd>(prior.data(), static_cast<Eigen::Index>(prior.size()));
  task.weight = Eigen::VectorXd::Ones(task.prior.size());
  return task;
}

// Largest relative difference of row and column sums.
double farthest_gap(const Eigen::MatrixXd& flows, const Eigen::VectorXd& produced, const Eigen::VectorXd& used) {
  const Eigen::VectorXd sold = flows.rowwise().sum(), bought = flows.colwise().sum();
  return std::max(((sold - produced).array().abs() / produced.array().max(1e-9)).maxCoeff(),
                  ((bought - used).array().abs() / used.array().max(1e-9)).maxCoeff());
}

// Region whose row is farthest from its sum.
int farthest(const Eigen::MatrixXd& flows, const Eigen::VectorXd& sums) {
  Eigen::Index region = 0;
  ((flows.rowwise().sum() - sums).array().abs() / sums.array().max(1e-9)).maxCoeff(&region);
  return static_cast<int>(region);
}

class Trader {
 public:
  Trader(const EnergyTables& tables, const PriceLevels& prices, const Benchmark& benchmark,
         const PhysicalRecipe& recipe)
      : tables_(tables), prices_(prices), benchmark_(benchmark), recipe_(recipe), fuels_(benchmark) {}

  EnergyTrade build() {
    for (const Fuel fuel : all_fuels) {
      Eigen::MatrixXd flows = first_flows(benchmark_, fuels_.sector(fuel), prices_.basic[fuel]);
      drop(fuel, flows);
      fit(fuel, flows);
      result_.pj[fuel] = flows;
    }
    return std::move(result_);
  }

 private:
  void drop(Fuel fuel, Eigen::MatrixXd& flows) {
    list(fuel, "world", "flows dropped that are below the smallest", drop_small(flows));
    for (int from = 0; from < flows.rows(); ++from) {
      for (int to = 0; to < flows.cols(); ++to) {
        if (flows(from, to) == 0 || prices_.basic[fuel](from) <= prices_.basic[fuel](to)) continue;
        list(fuel, benchmark_.regions[from].code + " to " + benchmark_.regions[to].code,
             "dropped: delivered for less than its price at home", flows(from, to));
        flows(from, to) = 0;
      }
    }
  }

  // Flows between regions below the recipe's smallest; returns their energy.
  double drop_small(Eigen::MatrixXd& flows) const {
    double dropped = 0;
    for (int from = 0; from < flows.rows(); ++from) {
      for (int to = 0; to < flows.cols(); ++to) {
        if (from == to || flows(from, to) >= recipe_.trade.smallest_pj) continue;
        dropped += flows(from, to);
        flows(from, to) = 0;
      }
    }
    return dropped;
  }

  void fit(Fuel fuel, Eigen::MatrixXd& flows) {
    const Eigen::MatrixXd before = flows;
    const Eigen::VectorXd &produced = tables_.production_pj[fuel], &used = tables_.use_pj[fuel];
    for (int region = 0; region < flows.rows(); ++region) {
      if (produced(region) <= 0) flows.row(region).setZero();
      if (used(region) <= 0) flows.col(region).setZero();
    }
    for (int region = 0; region < flows.rows(); ++region) {
      if (produced(region) > 0 && flows.row(region).sum() <= 0) refuse(fuel, region, {"produces", produced(region)});
      if (used(region) > 0 && flows.col(region).sum() <= 0) refuse(fuel, region, {"uses", used(region)});
    }
    if (flows.maxCoeff() > 0) set(flows, minimise_entropy(task_of(flows, produced, used)).value);
    if (farthest_gap(flows, produced, used) > balanced) refuse(fuel, flows);
    list(fuel, "world", "moved between origins to agree with production and use",
         (flows - before).cwiseAbs().sum() / 2);
  }

  static void set(Eigen::MatrixXd& flows, const Eigen::VectorXd& value) {
    int cell = 0;
    for (int from = 0; from < flows.rows(); ++from)
      for (int to = 0; to < flows.cols(); ++to)
        if (flows(from, to) > 0) flows(from, to) = value(cell++);
  }

  struct Unmet {
    const char* what;
    double pj;
  };
  [[noreturn]] void refuse(Fuel fuel, int region, Unmet unmet) const {
    throw InputError(recipe_.at("physical_accounts.trade"),
                     benchmark_.regions[region].code + " " + unmet.what + " " + rounded_text(unmet.pj, 6) + " PJ of " +
                         fuel_word(fuel) +
                         ", and no flow of it is left: smaller than the smallest, delivered for less "
                         "than its price at home, or to where none is used");
  }

  [[noreturn]] void refuse(Fuel fuel, const Eigen::MatrixXd& flows) const {
    const int region = farthest(flows, tables_.production_pj[fuel]);
    throw InputError(recipe_.at("physical_accounts.trade"),
                     "no trade in " + fuel_word(fuel) + " agrees with production and use; farthest: " +
                         benchmark_.regions[region].code + " sells " + rounded_text(flows.row(region).sum(), 6) +
                         " PJ of " + rounded_text(tables_.production_pj[fuel](region), 6) + " PJ produced");
  }

  void list(Fuel fuel, const std::string& place, const std::string& what, double pj) {
    if (pj != 0) result_.adjustments.push_back({"energy trade", fuel_word(fuel) + ", " + place, what, pj, "PJ"});
  }

  const EnergyTables& tables_;
  const PriceLevels& prices_;
  const Benchmark& benchmark_;
  const PhysicalRecipe& recipe_;
  FuelSectors fuels_;
  EnergyTrade result_;
};

}  // namespace

EnergyTrade energy_trade(const EnergyTables& tables, const PriceLevels& prices, const Benchmark& benchmark,
                         const PhysicalRecipe& recipe) {
  return Trader(tables, prices, benchmark, recipe).build();
}

}  // namespace etslink
