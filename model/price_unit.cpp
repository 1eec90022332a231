// SPDX-License-Identifier: Apache-2.0
#include "model/price_unit.h"

namespace etslink {

std::string price_unit(VolumeUnit unit) {
  switch (unit) {
    case VolumeUnit::petajoule:
      return "USD/GJ";
    case VolumeUnit::terawatt_hour:
      return "USD/MWh";
    case VolumeUnit::megatonne:
      return "USD/t";
  }
  return "";
}

}  // namespace etslink
