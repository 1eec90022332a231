// SPDX-License-Identifier: Apache-2.0
#include "results/indicators.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"
#include "model/technology.h"
#include "results/household_indicators.h"
#include "results/indicator_list.h"
#include "results/latent_technologies.h"
#include "results/physical_accounts.h"
#include "results/study_indicators.h"
#include "results/welfare_parts.h"

namespace etslink {
namespace {

void check_structure(const StudyResult& study) {
  require(!study.scenarios.empty(), "a study has scenarios");
  const ScenarioResult& first = study.scenarios.front();
  for (const ScenarioResult& scenario : study.scenarios) {
    if (have_same_structure(*first.economy, *scenario.economy)) continue;
    throw InputError({study.name, 0},
                     "scenarios '" + first.name + "' and '" + scenario.name +
                         "' have different structures; scenarios of one study may differ in markets, caps and "
                         "links: run other options as a second study");
  }
}

std::string worst_conditions(const SolverReport& report) {
  if (report.solved() || report.status == SolverStatus::interrupted) return {};
  std::string text;
  for (const WorstCondition& worst : report.worst) {
    text += (text.empty() ? "" : "; ") + worst.name + " (" + rounded_text(worst.residual, 3) + ")";
  }
  return text;
}

void set_labels(IndicatorSet& set, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  for (const ScenarioResult& scenario : study.scenarios) {
    set.scenarios.push_back(scenario.name);
    set.solver_status.push_back(scenario.report.status);
    set.solver_message.push_back(scenario.report.message);
    set.worst_conditions.push_back(worst_conditions(scenario.report));
  }
  for (const RegionInfo& region : economy.regions) {
    set.regions.push_back(region.code);
    set.region_names.push_back(region.name);
  }
  for (const SectorInfo& sector : economy.sectors) {
    (is_technology(sector) ? set.technologies : set.sectors).push_back(sector.code);
    if (!is_technology(sector)) set.sector_names.push_back(sector.name);
  }
  set.latent_technologies = latent_technology_names(economy);
  for (const FactorInfo& factor : economy.factors) set.factors.push_back(factor.code);
  for (const MarketNode& market : economy.markets) set.markets.push_back(market.name);
  set.users = AccountsIndex::user_labels(economy);
  set.households = household_names(economy);
  set.links = link_names(study);
  set.fuels = fuel_names(economy);
}

std::size_t axis_length(const IndicatorSet& set, const std::string& axis) {
  if (axis == "scenario") return set.scenarios.size();
  if (axis == "region") return set.regions.size();
  if (axis == "sector") return set.sectors.size();
  if (axis == "user") return set.users.size();
  if (axis == "factor") return set.factors.size();
  require(axis == "market", "axes of indicators are scenario, region, sector, user, factor and market");
  return set.markets.size();
}

// Appends one scenario's values; missing where it, or a reference that is needed, was not solved.
void append_slice(Indicator& indicator, const IndicatorDefinition& definition, const std::optional<ScenarioView>& view,
                  std::size_t size) {
  const Values values = view ? definition.compute(*view) : Values(size, missing_value);
  require(values.size() == size, "an indicator fills its axes");
  indicator.values.insert(indicator.values.end(), values.begin(), values.end());
}

Indicator compute(const IndicatorDefinition& definition, const IndicatorSet& set, const StudyResult& study) {
  const AccountsIndex accounts(*study.scenarios.front().economy);
  const std::optional<EquilibriumState>& reference = study.scenarios[study.reference].state;
  Indicator indicator{{definition.name, {"scenario"}, definition.units, definition.long_name, definition.formula}, {}};
  std::size_t size = 1;
  for (const std::string& axis : definition.axes) {
    indicator.info.dimensions.push_back(axis);
    size *= axis_length(set, axis);
  }
  for (const ScenarioResult& scenario : study.scenarios) {
    std::optional<ScenarioView> view;
    if (scenario.state && (reference || !definition.needs_reference)) {
      view.emplace(ScenarioView{*scenario.economy, accounts, reference ? *reference : *scenario.state, *scenario.state,
                                scenario, study.coalition,
                                reference ? study.scenarios[study.reference].economy.get() : nullptr});
    }
    append_slice(indicator, definition, view, size);
  }
  return indicator;
}

Indicator scenario_variable(const StudyResult& study, const VariableInfo& info,
                            double (*value)(const ScenarioResult&)) {
  Indicator indicator{info, {}};
  indicator.info.dimensions = {"scenario"};
  for (const ScenarioResult& scenario : study.scenarios) indicator.values.push_back(value(scenario));
  return indicator;
}

void add_solver_variables(IndicatorSet& set, const StudyResult& study) {
  const auto add = [&](const VariableInfo& info, double (*value)(const ScenarioResult&)) {
    set.indicators.push_back(scenario_variable(study, info, value));
  };
  add({"solver_residual", {}, "1", "largest scaled residual", "max |f_i| / scale_i, recomputed from the model"},
      [](const ScenarioResult& s) {
        return s.report.status == SolverStatus::interrupted ? missing_value : s.report.residual;
      });
  add({"solver_iterations", {}, "1", "Newton steps", ""},
      [](const ScenarioResult& s) { return double(s.report.iterations); });
  add({"ipopt_confirmed",
       {},
       "1",
       "1 where Ipopt confirms the equilibrium or has found it, 0 where it does not",
       "Ipopt, started beside the solution, returns to it; missing where it was not asked: beyond 3,000 unknowns, by "
       "--solver newton-krylov, or where there is no solution"},
      [](const ScenarioResult& s) {
        return s.report.ipopt_confirmed ? double(*s.report.ipopt_confirmed) : missing_value;
      });
  add({"ipopt_iterations", {}, "1", "Newton steps of Ipopt for that", "missing where it was not asked"},
      [](const ScenarioResult& s) {
        return s.report.ipopt_confirmed ? double(s.report.ipopt_iterations) : missing_value;
      });
  add({"walras_residual", {}, "1", "Walras slack / income of the numeraire's region", ""},
      [](const ScenarioResult& s) { return s.state ? s.state->walras_residual : missing_value; });
  add({"complementarity_residual", {}, "1", "largest |min(price, slack)| of permit pools and instruments, scaled", ""},
      [](const ScenarioResult& s) { return s.state ? s.state->complementarity_residual : missing_value; });
  add({"reachable_cut",
       {},
       "1",
       "largest solved point s of the cap path where the scenario was not solved",
       "cap_m(s) = E0_m + s (cap_m - E0_m)"},
      [](const ScenarioResult& s) { return s.reachable_cut.value_or(missing_value); });
}

}  // namespace

bool IndicatorSet::has(const std::string& name) const {
  return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator& i) { return i.info.name == name; });
}

bool IndicatorSet::is_on(int scenario, int market) const {
  return std::isfinite(slice("carbon_price", scenario)[market]);
}

bool IndicatorSet::is_on(int scenario, int market, int region) const {
  return std::isfinite(slice("carbon_price_local", scenario)[market * regions.size() + region]);
}

std::vector<double> IndicatorSet::slice(const std::string& name, int scenario) const {
  const auto it =
      std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& i) { return i.info.name == name; });
  require(it != indicators.end(), "the indicator exists");
  const std::size_t size = it->values.size() / scenarios.size();
  const auto begin = it->values.begin() + static_cast<std::ptrdiff_t>(scenario * size);
  return {begin, begin + static_cast<std::ptrdiff_t>(size)};
}

IndicatorSet compute_indicators(const StudyResult& study) {
  check_structure(study);
  IndicatorSet set;
  set_labels(set, study);
  for (const IndicatorDefinition& definition : indicator_definitions()) {
    set.indicators.push_back(compute(definition, set, study));
  }
  add_study_indicators(set, study);
  add_household_indicators(set, study);
  add_welfare_parts(set, study);
  add_solver_variables(set, study);
  return set;
}

}  // namespace etslink
