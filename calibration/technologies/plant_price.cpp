// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/plant_price.h"

#include <algorithm>

namespace etslink {
namespace {

constexpr int halvings = 200;          // of an interval: to the last digit
constexpr double largest_part = 0.75;  // of the capital income of plants that is given out as the least of each

class Plant {
 public:
  Plant(SplitTechnology& technology, double least, double site) : technology_(technology), least_(least), site_(site) {}

  [[nodiscard]] double paid() const {
    return technology_.reached.fuel + technology_.reached.labour + technology_.reached.goods;
  }
  // What it earns on capital and resources at a price.
  [[nodiscard]] double earned(double price) const { return std::max(price * technology_.twh - paid(), least_); }
  // At which it alone would earn so much.
  [[nodiscard]] double price_of(double income) const { return (paid() + income) / technology_.twh; }

  void earn(double price) {
    const double income = earned(price);
    technology_.reached.capital = std::min(income, technology_.wanted.capital);
    technology_.reached.rent = income - technology_.reached.capital;
    technology_.resource = std::max(technology_.reached.rent, site_ * income);
  }
  void pool(double price) { technology_.reached.pool = technology_.reached.all() - price * technology_.twh; }

 private:
  SplitTechnology& technology_;
  double least_, site_;
};

std::vector<Plant> plants_of(double earned, const std::vector<TechnologyRule>& rules,
                             std::vector<SplitTechnology>& technologies) {
  const auto rule = [&](const SplitTechnology& technology) -> const TechnologyRule& {
    return rules[static_cast<std::size_t>(technology.rule)];
  };
  double least = 0;
  for (const SplitTechnology& technology : technologies)
    least += rule(technology).least_capital * technology.wanted.capital;
  const double scale = least > largest_part * earned ? largest_part * earned / least : 1;
  std::vector<Plant> plants;
  for (SplitTechnology& technology : technologies)
    plants.emplace_back(technology, scale * rule(technology).least_capital * technology.wanted.capital,
                        rule(technology).site);
  return plants;
}

double mean_cost(const std::vector<SplitTechnology>& technologies) {
  double cost = 0, twh = 0;
  for (const SplitTechnology& technology : technologies) {
    cost += technology.reached.all();
    twh += technology.twh;
  }
  return cost / twh;
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
  for (Plant& plant : plants) plant.earn(low);
  const double price = mean_cost(technologies);
  for (Plant& plant : plants) plant.pool(price);
  return price;
}

}  // namespace etslink
