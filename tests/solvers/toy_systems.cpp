// SPDX-License-Identifier: Apache-2.0
#include "tests/solvers/toy_systems.h"

#include <cmath>
#include <memory>
#include <random>

#include "solvers/fischer_burmeister.h"

namespace etslink::toy {

System circle_and_hyperbola(Values start) {
  return {std::move(start),
          [](Point x) {
            return Values{x[0] * x[0] + x[1] * x[1] - 5, x[0] * x[1] - 2};
          },
          [](Point x) {
            return Rows{{{0, 2 * x[0]}, {1, 2 * x[1]}}, {{0, x[1]}, {1, x[0]}}};
          }};
}

System powell_singular(Values start) {
  return {std::move(start),
          [](Point x) {
            return Values{x[0], 10 * x[0] / (x[0] + 0.1) + 2 * x[1] * x[1]};
          },
          [](Point x) {
            return Rows{{{0, 1.0}}, {{0, 1 / ((x[0] + 0.1) * (x[0] + 0.1))}, {1, 4 * x[1]}}};
          }};
}

System infeasible() {
  return {{2.0, 1.0},
          [](Point x) {
            return Values{x[0] * x[0] + 1, x[1] - 3};
          },
          [](Point x) {
            return Rows{{{0, 2 * x[0]}}, {{1, 1.0}}};
          }};
}

System arctangent(double start) {
  return {{start},
          [](Point x) { return Values{std::atan(x[0])}; },
          [](Point x) {
            return Rows{{{0, 1 / (1 + x[0] * x[0])}}};
          }};
}

System logarithm(double start) {
  return {{start}, [](Point x) { return Values{std::log(x[0]) + 1}; }, [](Point x) { return Rows{{{0, 1 / x[0]}}}; }};
}

System exponential() {
  return {{-3.0},
          [](Point x) { return Values{std::exp(x[0]) - 1}; },
          [](Point x) {
            return Rows{{{0, std::exp(x[0])}}};
          }};
}

System complementarity(double a, double mu, double start) {
  return {{start},
          [=](Point x) { return Values{fischer_burmeister(x[0], x[0] + a, mu)}; },
          [=](Point x) {
            const double f = x[0] + a;
            const double root = std::sqrt(x[0] * x[0] + f * f + 2 * mu * mu);
            return Rows{{{0, 2 - (x[0] + f) / root}}};
          }};
}

System capped(double target) {
  return {{0.0},
          [=](Point x) { return Values{0.637 * std::tanh(x[0]) - target}; },
          [=](Point x) {
            return Rows{{{0, 0.637 / (std::cosh(x[0]) * std::cosh(x[0]))}}};
          }};
}

namespace {

// Activity n buys input c: cost share theta = benchmark quantity.
struct Edge {
  int input;  // number of an activity, or of a region's factor
  bool factor;
  double theta;
};

struct CesEconomy {
  int regions;
  int sectors;
  double shock;
  double sigma = 0.7;
  double supply_elasticity = 0.5;
  std::vector<std::vector<Edge>> inputs = {};  // per activity
  Values final_demand = {};                    // per activity
  Values factor_use = {};                      // per region, benchmark

