// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "analysis/sweep/statistics.h"
#include "analysis/sweep/sweep_file.h"
#include "analysis/sweep/sweep_table.h"
#include "model/number_text.h"
#include "results/scenario_view.h"

namespace etslink {
namespace {

using Columns = std::vector<std::vector<double>>;

// A statistic: what it is called, its dimension beside those of the indicator (empty: none), its unit (null: that of
// the indicator).
struct Statistic {
  const char *name, *text, *dimension = "", *units = nullptr;
};

// An indicator without the values of samples that not all scenarios have solved.
SweepColumns in_common(const SweepResult& result, SweepColumns indicator) {
  for (std::size_t i = 0; i < result.samples.size(); ++i) {
    if (result.is_solved(i)) continue;
    for (auto& column : indicator.columns) column[i] = missing_value;
  }
  return indicator;
}

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
    write({"averaged", "samples behind mean and deviation", "", "1"}, all,
          [](const ColumnStatistics& s) { return std::vector<double>{static_cast<double>(s.averaged)}; });
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
    if (!indices.empty() && !indices.front().empty()) {
      write(
          {"sobol_blocks", "complete blocks behind the Sobol' indices", "", "1"}, indicator_.columns,
          [&](const auto& column) { return std::vector<double>{static_cast<double>(sobol_blocks(design_, column))}; });
    }
  }

  // Of single samples, not over them.
  void write_swings() {
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

void write_group_labels(NetcdfGroup& group, const SweepDescription& d) {
  group.add_dimension("scenario", d.scenarios, "scenario");
  group.add_dimension("region", d.regions, "region");
  group.add_dimension("sector", d.sectors, "sector");
  group.add_dimension("market", d.markets, "permit market");
  group.add_dimension("user", d.users, "user of fuels: sector or final user");
  group.add_dimension("axis", d.axis_names, "what the samples vary");
  std::vector<std::string> probabilities;
  for (const double quantile : sweep_quantiles) probabilities.push_back(shortest_text(quantile));
  group.add_dimension("quantile", probabilities, "probability of a value below");
  group.add_dimension("checkpoint", convergence_checkpoints);
}

int common_samples(const SweepResult& result) {
  return static_cast<int>(result.samples.size()) - result.failed_samples();
}

// Of an indicator: each column with a value.
void add_rows(const SweepDescription& d, const SweepColumns& indicator, std::vector<SweepRow>& rows) {
  const auto size = indicator.columns.size() / d.scenarios.size();
  for (std::size_t c = 0; c < indicator.columns.size(); ++c) {
    const auto s = column_statistics(d.design, indicator.columns[c]);
    if (s.count == 0 || (s.least == 0 && s.largest == 0)) continue;
    rows.push_back({indicator.info.name + " " + label_of(d, indicator, c) + " " + d.scenarios[c / size],
                    static_cast<double>(s.averaged), s.mean, s.deviation, s.quantiles});
  }
}

}  // namespace

void write_statistics(NetcdfGroup& root, const SweepResult& result, const std::vector<SweepColumns>& all) {
  auto group = root.add_group("statistics");
  group.set_attribute("description",
                      "over the samples that all scenarios of the sweep have solved; formulas in docs/sweeps.md");
  group.set_attribute("common_samples", common_samples(result));
  write_group_labels(group, result.description);
  for (const auto& indicator : all) {
    const auto common = in_common(result, indicator);
    StatisticsWriter writer(group, result.description.design, common);
    writer.write_columns();
    writer.write_axes();
    StatisticsWriter(group, result.description.design, indicator).write_swings();
  }
}

std::string sweep_table(const SweepResult& result) {
  const auto& d = result.description;
  SweepSummary summary{d.design_name, d.design.samples(), result.failed_samples(), {}};
  const auto all = columns_of(result);
  for (const char* name : main_results) {
    for (const auto& indicator : all) {
      if (indicator.info.name == name) add_rows(d, in_common(result, indicator), summary.rows);
    }
  }
  return summary_text(summary);
}

}  // namespace etslink
