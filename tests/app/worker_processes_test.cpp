// SPDX-License-Identifier: Apache-2.0
#include "app/worker_processes.h"

#include <doctest/doctest.h>

#include <csignal>
#include <limits>
#include <stdexcept>

#include "app/solution_bytes.h"

namespace etslink {
namespace {

const auto ignore_end = [](int) {};

std::vector<Job> squares(int count) {
  std::vector<Job> jobs;
  for (int i = 0; i < count; ++i) jobs.emplace_back([i] { return std::to_string(i * i); });
  return jobs;
}

}  // namespace

TEST_CASE("outcomes stand in the order of the jobs, whatever the number of workers") {
  for (const int workers : {1, 2, 3, 20}) {
    CAPTURE(workers);
    const auto outcomes = run_jobs(squares(7), workers, ignore_end);
    REQUIRE(outcomes.size() == 7);
    for (int i = 0; i < 7; ++i) CHECK(outcomes[i].bytes == std::to_string(i * i));
  }
}

TEST_CASE("every job is reported once when it ends") {
  for (const int workers : {1, 2}) {
    std::vector<int> ended(5, 0);
    static_cast<void>(run_jobs(squares(5), workers, [&](int job) { ++ended[job]; }));
    CHECK(ended == std::vector<int>(5, 1));
  }
}

TEST_CASE("a worker that dies costs its own job only") {
  auto jobs = squares(3);
  jobs[1] = []() -> std::string {
    std::signal(SIGSEGV, SIG_DFL);  // doctest's handler would report the test as crashed
    std::raise(SIGSEGV);
    return "";
  };
  const auto outcomes = run_jobs(jobs, 2, ignore_end);
  CHECK(outcomes[0].bytes == "0");
  CHECK_FALSE(outcomes[1].bytes.has_value());
  CHECK(outcomes[1].failure == "the worker was killed by signal 11");
  CHECK(outcomes[2].bytes == "4");
}

TEST_CASE("an exception of a job is its outcome, with one worker and with two") {
  for (const int workers : {1, 2}) {
    auto jobs = squares(2);
    jobs[0] = []() -> std::string { throw std::runtime_error("no memory left"); };
    const auto outcomes = run_jobs(jobs, workers, ignore_end);
    CHECK_FALSE(outcomes[0].bytes.has_value());
    CHECK(outcomes[0].failure == "no memory left");
    CHECK(outcomes[1].bytes == "1");
  }
}

TEST_CASE("an answer larger than a pipe holds arrives whole") {
  const std::string large(3'000'000, 'x');
  const auto outcomes = run_jobs({[&] { return large; }, [&] { return large + "y"; }}, 2, ignore_end);
  CHECK(outcomes[0].bytes == large);
  CHECK(outcomes[1].bytes == large + "y");
}

TEST_CASE("a solution keeps every digit on its way between processes") {
  ScenarioSolution solution;
  solution.report.status = SolverStatus::not_converged;
  solution.report.x = {0.1, 1.0 / 3, -0.0};
  solution.report.residual = 2e-3;
  solution.report.iterations = 17;
  solution.report.gmres_iterations = 91;
  solution.report.factorisations = 3;
  solution.report.worst = {{"zero profit: steel, A", 2e-3}};
  solution.report.message = "text";
  solution.reachable_cut = 0.931;
  solution.abatement_cost = AbatementCost{{1.5, 2.5}, {1e-3, 2e-3}, 3e-3, 9, true};
  solution.fuel_prices_held_x = {std::numeric_limits<double>::denorm_min()};
  const auto copy = solution_from_bytes(to_bytes(solution));
  CHECK(copy.report.status == SolverStatus::not_converged);
  CHECK(copy.report.x == solution.report.x);
  CHECK(copy.report.worst.at(0).name == "zero profit: steel, A");
  CHECK(copy.report.worst.at(0).residual == 2e-3);
  CHECK(copy.report.message == "text");
  CHECK(copy.report.iterations == 17);
  CHECK(copy.report.gmres_iterations == 91);
  CHECK(copy.report.factorisations == 3);
  CHECK(copy.reachable_cut == 0.931);
  CHECK(copy.abatement_cost->area == solution.abatement_cost->area);
  CHECK(copy.abatement_cost->is_accurate);
  CHECK(copy.fuel_prices_held_x == solution.fuel_prices_held_x);
  CHECK_FALSE(solution_from_bytes(to_bytes({})).reachable_cut.has_value());
}

}  // namespace etslink
