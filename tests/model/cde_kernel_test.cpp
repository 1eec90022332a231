// SPDX-License-Identifier: Apache-2.0
// Closed forms of the constant difference of elasticities. Notation: alpha = 1 - b, s: budget shares.
#include "model/cde_kernel.h"

#include <doctest/doctest.h>

#include <cmath>
#include <utility>
#include <vector>

namespace etslink {
namespace {

constexpr double step = 1e-5;  // of logarithms, for central differences

// A consumer with prices 1, income 1 and utility 1 at the benchmark.
struct Consumer {
  std::vector<CdeInput> inputs;

  explicit Consumer(const std::vector<CdeInput>& parameters) : inputs(parameters) {
    double sum = 0;
    for (const CdeInput& input : inputs) sum += input.share / input.substitution;
    for (CdeInput& input : inputs) input.weight = input.share / input.substitution / sum;
  }

  // log E(p, u)
  [[nodiscard]] double log_expenditure(std::vector<double> log_price, double log_utility) const {
    for (std::size_t i = 0; i < inputs.size(); ++i) log_price[i] += inputs[i].expansion * log_utility;
    return log_cde_cost(inputs, log_price);
  }

  // log u that an income buys: E is increasing in u.
  [[nodiscard]] double log_utility(const std::vector<double>& log_price, double log_income) const {
    double low = -50, high = 50;
    for (int i = 0; i < 200; ++i)
      (log_expenditure(log_price, (low + high) / 2) < log_income ? low : high) = (low + high) / 2;
    return low;
  }

  // Quantities of the model's demand function, benchmark = budget shares.
  [[nodiscard]] std::vector<double> demand(const std::vector<double>& log_price, double log_utility) const {
    const double log_income = log_expenditure(log_price, log_utility);
    const double log_level = log_expenditure(std::vector<double>(inputs.size(), 0), log_utility);
    CdePoint<double> at{log_level, log_utility, 0};
    for (std::size_t i = 0; i < inputs.size(); ++i)
      at.mean += inputs[i].share *
                 std::exp(inputs[i].substitution * (log_price[i] + inputs[i].expansion * log_utility - log_income));
    std::vector<double> quantity;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      Edge edge;
      edge.quantity0 = inputs[i].share;
      quantity.push_back(cde_input_demand(edge, inputs[i], at, log_income - log_level - log_price[i]));
    }
    return quantity;
  }

  [[nodiscard]] std::vector<double> shares(const std::vector<double>& log_price, double log_utility) const {
    std::vector<double> share = demand(log_price, log_utility);
    const double income = std::exp(log_expenditure(log_price, log_utility));
    for (std::size_t i = 0; i < share.size(); ++i) share[i] *= std::exp(log_price[i]) / income;
    return share;
  }
};

// Food, energy, goods and services: of a poor country, and with elasticities of substitution above 1 (b < 0).
std::vector<Consumer> consumers() {
  return {Consumer({{0.80, 0.25, 0, 0.40}, {0.60, 0.90, 0, 0.10}, {0.45, 1.05, 0, 0.30}, {0.15, 1.30, 0, 0.20}}),
          Consumer({{-0.3, 0.40, 0, 0.25}, {-2.0, 1.10, 0, 0.05}, {-0.9, 1.00, 0, 0.40}, {-1.5, 1.20, 0, 0.30}})};
}

// Places away from the benchmark: log prices and log u.
const std::vector<std::pair<std::vector<double>, double>> points{
    {{0, 0, 0, 0}, 0}, {{0.3, -0.2, 0.1, 0.5}, 0.4}, {{-0.6, 1.2, 0, -0.1}, -0.7}};

}  // namespace

TEST_CASE("budget shares of CDE demand sum to one, and at the benchmark they are those of the benchmark") {
  for (const Consumer& consumer : consumers()) {
    for (const auto& [log_price, log_utility] : points) {
      double sum = 0;
      for (const double share : consumer.shares(log_price, log_utility)) sum += share;
      CHECK(std::abs(sum - 1) < 1e-13);
    }
    const std::vector<double> at_benchmark = consumer.shares(points[0].first, 0);
    for (std::size_t i = 0; i < at_benchmark.size(); ++i)
      CHECK(at_benchmark[i] == doctest::Approx(consumer.inputs[i].share).epsilon(1e-14));
  }
}

TEST_CASE("CDE demand is the derivative of the implicit expenditure function (Shephard)") {
  for (const Consumer& consumer : consumers()) {
    for (const auto& [log_price, log_utility] : points) {
      const std::vector<double> share = consumer.shares(log_price, log_utility);
      for (std::size_t i = 0; i < share.size(); ++i) {
        std::vector<double> up = log_price, down = log_price;
        up[i] += step;
        down[i] -= step;
        const double slope = consumer.log_expenditure(up, log_utility) - consumer.log_expenditure(down, log_utility);
        CHECK(slope / (2 * step) == doctest::Approx(share[i]).epsilon(1e-8));
      }
    }
  }
}

