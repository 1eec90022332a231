// SPDX-License-Identifier: Apache-2.0
#include "analysis/schema/schema_json.h"

#include <algorithm>
#include <cmath>

namespace etslink {
namespace {

using Kind = TomlValue::Kind;
using Object = JsonValue::Object;

JsonValue text_json(const SchemaNode& node) {
  JsonValue json = Object{{"type", "string"}};
  if (!node.has_free_text && !node.words.empty())
    json.set("enum", JsonValue::list_of(std::vector<std::string>(node.words.begin(), node.words.end())));
  return json;
}

// The widest of the ranges; a limit that one of them leaves out is none.
NumberRange widest(const std::vector<NumberRange>& ranges) {
  NumberRange wide = ranges.front();
  for (const auto& range : ranges) {
    if (range.least < wide.least) wide.least = range.least, wide.excludes_least = range.excludes_least;
    if (range.least == wide.least) wide.excludes_least = wide.excludes_least && range.excludes_least;
    if (range.largest > wide.largest) wide.largest = range.largest, wide.excludes_largest = range.excludes_largest;
    if (range.largest == wide.largest) wide.excludes_largest = wide.excludes_largest && range.excludes_largest;
    wide.is_whole = wide.is_whole && range.is_whole;
  }
  return wide;
}

JsonValue limit_json(double limit) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const bool is_whole = limit == std::floor(limit) && std::abs(limit) <= largest_exact;
  return is_whole ? JsonValue(static_cast<long long>(limit)) : JsonValue(limit);
}

JsonValue number_json(const SchemaNode& node) {
  if (node.has_free_number || node.ranges.empty()) return Object{{"type", "number"}};
  const auto range = widest(node.ranges);
  JsonValue json = Object{{"type", range.is_whole ? "integer" : "number"}};
  if (std::isfinite(range.least))
    json.set(range.excludes_least ? "exclusiveMinimum" : "minimum", limit_json(range.least));
  if (std::isfinite(range.largest))
    json.set(range.excludes_largest ? "exclusiveMaximum" : "maximum", limit_json(range.largest));
  return json;
}

JsonValue or_none(JsonValue json) {
  return Object{{"anyOf", JsonValue::List{std::move(json), Object{{"const", "none"}}}}};
}

JsonValue keys_json(const SchemaNode& node, const SchemaStyle& style) {
  JsonValue properties = Object{};
  JsonValue required = JsonValue::List{};
  bool has_required = false;
  for (const auto& [key, value] : node.keys) {
    auto json = schema_json(value, style);
    properties.set(key, style.is_change ? or_none(std::move(json)) : std::move(json));
    if (style.is_change || !node.needed.contains(key)) continue;
    required.append(key);
    has_required = true;
  }
  JsonValue json = Object{{"type", "object"}, {"properties", properties}};
  if (has_required) json.set("required", required);
  json.set("additionalProperties", false);
  return json;
}

JsonValue names_json(const SchemaNode& node, const SchemaStyle& style) {
  JsonValue json = Object{{"type", "object"}};
  if (node.names.empty()) return json;
  auto value = schema_json(node.names.front(), style);
  json.set("additionalProperties", style.is_change ? or_none(std::move(value)) : std::move(value));
  return json;
}

JsonValue list_json(const SchemaNode& node, const SchemaStyle& style) {
  JsonValue json = Object{{"type", "array"}};
  const bool has_items = !node.items.empty() && !node.items.front().kinds.empty();
  if (has_items) json.set("items", schema_json(node.items.front(), style));
  return json;
}

}  // namespace

JsonValue schema_json(const SchemaNode& node, const SchemaStyle& style, bool itself) {
  const auto defined = style.defined.find(&node);
  if (!itself && defined != style.defined.end()) return Object{{"$ref", "#/definitions/" + defined->second}};
  JsonValue::List ways;
  if (node.kinds.contains(Kind::text)) ways.push_back(text_json(node));
  if (node.kinds.contains(Kind::number)) ways.push_back(number_json(node));
  if (node.kinds.contains(Kind::boolean)) ways.push_back(Object{{"type", "boolean"}});
  if (node.kinds.contains(Kind::list)) ways.push_back(list_json(node, style));
  if (node.has_keys) ways.push_back(keys_json(node, style));
  if (node.has_names) ways.push_back(names_json(node, style));
  if (ways.empty()) return Object{};
  return ways.size() == 1 ? ways.front() : JsonValue(Object{{"anyOf", JsonValue(ways)}});
}

}  // namespace etslink
