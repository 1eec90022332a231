// SPDX-License-Identifier: Apache-2.0
#include "analysis/cost_curves.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "app/console_log.h"
#include "results/hdf5_reader.h"
#include "results/indicators.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

// Region A has other regions to leak to; market B is cut like A in the link.
const std::vector<std::string> settings{"leakage.coalition=[\"A\"]", "market.B.cap={reduction_percent=20}",
                                        "results.channels=false"};

RunOptions solvers(int workers = 1) { return {solver_factory(SolverChoice::newton_krylov, 1), workers, 1}; }

std::vector<double> cuts_to(double last, int points = 26) {
  std::vector<double> cuts;
  for (int i = 0; i < points; ++i) cuts.push_back(last * i / (points - 1));
  return cuts;
}

// Curves of a study, and the results of `run` to compare them with.
struct CurvesAndRun {
  CostCurves curves;
  StudyResult run;
  IndicatorSet indicators;
};

CostCurves curves_of(const Study& study, const std::vector<std::string>& scenarios, const CurveOptions& options) {
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  return compute_cost_curves(curve_requests(study, scenarios), run_reference(study, options.run, log), options, log);
}

CurvesAndRun curves_and_run(const std::vector<std::string>& scenarios) {
  const StudyCopy copy;
  const auto study = read_study(copy.path("study.toml"), settings);
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  const double last = scenarios.empty() ? 50 : 100;
  CurvesAndRun both{curves_of(study, scenarios, {cuts_to(last), solvers()}), run_study(study, solvers(), log), {}};
  both.indicators = compute_indicators(both.run);
  return both;
}

// Index of the point at a position on the path, which is one of them.
std::size_t point_at(const CostCurves& curves, double percent) {
  for (std::size_t i = 0; i < curves.path_percent.size(); ++i) {
    if (std::abs(curves.path_percent[i] - percent) < 1e-9) return i;
  }
  FAIL("no point at " << percent);
  return 0;
}

int scenario_index(const IndicatorSet& set, const std::string& name) {
  for (std::size_t i = 0; i < set.scenarios.size(); ++i) {
    if (set.scenarios[i] == name) return static_cast<int>(i);
  }
  FAIL("no scenario " << name);
  return 0;
}

// Every indicator of the point against the scenario of `run` with the same caps.
void check_same(const CurvePoint& point, const IndicatorSet& set, const std::string& scenario) {
  const int s = scenario_index(set, scenario);
  const auto cost = set.slice("abatement_cost_macc", s), gdp = set.slice("gdp_change", s),
             welfare = set.slice("welfare_change", s), payment = set.slice("permit_import_value", s);
  CHECK(std::abs(point.carbon_price - set.slice("carbon_price", s)[0]) < 1e-7);
  CHECK(std::abs(point.leakage_rate - set.slice("leakage_rate", s)[0]) < 1e-7);
  for (std::size_t r = 0; r < gdp.size(); ++r) {
    CHECK(std::abs(point.gdp_change[r] - gdp[r]) < 1e-9);
    CHECK(std::abs(point.welfare_change[r] - welfare[r]) < 1e-9);
    CHECK(std::abs(point.permit_import_value[r] - payment[r]) < 1e-5);
    CHECK(std::abs(point.abatement_cost_macc[r] - cost[r]) <= 0.01 * std::abs(cost[r]));
  }
}

std::size_t size_of(const std::vector<double>& numbers) {
  return static_cast<std::size_t>(
      std::count_if(numbers.begin(), numbers.end(), [](double v) { return !std::isnan(v); }));
}

}  // namespace

TEST_CASE("the price of a market alone is 0 without a cut, and rises with it ever faster") {
  const auto both = curves_and_run({});
  REQUIRE(both.curves.curves.size() == 2);
  CHECK(both.curves.curves[0].label == "A alone");
  CHECK(both.curves.curves[1].label == "B alone");
  CHECK(both.curves.curves[0].is_member == std::vector<int>{1, 0});
  for (const auto& curve : both.curves.curves) {
    REQUIRE(curve.points.size() == 26);
    CHECK(std::abs(curve.points[0].carbon_price) < 1e-6);
    CHECK(curve.points[1].carbon_price > 0.1);
    for (std::size_t i = 2; i < curve.points.size(); ++i) {
      const auto slope = [&](std::size_t k) { return curve.points[k].carbon_price - curve.points[k - 1].carbon_price; };
      CHECK(slope(i) > slope(i - 1));
      CHECK(curve.points[i].residual < 1e-9);
    }
  }
}

