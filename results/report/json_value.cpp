// SPDX-License-Identifier: Apache-2.0
#include "results/report/json_value.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "model/input_error.h"

namespace etslink {
namespace {

using Json = nlohmann::ordered_json;

struct Converter {
  Json operator()(std::monostate) const { return {}; }
  Json operator()(bool value) const { return value; }
  Json operator()(long long value) const { return value; }
  Json operator()(double value) const { return std::isfinite(value) ? Json(value) : Json(); }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(const JsonValue::List& items) const {
    Json json = Json::array();
    for (const auto& item : items) json.push_back(std::visit(*this, item.value()));
    return json;
  }
  Json operator()(const JsonValue::Object& entries) const {
    Json json = Json::object();
    for (const auto& [key, value] : entries) json[key] = std::visit(*this, value.value());
    return json;
  }
};

}  // namespace

void JsonValue::set(const std::string& key, JsonValue value) {
  auto* entries = std::get_if<Object>(&value_);
  require(entries != nullptr, "keys belong to an object");
  const auto found =
      std::find_if(entries->begin(), entries->end(), [&](const auto& entry) { return entry.first == key; });
  if (found == entries->end()) {
    entries->emplace_back(key, std::move(value));
  } else {
    found->second = std::move(value);
  }
}

void JsonValue::append(JsonValue value) {
  auto* items = std::get_if<List>(&value_);
  require(items != nullptr, "items belong to a list");
  items->push_back(std::move(value));
}

std::string json_text(const JsonValue& value, bool is_indented) {
  return std::visit(Converter{}, value.value()).dump(is_indented ? 2 : -1, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

}  // namespace etslink
