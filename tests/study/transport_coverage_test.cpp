// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "study/study.h"
#include "tests/fixtures/paths.h"

namespace etslink {
namespace {

// Codes of the sectors that a market of the study covers.
std::vector<std::string> covered(const Study& study, const std::string& market) {
  for (const PermitMarket& candidate : study.scenarios.front().policy.markets) {
    if (candidate.name != market) continue;
    std::vector<std::string> codes;
    for (const User& user : candidate.coverage.front().users)
      if (user.kind == User::Kind::sector) codes.push_back(study.benchmark.sectors[user.index].code);
    return codes;
  }
  return {};
}

}  // namespace

TEST_CASE("a market of all sectors leaves international transport out, one that names it covers it") {
  const Study study = read_study(source_folder() + "/tests/fixtures/studies/every_instrument/transport.toml", {});
  CHECK(covered(study, "A") == std::vector<std::string>{"COL", "ELE", "CEM", "MAN"});
  CHECK(covered(study, "B_with_transport") == std::vector<std::string>{"ELE", "CEM", "TRN"});
  CHECK(covered(study, "transport") == std::vector<std::string>{"TRN"});
}

TEST_CASE("output-based allocation to all sectors is that to all of the market, without transport that it leaves out") {
  const std::string path = source_folder() + "/tests/fixtures/studies/every_instrument/transport.toml";
  const auto rated = [&](const std::string& setting) {
    const Study study = read_study(path, {setting});
    std::vector<std::string> codes;
    for (const PermitMarket& market : study.scenarios.front().policy.markets)
      for (const OutputRate& rate : market.output_based)
        codes.push_back(study.benchmark.sectors[rate.sector.index].code);
    return codes;
  };
  CHECK(rated("market.A.allocation={ output_based = \"all\" }") == std::vector<std::string>{"ELE", "CEM", "MAN"});
  CHECK(rated("market.B_with_transport.allocation={ output_based = \"all\" }") ==
        std::vector<std::string>{"ELE", "CEM", "TRN"});
}

TEST_CASE("a market of all sectors of a table without international transport has all of them") {
  const Study study = read_study(source_folder() + "/tests/fixtures/studies/every_instrument/labour.toml", {});
  CHECK(covered(study, "B") == std::vector<std::string>{"COL", "ELE", "CEM", "MAN", "TRN"});
}

}  // namespace etslink
