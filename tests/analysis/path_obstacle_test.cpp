// SPDX-License-Identifier: Apache-2.0
#include "analysis/path_obstacle.h"

#include <doctest/doctest.h>

#include <cmath>

#include "model/conditions.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

int unknown_called(const TableOfContents& table, const std::string& name) {
  for (std::size_t i = 0; i < table.entries.size(); ++i) {
    if (table.entries[i].unknown == name) return static_cast<int>(i);
  }
  FAIL("no unknown is called " << name);
  return -1;
}

// The end of a path where an unknown has this value.
struct PathEnd {
  BranchEnd end = BranchEnd::limit;
  bool rising = false;
  double value = 0;
};

std::string told(const std::string& moving, const PathEnd& what, const std::string& vanished = "") {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.3);
  const Economy economy = inputs.build();
  const TableOfContents table = list_conditions(economy);
  ContinuationReport path;
  path.branch.end = what.end;
  path.branch.rising = what.rising;
  path.branch.moving = unknown_called(table, moving);
  path.points.emplace_back();
  path.points.back().x.assign(table.entries.size(), 0);
  path.points.back().x[vanished.empty() ? path.branch.moving : unknown_called(table, vanished)] = what.value;
  return obstacle(economy, path);
}

}  // namespace

TEST_CASE("the end of a path names what ran to which limit, how far, and what can be changed") {
  CHECK(
      told("price: coal resource of coal, A", {BranchEnd::limit, false, std::log(1e-9)}) ==
      "; there price: coal resource of coal, A tends to zero, 1e-09 of the benchmark (its sector can't produce less at "
      "this elasticity: a larger supply_elasticity, or [model] least_resource_percent above its share of the costs, "
      "which turns it into capital)");
  CHECK(told("price: labour, B", {BranchEnd::limit, false, std::log(2e-7)}) ==
        "; there price: labour, B tends to zero, 2e-07 of the benchmark (a part of it would have to stand idle: larger "
        "elasticities of substitution where it is used, or a factor that moves between sectors)");
  CHECK(told("permit price: A", {BranchEnd::limit, true, 1e7}) ==
        "; there permit price: A grows without bound (what abatement there is has been used: larger elasticities of "
        "energy, or a smaller cut)");
  CHECK(told("level: coal, A", {BranchEnd::limit, false, -20}) == "; there level: coal, A tends to zero");
}

TEST_CASE("a turning point at which the price of a resource has vanished is told as what it looks like") {
  const std::string fold = "; there the equilibria turn back to smaller cuts (permit price: A moves fastest)";
  CHECK(told("permit price: A", {BranchEnd::maximum, true, 50}) == fold);
  const auto with_resource_at = [](double price) {
    return told("permit price: A", {BranchEnd::maximum, true, std::log(price)}, "price: coal resource of coal, A");
  };
  CHECK(with_resource_at(0.01) == fold);
  CHECK(with_resource_at(1e-8) ==
        "; there price: coal resource of coal, A has vanished, 1e-08 of the benchmark, which looks like a turning "
        "point and "
        "need not be one (its sector can't produce less at this elasticity: a larger supply_elasticity, or [model] "
        "least_resource_percent above its share of the costs, which turns it into capital)");
  CHECK(told("permit price: A", {BranchEnd::complete, true, 50}).empty());
}

}  // namespace etslink
