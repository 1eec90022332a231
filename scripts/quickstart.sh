#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a fresh Debian 12 to the first study: install, build, run. Prints the table, writes out/northeast_asia.h5.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
"$scripts/install_dependencies.sh" build
source "$scripts/environment.sh"

build release etslink
mkdir -p out
build/release/etslink run studies/northeast_asia.toml -o out/northeast_asia.h5
