// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"

// Broken benchmark folders: a valid fixture with one thing changed, and the exact message.
namespace etslink {

struct BrokenFolder {
  std::string what;
  std::function<void(const BenchmarkCopy&)> change;
  std::string message;
};

// A change of one text in one file.
inline std::function<void(const BenchmarkCopy&)> edit(std::string file, std::string from, std::string to) {
  return [=](const BenchmarkCopy& copy) { copy.replace(file, from, to); };
}
inline std::function<void(const BenchmarkCopy&)> add_row(std::string file, std::string row) {
  return [=](const BenchmarkCopy& copy) { copy.append(file, row + "\n"); };
}
inline std::function<void(const BenchmarkCopy&)> add_file(std::string file, std::string text) {
  return [=](const BenchmarkCopy& copy) { copy.write(file, text); };
}
inline std::function<void(const BenchmarkCopy&)> remove_file(std::string file) {
  return [=](const BenchmarkCopy& copy) { copy.remove(file); };
}

inline void require_balanced_folder(const std::string& folder) { require_balanced(read_benchmark(folder)); }

inline void check_messages(const std::string& fixture, const std::vector<BrokenFolder>& folders) {
  for (const BrokenFolder& broken : folders) {
    CAPTURE(broken.what);
    const BenchmarkCopy copy(fixture);
    broken.change(copy);
    CHECK(refusal(copy, require_balanced_folder) == broken.message);
  }
}

inline std::string unbalanced(const std::string& count, const std::string& worst) {
  return "FOLDER: the benchmark does not balance (" + count + ", tolerance 1e-06); worst: " + worst;
}
inline const std::string one = "one condition fails", two = "2 conditions fail", three = "3 conditions fail";

}  // namespace etslink
