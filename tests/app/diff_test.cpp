// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

void solve(const StudyCopy& copy, const std::string& output, std::vector<std::string> more) {
  std::vector<std::string> arguments{"run",   "FOLDER/study.toml",     "-o", "FOLDER/" + output, "--quiet",
                                     "--set", "results.channels=false"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  REQUIRE(run_in_process(copy, arguments).exit_code == 0);
}

}  // namespace

TEST_CASE("two runs of a study are equal whatever the number of threads, and another cap makes a difference") {
  const StudyCopy copy;
  solve(copy, "a.h5", {"--threads", "1"});
  solve(copy, "b.h5", {"--threads", "3"});
  const auto equal = run_in_process(copy, {"diff", "FOLDER/a.h5", "FOLDER/b.h5"});
  CHECK(equal.exit_code == 0);
  CHECK(equal.out.starts_with("equal: "));
  solve(copy, "c.h5", {"--set", "market.A.cap.reduction_percent=21"});
  const auto different = run_in_process(copy, {"diff", "FOLDER/a.h5", "FOLDER/c.h5", "--all"});
  CHECK(different.exit_code == 1);
  CHECK(has(different.out, "attribute study: line "));
  CHECK(has(different.out, "\nco2_cap: 2 of 8 values, most at scenario=unlinked, market=A: "));
  CHECK(run_in_process(copy, {"diff", "FOLDER/a.h5", "FOLDER/c.h5", "--tolerance", "2", "--values"}).exit_code == 0);
}

TEST_CASE("diff needs two files of this program and a tolerance that is not negative") {
  const StudyCopy copy;
  const struct {
    std::vector<std::string> arguments;
    const char* message;
  } broken[] = {{{}, "missing A and B (files written by etslink); usage: etslink diff A B [OPTIONS]\n"},
                {{"FOLDER/a.h5"}, "missing A and B (files written by etslink); usage: etslink diff A B [OPTIONS]\n"},
                {{"a", "b", "c"}, "unexpected argument 'c'; usage: etslink diff A B [OPTIONS]\n"},
                {{"a", "b", "--tolerance", "-1"}, "--tolerance must be at least 0, not '-1'\n"},
                {{"a", "b", "--absolute", "nan"}, "--absolute must be a number, not 'nan'\n"},
                {{"FOLDER/study.toml", "FOLDER/study.toml"}, "FOLDER/study.toml: is not an HDF5 file\n"},
                {{"FOLDER/none.h5", "FOLDER/none.h5"}, "FOLDER/none.h5: can't be read: "}};
  for (const auto& call : broken) {
    CAPTURE(std::string(call.message));
    auto arguments = call.arguments;
    arguments.insert(arguments.begin(), "diff");
    const auto run = run_in_process(copy, arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.err.starts_with(std::string("error: ") + call.message));
    CHECK(run.out.empty());
  }
}

}  // namespace etslink
