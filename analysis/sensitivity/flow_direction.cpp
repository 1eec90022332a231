// SPDX-License-Identifier: Apache-2.0
#include "analysis/sensitivity/flow_direction.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "analysis/sensitivity/benchmark_record.h"
#include "calibration/benchmark_files.h"
#include "calibration/check_benchmark.h"
#include "calibration/csv.h"
#include "model/number_text.h"

namespace etslink {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Columns of all files that a direction can change, each once.
std::vector<std::string> allowed_columns() {
  std::vector<std::string> columns{"name"};
  for (const auto& file : record_files()) {
    for (const auto& column : benchmark_file(file).columns) {
      if (!contains(columns, column)) columns.push_back(column);
    }
  }
  return columns;
}

class DirectionReader {
 public:
  DirectionReader(const CsvTable& table, const Benchmark& benchmark) : table_(table), benchmark_(benchmark) {
    table.expect_columns({"file"}, allowed_columns());
  }

  std::vector<FlowDirection> read() {
    for (int row = 0; row < table_.row_count(); ++row) add_row(row);
    if (directions_.empty()) throw InputError({table_.file(), 0}, "holds no direction: it has no rows");
    return std::move(directions_);
  }

 private:
  void add_row(int row) {
    const std::string file = table_.text(row, "file");
    if (!contains(record_files(), file))
      throw InputError(table_.at(row), "file can't be '" + file + "'" + suggestion(file, record_files()));
    const BenchmarkFile& format = benchmark_file(file);
    for (const auto& column : table_.columns()) {
      if (column == "name" || column == "file" || text(row, column).empty()) continue;
      if (!contains(format.columns, column))
        throw InputError(table_.at(row), file + " has no column '" + column + "'; leave the field empty");
    }
    auto& changes = direction(row).changes;
    const std::size_t before = changes.size();
    for (const auto& number : record(row, format)) add_change(row, number, changes);
    if (changes.size() == before) throw InputError(table_.at(row), "the row changes nothing: all numbers are empty");
  }

  // The direction that the row belongs to.
  FlowDirection& direction(int row) {
    const std::string stem = std::filesystem::path(table_.file()).stem().string();
    const std::string name = table_.has_column("name") ? text(row, "name") : stem;
    if (name.empty()) throw InputError(table_.at(row), "name is empty");
    for (auto& known : directions_) {
      if (known.name == name) return known;
    }
    return directions_.emplace_back(FlowDirection{name, {}});
  }

  // The numbers of the benchmark row that a row names.
  [[nodiscard]] std::vector<BenchmarkNumber> record(int row, const BenchmarkFile& format) const {
    std::vector<std::string> key;
    std::string shown;
    for (int c = 0; c < format.key_columns; ++c) {
      const std::string& column = format.columns[c];
      const std::string field = text(row, column) == "*" ? "" : text(row, column);
      key.push_back(column == "gas" && field.empty() ? info(Gas::co2).code : field);
      if (column != "purpose" || !field.empty()) shown += (c == 0 ? "" : ",") + key.back();
    }
    auto found = find_record(benchmark_, format.name, key);
    if (!found)
      throw InputError(table_.at(row), "the benchmark has no row " + shown + " in " + format.name +
                                           "; a direction changes rows that exist");
    return std::move(*found);
  }

  void add_change(int row, const BenchmarkNumber& number, std::vector<FlowChange>& changes) const {
    if (!table_.has_column(number.column)) return;
    const auto amount = table_.optional_number(row, table_.column(number.column));
    if (!amount || *amount == 0) return;
    const bool is_tax = number.column != "value_musd" && number.column != "mt";
    if (number.value == 0 && !is_tax)
      throw InputError(table_.at(row), "the flow is zero at the benchmark; a direction can't create flows");
    changes.push_back({number.in, *amount, number.value, is_tax, table_.at(row)});
  }

  // Empty where the file does not have the column.
  [[nodiscard]] std::string text(int row, const std::string& column) const {
    return table_.has_column(column) ? table_.text(row, column) : "";
  }

  const CsvTable& table_;
  const Benchmark& benchmark_;
  std::vector<FlowDirection> directions_;
};

// Units in which the first of the flows would vanish; taxes count only where nothing else changes.
double largest_step(const FlowDirection& direction) {
  double flows = std::numeric_limits<double>::infinity(), taxes = flows;
  for (const auto& change : direction.changes) {
    double& least = change.is_tax ? taxes : flows;
    if (change.value != 0) least = std::min(least, std::abs(change.value / change.amount));
  }
  return std::isfinite(flows) ? flows : std::isfinite(taxes) ? taxes : 1;
}

Benchmark moved(Benchmark benchmark, const FlowDirection& direction, double units) {
  for (const auto& change : direction.changes) change.flow(benchmark) += units * change.amount;
  return benchmark;
}

// Gaps of a benchmark, rounding errors included, by identity and place [million USD].
std::map<std::pair<std::string, std::string>, double> gaps(const std::vector<BenchmarkGap>& list) {
  std::map<std::pair<std::string, std::string>, double> result;
  for (const auto& gap : list) result[{gap.condition, gap.place}] = gap.left - gap.right;
  return result;
}

// Identities are linear in the flows: those of half the largest step tell as much as those of a small one, and rounding
// errors less.
void require_balanced(const Benchmark& benchmark, const FlowDirection& direction) {
  constexpr double tolerance = 1e-6, rounding = 1e-13;  // of the largest amount; of the flows
  double size = 0;
  for (const auto& change : direction.changes) size = std::max(size, std::abs(change.amount));
  const double units = largest_step(direction) / 2;
  const auto before = gaps(check_benchmark(benchmark, 0));
  for (const auto& gap : check_benchmark(moved(benchmark, direction, units), 0)) {
    const auto known = before.find({gap.condition, gap.place});
    const double opened = (gap.left - gap.right - (known == before.end() ? 0 : known->second)) / units;
    const double noise = rounding * std::max(std::abs(gap.left), std::abs(gap.right)) / units;
    if (std::abs(opened) <= tolerance * size + noise) continue;
    throw InputError(direction.changes.front().at,
                     "direction '" + direction.name + "' is not balanced: " + gap.condition + ", " + gap.place +
                         ": it opens a gap of " + rounded_text(opened, 6) + " million USD per unit");
  }
}

}  // namespace

std::vector<FlowDirection> read_directions(const std::string& path, const Benchmark& benchmark) {
  const CsvTable table = read_csv(path);
  auto directions = DirectionReader(table, benchmark).read();
  for (const auto& direction : directions) require_balanced(benchmark, direction);
  return directions;
}

ModelParameter direction_parameter(const FlowDirection& direction) {
  ModelParameter parameter{"directions", direction.name, "unit", 1};
  const auto& first = direction.changes.front();
  if (first.value != 0) parameter.value = std::abs(first.value / first.amount);
  parameter.step = relative_step * largest_step(direction);
  parameter.shifted = [direction](const ModelSource& source, double change) {
    return build_economy(moved(source.benchmark, direction, change), source.nests, source.policy, source.options);
  };
  return parameter;
}

}  // namespace etslink
