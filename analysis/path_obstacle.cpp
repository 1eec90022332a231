// SPDX-License-Identifier: Apache-2.0
#include "analysis/path_obstacle.h"

#include <cmath>

#include "model/conditions.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double vanished = 1e-6;  // a price relative to the benchmark that only a steep supply can have

// What an unknown is of, as far as there is something to say about it.
struct Place {
  const Commodity* commodity = nullptr;  // its price
  bool is_permit_price = false;
};

Place place_of_unknown(const Economy& economy, const TableOfContents& table, int unknown) {
  Place place;
  for (std::size_t c = 0; c < economy.commodities.size(); ++c) {
    if (table.price[c] == unknown) place.commodity = &economy.commodities[c];
  }
  for (const int permit_price : table.permit_price) place.is_permit_price |= permit_price == unknown;
  return place;
}

std::string cure(const Place& place, bool rising) {
  if (place.is_permit_price && rising)
    return "what abatement there is has been used: larger elasticities of energy, or a smaller cut";
  if (place.commodity == nullptr || rising) return "";
  if (place.commodity->kind == CommodityKind::resource)
    return "its sector can't produce less at this elasticity: a larger supply_elasticity, or [model] "
           "least_resource_percent above its share of the costs, which turns it into capital";
  if (place.commodity->kind == CommodityKind::factor)
    return "a part of it would have to stand idle: larger elasticities of substitution where it is used, or a "
           "factor that moves between sectors";
  return "";
}

std::string with_cure(const std::string& text, const std::string& cure) {
  return cure.empty() ? text : text + " (" + cure + ")";
}

// The resource or factor whose price has fallen most, where it has as good as vanished: -1 where none has.
int vanished_price(const Economy& economy, const TableOfContents& table, const std::vector<double>& x) {
  int lowest = -1;
  for (std::size_t c = 0; c < economy.commodities.size(); ++c) {
    const CommodityKind kind = economy.commodities[c].kind;
    if (kind != CommodityKind::resource && kind != CommodityKind::factor) continue;
    const int u = table.price[c];
    if (x[u] < std::log(vanished) && (lowest < 0 || x[u] < x[lowest])) lowest = u;
  }
  return lowest;
}

}  // namespace

std::string obstacle(const Economy& economy, const ContinuationReport& path) {
  const BranchReport& branch = path.branch;
  if (branch.end != BranchEnd::limit && branch.end != BranchEnd::maximum) return "";
  const TableOfContents table = list_conditions(economy);
  const auto name = [&](int unknown) { return unknown < 0 ? std::string() : table.entries[unknown].unknown; };
  const std::vector<double>* last = path.points.empty() ? nullptr : &path.points.back().x;
  const auto how_far = [&](int unknown) {
    const bool is_price = last != nullptr && place_of_unknown(economy, table, unknown).commodity != nullptr;
    return is_price ? ", " + rounded_text(std::exp((*last)[unknown]), 2) + " of the benchmark" : std::string();
  };
  if (branch.end == BranchEnd::limit) {
    const std::string text = "; there " + name(branch.moving) +
                             (branch.rising ? " grows without bound" : " tends to zero") + how_far(branch.moving);
    return with_cure(text, cure(place_of_unknown(economy, table, branch.moving), branch.rising));
  }
  const int gone = last == nullptr ? -1 : vanished_price(economy, table, *last);
  if (gone >= 0)
    return with_cure("; there " + name(gone) + " has vanished" + how_far(gone) +
                         ", which looks like a turning point and need not be one",
                     cure(place_of_unknown(economy, table, gone), false));
  return "; there the equilibria turn back to smaller cuts (" + name(branch.moving) + " moves fastest)";
}

}  // namespace etslink
