// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

// Arguments that the program rejects, and the start of its message.
struct BrokenCall {
  std::vector<std::string> arguments;
  const char* message;  // after "error: "
};

const std::string study_file = "FOLDER/study.toml";

const BrokenCall broken_calls[] = {
    {{"runn", study_file}, "unknown command 'runn'; did you mean 'run'?\n"},
    {{"--hepl"}, "unknown command '--hepl'; did you mean '--help'?\n"},
    {{"run"}, "missing STUDY (a .toml file); usage: etslink run STUDY [-o FILE] [OPTIONS]\n"},
    {{"run", study_file, "other.toml"},
     "unexpected argument 'other.toml'; usage: etslink run STUDY [-o FILE] [OPTIONS]\n"},
    {{"run", study_file, "--thread", "2"}, "unknown option '--thread'; did you mean '--threads'?\n"},
    {{"run", study_file, "--threads", "two"}, "--threads must be a whole number from 1 to 1024, not 'two'\n"},
    {{"run", study_file, "--threads", "0"}, "--threads must be a whole number from 1 to 1024, not '0'\n"},
    {{"run", study_file, "--threads"}, "the required argument for option '--threads' is missing\n"},
    {{"run", study_file, "--solver", "ipopd"}, "--solver can't be 'ipopd'; did you mean 'ipopt'?\n"},
    {{"run", study_file, "--log-level", "inf"}, "--log-level can't be 'inf'; did you mean 'info'?\n"},
    {{"run", study_file, "-o", "a.h5", "-o", "b.h5"}, "option '--output' cannot be specified more than once\n"},
    {{"run", "FOLDER/stdy.toml"}, "FOLDER/stdy.toml: file not found\n"},
    {{"run", "FOLDER"}, "FOLDER: is a folder, not a file\n"},
    {{"run", study_file, "-o", "FOLDER/missing/out.h5"}, "FOLDER/missing/out.h5: "},
    {{"run", study_file, "-o", ""}, "--output is an empty text\n"},
    {{"macc", study_file, "-o", ""}, "--output is an empty text\n"},
    {{"calibrate", "FOLDER/recipe.toml", "-o", ""}, "--output is an empty text\n"},
    {{"check", ""}, "an argument is an empty text\n"},
    {{"run", study_file, "--set", ""}, "--set is an empty text\n"},
    {{"run", study_file, "--set", "[a]#=1"}, "--set [a]#=1: '[a]#' is not a dotted key\n"},
    {{"run", study_file, "--set", "market.A.capp=3"},
     "--set market.A.capp=3: unknown key 'capp' in [market.A]; did you mean 'cap'?\n"},
    {{"run", study_file, "--set", "market.A.cap.reduction_percent=150"},
     "--set market.A.cap.reduction_percent=150: 'market.A.cap.reduction_percent' must be between 0 and 100, not 150\n"},
    {{"run", study_file, "--set", "market.A.cap.reduction_percent=ten"},
     "--set market.A.cap.reduction_percent=ten: 'market.A.cap.reduction_percent' must be a number, not a text\n"},
    {{"run", study_file, "--set", "model.armington=poled"},
     "--set model.armington=poled: 'model.armington' can't be 'poled'; did you mean 'pooled'?\n"},
    {{"run", study_file, "--set", "market.A.cap.mt=100"},
     "FOLDER/study.toml:30: 'market.A.cap' must state exactly one of mt, reduction_percent, percent_of_benchmark, "
     "per_gdp_reduction_percent, e.g. { reduction_percent = 10 }\n"},
    {{"run", study_file, "--set", "share"}, "--set share: expected KEY=VALUE in one line, e.g. market.CHN.share=0.8\n"},
    {{"run", study_file, "--set", "market..A=1"}, "--set market..A=1: 'market..A' is not a dotted key\n"},
    {{"check"}, "missing FOLDER (of a benchmark); usage: etslink check FOLDER [OPTIONS]\n"},
    {{"check", "FOLDER/nothing"}, "FOLDER/nothing"},
    {{"check", "FOLDER/benchmark", "--tolerance", "-1"}, "--tolerance must be at least 0, not '-1'\n"},
    {{"check", "FOLDER/benchmark", "--tolerance", "small"}, "--tolerance must be a number, not 'small'\n"},
    {{"calibrate", study_file}, "missing -o FOLDER; usage: etslink calibrate RECIPE -o FOLDER [OPTIONS]\n"},
    {{"calibrate", "FOLDER/recipe.toml", "-o", "FOLDER/made"}, "FOLDER/recipe.toml"},
    {{"macc"}, "missing STUDY (a .toml file); usage: etslink macc STUDY [-o FILE] [OPTIONS]\n"},
    {{"macc", study_file, "--point", "3"}, "unknown option '--point'; did you mean '--points'?\n"},
    {{"macc", study_file, "--points", "1"}, "--points must be a whole number from 2 to 1001, not '1'\n"},
    {{"macc", study_file, "--points", "2.5"}, "--points must be a whole number from 2 to 1001, not '2.5'\n"},
    {{"macc", study_file, "--to", "0"}, "--to must be above 0 and at most 100 [%], not 0\n"},
    {{"macc", study_file, "--to", "nan"}, "--to must be a number, not 'nan'\n"},
    {{"macc", study_file, "--to", "100.5"}, "--to must be above 0 and at most 100 [%], not 100.5\n"},
    {{"macc", study_file, "--solver", "newton"}, "--solver can't be 'newton'"},
    {{"macc", study_file, "--scenario", "lnked"},
     "--scenario: there is no scenario 'lnked' in FOLDER/study.toml; did you mean 'linked'?\n"},
    {{"macc", study_file, "--scenario", "benchmark"}, "--scenario: 'benchmark' has no permit market that is on\n"},
    {{"macc", study_file, "-o", "FOLDER/none/out.h5"}, "FOLDER/none"},
    {{"man", "rn"}, "unknown command 'rn'; did you mean 'run'?\n"},
    {{"man", "run", "check"}, "unexpected argument 'check'; usage: etslink man [COMMAND] [-o FOLDER]\n"},
    {{"man", "run", "-o", "FOLDER/man1"}, "-o writes the pages of all commands; leave 'run' out\n"},
    {{"completion", "fish"}, "no completion for 'fish'; allowed: bash, zsh, names\n"},
    {{"completion", "names", "--kind", "stdy"}, "--kind can't be 'stdy'; did you mean 'study'?\n"},
    {{"--version", "--jsn"}, "unexpected argument '--jsn'; usage: etslink --version [--json]\n"},
    {{"import"},
     "missing gtap and DIR (the folder of the database); usage: etslink import gtap DIR -o FOLDER --year YEAR"},
    {{"import", "gtab", "FOLDER"}, "unknown format 'gtab'; did you mean 'gtap'?\n"},
    {{"import", "gtap", "FOLDER"}, "FOLDER: has no basedata.har, gsdfdat.har or gsddat.har; there are: "},
    {{"import", "gtap", "FOLDER/nothing"}, "FOLDER/nothing: is no folder; allowed: one with a GTAP database\n"},
    {{"import", "gtap", "FOLDER", "--role", "coa"}, "--role 'coa'; expected CODE=ROLE\n"},
    {{"import", "gtap", "FOLDER", "--role", "coa=coall"},
     "--role coa=coall: unknown role 'coall'; did you mean 'coal'?\n"},
    {{"new"}, "missing FILE (the .toml study to write); usage: etslink new FILE --benchmark FOLDER [OPTIONS]\n"},
    {{"new", "FOLDER/other.toml"},
     "missing --benchmark FOLDER; usage: etslink new FILE --benchmark FOLDER [OPTIONS]\n"},
    {{"new", "FOLDER/other.toml", "--benchmark", "FOLDER/benchmark", "--nests", "FOLDER/none.toml"},
     "FOLDER/none.toml: there is no such nest file; --nests names one\n"},
    {{"new", study_file, "--benchmark", "FOLDER/benchmark", "--nests", "FOLDER/nests.toml"},
     "FOLDER/study.toml: is there already; name another file, or replace it with --force\n"},
    {{"info", study_file}, "FOLDER/study.toml: "},
    {{"info", "FOLDER/nothing.h5"}, "FOLDER/nothing.h5: "}};

}  // namespace

