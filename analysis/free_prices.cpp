// SPDX-License-Identifier: Apache-2.0
#include "analysis/free_prices.h"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "model/conditions.h"

namespace etslink {
namespace {

// Economies with more prices are not looked at: a dense factorisation of them takes minutes.
constexpr int most_prices = 2000;
constexpr double rank_threshold = 1e-9;  // relative to the largest pivot
constexpr double visible = 1e-6;         // of the largest component
constexpr std::size_t most_listed = 6;

// Prices of goods and factors that clear a market, and permit prices.
std::vector<int> price_unknowns(const Economy& economy, const TableOfContents& table) {
  std::vector<int> unknowns;
  for (std::size_t c = 0; c < economy.commodities.size(); ++c) {
    if (table.market_clearing[c] >= 0) unknowns.push_back(table.price[c]);
  }
  for (const int price : table.permit_price) {
    if (price >= 0) unknowns.push_back(price);
  }
  return unknowns;
}

// Derivatives of all conditions but those of incomes, by the prices, in their natural sizes.
Eigen::MatrixXd derivatives_by_price(const EquilibriumSystem& system, std::span<const double> x,
                                     const std::vector<int>& prices) {
  const SparsePattern& pattern = system.pattern();
  std::vector<double> values(pattern.entries());
  system.jacobian(x, values);
  std::vector<int> column_of(system.size(), -1);
  for (std::size_t j = 0; j < prices.size(); ++j) column_of[prices[j]] = static_cast<int>(j);
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(system.size(), static_cast<Eigen::Index>(prices.size()));
  for (int i = 0; i < system.size(); ++i) {
    if (system.conditions()[i].kind == ConditionKind::income_balance) continue;
    for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k) {
      const int unknown = pattern.column[k], j = column_of[unknown];
      if (j >= 0) matrix(i, j) = values[k] * system.unknown_scale(unknown);
    }
  }
  return matrix;
}

// Which columns take part in combinations that are zero.
std::vector<bool> dependent_columns(const Eigen::MatrixXd& matrix) {
  std::vector<bool> is_dependent(matrix.cols(), false);
  if (!matrix.allFinite()) return is_dependent;
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(matrix.rows(), matrix.cols());
  qr.setThreshold(rank_threshold);
  qr.compute(matrix);
  const Eigen::Index rank = qr.rank(), free = matrix.cols() - rank;
  if (free == 0 || rank == 0) return is_dependent;
  Eigen::MatrixXd kernel(matrix.cols(), free);
  kernel.topRows(rank) = -qr.matrixR()
                              .topLeftCorner(rank, rank)
                              .triangularView<Eigen::Upper>()
                              .solve(qr.matrixR().block(0, rank, rank, free));
  kernel.bottomRows(free).setIdentity();
  kernel = qr.colsPermutation() * kernel;
  for (Eigen::Index k = 0; k < free; ++k) {
    const double largest = kernel.col(k).cwiseAbs().maxCoeff();
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      if (std::abs(kernel(j, k)) > visible * largest) is_dependent[j] = true;
    }
  }
  return is_dependent;
}

std::string parameter_of(const Activity& activity) {
  if (activity.kind == ActivityKind::armington) return "esubd";
  if (activity.kind == ActivityKind::imports) return "esubm";
  return "the elasticity of substitution";
}

// "esubd of coal of HH, R003": those of 0 between an input whose price is free and others.
std::vector<std::string> elasticities_of_zero(const Economy& economy, const TableOfContents& table,
                                              const std::vector<bool>& is_free) {
  std::vector<std::string> list;
  for (const Activity& activity : economy.activities) {
    if (activity.sigma != 0 || activity.last_edge - activity.first_edge < 2) continue;
    bool buys = false, buys_resource = false;
    for (int e = activity.first_edge; e < activity.last_edge; ++e) {
      const int c = economy.edges[e].commodity;
      if (!is_free[table.price[c]]) continue;
      buys = true;
      buys_resource = buys_resource || economy.commodities[c].kind == CommodityKind::resource;
    }
    const bool is_supply = buys_resource && activity.kind == ActivityKind::production;
    if (buys) list.push_back((is_supply ? "supply_elasticity" : parameter_of(activity)) + " of " + activity.name);
  }
  return list;
}

std::string joined(const std::vector<std::string>& list, const std::string& separator) {
  std::string text;
  for (std::size_t i = 0; i < list.size() && i < most_listed; ++i) text += (i == 0 ? "" : separator) + list[i];
  return text + (list.size() > most_listed ? separator + "..." : "");
}

}  // namespace

std::string free_prices(const Economy& economy, const EquilibriumSystem& system, std::span<const double> x) {
  const TableOfContents table = list_conditions(economy);
  const std::vector<int> prices = price_unknowns(economy, table);
  if (prices.empty() || prices.size() > most_prices) return {};
  const std::vector<bool> is_dependent = dependent_columns(derivatives_by_price(system, x, prices));
  std::vector<bool> is_free(system.size(), false);
  std::vector<std::string> names;
  for (std::size_t j = 0; j < prices.size(); ++j) {
    if (!is_dependent[j]) continue;
    is_free[prices[j]] = true;
    names.push_back(system.unknown_name(prices[j]));
  }
  if (names.empty()) return {};
  std::string text = joined(names, "; ") +
                     "; no quantity does, as goods in fixed supply are bought in fixed proportions: what they cost "
                     "together is determined, its division among them is not";
  const auto elasticities = elasticities_of_zero(economy, table, is_free);
  if (!elasticities.empty()) text += "; one of these above 0 would do: " + joined(elasticities, ", ");
  return text;
}

}  // namespace etslink