TEST_CASE("at the cut of a scenario a curve has the scenario's price, changes and abatement cost") {
  SUBCASE("a market alone") {
    const auto both = curves_and_run({});
    check_same(both.curves.curves[0].points[point_at(both.curves, 30)], both.indicators, "strict");
  }
  SUBCASE("markets that are linked, at the end of the path") {
    const auto both = curves_and_run({"linked"});
    REQUIRE(both.curves.curves.size() == 1);
    CHECK(both.curves.curves[0].label == "linked: A+B");
    CHECK(both.curves.curves[0].is_member == std::vector<int>{1, 1});
    check_same(both.curves.curves[0].points[point_at(both.curves, 100)], both.indicators, "linked");
  }
}

TEST_CASE("all markets of a scenario move together from the benchmark to the scenario") {
  const auto both = curves_and_run({"unlinked", "linked"});
  REQUIRE(both.curves.curves.size() == 3);
  CHECK(both.curves.curves[1].label == "unlinked: B");
  const int unlinked = scenario_index(both.indicators, "unlinked");
  const auto price = both.indicators.slice("carbon_price", unlinked);
  const auto& benchmark = both.run.scenarios[unlinked].economy->markets;
  for (int market = 0; market < 2; ++market) {
    const auto& points = both.curves.curves[market].points;
    CHECK(std::abs(points[0].carbon_price) < 1e-6);
    CHECK(std::abs(points.back().carbon_price - price[market]) < 1e-7);
    const double cap = both.indicators.slice("co2_cap", unlinked)[market];
    const double cut = 100 * (1 - cap / benchmark[market].benchmark_emissions);
    CHECK(std::abs(points.back().cut_percent - cut) < 1e-6);
    CHECK(std::abs(points[point_at(both.curves, 40)].cut_percent - 0.4 * cut) < 1e-6);
    CHECK(points.back().abatement_cost_macc == both.curves.curves[1 - market].points.back().abatement_cost_macc);
  }
}

TEST_CASE("at each price the curve of a link is the sum of its members' curves") {
  const auto both = curves_and_run({"linked"});
  const auto& markets = both.run.scenarios.front().economy->markets;
  const auto& linked = *both.run.scenarios[scenario_index(both.indicators, "linked")].economy;
  const double benchmark = linked.markets[0].benchmark_emissions + linked.markets[1].benchmark_emissions;
  REQUIRE(markets.size() == 2);
  for (std::size_t i = 0; i < both.curves.path_percent.size(); ++i) {
    const auto& point = both.curves.curves[0].points[i];
    const double members = point.abatement_by_region[0] + point.abatement_by_region[1];
    CHECK(std::abs(members - point.cut_percent / 100 * benchmark) < 1e-7 * benchmark);
    CHECK(std::abs(point.cut_percent - 0.2 * both.curves.path_percent[i]) < 1e-6);
    CHECK(std::abs(point.abatement - members) < 1e-7 * benchmark);
    CHECK((i == 0 || point.abatement_by_region[0] > both.curves.curves[0].points[i - 1].abatement_by_region[0]));
    CHECK((i == 0 || point.abatement_by_region[1] > both.curves.curves[0].points[i - 1].abatement_by_region[1]));
    CHECK(std::abs(point.permit_import_value[0] + point.permit_import_value[1]) < 1e-5);
  }
}

TEST_CASE("curves have the same numbers with one process and with three") {
  const StudyCopy copy;
  const auto study = read_study(copy.path("study.toml"), settings);
  const auto one = curves_of(study, {"unlinked", "linked"}, {cuts_to(40, 5), solvers(1)});
  const auto three = curves_of(study, {"unlinked", "linked"}, {cuts_to(40, 5), solvers(3)});
  REQUIRE(one.curves.size() == three.curves.size());
  for (std::size_t c = 0; c < one.curves.size(); ++c) {
    CHECK(one.curves[c].label == three.curves[c].label);
    for (std::size_t i = 0; i < 5; ++i) {
      CHECK(one.curves[c].points[i].carbon_price == three.curves[c].points[i].carbon_price);
      CHECK(one.curves[c].points[i].abatement_cost_macc == three.curves[c].points[i].abatement_cost_macc);
    }
  }
}

