#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes a benchmark folder from its recipe, byte for byte the committed one for nea2011, nea2011_technologies and nea2011_steel.
# Usage: scripts/build_benchmark.sh [RECIPE [FOLDER]]
#   RECIPE  data/recipes/RECIPE.toml, default nea2011
#   FOLDER  where to write, default data/RECIPE
set -eu
cd "$(dirname "$0")/.."
recipe=${1:-nea2011}
folder=${2:-data/$recipe}
program=${ETSLINK:-build/release/etslink}
if [ ! -x "$program" ]; then
  echo "$program is missing: run scripts/quickstart.sh, or name the program in ETSLINK" >&2
  exit 2
fi
exec "$program" calibrate "data/recipes/$recipe.toml" -o "$folder"
