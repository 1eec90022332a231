// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

const std::vector<std::string> quickly{"--threads", "1", "--set", "results.channels=false"};

ProgramRun write(const StudyCopy& copy, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), quickly.begin(), quickly.end());
  auto run = run_in_process(copy, arguments);
  REQUIRE(run.exit_code == 0);
  return run;
}

}  // namespace

TEST_CASE("info shows axes, ranges, units and the price table of a file of curves") {
  const StudyCopy copy;
  const auto macc = write(copy, {"macc", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--points", "3", "--to", "20"});
  const auto info = run_in_process(copy, {"info", "FOLDER/out.h5"});
  CHECK(info.exit_code == 0);
  CHECK(has(info.out, "format              etslink cost curves 2\n"));
  CHECK(has(info.out, "\naxis curve: 2  A alone, B alone\naxis point: 3\naxis region: 2  A, B\n"));
  CHECK(has(info.out, "\npath_percent [%] (point): 0 to 20; position on the path from the benchmark\n"));
  CHECK(has(info.out, "\nis_member [1] (curve, region): 0 to 1; "));
  CHECK(has(info.out, "\nlargest_path_percent [%] (curve): 20; "));
  CHECK(has(info.out, "\nregion_name (region): text; name of the region\n"));
  CHECK(info.out.ends_with(macc.out));
  CHECK(run_in_process(copy, {"info", "FOLDER/out.h5", "--study"}).out.starts_with(copy.files().text("study.toml")));
}

TEST_CASE("info of a benchmark folder lists its technologies with volume, cost and CO2 per unit") {
  const StudyCopy copy("tiny_technologies");
  const auto info = run_in_process(copy, {"info", "FOLDER/benchmark"});
  CHECK(info.exit_code == 0);
  CHECK(info.out.starts_with("FOLDER/benchmark: 2 regions, 5 sectors, 4 technologies, 3 factors, year 2011; "));
  CHECK(has(info.out, "\nregion  technology   quantity  unit     %   cost  unit of cost  CO2, Mt  t per unit\n"));
  CHECK(has(info.out, "\nA       ELE.coal       107.52  TWh   70.2  "));
  CHECK(has(info.out, "  USD/MWh        124.00       1.153\n"));
  CHECK(run_in_process(copy, {"info", "FOLDER/benchmark", "--study"}).err ==
        "error: FOLDER/benchmark: is a folder: --study is of results files\n");
  CHECK_FALSE(has(run_in_process(StudyCopy(), {"info", "FOLDER/benchmark"}).out, "technolog"));
  const auto check = run_in_process(copy, {"check", "FOLDER/benchmark"});
  CHECK(check.exit_code == 0);
  CHECK(has(check.out, "\n  costs of technologies: "));
}

TEST_CASE("info shows the coalitions of a file that has them, and every variable where asked for") {
  const StudyCopy copy;
  const auto coalitions = write(copy, {"coalitions", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
  const auto info = run_in_process(copy, {"info", "FOLDER/out.h5"});
  CHECK(info.exit_code == 0);
  CHECK(has(info.out, "scenario A+B: solved\n"));
  CHECK(has(info.out, "\ncoalitions, with the caps of scenario unlinked\naxis structure: 2  A|B, A+B\n"));
  CHECK(has(info.out, "\npareto [1] (structure, measure): "));
  CHECK(info.out.ends_with(coalitions.out));
  CHECK_FALSE(has(info.out, "terms_of_trade [%]"));
  const auto variables = run_in_process(copy, {"info", "FOLDER/out.h5", "--variables"});
  CHECK(has(variables.out, "\naxis scenario: 3  benchmark, A|B, A+B\n"));
  CHECK(has(variables.out, "\nterms_of_trade [%] (scenario, region): "));
  CHECK(has(variables.out, "\nco2_cap [Mt] (scenario, market): "));
  CHECK(has(variables.out, ", 2 missing; emissions cap of the market\n"));
  CHECK(has(variables.out, "\nreachable_cut [1] (scenario): no values; "));
}

}  // namespace etslink
