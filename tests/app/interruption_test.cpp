// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <memory>
#include <sstream>
#include <thread>

#include "analysis/cost_curves.h"
#include "app/console_log.h"
#include "app/stop_signals.h"
#include "results/hdf5_reader.h"
#include "results/table.h"
#include "results/variant_file.h"
#include "results/write_cost_curves.h"
#include "results/write_study.h"
#include "tests/fixtures/program/study_copy.h"
#include "tests/fixtures/text_parts.h"

namespace etslink {
namespace {

bool waits_for_stop(const StopSignals& signals) {
  for (int k = 0; k < 1000 && !signals.token().stop_requested(); ++k)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return signals.token().stop_requested();
}

// Solvers of which the one that is made as number `last` asks to stop before its first solve.
SolverFactory stopping_solvers(std::stop_source& source, int last) {
  return [&source, last, made = std::make_shared<int>(0)] {
    auto solvers = solver_factory(SolverChoice::automatic, 1, source.get_token())();
    if (++*made < last) return solvers;
    solvers.solve = [&source, solve = solvers.solve](const SquareSystem& system, std::span<const double> start) {
      source.request_stop();
      return solve(system, start);
    };
    return solvers;
  };
}

}  // namespace

TEST_CASE("the first signal asks to stop, is named and gives the exit code of shells") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const StopSignals signals(false);
    CHECK(signals.name().empty());
    CHECK(signals.exit_code(1) == 1);
    ::kill(::getpid(), signal);
    REQUIRE(waits_for_stop(signals));
    CHECK(signals.name() == (signal == SIGINT ? "SIGINT" : "SIGTERM"));
    CHECK(signals.exit_code(0) == 128 + signal);
  }
}

TEST_CASE("a second signal ends the program at once; afterwards signals do what they did before") {
  for (const bool is_over : {false, true}) {
    const pid_t child = ::fork();
    if (child == 0) {
      std::signal(SIGTERM, SIG_DFL);  // not doctest's
      auto signals = std::make_unique<StopSignals>(false);
      if (!is_over) ::kill(::getpid(), SIGTERM);
      const bool stops = is_over || waits_for_stop(*signals);
      if (is_over) signals.reset();
      if (stops) ::kill(::getpid(), SIGTERM);
      std::this_thread::sleep_for(std::chrono::seconds(10));
      ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGTERM);
  }
}

TEST_CASE("a signal that is ignored stays ignored") {
  const auto before = std::signal(SIGINT, SIG_IGN);
  {
    const StopSignals signals(false);
    ::kill(::getpid(), SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK_FALSE(signals.token().stop_requested());
  }
  std::signal(SIGINT, before);
}

TEST_CASE("a study told to stop keeps whole scenarios, marks the others, and says that it is incomplete") {
  const StudyCopy copy;
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::warning, false, false});
  std::stop_source source;
  const auto study = read_study(copy.path("study.toml"), {"results.channels=false"});
  const auto whole = run_study(study, {solver_factory(SolverChoice::automatic, 1), 1}, log);
  const auto result = run_study(study, {stopping_solvers(source, 2), 1, 1, source.get_token()}, log);
  REQUIRE(result.scenarios.at(0).report.solved());
  CHECK(result.scenarios[0].report.x == whole.scenarios[0].report.x);
  std::string names;
  for (std::size_t s = 1; s < result.scenarios.size(); ++s) {
    CHECK(result.scenarios[s].report.status == SolverStatus::interrupted);
    CHECK_FALSE(result.scenarios[s].state.has_value());
    names += (s > 1 ? ", " : "") + result.scenarios[s].name;
  }
  CHECK(has(messages.str(), "warning: scenario 'linked': interrupted\n"));
  const auto indicators = compute_indicators(result);
  write_study(result, indicators, copy.path("out.h5"));
  CHECK(NetcdfReader(copy.path("out.h5")).attribute("incomplete") ==
        "interrupted before these scenarios were solved: " + names);
  CHECK(NetcdfReader(copy.path("out.h5")).attribute("unsolved_scenarios") != "");
  const auto read = read_study_file(copy.path("out.h5")).indicators;
  CHECK(read.solver_status.at(0) == SolverStatus::solved);
  CHECK(read.solver_status.at(1) == SolverStatus::interrupted);
  CHECK(std::isnan(read.slice("solver_residual", 1).front()));
  CHECK(has(study_table(read), "\nincomplete: the run was interrupted\n"));
  write_study(whole, compute_indicators(whole), copy.path("whole.h5"));
  CHECK(NetcdfReader(copy.path("whole.h5")).attribute("incomplete") == "");
}

TEST_CASE("variants told to stop keep whole scenarios of each, and the file names the others with their variant") {
  const StudyCopy copy;
  copy.files().append("study.toml", "\n[variant.trade.model]\narmington = \"per_user\"\n");
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::warning, false, false});
  std::stop_source source;
  const auto variants =
      read_variants(copy.path("study.toml"), {"results.channels=false", "results.abatement_cost=false"});
  const auto whole = run_variants(variants, {solver_factory(SolverChoice::automatic, 1), 1}, log);
  auto results = run_variants(variants, {stopping_solvers(source, 6), 1, 1, source.get_token()}, log);
  REQUIRE(results.size() == 2);
  CHECK(results[0].all_solved());
  REQUIRE(results[1].scenarios.at(0).report.solved());
  CHECK(results[0].scenarios[3].report.x == whole[0].scenarios[3].report.x);
  CHECK(results[1].scenarios[0].report.x == whole[1].scenarios[0].report.x);
  for (std::size_t s = 1; s < 4; ++s) CHECK(results[1].scenarios[s].report.status == SolverStatus::interrupted);
  CHECK(has(messages.str(), "warning: variant 'trade': scenario 'linked': interrupted\n"));
  std::vector<SolvedVariant> solved;
  for (auto& result : results) solved.push_back({result, compute_indicators(result)});
  write_variants(solved, copy.path("out.h5"));
  const NetcdfReader file(copy.path("out.h5"));
  const std::string names = "trade/unlinked, trade/linked, trade/strict";
  CHECK(file.attribute("incomplete") == "interrupted before these scenarios were solved: " + names);
  CHECK(variant_view(file, "trade").attribute("incomplete") ==
        "interrupted before these scenarios were solved: unlinked, linked, strict");
  CHECK(variant_view(file, "default").attribute("incomplete") == "");
}

TEST_CASE("curves told to stop end where they are, and the file says which") {
  const StudyCopy copy;
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::warning, false, false});
  const auto study = read_study(copy.path("study.toml"), {});
  const auto requests = curve_requests(study, {});
  REQUIRE(requests.size() == 2);
  std::stop_source source;
  CurveOptions options{{0, 5, 10}, {solver_factory(SolverChoice::automatic, 1), 1}};
  const auto reference = run_reference(study, options.run, log);
  // The first curve takes two sets of solvers, one for its start.
  options.run = {stopping_solvers(source, 3), 1, 1, source.get_token()};
  const auto curves = compute_cost_curves(requests, reference, options, log);
  CHECK(curves.curves.at(0).points.size() == 3);
  CHECK(curves.curves.at(1).points.size() < 3);
  CHECK(curves.incomplete == "interrupted before the end of these curves: " + requests[1].label);
  CHECK_FALSE(has(messages.str(), "no solution at"));
  write_cost_curves(reference, curves, copy.path("curves.h5"));
  CHECK(NetcdfReader(copy.path("curves.h5")).attribute("incomplete") == curves.incomplete);
}

}  // namespace etslink
