// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/solved_model.h"

#include <algorithm>

#include "analysis/solve_scenario.h"
#include "model/technology.h"

namespace etslink {
namespace {

bool is_among(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Indicators that depend on the whole cap path, not on its end alone.
const std::vector<std::string> path_indicators{"abatement_cost_macc", "abatement_cost_macc_error",
                                               "average_abatement_cost"};
// Indicators that need the solution with fuel prices held.
const std::vector<std::string> channel_indicators{"leakage_fuel_price_channel", "leakage_competitiveness_channel"};

const IndicatorDefinition* find_definition(const std::string& name) {
  const auto all = indicator_definitions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> labels(const Economy& economy, const std::string& axis) {
  std::vector<std::string> names;
  if (axis == "region") {
    for (const auto& region : economy.regions) names.push_back(region.code);
  } else if (axis == "sector") {
    for (int s = 0; s < count_of_sectors(economy.sectors); ++s) names.push_back(economy.sectors[s].code);
  } else if (axis == "market") {
    for (const auto& market : economy.markets) names.push_back(market.name);
  } else {
    names = AccountsIndex::user_labels(economy);
  }
  return names;
}

// The labels of all elements of an indicator, in the order of its values: "CHN", "CHN I_S".
std::vector<std::string> element_labels(const Economy& economy, const IndicatorDefinition& definition) {
  std::vector<std::string> elements{""};
  for (const auto& axis : definition.axes) {
    std::vector<std::string> longer;
    for (const auto& begin : elements) {
      for (const auto& label : labels(economy, axis)) longer.push_back(begin + (begin.empty() ? "" : " ") + label);
    }
    elements = std::move(longer);
  }
  return elements;
}

}  // namespace

void check_indicators(const std::vector<std::string>& names) {
  std::vector<std::string> allowed;
  for (const auto& definition : indicator_definitions()) {
    if (!is_among(path_indicators, definition.name)) allowed.emplace_back(definition.name);
  }
  for (const auto& name : names) {
    if (is_among(path_indicators, name)) {
      throw InputError({}, "--of can't be '" + name + "': it is an integral over the whole cap path");
    }
    if (!is_among(allowed, name)) throw InputError({}, "--of can't be '" + name + "'" + suggestion(name, allowed));
  }
}

SolvedModel::SolvedModel(const Study& study, int scenario, const std::vector<std::string>& indicators, int threads)
    : study_(study), threads_(threads) {
  bool needs_reference = false, needs_held = false;
  for (const auto& name : indicators) {
    definitions_.push_back(find_definition(name));
    require(definitions_.back() != nullptr, "the indicator exists");
    needs_reference |= definitions_.back()->needs_reference;
    needs_held |= is_among(channel_indicators, name);
  }
  add_point(study.scenarios[scenario], false);
  if (needs_reference && study.reference != scenario) {
    reference_ = points_.size();
    add_point(study.scenarios[study.reference], false);
  }
  if (needs_held && !points_.front()->economy.pools.empty()) {
    held_ = static_cast<int>(points_.size());
    add_point(study.scenarios[scenario], true);
    if (points_.back()->economy.availabilities.empty()) {  // no price is held: there are no channels
      points_.pop_back();
      held_ = -1;
    }
  }
  accounts_ = std::make_unique<AccountsIndex>(points_.front()->economy);
  list_elements();
}

void SolvedModel::add_point(const Scenario& scenario, bool hold_fuel_prices) {
  auto point = std::make_unique<SolvedPoint>();
  point->policy = scenario.policy;
  point->options = scenario.options;
  point->options.hold_fuel_prices = hold_fuel_prices;
  point->economy = build_economy(study_.benchmark, study_.nests, point->policy, point->options);
  solve(*point, "scenario '" + scenario.name + "'" + (hold_fuel_prices ? " with fuel prices held" : ""));
  points_.push_back(std::move(point));
}

void SolvedModel::solve(SolvedPoint& point, const std::string& name) {
  const auto solution =
      solve_scenario({&point.economy, nullptr, false, solver_factory(SolverChoice::automatic, threads_), threads_});
  point.x = solution.report.x;
  const auto refuse = [&](const std::string& reason) {
    if (obstacle_.empty()) obstacle_ = name + ": " + reason;
  };
  if (!solution.report.solved()) {
    is_solved_ = false;
    return refuse(solution.report.message);
  }
  const auto state = evaluate_state(point.economy, point.x);
  for (std::size_t p = 0; p < point.economy.pools.size(); ++p) {
    if (state.pool_is_degenerate[p]) {
      return refuse("the cap of market " + point.economy.pools[p].name +
                    " is just met at a price of zero: it binds on one side of this point only");
    }
  }
  for (std::size_t i = 0; i < point.economy.rules.size(); ++i) {
    if (state.rule_is_degenerate[i])
      return refuse("'" + point.economy.rules[i].name +
                    "' just holds with nothing at stake: it binds on one side of this point only");
  }
  if (!point.derivative.linearise(EquilibriumSystem(point.economy), point.x)) refuse("the Jacobian is not finite");
}

void SolvedModel::list_elements() {
  for (const auto* definition : definitions_) {
    for (const auto& label : element_labels(points_.front()->economy, *definition)) {
      elements_.push_back({definition->name, label, definition->units});
    }
  }
}

ModelSource SolvedModel::source(std::size_t p) const {
  const SolvedPoint& point = *points_[p];
  return {study_.benchmark, study_.nests, point.policy, point.options, point.economy};
}

std::vector<double> SolvedModel::results(const std::vector<Economy>& economies,
                                         const std::vector<std::vector<double>>& x) const {
  std::vector<EquilibriumState> states;
  for (std::size_t p = 0; p < points_.size(); ++p) states.push_back(evaluate_state(economies[p], x[p]));
  ScenarioResult result;
  if (held_ >= 0) result.fuel_prices_held_state = states[held_];
  const ScenarioView view{economies.front(),     *accounts_, states[reference_],
                          states.front(),        result,     study_.coalition,
                          &economies[reference_]};
  std::vector<double> values;
  for (const auto* definition : definitions_) {
    const auto part = definition->compute(view);
    values.insert(values.end(), part.begin(), part.end());
  }
  require(values.size() == elements_.size(), "indicators fill their axes");
  return values;
}

std::vector<double> SolvedModel::results() const {
  std::vector<Economy> economies;
  std::vector<std::vector<double>> x;
  for (const auto& point : points_) {
    economies.push_back(point->economy);
    x.push_back(point->x);
  }
  return results(economies, x);
}

}  // namespace etslink
