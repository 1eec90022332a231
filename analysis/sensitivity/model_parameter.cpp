// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/model_parameter.h"

namespace etslink {
namespace {

struct ParameterGroup {
  std::string name;
  std::vector<ModelParameter> (*list)(const ModelSource&);
};

const std::vector<ParameterGroup>& groups() {
  static const std::vector<ParameterGroup> list{
      {"caps", cap_parameters},     {"standards", standard_parameters}, {"limits", limit_parameters},
      {"prices", price_parameters}, {"shocks", shock_parameters},       {"elasticities", elasticity_parameters},
      {"taxes", tax_parameters},    {"emissions", emission_parameters}, {"flows", flow_parameters}};
  return list;
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

}  // namespace etslink
