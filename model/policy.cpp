// SPDX-License-Identifier: Apache-2.0
#include "model/policy.h"

#include <algorithm>

namespace etslink {

std::string to_string(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::price:
      return "price";
    case QuantityKind::output:
      return "output";
    case QuantityKind::real_wage:
      return "real wage";
    case QuantityKind::unemployment:
      return "unemployment";
    case QuantityKind::consumption:
      return "consumption";
    case QuantityKind::government_demand:
      return "government demand";
    case QuantityKind::investment:
      return "investment";
    case QuantityKind::lump_sum:
      return "lump sum";
    case QuantityKind::permit_price:
      return "permit price";
    case QuantityKind::emissions:
      return "emissions";
    case QuantityKind::output_tax:
      return "output tax";
    case QuantityKind::factor_tax:
      return "factor tax";
    case QuantityKind::consumption_tax:
      return "consumption tax";
    case QuantityKind::endowment:
      return "endowment";
    case QuantityKind::cap:
      return "cap";
    case QuantityKind::transfer:
      return "transfer";
  }
  return "";
}

bool has_world_price(const ModelOptions& options, Region region, Sector good) {
  return std::any_of(options.world_markets.begin(), options.world_markets.end(), [&](const WorldMarket& market) {
    return market.region == region && std::find(market.goods.begin(), market.goods.end(), good) != market.goods.end();
  });
}

bool buys_abatement(const Policy& policy, Region region) {
  const auto is_host = [&](const ProjectCrediting& project) { return project.host == region; };
  const auto is_here = [&](const OffsetSupply& offsets) { return offsets.region == region; };
  const std::vector<Region>& others = policy.abatement_regions;
  return std::find(others.begin(), others.end(), region) != others.end() ||
         std::any_of(policy.projects.begin(), policy.projects.end(), is_host) ||
         std::any_of(policy.markets.begin(), policy.markets.end(), [&](const PermitMarket& market) {
           return std::any_of(market.offsets.begin(), market.offsets.end(), is_here);
         });
}

}  // namespace etslink