TEST_CASE("income elasticities of CDE demand are those of the GTAP formula") {
  // Hertel (1997), chapter 2; McDougall (2003):
  // eta_i = [e_i b_i + sum_k s_k e_k alpha_k]/sum_k s_k e_k + alpha_i - sum_k s_k alpha_k
  for (const Consumer& consumer : consumers()) {
    for (const auto& [log_price, log_utility] : points) {
      const std::vector<double> share = consumer.shares(log_price, log_utility);
      double e = 0, e_alpha = 0, alpha = 0;
      for (std::size_t k = 0; k < share.size(); ++k) {
        const CdeInput& input = consumer.inputs[k];
        e += share[k] * input.expansion;
        e_alpha += share[k] * input.expansion * (1 - input.substitution);
        alpha += share[k] * (1 - input.substitution);
      }
      const double log_income = consumer.log_expenditure(log_price, log_utility);
      const auto richer = consumer.demand(log_price, consumer.log_utility(log_price, log_income + step));
      const auto poorer = consumer.demand(log_price, consumer.log_utility(log_price, log_income - step));
      double engel = 0;
      for (std::size_t i = 0; i < share.size(); ++i) {
        const CdeInput& input = consumer.inputs[i];
        const double expected = (input.expansion * input.substitution + e_alpha) / e + (1 - input.substitution) - alpha;
        CHECK(std::log(richer[i] / poorer[i]) / (2 * step) == doctest::Approx(expected).epsilon(1e-7));
        engel += share[i] * expected;
      }
      CHECK(engel == doctest::Approx(1).epsilon(1e-12));
    }
  }
}

TEST_CASE("elasticities of substitution of CDE demand differ by constants") {
  // Hanoch (1975): sigma_ij = alpha_i + alpha_j - sum_k s_k alpha_k, less alpha_i/s_i where i = j.
  for (const Consumer& consumer : consumers()) {
    for (const auto& [log_price, log_utility] : points) {
      const std::vector<double> share = consumer.shares(log_price, log_utility);
      double mean = 0;
      for (std::size_t k = 0; k < share.size(); ++k) mean += share[k] * (1 - consumer.inputs[k].substitution);
      for (std::size_t j = 0; j < share.size(); ++j) {
        std::vector<double> up = log_price, down = log_price;
        up[j] += step;
        down[j] -= step;
        const auto dearer = consumer.demand(up, log_utility), cheaper = consumer.demand(down, log_utility);
        for (std::size_t i = 0; i < share.size(); ++i) {
          const double alpha_i = 1 - consumer.inputs[i].substitution, alpha_j = 1 - consumer.inputs[j].substitution;
          const double sigma = alpha_i + alpha_j - mean - (i == j ? alpha_i / share[i] : 0);
          CHECK(std::log(dearer[i] / cheaper[i]) / (2 * step) == doctest::Approx(share[j] * sigma).epsilon(1e-6));
        }
      }
    }
  }
}

TEST_CASE("with e = 1 and one b it is CES with the elasticity 1 - b, and near b = 0 Cobb-Douglas") {
  for (const double b : {0.7, 0.02, -0.5, -4.0}) {
    CAPTURE(b);
    const Consumer consumer({{b, 1, 0, 0.5}, {b, 1, 0, 0.2}, {b, 1, 0, 0.3}});
    const std::vector<double> log_price{0.4, -0.3, 1.1};
    const double sum = 0.5 * std::exp(b * 0.4) + 0.2 * std::exp(-b * 0.3) + 0.3 * std::exp(b * 1.1);
    CHECK(consumer.log_expenditure(log_price, 0.6) == doctest::Approx(std::log(sum) / b + 0.6).epsilon(1e-13));
    const std::vector<double> quantity = consumer.demand(log_price, 0.6);
    for (std::size_t i = 0; i < quantity.size(); ++i) {
      const double ces = consumer.inputs[i].share * std::exp(0.6 + (1 - b) * (std::log(sum) / b - log_price[i]));
      CHECK(quantity[i] == doctest::Approx(ces).epsilon(1e-12));
    }
  }
  const Consumer almost({{1e-3, 1, 0, 0.5}, {1e-3, 1, 0, 0.5}});
  CHECK(almost.log_expenditure({0.4, -0.2}, 0) == doctest::Approx(0.1).epsilon(1e-3));
}

TEST_CASE("with one b the expenditure for a utility is explicit, whatever the incomes do") {
  // E = (sum_i s_i u^(e_i b) p_i^b)^(1/b): also what a utility costs at benchmark prices, for equivalent variation.
  for (const double b : {0.4, -1.5}) {
    const Consumer consumer({{b, 0.3, 0, 0.6}, {b, 1.8, 0, 0.4}});
    for (const double log_utility : {-0.8, 0.0, 0.9}) {
      const auto closed = [&](double p1, double p2) {
        return std::log(0.6 * std::exp(b * (0.3 * log_utility + p1)) + 0.4 * std::exp(b * (1.8 * log_utility + p2))) /
               b;
      };
      CHECK(std::abs(consumer.log_expenditure({0.5, -0.4}, log_utility) - closed(0.5, -0.4)) < 1e-13);
      CHECK(std::abs(consumer.log_expenditure({0, 0}, log_utility) - closed(0, 0)) < 1e-13);
    }
  }
}

TEST_CASE("prices far from the benchmark are no obstacle to the CDE cost") {
  for (const Consumer& consumer : consumers()) {
    for (const double far : {-300.0, -30.0, 30.0, 300.0}) {
      const std::vector<double> log_price{far, 0.1, -far / 2, 0};
      const double cost = consumer.log_expenditure(log_price, 0);
      double largest = -HUGE_VAL, sum = 0;
      for (std::size_t i = 0; i < log_price.size(); ++i)
        largest = std::max(largest, consumer.inputs[i].substitution * (log_price[i] - cost));
      for (std::size_t i = 0; i < log_price.size(); ++i)
        sum += consumer.inputs[i].weight * std::exp(consumer.inputs[i].substitution * (log_price[i] - cost) - largest);
      CHECK(std::abs(largest + std::log(sum)) < 1e-12 * (1 + std::abs(cost)));
    }
  }
}

}  // namespace etslink
