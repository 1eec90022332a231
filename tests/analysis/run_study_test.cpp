// SPDX-License-Identifier: Apache-2.0
#include "analysis/run_study.h"

#include <doctest/doctest.h>

#include <cmath>
#include <sstream>
#include <stdexcept>

#include "analysis/cap_path.h"
#include "analysis/variant_log.h"
#include "app/console_log.h"
#include "results/hdf5_reader.h"
#include "results/write_study.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

StudyResult run(const StudyCopy& copy, const std::vector<std::string>& settings, int workers = 1) {
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  return run_study(read_study(copy.path("study.toml"), settings), {solver_factory(SolverChoice::ipopt, 1), workers},
                   log);
}

const ScenarioResult& scenario(const StudyResult& result, const std::string& name) {
  for (const auto& candidate : result.scenarios) {
    if (candidate.name == name) return candidate;
  }
  FAIL("no scenario " << name);
  return result.scenarios.front();
}

// Gives the coal mines of the benchmark a resource: a part of what their capital is paid.
void add_coal_resource(const StudyCopy& copy) {
  copy.files().append("benchmark/factors.csv", "RES,coal resource,specific\n");
  copy.files().replace("benchmark/value_added.csv", "A,FUEL,CAP,4880,0", "A,FUEL,CAP,2880,0\nA,FUEL,RES,2000,0");
  copy.files().replace("benchmark/value_added.csv", "B,FUEL,CAP,320,0", "B,FUEL,CAP,220,0\nB,FUEL,RES,100,0");
}

}  // namespace

TEST_CASE("a study gives the same numbers with one thread and with three") {
  const StudyCopy copy;
  const auto one = run(copy, {}, 1), three = run(copy, {}, 3);
  REQUIRE(one.scenarios.size() == 4);
  REQUIRE(three.scenarios.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(one.scenarios[i].name);
    REQUIRE(one.scenarios[i].state.has_value());
    REQUIRE(three.scenarios[i].state.has_value());
    CHECK(one.scenarios[i].name == three.scenarios[i].name);
    CHECK(one.scenarios[i].state->x == three.scenarios[i].state->x);
    CHECK(one.scenarios[i].abatement_cost.has_value() == three.scenarios[i].abatement_cost.has_value());
    if (one.scenarios[i].abatement_cost) {
      CHECK(one.scenarios[i].abatement_cost->area == three.scenarios[i].abatement_cost->area);
    }
  }
}

TEST_CASE(
    "scenarios follow the study: links merge prices, a scenario's own cap counts, a market that is off has no price") {
  const auto result = run(StudyCopy(), {});
  const auto& linked = *scenario(result, "linked").state;
  CHECK(std::abs(linked.permit_price[0] - linked.permit_price[1]) < 1e-9);
  const auto& unlinked = *scenario(result, "unlinked").state;
  CHECK(unlinked.permit_price[0] > unlinked.permit_price[1] + 1);
  const auto& strict = scenario(result, "strict");
  const double a = strict.economy->markets[0].benchmark_emissions;
  CHECK(std::abs(strict.state->market_emissions[0] - 0.7 * a) < 1e-6 * a);
  CHECK(strict.state->permit_price[1] == 0);
  CHECK(scenario(result, "benchmark").report.iterations == 0);
  CHECK_FALSE(scenario(result, "benchmark").abatement_cost.has_value());
}

TEST_CASE("the area under the abatement cost curve lies between zero and price times abatement") {
  const auto result = run(StudyCopy(), {});
  const auto& unlinked = scenario(result, "unlinked");
  REQUIRE(unlinked.abatement_cost.has_value());
  CHECK(unlinked.abatement_cost->is_accurate);
  for (int market = 0; market < 2; ++market) {
    const double abated =
        unlinked.economy->markets[market].benchmark_emissions - unlinked.state->market_emissions[market];
    CHECK(unlinked.abatement_cost->area[market] > 0.2 * unlinked.state->permit_price[market] * abated);
    CHECK(unlinked.abatement_cost->area[market] < 0.5 * unlinked.state->permit_price[market] * abated);
  }
}

