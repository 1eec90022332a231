// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/adjustment.h"
#include "calibration/io_table.h"

namespace etslink {

// CO2 of a user (sector code or "HH") from a fuel good (its sector code) or, with an empty fuel, from its processes
// [Mt].
struct UserEmission {
  std::string region, user, fuel;
  double mt = 0;
};

// Physical fuel use of a user [PJ].
struct UserEnergy {
  std::string region, user, fuel;
  double pj = 0;
};

struct EmissionInput {
  std::vector<UserEmission> prior;  // by user and fuel, in the sectors of the table
  // region -> fuel code ("" = process) -> national total [Mt]; fuels that are absent keep the sum of the prior
  std::map<std::string, std::map<std::string, double>> national_mt;
  std::map<std::string, std::map<std::string, double>> consumption_pj;  // region -> fuel code -> total [PJ]
  // Users whose CO2 from `pool_fuel` is pooled and shared out again by their purchases of it: TRN, SRV, HH. Tables book
  // the fuel of own vehicles with the owner, energy balances with transport.
  std::string pool_fuel;
  std::vector<std::string> pool_users;
  // Largest ratio of a user's t CO2/USD to the mean of its region and fuel; excess is moved to the other users. 0 = no
  // limit.
  double coefficient_limit = 0;
  double warning_factor = 3;
  std::map<std::string, SourceLocation> at;  // region -> its line in the file of totals, for messages
};

struct EmissionResult {
  std::vector<UserEmission> emissions;  // only on positive purchases; processes of sectors with output
  std::vector<UserEnergy> energy;
  Adjustments adjustments;  // reallocations
  Adjustments warnings;     // coefficients far from the mean of their region and fuel
};

// CO2 by fuel x user that meets the national totals by fuel exactly, whatever the prices of the table.
[[nodiscard]] EmissionResult attach_emissions(const IoTable& table, const EmissionInput& input);

}  // namespace etslink
