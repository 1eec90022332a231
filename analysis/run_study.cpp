// SPDX-License-Identifier: Apache-2.0
#include "analysis/run_study.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "analysis/abatement_path.h"
#include "analysis/jobs.h"
#include "analysis/tell_outcome.h"
#include "analysis/variant_log.h"
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

// One study or one of its variants; its messages name it.
struct StudyRun {
  const Study& study;
  std::string prefix;  // of messages: "", or "variant 'eppa': "
  std::vector<ScenarioEconomies> economies;
};

// What the builders did that a user should know, each once.
std::vector<std::string> notes_of(const StudyRun& run) {
  std::vector<std::string> notes;
  for (const auto& built : run.economies) {
    for (const auto* economy : {built.economy.get(), built.fuel_prices_held.get()}) {
      if (economy == nullptr) continue;
      for (const auto& note : economy->notes) {
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
      }
    }
  }
  return notes;
}

// Building checks that study, nests and benchmark fit together.
std::vector<ScenarioEconomies> build_all(const Study& study) {
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
  return all;
}

// All of it comes before the first solve.
std::vector<StudyRun> build_runs(const std::vector<const Study*>& studies, Log& log) {
  std::vector<StudyRun> runs;
  std::vector<VariantMessages> warnings, notes;
  for (const auto* study : studies) {
    runs.push_back({*study, studies.size() == 1 ? "" : "variant '" + study->variant + "': ", {}});
    warnings.push_back({runs.back().prefix, study->warnings});
  }
  tell_messages(warnings, LogLevel::warning, log);
  for (auto& run : runs) {
    run.economies = build_all(run.study);
    notes.push_back({run.prefix, notes_of(run)});
  }
  tell_messages(notes, LogLevel::info, log);
  return runs;
}

void add_jobs(const StudyRun& run, const RunOptions& options, std::vector<Job<ScenarioSolution>>& jobs) {
  for (std::size_t i = 0; i < run.economies.size(); ++i) {
    ScenarioTask task;
    task.economy = run.economies[i].economy.get();
    task.fuel_prices_held = run.economies[i].fuel_prices_held.get();
    task.abatement_cost = run.study.wanted.abatement_cost;
    task.solvers = options.solvers;
    task.threads = options.threads;
    task.confirms = true;
    task.source = source_of(run.study, run.study.scenarios[i]);
    jobs.emplace_back([task] { return solve_scenario(task); });
  }
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
  if (!study.variant.empty()) text += "\n# read as variant '" + study.variant + "'\n";
  return text;
}

// The scenarios of a run as they were solved, from their outcomes on.
template <class Outcome>
void take_outcomes(const StudyRun& run, Outcome outcome, StudyResult& result, Log& log) {
  VariantLog own(log, run.prefix);
  for (std::size_t i = 0; i < run.economies.size(); ++i) {
    result.scenarios.push_back(result_of(run.study, i, run.economies[i], std::move(*outcome++)));
    tell_outcome(result.scenarios.back(), run.study.wanted, own);
  }
}

// Names of all jobs, for the progress.
std::vector<std::string> job_names(const std::vector<StudyRun>& runs) {
  std::vector<std::string> names;
  for (const auto& run : runs) {
    for (const auto& scenario : run.study.scenarios)
      names.push_back((runs.size() == 1 ? "" : run.study.variant + "/") + scenario.name);
  }
  return names;
}

std::vector<StudyResult> run_all(const std::vector<const Study*>& studies, const RunOptions& options, Log& log) {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<StudyResult> results;
  for (const auto* study : studies) {
    results.push_back(describe_study(*study));
    results.back().run = start_run(options.workers * options.threads);
  }
  const auto runs = build_runs(studies, log);
  std::vector<Job<ScenarioSolution>> jobs;
  for (const auto& run : runs) add_jobs(run, options, jobs);
  const auto names = job_names(runs);
  log.progress("solving " + std::to_string(jobs.size()) + " scenarios");
  int done = 0;
  auto outcomes = run_jobs(jobs, options.workers, [&](int job) {
    log.progress("scenario " + std::to_string(++done) + " of " + std::to_string(jobs.size()) + " done: " + names[job]);
  });
  auto outcome = outcomes.begin();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    take_outcomes(runs[i], outcome, results[i], log);
    outcome += static_cast<std::ptrdiff_t>(runs[i].economies.size());
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  for (auto& result : results) result.run.seconds = seconds;
  return results;
}

// Names of the scenarios in which the revenue of a market that is on is spent.
std::vector<std::string> spending_scenarios(const Study& study) {
  std::vector<std::string> names;
  for (const Scenario& scenario : study.scenarios) {
    const Policy& policy = scenario.policy;
    for (std::size_t m = 0; m < policy.markets.size(); ++m) {
      const bool is_on = policy.active.empty() || policy.active[m];
      if (!is_on || policy.markets[m].revenue != RevenueUse::spending) continue;
      names.push_back(scenario.name);
      break;
    }
  }
  return names;
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
  result.variant = study.variant;
  result.variant_description = study.variant_description;
  result.study_text = text_with_settings(study);
  const auto& data = study.benchmark;
  result.benchmark = {data.year, data.currency, data.data_hash, data.sources, data.licence, data.citation};
  result.program_version = program_version();
  result.git_revision = git_revision();
  // The options are the same in all scenarios.
  result.closure = closure_text(study.scenarios[study.reference].options, spending_scenarios(study));
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
  return std::move(run_all({&study}, options, log).front());
}

std::vector<StudyResult> run_variants(const std::vector<Study>& variants, const RunOptions& options, Log& log) {
  std::vector<const Study*> studies;
  for (const auto& variant : variants) studies.push_back(&variant);
  return run_all(studies, options, log);
}

}  // namespace etslink