TEST_CASE("holding fuel prices is one more solve with the same caps") {
  const StudyCopy copy;
  add_coal_resource(copy);
  const auto result = run(copy, {});
  const auto& linked = scenario(result, "linked");
  REQUIRE(linked.fuel_prices_held_state.has_value());
  CHECK(linked.channels_note.empty());
  const auto& held = *linked.fuel_prices_held_state;
  const auto total = [](const EquilibriumState& state) {
    return state.market_emissions[0] + state.market_emissions[1];
  };
  CHECK(std::abs(total(held) - total(*linked.state)) < 1e-5);
  const auto without = run(copy, {"results.channels=false", "results.abatement_cost=false"});
  CHECK_FALSE(scenario(without, "linked").fuel_prices_held_state.has_value());
  CHECK(scenario(without, "linked").channels_note == "not asked for: results.channels = false");
  CHECK_FALSE(scenario(without, "linked").abatement_cost.has_value());
}

TEST_CASE("leakage has no channels where no fuel price can be held, and that is told") {
  const StudyCopy copy;  // its coal has no resource
  const auto run = run_in_process(copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--set",
                                         "leakage.coalition=[\"A\"]", "--threads", "1"});
  CHECK(run.exit_code == 0);
  const std::string note = "no fuel price can be held, as no resource has enough of the costs: coal, A; coal, B";
  CHECK(has(run.err, "warning: scenario 'linked': no leakage by channel: " + note + "\n"));
  const auto set = read_study_file(copy.path("out.h5")).indicators;
  CHECK(std::isfinite(set.slice("leakage_rate", 1)[0]));
  CHECK(std::isnan(set.slice("leakage_fuel_price_channel", 1)[0]));
  CHECK(std::isnan(set.slice("leakage_competitiveness_channel", 1)[0]));
  const NetcdfReader file(copy.path("out.h5"));
  CHECK(file.read_text("leakage_channels_note") == std::vector<std::string>{"no market is on", note, note, note});
}

TEST_CASE("without a reference in the study a scenario 'benchmark' without markets comes first") {
  const StudyCopy copy;
  copy.files().replace("study.toml", "reference = \"benchmark\"\n", "");
  copy.files().replace("study.toml", "[scenario.benchmark]\nmarkets = []\n", "");
  const auto result = run(copy, {});
  CHECK(result.reference == 0);
  CHECK(result.scenarios.front().name == "benchmark");
  CHECK(result.scenarios.front().report.iterations == 0);
}

TEST_CASE("the closure of a study names the scenarios in which the government spends revenue") {
  const Study study = read_study(source_folder() + "/studies/recycling.toml", {});
  CHECK(describe_study(study).closure.ends_with("so that its real demand is free: spending"));
  CHECK_FALSE(has(describe_study(read_study(source_folder() + "/studies/kyoto_style.toml", {})).closure, "spends"));
}

TEST_CASE("the study text of the results holds the changes of the command line") {
  const auto result = run(StudyCopy(), {"market.A.cap.reduction_percent=30"});
  CHECK(result.study_text.ends_with("# changed on the command line:\n# --set market.A.cap.reduction_percent=30\n"));
  const auto& unlinked = scenario(result, "unlinked");
  CHECK(std::abs(unlinked.state->market_emissions[0] - 0.7 * unlinked.economy->markets[0].benchmark_emissions) < 1e-4);
}

TEST_CASE("an exception in one scenario costs that one only, with one thread and with three") {
  const StudyCopy copy;
  for (const int threads : {1, 3}) {
    CAPTURE(threads);
    std::ostringstream messages;
    ConsoleLog log(messages, {LogLevel::error, false, false});
    const auto good = solver_factory(SolverChoice::automatic, 1);
    // The benchmark is solved where it starts, so its scenario is told by its size: it has no permit price.
    const auto throws_with_markets = [&] {
      auto solvers = good();
      solvers.solve = [solve = solvers.solve](const SquareSystem& system, std::span<const double> start) {
        std::vector<double> f(system.size());
        system.residual(start, f);
        if (max_norm(f) > 1e-6) throw std::runtime_error("no memory left");
        return solve(system, start);
      };
      return solvers;
    };
    const auto result = run_study(read_study(copy.path("study.toml"), {}), {throws_with_markets, threads}, log);
    CHECK(scenario(result, "benchmark").report.solved());
    CHECK(scenario(result, "linked").report.message == "not solved: no memory left");
    CHECK_FALSE(scenario(result, "linked").state.has_value());
    CHECK(has(messages.str(), "error: scenario 'linked': not solved: no memory left\n"));
    write_study(result, compute_indicators(result), copy.path("out.h5"));
    CHECK(read_study_file(copy.path("out.h5")).indicators.solver_status.at(1) == SolverStatus::not_converged);
  }
}

