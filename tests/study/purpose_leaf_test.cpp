// SPDX-License-Identifier: Apache-2.0
// Leaves of a nest file that name a purpose.
#include <doctest/doctest.h>

#include <algorithm>

#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "results/hdf5_reader.h"
#include "study/nest_file.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/purposes.h"

namespace etslink {
namespace {

// A study whose steel makers in A buy a part of their fuel as feedstock.
class StudyWithPurposes : public StudyCopy {
 public:
  StudyWithPurposes() {
    Benchmark benchmark = read_benchmark(path("benchmark"));
    split_purchase(benchmark, {"A", "STEEL", "FUEL", "feedstock", 0.4, 0});
    write_benchmark(benchmark, path("benchmark"));
  }
};

const std::string energy = "inputs = [\"role:electricity\", \"good:FUEL\"";

void add_input(const StudyCopy& study, const std::string& leaf) {
  study.files().replace("nests.toml", energy, energy + ", \"" + leaf + "\"");
}

std::vector<std::string> inputs_of_energy(const StudyCopy& study) {
  const NestSet nests = read_nest_file(study.path("nests.toml"), read_benchmark(study.path("benchmark")));
  for (const NestTree& tree : nests.production) {
    for (const Nest& nest : tree.nests) {
      if (nest.name == "energy") return nest.inputs;
    }
  }
  return {};
}

}  // namespace

TEST_CASE("a leaf with a purpose that is wrong is refused with its line and the nearest name") {
  const std::string place = "error: FOLDER/nests.toml:9: nest 'energy' of [production.default] has ";
  const auto hint = [](const std::string& leaf) {
    return " (\"" + leaf + "?\" names a purpose that a benchmark may lack)";
  };
  const std::pair<std::string, std::string> list[] = {
      {"good:FUEL/feedstok",
       "an unknown purpose in 'good:FUEL/feedstok'; did you mean 'feedstock'?" + hint("good:FUEL/feedstok")},
      {"role:coal/bunkers",
       "an unknown purpose in 'role:coal/bunkers'; allowed: feedstock" + hint("role:coal/bunkers")},
      {"good:FUEL/", "an unknown purpose in 'good:FUEL/'; allowed: feedstock" + hint("good:FUEL/")},
      {"good:ELE/feedstock",
       "the input 'good:ELE/feedstock', but use.csv gives no purpose for such goods" + hint("good:ELE/feedstock")},
      {"role:gas/feedstock",
       "the input 'role:gas/feedstock', but use.csv gives no purpose for such goods" + hint("role:gas/feedstock")},
      {"goods:rest/feedstock", "the input 'goods:rest/feedstock', but a purpose belongs to 'good:' or 'role:'"},
      {"factor:LAB/feedstock", "the input 'factor:LAB/feedstock', but a purpose belongs to 'good:' or 'role:'"},
      {"purpose:feedstok",
       "an unknown purpose in 'purpose:feedstok'; did you mean 'feedstock'?" + hint("purpose:feedstok")},
      {"purpose:feedstock/bunkers",
       "the input 'purpose:feedstock/bunkers', but a purpose belongs to 'good:' or 'role:'"},
      {"purpose:feedstock?\", \"purpose:feedstock", "the input 'purpose:feedstock', which 'energy' has already"},
      {"good:FUELS/feedstock", "an unknown input 'good:FUELS/feedstock'; did you mean 'FUEL'?"},
      {"good:FUEL?", "an unknown input 'good:FUEL?'; did you mean 'FUEL'?"},
      {"good:FUEL/feedstock\", \"good:FUEL/feedstock?",
       "the input 'good:FUEL/feedstock?', which 'energy' has already"}};
  for (const auto& [leaf, message] : list) {
    CAPTURE(leaf);
    const StudyWithPurposes study;
    add_input(study, leaf);
    const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
    CHECK(run.exit_code == 2);
    CHECK(run.err == place + message + "\n");
  }
}

TEST_CASE("a purpose named by code and by role is named twice, which shows where somebody buys for it") {
  const StudyWithPurposes study;
  add_input(study, "good:FUEL/feedstock\", \"role:coal/feedstock");
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 2);
  CHECK(run.err ==
        "error: FOLDER/nests.toml:9: nest 'energy' of [production.default] names an input twice: "
        "'role:coal/feedstock'\n");
}

TEST_CASE("a purpose of all goods needs a benchmark that has it") {
  const StudyCopy study;
  add_input(study, "purpose:feedstock");
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 2);
  CHECK(run.err ==
        "error: FOLDER/nests.toml:9: nest 'energy' of [production.default] has the input 'purpose:feedstock', but "
        "use.csv gives no purpose (\"purpose:feedstock?\" names a purpose that a benchmark may lack)\n");
}

TEST_CASE("a purpose of all goods is the purpose of each good") {
  std::vector<std::vector<double>> welfare;
  for (const std::string leaf : {"good:FUEL/feedstock", "purpose:feedstock"}) {
    const StudyWithPurposes study;
    study.files().replace("nests.toml", "\"goods:rest\", \"kle\"", "\"goods:rest\", \"" + leaf + "\", \"kle\"");
    const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
    CHECK(run.exit_code == 0);
    const NetcdfReader file(study.path("out.h5"));
    CHECK(file.read_text("state/purpose") == std::vector<std::string>{"feedstock"});
    welfare.push_back(file.read_numbers("welfare_ev"));
  }
  CHECK(welfare[0] == welfare[1]);
}

TEST_CASE("a purpose named by good and for all goods is named twice") {
  const StudyWithPurposes study;
  add_input(study, "good:FUEL/feedstock\", \"purpose:feedstock");
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 2);
  CHECK(run.err ==
        "error: FOLDER/nests.toml:9: nest 'energy' of [production.default] names an input twice: "
        "'purpose:feedstock'\n");
}

TEST_CASE("a marked purpose is one that a benchmark may lack") {
  const StudyCopy without;
  add_input(without, "role:coal/feedstock?");
  const std::vector<std::string> leaves{"role:electricity", "good:FUEL", "role:coal/feedstock"};
  CHECK(inputs_of_energy(without) == leaves);
  const auto run = run_in_process(without, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 0);
  const StudyWithPurposes with;
  add_input(with, "role:coal/feedstock?");
  CHECK(inputs_of_energy(with) == leaves);
}

TEST_CASE("a marked purpose of all goods is one that a benchmark may lack") {
  const StudyCopy study;
  add_input(study, "purpose:feedstock?");
  CHECK(inputs_of_energy(study) == std::vector<std::string>{"role:electricity", "good:FUEL", "purpose:feedstock"});
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 0);
}

TEST_CASE("feedstock that a leaf names is in the results with its purpose") {
  const StudyWithPurposes study;
  study.files().replace("nests.toml", "\"goods:rest\", \"kle\"", "\"goods:rest\", \"good:FUEL/feedstock\", \"kle\"");
  const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 0);
  const NetcdfReader file(study.path("out.h5"));
  CHECK(file.read_text("state/purpose") == std::vector<std::string>{"feedstock"});
  const std::vector<double> purpose = file.read_numbers("state/edge_purpose");
  CHECK(std::count(purpose.begin(), purpose.end(), 0) == 1);
  CHECK(std::count(purpose.begin(), purpose.end(), -1) == static_cast<int>(purpose.size()) - 1);
  const StudyCopy without;
  CHECK(run_in_process(without, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"}).exit_code == 0);
  CHECK_FALSE(NetcdfReader(without.path("out.h5")).has_variable("state/edge_purpose"));
}

}  // namespace etslink
