// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "model/benchmark.h"

// What a folder with technologies states, for tests of how sectors are divided.
namespace etslink {

using RecordSums = std::map<std::string, double>;

// All records of a benchmark with technologies counted as their sector, what these sell to it and pay each other apart.
[[nodiscard]] RecordSums record_sums(const Benchmark& benchmark);

// That a benchmark with technologies has the records of the one without.
void check_same_sums(const Benchmark& whole, const Benchmark& divided);

// That the technologies of a sector in a region cost the same per unit.
void check_one_price(const Benchmark& benchmark);

// Energy that a user burns for plain use [PJ].
[[nodiscard]] double energy_of(const Benchmark& benchmark, const std::string& region, const std::string& who,
                               const std::string& fuel);

// Of output_volumes.csv and technologies.csv.
[[nodiscard]] double quantity_of(const Benchmark& benchmark, const std::string& region, const std::string& code);

// With tax [million USD].
[[nodiscard]] double factor_income(const Benchmark& benchmark, const std::string& region, const std::string& code,
                                   const std::string& factor);

}  // namespace etslink
