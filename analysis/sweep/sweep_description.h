// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/sweep/design.h"
#include "results/study_result.h"

namespace etslink {

// Samples that are computed one after the other, the first of them without help from any other. A fixed number: what a
// sample comes to must not depend on threads, ranks, shards or restarts.
inline constexpr int samples_per_unit = 8;

// Everything the file of a sweep contains but what the samples come to. Two sweeps with equal bytes of it are the same
// sweep.
struct SweepDescription {
  StudyResult study;  // what describe_study knows; its scenarios stay empty
  std::string reference;
  std::vector<std::string> scenarios, regions, region_names, sectors, sector_names, markets, users;  // labels
  std::vector<std::string> axis_names, axis_keys, axis_distributions;                                // texts for people
  std::vector<std::string> indicators;
  SweepDesign design;
  std::string design_name;
  std::uint64_t seed = 1;
  std::uint64_t model_hash = 0;  // of the numbers of the scenarios' economies before any sample

  [[nodiscard]] int units() const { return (design.samples() + samples_per_unit - 1) / samples_per_unit; }
};

[[nodiscard]] std::string to_bytes(const SweepDescription& description);
// WrongBytes where they are none, or its parts do not fit together.
[[nodiscard]] SweepDescription description_from_bytes(const std::string& bytes);

// What a sweep and another one, which has to be the same, differ in: "the study file", "the samples", ...
[[nodiscard]] std::string first_difference(const SweepDescription& a, const SweepDescription& b);

// Values of an indicator in one scenario of one sample: the product of its axes.
[[nodiscard]] std::size_t indicator_size(const SweepDescription& description, const std::string& indicator);

// What one scenario of one sample has come to.
struct ScenarioOutcome {
  enum class Status { solved, not_converged, invalid_numbers, impossible_values };
  Status status = Status::not_converged;
  double residual = 0;
  int iterations = 0;
  std::string message, worst;  // empty where solved
  std::vector<double> values;  // of all indicators, one after the other; NaN where there are none
};

using SampleOutcome = std::vector<ScenarioOutcome>;  // per scenario
using UnitOutcome = std::vector<SampleOutcome>;      // per sample of a unit

[[nodiscard]] std::string to_bytes(const UnitOutcome& outcome);
[[nodiscard]] UnitOutcome unit_from_bytes(const std::string& bytes);  // WrongBytes where they are none
// Has it the samples of that work unit, each with all scenarios and all values of all indicators?
[[nodiscard]] bool is_outcome_of(const SweepDescription& description, int unit, const UnitOutcome& outcome);

}  // namespace etslink
