// SPDX-License-Identifier: Apache-2.0
#include "results/report/labelled_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace etslink {
namespace {

using Json = nlohmann::ordered_json;

bool is_axis(const NetcdfReader& file, const std::string& variable) {
  return file.dimensions(variable) == std::vector<std::string>{variable};
}

Json values_of(const NetcdfReader& file, const std::string& variable) {
  return file.is_text(variable) ? Json(file.read_text(variable)) : Json(file.read_numbers(variable));
}

Json axis_json(const NetcdfReader& file, const std::string& axis) {
  return file.is_unlabelled_dimension(axis) ? Json(file.shape(axis).front()) : values_of(file, axis);
}

Json variable_json(const NetcdfReader& file, const std::string& variable) {
  Json json;
  json["axes"] = file.dimensions(variable);
  for (const char* name : {"units", "long_name", "description"}) {
    const auto text = file.variable_attribute(variable, name);
    if (!text.empty()) json[name] = text;
  }
  json["values"] = values_of(file, variable);
  return json;
}

}  // namespace

nlohmann::ordered_json labelled_json(const NetcdfReader& file, const std::string& without_axis) {
  Json json{{"attributes", Json::object()}, {"axes", Json::object()}, {"variables", Json::object()}};
  for (const auto& [name, text] : file.attributes()) json["attributes"][name] = text;
  for (const auto& name : file.variable_names()) {
    const auto axes = file.dimensions(name);
    if (std::find(axes.begin(), axes.end(), without_axis) != axes.end()) continue;
    if (is_axis(file, name)) {
      json["axes"][name] = axis_json(file, name);
    } else {
      json["variables"][name] = variable_json(file, name);
    }
  }
  return json;
}

std::string json_for_page(const nlohmann::ordered_json& json) {
  std::string text;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace etslink
