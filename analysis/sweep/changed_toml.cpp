// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/changed_toml.h"

#include <algorithm>
#include <charconv>

namespace etslink {
namespace {

using Kind = TomlValue::Kind;

// A key in quotes, for messages.
std::string quoted(const TomlValue& value) { return value.name().empty() ? "the study" : "'" + value.name() + "'"; }

TomlValue changed_table(const TomlValue& table, std::span<const std::string> path, const TomlChange& change,
                        const SourceLocation& at) {
  const auto* old = table.find(path.front());
  if (old == nullptr && path.size() > 1)
    throw InputError(at,
                     "there is no '" + path.front() + "' in " + quoted(table) + suggestion(path.front(), table.keys()));
  TomlValue result(Kind::table, table.name(), table.at());
  for (const auto& [key, entry] : table.entries())
    result.insert(key, key == path.front() ? changed_toml(entry, path.subspan(1), change, at) : entry);
  if (old == nullptr) result.insert(path.front(), change(nullptr));
  return result;
}

TomlValue changed_list(const TomlValue& list, std::span<const std::string> path, const TomlChange& change,
                       const SourceLocation& at) {
  const auto& items = list.as_list();
  const auto& part = path.front();
  std::size_t wanted = items.size();
  const auto end = std::from_chars(part.data(), part.data() + part.size(), wanted);
  if (end.ec != std::errc() || end.ptr != part.data() + part.size() || wanted >= items.size())
    throw InputError(at, "'" + part + "' is not the number of an item of the list " + quoted(list) + ", which has " +
                             std::to_string(items.size()) + "; the first is 0");
  TomlValue result(Kind::list, list.name(), list.at());
  for (std::size_t i = 0; i < items.size(); ++i)
    result.append(i == wanted ? changed_toml(items[i], path.subspan(1), change, at) : items[i]);
  return result;
}

}  // namespace

TomlValue changed_toml(const TomlValue& value, std::span<const std::string> path, const TomlChange& change,
                       const SourceLocation& at) {
  if (path.empty()) return change(&value);
  if (value.is(Kind::table)) return changed_table(value, path, change, at);
  if (value.is(Kind::list)) return changed_list(value, path, change, at);
  throw InputError(at, "there is no '" + path.front() + "' in " + quoted(value) + ", which is not a table");
}

TomlValue multiplied_toml(const TomlValue& value, double factor, const SourceLocation& at) {
  if (value.is(Kind::number)) return TomlValue::of_number(factor * value.as_number(), value.name(), at);
  TomlValue result(value.kind(), value.name(), value.at());
  if (value.is(Kind::table)) {
    for (const auto& [key, entry] : value.entries()) result.insert(key, multiplied_toml(entry, factor, at));
    return result;
  }
  if (!value.is(Kind::list)) throw InputError(at, quoted(value) + " is not a number, which can't be multiplied");
  for (const auto& item : value.as_list()) result.append(multiplied_toml(item, factor, at));
  return result;
}

}  // namespace etslink
