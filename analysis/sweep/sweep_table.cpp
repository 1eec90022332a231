// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sweep_table.h"

#include <algorithm>
#include <charconv>

#include "files/file_access.h"
#include "model/number_text.h"
#include "results/text_layout.h"

namespace etslink {
namespace {

int whole_number(const NetcdfReader& file, const char* attribute) {
  const auto text = file.attribute(attribute);
  int number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
    throw FileError(file.path(), std::string("attribute '") + attribute + "' is no whole number");
  return number;
}

// The statistics of one indicator.
class RowReader {
 public:
  RowReader(const NetcdfReader& file, const std::string& indicator)
      : file_(file), prefix_("statistics/" + indicator + "_"), indicator_(indicator) {}

  [[nodiscard]] std::vector<SweepRow> read() const {
    if (!file_.has_variable(prefix_ + "mean")) return {};
    const auto count = numbers("count"), least = numbers("least"), largest = numbers("largest"),
               averaged = numbers("averaged"), mean = numbers("mean"), deviation = numbers("deviation"),
               quantiles = file_.read_numbers(prefix_ + "quantiles");
    const auto labels = this->labels();
    if (quantiles.size() != labels.size() * sweep_quantiles.size()) fail();
    std::vector<SweepRow> rows;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (count[i] == 0 || (least[i] == 0 && largest[i] == 0)) continue;
      rows.push_back({labels[i], averaged[i], mean[i], deviation[i], {}});
      std::copy_n(quantiles.begin() + static_cast<std::ptrdiff_t>(i * sweep_quantiles.size()), sweep_quantiles.size(),
                  rows.back().quantiles.begin());
    }
    return rows;
  }

 private:
  [[noreturn]] void fail() const { throw FileError(file_.path(), "the statistics of " + indicator_ + " do not fit"); }

  [[nodiscard]] std::vector<double> numbers(const std::string& statistic) const {
    auto values = file_.read_numbers(prefix_ + statistic);
    if (values.size() != labels().size()) fail();
    return values;
  }

  // In the order of the values: of a scenario all regions or markets.
  [[nodiscard]] std::vector<std::string> labels() const {
    const auto dimensions = file_.dimensions(prefix_ + "mean");
    if (dimensions.empty()) fail();
    const auto scenarios = file_.read_text(dimensions.front());
    const auto places = dimensions.size() > 1 ? file_.read_text(dimensions[1]) : std::vector<std::string>{""};
    std::vector<std::string> labels;
    for (const auto& scenario : scenarios) {
      for (const auto& place : places) labels.push_back(indicator_ + " " + place + " " + scenario);
    }
    return labels;
  }

  const NetcdfReader& file_;
  std::string prefix_, indicator_;
};

}  // namespace

std::string summary_text(const SweepSummary& summary) {
  std::string text = std::to_string(summary.samples) + " samples (" + summary.design + "), " +
                     std::to_string(summary.failed) + " failed";
  if (summary.failed > 0)
    text +=
        "; statistics over the " + std::to_string(summary.samples - summary.failed) + " that all scenarios have solved";
  std::vector<std::vector<std::string>> rows{{"", "samples", "mean", "deviation"}};
  for (const double quantile : sweep_quantiles) rows.front().push_back(fixed_text(100 * quantile, 0) + " %");
  for (const auto& row : summary.rows) {
    rows.push_back({row.label, fixed_text(row.samples, 0), fixed_text(row.mean, 3), fixed_text(row.deviation, 3)});
    for (const double value : row.quantiles) rows.back().push_back(fixed_text(value, 3));
  }
  std::vector<TextColumn> columns(rows.front().size(), {TextColumn::Align::right, 10});
  columns.front() = {TextColumn::Align::left, 34};
  columns[2].least = columns[3].least = 12;
  return text + "\n\n" + aligned_rows(rows, columns);
}

SweepSummary read_sweep_summary(const NetcdfReader& file) {
  SweepSummary summary{
      file.attribute("design"), whole_number(file, "samples"), whole_number(file, "failed_samples"), {}};
  for (const char* indicator : main_results) {
    for (auto& row : RowReader(file, indicator).read()) summary.rows.push_back(std::move(row));
  }
  return summary;
}

}  // namespace etslink
