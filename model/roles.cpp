// SPDX-License-Identifier: Apache-2.0
#include "model/roles.h"

namespace etslink {

std::string to_string(PermitSource source) {
  switch (source) {
    case PermitSource::performance_standard:
      return "performance standard";
    case PermitSource::output_based_allocation:
      return "output-based allocation";
    case PermitSource::crediting:
      return "crediting";
    case PermitSource::gdp_cap:
      return "cap per GDP";
    case PermitSource::withheld:
      return "permits kept back";
    case PermitSource::released:
      return "permits released";
    case PermitSource::offsets:
      return "offsets";
    case PermitSource::link:
      return "link";
    case PermitSource::project:
      return "project credits";
    case PermitSource::swap:
      return "swap";
  }
  return "";
}

}  // namespace etslink
