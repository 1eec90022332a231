// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/apply_sample.h"

#include <algorithm>
#include <cmath>

#include "analysis/sweep/changed_toml.h"
#include "analysis/sweep/scaled_inputs.h"
#include "model/elasticity_range.h"
#include "model/number_text.h"
#include "model/paid_price_range.h"
#include "study/read_parameters.h"

namespace etslink {
namespace {

SweepTarget target_of(const AxisKey& key) {
  const auto& first = key.path.front();
  if (first == "benchmark") return SweepTarget::benchmark;
  if (first == "nests") return SweepTarget::nests;
  if (first == "elasticities") return SweepTarget::elasticities;
  if (first == "endowments") return SweepTarget::economy;
  return SweepTarget::study;
}

void check_first_part(const AxisKey& key, const TomlValue& study) {
  auto known = study.keys();
  std::erase(known, "sweep");
  std::erase(known, "study");
  std::erase(known, "elasticities");
  if (std::find(known.begin(), known.end(), key.path.front()) != known.end()) return;
  known.insert(known.end(), {"elasticities", "nests", "benchmark", "endowments"});
  throw InputError(key.at, "no axis can change '" + key.path.front() + "' in '" + key.text + "'" +
                               suggestion(key.path.front(), known));
}

TomlValue with_value(const TomlValue& study, const AxisKey& key, AxisApply apply, double value) {
  return changed_toml(
      study, key.path,
      [&](const TomlValue* old) {
        if (apply == AxisApply::set) return TomlValue::of_number(value, key.text, key.at);
        if (old == nullptr) throw InputError(key.at, "the study has no '" + key.text + "' to multiply");
        return multiplied_toml(*old, value, key.at);
      },
      key.at);
}

double non_negative(double value, const AxisKey& key) {
  if (value < 0) throw InputError(key.at, "'" + key.text + "' must not be negative, not " + shortest_text(value));
  return value;
}

double positive(double value, const AxisKey& key) {
  if (value <= 0) throw InputError(key.at, "'" + key.text + "' must be above 0, not " + shortest_text(value));
  return value;
}

}  // namespace

SampleApplier::SampleApplier(const SweepPlan& plan, const TomlValue& study, const Benchmark& benchmark,
                             const NestSet& nests) {
  for (std::size_t a = 0; a < plan.axes.size(); ++a) {
    for (const auto& key : plan.axes[a].keys) {
      places_.push_back({key, target_of(key), plan.axes[a].apply, a});
      resolve(places_.back(), study, benchmark, nests);
    }
  }
}

void SampleApplier::resolve(Place& place, const TomlValue& study, const Benchmark& benchmark, const NestSet& nests) {
  const auto& key = place.key;
  const bool is_scaled = place.target == SweepTarget::benchmark || place.target == SweepTarget::economy;
  if (is_scaled && place.apply == AxisApply::set)
    throw InputError(key.at, "'" + key.text + "' can only be multiplied: apply = \"multiply\"");
  if (is_scaled && !is_benchmark_size(key)) place.region = scaled_region(key, benchmark);
  if (place.target == SweepTarget::nests) {
    auto copy = nests;
    static_cast<void>(find_rules(key, copy));
  }
  if (place.target == SweepTarget::study) {
    check_first_part(key, study);
    static_cast<void>(with_value(study, key, place.apply, 1));
  }
  if (place.target != SweepTarget::elasticities) return;
  place.cells = elasticity_cells(key, benchmark, nests);
  if (place.apply == AxisApply::set) return;
  ModelOptions options;
  if (const auto* table = study.find("elasticities"))
    options.elasticities =
        read_parameters(*table, NamedSets(benchmark, study.find("sets")), known_parameters(benchmark, nests));
  const ElasticityTable table(benchmark, nests, options);
  const auto has_value = [&](const auto& cell) {
    return !std::isnan(table.value_or(place.cells.parameter, cell.region, cell.sector, std::nan("")));
  };
  if (std::none_of(place.cells.cells.begin(), place.cells.cells.end(), has_value))
    throw InputError(key.at,
                     "'" + key.text + "' has no value to multiply in the study, the benchmark or the nest file");
}

bool SampleApplier::changes(SweepTarget target) const {
  return std::any_of(places_.begin(), places_.end(), [&](const Place& place) { return place.target == target; });
}

template <class Act>
void SampleApplier::for_each(SweepTarget target, const Act& act) const {
  for (const auto& place : places_) {
    if (place.target == target) act(place);
  }
}

bool SampleApplier::changes_parameter(const std::string& parameter) const {
  return std::any_of(places_.begin(), places_.end(), [&](const Place& place) {
    return place.target == SweepTarget::elasticities && place.cells.parameter == parameter;
  });
}

void SampleApplier::change_benchmark(std::span<const double> sample, Benchmark& benchmark) const {
  for_each(SweepTarget::benchmark, [&](const Place& place) {
    const double factor = positive(sample[place.axis], place.key);
    is_benchmark_size(place.key) ? scale_size(benchmark, factor) : scale_emissions(benchmark, place.region, factor);
  });
}

void SampleApplier::change_nests(std::span<const double> sample, NestSet& nests) const {
  for_each(SweepTarget::nests, [&](const Place& place) {
    const double value = non_negative(sample[place.axis], place.key);
    for (auto* rule : find_rules(place.key, nests)) {
      rule->factor = place.apply == AxisApply::set ? value : value * rule->factor;
      if (place.apply == AxisApply::set) rule->parameter.clear();
    }
  });
}

void SampleApplier::change_study(std::span<const double> sample, TomlValue& study) const {
  for_each(SweepTarget::study,
           [&](const Place& place) { study = with_value(study, place.key, place.apply, sample[place.axis]); });
}

void SampleApplier::change_elasticities(std::span<const double> sample, const Benchmark& benchmark,
                                        const NestSet& nests, ModelOptions& options) const {
  for_each(SweepTarget::elasticities, [&](const Place& place) {
    const ElasticityTable table(benchmark, nests, options);
    const double value = non_negative(sample[place.axis], place.key);
    const auto code = [](const auto& list, auto item) { return item.valid() ? list[item.index].code : ""; };
    for (const auto& cell : place.cells.cells) {
      const bool is_set = place.apply == AxisApply::set;
      const double old = is_set ? 1 : table.value_or(place.cells.parameter, cell.region, cell.sector, std::nan(""));
      if (std::isnan(old)) continue;
      options.elasticities.push_back({place.cells.parameter, code(benchmark.regions, cell.region),
                                      code(benchmark.sectors, cell.sector), value * old, place.key.at});
    }
  });
  if (changes_parameter(carbon_price_paid))
    require_taxes_behind_paid_prices(benchmark, ElasticityTable(benchmark, nests, options));
}

void SampleApplier::change_economy(std::span<const double> sample, Economy& economy) const {
  for_each(SweepTarget::economy, [&](const Place& place) {
    scale_endowments(economy, place.region, positive(sample[place.axis], place.key));
  });
}

}  // namespace etslink
