// SPDX-License-Identifier: Apache-2.0
#include "study/merge_tables.h"

#include <algorithm>

namespace etslink {
namespace {

bool takes_out(const TomlValue& value) { return value.is(TomlValue::Kind::text) && value.as_text() == "none"; }

}  // namespace

TomlValue with_changes(const TomlValue& base, const TomlValue& changes, const std::vector<std::string>& merged_keys) {
  TomlValue result(TomlValue::Kind::table, changes.name(), changes.at());
  for (const auto& [key, value] : base.as_table().entries()) {
    const auto* change = changes.find(key);
    if (change == nullptr) {
      result.insert(key, value);
      continue;
    }
    const bool is_merged = std::find(merged_keys.begin(), merged_keys.end(), key) != merged_keys.end() &&
                           value.is(TomlValue::Kind::table) && change->is(TomlValue::Kind::table);
    if (!takes_out(*change)) result.insert(key, is_merged ? with_changes(value, *change, {}) : *change);
  }
  for (const auto& [key, value] : changes.as_table().entries()) {
    if (base.find(key) == nullptr && !takes_out(value)) result.insert(key, value);
  }
  return result;
}

}  // namespace etslink
