// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/log.h"
#include "analysis/sensitivity/flow_direction.h"
#include "analysis/sensitivity/solved_model.h"

namespace etslink {

enum class SensitivityMethod {
  automatic,  // forward, unless there are more parameters than unknowns
  forward,    // one linear solve for each parameter
  adjoint,    // one transposed solve for each element, after differences over all unknowns
};

// Derivative of one element with respect to one parameter.
struct Sensitivity {
  std::size_t element = 0, parameter = 0;
  double derivative = 0;             // NaN: missing
  double effect_of_one_percent = 0;  // derivative x parameter / 100 [unit of the element]
  int rank = 0;                      // by |effect|, within the indicator
};

// The ranked derivatives of a study's indicators at one scenario.
struct SensitivityTable {
  std::string scenario;
  std::string obstacle;  // why derivatives are missing; empty: they are not
  bool is_solved = true;
  std::vector<ResultElement> elements = {};
  std::vector<double> values = {};  // of the elements
  std::vector<ModelParameter> parameters = {};
  std::vector<Sensitivity> rows = {};  // indicators in the order asked for, each from rank 1
};

struct SensitivityTask {
  int scenario = 0;  // index into Study::scenarios
  std::vector<std::string> indicators, groups;
  SensitivityMethod method = SensitivityMethod::automatic;
  std::vector<FlowDirection> directions = {};  // parameters beside those of the groups
  int threads = 1;                             // the numbers do not depend on them
};

// Differentiates indicators with respect to all parameters of some groups, and to directions of the user. A parameter
// moves in the scenario and in the reference alike.
[[nodiscard]] SensitivityTable study_sensitivities(const Study& study, const SensitivityTask& task, Log& log);

}  // namespace etslink
