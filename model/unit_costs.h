// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include "model/cde_kernel.h"
#include "model/conditions.h"
#include "model/edge_kernel.h"
#include "model/sinks.h"

namespace etslink {

// The unit cost of one activity at a time, C relative to the benchmark, and d log C / d log P of its inputs: cost
// shares by Shephard's lemma, but where volumes add up.
class UnitCosts {
 public:
  UnitCosts(const Economy& economy, const TableOfContents& table) : economy_(economy), table_(table) {}

  void clear() {
    slope_.clear();
    z_.clear();
  }
  // An input in the order of the edges: benchmark value and z = log(P/Pbar).
  void add(double value0, double z) {
    slope_.push_back(value0);
    z_.push_back(z);
  }
  // log C of the activity whose inputs were added.
  double log_cost(const Activity& activity, const EvaluationPoint& point) {
    double sum = 0;
    for (const double value : slope_) sum += value;
    for (double& share : slope_) share /= sum;
    if (activity.cde >= 0) return cde_cost(economy_.cde_demands[activity.cde], point);
    if (activity.additive >= 0) return additive_cost(activity, point);
    const double log_cost = log_unit_cost(slope_, z_, activity.sigma);
    for (std::size_t i = 0; i < z_.size(); ++i) slope_[i] *= std::exp((1 - activity.sigma) * (z_[i] - log_cost));
    return log_cost;
  }
  // d log C / d log P of an input, of the cost that was asked for last.
  [[nodiscard]] double slope(std::size_t input) const { return slope_[input]; }

 private:
  // With a constant difference of elasticities the cost depends on the level of consumption.
  double cde_cost(const CdeDemand& demand, const EvaluationPoint& point) {
    const double log_level = point.x[table_.level[demand.activity]];
    const double log_utility = std::log(point.x[table_.variable[demand.utility]]);
    for (std::size_t i = 0; i < z_.size(); ++i) z_[i] += demand.inputs[i].expansion * log_utility - log_level;
    const double log_cost = log_cde_cost(demand.inputs, z_);
    double sum = 0;
    for (std::size_t i = 0; i < z_.size(); ++i)
      sum += slope_[i] *= std::exp(demand.inputs[i].substitution * (z_[i] - log_cost));
    for (double& share : slope_) share /= sum;
    return log_cost;
  }

  // Where volumes add up, at a given index J; the slope of an input is (1 - sigma) times its cost share.
  double additive_cost(const Activity& activity, const EvaluationPoint& point) {
    const double log_index = std::log(point.x[table_.variable[economy_.additive_ces[activity.additive].index]]);
    const double exponent = 1 - activity.sigma;
    const double log_ces = log_unit_cost(slope_, z_, activity.sigma);
    for (std::size_t i = 0; i < z_.size(); ++i) slope_[i] *= exponent * std::exp(exponent * (z_[i] - log_ces));
    return log_additive_cost(log_ces, activity.sigma, log_index);
  }

  const Economy& economy_;
  const TableOfContents& table_;
  std::vector<double> slope_, z_;
};

}  // namespace etslink
