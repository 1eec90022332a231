// SPDX-License-Identifier: Apache-2.0
#include "results/report/report_page.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "model/input_error.h"
#include "results/report/labelled_json.h"
#include "results/report/page_parts.h"
#include "results/report/sample_histograms.h"

namespace etslink {
namespace {

using Json = nlohmann::ordered_json;

Json part(const std::string& path, const char* kind) {
  return {{"name", std::filesystem::path(path).filename().string()}, {"kind", kind}};
}

// The skeleton with what stands in the place of each {{name}}.
std::string filled(std::string_view skeleton, const std::vector<std::pair<std::string, std::string_view>>& texts) {
  std::string page;
  for (;;) {
    const auto begin = skeleton.find("{{"), end = skeleton.find("}}");
    page += skeleton.substr(0, begin);
    if (begin == std::string_view::npos) return page;
    const auto name = skeleton.substr(begin + 2, end - begin - 2);
    const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.first == name; });
    require(found != texts.end(), "the skeleton of the page names its parts");
    page += found->second;
    skeleton.remove_prefix(end + 2);
  }
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text)
    html += c == '<' ? std::string("&lt;") : c == '&' ? std::string("&amp;") : std::string(1, c);
  return html;
}

}  // namespace

void ReportPage::add_study(const NetcdfReader& file) {
  const auto groups = file.group_names();
  const bool has_coalitions = std::find(groups.begin(), groups.end(), "coalitions") != groups.end();
  Json json = part(file.path(), has_coalitions ? "coalitions" : "study");
  json["root"] = labelled_json(file);
  if (has_coalitions) json["coalitions"] = labelled_json(file.in_group("coalitions"));
  parts_.push_back(json_for_page(json));
}

void ReportPage::add_curves(const NetcdfReader& file) {
  Json json = part(file.path(), "curves");
  json["root"] = labelled_json(file);
  parts_.push_back(json_for_page(json));
}

void ReportPage::add_sweep(const NetcdfReader& file) {
  Json json = part(file.path(), "sweep");
  json["root"] = labelled_json(file, "sample");
  json["statistics"] = labelled_json(file.in_group("statistics"));
  json["histograms"] = sample_histograms(file);
  parts_.push_back(json_for_page(json));
}

void ReportPage::add_sensitivities(const std::string& path, const std::vector<std::string>& columns,
                                   const std::vector<std::vector<std::string>>& rows) {
  Json json = part(path, "sensitivity");
  json["table"] = {{"columns", columns}, {"rows", rows}};
  parts_.push_back(json_for_page(json));
}

std::string ReportPage::html(const std::string& program) const {
  std::string data = R"({"program":)" + json_for_page(Json(program)) + R"(,"files":[)";
  for (std::size_t i = 0; i < parts_.size(); ++i) data += (i == 0 ? "" : ",\n") + parts_[i];
  data += "]}";
  const auto licence = escaped(page_library_licence());
  return filled(page_skeleton(), {{"style", page_style()},
                                  {"library", page_library()},
                                  {"licence", licence},
                                  {"script", page_script()},
                                  {"data", data}});
}

}  // namespace etslink
