// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/number_text.h"

namespace etslink {
namespace {

constexpr std::size_t most_warnings = 3;  // of one rule

// Three digits, without a power of ten up to a billion; what only rounding leaves is 0.
std::string number(double value) {
  constexpr double least = 1e-6;
  if (std::abs(value) < least) return "0";
  return rounded_text(std::strtod(rounded_text(value, 3).c_str(), nullptr), 9);
}

// Distance from the range on a scale on which doubling and halving are alike where the range is positive.
double excess(const PlausibilityRule& rule, double value) {
  if (std::isnan(value)) return no_bound;
  const double bound = value > rule.high ? rule.high : rule.low;
  return bound > 0 && value > 0 ? std::abs(std::log(value / bound)) : std::abs(value - bound);
}

}  // namespace

std::string PlausibilityRule::range_text() const {
  if (std::isinf(low)) return "usual at most " + number(high);
  if (std::isinf(high)) return "usual at least " + number(low);
  return "usual " + number(low) + " to " + number(high);
}

std::string PlausibilityFinding::measured_text() const {
  if (measured.empty()) return "nothing to measure";
  const std::string lowest = number(measured.front().value), highest = number(measured.back().value);
  const std::string text = lowest + " (" + measured.front().cell + ")";
  if (measured.size() == 1) return text;
  return lowest == "0" && highest == "0" ? "0 (all)" : text + " to " + highest + " (" + measured.back().cell + ")";
}

std::string PlausibilityFinding::line() const {
  const std::string unit = measured.empty() ? "" : std::string(" ") + rule->unit;
  return std::string(rule->name) + ": " + measured_text() + unit + "; " + rule->range_text();
}

std::vector<std::string> PlausibilityFinding::warnings() const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::min(unusual.size(), most_warnings); ++i) {
    lines.push_back(std::string(rule->name) + ": " + unusual[i].cell + ": " + number(unusual[i].value) + " " +
                    rule->unit + ", " + rule->range_text() + ": " + rule->hint);
  }
  if (unusual.size() > most_warnings)
    lines.push_back(std::string(rule->name) + ": " + std::to_string(unusual.size() - most_warnings) +
                    " more outside the usual range");
  return lines;
}

std::vector<PlausibilityRule> plausibility_rules() {
  std::vector<PlausibilityRule> rules;
  for (const auto& group :
       {unit_rules(), energy_rules(), emission_rules(), structure_rules(), technology_rules(), tax_rules()})
    rules.insert(rules.end(), group.begin(), group.end());
  return rules;
}

std::vector<PlausibilityFinding> find_implausible(const Benchmark& benchmark,
                                                  const std::vector<PlausibilityRule>& rules) {
  const BenchmarkFacts facts(benchmark);
  std::vector<PlausibilityFinding> findings;
  for (const PlausibilityRule& rule : rules) {
    PlausibilityFinding finding{&rule, rule.measure(facts), {}};
    std::stable_sort(finding.measured.begin(), finding.measured.end(),
                     [](const Measurement& a, const Measurement& b) { return a.value < b.value; });
    for (const Measurement& measurement : finding.measured) {
      if (!rule.is_usual(measurement.value)) finding.unusual.push_back(measurement);
    }
    std::stable_sort(finding.unusual.begin(), finding.unusual.end(), [&](const Measurement& a, const Measurement& b) {
      return excess(rule, a.value) > excess(rule, b.value);
    });
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace etslink
