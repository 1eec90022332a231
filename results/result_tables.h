// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "results/hdf5_reader.h"

namespace etslink {

// A results file, or one of its variants, as a part of tables for other programs.
struct TablePart {
  NetcdfReader file;
  std::string file_name, variant;  // empty where there is but one
};

// A variable of a file, for the head of its column.
struct TableVariable {
  std::string name, unit, long_name, description;
};

// The variables that share their axes: a row for each place on these, a column for each variable.
struct ResultTable {
  std::vector<std::string> axes;  // first `file` and `variant`, where there are several
  std::vector<TableVariable> variables;
  struct Row {
    std::vector<std::string> labels;  // on the axes
    std::vector<double> values;       // of the variables; NaN where missing
  };
  std::vector<Row> rows;
};

// All numbers of the files, by axes in the order of the first file that has them. Groups `coalitions` and `statistics`
// have their name before that of the variable; /state, /run, texts and what the root group says of all variants
// together are left out. FileError for a damaged file.
[[nodiscard]] std::vector<ResultTable> result_tables(const std::vector<TablePart>& parts);

// One row for each number with the labels of its axes: CSV with the columns variable, unit, those of all axes, value.
// Missing numbers have no row.
[[nodiscard]] std::string tidy_csv(const std::vector<ResultTable>& tables);

}  // namespace etslink
