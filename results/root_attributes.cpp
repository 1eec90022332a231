// SPDX-License-Identifier: Apache-2.0
#include "results/root_attributes.h"

namespace etslink {

std::string unsolved_scenarios(const StudyResult& study, const std::string& variant) {
  std::string unsolved;
  for (const ScenarioResult& scenario : study.scenarios) {
    if (scenario.report.solved()) continue;
    unsolved += (unsolved.empty() ? "" : " ") + (variant.empty() ? "" : variant + "/") + scenario.name;
  }
  return unsolved;
}

void write_root_attributes(NetcdfGroup& root, const StudyResult& study, const FileTexts& texts) {
  root.set_attribute("title", "etslink study: " + study.name);
  root.set_attribute("format", texts.format);
  root.set_attribute("program_version", study.program_version);
  root.set_attribute("git_revision", study.git_revision);
  root.set_attribute("study_name", study.name);
  if (!study.variant.empty()) root.set_attribute("variant", study.variant);
  root.set_attribute("reference_scenario", study.scenarios[study.reference].name);
  root.set_attribute("numeraire", study.numeraire);
  root.set_attribute("closure", study.closure);
  root.set_attribute("benchmark_year", study.benchmark.year);
  root.set_attribute("currency", study.benchmark.currency);
  root.set_attribute("data_hash", study.benchmark.data_hash);
  root.set_attribute("sources", study.benchmark.sources);
  root.set_attribute("licence", study.benchmark.licence);
  root.set_attribute("citation", study.benchmark.citation);
  std::string coalition = study.coalition.empty() ? "the regions that each scenario regulates" : "";
  for (const Region region : study.coalition) {
    coalition += (coalition.empty() ? "" : " ") + study.scenarios.front().economy->regions[region.index].code;
  }
  root.set_attribute("coalition", coalition);
  root.set_attribute("unsolved_scenarios", texts.unsolved);
  root.set_attribute("incomplete", texts.incomplete);
  root.set_attribute("study", study.study_text);
}

NetcdfGroup write_run_attributes(NetcdfGroup& root, const RunInfo& info) {
  NetcdfGroup run = root.add_group("run");
  run.set_attribute("description", "what differs from run to run");
  run.set_attribute("threads", info.threads);
  run.set_attribute("host", info.host);
  run.set_attribute("started", info.started);
  run.set_attribute("seconds", info.seconds);
  return run;
}

}  // namespace etslink
