// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "results/hdf5_reader.h"
#include "results/indicators.h"
#include "results/study_result.h"

namespace etslink {

// One variant of a study as it was solved; `state`: whether its group shall have one.
struct SolvedVariant {
  StudyResult study;
  IndicatorSet indicators;
  bool state = true;
};

// Writes the results file of a study with variants (docs/results.md): the variables of all of them with the leading
// axis `variant`, missing where a variant does not have them, and for each the group /variants/NAME, which has what the
// file of a study without variants has, /run apart. The variants have the same axes but for links. Atomic, as
// write_study.
void write_variants(const std::vector<SolvedVariant>& variants, const std::string& path);

// Names of a file's variants in order; none where it has none.
[[nodiscard]] std::vector<std::string> variant_names(const NetcdfReader& file);

// A file as if it was of one of its variants: its group /variants/NAME. InputError where it has no such variant, with
// the nearest name.
[[nodiscard]] NetcdfReader variant_view(const NetcdfReader& file, const std::string& variant);

}  // namespace etslink