TEST_CASE(
    "Ipopt confirms every scenario, and results say so; by choice of one solver it is not asked, or is it itself") {
  const StudyCopy copy;
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  const auto study = read_study(copy.path("study.toml"), {});
  const auto confirmed = [&](SolverChoice choice) {
    const auto result = run_study(study, {solver_factory(choice, 1), 2}, log);
    REQUIRE(result.all_solved());
    const auto indicators = compute_indicators(result);
    std::vector<double> values;
    for (int s = 0; s < 4; ++s) {
      values.push_back(indicators.slice("ipopt_confirmed", s).front());
      CHECK(std::isnan(indicators.slice("ipopt_iterations", s).front()) == std::isnan(values.back()));
    }
    return values;
  };
  CHECK(confirmed(SolverChoice::automatic) == std::vector<double>(4, 1));
  CHECK(confirmed(SolverChoice::ipopt) == std::vector<double>(4, 1));
  for (const double value : confirmed(SolverChoice::newton_krylov)) CHECK(std::isnan(value));
}

TEST_CASE("a scenario that Ipopt does not confirm is not solved: no values, a status, a message") {
  const StudyCopy copy;
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::error, false, false});
  const auto disagrees = [] {
    auto solvers = solver_factory(SolverChoice::automatic, 1)();
    solvers.confirm = [](const SquareSystem& system, SolverReport& report) {
      report.x.front() += 1e-3 * system.unknown_scale(0);  // as if the solution were another
      confirm(system, {}, report);
    };
    return solvers;
  };
  const auto result = run_study(read_study(copy.path("study.toml"), {}), {disagrees, 1}, log);
  CHECK_FALSE(result.all_solved());
  const auto& linked = scenario(result, "linked");
  CHECK(linked.report.status == SolverStatus::not_confirmed);
  CHECK_FALSE(linked.state.has_value());
  CHECK(has(messages.str(), "error: scenario 'linked': "));
  CHECK(has(messages.str(), "not confirmed: Ipopt, started beside this solution, ended at a distance of 1.0e-03"));
  write_study(result, compute_indicators(result), copy.path("out.h5"));
  const auto read = read_study_file(copy.path("out.h5")).indicators;
  CHECK(read.solver_status.at(1) == SolverStatus::not_confirmed);
  CHECK(read.slice("ipopt_confirmed", 1).front() == 0);
  CHECK(std::isnan(read.slice("gdp", 1).front()));
}

TEST_CASE("both ends of the cap path are known: the benchmark and the scenario") {
  const auto result = run(StudyCopy(), {});
  const auto& linked = scenario(result, "linked");
  CapPathSystem path(*linked.economy);
  const auto norm = [&](double s, std::span<const double> x) {
    const auto& system = path.at(s);
    std::vector<double> f(system.size());
    system.residual(x, f);
    double largest = 0;
    for (const double value : f) largest = std::max(largest, std::abs(value));
    return largest;
  };
  CHECK(norm(0, path.start()) < 1e-8);
  CHECK(norm(1, linked.state->x) < 1e-9);
  CHECK(norm(0.5, linked.state->x) > 1e-3);
}

TEST_CASE("a run prints its table, writes the file, and info repeats the table") {
  const StudyCopy copy;
  const auto ran = run_binary(copy, "run FOLDER/study.toml -o FOLDER/out.h5 --threads 2");
  CHECK(ran.exit_code == 0);
  CHECK(has(ran.out, "carbon price [USD/t]"));
  CHECK(has(ran.err, "scenario 4 of 4 done"));
  const auto info = run_binary(copy, "info FOLDER/out.h5");
  CHECK(info.exit_code == 0);
  CHECK(info.out.ends_with(ran.out));
  CHECK(has(info.out, "scenario strict: solved"));
  CHECK(run_binary(copy, "info FOLDER/out.h5 --study").out == copy.files().text("study.toml"));
}

