// SPDX-License-Identifier: Apache-2.0
#include "app/model_parameter.h"

#include <algorithm>

#include "model/cap_derivative.h"

namespace etslink {
namespace {

struct ParameterGroup {
  std::string name;
  std::vector<ModelParameter> (*list)(const ModelSource&);
};

const std::vector<ParameterGroup>& groups() {
  static const std::vector<ParameterGroup> list{{"caps", cap_parameters},
                                                {"elasticities", elasticity_parameters},
                                                {"taxes", tax_parameters},
                                                {"emissions", emission_parameters},
                                                {"flows", flow_parameters}};
  return list;
}

ModelParameter cap_parameter(const MarketNode& market, int index) {
  ModelParameter parameter{"caps", "cap of " + market.name, "Mt"};
  for (const double cap : market.cap_by_region) parameter.value += cap;
  parameter.step = relative_step * std::max(parameter.value, market.benchmark_emissions);
  parameter.market = index;
  parameter.shifted = [index](const ModelSource& source, double change) {
    Economy economy = source.economy;
    auto& caps = economy.markets[index].cap_by_region;
    const auto shares = cap_shares(economy.markets[index]);
    for (std::size_t r = 0; r < caps.size(); ++r) caps[r] += change * shares[r];
    return economy;
  };
  return parameter;
}

}  // namespace

const std::vector<std::string>& parameter_groups() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const auto& group : groups()) list.push_back(group.name);
    return list;
  }();
  return names;
}

std::vector<ModelParameter> list_parameters(const std::string& group, const ModelSource& source) {
  for (const auto& candidate : groups()) {
    if (candidate.name == group) return candidate.list(source);
  }
  throw InputError({}, "unknown group of parameters '" + group + "'" + suggestion(group, parameter_groups()));
}

std::vector<ModelParameter> cap_parameters(const ModelSource& source) {
  std::vector<ModelParameter> parameters;
  for (int m = 0; m < static_cast<int>(source.economy.markets.size()); ++m) {
    const auto& market = source.economy.markets[m];
    if (market.pool >= 0) parameters.push_back(cap_parameter(market, m));
  }
  return parameters;
}

}  // namespace etslink
