// SPDX-License-Identifier: Apache-2.0
#include "results/result_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "files/csv_writer.h"
#include "model/number_text.h"

namespace etslink {
namespace {

using Texts = std::vector<std::string>;

const char* const variants_axis = "variant";
const char* const groups[] = {"", "coalitions", "statistics"};
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

bool contains(const Texts& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Labels of an axis; of one without, numbers from 0.
Texts labels_of(const NetcdfReader& file, const std::string& axis) {
  if (file.is_unlabelled_dimension(axis)) {
    Texts numbers;
    for (std::size_t i = 0; i < file.shape(axis).front(); ++i) numbers.push_back(std::to_string(i));
    return numbers;
  }
  if (file.is_text(axis)) return file.read_text(axis);
  Texts labels;
  for (const double number : file.read_numbers(axis)) labels.push_back(shortest_text(number));
  return labels;
}

// Adds the variables of the parts one after another.
class TableBuilder {
 public:
  explicit TableBuilder(const std::vector<TablePart>& parts) {
    for (const auto& part : parts) {
      has_files_ = has_files_ || !part.file_name.empty();
      has_variants_ = has_variants_ || !part.variant.empty();
    }
  }

  void add(const TablePart& part) {
    const auto names = part.file.group_names();
    for (const std::string group : groups) {
      if (!group.empty() && !contains(names, group)) continue;
      const auto file = group.empty() ? part.file : part.file.in_group(group);
      for (const auto& variable : file.variable_names()) {
        const auto axes = file.dimensions(variable);
        if (file.is_text(variable) || axes == Texts{variable} || contains(axes, variants_axis)) continue;
        add_variable(part, file, variable, group.empty() ? variable : group + "/" + variable);
      }
    }
  }

  [[nodiscard]] std::vector<ResultTable> take() { return std::move(tables_); }

 private:
  void add_variable(const TablePart& part, const NetcdfReader& file, const std::string& variable,
                    const std::string& name) {
    const auto [table, row_of] = table_of(file.dimensions(variable));
    const auto column = column_of(table, file, variable, name);
    const auto values = file.read_numbers(variable);
    std::vector<Texts> labels;
    for (const auto& axis : file.dimensions(variable)) labels.push_back(labels_of(file, axis));
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto key = leading_labels(part);
      auto rest = i;
      for (auto axis = labels.rbegin(); axis != labels.rend(); ++axis) {
        key.insert(key.begin() + leading_count(), (*axis)[rest % axis->size()]);
        rest /= axis->size();
      }
      row(table, row_of, key).values[column] = values[i];
    }
  }

  using RowPlaces = std::map<Texts, std::size_t>;

  std::pair<ResultTable&, RowPlaces&> table_of(const Texts& dimensions) {
    Texts axes;
    if (has_files_) axes.emplace_back("file");
    if (has_variants_) axes.emplace_back(variants_axis);
    axes.insert(axes.end(), dimensions.begin(), dimensions.end());
    const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const auto& t) { return t.axes == axes; });
    const auto index = static_cast<std::size_t>(found - tables_.begin());
    if (found == tables_.end()) {
      tables_.push_back({axes, {}, {}});
      places_.emplace_back();
    }
    return {tables_[index], places_[index]};
  }

  static std::size_t column_of(ResultTable& table, const NetcdfReader& file, const std::string& variable,
                               const std::string& name) {
    auto& known = table.variables;
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& v) { return v.name == name; });
    const auto index = static_cast<std::size_t>(found - known.begin());
    if (found != known.end()) return index;
    known.push_back({name, file.variable_attribute(variable, "units"), file.variable_attribute(variable, "long_name"),
                     file.variable_attribute(variable, "description")});
    for (auto& row : table.rows) row.values.push_back(missing);
    return index;
  }

  static ResultTable::Row& row(ResultTable& table, RowPlaces& places, const Texts& labels) {
    const auto [place, is_new] = places.emplace(labels, table.rows.size());
    if (is_new) table.rows.push_back({labels, std::vector<double>(table.variables.size(), missing)});
    return table.rows[place->second];
  }

  [[nodiscard]] std::ptrdiff_t leading_count() const { return (has_files_ ? 1 : 0) + (has_variants_ ? 1 : 0); }
  [[nodiscard]] Texts leading_labels(const TablePart& part) const {
    Texts labels;
    if (has_files_) labels.push_back(part.file_name);
    if (has_variants_) labels.push_back(part.variant);
    return labels;
  }

  bool has_files_ = false, has_variants_ = false;
  std::vector<ResultTable> tables_;
  std::vector<RowPlaces> places_;
};

// All axes, each once, in the order in which tables have them.
Texts all_axes(const std::vector<ResultTable>& tables) {
  Texts axes;
  for (const auto& table : tables) {
    for (const auto& axis : table.axes) {
      if (!contains(axes, axis)) axes.push_back(axis);
    }
  }
  return axes;
}

void write_column(CsvWriter& csv, const ResultTable& table, std::size_t variable, const Texts& axes) {
  for (const auto& row : table.rows) {
    if (std::isnan(row.values[variable])) continue;
    csv.add(table.variables[variable].name).add(table.variables[variable].unit);
    for (const auto& axis : axes) {
      const auto found = std::find(table.axes.begin(), table.axes.end(), axis);
      csv.add(found == table.axes.end() ? "" : row.labels[static_cast<std::size_t>(found - table.axes.begin())]);
    }
    csv.add(row.values[variable]);
    csv.end_row();
  }
}

}  // namespace

std::vector<ResultTable> result_tables(const std::vector<TablePart>& parts) {
  TableBuilder builder(parts);
  for (const auto& part : parts) builder.add(part);
  return builder.take();
}

std::string tidy_csv(const std::vector<ResultTable>& tables) {
  const auto axes = all_axes(tables);
  Texts columns{"variable", "unit"};
  columns.insert(columns.end(), axes.begin(), axes.end());
  columns.emplace_back("value");
  CsvWriter csv(columns);
  for (const auto& table : tables) {
    for (std::size_t v = 0; v < table.variables.size(); ++v) write_column(csv, table, v, axes);
  }
  return csv.text();
}

}  // namespace etslink