TEST_CASE("macc prints prices and writes a file; a cut out of reach ends the curve with a warning") {
  const StudyCopy copy;
  const auto run = run_in_process(copy, {"macc", "FOLDER/unsolvable.toml", "-o", "FOLDER/out.h5", "--to", "90",
                                         "--points", "11", "--threads", "1"});
  CHECK(run.exit_code == 0);
  CHECK(has(run.err, "warning: curve 'A alone' ends at a cut of 54 %: no solution at 63 %\n"));
  CHECK(has(run.out, "carbon price [USD/t]\ncut of covered emissions [%]        18        36        54        72"));
  CHECK(run.out.ends_with("         -         -\n"));
  const NetcdfReader file(copy.path("out.h5"));
  CHECK(size_of(file.read_numbers("path_percent")) == 11);
  CHECK(size_of(file.read_numbers("carbon_price")) == 7);
  CHECK(size_of(file.read_numbers("gdp_change")) == 7 * 2);
  CHECK(size_of(file.read_numbers("cut_percent")) == 7);
  CHECK(file.read_numbers("largest_path_percent") == std::vector<double>{54});
}

TEST_CASE("where a solve fails the cut is reached in smaller steps, down to an eighth") {
  const StudyCopy copy;
  const auto study = read_study(copy.path("study.toml"), settings);
  const auto points_solved = [&](int failures) {
    auto options = solvers();
    options.solvers = [failures] {
      const auto good = solver_factory(SolverChoice::newton_krylov, 1)();
      const auto calls = std::make_shared<int>(0);
      const SolveFunction near = [=](const SquareSystem& system, std::span<const double> start) {
        return ++*calls <= failures ? SolverReport{} : good.solve_near(system, start);
      };
      return ScenarioSolvers{good.solve, near};
    };
    return curves_of(study, {"strict"}, {cuts_to(40, 2), options}).curves.front().points.size();
  };
  // Each place is tried twice, from the solutions around it and from those below: the cut, its half, quarter and
  // eighth.
  CHECK(points_solved(0) == 2);
  CHECK(points_solved(7) == 2);
  CHECK(points_solved(8) == 1);
}

TEST_CASE("a curve without a single cut, or changes without a reference, have exit code 1 and a file that shows it") {
  const StudyCopy copy;
  const auto none = run_in_process(
      copy, {"macc", "FOLDER/unsolvable.toml", "-o", "FOLDER/out.h5", "--to", "90", "--points", "2", "--threads", "1"});
  CHECK(none.exit_code == 1);
  CHECK(has(none.err, "error: curve 'A alone' ends at a cut of 0 %: no solution at 90 %\n"));
  CHECK(size_of(NetcdfReader(copy.path("out.h5")).read_numbers("carbon_price")) == 1);
  const auto unmeasured =
      run_in_process(copy, {"macc", "FOLDER/unsolvable.toml", "-o", "FOLDER/out.h5", "--set",
                            "study.reference=unlinked", "--points", "3", "--threads", "1", "--quiet"});
  CHECK(unmeasured.exit_code == 1);
  CHECK(has(unmeasured.err, "error: scenario 'unlinked': not solved; "));
  const NetcdfReader file(copy.path("out.h5"));
  CHECK(size_of(file.read_numbers("carbon_price")) == 3);
  CHECK(size_of(file.read_numbers("gdp_change")) == 0);
  CHECK(size_of(file.read_numbers("leakage_rate")) == 0);
}

