// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace etslink {

// The plants of one technology in a region: power stations, steel works. Money in million USD.
struct Plants {
  double quantity = 0;        // what they make, TWh or Mt; above 0
  double paid = 0;            // for fuel, labour and goods
  double wanted_capital = 0;  // what the source says that capital costs
  double least_capital = 0;   // part of it that they earn at least, 0 to 1
  double site = 0;            // least part of their capital income that is a resource of their own

  double capital = 0;   // at most what is wanted
  double rent = 0;      // what they earn beyond
  double resource = 0;  // of both: income of their own resource
  double pool = 0;      // what they get from the pool; below 0: pay into it

  [[nodiscard]] double all() const { return paid + capital + rent; }
};

// Divides `earned`, the capital income of all plants [million USD], and brings them to one price per unit
// [million USD per TWh or Mt], which it returns. Sets capital, rent, resource and pool of each:
//   * all are paid one price for what they sell, such that what it leaves beyond fuel, labour and goods adds up to
//     `earned`: income of capital up to what the source says, rent beyond that. Whom it leaves less than
//     `least_capital` of what the source says has that (all these together at most three quarters of `earned`);
//   * that price and what the last ones lack is paid for by all: the price is the mean of all costs, rents included,
//   and
//     a pool takes from cheap plants what dear ones get. It sums to 0.
double set_plant_price(double earned, std::vector<Plants>& all);

}  // namespace etslink
