// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/price_levels.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "calibration/use_table.h"

namespace etslink {
namespace {

// Those who use a fuel in a region, its own sector left out: what that buys passes through.
std::vector<const FuelUse*> buyers(const EnergyTables& tables, const FuelSectors& fuels, Region region, Fuel fuel) {
  std::vector<const FuelUse*> result;
  for (const FuelUse& use : tables.use) {
    const bool own = use.user.kind == User::Kind::sector && use.user.index == fuels.sector(fuel).index;
    if (use.region == region && use.fuel == fuel && !own) result.push_back(&use);
  }
  return result;
}

// Price of the user up to whom the given share of the energy is used, cheapest first; the lowest price of the range
// where nobody uses the fuel.
double quantile_price(const std::vector<const FuelUse*>& users, double quantile, std::pair<double, double> range) {
  std::vector<std::pair<double, double>> price_and_pj;
  double total = 0;
  for (const FuelUse* use : users) {
    price_and_pj.emplace_back(use->wanted_musd / use->pj(), use->pj());
    total += use->pj();
  }
  std::sort(price_and_pj.begin(), price_and_pj.end());
  double price = range.first, sum = 0;
  for (const auto& [user_price, pj] : price_and_pj) {
    price = user_price;
    sum += pj;
    if (sum >= quantile * total) break;
  }
  return std::clamp(price, range.first, range.second);
}

double crude_price(const std::vector<const FuelUse*>& refineries, const PriceRecipe& recipe, bool has_export_duty) {
  const double most = recipe.crude_most * recipe.oil;
  if (refineries.empty()) return recipe.crude_least;
  const double paid = refineries.front()->wanted_musd / refineries.front()->pj();
  // An export duty explains a low price at home, as far as it goes; without a purchase there is nothing to explain.
  const double at_home = std::max(paid, recipe.crude_least_at_home);
  const double least = has_export_duty && paid > 0 ? std::min(at_home, recipe.crude_least) : recipe.crude_least;
  return std::clamp(paid, least, most);
}

// Regions in blocks of one price.
class PriceBlocks {
 public:
  PriceBlocks(Eigen::VectorXd price, Eigen::VectorXd weight) : price_(std::move(price)), weight_(std::move(weight)) {
    for (int region = 0; region < price_.size(); ++region) block_.push_back(region);
  }

  // Merges the blocks of supplier and importer where the supplier is dearer, farthest first, until none is.
  void order(const std::vector<std::pair<int, int>>& links) {
    for (;;) {
      const auto worst = std::max_element(links.begin(), links.end(), [&](const auto& a, const auto& b) {
        return price_(a.first) / price_(a.second) < price_(b.first) / price_(b.second);
      });
      if (worst == links.end() || price_(worst->first) <= price_(worst->second)) return;
      merge(block_[worst->first], block_[worst->second]);
    }
  }

  [[nodiscard]] const Eigen::VectorXd& price() const { return price_; }

 private:
  void merge(int one, int other) {
    double weight = 0, sum = 0;
    for (std::size_t region = 0; region < block_.size(); ++region) {
      if (block_[region] != one && block_[region] != other) continue;
      block_[region] = one;
      weight += weight_(static_cast<int>(region));
      sum += weight_(static_cast<int>(region)) * std::log(price_(static_cast<int>(region)));
    }
    for (std::size_t region = 0; region < block_.size(); ++region)
      if (block_[region] == one) price_(static_cast<int>(region)) = std::exp(sum / weight);
  }

  Eigen::VectorXd price_, weight_;
  std::vector<int> block_;
};

// Main supplier of each region that uses more than it produces, among those that produce more than they use.
std::vector<std::pair<int, int>> main_suppliers(const EnergyTables& tables, const Benchmark& benchmark, Fuel fuel,
                                                const Eigen::VectorXd& price) {
  const Sector good = FuelSectors(benchmark).sector(fuel);
  const Eigen::VectorXd surplus = tables.production_pj[fuel] - tables.use_pj[fuel];
  Eigen::MatrixXd pj = Eigen::MatrixXd::Zero(surplus.size(), surplus.size());
  for (const TradeFlow& flow : benchmark.trade)
    if (flow.good == good) pj(flow.exporter.index, flow.importer.index) += flow.value_musd / price(flow.exporter.index);
  std::vector<std::pair<int, int>> links;
  for (int importer = 0; importer < surplus.size(); ++importer) {
    int supplier = -1;
    for (int exporter = 0; exporter < surplus.size(); ++exporter)
      if (surplus(exporter) > 0 && pj(exporter, importer) > (supplier < 0 ? 0 : pj(supplier, importer)))
        supplier = exporter;
    if (surplus(importer) < 0 && supplier >= 0) links.emplace_back(supplier, importer);
  }
  return links;
}

}  // namespace

PriceLevels price_levels(const EnergyTables& tables, const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  const PriceRecipe& assumed = recipe.price;
  const FuelSectors fuels(benchmark);
  PriceLevels levels;
  for (const Fuel fuel : all_fuels) {
    levels.first[fuel] = Eigen::VectorXd::Constant(benchmark.region_count(), assumed.oil);
    for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
      const std::vector<const FuelUse*> users = buyers(tables, fuels, region, fuel);
      const bool has_duty = find_position(assumed.export_duty, benchmark.regions[region.index].code) >= 0;
      double& price = levels.first[fuel](region.index);
      if (fuel == Fuel::coal) price = quantile_price(users, assumed.quantile, assumed.coal);
      if (fuel == Fuel::gas) price = quantile_price(users, assumed.quantile, assumed.gas);
      if (fuel == Fuel::crude) price = crude_price(users, assumed, has_duty);
    }
    PriceBlocks blocks(levels.first[fuel], tables.use_pj[fuel].array().max(1e-9));
    blocks.order(main_suppliers(tables, benchmark, fuel, levels.first[fuel]));
    levels.basic[fuel] = blocks.price();
    for (int region = 0; region < benchmark.region_count(); ++region)
      if (levels.basic[fuel](region) != levels.first[fuel](region))
        levels.adjustments.push_back({"energy prices", fuel_word(fuel) + ", " + benchmark.regions[region].code,
                                      "one price with the main supplier or importer, times",
                                      levels.basic[fuel](region) / levels.first[fuel](region), "ratio"});
  }
  return levels;
}

}  // namespace etslink
