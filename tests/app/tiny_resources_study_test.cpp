// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"
#include "tests/fixtures/thin_resources.h"

namespace etslink {
TEST_CASE(
    "a study on a benchmark with a resource of 0.02 % of the costs is solved, and the log names what becomes capital") {
  const StudyCopy study("tiny_taxes");
  auto benchmark = read_benchmark(study.path("benchmark"));
  thin_resources(benchmark, 0.0002);
  benchmark.factors[benchmark.find_factor("CAP").index].role = FactorRole::capital;
  write_benchmark(benchmark, study.path("benchmark"));
  study.files().write("thin.toml", "[study]\nname = \"thin\"\nbenchmark = \"benchmark\"\nnests = \"" + source_folder() +
                                       "/data/nests/klem.toml\"\n[elasticities]\nsupply_elasticity = 1.5\n"
                                       "[market.A]\nregions = [\"A\"]\nsectors = [\"ELE\", \"CEM\"]\n"
                                       "cap = { reduction_percent = 20 }\n[scenario.capped]\n");
  const auto with = [&](const std::string& setting) {
    return run_in_process(study, {"run", "FOLDER/thin.toml", "--set", setting, "--solver", "newton-krylov"});
  };
  const auto run = with("model.least_resource_percent=1");
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(has(run.err,
            "resources with less than 1 % of the costs of their sector become capital of it "
            "(model.least_resource_percent): coal, A 0.02 % (capital); coal, B 0.02 % (capital)"));
  const auto kept = with("model.least_resource_percent=0");
  CHECK(kept.exit_code == 0);
  CHECK_FALSE(has(kept.err, "become capital"));
  CHECK(
      has(with("model.tiny_resources_become=\"RES\"").err, "which is specific; allowed: a mobile or sluggish factor"));
  CHECK(has(with("model.tiny_resources_become=\"CAPP\"").err, "unknown factor 'CAPP'; did you mean 'CAP'?"));
  CHECK(has(with("model.least_resource_percent=100").err, "least_resource_percent"));
  const auto check = run_in_process(study, {"check", "FOLDER/benchmark"});
  CHECK(has(check.out,
            "warning: resources: COL, A: 0.0002 of the costs, usual 0.01 to 0.7: below 0.01 a study turns it into "
            "capital ([model] least_resource_percent)"));
}

}  // namespace etslink
