// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/plant_price.h"

#include <algorithm>

namespace etslink {
namespace {

constexpr int halvings = 200;          // of an interval: to the last digit
constexpr double largest_part = 0.75;  // of the capital income of plants that is given out as the least of each

// Part of the least income of each that there is to give.
double scale_of_least(double earned, const std::vector<Plants>& all) {
  double least = 0;
  for (const Plants& plants : all) least += plants.least_capital * plants.wanted_capital;
  return least > largest_part * earned ? largest_part * earned / least : 1;
}

// What plants earn on capital and resources at a price.
class Income {
 public:
  explicit Income(double scale) : scale_(scale) {}

  [[nodiscard]] double of(const Plants& plants, double price) const {
    return std::max(price * plants.quantity - plants.paid, scale_ * plants.least_capital * plants.wanted_capital);
  }
  [[nodiscard]] double of_all(const std::vector<Plants>& all, double price) const {
    double sum = 0;
    for (const Plants& plants : all) sum += of(plants, price);
    return sum;
  }

 private:
  double scale_;
};

void earn(double income, Plants& plants) {
  plants.capital = std::min(income, plants.wanted_capital);
  plants.rent = income - plants.capital;
  plants.resource = std::max(plants.rent, plants.site * income);
}

double mean_cost(const std::vector<Plants>& all) {
  double cost = 0, quantity = 0;
  for (const Plants& plants : all) {
    cost += plants.all();
    quantity += plants.quantity;
  }
  return cost / quantity;
}

}  // namespace

double set_plant_price(double earned, std::vector<Plants>& all) {
  const Income income(scale_of_least(earned, all));
  double low = 0, high = 0;
  for (const Plants& plants : all) high = std::max(high, (plants.paid + earned) / plants.quantity);
  for (int i = 0; i < halvings; ++i) {
    const double middle = (low + high) / 2;
    (income.of_all(all, middle) > earned ? high : low) = middle;
  }
  for (Plants& plants : all) earn(income.of(plants, low), plants);
  const double price = mean_cost(all);
  for (Plants& plants : all) plants.pool = plants.all() - price * plants.quantity;
  return price;
}

}  // namespace etslink
