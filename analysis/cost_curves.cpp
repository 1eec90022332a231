// SPDX-License-Identifier: Apache-2.0
#include "analysis/cost_curves.h"

#include <algorithm>
#include <iterator>

#include "analysis/jobs.h"
#include "analysis/paid_price_path.h"
#include "analysis/trace_curve.h"
#include "model/number_text.h"
#include "model/shocked_economy.h"
#include "results/curve_area.h"
#include "results/curve_cost.h"
#include "results/emissions.h"

namespace etslink {
namespace {

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
PermitMarket with_cap_only(const PermitMarket& market) {
  PermitMarket alone;
  alone.name = market.name;
  alone.coverage = market.coverage;
  alone.cap_mt = market.cap_mt;
  alone.revenue = market.revenue;
  alone.recycled_tax = market.recycled_tax;
  alone.exposure = market.exposure;
  alone.indirect = market.indirect;
  alone.at = market.at;
  return alone;
}

std::vector<CurveRequest> markets_alone(const Study& study) {
  const auto& scenario = study.scenarios.front();  // all have the same markets
  std::vector<CurveRequest> requests;
  for (std::size_t m = 0; m < scenario.policy.markets.size(); ++m) {
    Policy policy{scenario.policy.markets, std::vector<char>(scenario.policy.markets.size(), 0), {}};
    policy.abatement_regions = scenario.policy.abatement_regions;
    policy.active[m] = 1;
    policy.markets[m] = with_cap_only(policy.markets[m]);
    requests.push_back({policy.markets[m].name + " alone", build(study, policy, scenario.options), true});
  }
  if (requests.empty()) throw InputError({study.file, 0}, "the study has no permit market, so there is no curve");
  return requests;
}

CurveTask task_of(const CurveRequest& request, const CurveOptions& options) {
  CurveTask task;
  task.scenario.economy = request.economy.get();
  task.scenario.solvers = options.run.solvers;
  task.scenario.threads = options.run.threads;
  task.scenario.source = request.source;
  task.is_cap_alone = request.is_cap_alone;
  for (const double percent : options.path_percent) task.positions.push_back(percent / 100);
  return task;
}

std::vector<int> members(const Economy& economy, const PermitPool& pool) {
  std::vector<int> result(economy.regions.size(), 0);
  for (const int m : pool.markets) {
    for (std::size_t r = 0; r < result.size(); ++r) result[r] |= economy.markets[m].revenue_agent[r] >= 0 ? 1 : 0;
  }
  return result;
}

// Abatement and cuts against a point where the economy has the shocks of the scenario and no policy.
void measure_from(const CurvePoint& begin, std::vector<CurvePoint>& points) {
  for (auto& point : points) {
    point.abatement -= begin.abatement;
    point.cut_percent = 100 * (1 - (100 - point.cut_percent) / (100 - begin.cut_percent));
    for (std::size_t r = 0; r < point.abatement_by_region.size(); ++r)
      point.abatement_by_region[r] -= begin.abatement_by_region[r];
  }
}

// Points of all pools of one path.
class PathCurves {
 public:
  PathCurves(const CurveRequest& request, const CurveTask& task, const TracedCurve& traced)
      : request_(request), task_(task), traced_(traced), path_(traced_path(task, traced.scenario_x)) {
    std::vector<double> s;
    std::vector<CapPathPoint> priced;
    for (const auto& point : traced.points) {
      s.push_back(point.s);
      priced.push_back(priced_emissions(path_->economy(), path_->state(point.s, point.x)));
    }
    areas_ = curve_areas(s, priced);
  }

