// SPDX-License-Identifier: Apache-2.0
#include "results/report/results_json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "results/report/labelled_json.h"

namespace etslink {
namespace {

using Json = nlohmann::ordered_json;

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string json_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json number_or_null(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? Json(value) : Json();
}

}  // namespace

std::string results_json(const NetcdfReader& file) {
  auto json = labelled_json(file);
  const auto groups = file.group_names();
  for (const char* group : {"coalitions", "statistics"}) {
    if (contains(groups, group)) json[group] = labelled_json(file.in_group(group));
  }
  return json_line(json);
}

std::string table_json(const TextTable& table) {
  Json json = Json::array();
  for (const auto& fields : table.rows) {
    Json row = Json::object();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto& name = table.columns[i];
      row[name] = contains(table.numbers, name) ? number_or_null(fields[i]) : Json(fields[i]);
    }
    json.push_back(row);
  }
  return json_line(json);
}

}  // namespace etslink
