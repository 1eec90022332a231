// SPDX-License-Identifier: Apache-2.0
#include "results/study_content.h"

#include "results/root_attributes.h"
#include "results/state_columns.h"
#include "results/state_group.h"

namespace etslink {

void write_axes(NetcdfGroup& group, const IndicatorSet& set) {
  group.add_dimension("region", set.regions, "region");
  group.add_dimension("sector", set.sectors, "sector");
  group.add_dimension("market", set.markets, "permit market");
  if (!set.links.empty()) group.add_dimension("link", set.links, "restricted link or project");
  group.add_dimension("user", set.users, "user of fuels: sector or final user");
  group.add_dimension("factor", set.factors, "factor of production");
  if (!set.technologies.empty()) group.add_dimension("technology", set.technologies, "technology of a sector");
  if (!set.latent_technologies.empty())
    group.add_dimension("latent_technology", set.latent_technologies, "technology that stands idle at the benchmark");
  if (!set.fuels.empty()) group.add_dimension("fuel", set.fuels, "good with a physical volume in PJ");
  if (!set.households.empty()) group.add_dimension("household", set.households, "household of a region with several");
  group.write({"region_name", {"region"}, "", "name of the region", ""}, set.region_names);
  group.write({"sector_name", {"sector"}, "", "name of the sector", ""}, set.sector_names);
}

std::vector<ScenarioTexts> scenario_texts(const SolvedStudy& solved) {
  const auto& [study, set] = solved;
  const auto texts = [](const char* name, const char* meaning, std::vector<std::string> values) {
    return ScenarioTexts{{name, {"scenario"}, "", meaning, ""}, std::move(values)};
  };
  return {
      texts("solver_status", "solved, not converged, invalid numbers, not confirmed, interrupted",
            column(set.solver_status, [](SolverStatus status) { return to_string(status); })),
      texts("solver_message", "message of the solver", set.solver_message),
      texts("worst_conditions", "largest residuals where not solved", set.worst_conditions),
      texts("abatement_cost_note", "why the abatement cost by the curve could not be computed; empty else",
            column(study.scenarios, [](const ScenarioResult& s) { return s.abatement_cost_note; })),
      texts("leakage_channels_note", "why leakage by channel is missing, or which fuel prices are not held; empty else",
            column(study.scenarios, [](const ScenarioResult& s) { return s.channels_note; }))};
}

std::string interrupted_scenarios(const StudyResult& study, const std::string& variant) {
  std::string names;
  for (const ScenarioResult& scenario : study.scenarios) {
    if (scenario.report.status != SolverStatus::interrupted) continue;
    names += (names.empty() ? "" : ", ") + (variant.empty() ? "" : variant + "/") + scenario.name;
  }
  return names;
}

std::string incomplete_text(const std::string& interrupted) {
  return interrupted.empty() ? "" : "interrupted before these scenarios were solved: " + interrupted;
}

void write_study_content(NetcdfGroup& group, const SolvedStudy& solved, const StudyGroups& groups) {
  const auto& [study, set] = solved;
  write_root_attributes(group, study,
                        {results_format, unsolved_scenarios(study), incomplete_text(interrupted_scenarios(study))});
  group.add_dimension("scenario", set.scenarios, "scenario");
  write_axes(group, set);
  for (const auto& [info, values] : scenario_texts(solved)) group.write(info, values);
  for (const Indicator& indicator : set.indicators) group.write(indicator.info, indicator.values);
  if (groups.state) write_state(group, study);
  if (groups.coalitions != nullptr) write_coalitions(group, *groups.coalitions);
}

}  // namespace etslink
