// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calibration/toml/toml_section.h"
#include "model/nest.h"
#include "model/policy.h"
#include "study/named_sets.h"
#include "study/table_notes.h"

namespace etslink {

// What the notes about closures look at.
struct ModelData {
  const Benchmark& benchmark;
  const NestSet& nests;
};

// What one closure, or one option of the model, adds to the keys of [model]. Each stands in one file of this folder;
// closure_rules.cpp lists them.
struct ClosureRule {
  void (*read)(TomlSection& section, const NamedSets& sets, ModelOptions& options) = nullptr;
  void (*note)(TableNotes& notes, const ModelData& data) = nullptr;  // about keys that find nothing to act on
};

// A rule with its numbers is a table, the default a word. InputError for anything else.
[[nodiscard]] bool is_default(const TomlValue& value, const std::string& word, const std::string& example);

// The key `factor` of a rule about a factor that moves between sectors, which some sector of the benchmark uses.
[[nodiscard]] Factor read_factor_of_rule(TomlSection& section, const Benchmark& benchmark);

}  // namespace etslink
