// SPDX-License-Identifier: Apache-2.0
// Journals whose checksums are right and whose content is not: of another version of the program, or made by hand.
#include "analysis/sweep/read_shard.h"

#include <doctest/doctest.h>

#include <fstream>

#include "analysis/sweep/bytes.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// A finished shard of a sweep of three samples, and a journal with one thing changed in it.
class Shards {
 public:
  Shards() {
    std::ofstream(copy_.path("study.toml"), std::ios::app)
        << "\n[sweep]\ndesign = \"monte_carlo\"\nsamples = 3\nindicators = [\"carbon_price\"]\n[sweep.axis.cap]\n"
           "key = \"market.A.cap.reduction_percent\"\ndistribution = { uniform = [5, 20] }\n";
    const auto run = run_in_process(
        copy_, {"sweep", "FOLDER/study.toml", "-q", "--threads", "1", "--shard", "1/1", "-o", "FOLDER/shard"});
    REQUIRE(run.exit_code == 0);
    good = read_journal(copy_.path("shard"));
  }

  // What info and merge say of a journal with this content; the same of both, without the path.
  [[nodiscard]] std::string message(const JournalContent& content) const {
    {
      Journal journal(copy_.path("tried"), content.shard, content.description);
      for (const auto& [unit, bytes] : content.units) journal.append(unit, bytes);
    }
    const auto info = run_in_process(copy_, {"info", "FOLDER/tried"});
    const auto merge = run_in_process(copy_, {"merge", "FOLDER/tried", "-o", "FOLDER/merged.h5", "--force"});
    CHECK(info.exit_code == merge.exit_code);
    CHECK(info.err == merge.err);
    return info.exit_code == 0 ? "" : info.err;
  }

  JournalContent good;

 private:
  StudyCopy copy_;
};

const std::string no_sweep =
    "error: FOLDER/tried: describes no sweep of this version of the program; begin the sweep anew\n";
const std::string no_unit = "error: FOLDER/tried: work unit 0 is none of this sweep; begin the sweep anew\n";

}  // namespace

TEST_CASE("a journal that describes no sweep is refused, however its bytes differ") {
  const Shards shards;
  CHECK(shards.message(shards.good).empty());
  auto changed = shards.good;
  for (std::size_t length : {std::size_t{0}, std::size_t{7}, shards.good.description.size() - 1}) {
    CAPTURE(length);
    changed.description = shards.good.description.substr(0, length);
    CHECK(shards.message(changed) == no_sweep);
  }
  changed.description = shards.good.description + "x";
  CHECK(shards.message(changed) == no_sweep);
  changed.description = std::string(200, '\xff');  // texts and lists longer than any memory
  CHECK(shards.message(changed) == no_sweep);
}

TEST_CASE("a journal whose description does not fit together is refused") {
  const Shards shards;
  const auto message_with = [&](const auto& change) {
    auto description = description_from_bytes(shards.good.description);
    change(description);
    auto content = shards.good;
    content.description = to_bytes(description);
    return shards.message(content);
  };
  CHECK(message_with([](SweepDescription&) {}).empty());
  CHECK(message_with([](auto& d) { d.indicators = {"nothing"}; }) == no_sweep);
  CHECK(message_with([](auto& d) { d.axis_names.clear(); }) == no_sweep);
  CHECK(message_with([](auto& d) { d.region_names.emplace_back("C"); }) == no_sweep);
  CHECK(message_with([](auto& d) { d.sectors.pop_back(); }) == no_sweep);
  CHECK(message_with([](auto& d) { d.study.coalition = {Region{2}}; }) == no_sweep);
  CHECK(message_with([](auto& d) { d.design.weights.pop_back(); }) == no_sweep);
  CHECK(message_with([](auto& d) { d.design.kind = static_cast<DesignKind>(6); }) == no_sweep);
  CHECK(message_with([](auto& d) { d.design.kind = DesignKind::tornado; }) == no_sweep);
  CHECK(message_with([](auto& d) { d.design.block = 0; }) == no_sweep);
  CHECK(message_with([](auto& d) { d.design.block = 2; }) == no_sweep);
}

TEST_CASE("a journal whose units are not those of its sweep is refused") {
  const Shards shards;
  const auto& [unit, bytes] = *shards.good.units.begin();
  const auto message_with = [&](int number, const std::string& outcome) {
    auto content = shards.good;
    content.units = {{number, outcome}};
    return shards.message(content);
  };
  CHECK(message_with(unit, bytes).empty());
  CHECK(message_with(unit, "") == no_unit);
  CHECK(message_with(unit, bytes.substr(0, bytes.size() - 1)) == no_unit);
  CHECK(message_with(unit, bytes + "x") == no_unit);
  CHECK(message_with(unit, std::string(64, '\xff')) == no_unit);
  auto outcome = unit_from_bytes(bytes);
  outcome.front().front().status = static_cast<ScenarioOutcome::Status>(4);
  CHECK(message_with(unit, to_bytes(outcome)) == no_unit);
  outcome = unit_from_bytes(bytes);
  outcome.front().front().values.pop_back();
  CHECK(message_with(unit, to_bytes(outcome)) == no_unit);
  outcome = unit_from_bytes(bytes);
  outcome.pop_back();
  CHECK(message_with(unit, to_bytes(outcome)) == no_unit);
  for (const int number : {-1, 1})
    CHECK(message_with(number, bytes).find("work unit " + std::to_string(number) + " is none") != std::string::npos);
}

TEST_CASE("a journal of no shard is refused") {
  const Shards shards;
  for (const Shard shard : {Shard{1, 0}, Shard{0, 1}, Shard{2, 1}, Shard{-1, -1}}) {
    CAPTURE(shard.k);
    auto content = shards.good;
    content.shard = shard;
    const auto name = std::to_string(shard.k) + "/" + std::to_string(shard.n);
    CHECK(shards.message(content) == "error: FOLDER/tried: can't be shard " + name + " of a sweep\n");
  }
}

}  // namespace etslink
