#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the program without its tests and packs it: build/package/etslink_VERSION_ARCHITECTURE.deb, and an archive with the
# same files below one folder, each with its SHA-256. Needs what scripts/install_dependencies.sh build installs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

for tool in dpkg-shlibdeps file; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install dpkg-dev file" >&2; exit 1; }
done
cmake -S . -B build/package -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" -DBUILD_TESTING=OFF
cmake --build build/package --parallel "$(nproc)" --target product
cd build/package
cpack
