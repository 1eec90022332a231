# SPDX-License-Identifier: Apache-2.0
# Sourced by the other scripts: they work from any folder, with Debian's own tools.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Another python3 may come first in PATH, but only Debian's finds the packages of install_dependencies.sh.
export ETSLINK_PYTHON=${ETSLINK_PYTHON:-/usr/bin/python3}
export PYTHONDONTWRITEBYTECODE=1

# build PRESET TARGET...: configures (quietly, unless it fails) and builds in build/PRESET.
build() {
  local preset=$1 log
  shift
  log=$(cmake --preset "$preset" -DETSLINK_PYTHON="$ETSLINK_PYTHON" 2>&1) || { echo "$log" >&2; return 1; }
  cmake --build --preset "$preset" --parallel "$(nproc)" --target "$@"
}
