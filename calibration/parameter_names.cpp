// SPDX-License-Identifier: Apache-2.0
#include "calibration/parameter_names.h"

#include <algorithm>

#include "model/elasticity_range.h"
#include "model/export_supply.h"
#include "model/instruments/subsistence.h"
#include "model/leisure.h"

namespace etslink {
namespace {

const std::vector<std::string>& nest_parameters() {
  static const std::vector<std::string> names{"esubd", "esubm", "esubva"};
  return names;
}

std::vector<std::string> joined(std::vector<std::string> names, const std::vector<std::string>& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

}  // namespace

const std::vector<std::string>& model_parameters() {
  static const std::vector<std::string> names{"supply_elasticity",
                                              "process_xhat",
                                              "process_nu",
                                              carbon_price_paid,
                                              "transformation_elasticity",
                                              "make_transformation_elasticity",
                                              export_transformation,
                                              leisure_ratio,
                                              subsistence_share,
                                              cde_substitution,
                                              cde_expansion};
  return names;
}

const std::vector<std::string>& usual_parameters() {
  static const std::vector<std::string> names = joined(model_parameters(), nest_parameters());
  return names;
}

bool is_of_usual_nests(const std::string& parameter) {
  return std::find(nest_parameters().begin(), nest_parameters().end(), parameter) != nest_parameters().end();
}

}  // namespace etslink
