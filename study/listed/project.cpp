// SPDX-License-Identifier: Apache-2.0
// Project-based crediting: [project.NAME].
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/permit_flows.h"

namespace etslink {
namespace {

// A market of the host in which the credits that it keeps can count.
int find_host_market(const TomlValue& value, const ProjectCrediting& project,
                     const std::vector<PermitMarket>& markets) {
  const int found = find_market(value, markets);
  const auto& market = markets[found];
  if (market.fixed_price || market.crediting)
    value.fail("'" + value.name() + "': market '" + market.name + "' is no market of permits");
  const bool is_member = std::any_of(market.coverage.begin(), market.coverage.end(),
                                     [&](const Coverage& coverage) { return coverage.region == project.host; });
  if (!is_member) value.fail("'" + value.name() + "': the host is no member of market '" + market.name + "'");
  return found;
}

std::vector<int> read_project(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  ProjectCrediting project;
  project.name = item.name;
  project.at = section.at();
  const auto& host = section.need("host");
  const auto& to = section.need("to");
  project.host = item.sets.region(host.as_text(), host.at());
  project.to = find_market(to, policy.markets);
  expect_buyer(to, policy.markets[project.to]);
  project.curve = read_abatement_curve(section);
  section.read("approval_cost", read_non_negative, project.approval_cost);
  section.read("credited_percent", read_percent_above_0, project.credited_share);
  section.read("buyer_percent", read_percent_above_0, project.buyer_share);
  if (const auto* value = section.find("host_market"))
    project.host_market = find_host_market(*value, project, policy.markets);
  section.read("proceeds_percent", read_percent_below_100, project.proceeds);
  section.read("cancelled_percent", read_percent_below_100, project.cancelled);
  section.read("limit", read_limit, project.limit);
  project.rent = read_rent(section);
  section.finish();
  policy.projects.push_back(project);
  return {project.to};
}

std::vector<PolicyNumber<ProjectCrediting>> project_numbers() {
  using Project = ProjectCrediting;
  return {
      {"limits", "limit of ", "Mt", [](Project& project) { return &project.limit.mt; }},
      {"limits", "limit by obligation of ", "1", [](Project& project) { return &project.limit.share_of_obligation; }},
      {"limits", "limit by effort of ", "1", [](Project& project) { return &project.limit.share_of_effort; }}};
}

}  // namespace

ListedKind listed_project() {
  return {.table = "project",
          .list = "projects",
          .read = read_project,
          .is_flow = true,
          .numbers = numbers_of(&Policy::projects, project_numbers())};
}

}  // namespace etslink
