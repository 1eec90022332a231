// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "calibration/check_benchmark.h"

namespace etslink {

// |left - right| / max(|left|, |right|, 0.001 million USD).
[[nodiscard]] double relative_gap(double left, double right);

// Collects the identities that fail by more than a tolerance; used by the parts of check_benchmark.
class GapList {
 public:
  GapList(const Benchmark& benchmark, double tolerance) : benchmark_(benchmark), tolerance_(tolerance) {}

  // The two sides of an identity by name ("costs", "output") and value [million USD].
  struct Side {
    const char* name;
    double value;
  };
  void compare(const char* condition, const std::string& place, Side left, Side right);
  // A record that must not exist, with its size and the explanation.
  void forbid(const char* condition, const std::string& place, double size, const std::string& explanation);

  // "iron and steel, KOR"
  [[nodiscard]] std::string place(Sector sector, Region region) const;
  [[nodiscard]] const Benchmark& benchmark() const { return benchmark_; }
  // Worst first; equal gaps stay in the order they were found.
  [[nodiscard]] std::vector<BenchmarkGap> sorted() const;

 private:
  const Benchmark& benchmark_;
  double tolerance_;
  std::vector<BenchmarkGap> gaps_;
};

// Records that break the rules of one record, or belong to a flow that does not exist.
void check_records(GapList& gaps);
// Factor markets, agents' budgets, current accounts.
void check_budgets(GapList& gaps);

}  // namespace etslink
