// SPDX-License-Identifier: Apache-2.0
#include "calibration/technologies/share_out.h"

#include <algorithm>
#include <cmath>

#include "model/input_error.h"

namespace etslink {
namespace {

constexpr int halvings = 200;  // of an interval: to the last digit

double sum_at(double lambda, const std::vector<Wanted>& wanted) {
  double sum = 0;
  for (const Wanted& part : wanted) sum += part.value * std::exp(lambda * part.error * part.error);
  return sum;
}

}  // namespace

std::vector<double> share_out(double total, const std::vector<Wanted>& wanted) {
  std::vector<double> parts(wanted.size(), 0.0);
  double sum = 0, least = 1e300, largest = 0;
  for (const Wanted& part : wanted) {
    require(part.error > 0 && part.value >= 0, "what is wanted is 0 or more, with an error above 0");
    sum += part.value;
    least = std::min(least, part.error * part.error);
    largest = std::max(largest, part.error * part.error);
  }
  if (!(sum > 0) || !(total > 0)) return parts;
  // All parts would move by this factor if they had one error; lambda lies between its ends.
  const double factor = std::log(total / sum);
  double low = std::min(factor / least, factor / largest), high = std::max(factor / least, factor / largest);
  for (int i = 0; i < halvings; ++i) {
    const double middle = (low + high) / 2;
    (sum_at(middle, wanted) > total ? high : low) = middle;
  }
  const double scale = total / sum_at(low, wanted);  // takes up the last rounding
  for (std::size_t i = 0; i < wanted.size(); ++i)
    parts[i] = scale * wanted[i].value * std::exp(low * wanted[i].error * wanted[i].error);
  return parts;
}

}  // namespace etslink
