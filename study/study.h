// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// One scenario, complete: the study's markets and options with the scenario's changes applied.
struct Scenario {
  std::string name, description;
  Policy policy;
  ModelOptions options;
  SourceLocation at;
};

// What the results shall contain beside the indicators.
struct WantedResults {
  bool state = true;           // all prices and quantities
  bool abatement_cost = true;  // area under the abatement cost curve
  bool channels = true;        // leakage by channel
};

// A study as read from its file (docs/study_format.md), with everything it refers to.
struct Study {
  std::string file, text;             // as named by the user; its content
  std::vector<std::string> settings;  // of --set, applied on top
  std::string name, description;
  std::string variant, variant_description;  // which of its variants this is; empty where it has none
  Benchmark benchmark;
  NestSet nests;
  std::vector<Scenario> scenarios;
  int reference = 0;              // index of the scenario that changes are measured against
  std::vector<Region> coalition;  // for leakage; empty: the regions that each scenario regulates
  WantedResults wanted;
  std::vector<std::string> warnings;  // of what it and its benchmark state without effect, for the log
};

// Reads and validates a study with all its variants (study/variants.h), the study as it is written first; one where it
// has none. `settings` are changes "KEY=VALUE" of the command line. All have the same regions, sectors, markets and
// scenarios. InputError with file, line, offending value and the nearest valid name for anything that is
// not right.
[[nodiscard]] std::vector<Study> read_variants(const std::string& file, const std::vector<std::string>& settings);

// One of them by its name, the first where the name is empty; all are validated.
[[nodiscard]] Study read_study(const std::string& file, const std::vector<std::string>& settings,
                               const std::string& variant = "");

// The two halves of reading a variant, for many studies on one benchmark: a study without its scenarios, beside its
// file as a table with settings and variant applied; and what the rest of such a table states.
struct StudySource {
  Study study;
  TomlValue root;
};
[[nodiscard]] StudySource open_study(const std::string& file, const std::vector<std::string>& settings,
                                     const std::string& variant = "");
void read_policies(const TomlValue& root, Study& study);

// Adds warnings about keys without effect to a study that was read in halves.
void find_unused_keys(StudySource& source);

}  // namespace etslink
