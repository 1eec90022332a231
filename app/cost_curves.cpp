// SPDX-License-Identifier: Apache-2.0
#include "app/cost_curves.h"

#include <algorithm>

#include "app/jobs.h"
#include "app/trace_curve.h"
#include "model/number_text.h"
#include "results/emissions.h"
#include "results/leakage.h"

namespace etslink {
namespace {

using Solutions = std::vector<std::vector<double>>;

std::shared_ptr<const Economy> build(const Study& study, const Policy& policy, const ModelOptions& options) {
  return std::make_shared<const Economy>(build_economy(study.benchmark, study.nests, policy, options));
}

const Scenario& find_scenario(const Study& study, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& scenario : study.scenarios) {
    if (scenario.name == name) return scenario;
    names.push_back(scenario.name);
  }
  throw InputError({}, "--scenario: there is no scenario '" + name + "' in " + study.file + suggestion(name, names));
}

// What a market covers under a cap alone: the curve is that of its emissions, whatever rules the study has for it.
PermitMarket with_cap_only(PermitMarket market) {
  market.standard.clear();
  market.output_based.clear();
  market.crediting.reset();
  market.fixed_price.reset();
  market.cap_per_gdp_mt.clear();
  market.collar.reset();
  market.offsets.clear();
  return market;
}

// Without a cap of its own there is nothing to cut along a curve.
void expect_cap(const PermitMarket& market, const std::string& scenario) {
  if (!market.crediting && !market.fixed_price && market.standard.empty() && market.cap_per_gdp_mt.empty()) return;
  throw InputError({}, "--scenario: market '" + market.name + "' has no absolute cap in scenario '" + scenario +
                           "' that could be cut; without --scenario its curve is that of a cap on what it covers");
}

std::vector<CurveRequest> markets_alone(const Study& study) {
  const auto& scenario = study.scenarios.front();  // all have the same markets
  std::vector<CurveRequest> requests;
  for (std::size_t m = 0; m < scenario.policy.markets.size(); ++m) {
    auto policy = scenario.policy;
    policy.links.clear();
    policy.restricted_links.clear();
    policy.projects.clear();
    policy.swaps.clear();
    policy.active.assign(policy.markets.size(), 0);
    policy.active[m] = 1;
    policy.markets[m] = with_cap_only(policy.markets[m]);
    requests.push_back({policy.markets[m].name + " alone", build(study, policy, scenario.options), 0});
  }
  if (requests.empty()) throw InputError({study.file, 0}, "the study has no permit market, so there is no curve");
  return requests;
}

CurveTask task_of(const CurveRequest& request, const CurveOptions& options) {
  CurveTask task{request.economy.get(), request.pool, {}, options.run.solvers, options.run.threads};
  for (const double percent : options.cut_percent) task.cuts.push_back(percent / 100);
  return task;
}

std::vector<int> members(const CurveRequest& request) {
  const auto benchmark = covered_benchmark_emissions(*request.economy);
  std::vector<int> result(request.economy->regions.size(), 0);
  for (const int m : request.economy->pools[request.pool].markets) {
    for (std::size_t r = 0; r < result.size(); ++r) result[r] |= benchmark[m][r] > 0 ? 1 : 0;
  }
  return result;
}

CostCurve curve_of(const CurveRequest& request, const CurveTask& task, const Solutions& solutions,
                   const StudyResult& reference) {
  CostCurve curve{request.label, members(request), {}};
  const auto& reference_state = reference.scenarios.front().state;
  const AccountsIndex accounts(*request.economy);
  const ScenarioResult no_extras;
  auto path = cut_path(task);
  for (std::size_t i = 0; i < solutions.size(); ++i) {
    const auto state = path.state(task.cuts[i], solutions[i]);
    const auto& base = reference_state ? *reference_state : state;
    const ScenarioView view{path.economy(), accounts,  base,
                            state,          no_extras, coalition_of(reference.coalition, path.economy())};
    curve.points.push_back(curve_point(view, request.pool, reference_state.has_value()));
  }
  add_abatement_cost(curve.points);
  return curve;
}

void tell_end(const CostCurve& curve, const std::vector<double>& cuts, Log& log) {
  const auto solved = curve.points.size();
  if (solved == cuts.size()) return;
  const auto text = [](double percent) { return rounded_text(percent, 4) + " %"; };
  if (solved == 0) {
    log.write(LogLevel::error, "curve '" + curve.label + "': not solved where the cut is 0");
    return;
  }
  log.write(solved == 1 ? LogLevel::error : LogLevel::warning, "curve '" + curve.label + "' ends at a cut of " +
                                                                   text(cuts[solved - 1]) + ": no solution at " +
                                                                   text(cuts[solved]));
}

// What an interruption has left undone.
std::string unfinished(const CostCurves& curves) {
  std::string labels;
  for (const auto& curve : curves.curves) {
    if (curve.points.size() < curves.cut_percent.size()) labels += (labels.empty() ? "" : ", ") + curve.label;
  }
  return labels.empty() ? "" : "interrupted before the end of these curves: " + labels;
}

}  // namespace

std::vector<CurveRequest> curve_requests(const Study& study, const std::vector<std::string>& scenarios) {
  if (scenarios.empty()) return markets_alone(study);
  std::vector<CurveRequest> requests;
  for (const auto& name : scenarios) {
    const auto& scenario = find_scenario(study, name);
    const auto economy = build(study, scenario.policy, scenario.options);
    if (economy->pools.empty()) throw InputError({}, "--scenario: '" + name + "' has no permit market that is on");
    for (std::size_t p = 0; p < economy->pools.size(); ++p) {
      for (const int m : economy->pools[p].markets) expect_cap(scenario.policy.markets[m], name);
      requests.push_back({name + ": " + economy->pools[p].name, economy, static_cast<int>(p)});
    }
  }
  return requests;
}

StudyResult run_reference(const Study& study, const RunOptions& options, Log& log) {
  auto alone = study;
  alone.scenarios = {study.scenarios[study.reference]};
  alone.reference = 0;
  alone.wanted.abatement_cost = alone.wanted.channels = false;
  return run_study(alone, options, log);
}

CostCurves compute_cost_curves(const std::vector<CurveRequest>& requests, const StudyResult& reference,
                               const CurveOptions& options, Log& log) {
  std::vector<CurveTask> tasks;
  std::vector<Job<Solutions>> jobs;
  for (const auto& request : requests) {
    const auto& task = tasks.emplace_back(task_of(request, options));
    jobs.emplace_back([task] { return trace_curve(task); });
  }
  int done = 0;
  const auto show = [&](int job) {
    log.progress("curve " + std::to_string(++done) + " of " + std::to_string(requests.size()) +
                 " done: " + requests[job].label);
  };
  const auto outcomes = run_jobs(jobs, options.run.workers, show);
  CostCurves curves{options.cut_percent, {}};
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (!outcomes[i].result) log.write(LogLevel::error, "curve '" + requests[i].label + "': " + outcomes[i].failure);
    const auto solutions = outcomes[i].result.value_or(Solutions{});
    curves.curves.push_back(curve_of(requests[i], tasks[i], solutions, reference));
    if (!options.run.stop_token.stop_requested()) tell_end(curves.curves.back(), options.cut_percent, log);
  }
  if (options.run.stop_token.stop_requested()) curves.incomplete = unfinished(curves);
  return curves;
}

}  // namespace etslink
