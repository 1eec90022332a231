// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"

namespace etslink {

// What a new study is called and reads; paths as they shall stand in it, relative to its own folder.
struct NewStudy {
  std::string file, name, benchmark, nests;
};

// Text of a study for a benchmark, to begin with: one market for each region whose sectors emit, each with a cap 20 %
// below what they emit, apart and linked, with comments that explain the format. InputError where no sector emits.
[[nodiscard]] std::string new_study_text(const Benchmark& benchmark, const NewStudy& study);

}  // namespace etslink
