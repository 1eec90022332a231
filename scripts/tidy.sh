#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# clang-tidy over the sources of the program (not the tests), as many at a time as there are cores.
# With file names: only these. Needs build/release to be configured.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

if [ $# -gt 0 ]; then printf '%s\n' "$@"; else find app calibration files model results solvers -name '*.cpp' | sort; fi |
  xargs -P "$(nproc)" -n 1 clang-tidy -p build/release --quiet --extra-arg=-Wno-unknown-warning-option 2>&1 | { grep -v ' warnings\? generated\.$' || true; }
