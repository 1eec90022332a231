// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "calibration/plausibility/benchmark_facts.h"

namespace etslink {

// One number that a rule measures, and where: "coal of steel, KOR".
struct Measurement {
  std::string cell;
  double value = 0;
};

// A number that sound benchmarks have within a usual range. What lies outside is no error: it is worth a look.
struct PlausibilityRule {
  const char* name;
  const char* measures;
  const char* unit;
  double low, high;    // the usual range; infinite: no bound
  const char* source;  // of the range
  const char* hint;    // what is often behind a value outside
  std::vector<Measurement> (*measure)(const BenchmarkFacts& facts);

  [[nodiscard]] bool is_usual(double value) const { return value >= low && value <= high; }
  [[nodiscard]] std::string range_text() const;  // "usual 0.2 to 100", "usual at most 0.6"
};

// What a rule finds in a benchmark.
struct PlausibilityFinding {
  const PlausibilityRule* rule = nullptr;
  std::vector<Measurement> measured;  // in ascending order
  std::vector<Measurement> unusual;   // those outside the range, farthest first

  [[nodiscard]] std::string measured_text() const;          // "0.2 (JPN) to 1.4 (CHN)", without the unit
  [[nodiscard]] std::string line() const;                   // of the page
  [[nodiscard]] std::vector<std::string> warnings() const;  // one line each, at most three and a count of the others
};

// All rules, by group (docs/benchmark.md has the same table), and what they find.
[[nodiscard]] std::vector<PlausibilityRule> plausibility_rules();
[[nodiscard]] std::vector<PlausibilityFinding> find_implausible(const Benchmark& benchmark,
                                                                const std::vector<PlausibilityRule>& rules);

// The groups, one file each.
[[nodiscard]] std::vector<PlausibilityRule> unit_rules();
[[nodiscard]] std::vector<PlausibilityRule> energy_rules();
[[nodiscard]] std::vector<PlausibilityRule> emission_rules();
[[nodiscard]] std::vector<PlausibilityRule> structure_rules();
[[nodiscard]] std::vector<PlausibilityRule> technology_rules();
[[nodiscard]] std::vector<PlausibilityRule> tax_rules();

inline constexpr double no_bound = std::numeric_limits<double>::infinity();

}  // namespace etslink
