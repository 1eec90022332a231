// SPDX-License-Identifier: Apache-2.0
#include "model/gas.h"

#include <doctest/doctest.h>

namespace etslink {

TEST_CASE("every gas has one code, and CO2 warms as much as itself in every report") {
  for (const GasInfo& gas : all_gases()) {
    CHECK(find_gas(gas.code) == gas.gas);
    CHECK(info(gas.gas).code == gas.code);
    for (const PotentialSet set : {PotentialSet::ar4, PotentialSet::ar5, PotentialSet::ar6})
      CHECK(co2_equivalent(gas.gas, 2, set) == 2 * gas.potential.of(set));
  }
  CHECK(find_gas("co2") == Gas::co2);
  CHECK(co2_equivalent(Gas::co2, 3.5) == 3.5);
  CHECK_FALSE(find_gas("co2e").has_value());
  CHECK_FALSE(find_gas("").has_value());
}

}  // namespace etslink