  [[nodiscard]] std::vector<CostCurve> curves(const StudyResult& reference) {
    const auto& economy = path_ ? path_->economy() : *task_.scenario.economy;
    std::vector<CostCurve> all;
    for (const auto& pool : economy.pools)
      all.push_back(
          {request_.is_cap_alone ? request_.label : request_.label + ": " + pool.name, members(economy, pool), {}});
    const AccountsIndex accounts(economy);
    const auto& reference_state = reference.scenarios.front().state;
    std::size_t next = 0;  // position
    for (std::size_t i = 0; i < traced_.points.size() && next < task_.positions.size(); ++i) {
      if (traced_.points[i].s != task_.positions[next]) continue;
      ++next;
      const auto state = path_->state(traced_.points[i].s, traced_.points[i].x);
      ScenarioResult result;
      result.abatement_cost = cost_at(i);
      const ScenarioView view{economy, accounts, reference_state ? *reference_state : state,
                              state,   result,   reference.coalition};
      for (std::size_t p = 0; p < all.size(); ++p)
        all[p].points.push_back(curve_point(view, static_cast<int>(p), reference_state.has_value()));
    }
    if (has_stated_shocks(economy)) measure_from_shocked(all);
    return all;
  }

 private:
  [[nodiscard]] std::optional<AbatementCost> cost_at(std::size_t point) const {
    if (!traced_.cost_at_begin) return std::nullopt;
    AbatementCost cost{areas_.from_first[point], {}};
    for (std::size_t r = 0; r < cost.area.size(); ++r) cost.area[r] += (*traced_.cost_at_begin)[r];
    return cost;
  }

  // The shocks without a policy: where the path begins, or, where it begins without prices that were paid, with these.
  void measure_from_shocked(std::vector<CostCurve>& curves) const {
    if (traced_.points.empty()) return;
    const auto& economy = path_->economy();
    const AccountsIndex accounts(economy);
    const auto state = traced_.paid_x.empty() ? path_->state(traced_.points.front().s, traced_.points.front().x)
                                              : PaidPricePath(economy).state(1, traced_.paid_x);
    const ScenarioResult result;
    const ScenarioView view{economy, accounts, state, state, result, {}};
    for (std::size_t p = 0; p < curves.size(); ++p)
      measure_from(curve_point(view, static_cast<int>(p), false), curves[p].points);
  }

  const CurveRequest& request_;
  const CurveTask& task_;
  const TracedCurve& traced_;
  std::unique_ptr<CapPathSystem> path_;
  CurveAreas areas_;  // of traced_.points
};

void tell_end(const CurveRequest& request, std::size_t solved, const std::vector<double>& percent, Log& log) {
  if (solved == percent.size()) return;
  const auto name = "curve '" + request.label + "'";
  const auto text = [](double value) { return rounded_text(value, 4) + " %"; };
  if (solved == 0) return log.write(LogLevel::error, name + ": not solved where the path begins");
  const std::string what = request.is_cap_alone ? "a cut of " : "";
  const std::string of_path = request.is_cap_alone ? "" : " of the path";
  log.write(
      solved == 1 ? LogLevel::error : LogLevel::warning,
      name + " ends at " + what + text(percent[solved - 1]) + of_path + ": no solution at " + text(percent[solved]));
}

// What an interruption has left undone.
std::string unfinished(const CostCurves& curves) {
  std::string labels;
  for (const auto& curve : curves.curves) {
    if (curve.points.size() < curves.path_percent.size()) labels += (labels.empty() ? "" : ", ") + curve.label;
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
    requests.push_back({name, economy, false, source_of(study, scenario)});
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
  std::vector<Job<TracedCurve>> jobs;
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
  CostCurves curves{options.path_percent, {}};
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (!outcomes[i].result) log.write(LogLevel::error, "curve '" + requests[i].label + "': " + outcomes[i].failure);
    const auto traced = outcomes[i].result.value_or(TracedCurve{});
    if (!traced.failure.empty())
      log.write(LogLevel::warning, "curve '" + requests[i].label + "': the scenario itself: " + traced.failure);
    auto of_path = PathCurves(requests[i], tasks[i], traced).curves(reference);
    if (!options.run.stop_token.stop_requested())
      tell_end(requests[i], of_path.front().points.size(), options.path_percent, log);
    std::move(of_path.begin(), of_path.end(), std::back_inserter(curves.curves));
  }
  if (options.run.stop_token.stop_requested()) curves.incomplete = unfinished(curves);
  return curves;
}

}  // namespace etslink
