// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace etslink {

// Version of the program, e.g. "0.1.0".
const char* program_version();

// Git revision the program was built from, "-dirty" where the tree had changes, "unknown" without git.
const char* git_revision();

// Compiler with its version and the type of build, e.g. "GNU 12.2.0, Release".
const char* compiler();

}  // namespace etslink
