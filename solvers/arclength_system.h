// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "solvers/path_system.h"
#include "solvers/square_system.h"

namespace etslink {

// The systems of a path as one system whose last unknown is s, closed by the plane across a direction through a point:
// f(x, s) = 0, direction . (y - point) = 0 with y = (x, s) in natural sizes.
class ArclengthSystem final : public SquareSystem {
 public:
  explicit ArclengthSystem(PathSystem& path);

  // direction has 2-norm 1, in natural sizes; point as the unknowns are.
  void set_plane(std::vector<double> direction, std::vector<double> point);

  [[nodiscard]] int size() const override { return size_ + 1; }
  [[nodiscard]] std::string unknown_name(int unknown) const override;
  [[nodiscard]] std::string condition_name(int condition) const override;
  [[nodiscard]] std::span<const double> start() const override { return point_; }
  void residual(std::span<const double> y, std::span<double> f) const override;
  [[nodiscard]] const SparsePattern& pattern() const override { return pattern_; }
  void jacobian(std::span<const double> y, std::span<double> values) const override;
  [[nodiscard]] int block(int unknown) const override { return block_[unknown]; }
  [[nodiscard]] double unknown_scale(int unknown) const override { return scale_[unknown]; }

 private:
  [[nodiscard]] std::vector<double> slope(std::span<const double> y) const;

  PathSystem& path_;
  int size_;  // of the systems of the path
  SparsePattern pattern_;
  std::vector<int> block_;
  std::vector<double> scale_, direction_, point_;
};

}  // namespace etslink
