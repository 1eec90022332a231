// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "app/sweep/statistics.h"
#include "app/sweep/sweep_file.h"
#include "model/number_text.h"
#include "results/text_layout.h"

namespace etslink {
namespace {

using Columns = std::vector<std::vector<double>>;

// A statistic: what it is called, its dimension beside those of the indicator (empty: none), its unit (null: that of
// the indicator).
struct Statistic {
  const char *name, *text, *dimension = "", *units = nullptr;
};

// The variables of one indicator in the group /statistics.
class StatisticsWriter {
 public:
  StatisticsWriter(NetcdfGroup& group, const SweepDesign& design, const SweepColumns& indicator)
      : group_(group), design_(design), indicator_(indicator) {}

  void write_columns() {
    std::vector<ColumnStatistics> all;
    for (const auto& column : indicator_.columns) all.push_back(column_statistics(design_, column));
    const auto one = [&](const char* name, const char* text, double ColumnStatistics::*field) {
      write({name, text}, all, [&](const ColumnStatistics& s) { return std::vector<double>{s.*field}; });
    };
    one("mean", "mean", &ColumnStatistics::mean);
    one("deviation", "standard deviation", &ColumnStatistics::deviation);
    one("standard_error", "standard error of the mean", &ColumnStatistics::standard_error);
    one("least", "least value", &ColumnStatistics::least);
    one("largest", "largest value", &ColumnStatistics::largest);
    write({"count", "samples with a value", "", "1"}, all,
          [](const ColumnStatistics& s) { return std::vector<double>{static_cast<double>(s.count)}; });
    write({"quantiles", "quantiles", "quantile"}, all,
          [](const ColumnStatistics& s) { return std::vector<double>(s.quantiles.begin(), s.quantiles.end()); });
    write({"running_mean", "mean of the first samples", "checkpoint"}, all,
          [](const ColumnStatistics& s) { return std::vector<double>(s.running_mean.begin(), s.running_mean.end()); });
  }

  void write_axes() {
    const auto correlations = of_columns<AxisCorrelation>(axis_correlations);
    per_axis({"pearson", "correlation with each axis", "axis", "1"}, correlations, &AxisCorrelation::pearson);
    per_axis({"spearman", "rank correlation with each axis", "axis", "1"}, correlations, &AxisCorrelation::spearman);
    const auto indices = of_columns<SobolIndex>(sobol_indices);
    per_axis({"sobol_first", "first-order Sobol' index", "axis", "1"}, indices, &SobolIndex::first);
    per_axis({"sobol_first_error", "its standard error", "axis", "1"}, indices, &SobolIndex::first_error);
    per_axis({"sobol_total", "total Sobol' index", "axis", "1"}, indices, &SobolIndex::total);
    per_axis({"sobol_total_error", "its standard error", "axis", "1"}, indices, &SobolIndex::total_error);
    const auto swings = of_columns<TornadoSwing>(tornado_swings);
    per_axis({"tornado_low", "value at the low end of each axis", "axis"}, swings, &TornadoSwing::low);
    per_axis({"tornado_high", "value at the high end of each axis", "axis"}, swings, &TornadoSwing::high);
    per_axis({"tornado_swing", "high - low", "axis"}, swings, &TornadoSwing::swing);
  }

 private:
  template <class Item, class Values>
  void write(const Statistic& statistic, const std::vector<Item>& items, const Values& values_of) {
    VariableInfo info = indicator_.info;
    info.name += std::string("_") + statistic.name;
    info.long_name = std::string(statistic.text) + ": " + info.long_name;
    info.description.clear();
    if (statistic.units != nullptr) info.units = statistic.units;
    if (*statistic.dimension != 0) info.dimensions.emplace_back(statistic.dimension);
    std::vector<double> values;
    for (const auto& item : items) {
      const auto part = values_of(item);
      values.insert(values.end(), part.begin(), part.end());
    }
    group_.write(info, values);
  }

  template <class Item>
  std::vector<std::vector<Item>> of_columns(std::vector<Item> (*of)(const SweepDesign&,
                                                                    std::span<const double>)) const {
    std::vector<std::vector<Item>> all;
    for (const auto& column : indicator_.columns) all.push_back(of(design_, column));
    return all;
  }

  // Designs without that statistic have no such variable.
  template <class Item>
  void per_axis(const Statistic& statistic, const std::vector<std::vector<Item>>& items, double Item::*field) {
    if (items.empty() || items.front().empty()) return;
    const auto of = [&](const std::vector<Item>& row) {
      std::vector<double> values;
      for (const auto& item : row) values.push_back(item.*field);
      return values;
    };
    write(statistic, items, of);
  }

  NetcdfGroup& group_;
  const SweepDesign& design_;
  const SweepColumns& indicator_;
};

std::string label_of(const SweepDescription& d, const SweepColumns& indicator, std::size_t column) {
  const auto size = indicator.columns.size() / d.scenarios.size();
  if (indicator.info.dimensions.size() < 2) return "";
  const auto& labels = indicator.info.dimensions[1] == "market" ? d.markets : d.regions;
  return labels[column % size];
}

}  // namespace

void write_statistics(NetcdfGroup& root, const SweepResult& result, const std::vector<SweepColumns>& all) {
  auto group = root.add_group("statistics");
  std::vector<std::string> labels;
  for (const double quantile : sweep_quantiles) labels.push_back(shortest_text(quantile));
  group.add_dimension("quantile", labels, "probability of a value below");
  group.add_dimension("checkpoint", convergence_checkpoints);
  for (const auto& indicator : all) {
    StatisticsWriter writer(group, result.description.design, indicator);
    writer.write_columns();
    writer.write_axes();
  }
}

std::string sweep_table(const SweepResult& result) {
  const auto& d = result.description;
  std::string text = std::to_string(d.design.samples()) + " samples (" + d.design_name + "), " +
                     std::to_string(result.failed_samples()) + " failed\n\n" + padded_right("", 34) +
                     padded_left("mean", 12) + padded_left("deviation", 12);
  for (const double quantile : sweep_quantiles) text += padded_left(fixed_text(100 * quantile, 0) + " %", 10);
  text += "\n";
  for (const auto& indicator : columns_of(result)) {
    const auto& name = indicator.info.name;
    if (name != "carbon_price" && name != "gdp_change" && name != "leakage_rate") continue;
    const auto size = indicator.columns.size() / d.scenarios.size();
    for (std::size_t c = 0; c < indicator.columns.size(); ++c) {
      const auto s = column_statistics(d.design, indicator.columns[c]);
      if (s.count == 0 || (s.least == 0 && s.largest == 0)) continue;
      const auto row = name + " " + label_of(d, indicator, c) + " " + d.scenarios[c / size];
      text +=
          padded_right(row, 34) + padded_left(fixed_text(s.mean, 3), 12) + padded_left(fixed_text(s.deviation, 3), 12);
      for (const double value : s.quantiles) text += padded_left(fixed_text(value, 3), 10);
      text += "\n";
    }
  }
  return text;
}

}  // namespace etslink