TEST_CASE("--quiet prints nothing; several scenarios follow one --scenario; a study without markets has no curve") {
  const StudyCopy copy;
  const auto quiet = run_in_process(copy, {"macc", "FOLDER/study.toml", "--scenario", "linked", "strict", "-o",
                                           "FOLDER/out.h5", "--points", "3", "--quiet", "--threads", "1"});
  CHECK(quiet.exit_code == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
  CHECK(NetcdfReader(copy.path("out.h5")).read_text("curve") == std::vector<std::string>{"linked: A+B", "strict: A"});
  copy.files().write("none.toml",
                     "[study]\nname = \"None\"\nbenchmark = \"benchmark\"\nnests = \"nests.toml\"\n\n"
                     "[scenario.benchmark]\n");
  const auto none = run_in_process(copy, {"macc", "FOLDER/none.toml", "-o", "FOLDER/none.h5"});
  CHECK(none.exit_code == 2);
  CHECK(none.err == "error: FOLDER/none.toml: the study has no permit market, so there is no curve\n");
}

TEST_CASE("the curve of a market alone is that of a cap on what it covers, whatever rule the study has for it") {
  const StudyCopy copy;
  const auto prices = [&](const std::string& rule) {
    copy.files().write("rules.toml",
                       "[study]\nname = \"rules\"\nbenchmark = \"benchmark\"\nnests = \"nests.toml\"\n"
                       "[market.A]\nregions = [\"A\"]\nsectors = [\"ELE\", \"STEEL\"]\n" +
                           rule + "\n[scenario.only]\n");
    const auto study = read_study(copy.path("rules.toml"), {});
    const auto curves = curves_of(study, {}, {cuts_to(20, 3), solvers()});
    std::vector<double> result;
    for (const auto& point : curves.curves.front().points) result.push_back(point.carbon_price);
    return result;
  };
  const auto of_cap = prices("cap = { mt = 100 }");
  REQUIRE(of_cap.size() == 3);
  CHECK(of_cap[2] > 1);
  for (const auto* rule : {"standard = { reduction_percent = 10 }", "price = 10",
                           "cap = { per_gdp_reduction_percent = 5 }", "crediting = { baseline_percent = 95 }"}) {
    CAPTURE(std::string(rule));
    const auto of_rule = prices(rule);
    REQUIRE(of_rule.size() == 3);
    for (int i = 0; i < 3; ++i) CHECK(std::abs(of_rule[i] - of_cap[i]) < 1e-9 * (1 + of_cap[i]));
  }
}

TEST_CASE("carbon taxes, standards, offsets and restricted links are traced to the scenario") {
  const StudyCopy copy;
  copy.files().write("rules.toml",
                     "[study]\nname = \"rules\"\nbenchmark = \"benchmark\"\nnests = \"nests.toml\"\n"
                     "[market.A]\nregions = [\"A\"]\nsectors = \"all\"\ncap = { reduction_percent = 10 }\n"
                     "[market.B]\nregions = [\"B\"]\nsectors = \"all\"\ncap = { reduction_percent = 25 }\n"
                     "[link.A_B]\nfrom = \"A\"\nto = \"B\"\nlimit = { mt = 2 }\n"
                     "[scenario.benchmark]\nmarkets = []\n"
                     "[scenario.tax]\n[scenario.tax.market.A]\ncap = \"none\"\nprice = 15\n"
                     "[scenario.standard]\n[scenario.standard.market.A]\ncap = \"none\"\n"
                     "standard = { reduction_percent = 5 }\n"
                     "[scenario.offsets]\n[scenario.offsets.market.A]\n"
                     "offsets = { region = \"A\", potential_mt = 20 }\n"
                     "[scenario.floor]\n[scenario.floor.market.A]\nfloor = 30\n"
                     "[scenario.quota]\nlinks = [\"A_B\"]\n");
  const auto study = read_study(copy.path("rules.toml"), {"results.channels=false"});
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::warning, false, false});
  const auto set = compute_indicators(run_study(study, solvers(), log));
  for (const char* name : {"tax", "standard", "offsets", "floor", "quota"}) {
    CAPTURE(std::string(name));
    const auto curves = curves_of(study, {name}, {cuts_to(100, 5), solvers()});
    REQUIRE(curves.curves.size() == 2);
    REQUIRE(curves.curves[0].points.size() == 5);
    for (const auto& point : curves.curves[0].points) CHECK(point.residual < 1e-9);
    const int s = scenario_index(set, name);
    const auto& end = curves.curves[0].points.back();
    const auto cost = set.slice("abatement_cost_macc", s), gdp = set.slice("gdp_change", s);
    CHECK(std::abs(end.carbon_price - set.slice("carbon_price", s)[0]) < 1e-7);
    for (std::size_t r = 0; r < cost.size(); ++r) {
      CHECK(cost[r] > 1);
      CHECK(std::abs(end.abatement_cost_macc[r] - cost[r]) < 2e-3 * cost[r]);
      CHECK(std::abs(end.gdp_change[r] - gdp[r]) < 1e-9);
    }
  }
  CHECK(messages.str().empty());
}

TEST_CASE("beyond the scenario its policy is continued") {
  const StudyCopy copy;
  const auto study = read_study(copy.path("study.toml"), settings);
  const auto curves = curves_of(study, {"linked"}, {{0, 50, 100, 150}, solvers()});
  const auto& points = curves.curves.front().points;
  REQUIRE(points.size() == 4);
  CHECK(std::abs(points[3].cut_percent - 30) < 1e-6);
  CHECK(points[3].carbon_price > 1.5 * points[2].carbon_price);
}

}  // namespace etslink