TEST_CASE("a wrong command, option, argument or setting has exit code 2 and a message that helps") {
  const StudyCopy study;
  for (const auto& broken : broken_calls) {
    CAPTURE(std::string(broken.message));
    const auto run = run_in_process(study, broken.arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.err.starts_with(std::string("error: ") + broken.message));
    CHECK(run.out.empty());
  }
}

TEST_CASE("--help names every command and a first call; without arguments it is an error") {
  const StudyCopy study;
  const auto help = run_in_process(study, {"--help"});
  CHECK(help.exit_code == 0);
  for (const char* word : {"run", "macc", "check", "calibrate", "info", "etslink run studies/northeast_asia.toml"}) {
    CHECK(has(help.out, word));
  }
  const auto nothing = run_in_process(study, {});
  CHECK(nothing.exit_code == 2);
  CHECK(nothing.err == help.out);
}

TEST_CASE("each command explains its options and shows an example") {
  const StudyCopy study;
  for (const char* command : {"run",   "macc",   "check",   "calibrate",  "info",   "coalitions", "sensitivity",
                              "sweep", "merge",  "balance", "aggregate",  "report", "diff",       "export",
                              "bench", "schema", "man",     "completion", "import", "new"}) {
    CAPTURE(command);
    const auto help = run_in_process(study, {command, "--help"});
    CHECK(help.exit_code == 0);
    CHECK(has(help.out, std::string("usage: etslink ") + command));
    CHECK(has(help.out, std::string("\nexample: etslink ") + command + " "));
    CHECK(has(help.out, "--help"));
  }
  CHECK(has(run_in_process(study, {"run", "--help"}).out, "--log-level"));
}

TEST_CASE("the built program reports its version and passes exit codes on") {
  const StudyCopy study;
  const auto version = run_binary(study, "--version");
  CHECK(version.exit_code == 0);
  CHECK(version.out.starts_with("etslink 0."));
  const auto broken = run_binary(study, "run FOLDER/study.toml --set market.A.share=2");
  CHECK(broken.exit_code == 2);
  CHECK(broken.err == "error: --set market.A.share=2: 'market.A.share' must be above 0 and at most 1\n");
}

TEST_CASE("check says which benchmark balances and names what does not") {
  const StudyCopy study;
  const auto good = run_in_process(study, {"check", "FOLDER/benchmark"});
  CHECK(good.exit_code == 0);
  CHECK(good.err.empty());
  CHECK(has(good.out, "2 regions, 4 sectors, 2 factors, year 2011"));
  study.files().replace("benchmark/value_added.csv", "A,ELE,CAP,4300,0", "A,ELE,CAP,4200,0");
  const auto gap = run_in_process(study, {"check", "FOLDER/benchmark"});
  CHECK(gap.exit_code == 2);
  CHECK(has(gap.out, "zero profit: electricity, A: "));
  CHECK(has(gap.err, "not hold to 1e-06, the worst: "));
}

}  // namespace etslink
