#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what etslink needs from Debian 12 packages; does nothing where all are there.
#   scripts/install_dependencies.sh build   compiler and libraries (the default)
#   scripts/install_dependencies.sh test    also what the tests, plots and notebooks need
#   scripts/install_dependencies.sh mpi     compiler, libraries and OpenMPI, for sweeps over several machines
#   scripts/install_dependencies.sh fuzz    compiler, libraries and clang with libFuzzer, for scripts/fuzz.py
#   scripts/install_dependencies.sh bench   compiler, libraries and what the kernels of benchmarks/ need
set -euo pipefail

build_packages=(g++ cmake ninja-build pkg-config git coinor-libipopt-dev libeigen3-dev libsuitesparse-dev
  libboost-program-options-dev libhdf5-dev libtomlplusplus-dev doctest-dev zlib1g-dev
  nlohmann-json3-dev libxlsxwriter-dev node-d3)
test_packages=(clang-format clang-tidy python3 python3-numpy python3-scipy python3-xarray python3-h5netcdf
  python3-h5py python3-netcdf4 netcdf-bin python3-pandas python3-matplotlib python3-nbconvert python3-ipykernel python3-pytest
  python3-tomlkit python3-setuptools python3-wheel mypy r-cran-ncdf4 chromium-headless-shell mkdocs mkdocs-material
  python3-openpyxl python3-jsonschema dpkg-dev file debootstrap man-db zsh)
# The last row is for the Python package, half a minute of installation, most of it for R and mypy, and for the tests of the
# report, whose browser takes as long, for the documentation as a site, and for tables, schemas and packages.
bench_packages=(libbenchmark-dev)
fuzz_packages=(clang libclang-rt-dev)
mpi_packages=(libopenmpi-dev openmpi-bin)

case "${1:-build}" in
  build) wanted=("${build_packages[@]}") ;;
  test) wanted=("${build_packages[@]}" "${test_packages[@]}") ;;
  fuzz) wanted=("${build_packages[@]}" "${fuzz_packages[@]}") ;;
  bench) wanted=("${build_packages[@]}" "${bench_packages[@]}") ;;
  mpi) wanted=("${build_packages[@]}" "${mpi_packages[@]}") ;;
  *) echo "usage: $0 [build|test|mpi|fuzz|bench]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is not Debian: install by other means what stands for these packages: ${wanted[*]}" >&2
  exit 1
fi

missing=()
for package in "${wanted[@]}"; do
  status=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Run as root, or install sudo; missing: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
"${apt[@]}" update
"${apt[@]}" install --no-install-recommends "${missing[@]}"
