// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/csv.h"
#include "model/benchmark.h"

namespace etslink {

// The lists of a benchmark folder. Codes are letters, digits and _ - . and unique; no sector or agent is called STK or
// process and no region domestic or imported, because use.csv and co2.csv would be ambiguous.
void read_regions(const CsvTable& table, Benchmark& benchmark);
void read_sectors(const CsvTable& table, Benchmark& benchmark);
void read_factors(const CsvTable& table, Benchmark& benchmark);
// Needs the regions and sectors; every region must have a household.
void read_agents(const CsvTable& table, Benchmark& benchmark);
// The purposes that use.csv names.
void read_purposes(const CsvTable& use, Benchmark& benchmark);

// InputError unless a code has the characters above and is none of the reserved words; `what` is the word for it.
void require_code(const SourceLocation& at, const std::string& what, const std::string& code,
                  const std::vector<std::string>& reserved);

// The words of the format for the enumerations of model/sets.h, in their order; those of sectors are role_names().
[[nodiscard]] const std::vector<std::string>& mobility_words();
[[nodiscard]] const std::vector<std::string>& factor_role_words();
[[nodiscard]] const std::vector<std::string>& agent_kind_words();
[[nodiscard]] const std::vector<std::string>& volume_words();

}  // namespace etslink