  [[nodiscard]] int activities() const { return regions * sectors; }
  [[nodiscard]] int price(int activity) const { return activity; }
  [[nodiscard]] int level(int activity) const { return activities() + activity; }
  [[nodiscard]] int wage(int region) const { return 2 * activities() + region; }
  [[nodiscard]] int price_of(const Edge& e) const { return e.factor ? wage(e.input) : price(e.input); }
  [[nodiscard]] int unknowns() const { return 2 * activities() + regions; }
  [[nodiscard]] double tax(int activity) const { return activity % 3 == 0 ? shock : 0; }
};

// Activities a nest of neighbours long buy from their neighbours, from the first one of any nest of their region, and
// from the first one of any nest of the world: the sparsity of nested production trees with trade.
constexpr int nest = 8;

CesEconomy make_economy(int regions, int sectors, double shock) {
  CesEconomy economy{.regions = regions, .sectors = sectors, .shock = shock};
  std::mt19937 random(20110101);  // its sequence is fixed by the C++ standard
  const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  economy.final_demand.assign(economy.activities(), 1.0);
  economy.factor_use.assign(regions, 0.0);
  for (int n = 0; n < economy.activities(); ++n) {
    const int region = n / sectors;
    std::map<int, double> shares;
    const int first = region * sectors;
    for (int k = 0; k < 4; ++k) shares[first + (n - first + 1 + pick(nest)) % sectors] += 0.1;
    shares[first + nest * pick(sectors / nest)] += 0.1;
    shares[pick(regions) * sectors + nest * pick(sectors / nest)] += 0.1;
    std::vector<Edge> edges = {{region, true, 0.4}};
    for (const auto& [input, theta] : shares) {
      edges.push_back({input, false, theta});
      economy.final_demand[input] -= theta;
    }
    economy.factor_use[region] += 0.4;
    economy.inputs.push_back(std::move(edges));
  }
  return economy;
}

double log_cost(const CesEconomy& economy, Point x, int n) {
  double sum = 0;
  for (const Edge& e : economy.inputs[n]) sum += e.theta * std::exp((1 - economy.sigma) * x[economy.price_of(e)]);
  return std::log(sum) / (1 - economy.sigma);
}

// Demand of activity n over its edge e; at the solution the unit cost is price minus tax.
double demand(const CesEconomy& economy, Point x, int n, const Edge& e) {
  const double cost = x[economy.price(n)] - economy.tax(n);
  return e.theta * std::exp(x[economy.level(n)] + economy.sigma * (cost - x[economy.price_of(e)]));
}

Values economy_residual(const CesEconomy& economy, Point x) {
  Values f(economy.unknowns());
  for (int n = 0; n < economy.activities(); ++n) {
    f[economy.price(n)] = x[economy.price(n)] - economy.tax(n) - log_cost(economy, x, n);
    f[economy.level(n)] += std::exp(x[economy.level(n)]) - economy.final_demand[n];
    for (const Edge& e : economy.inputs[n]) {
      const double use = demand(economy, x, n, e);
      if (e.factor) {
        f[economy.wage(e.input)] -= use / economy.factor_use[e.input];
      } else {
        f[economy.level(e.input)] -= use;
      }
    }
  }
  for (int r = 0; r < economy.regions; ++r) {
    f[economy.wage(r)] += (1 - economy.shock) * std::exp(economy.supply_elasticity * x[economy.wage(r)]);
  }
  return f;
}

void add_demand_derivatives(const CesEconomy& economy, Point x, int n, Rows& rows) {
  for (const Edge& e : economy.inputs[n]) {
    const double use = demand(economy, x, n, e) / (e.factor ? economy.factor_use[e.input] : 1.0);
    auto& row = rows[e.factor ? economy.wage(e.input) : economy.level(e.input)];
    row[economy.level(n)] -= use;
    row[economy.price(n)] -= economy.sigma * use;
    row[economy.price_of(e)] += economy.sigma * use;
  }
}

Rows economy_rows(const CesEconomy& economy, Point x) {
  Rows rows(economy.unknowns());
  for (int n = 0; n < economy.activities(); ++n) {
    const double cost = log_cost(economy, x, n);
    rows[economy.price(n)][economy.price(n)] += 1;
    for (const Edge& e : economy.inputs[n]) {
      const int input = economy.price_of(e);
      rows[economy.price(n)][input] -= e.theta * std::exp((1 - economy.sigma) * (x[input] - cost));
    }
    rows[economy.level(n)][economy.level(n)] += std::exp(x[economy.level(n)]);
    add_demand_derivatives(economy, x, n, rows);
  }
  for (int r = 0; r < economy.regions; ++r) {
    const double supply = (1 - economy.shock) * std::exp(economy.supply_elasticity * x[economy.wage(r)]);
    rows[economy.wage(r)][economy.wage(r)] += economy.supply_elasticity * supply;
  }
  return rows;
}

}  // namespace

System sparse_ces_economy(int regions, int sectors, double shock) {
  const auto economy = std::make_shared<const CesEconomy>(make_economy(regions, sectors, shock));
  return {Values(economy->unknowns(), 0.0), [=](Point x) { return economy_residual(*economy, x); },
          [=](Point x) { return economy_rows(*economy, x); }};
}

System bordered_blocks(int blocks, double cubic) {
  std::mt19937 random(7);
  const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  std::vector<int> block;
  for (int b = 0; b < blocks; ++b) block.insert(block.end(), 20 + 7 * (b % 5), b);
  const int inside = static_cast<int>(block.size());
  block.insert(block.end(), 3, -1);
  const int size = inside + 3;
  Rows linear(size);
  for (int i = 0; i < size; ++i) {
    linear[i][i] = 2;
    for (int k = 0; k < 6; ++k) {
      const int j = pick(size);
      linear[i][j] += (block[j] == block[i] || i >= inside ? 0.4 : 0.05) * (k % 2 == 0 ? 1 : -1);
    }
    linear[i][inside + pick(3)] += 0.5;
  }
  const auto f = [=](Point x) {
    Values value(size);
    for (int i = 0; i < size; ++i) {
      for (const auto& [j, a] : linear[i]) value[i] += a * (x[j] - std::cos(j));
      value[i] += cubic * (std::pow(x[i], 3) - std::pow(std::cos(i), 3));
    }
    return value;
  };
  const auto rows = [=](Point x) {
    Rows result = linear;
    for (int i = 0; i < size; ++i) result[i][i] += 3 * cubic * x[i] * x[i];
    return result;
  };
  System system(Values(size, 0.0), f, rows);
  system.set_blocks(std::move(block));
  return system;
}

}  // namespace etslink::toy
