// SPDX-License-Identifier: Apache-2.0
#include "study/table_notes.h"

#include <algorithm>

namespace etslink {

std::string no_effect(const TomlValue& value, const std::string& reason) {
  return InputError(value.at(), "'" + value.name() + "' has no effect: " + reason).what();
}

bool has_agent(const Benchmark& benchmark, AgentKind kind) {
  return std::any_of(benchmark.agents.begin(), benchmark.agents.end(),
                     [&](const AgentInfo& agent) { return agent.kind == kind; });
}

bool has_text(const TomlValue* value, const std::string& word) {
  return value != nullptr && value->is(TomlValue::Kind::text) && value->as_text() == word;
}

TableNotes::TableNotes(const TomlValue& study, const std::string& kind, const TomlValue& table,
                       std::vector<std::string>& notes)
    : table_(table), notes_(notes) {
  const auto name = table.name().substr(table.name().find('.') + 1);
  const auto* scenarios = study.find("scenario");
  if (scenarios == nullptr) return;
  for (const auto& [scenario, value] : scenarios->entries()) {
    const auto* tables = value.find(kind);
    const auto* changes = tables == nullptr ? nullptr : tables->find(name);
    if (changes != nullptr) changes_.push_back(changes);
  }
}

bool TableNotes::is_changed(const std::string& key) const {
  return std::any_of(changes_.begin(), changes_.end(),
                     [&](const TomlValue* changes) { return changes->find(key) != nullptr; });
}

}  // namespace etslink
