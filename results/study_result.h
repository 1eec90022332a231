// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/equilibrium.h"
#include "results/abatement_cost.h"
#include "solvers/solver_report.h"

namespace etslink {

// Where the benchmark data come from, for the root attributes of the results file.
struct BenchmarkSource {
  int year = 0;
  std::string currency, data_hash, sources, licence, citation;
};

// One scenario as it was solved. Where it was not solved, the file holds missing values, the status and `report.worst`.
struct ScenarioResult {
  std::string name;
  std::shared_ptr<const Economy> economy;  // the scenarios of a study differ in permit coverage, caps and links only
  SolverReport report;
  std::optional<EquilibriumState> state;        // present where report.solved()
  std::optional<AbatementCost> abatement_cost;  // integral along the cap path; empty: not computed or not solved
  std::string abatement_cost_note;              // why it could not be computed; empty else
  std::optional<EquilibriumState>
      fuel_prices_held_state;           // solved with ModelOptions::hold_fuel_prices and the same caps
  std::string channels_note;            // why that is missing, or which prices are not held; empty else
  std::optional<double> reachable_cut;  // where not solved: largest s in [0, 1] of the cap path that was
};

// What differs from run to run; written to the group /run only. Seconds per scenario are in its SolverReport.
struct RunInfo {
  double seconds = 0;  // wall time of the whole study
  int threads = 1;
  std::string host, started;  // started: ISO 8601, UTC
};

// Everything the results file, the table and `info` are made from.
struct StudyResult {
  std::string name;                          // of the study
  std::string study_text;                    // the study file as it was read, after --set
  std::string variant, variant_description;  // of the study that was solved; empty where it has none
  BenchmarkSource benchmark;
  std::string program_version, git_revision;
  std::string numeraire = "world consumption price index, benchmark weights";
  std::string closure;            // what is held fixed, by closure_text
  int reference = 0;              // index of the scenario that changes are measured against
  std::vector<Region> coalition;  // regions of C, coalition_members, that the study names; empty: by scenario
  std::vector<ScenarioResult> scenarios;
  RunInfo run;

  [[nodiscard]] bool all_solved() const;
};

}  // namespace etslink
