#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds everything and runs every test: C++, Python, structure, format. The last line reads "N passed, N failed".
#   --sanitize   again the C++ tests and all Python tests that run the program: under AddressSanitizer and
#                UndefinedBehaviorSanitizer, then under ThreadSanitizer; takes hours
#   --tidy       clang-tidy over the sources of the program
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")
"$scripts/install_dependencies.sh" test
source "$scripts/environment.sh"

# run_tests PRESET [ctest options]: runs the tests of build/PRESET and adds its report to the summary.
reports=()
timeout=900  # of a test [seconds]
run_tests() {
  local preset=$1
  shift
  reports+=("build/$preset/tests.xml")
  rm -f "build/$preset/tests.xml"
  # One more at a time than there are processors: some wait for disks, a browser or a signal.
  ctest --test-dir "build/$preset" --output-on-failure --parallel "$(($(nproc) + 1))" --timeout "$timeout" \
    --test-output-size-passed 1000000 --test-output-size-failed 1000000 --output-junit tests.xml "$@" || true
}

sanitize=false tidy=false
for option in "$@"; do
  case "$option" in
    --sanitize) sanitize=true ;;
    --tidy) tidy=true ;;
    *) echo "usage: $0 [--sanitize] [--tidy]" >&2; exit 2 ;;
  esac
done

build release all etslink_headers
run_tests release
if $tidy; then scripts/tidy.sh; fi
if $sanitize; then
  timeout=14400
  # Random studies have one thread, take longest and all run the same code: a few will do.
  export ETSLINK_RANDOM_STUDIES=1-4,301 ETSLINK_RANDOM_INSTRUMENTS=1-10 ETSLINK_COLLIDING_INSTRUMENTS=1-15
  for preset in sanitizers threads; do
    build "$preset" all
    run_tests "$preset" --label-regex "cpp|program"
  done
fi
"$ETSLINK_PYTHON" scripts/test_summary.py "${reports[@]}"
