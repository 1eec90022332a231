// SPDX-License-Identifier: Apache-2.0
#include "calibration/steel/parts_by_need.h"

#include <algorithm>
#include <numeric>

namespace etslink {

std::vector<double> parts_by_need(double available, const std::vector<double>& need, const NeedRule& rule) {
  std::vector<double> parts(need.size(), 0.0);
  const double all = std::accumulate(need.begin(), need.end(), 0.0);
  if (!(available > 0) || !(all > 0)) return parts;
  const double given = available <= all * (1 + rule.tolerance) ? available : all;
  const double part = std::min(given / available, rule.most);
  for (std::size_t i = 0; i < need.size(); ++i) parts[i] = need[i] / all * part;
  return parts;
}

}  // namespace etslink
