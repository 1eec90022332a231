// SPDX-License-Identifier: Apache-2.0
#include "results/write_study.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "results/table.h"
#include "tests/fixtures/temporary_folder.h"
#include "tests/results/small_study.h"

using namespace etslink;

namespace {

std::string bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

StudyResult study_with_failure() {
  StudyResult study = small_study("tiny2x2");
  ScenarioResult& failed = study.scenarios[linked_scenario];
  failed.state.reset();
  failed.report.status = SolverStatus::not_converged;
  failed.report.message = "no step";
  failed.report.worst = {{"market clearing: steel, A", 0.25}};
  failed.reachable_cut = 0.425;
  return study;
}

}  // namespace

TEST_CASE("a study read back from its file prints the same table as the run") {
  const TemporaryFolder folder;
  for (const std::string fixture : {"tiny2x2", "tiny_taxes", "tiny_make", "tiny_products"}) {
    const StudyResult study = small_study(fixture);
    const IndicatorSet set = compute_indicators(study);
    write_study(study, set, folder.path("a.h5"));
    const StudyFile file = read_study_file(folder.path("a.h5"));
    CHECK(study_table(file.indicators) == study_table(set));
    CHECK(file.indicators.slice("gdp", linked_scenario) == set.slice("gdp", linked_scenario));
    CHECK(file.attributes.back() == std::pair<std::string, std::string>("study", study.study_text));
  }
}

TEST_CASE("equal results give equal bytes apart from the group run, and state is optional") {
  const TemporaryFolder folder;
  const StudyResult study = small_study("tiny_taxes");
  const IndicatorSet set = compute_indicators(study);
  write_study(study, set, folder.path("a.h5"));
  write_study(study, set, folder.path("b.h5"));
  CHECK(bytes(folder.path("a.h5")) == bytes(folder.path("b.h5")));
  write_study(study, set, folder.path("c.h5"), {false});
  CHECK(std::filesystem::file_size(folder.path("c.h5")) < std::filesystem::file_size(folder.path("a.h5")) / 2);
}

TEST_CASE("a scenario that was not solved is written and marked") {
  const TemporaryFolder folder;
  const StudyResult study = study_with_failure();
  write_study(study, compute_indicators(study), folder.path("a.h5"));
  const StudyFile file = read_study_file(folder.path("a.h5"));
  const auto is_mark = [](const auto& attribute) {
    return attribute.first == "unsolved_scenarios" && attribute.second == "linked";
  };
  CHECK(std::any_of(file.attributes.begin(), file.attributes.end(), is_mark));
  CHECK(file.indicators.solver_status[linked_scenario] == SolverStatus::not_converged);
  CHECK(std::isnan(file.indicators.slice("gdp", linked_scenario)[0]));
  const std::string table = study_table(file.indicators);
  CHECK(table.find("scenario linked was not solved: no step") != std::string::npos);
  CHECK(table.find("market clearing: steel, A (0.25)") != std::string::npos);
  CHECK(table.find("equilibria connected with the benchmark end at 42.5 % of the way to the caps") !=
        std::string::npos);
}

TEST_CASE("a file of another program is refused") {
  const TemporaryFolder folder;
  {
    NetcdfWriter writer(folder.path("a.h5"));
    writer.root().set_attribute("title", "other");
    writer.commit();
  }
  const std::string message =
      folder.path("a.h5") + ": is not a results file of this program (root attribute format = \"etslink results 2\")";
  CHECK_THROWS_WITH_AS((void)read_study_file(folder.path("a.h5")), message.c_str(), FileError);
}

TEST_CASE("a file whose numbers had another meaning is refused with the reason") {
  const TemporaryFolder folder;
  {
    NetcdfWriter writer(folder.path("a.h5"));
    writer.root().set_attribute("format", "etslink results 1");
    writer.commit();
  }
  const std::string message = folder.path("a.h5") +
                              ": is a file of 'etslink results 1', whose numbers mean something else than those of "
                              "'etslink results 2'; run the study again";
  CHECK_THROWS_WITH_AS((void)read_study_file(folder.path("a.h5")), message.c_str(), FileError);
}

TEST_CASE("the table shows linked beside unlinked in at most 110 columns, however many scenarios there are") {
  const StudyResult study = small_study("tiny_taxes");
  IndicatorSet set = compute_indicators(study);
  std::istringstream lines(study_table(set));
  std::string line;
  std::getline(lines, line);
  CHECK(line.find("unlinked") < line.find("linked", line.find("unlinked") + 8));
  CHECK(line.find("benchmark") == std::string::npos);

  StudyResult wide = study;
  for (int copy = 0; copy < 12; ++copy) {
    wide.scenarios.push_back(study.scenarios[linked_scenario]);
    wide.scenarios.back().name = "a_long_scenario_name_" + std::to_string(copy);
  }
  std::istringstream wide_lines(study_table(compute_indicators(wide)));
  int names = 0;
  while (std::getline(wide_lines, line)) {
    CHECK(line.size() <= 110);
    for (std::size_t at = line.find("a_long"); at != std::string::npos; at = line.find("a_long", at + 1)) ++names;
  }
  CHECK(names == 12);
}
