// SPDX-License-Identifier: Apache-2.0
#include "results/report/sample_histograms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace etslink {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t bin_count = 30;
const std::string quantiles_ending = "_quantiles";

// Weight of each sample; 0 where a scenario has not solved it.
std::vector<double> sample_weights(const NetcdfReader& file) {
  file.expect_dimensions("weight", {"sample"});
  file.expect_dimensions("solver_status", {"sample", "scenario"});
  auto weights = file.read_numbers("weight");
  const auto status = file.read_numbers("solver_status");
  const std::size_t scenarios = weights.empty() ? 0 : status.size() / weights.size();
  for (std::size_t i = 0; i < status.size(); ++i) {
    if (status[i] != 0) weights[i / scenarios] = 0;
  }
  return weights;
}

// The values of one indicator, in the order sample, scenario, element.
class Samples {
 public:
  Samples(const NetcdfReader& file, const std::string& name, const std::vector<double>& weights)
      : values_(file.read_numbers(name)), weights_(weights), scenarios_(file.shape(name)[1]) {
    const std::size_t columns = weights.size() * scenarios_;
    elements_ = columns == 0 ? 0 : values_.size() / columns;
    low_.assign(elements_, std::numeric_limits<double>::infinity());
    high_.assign(elements_, -std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (weight(i) == 0) continue;
      low_[i % elements_] = std::min(low_[i % elements_], values_[i]);
      high_[i % elements_] = std::max(high_[i % elements_], values_[i]);
    }
  }

  // Per cent of the weight in each bin, by scenario and element; missing where no sample has a value.
  [[nodiscard]] std::vector<double> shares() const {
    std::vector<double> shares(scenarios_ * elements_ * bin_count), sums(scenarios_ * elements_);
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const std::size_t column = i % sums.size();
      if (weight(i) == 0) continue;
      shares[column * bin_count + bin_of(i)] += weight(i);
      sums[column] += weight(i);
    }
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] *= 100 / sums[i / bin_count];  // NaN without a sample
    return shares;
  }

  [[nodiscard]] const std::vector<double>& low() const { return low_; }  // infinite where missing
  [[nodiscard]] const std::vector<double>& high() const { return high_; }

 private:
  // Of the sample that a value is of; 0 where it is missing.
  [[nodiscard]] double weight(std::size_t i) const {
    return std::isfinite(values_[i]) ? std::max(0.0, weights_[i / (scenarios_ * elements_)]) : 0;
  }

  [[nodiscard]] std::size_t bin_of(std::size_t i) const {
    const double low = low_[i % elements_], width = high_[i % elements_] - low;
    const double part = width > 0 ? (values_[i] - low) / width : 0;
    return std::min(bin_count - 1, static_cast<std::size_t>(part * static_cast<double>(bin_count)));
  }

  std::vector<double> values_;
  const std::vector<double>& weights_;
  std::size_t scenarios_, elements_ = 0;
  std::vector<double> low_, high_;
};

Json variable(const std::vector<std::string>& axes, const std::vector<double>& values) {
  return {{"axes", axes}, {"values", values}};
}

bool is_sampled(const std::vector<std::string>& axes) {
  return axes.size() >= 2 && axes[0] == "sample" && axes[1] == "scenario";
}

}  // namespace

nlohmann::ordered_json sample_histograms(const NetcdfReader& file) {
  Json axes = Json::object(), variables = Json::object();
  const auto weights = sample_weights(file);
  for (const auto& name : file.variable_names()) {
    const auto own = file.dimensions(name);
    if (!is_sampled(own) || !file.has_variable("statistics/" + name + quantiles_ending)) continue;
    const Samples samples(file, name, weights);
    std::vector<std::string> element_axes(own.begin() + 2, own.end()), share_axes(own.begin() + 1, own.end());
    for (const auto& axis : share_axes) axes[axis] = file.read_text(axis);
    share_axes.emplace_back("bin");
    variables[name] = variable(share_axes, samples.shares());
    variables[name + "_low"] = variable(element_axes, samples.low());
    variables[name + "_high"] = variable(element_axes, samples.high());
  }
  axes["bin"] = bin_count;
  return {{"axes", axes}, {"variables", variables}};
}

}  // namespace etslink
