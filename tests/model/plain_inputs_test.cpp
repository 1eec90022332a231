// SPDX-License-Identifier: Apache-2.0
// The closed forms of model/plain_inputs.h against the templates of model/activity_terms.h.
#include "model/plain_inputs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <utility>

#include "model/assembly.h"
#include "model/budget_terms.h"
#include "model/rule_terms.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

struct Sum {
  double value = 0, size = 0;  // size: of the absolute values
  void add(double term) {
    value += term;
    size += std::abs(term);
  }
};

// Sinks of the templates, which nothing in closed form reaches.
class TemplatedValues : public PlainSink {
 public:
  static constexpr bool books = false;
  using PlainSink::PlainSink;
  void add(int row, double term) { sum[row].add(term); }
  void add(int row, double term, LocalRange) { sum[row].add(term); }
  void add_value(int row, double term) { sum[row].add(term); }
  void add_slope(int, double, LocalRange) {}
  std::map<int, Sum> sum;
};

class TemplatedSlopes : public DerivativeSink<TemplatedSlopes> {
 public:
  using DerivativeSink::DerivativeSink;
  void touch_row(int) {}
  void put(int row, int column, double derivative) { sum[{row, column}].add(derivative); }
  std::map<std::pair<int, int>, Sum> sum;
};

// The same to rounding, or both no number, as the logarithm of a revenue below zero is.
bool agree(double closed, const Sum& templated, double rounding) {
  return std::isnan(templated.value) ? std::isnan(closed) : std::abs(closed - templated.value) <= rounding;
}

template <class Sink>
void add_all(const Economy& economy, const TableOfContents& table, Sink& sink) {
  const auto processes = process_index(economy);
  ActivityTerms<Sink> activities(economy, table, sink, processes);
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) activities.add(n);
  BudgetTerms<Sink>(economy, table, sink).add();
  RuleTerms<Sink>(economy, table, sink, processes).add();
}

EvaluationPoint point_of(const TableOfContents& table, std::span<const double> x) {
  EvaluationPoint point{x, std::vector<double>(x.size(), 0)};
  const auto take = [&](int u) { point.exponential[u] = std::exp(x[u]); };
  for (const int u : table.price) take(u);
  for (const int u : table.level) take(u);
  take(table.numeraire_price);
  return point;
}

int plain_activities(const Economy& economy, const TableOfContents& table) {
  int count = 0;
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n)
    count += has_plain_inputs(economy, table, n) ? 1 : 0;
  return count;
}

void check_values(const Economy& economy, std::span<const double> x) {
  const EquilibriumSystem system(economy);
  const TableOfContents table = list_conditions(economy);
  REQUIRE(plain_activities(economy, table) > 0);
  const EvaluationPoint point = point_of(table, x);
  TemplatedValues values(point);
  add_all(economy, table, values);
  std::vector<double> f(system.size());
  system.residual(x, f);
  for (int i = 0; i < system.size(); ++i) {
    INFO(system.condition_name(i));
    REQUIRE(agree(f[i] * table.entries[i].scale, values.sum[i], 1e-13 * values.sum[i].size));
  }
}

void check_slopes(const Economy& economy, std::span<const double> x) {
  const EquilibriumSystem system(economy);
  const TableOfContents table = list_conditions(economy);
  const EvaluationPoint point = point_of(table, x);
  TemplatedSlopes slopes(point);
  add_all(economy, table, slopes);
  const SparsePattern& pattern = system.pattern();
  std::vector<double> jacobian(pattern.entries());
  system.jacobian(x, jacobian);
  CHECK(slopes.sum.size() == jacobian.size());
  std::vector<double> largest(system.size(), 0);  // of each row: where all of an entry cancels, as 1 - sigma does at 1
  for (const auto& [place, sum] : slopes.sum) largest[place.first] = std::max(largest[place.first], sum.size);
  for (int i = 0; i < system.size(); ++i) {
    for (int k = pattern.row_start[i]; k < pattern.row_start[i + 1]; ++k) {
      INFO(system.condition_name(i) << " by " << system.unknown_name(pattern.column[k]));
      const Sum& sum = slopes.sum[{i, pattern.column[k]}];
      REQUIRE(agree(jacobian[k] * table.entries[i].scale, sum, 1e-13 * (sum.size + 1e-3 * largest[i])));
    }
  }
}

// Elasticities at random, those among them that have a formula of their own.
void draw_elasticities(Economy& economy, unsigned seed) {
  std::mt19937 random(seed);
  const double drawn[] = {0, 0.3, 1, 1 + 1e-7, 2.5, 8};
  for (Activity& activity : economy.activities) {
    if (activity.additive < 0) activity.sigma = drawn[random() % 6];
  }
}

}  // namespace

TEST_CASE("closed forms have the values and slopes of the templates at random points, near and far") {
  for (const std::string& name : economy_names()) {
    for (const double size : {0.1, 1.0, 6.0}) {
      CAPTURE(name);
      CAPTURE(size);
      EconomyInputs inputs = economy_inputs(name);
      add_market(inputs, inputs.benchmark.regions.front().code, 0.1);
      Economy economy = inputs.build();
      draw_elasticities(economy, 3);
      const std::vector<double> x = random_point(EquilibriumSystem(economy), 5, size);
      check_values(economy, x);
      check_slopes(economy, x);
    }
  }
}

TEST_CASE("beside an additive CES closed forms have the values and slopes of the templates") {
  EconomyInputs inputs = economy_inputs("tiny_volumes");
  inputs.nests.additive_goods = {inputs.benchmark.find_sector("COL"), inputs.benchmark.find_sector("ELE")};
  Economy economy = inputs.build();
  REQUIRE(!economy.additive_ces.empty());
  draw_elasticities(economy, 4);
  const std::vector<double> x = random_point(EquilibriumSystem(economy), 6, 0.2);
  check_values(economy, x);
  check_slopes(economy, x);
}

TEST_CASE("a price that has fallen out of sight leaves demand a number") {
  const Economy economy = economy_inputs("tiny2x2").build();
  const EquilibriumSystem system(economy);
  const TableOfContents table = list_conditions(economy);
  std::vector<double> x(system.start().begin(), system.start().end()), f(x.size());
  const Edge& edge = economy.edges[economy.activities.front().first_edge];
  x[table.price[edge.commodity]] = -200;
  system.residual(x, f);
  for (const double value : f) CHECK(std::isfinite(value));
}

}  // namespace etslink
