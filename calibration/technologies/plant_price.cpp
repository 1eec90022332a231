// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/plant_price.h"

#include <algorithm>

namespace etslink {
namespace {

constexpr int halvings = 200;       // of an interval: to the last digit
constexpr double largest_part = 0.5;  // of the capital income of plants that technologies with full_capital may take

class Plant {
 public:
  Plant(SplitTechnology& technology, const TechnologyRule& rule, double capital)
      : technology_(technology), rule_(rule), capital_(capital) {}

  [[nodiscard]] double paid() const {
    return technology_.reached.fuel + technology_.reached.labour + technology_.reached.goods;
  }
  // What it earns on capital and resources at a price.
  [[nodiscard]] double earned(double price) const {
    return std::max(price * technology_.twh - paid(), rule_.full_capital ? capital_ : 0.0);
  }
  // At which it alone would earn so much.
  [[nodiscard]] double price_of(double income) const { return (paid() + income) / technology_.twh; }

  void set(double price) {
    PlantCosts& costs = technology_.reached;
    const double income = earned(price);
    costs.capital = std::min(income, capital_);
    costs.rent = income - costs.capital;
    costs.subsidy = std::max(paid() + income - price * technology_.twh, 0.0);
    technology_.resource = std::max(costs.rent, rule_.site * income);
  }

 private:
  SplitTechnology& technology_;
  const TechnologyRule& rule_;
  double capital_;  // as the source says
};

std::vector<Plant> plants_of(double earned, const std::vector<TechnologyRule>& rules,
                             std::vector<SplitTechnology>& technologies) {
  double full = 0;
  for (const SplitTechnology& technology : technologies)
    if (rules[static_cast<std::size_t>(technology.rule)].full_capital) full += technology.wanted.capital;
  const double scale = full > largest_part * earned ? largest_part * earned / full : 1;
  std::vector<Plant> plants;
  for (SplitTechnology& technology : technologies) {
    const TechnologyRule& rule = rules[static_cast<std::size_t>(technology.rule)];
    plants.emplace_back(technology, rule, technology.wanted.capital * (rule.full_capital ? scale : 1));
  }
  return plants;
}

}  // namespace

double set_plant_price(double earned, const std::vector<TechnologyRule>& rules,
                       std::vector<SplitTechnology>& technologies) {
  std::vector<Plant> plants = plants_of(earned, rules, technologies);
  double low = 0, high = 0;
  for (const Plant& plant : plants) high = std::max(high, plant.price_of(earned));
  for (int i = 0; i < halvings; ++i) {
    const double middle = (low + high) / 2;
    double sum = 0;
    for (const Plant& plant : plants) sum += plant.earned(middle);
    (sum > earned ? high : low) = middle;
  }
  for (Plant& plant : plants) plant.set(low);
  return low;
}

}  // namespace etslink
