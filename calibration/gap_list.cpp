// SPDX-License-Identifier: Apache-2.0
#include "calibration/gap_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double smallest_scale_musd = 1e-3;  // a thousand USD: rounding of flows below it is no imbalance
constexpr double musd_per_bn = 1e3;

std::string bn_usd(double musd) { return rounded_text(musd / musd_per_bn, 10); }

}  // namespace

double relative_gap(double left, double right) {
  return std::abs(left - right) / std::max({std::abs(left), std::abs(right), smallest_scale_musd});
}

void GapList::compare(const char* condition, const std::string& place, Side left, Side right) {
  const double gap = std::abs(left.value - right.value);
  const double relative = relative_gap(left.value, right.value);
  if (relative <= tolerance_) return;  // a gap that is not a number is listed
  std::string text = std::string(condition) + ": " + place + ": " + left.name + " " + bn_usd(left.value) + ", " +
                     right.name + " " + bn_usd(right.value) + " bn USD (gap " + rounded_text(gap / musd_per_bn, 3) +
                     ", " + rounded_text(100 * relative, 3) + " %)";
  gaps_.push_back({condition, place, left.value, right.value, relative, std::move(text)});
}

void GapList::forbid(const char* condition, const std::string& place, double size, const std::string& explanation) {
  gaps_.push_back({condition, place, size, 0, 1, std::string(condition) + ": " + place + ": " + explanation});
}

std::string GapList::place(Sector sector, Region region) const {
  return benchmark_.sectors[sector.index].name + ", " + benchmark_.regions[region.index].code;
}

std::vector<BenchmarkGap> GapList::sorted() const {
  std::vector<BenchmarkGap> result = gaps_;
  std::stable_sort(result.begin(), result.end(), [](const BenchmarkGap& a, const BenchmarkGap& b) {
    return std::isnan(a.relative_gap) ? !std::isnan(b.relative_gap) : a.relative_gap > b.relative_gap;
  });
  return result;
}

}  // namespace etslink
