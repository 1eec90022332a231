// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "analysis/sweep/journal.h"
#include "analysis/sweep/unit_queue.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

// The valid study with caps of A drawn between two values.
void add_sweep(const StudyCopy& copy, const std::string& range) {
  std::ofstream(copy.path("study.toml"), std::ios::app)
      << "\n[sweep]\ndesign = \"monte_carlo\"\nsamples = 20\nscenarios = [\"unlinked\", \"linked\"]\n"
         "[sweep.axis.cap]\nkey = \"market.A.cap.reduction_percent\"\ndistribution = { uniform = "
      << range << " }\n";
}

ProgramRun sweep(const StudyCopy& copy, std::vector<std::string> more) {
  std::vector<std::string> arguments{"sweep", "FOLDER/study.toml", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_in_process(copy, arguments);
}

}  // namespace

TEST_CASE("a sweep has the same bits in threads and in shards, and merge names what is missing") {
  const StudyCopy copy;
  add_sweep(copy, "[5, 40]");
  REQUIRE(sweep(copy, {"-o", "FOLDER/one.h5", "--threads", "1"}).exit_code == 0);
  REQUIRE(sweep(copy, {"-o", "FOLDER/three.h5", "--threads", "3"}).exit_code == 0);
  CHECK(run_in_process(copy, {"diff", "FOLDER/one.h5", "FOLDER/three.h5"}).exit_code == 0);

  REQUIRE(sweep(copy, {"-o", "FOLDER/a.shard", "--shard", "1/2"}).exit_code == 0);
  REQUIRE(sweep(copy, {"-o", "FOLDER/b.shard", "--shard", "2/2"}).exit_code == 0);
  REQUIRE(run_in_process(copy, {"merge", "FOLDER/b.shard", "FOLDER/a.shard", "-o", "FOLDER/m.h5", "-q"}).exit_code ==
          0);
  CHECK(run_in_process(copy, {"diff", "FOLDER/one.h5", "FOLDER/m.h5"}).exit_code == 0);

  const auto half = run_in_process(copy, {"merge", "FOLDER/b.shard", "-o", "FOLDER/m.h5"});
  CHECK(half.exit_code == 2);
  CHECK(has(half.err, "missing shards: 1/2"));
  REQUIRE(sweep(copy, {"-o", "FOLDER/c.shard", "--shard", "1/2", "--seed", "9"}).exit_code == 0);
  const auto mixed = run_in_process(copy, {"merge", "FOLDER/b.shard", "FOLDER/c.shard", "-o", "FOLDER/m.h5"});
  CHECK(mixed.exit_code == 2);
  CHECK(has(mixed.err, "is of another sweep than"));
}

TEST_CASE("samples whose values make no sense are marked and the sweep goes on") {
  const StudyCopy copy;
  add_sweep(copy, "[90, 110]");
  const auto run = sweep(copy, {"-o", "FOLDER/out.h5"});
  CHECK(run.exit_code == 1);
  const auto info = run_in_process(copy, {"info", "FOLDER/out.h5"});
  CHECK(std::filesystem::exists(copy.path("out.h5")));
  CHECK_FALSE(std::filesystem::exists(copy.path("out.h5.journal")));
}

TEST_CASE("a journal of another sweep is refused, and one of this sweep without --resume") {
  const StudyCopy copy;
  add_sweep(copy, "[5, 40]");
  REQUIRE(sweep(copy, {"-o", "FOLDER/all.shard", "--shard", "1/1"}).exit_code == 0);
  std::filesystem::copy_file(copy.path("all.shard"), copy.path("out.h5.journal"));
  const auto again = sweep(copy, {"-o", "FOLDER/out.h5"});
  CHECK(again.exit_code == 2);
  CHECK(has(again.err, "an unfinished sweep is there: --resume goes on with it"));
  const auto other = sweep(copy, {"-o", "FOLDER/out.h5", "--resume", "--samples", "30"});
  CHECK(other.exit_code == 2);
  CHECK(has(other.err, "is of another sweep: it differs in the study file"));
  CHECK(sweep(copy, {"-o", "FOLDER/out.h5", "--resume"}).exit_code == 0);
}

TEST_CASE("wrong arguments of a sweep are named") {
  const StudyCopy copy;
  const auto without = sweep(copy, {"-o", "FOLDER/out.h5"});
  CHECK(without.exit_code == 2);
  CHECK(has(without.err, "the study has no [sweep]"));
  add_sweep(copy, "[5, 40]");
  for (const char* shard : {"0/2", "3/2", "1", "1/2x", "a/b"}) {
    const auto run = sweep(copy, {"-o", "FOLDER/out.h5", "--shard", shard});
    CHECK(run.exit_code == 2);
    CHECK(has(run.err, "--shard must be K/N"));
  }
  CHECK(sweep(copy, {"-o", "FOLDER/none/out.h5"}).exit_code == 2);
  CHECK(sweep(copy, {"--samples", "many"}).exit_code == 2);
  CHECK(sweep(copy, {"--samples", "0"}).exit_code == 2);
}

TEST_CASE("a journal cut at any byte keeps the records before the cut") {
  const StudyCopy copy;
  const auto path = copy.path("journal");
  {
    Journal journal(path, {1, 1}, "description");
    for (int u = 0; u < 3; ++u) journal.append(u, std::string(20, static_cast<char>('a' + u)));
  }
  const auto whole = copy.files().text("journal");
  REQUIRE(read_journal(path).units.size() == 3);
  std::size_t head = 0;
  for (std::size_t size = whole.size(); size-- > 0;) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, size);
    try {
      const auto content = read_journal(path);
      head = size;
      CHECK(content.units.size() < 3);
      for (const auto& [unit, outcome] : content.units)
        CHECK(outcome == std::string(20, static_cast<char>('a' + unit)));
    } catch (const FileError&) {
      break;  // the head is cut
    }
  }
  CHECK(head > 0);
  CHECK(head < whole.size() / 2);
}

TEST_CASE("a queue stops where a unit can't be kept") {
  UnitQueue queue({0, 1, 2, 3}, [](int unit, const std::string&) {
    if (unit == 2) throw FileError("journal", "disk full");
  });
  const auto work = [&] {
    while (const auto unit = queue.next()) queue.finish(*unit, "");
  };
  compute_units(queue, {1, work, [] {}, std::chrono::milliseconds(10)});
  CHECK_THROWS_AS(queue.rethrow(), FileError);
  CHECK_FALSE(queue.next().has_value());
}

}  // namespace etslink
