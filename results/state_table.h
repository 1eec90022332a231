// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/hdf5_file.h"
#include "results/state_columns.h"

namespace etslink {

// Writes the columns of a table of the group /state: variables AXIS_NAME over an axis of its own.
class StateTable {
 public:
  StateTable(NetcdfGroup& state, const StudyResult& study, const std::string& axis, std::size_t size)
      : state_(state), study_(study), axis_(axis), size_(size) {
    state.add_dimension(axis, size);
  }

  // A column of the records' keys.
  template <class Keys, class Field>
  void keys(const std::string& name, const char* text, const Keys& keys, Field field) {
    state_.write({axis_ + "_" + name, {axis_}, "", text, ""}, column(keys, field));
  }
  template <class Keys, class Field>
  void kinds(const std::string& name, const std::vector<std::string>& kinds, const Keys& keys, Field field) {
    state_.write_categories({axis_ + "_" + name, {axis_}, "", "kind", ""}, column(keys, field), kinds);
  }

  // Values of each scenario; fill(scenario, values) sets those it has, the others are `otherwise`.
  template <class Value, class Fill>
  void per_scenario(const VariableInfo& info, Value otherwise, Fill fill) {
    std::vector<Value> values;
    for (std::size_t i = 0; i < study_.scenarios.size(); ++i) {
      std::vector<Value> slice(size_, otherwise);
      fill(i, slice);
      values.insert(values.end(), slice.begin(), slice.end());
    }
    state_.write({axis_ + "_" + info.name, {"scenario", axis_}, info.units, info.long_name, info.description}, values);
  }
  // The same of scenarios that were solved.
  template <class Fill>
  void per_solution(const VariableInfo& info, Fill fill) {
    per_scenario(info, missing_value, [&](std::size_t i, std::vector<double>& slice) {
      if (study_.scenarios[i].state) fill(i, slice);
    });
  }

 private:
  NetcdfGroup& state_;
  const StudyResult& study_;
  const std::string axis_;
  const std::size_t size_;
};

}  // namespace etslink
