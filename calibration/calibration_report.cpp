// SPDX-License-Identifier: Apache-2.0
#include "calibration/calibration_report.h"

#include "calibration/report_checks.h"
#include "model/number_text.h"
#include "model/technology.h"

namespace etslink {
namespace {

// A bar inside a cell would end it.
std::string table_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    row += ' ';
    for (const char c : cell) row.append(c == '|' ? "\\|" : std::string(1, c));
    row += " |";
  }
  return row + "\n";
}

std::string render(const ReportTable& table) {
  std::string text = "## " + table.title + "\n\n" + table.note + "\n\n" + table_row(table.columns);
  text += table_row(std::vector<std::string>(table.columns.size(), "---"));
  for (const std::vector<std::string>& row : table.rows) text += table_row(row);
  return text + "\n";
}

// Adjustments of one step in the order in which they were made.
std::string render_step(const Adjustments& adjustments, const std::string& step) {
  std::string text =
      "### " + step + "\n\n" + table_row({"where", "what", "size", "unit"}) + table_row({"---", "---", "---", "---"});
  for (const Adjustment& item : adjustments)
    if (item.step == step) text += table_row({item.place, item.what, rounded_text(item.size, 5), item.unit});
  return text + "\n";
}

// "18 sectors", and technologies where there are some.
std::string sizes(const Benchmark& benchmark) {
  const int sectors = count_of_sectors(benchmark.sectors), technologies = benchmark.sector_count() - sectors;
  return std::to_string(sectors) + " sectors" +
         (technologies == 0 ? "" : ", " + std::to_string(technologies) + " technologies");
}

}  // namespace

std::string calibration_report(const ReportInput& input) {
  std::string text = "# Calibration report: " + std::to_string(input.recipe.regions.size()) + " regions x " +
                     sizes(input.benchmark) + ", " + std::to_string(input.recipe.year) +
                     "\n\nWritten by `etslink calibrate`; every departure from the published tables is listed with its "
                     "size.\n\n";
  for (const ReportTable& table : report_checks(input)) text += render(table);
  for (const ReportTable& table : input.physical) text += render(table);
  if (!input.recipe.elasticities.note.empty()) text += "## Elasticities\n\n" + input.recipe.elasticities.note + "\n\n";
  text += "## Adjustments\n\n";
  std::vector<std::string> steps;
  for (const Adjustment& item : input.adjustments)
    if (find_position(steps, item.step) < 0) steps.push_back(item.step);
  for (const std::string& step : steps) text += render_step(input.adjustments, step);
  return text;
}

}  // namespace etslink
