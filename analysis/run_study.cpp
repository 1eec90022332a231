// SPDX-License-Identifier: Apache-2.0
#include "analysis/run_study.h"

#include <unistd.h>

#include <chrono>
#include <ctime>
#include <set>

#include "analysis/abatement_path.h"
#include "analysis/jobs.h"
#include "analysis/tell_outcome.h"
#include "analysis/version.h"
#include "results/closures.h"

namespace etslink {
namespace {

// The graphs of a scenario.
struct ScenarioEconomies {
  std::shared_ptr<const Economy> economy;
  std::shared_ptr<const Economy> fuel_prices_held;  // null: not wanted
};

std::shared_ptr<const Economy> build(const Study& study, const Policy& policy, const ModelOptions& options) {
  return std::make_shared<const Economy>(build_economy(study.benchmark, study.nests, policy, options));
}

// What the builders did that a user should know, each once.
void tell_notes(const std::vector<ScenarioEconomies>& all, Log& log) {
  std::set<std::string> told;
  for (const auto& built : all) {
    for (const auto* economy : {built.economy.get(), built.fuel_prices_held.get()}) {
      if (economy == nullptr) continue;
      for (const auto& note : economy->notes) {
        if (told.insert(note).second) log.write(LogLevel::info, note);
      }
    }
  }
}

// Building checks that study, nests and benchmark fit together: all of it comes before the first solve.
std::vector<ScenarioEconomies> build_all(const Study& study, Log& log) {
  std::vector<ScenarioEconomies> all;
  for (const auto& scenario : study.scenarios) {
    ScenarioEconomies economies{build(study, scenario.policy, scenario.options), nullptr};
    if (study.wanted.channels && !economies.economy->pools.empty()) {
      auto options = scenario.options;
      options.hold_fuel_prices = true;
      economies.fuel_prices_held = build(study, scenario.policy, options);
    }
    all.push_back(std::move(economies));
  }
  tell_notes(all, log);
  return all;
}

std::vector<Job<ScenarioSolution>> jobs_of(const Study& study, const std::vector<ScenarioEconomies>& economies,
                                           const RunOptions& options) {
  std::vector<Job<ScenarioSolution>> jobs;
  for (std::size_t i = 0; i < economies.size(); ++i) {
    ScenarioTask task;
    task.economy = economies[i].economy.get();
    task.fuel_prices_held = economies[i].fuel_prices_held.get();
    task.abatement_cost = study.wanted.abatement_cost;
    task.solvers = options.solvers;
    task.threads = options.threads;
    task.confirms = true;
    task.source = source_of(study, study.scenarios[i]);
    jobs.emplace_back([task] { return solve_scenario(task); });
  }
  return jobs;
}

ScenarioResult result_of(const Study& study, std::size_t scenario, const ScenarioEconomies& economies,
                         JobOutcome<ScenarioSolution> outcome) {
  ScenarioResult result;
  result.name = study.scenarios[scenario].name;
  result.economy = economies.economy;
  if (!outcome.result) {
    result.report.message = "not solved: " + outcome.failure;
    return result;
  }
  auto& solution = *outcome.result;
  result.report = std::move(solution.report);
  result.reachable_cut = solution.reachable_cut;
  result.abatement_cost = std::move(solution.abatement_cost);
  result.abatement_cost_note = std::move(solution.no_abatement_cost);
  if (result.report.solved()) result.state = state_of_solution(*economies.economy, result.report.x);
  result.channels_note = channels_note(study.wanted, economies.fuel_prices_held.get(), solution);
  if (!solution.fuel_prices_held_x.empty()) {
    const auto source = source_of(study, study.scenarios[scenario]);
    const auto held = solution.is_held_by_caps ? fuel_prices_held_by_caps(source, *economies.economy, result.report.x)
                                               : economies.fuel_prices_held;
    result.fuel_prices_held_state = state_of_solution(*held, solution.fuel_prices_held_x);
  }
  return result;
}

std::string host_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", ::gmtime_r(&now, &utc)));
}

std::string text_with_settings(const Study& study) {
  auto text = study.text;
  if (!study.settings.empty()) text += "\n# changed on the command line:\n";
  for (const auto& setting : study.settings) text += "# --set " + setting + "\n";
  return text;
}

}  // namespace

ScenarioSource source_of(const Study& study, const Scenario& scenario) {
  return {&scenario.policy, [&study, &scenario](const Policy& policy, bool hold_fuel_prices) {
            auto options = scenario.options;
            options.hold_fuel_prices |= hold_fuel_prices;
            return build_economy(study.benchmark, study.nests, policy, options);
          }};
}

StudyResult describe_study(const Study& study) {
  StudyResult result;
  result.name = study.name;
  result.study_text = text_with_settings(study);
  const auto& data = study.benchmark;
  result.benchmark = {data.year, data.currency, data.data_hash, data.sources, data.licence, data.citation};
  result.program_version = program_version();
  result.git_revision = git_revision();
  result.closure = closure_text(study.scenarios[study.reference].options);  // the same in all scenarios
  result.reference = study.reference;
  result.coalition = study.coalition;
  return result;
}

RunInfo start_run(int threads) {
  RunInfo run;
  run.host = host_name();
  run.started = utc_now();
  run.threads = threads;
  return run;
}

StudyResult run_study(const Study& study, const RunOptions& options, Log& log) {
  const auto begin = std::chrono::steady_clock::now();
  auto result = describe_study(study);
  result.run = start_run(options.workers * options.threads);

  log.warn(study.warnings);
  const auto economies = build_all(study, log);
  log.progress("solving " + std::to_string(economies.size()) + " scenarios");
  int done = 0;
  const auto show = [&](int job) {
    log.progress("scenario " + std::to_string(++done) + " of " + std::to_string(economies.size()) +
                 " done: " + study.scenarios[job].name);
  };
  auto outcomes = run_jobs(jobs_of(study, economies, options), options.workers, show);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    result.scenarios.push_back(result_of(study, i, economies[i], std::move(outcomes[i])));
    tell_outcome(result.scenarios.back(), study.wanted, log);
  }
  result.run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return result;
}

}  // namespace etslink
