// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/structure.h"

namespace etslink {
namespace {

class Pairing {
 public:
  explicit Pairing(const SparsePattern& pattern)
      : pattern_(pattern), condition_of_(pattern.size, -1), seen_(pattern.size, 0), came_from_(pattern.size, -1) {}

  // Conditions that can't be paired.
  std::vector<int> pair_all() {
    std::vector<int> left;
    for (int i = 0; i < pattern_.size; ++i) {
      if (!pair(i)) left.push_back(i);
    }
    return left;
  }

  [[nodiscard]] bool is_paired(int unknown) const { return condition_of_[unknown] >= 0; }

  // All conditions that share the unknowns of a condition that was left: one of them is too many.
  [[nodiscard]] std::vector<int> competitors(int condition) {
    ++round_;
    std::vector<int> found{condition};
    for (std::size_t next = 0; next < found.size(); ++next) {
      for (int k = pattern_.row_start[found[next]]; k < pattern_.row_start[found[next] + 1]; ++k) {
        const int u = pattern_.column[k];
        if (seen_[u] == round_) continue;
        seen_[u] = round_;
        found.push_back(condition_of_[u]);
      }
    }
    return found;
  }

 private:
  // Breadth-first search for an unknown that is free, over unknowns that could be given up.
  bool pair(int condition) {
    ++round_;
    std::vector<int> open{condition};
    for (std::size_t next = 0; next < open.size(); ++next) {
      for (int k = pattern_.row_start[open[next]]; k < pattern_.row_start[open[next] + 1]; ++k) {
        const int u = pattern_.column[k];
        if (seen_[u] == round_) continue;
        seen_[u] = round_;
        came_from_[u] = open[next];
        if (condition_of_[u] < 0) {
          give(u, condition);
          return true;
        }
        open.push_back(condition_of_[u]);
      }
    }
    return false;
  }

  // Every condition on the way takes the unknown it was reached by.
  void give(int unknown, int condition) {
    for (int u = unknown;;) {
      const int taker = came_from_[u];
      int previous = -1;
      for (int k = pattern_.row_start[taker]; k < pattern_.row_start[taker + 1]; ++k) {
        if (condition_of_[pattern_.column[k]] == taker) previous = pattern_.column[k];
      }
      condition_of_[u] = taker;
      if (taker == condition) return;
      condition_of_[previous] = -1;
      u = previous;
    }
  }

  const SparsePattern& pattern_;
  std::vector<int> condition_of_;  // per unknown
  std::vector<int> seen_, came_from_;
  int round_ = 0;
};

}  // namespace

StructuralDefect find_structural_defect(const SquareSystem& system) {
  Pairing pairing(system.pattern());
  const std::vector<int> left = pairing.pair_all();
  StructuralDefect defect;
  if (left.empty()) return defect;
  for (const int i : pairing.competitors(left.front())) defect.conditions.push_back(system.condition_name(i));
  for (int u = 0; u < system.size(); ++u) {
    if (!pairing.is_paired(u)) defect.unknowns.push_back(system.unknown_name(u));
  }
  return defect;
}

}  // namespace etslink
