#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy over the sources of the program (not the tests), as many at a time as there are cores.
# With file names: only these. It reads each source alone, and so sees an include that compiling in groups hides.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

cmake --preset release -B build/tidy -DETSLINK_GROUPS=OFF -DETSLINK_PRECOMPILE=OFF >/dev/null
if [ $# -gt 0 ]; then printf '%s\n' "$@"; else find app calibration files model results solvers -name '*.cpp' | sort; fi |
  xargs -P "$(nproc)" -n 1 clang-tidy -p build/tidy --quiet --extra-arg=-Wno-unknown-warning-option 2>&1 | { grep -v ' warnings\? generated\.$' || true; }
