// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <sstream>

#include "analysis/cost_curves.h"
#include "app/console_log.h"
#include "results/indicators.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

constexpr double growth = 1.1;

// One cap, in the economy of the benchmark and in one that is as much larger as its cap.
const char* const study_text = R"([study]
name = "growth"
benchmark = "benchmark"
nests = "nests.toml"
reference = "benchmark"

[market.A]
regions = ["A"]
sectors = "all"
households = true
cap = { percent_of_benchmark = 80 }

[scenario.benchmark]
markets = []

[scenario.cap]

[scenario.larger]
caps = { A = { percent_of_benchmark = 88 } }
[scenario.larger.shock]
"endowment all all" = { factor = 1.1 }

[scenario.larger_without]
markets = []
[scenario.larger_without.shock]
"endowment all all" = { factor = 1.1 }
)";

RunOptions solvers() { return {solver_factory(SolverChoice::newton_krylov, 1), 1, 1}; }

Study growth_study(const StudyCopy& copy, const std::vector<std::string>& settings = {}) {
  copy.files().write("growth.toml", study_text);
  return read_study(copy.path("growth.toml"), settings);
}

}  // namespace

TEST_CASE("an economy and its cap 10 % larger: the same carbon price, and costs that are 10 % more") {
  const StudyCopy copy;
  const Study study = growth_study(copy);
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  const IndicatorSet set = compute_indicators(run_study(study, solvers(), log));
  const auto value = [&](const std::string& name, int scenario) { return set.slice(name, scenario)[0]; };
  REQUIRE(set.solver_status[2] == SolverStatus::solved);
  CHECK(value("carbon_price", 1) > 1);
  CHECK(value("carbon_price", 2) == doctest::Approx(value("carbon_price", 1)).epsilon(1e-8));
  CHECK(value("abatement_cost_macc", 2) == doctest::Approx(growth * value("abatement_cost_macc", 1)).epsilon(1e-6));
  CHECK(value("gdp", 2) == doctest::Approx(growth * value("gdp", 1)).epsilon(1e-8));
  CHECK(value("gdp_change", 3) == doctest::Approx(10).epsilon(1e-8));
  CHECK(value("welfare_change", 3) == doctest::Approx(10).epsilon(1e-8));
  CHECK(value("exports_change", 3) == doctest::Approx(10).epsilon(1e-8));
}

TEST_CASE("the cost curve of a scenario with shocks begins in the economy with these shocks") {
  const StudyCopy copy;
  const Study study = growth_study(copy);
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  const CurveOptions options{{0, 50, 100}, solvers()};
  const CostCurves curves = compute_cost_curves(curve_requests(study, {"cap", "larger"}),
                                                run_reference(study, options.run, log), options, log);
  REQUIRE(curves.curves.size() == 2);
  REQUIRE(curves.curves[1].points.size() == 3);
  for (int i = 0; i < 3; ++i) {
    const CurvePoint &plain = curves.curves[0].points[i], &larger = curves.curves[1].points[i];
    CHECK(larger.carbon_price == doctest::Approx(plain.carbon_price).epsilon(1e-6));
    CHECK(larger.cut_percent == doctest::Approx(plain.cut_percent).epsilon(1e-8));
    CHECK(larger.abatement == doctest::Approx(growth * plain.abatement).epsilon(1e-8));
    CHECK(larger.abatement_cost_macc[0] == doctest::Approx(growth * plain.abatement_cost_macc[0]).epsilon(1e-5));
  }
  CHECK(std::abs(curves.curves[1].points[0].carbon_price) < 1e-6);
}

TEST_CASE("curves of markets alone are those of the benchmark, whatever shocks a scenario has") {
  const StudyCopy copy;
  const Study study = growth_study(copy);
  for (const CurveRequest& request : curve_requests(study, {})) CHECK(request.economy->shocks.empty());
}

}  // namespace etslink
