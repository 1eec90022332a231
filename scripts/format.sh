#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Formats every C++ file of the project with clang-format; with --check only says which lines differ.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

mode=(-i)
case "${1:-}" in
  "") ;;
  --check) mode=(--dry-run --Werror) ;;
  *) echo "usage: $0 [--check]" >&2; exit 2 ;;
esac
find . \( -path ./build -o -path ./out \) -prune -o \( -name '*.h' -o -name '*.cpp' \) -print | sort |
  xargs clang-format --style=file "${mode[@]}"