TEST_CASE("--quiet prints nothing, --log-level info tells what the model did with the data") {
  const StudyCopy copy;
  const auto quiet =
      run_in_process(copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--quiet", "--threads", "1"});
  CHECK(quiet.exit_code == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
  const auto info = run_in_process(
      copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--log-level", "info", "--threads", "1"});
  CHECK(has(info.err, "info: results written to FOLDER/out.h5\n"));
}

TEST_CASE("each note of the model is told once at the level info") {
  const std::string source = source_folder();
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::info, false, false});
  const SolveFunction start_only = [](const SquareSystem&, std::span<const double> start) {
    SolverReport report;
    report.x.assign(start.begin(), start.end());
    return report;
  };
  static_cast<void>(run_study(read_study(source + "/studies/northeast_asia.toml", {}),
                              {[&] {
                                 return ScenarioSolvers{start_only, start_only};
                               },
                               1},
                              log));
  const std::string note = "info: price of coal, JPN follows its costs";
  const auto first = messages.str().find(note);
  CHECK(first != std::string::npos);
  CHECK(messages.str().find(note, first + 1) == std::string::npos);
}

TEST_CASE("what all variants have to say is told once, the rest with the name of the variant") {
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::warning, false, false});
  tell_messages(
      {{"a: ", {"of all", "of a"}}, {"b: ", {"of b", "of all", "of b and c"}}, {"c: ", {"of all", "of b and c"}}},
      LogLevel::warning, log);
  CHECK(messages.str() ==
        "warning: of all\nwarning: a: of a\nwarning: b: of b\nwarning: b: of b and c\nwarning: c: of b and c\n");
  std::ostringstream alone;
  ConsoleLog of_one(alone, {LogLevel::warning, false, false});
  tell_messages({{"", {"twice", "twice"}}}, LogLevel::warning, of_one);
  CHECK(alone.str() == "warning: twice\nwarning: twice\n");
}

TEST_CASE("variants give what each gives alone, with one thread and with three") {
  const StudyCopy copy;
  copy.files().append("study.toml", "\n[variant.trade.model]\narmington = \"per_user\"\n");
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  const auto variants = read_variants(copy.path("study.toml"), {"results.channels=false"});
  REQUIRE(variants.size() == 2);
  for (const int workers : {1, 3}) {
    const auto results = run_variants(variants, {solver_factory(SolverChoice::newton_krylov, 1), workers}, log);
    for (std::size_t v = 0; v < 2; ++v) {
      CHECK(results[v].variant == variants[v].variant);
      const auto alone = run_study(variants[v], {solver_factory(SolverChoice::newton_krylov, 1), 1}, log);
      for (std::size_t s = 0; s < 4; ++s) CHECK(results[v].scenarios[s].report.x == alone.scenarios[s].report.x);
    }
    CHECK(results[0].scenarios[1].report.x != results[1].scenarios[1].report.x);
  }
}

TEST_CASE("a cap that does not bind has price zero and is mentioned") {
  const StudyCopy copy;
  const auto run = run_in_process(
      copy, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5", "--set", "market.B.cap.mt=900", "--threads", "1"});
  CHECK(run.exit_code == 0);
  CHECK(has(run.err, "warning: scenario 'unlinked': the cap of market B does not bind, price 0\n"));
}

TEST_CASE("a study that can't be solved: exit code 1, where the equilibria end, worst equations, a marked file") {
  const StudyCopy copy;
  const auto run = run_binary(copy, "run FOLDER/unsolvable.toml -o FOLDER/out.h5");
  CHECK(run.exit_code == 1);
  CHECK(
      has(run.err,
          "error: scenario 'unlinked': not solved; the equilibria connected with the benchmark end at 55 % of the way "
          "to the caps, i.e. A 54."));
  CHECK(has(run.err, "; none was found beyond\n"));
  CHECK(has(run.err, "error:   worst: permit market: A (residual "));
  const auto info = run_binary(copy, "info FOLDER/out.h5");
  CHECK(info.exit_code == 0);
  CHECK(has(info.out, "scenario benchmark: solved\n"));
  CHECK(has(info.out, "scenario unlinked: not converged\n"));
}

TEST_CASE("the largest reachable cut is a property of the economy, not of the cap asked for") {
  const StudyCopy copy;
  std::vector<double> reachable_mt;
  for (const double percent : {1.0, 20.0, 40.0}) {
    std::ostringstream ignored;
    ConsoleLog log(ignored, {LogLevel::error, false, false});
    const auto study =
        read_study(copy.path("unsolvable.toml"), {"market.A.cap.percent_of_benchmark=" + std::to_string(percent)});
    const auto result = run_study(study, {solver_factory(SolverChoice::ipopt, 1), 1}, log);
    const auto& unlinked = scenario(result, "unlinked");
    REQUIRE(unlinked.reachable_cut.has_value());
    reachable_mt.push_back(*unlinked.reachable_cut * (100 - percent));
  }
  CHECK(std::abs(reachable_mt[0] - reachable_mt[1]) < 0.3);
  CHECK(std::abs(reachable_mt[0] - reachable_mt[2]) < 0.3);
}

}  // namespace etslink
