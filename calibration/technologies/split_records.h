// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// What a sector buys: a good, for a purpose or (invalid) for plain use.
struct Bought {
  Sector good;
  Purpose purpose;
  friend auto operator<=>(const Bought&, const Bought&) = default;
};

// What a technology has of the column of its sector in a region. Parts of all technologies add up to at most 1.
struct TechnologyParts {
  int producer = -1;                // position in SectorDivision::producers
  double quantity = 0;              // that it makes
  std::map<Bought, double> bought;  // parts of purchases, with their taxes, energy and CO2
  double process = 0;               // of process emissions
  double labour = 0, capital = 0;   // of these factors
  double resource = 0;              // of the income of capital, beside `capital`: becomes that of its resource
  double pool = 0;                  // what it gets from the pool [million USD]
};

struct TechnologyProducer {
  std::string code;  // of the technology: "coal"
  double supply_elasticity = 1;
  SourceLocation at;
};

// How a sector becomes technologies, and a rest.
struct SectorDivision {
  Sector sector;
  VolumeUnit unit = VolumeUnit::terawatt_hour;
  std::string rent_code, rent_name;  // factor of the resources, added where the benchmark does not have it
  std::vector<TechnologyProducer> producers;
  std::vector<std::vector<TechnologyParts>> regions;  // by region, all of them
};

// Writes technologies into the records of a benchmark: as producers behind its sectors, with their factor of rents, the
// parts of what the sector buys, pays and emits (what is left stays with the sector), what they pay into the pool as
// output taxes, volumes, and elasticities of supply. InputError where a technology would have the code of a sector.
void split_records(Benchmark& benchmark, const SectorDivision& division);

}  // namespace etslink
