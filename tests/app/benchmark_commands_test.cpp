// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/rounded_benchmark.h"
#include "tests/fixtures/text_parts.h"

// balance, aggregate and check on benchmark folders.
namespace etslink {
namespace {

// The study of a copy with its benchmark rounded to so many digits.
void round_benchmark(const StudyCopy& study, int digits) {
  write_benchmark(rounded(read_benchmark(study.path("benchmark")), digits), study.path("benchmark"));
}

}  // namespace

TEST_CASE("balance prints every repair and writes a folder that check accepts to 1e-9") {
  const StudyCopy study("tiny_taxes");
  round_benchmark(study, 5);
  CHECK(run_in_process(study, {"check", "FOLDER/benchmark"}).exit_code == 2);
  const auto run = run_in_process(study, {"balance", "FOLDER/benchmark", "-o", "FOLDER/balanced"});
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(has(run.out, "output tax: "));
  CHECK(has(run.out, "transfer: "));
  CHECK(has(run.out, "FOLDER/balanced: every identity holds to 1e-09 (relative)\n"));
  CHECK(run_in_process(study, {"check", "FOLDER/balanced", "--tolerance", "1e-9"}).exit_code == 0);
  const auto again = run_in_process(study, {"balance", "FOLDER/balanced", "-o", "FOLDER/again"});
  CHECK(again.out == "FOLDER/again: every identity holds to 1e-09 (relative), as it did before\n");
  CHECK(read_benchmark(study.path("again")).data_hash == read_benchmark(study.path("balanced")).data_hash);
}

TEST_CASE("balance refuses what is no rounding, and to overwrite what it reads") {
  const StudyCopy study;
  round_benchmark(study, 2);
  const auto run = run_in_process(study, {"balance", "FOLDER/benchmark", "-o", "FOLDER/balanced"});
  CHECK(run.exit_code == 2);
  CHECK(has(run.err, "error: FOLDER/benchmark: the benchmark does not balance ("));
  CHECK(has(run.err, "tolerance 1e-04); worst: "));
  const auto wide =
      run_in_process(study, {"balance", "FOLDER/benchmark", "-o", "FOLDER/balanced", "--tolerance", "0.1"});
  CHECK(wide.err == "error: --tolerance must be at most 0.01, not '0.1': what is larger is no rounding\n");
  const auto onto_itself = run_in_process(study, {"balance", "FOLDER/benchmark", "-o", "FOLDER/benchmark"});
  CHECK(onto_itself.exit_code == 2);
  CHECK(has(onto_itself.err, "can't be written"));
}

TEST_CASE("a study with a tolerance runs on a benchmark with gaps of rounding, with a warning that counts them") {
  const StudyCopy study;
  round_benchmark(study, 5);
  const std::string file = "FOLDER/study.toml";
  const auto refused = run_in_process(study, {"run", file, "--solver", "newton-krylov"});
  CHECK(refused.exit_code == 2);
  CHECK(has(refused.err, "the benchmark does not balance"));
  const auto run = run_in_process(study, {"run", file, "--set", "study.tolerance=0.001", "--solver", "newton-krylov"});
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(has(run.err, "does not balance to 1e-06; flows changed in memory, as 'study.tolerance' allows: "));
  CHECK(has(run.err, "'etslink balance' lists and writes them"));
  const auto small = run_in_process(study, {"run", file, "--set", "study.tolerance=2e-6"});
  CHECK(has(small.err, "the benchmark does not balance"));
  const auto wide = run_in_process(study, {"run", file, "--set", "study.tolerance=0.5"});
  CHECK(has(wide.err, "'study.tolerance' must be above 0 and at most 0.01, not 0.5"));
}

TEST_CASE("a tolerance changes nothing where the benchmark balances") {
  const StudyCopy study;
  const auto plain =
      run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--solver", "newton-krylov"});
  const auto tolerant = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--set",
                                               "study.tolerance=0.001", "--solver", "newton-krylov"});
  CHECK(plain.exit_code == 0);
  CHECK(tolerant.out == plain.out);
  CHECK_FALSE(has(tolerant.err, "does not balance"));
}

TEST_CASE("aggregate writes a folder that check accepts and prints the totals") {
  const StudyCopy study("tiny_taxes");
  study.files().write("map.toml", "[[region]]\ncode = \"W\"\nmembers = [\"*\"]\n");
  const auto run = run_in_process(study, {"aggregate", "FOLDER/benchmark", "FOLDER/map.toml", "-o", "FOLDER/world"});
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(has(run.out, "2 regions, 5 sectors, 3 factors -> 1 regions, 5 sectors, 3 factors\n"));
  CHECK(has(run.out, "CO2 [Mt]: 477.78 -> 477.78\n"));
  CHECK(run_in_process(study, {"check", "FOLDER/world", "--tolerance", "1e-9"}).exit_code == 0);
  const auto onto_itself =
      run_in_process(study, {"aggregate", "FOLDER/benchmark", "FOLDER/map.toml", "-o", "FOLDER/benchmark"});
  CHECK(has(onto_itself.err, "can't be written"));
  CHECK(run_in_process(study, {"aggregate", "FOLDER/benchmark"}).exit_code == 2);
}

TEST_CASE("check prints the page of plausibility, and warnings with cell and usual range") {
  const StudyCopy study("tiny_taxes");
  const auto run = run_in_process(study, {"check", "FOLDER/benchmark"});
  CHECK(run.exit_code == 0);
  CHECK(has(run.out, "plausibility:\n  values: 2.32 (world) kg CO2/USD; usual at most 20\n"));
  CHECK(has(run.out, "\n  coal, by user: 40 (COL of "));
  CHECK(has(run.out,
            "warning: gas: sectors.csv: 0 sectors, usual at least 1: nests and coverage by role act on nothing\n"));
  CHECK(has(run.out, "\ntaxes, % of GDP at market prices:\n"));
  CHECK_FALSE(has(run_in_process(StudyCopy("tiny2x2"), {"check", "FOLDER/benchmark"}).out, "taxes, %"));
}

}  // namespace etslink
