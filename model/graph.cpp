// SPDX-License-Identifier: Apache-2.0
#include "model/graph.h"

namespace etslink {

int Economy::find_agent(Region region, AgentKind kind) const {
  for (int a = 0; a < static_cast<int>(agents.size()); ++a) {
    if (agents[a].region == region && agents[a].kind == kind) return a;
  }
  return -1;
}

std::vector<int> Economy::households(Region region) const {
  std::vector<int> found;
  for (int a = 0; a < static_cast<int>(agents.size()); ++a) {
    if (agents[a].region == region && agents[a].kind == AgentKind::household) found.push_back(a);
  }
  return found;
}

int Economy::find_variable(const VariableId& id) const {
  for (int v = 0; v < static_cast<int>(variables.size()); ++v) {
    if (variables[v].id == id) return v;
  }
  return -1;
}

std::string to_string(CommodityKind kind) {
  switch (kind) {
    case CommodityKind::output:
      return "output";
    case CommodityKind::armington:
      return "armington";
    case CommodityKind::imports:
      return "imports";
    case CommodityKind::nest:
      return "nest";
    case CommodityKind::factor:
      return "factor";
    case CommodityKind::resource:
      return "resource";
    case CommodityKind::consumption:
      return "consumption";
    case CommodityKind::utility:
      return "utility";
    case CommodityKind::government:
      return "government";
    case CommodityKind::investment:
      return "investment";
    case CommodityKind::margin:
      return "margin";
    case CommodityKind::abatement:
      return "abatement";
  }
  return "";
}

std::string to_string(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::production:
      return "production";
    case ActivityKind::nest:
      return "nest";
    case ActivityKind::armington:
      return "armington";
    case ActivityKind::imports:
      return "imports";
    case ActivityKind::consumption:
      return "consumption";
    case ActivityKind::government:
      return "government";
    case ActivityKind::investment:
      return "investment";
    case ActivityKind::stock_change:
      return "stock change";
    case ActivityKind::factor_supply:
      return "factor supply";
    case ActivityKind::margin:
      return "margin";
    case ActivityKind::subsistence:
      return "subsistence";
    case ActivityKind::export_supply:
      return "export supply";
    case ActivityKind::sale:
      return "sale";
    case ActivityKind::abatement:
      return "abatement";
  }
  return "";
}

std::string to_string(EdgeRole role) {
  switch (role) {
    case EdgeRole::good:
      return "good";
    case EdgeRole::domestic:
      return "domestic";
    case EdgeRole::imports:
      return "imports";
    case EdgeRole::origin:
      return "origin";
    case EdgeRole::factor:
      return "factor";
    case EdgeRole::bundle:
      return "bundle";
    case EdgeRole::service:
      return "service";
  }
  return "";
}

const char* tax_name(EdgeRole role) {
  switch (role) {
    case EdgeRole::factor:
      return "factor tax";
    case EdgeRole::origin:
      return "tariff";
    default:
      return "use tax";
  }
}

}  // namespace etslink
