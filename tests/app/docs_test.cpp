// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>

#include "calibration/text_file.h"
#include "model/equilibrium.h"
#include "study/study.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::string project = source_folder();

// The fenced TOML blocks of docs/study_format.md.
std::vector<std::string> toml_blocks() {
  const auto text = read_text_file(project + "/docs/study_format.md");
  const std::string open = "```toml\n", close = "```\n";
  std::vector<std::string> blocks;
  for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    blocks.push_back(text.substr(at, text.find(close, at) - at));
  }
  return blocks;
}

// A folder with a study beside the data of the project.
class StudyBesideData {
 public:
  StudyBesideData() {
    std::filesystem::create_directory(copy_.path("studies"));
    std::filesystem::create_directory_symlink(project + "/data", copy_.path("data"));
  }
  [[nodiscard]] Study read(const std::string& text, const std::vector<std::string>& settings = {}) const {
    copy_.files().write("studies/study.toml", text);
    return read_study(copy_.path("studies/study.toml"), settings);
  }
  [[nodiscard]] const StudyCopy& copy() const { return copy_; }

 private:
  StudyCopy copy_;
};

void check_economies(const Study& study) {
  for (const auto& scenario : study.scenarios) {
    CHECK(build_economy(study.benchmark, study.nests, scenario.policy, scenario.options).activities.size() > 100);
  }
}

}  // namespace

TEST_CASE("the complete study of docs/study_format.md is a study") {
  const auto study = StudyBesideData().read(toml_blocks().front());
  REQUIRE(study.scenarios.size() == 4);
  CHECK(study.scenarios[0].name == "benchmark");
  CHECK(study.coalition.empty());  // of each scenario what it regulates
  check_economies(study);
}

TEST_CASE("every part of a study in docs/study_format.md makes a study together with the parts it does not mention") {
  const auto blocks = toml_blocks();
  REQUIRE(blocks.size() > 12);  // a study, its parts, a nest file
  const StudyBesideData folder;
  for (std::size_t i = 1; i + 1 < blocks.size(); ++i) {
    CAPTURE(blocks[i]);
    std::string text;
    if (blocks[i].find("[study]") == std::string::npos)
      text = "[study]\nname = \"a part\"\nbenchmark = \"../data/nea2011\"\nnests = \"../data/nests/klem.toml\"\n";
    if (blocks[i].find("[market.") == std::string::npos) {
      for (const std::string region : {"CHN", "JPN", "KOR"}) {
        text += "[market." + region + "]\nregions = [\"" + region + "\"]\nsectors = [\"ELE\"]\ncap = { mt = 100 }\n";
      }
    }
    if (blocks[i].find("[scenario.") == std::string::npos) text += "[scenario.capped]\n";
    check_economies(folder.read(text + blocks[i]));
  }
}

TEST_CASE("the nest file of docs/study_format.md is a nest file") {
  const StudyBesideData folder;
  folder.copy().files().write("studies/nests.toml", toml_blocks().back());
  check_economies(folder.read(toml_blocks().front(), {"study.nests=nests.toml"}));
}

TEST_CASE("the Northeast Asia study has the scenarios, sectors and caps of its task") {
  const auto study = read_study(project + "/studies/northeast_asia.toml", {});
  std::vector<std::string> names;
  for (const auto& scenario : study.scenarios) names.push_back(scenario.name);
  CHECK(names == std::vector<std::string>{"benchmark", "unlinked", "chn_jpn", "chn_kor", "jpn_kor", "chn_jpn_kor"});
  const double cuts[] = {0.10, 0.25, 0.25};
  for (const auto& scenario : study.scenarios) {
    CAPTURE(scenario.name);
    REQUIRE(scenario.policy.markets.size() == 3);
    for (int m = 0; m < 3; ++m) {
      const auto& market = scenario.policy.markets[m];
      REQUIRE(market.coverage.size() == 1);
      const auto& coverage = market.coverage.front();
      CHECK(coverage.users.size() == 7);
      const double covered = covered_emissions(study.benchmark, coverage);
      CHECK(std::abs(market.cap_mt[coverage.region.index] - (1 - cuts[m]) * covered) < 1e-9 * covered);
    }
  }
  CHECK(study.coalition.empty());  // of each scenario what it regulates
  CHECK(study.scenarios[2].policy.links.size() == 1);
  CHECK(study.scenarios[2].policy.active == std::vector<char>{1, 1, 1});
}

}  // namespace etslink
