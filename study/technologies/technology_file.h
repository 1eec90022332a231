// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// A number of a technology file in the year of the study, by region.
struct RegionalNumber {
  std::map<std::string, double> by_region;
  std::optional<double> otherwise;  // of regions that are not named
  SourceLocation at;
  std::string name;  // "technology.coal_ccs.usd.capital"; empty: not stated

  [[nodiscard]] bool is_stated() const { return !name.empty(); }
  [[nodiscard]] std::optional<double> of(const std::string& region) const;
};
using RegionalTable = std::map<std::string, RegionalNumber>;  // by item

// A technology that nobody uses at the benchmark, as its file states it: what a unit of it needs.
struct LatentTechnology {
  std::string code, name, source, status;
  SourceLocation at;
  std::vector<std::string> replaces;  // names of technologies of its good, the first that a region has
  RegionalNumber capture;             // captured part of its CO2, 0 to 1
  RegionalNumber process_t;           // CO2 of its process, captured part included [t per unit]
  RegionalNumber biogenic_t;          // CO2 of biomass that is burnt [t per unit]
  RegionalNumber storage_usd;         // transport and storage [USD per t captured]
  RegionalTable fuel_gj;              // by role of the fuel [GJ per unit]
  RegionalNumber electricity_mwh;     // [MWh per unit]
  RegionalTable usd;                  // by item [USD per unit, taxes included]; with a mark-up parts that are scaled
  RegionalNumber markup;              // all costs / price of what it replaces; not stated: costs are what they are
  double resource_share = 0, resource_elasticity = 0;
};

// The technologies of one good in one year.
struct TechnologyFile {
  std::string path;
  SourceLocation at;                            // of the good
  std::vector<std::string> good;                // codes of sectors or "role:ROLE", the first that a benchmark has
  VolumeUnit unit = VolumeUnit::terawatt_hour;  // a million units of it
  int money_year = 0;
  RegionalNumber price;     // of the good, where the benchmark has no volume of it [USD per unit]
  RegionalNumber delivery;  // what the good costs beyond what a technology makes [USD per unit]
  std::map<std::string, std::vector<std::string>>
      buys;  // item -> codes of goods and factors, the first that a region has
  std::vector<LatentTechnology> technologies;
};

// The year of the costs, and where it is stated.
struct CostYear {
  std::optional<double> year;
  SourceLocation at;  // of the year, or of what lacks it
};

// "MWh" of a unit of the file.
[[nodiscard]] const std::string& unit_name(VolumeUnit unit);

// InputError with file, line and what is allowed for anything that is not right, for a year outside those of the file,
// and for a file with years where none is stated.
[[nodiscard]] TechnologyFile read_technology_file(const std::string& path, const CostYear& year);

}  // namespace etslink
