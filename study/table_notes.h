// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/toml/toml_value.h"
#include "model/benchmark.h"

namespace etslink {

// "FILE:LINE: 'KEY' has no effect: REASON".
[[nodiscard]] std::string no_effect(const TomlValue& value, const std::string& reason);

[[nodiscard]] bool has_agent(const Benchmark& benchmark, AgentKind kind);

// Is a value, which may be null, this text?
[[nodiscard]] bool has_text(const TomlValue* value, const std::string& word);

// The place of notes about one table of a study, [market.NAME] or [link.NAME], and what its scenarios change in it.
class TableNotes {
 public:
  // `kind` is "market" or "link"; the study, the table and the notes must outlive this.
  TableNotes(const TomlValue& study, const std::string& kind, const TomlValue& table, std::vector<std::string>& notes);

  [[nodiscard]] const TomlValue* find(const std::string& key) const { return table_.find(key); }
  [[nodiscard]] bool is_changed(const std::string& key) const;  // by some scenario
  [[nodiscard]] bool is_given(const std::string& key) const { return find(key) != nullptr || is_changed(key); }
  void add(const TomlValue& value, const std::string& reason) { notes_.push_back(no_effect(value, reason)); }

 private:
  const TomlValue& table_;
  std::vector<const TomlValue*> changes_;  // [scenario.X.KIND.NAME]
  std::vector<std::string>& notes_;
};

}  // namespace etslink
