#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes the schemas of study, nest and technology files, data/schemas, anew from what the readers know, after a key was added or changed.
# The studies of tests/fixtures are among the examples, as they have every key; those whose data a script makes are not.
#   scripts/renew_schemas.sh [FOLDER]   FOLDER: where to write; default: data/schemas
set -euo pipefail
folder=$(realpath -m "${1:-$(dirname "${BASH_SOURCE[0]}")/../data/schemas}")
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

program=$(realpath "${ETSLINK_BINARY:-build/release/etslink}")
examples=()
for study in studies/*.toml tests/fixtures/studies/every_instrument/*.toml tests/fixtures/studies/every_key/*.toml; do
  [ "$study" = studies/world_41x35.toml ] || examples+=("$study")
done
mkdir -p "$folder"
"$program" schema "${examples[@]}" > "$folder/study.schema.json.new"
"$program" schema --nests "${examples[@]}" > "$folder/nests.schema.json.new"
"$program" schema --technologies "${examples[@]}" > "$folder/technologies.schema.json.new"
for name in study nests technologies; do mv "$folder/$name.schema.json.new" "$folder/$name.schema.json"; done
