// SPDX-License-Identifier: Apache-2.0
#include "calibration/gtap/read_gtap.h"

#include "model/number_text.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

// Energy that is feedstock, and what power is made of: judgements that a user should know of.
void add_notes(ImportedBenchmark& result) {
  const auto& benchmark = result.benchmark;
  const Purpose feedstock = benchmark.find_purpose("feedstock");
  double pj = 0, all = 0;
  for (const auto& flow : benchmark.energy) {
    all += flow.pj;
    if (feedstock.valid() && flow.purpose == feedstock) pj += flow.pj;
  }
  if (pj > 0)
    result.notes.push_back("feedstock: " + rounded_text(pj, 4) + " of " + rounded_text(all, 6) +
                           " PJ are bought by sectors and not burnt, by their CO2");
  const auto power = sectors_with_role(benchmark, role_name(SectorRole::electricity));
  if (power.size() > 1)
    result.notes.push_back(
        std::to_string(power.size()) +
        " sectors of electricity: with nests that have no place for each of them, users buy them in the "
        "proportions of the data, whatever they cost; aggregate them to one, or give them a nest");
}

}  // namespace

ImportedBenchmark read_gtap(const GtapImport& import, double tolerance) {
  const GtapDatabase database(find_gtap_files(import.folder, import.paths));
  const GtapLists lists(database);
  const GtapReader reader(database, lists);
  ImportedBenchmark result;
  auto& benchmark = result.benchmark;
  benchmark.folder = import.folder;
  benchmark.year = import.year;
  benchmark.currency = "million USD";
  const auto release = database.release();
  benchmark.sources = "GTAP database, " + std::string(database.is_version_7() ? "version 7" : "version 6") +
                      " headers" + (release.empty() ? "" : "; " + release);
  benchmark.licence = "that of the GTAP database: not to be passed on";
  benchmark.citation = "that of the GTAP database";
  lists.write_to(benchmark, import.roles);
  read_gtap_flows(reader, benchmark);
  read_gtap_parameters(reader, benchmark, result.notes);
  read_gtap_incomes(reader, benchmark);
  result.gaps = gtap_gaps(reader, benchmark, tolerance);
  if (!result.gaps.empty()) return result;
  read_gtap_fuels(reader, benchmark, result.notes);
  add_notes(result);
  return result;
}

}  // namespace etslink
