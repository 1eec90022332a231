// SPDX-License-Identifier: Apache-2.0
#include "results/write_study.h"

#include "results/hdf5_reader.h"
#include "results/indicator_list.h"
#include "results/root_attributes.h"
#include "results/state_columns.h"
#include "results/study_content.h"

namespace etslink {
namespace {

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
  write_study_content(writer.root(), {study, indicators}, groups);
  write_run(writer.root(), study);
  writer.commit();
}

void check_study_file(const NetcdfReader& file) {
  const auto format = file.attribute("format");
  if (format == results_format) return;
  if (format.starts_with(results_family))
    throw FileError(file.path(), "is a file of '" + format + "', whose numbers mean something else than those of '" +
                                     results_format + "'; run the study again");
  if (format.starts_with("etslink "))
    throw FileError(file.path(), "is a file of '" + format + "', not of '" + results_format + "'");
  throw FileError(file.path(),
                  "is not a results file of this program (root attribute format = \"" + results_format + "\")");
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

StudyFile read_study_file(const std::string& path) { return read_study_file(NetcdfReader(path)); }

StudyFile read_study_file(const NetcdfReader& reader) {
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
  if (reader.has_variable("factor")) set.factors = reader.read_text("factor");
  if (reader.has_variable("technology")) set.technologies = reader.read_text("technology");
  if (reader.has_variable("latent_technology")) set.latent_technologies = reader.read_text("latent_technology");
  if (reader.has_variable("fuel")) set.fuels = reader.read_text("fuel");
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
