// SPDX-License-Identifier: Apache-2.0
#include "results/write_study.h"

#include "results/hdf5_reader.h"
#include "results/indicator_list.h"
#include "results/root_attributes.h"
#include "results/state_columns.h"
#include "results/state_group.h"

namespace etslink {
namespace {

// The number rises where a variable changes its meaning: since 2 the carbon price of a market that is off is missing,
// it was 0.
const std::string format_family = "etslink results ";
const std::string format_name = format_family + "2";

void write_labels(NetcdfGroup& root, const IndicatorSet& set) {
  root.add_dimension("scenario", set.scenarios, "scenario");
  root.add_dimension("region", set.regions, "region");
  root.add_dimension("sector", set.sectors, "sector");
  root.add_dimension("market", set.markets, "permit market");
  if (!set.links.empty()) root.add_dimension("link", set.links, "restricted link or project");
  root.add_dimension("user", set.users, "user of fuels: sector or final user");
  if (!set.households.empty()) root.add_dimension("household", set.households, "household of a region with several");
  root.write({"region_name", {"region"}, "", "name of the region", ""}, set.region_names);
  root.write({"sector_name", {"sector"}, "", "name of the sector", ""}, set.sector_names);
  root.write(
      {"solver_status", {"scenario"}, "", "solved, not converged, invalid numbers, not confirmed, interrupted", ""},
      column(set.solver_status, [](SolverStatus status) { return to_string(status); }));
  root.write({"solver_message", {"scenario"}, "", "message of the solver", ""}, set.solver_message);
  root.write({"worst_conditions", {"scenario"}, "", "largest residuals where not solved", ""}, set.worst_conditions);
}

void write_notes(NetcdfGroup& root, const StudyResult& study) {
  root.write({"abatement_cost_note",
              {"scenario"},
              "",
              "why the abatement cost by the curve could not be computed; empty else",
              ""},
             column(study.scenarios, [](const ScenarioResult& s) { return s.abatement_cost_note; }));
  root.write({"leakage_channels_note",
              {"scenario"},
              "",
              "why leakage by channel is missing, or which fuel prices are not held; empty else",
              ""},
             column(study.scenarios, [](const ScenarioResult& s) { return s.channels_note; }));
}

std::string interrupted_scenarios(const StudyResult& study) {
  std::string names;
  for (const ScenarioResult& scenario : study.scenarios) {
    if (scenario.report.status == SolverStatus::interrupted) names += (names.empty() ? "" : ", ") + scenario.name;
  }
  return names.empty() ? "" : "interrupted before these scenarios were solved: " + names;
}

void write_run(NetcdfGroup& root, const StudyResult& study) {
  NetcdfGroup run = write_run_attributes(root, study.run);
  run.add_dimension("scenario", column(study.scenarios, [](const ScenarioResult& s) { return s.name; }), "scenario");
  run.write({"solver_seconds", {"scenario"}, "s", "wall time of the solve", ""},
            column(study.scenarios, [](const ScenarioResult& s) { return s.report.seconds; }));
}

}  // namespace

void write_study(const StudyResult& study, const IndicatorSet& indicators, const std::string& path,
                 const StudyGroups& groups) {
  NetcdfWriter writer(path);
  write_root_attributes(writer.root(), study, format_name, interrupted_scenarios(study));
  write_labels(writer.root(), indicators);
  write_notes(writer.root(), study);
  for (const Indicator& indicator : indicators.indicators) writer.root().write(indicator.info, indicator.values);
  if (groups.state) write_state(writer.root(), study);
  if (groups.coalitions != nullptr) write_coalitions(writer.root(), *groups.coalitions);
  write_run(writer.root(), study);
  writer.commit();
}

void check_study_file(const NetcdfReader& file) {
  const auto format = file.attribute("format");
  if (format == format_name) return;
  if (format.starts_with(format_family))
    throw FileError(file.path(), "is a file of '" + format + "', whose numbers mean something else than those of '" +
                                     format_name + "'; run the study again");
  if (format.starts_with("etslink "))
    throw FileError(file.path(), "is a file of '" + format + "', not of '" + format_name + "'");
  throw FileError(file.path(),
                  "is not a results file of this program (root attribute format = \"" + format_name + "\")");
}

namespace {

// What everything that works with an IndicatorSet takes for granted.
void check_dimensions(const NetcdfReader& file) {
  file.expect_dimensions("region_name", {"region"});
  file.expect_dimensions("sector_name", {"sector"});
  for (const char* name : {"solver_status", "solver_message", "worst_conditions", "reachable_cut"})
    file.expect_dimensions(name, {"scenario"});
  for (const auto& definition : indicator_definitions()) {
    std::vector<std::string> dimensions{"scenario"};
    dimensions.insert(dimensions.end(), definition.axes.begin(), definition.axes.end());
    file.expect_dimensions(definition.name, dimensions);
  }
  if (file.shape("scenario").front() == 0) throw FileError(file.path(), "has no scenario");
}

std::vector<SolverStatus> read_statuses(const NetcdfReader& file) {
  std::vector<SolverStatus> statuses;
  for (const std::string& name : file.read_text("solver_status")) {
    int status = 0;
    while (to_string(static_cast<SolverStatus>(status)) != name) {
      if (static_cast<SolverStatus>(status++) == SolverStatus::undetermined)
        throw FileError(file.path(), "has the solver_status '" + name + "', which is none");
    }
    statuses.push_back(static_cast<SolverStatus>(status));
  }
  return statuses;
}

}  // namespace

StudyFile read_study_file(const std::string& path) {
  const NetcdfReader reader(path);
  check_study_file(reader);
  check_dimensions(reader);
  StudyFile file;
  file.attributes = reader.attributes();
  IndicatorSet& set = file.indicators;
  set.scenarios = reader.read_text("scenario");
  set.regions = reader.read_text("region");
  set.sectors = reader.read_text("sector");
  set.markets = reader.read_text("market");
  set.users = reader.read_text("user");
  if (reader.has_variable("household")) set.households = reader.read_text("household");
  if (reader.has_variable("link")) set.links = reader.read_text("link");
  set.region_names = reader.read_text("region_name");
  set.sector_names = reader.read_text("sector_name");
  set.solver_status = read_statuses(reader);
  set.solver_message = reader.read_text("solver_message");
  set.worst_conditions = reader.read_text("worst_conditions");
  for (const std::string& name : reader.variable_names()) {
    if (reader.is_text(name)) continue;
    const auto text = [&](const char* attribute) { return reader.variable_attribute(name, attribute); };
    set.indicators.push_back({{name, reader.dimensions(name), text("units"), text("long_name"), text("description")},
                              reader.read_numbers(name)});
  }
  return file;
}

}  // namespace etslink
