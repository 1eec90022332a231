// SPDX-License-Identifier: Apache-2.0
#include "analysis/schema/schema_node.h"

namespace etslink {
namespace {

using Kind = TomlValue::Kind;

// What another reading of the same place needed; the first one says it all.
void add_needed(SchemaNode& node, const std::set<std::string>& needed) {
  if (!node.has_keys) node.needed = needed;
  std::erase_if(node.needed, [&](const std::string& key) { return !needed.contains(key); });
  node.has_keys = true;
}

void add_table(SchemaNode& node, const TomlValue& table, const KeyRecord& record) {
  const auto* read = record.find(table.at().file, table.name());
  if (read == nullptr || read->times_read == 0) {
    node.has_names = true;
    for (const auto& [name, value] : table.entries()) add_example(node.any_name(), value, record);
    return;
  }
  std::set<std::string> needed;
  for (const auto& [key, times] : read->asked) {
    node.keys.try_emplace(key);
    if (times >= read->times_read) needed.insert(key);
  }
  add_needed(node, needed);
  for (const auto& [key, value] : table.entries()) add_example(node.keys[key], value, record);
}

void add_text(SchemaNode& node, const KeyRecord::Asked* read) {
  if (read == nullptr || read->words.empty()) {
    node.has_free_text = true;
  } else {
    node.words.insert(read->words.begin(), read->words.end());
  }
}

void add_number(SchemaNode& node, const KeyRecord::Asked* read) {
  if (read == nullptr || read->ranges.empty()) {
    node.has_free_number = true;
  } else {
    node.ranges.insert(node.ranges.end(), read->ranges.begin(), read->ranges.end());
  }
}

void merge_one(std::vector<SchemaNode>& nodes, const std::vector<SchemaNode>& others) {
  if (others.empty()) return;
  if (nodes.empty()) nodes.emplace_back();
  merge_nodes(nodes.front(), others.front());
}

}  // namespace

SchemaNode& SchemaNode::any_name() {
  if (names.empty()) names.emplace_back();
  return names.front();
}

void add_example(SchemaNode& node, const TomlValue& value, const KeyRecord& record) {
  node.kinds.insert(value.kind());
  const auto* read = record.find(value.at().file, value.name());
  if (value.is(Kind::table)) add_table(node, value, record);
  if (value.is(Kind::text)) add_text(node, read);
  if (value.is(Kind::number)) add_number(node, read);
  if (!value.is(Kind::list)) return;
  if (node.items.empty()) node.items.emplace_back();
  for (const auto& item : value.as_list()) add_example(node.items.front(), item, record);
}

void merge_nodes(SchemaNode& node, const SchemaNode& other) {
  node.kinds.insert(other.kinds.begin(), other.kinds.end());
  if (other.has_keys) add_needed(node, other.needed);
  node.has_names = node.has_names || other.has_names;
  for (const auto& [key, value] : other.keys) merge_nodes(node.keys[key], value);
  merge_one(node.names, other.names);
  merge_one(node.items, other.items);
  node.words.insert(other.words.begin(), other.words.end());
  node.ranges.insert(node.ranges.end(), other.ranges.begin(), other.ranges.end());
  node.has_free_text = node.has_free_text || other.has_free_text;
  node.has_free_number = node.has_free_number || other.has_free_number;
}

}  // namespace etslink
