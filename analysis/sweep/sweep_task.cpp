// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sweep_task.h"

#include <algorithm>

#include "analysis/run_study.h"
#include "calibration/toml/toml_setting.h"
#include "files/fnv_hash.h"
#include "model/technology.h"
#include "results/accounts_index.h"

namespace etslink {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

const std::vector<std::string> curve_indicators{"abatement_cost_macc", "abatement_cost_macc_error",
                                                "average_abatement_cost"};
const std::vector<std::string> channel_indicators{"leakage_fuel_price_channel", "leakage_competitiveness_channel"};

// What a solution alone tells, by region or market: where nothing is listed.
bool is_usual(const IndicatorDefinition& definition) {
  return definition.axes.size() <= 1 && !contains(curve_indicators, definition.name) &&
         !contains(channel_indicators, definition.name);
}

void choose_indicators(SweepTask& task) {
  const auto& listed = task.plan.indicators;
  for (const auto& definition : indicator_definitions()) {
    if (listed.empty() ? !is_usual(definition) : !contains(listed, definition.name)) continue;
    task.indicators.push_back(&definition);
    task.description.indicators.emplace_back(definition.name);
    task.wants_curve |= contains(curve_indicators, definition.name);
    task.wants_channels |= contains(channel_indicators, definition.name);
  }
}

void choose_scenarios(SweepTask& task) {
  const auto& all = task.source.study.scenarios;
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    if (!task.plan.scenarios.empty() && !contains(task.plan.scenarios, all[i].name)) continue;
    task.scenarios.push_back(i);
    task.description.scenarios.push_back(all[i].name);
  }
  task.description.reference = all[task.source.study.reference].name;
}

void add(FnvHash& hash, const Economy& economy) {
  for (const auto& activity : economy.activities) {
    for (const double number : {activity.sigma, activity.eta, activity.quantity0, activity.output_tax})
      hash.add(number);
  }
  for (const auto& edge : economy.edges) {
    for (const double number : {edge.quantity0, edge.price0, edge.export_tax, edge.tax}) hash.add(number);
    for (const auto& emission : edge.emissions) hash.add(emission.coefficient);
  }
  for (const auto& endowment : economy.endowments) {
    hash.add(endowment.quantity);
    hash.add(endowment.supply_elasticity);
  }
  for (const auto& demand : economy.cde_demands) {
    for (const auto& input : demand.inputs) {
      hash.add(input.substitution);
      hash.add(input.expansion);
    }
  }
  for (const auto& additive : economy.additive_ces) {
    for (const double share : additive.volume_share) hash.add(share);
  }
  for (const auto& process : economy.processes) {
    for (const double number : {process.intensity0, process.xhat, process.nu}) hash.add(number);
  }
}

void set_labels(SweepDescription& description, const Economy& economy) {
  for (const auto& region : economy.regions) {
    description.regions.push_back(region.code);
    description.region_names.push_back(region.name);
  }
  for (const auto& sector : economy.sectors) {
    if (is_technology(sector)) continue;  // in its sector, as in the results of runs
    description.sectors.push_back(sector.code);
    description.sector_names.push_back(sector.name);
  }
  for (const auto& market : economy.markets) description.markets.push_back(market.name);
  description.users = AccountsIndex::user_labels(economy);
}

// Builds what will be solved, as it is before any sample.
void check_scenarios(SweepTask& task) {
  const auto& study = task.source.study;
  const auto build = [&](int i) {
    return build_economy(study.benchmark, study.nests, study.scenarios[i].policy, study.scenarios[i].options);
  };
  const Economy reference = build(study.reference);
  FnvHash hash;
  add(hash, reference);
  for (const int i : task.scenarios) {
    const Economy economy = build(i);
    add(hash, economy);
    if (have_same_structure(reference, economy)) continue;
    throw InputError(study.scenarios[i].at, "scenario '" + study.scenarios[i].name + "' has another structure than '" +
                                                study.scenarios[study.reference].name +
                                                "'; scenarios of one sweep may differ in markets, caps and links");
  }
  set_labels(task.description, reference);
  task.description.model_hash = hash.value();
}

void describe_axes(const SweepPlan& plan, SweepDescription& description) {
  for (const auto& axis : plan.axes) {
    std::string keys;
    for (const auto& key : axis.keys) keys += (keys.empty() ? "" : " ") + key.text;
    description.axis_names.push_back(axis.name);
    description.axis_keys.push_back(keys + (axis.apply == AxisApply::set ? " = value" : " x value"));
    description.axis_distributions.push_back(describe(axis.distribution));
  }
  description.design_name = design_names()[static_cast<std::size_t>(plan.design)];
  description.seed = plan.seed;
}

// An option of the command line in the place of a key of [sweep], and in the text of the study that results keep.
void override_key(StudySource& source, const std::string& key, const std::optional<std::string>& value) {
  if (!value) return;
  const auto setting = "sweep." + key + "=" + *value;
  apply_setting(source.root, setting);
  source.study.settings.push_back(setting);
}

}  // namespace

SweepTask read_sweep_task(const SweepRequest& request) {
  SweepTask task{open_study(request.file, request.settings, request.variant), {}, {}, {}, {}, false, false, {}};
  auto& [study, root] = task.source;
  if (root.find("sweep") == nullptr) throw InputError({request.file, 0}, "the study has no [sweep] (docs/sweeps.md)");
  override_key(task.source, "samples", request.samples);
  override_key(task.source, "seed", request.seed);
  read_policies(root, study);
  find_unused_keys(task.source);
  std::vector<std::string> names;
  for (const auto& scenario : study.scenarios) names.push_back(scenario.name);
  task.plan = read_sweep(*root.find("sweep"), names);
  task.applier.emplace(task.plan, root, study.benchmark, study.nests);
  choose_indicators(task);
  choose_scenarios(task);
  task.description.study = describe_study(study);
  check_scenarios(task);
  describe_axes(task.plan, task.description);
  if (request.draws) task.description.design = make_design(task.plan);
  return task;
}

}  // namespace etslink
