// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sweep_file.h"

#include <algorithm>

#include "results/indicator_list.h"
#include "results/root_attributes.h"

namespace etslink {
namespace {

const std::vector<std::string> status_names{"solved", "not converged", "invalid numbers", "impossible values"};

// What the root attributes of every file are written from: of its scenarios only the name of the reference.
StudyResult study_of(const SweepDescription& description) {
  auto study = description.study;
  Economy economy;
  for (std::size_t r = 0; r < description.regions.size(); ++r) {
    economy.regions.emplace_back();
    economy.regions.back().code = description.regions[r];
  }
  ScenarioResult reference;
  reference.name = description.reference;
  reference.economy = std::make_shared<const Economy>(std::move(economy));
  reference.report.status = SolverStatus::solved;
  study.scenarios = {reference};
  study.reference = 0;
  return study;
}

void write_labels(NetcdfGroup& root, const SweepDescription& d) {
  root.add_dimension("sample", static_cast<std::size_t>(d.design.samples()));
  root.add_dimension("axis", d.axis_names, "what the samples vary");
  root.add_dimension("scenario", d.scenarios, "scenario");
  root.add_dimension("region", d.regions, "region");
  root.add_dimension("sector", d.sectors, "sector");
  root.add_dimension("market", d.markets, "permit market");
  root.add_dimension("user", d.users, "user of fuels: sector or final user");
  root.write({"region_name", {"region"}, "", "name of the region", ""}, d.region_names);
  root.write({"sector_name", {"sector"}, "", "name of the sector", ""}, d.sector_names);
  root.write({"axis_key", {"axis"}, "", "keys that a drawn value is set to, or multiplies", ""}, d.axis_keys);
  root.write({"axis_distribution", {"axis"}, "", "distribution of the drawn values", ""}, d.axis_distributions);
}

void write_samples(NetcdfGroup& root, const SweepDesign& design) {
  const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = design.values;
  root.write({"parameter", {"sample", "axis"}, "", "drawn values", ""},
             std::span<const double>(rows.data(), static_cast<std::size_t>(rows.size())));
  root.write({"weight", {"sample"}, "1", "weight of the sample in mean and variance", ""}, design.weights);
}

// field(outcome) of every sample and scenario.
template <class Field>
auto all_outcomes(const SweepResult& result, Field field) {
  std::vector<std::decay_t<decltype(field(ScenarioOutcome()))>> values;
  for (const auto& sample : result.samples) {
    for (const auto& scenario : sample) values.push_back(field(scenario));
  }
  return values;
}

void write_solver(NetcdfGroup& root, const SweepResult& result) {
  const std::vector<std::string> axes{"sample", "scenario"};
  root.write_categories({"solver_status", axes, "", "what has become of the solve", ""},
                        all_outcomes(result, [](const auto& o) { return static_cast<int>(o.status); }), status_names);
  root.write({"solver_residual", axes, "1", "largest scaled residual", "max |f_i| / scale_i"},
             all_outcomes(result, [](const auto& o) { return o.residual; }));
  root.write({"solver_iterations", axes, "1", "Newton steps", ""},
             all_outcomes(result, [](const auto& o) { return o.iterations; }));
}

// Texts of those that failed, in a table of their own.
void write_failures(NetcdfGroup& root, const SweepResult& result) {
  std::vector<int> samples;
  std::vector<std::string> scenarios, messages, worst;
  for (std::size_t i = 0; i < result.samples.size(); ++i) {
    for (std::size_t s = 0; s < result.samples[i].size(); ++s) {
      const auto& outcome = result.samples[i][s];
      if (outcome.status == ScenarioOutcome::Status::solved) continue;
      samples.push_back(static_cast<int>(i));
      scenarios.push_back(result.description.scenarios[s]);
      messages.push_back(outcome.message);
      worst.push_back(outcome.worst);
    }
  }
  if (samples.empty()) return;
  root.add_dimension("failure", samples.size());
  root.write({"failure_sample", {"failure"}, "", "number of the sample, from 0", ""}, samples);
  root.write({"failure_scenario", {"failure"}, "", "its scenario", ""}, scenarios);
  root.write({"failure_message", {"failure"}, "", "message of the solver, or what makes no sense", ""}, messages);
  root.write({"failure_worst_condition", {"failure"}, "", "condition with the largest residual", ""}, worst);
}

void write_indicators(NetcdfGroup& root, const std::vector<SweepColumns>& all, std::size_t samples) {
  for (const auto& [info, columns] : all) {
    auto with_samples = info;
    with_samples.dimensions.insert(with_samples.dimensions.begin(), "sample");
    std::vector<double> values(samples * columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
      for (std::size_t i = 0; i < samples; ++i) values[i * columns.size() + c] = columns[c][i];
    }
    root.write(with_samples, values);
  }
}

VariableInfo info_of(const std::string& indicator) {
  const auto all = indicator_definitions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.name == indicator; });
  require(found != all.end(), "the indicator exists");
  VariableInfo info{indicator, {"scenario"}, found->units, found->long_name, found->formula};
  info.dimensions.insert(info.dimensions.end(), found->axes.begin(), found->axes.end());
  return info;
}

}  // namespace

bool SweepResult::is_solved(std::size_t sample) const {
  return std::all_of(samples[sample].begin(), samples[sample].end(),
                     [](const auto& outcome) { return outcome.status == ScenarioOutcome::Status::solved; });
}

int SweepResult::failed_samples() const {
  int failed = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) failed += is_solved(i) ? 0 : 1;
  return failed;
}

SweepResult assemble(SweepDescription description, const std::map<int, std::string>& units) {
  SweepResult result{std::move(description), {}};
  for (int u = 0; u < result.description.units(); ++u) {
    for (auto& sample : unit_from_bytes(units.at(u))) result.samples.push_back(std::move(sample));
  }
  require(static_cast<int>(result.samples.size()) == result.description.design.samples(), "units hold all samples");
  return result;
}

std::vector<SweepColumns> columns_of(const SweepResult& result) {
  std::vector<SweepColumns> all;
  std::size_t first = 0;
  for (const auto& name : result.description.indicators) {
    const auto size = indicator_size(result.description, name), scenarios = result.description.scenarios.size();
    auto& [info, columns] = all.emplace_back();
    info = info_of(name);
    columns.assign(scenarios * size, std::vector<double>(result.samples.size()));
    for (std::size_t i = 0; i < result.samples.size(); ++i) {
      for (std::size_t c = 0; c < columns.size(); ++c)
        columns[c][i] = result.samples[i][c / size].values[first + c % size];
    }
    first += size;
  }
  return all;
}

void write_sweep(const SweepResult& result, const RunInfo& run, const std::string& path) {
  const auto& description = result.description;
  NetcdfWriter writer(path);
  auto& root = writer.root();
  const auto study = study_of(description);
  write_root_attributes(root, study, {sweep_format, unsolved_scenarios(study), ""});
  root.set_attribute("design", description.design_name);
  root.set_attribute("seed", std::to_string(description.seed));
  root.set_attribute("samples", description.design.samples());
  root.set_attribute("failed_samples", result.failed_samples());
  write_labels(root, description);
  write_samples(root, description.design);
  write_solver(root, result);
  write_failures(root, result);
  const auto all = columns_of(result);
  write_indicators(root, all, result.samples.size());
  write_statistics(root, result, all);
  write_run_attributes(root, run);
  writer.commit();
}

}  // namespace etslink
