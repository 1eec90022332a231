// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_section.h"
#include "model/policy.h"
#include "study/named_sets.h"
#include "study/policy_numbers.h"
#include "study/table_notes.h"

namespace etslink {

// Two keys of [market.NAME] that exclude each other, and why.
struct KeyConflict {
  std::string key, other, reason;
};

// Rates by output of a market that sensitivities move in proportion; null where it has none.
struct MarketRates {
  const char* label;  // "standard of "
  std::vector<OutputRate>* (*find)(PermitMarket& market);
};

// What one instrument adds to the keys of [market.NAME]: everything about them that the study's readers and the
// sensitivities need. Each stands in one file of this folder; market_rules.cpp lists them.
struct MarketRule {
  // Reads its keys, those that are present, into a market that the rules listed before have read.
  void (*read)(TomlSection& section, const NamedSets& sets, PermitMarket& market) = nullptr;
  std::string main_key = "";                  // of a rule that makes a market on its own, such as a cap
  std::vector<KeyConflict> conflicts = {};    // of its keys with those of others
  std::vector<std::string> fixed_keys = {};   // the same in all scenarios
  std::vector<std::string> merged_keys = {};  // a scenario changes single entries of these tables
  std::vector<PolicyNumber<PermitMarket>> numbers = {};
  std::vector<MarketRates> rates = {};
  // Notes about keys that find nothing to act on.
  void (*note)(TableNotes& notes, const Benchmark& benchmark) = nullptr;
};

// The conflicts of a key whose rule gives out, keeps back or takes permits.
[[nodiscard]] std::vector<KeyConflict> conflicts_of_permits(const std::vector<std::string>& keys);

// InputError at a key that needs permits to give out, keep back or hold in reserve, where the market has no absolute
// cap.
void expect_cap_for(TomlSection& section, const std::string& key, const PermitMarket& market);

}  // namespace etslink
