// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {

// Studies, nest files and benchmarks of the fixtures in one folder.
void add_studies(FuzzFolder& folder);

// Reads a study of the folder, with changes of the command line, and builds the economy of one of its scenarios.
void read_and_build(const FuzzFolder& folder, const std::string& study, const std::vector<std::string>& settings = {});

}  // namespace etslink::fuzz
