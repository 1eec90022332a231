// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// Region A of the tiny economy cuts by 30 % and takes offsets of its own; B has no policy.
EconomyInputs with_offsets(OffsetSupply offsets) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "A", 0.3);
  offsets.region = Region{0};
  inputs.policy.markets[0].offsets = {offsets};
  return inputs;
}

OffsetSupply supply(double potential_mt, double nu = 0.5) {
  OffsetSupply offsets;
  offsets.curve = {potential_mt, 40, nu};
  return offsets;
}

double of_kind(const SolvedEconomy& solved, const std::string& kind) {
  double sum = 0;
  for (const IncomeItem& item : solved.state.income) sum += item.kind == kind ? item.value : 0;
  return sum;
}

double offsets_mt(const SolvedEconomy& solved) {
  return solved.state.market_emissions[0] - solved.economy.markets[0].cap_by_region[0];
}

double input_price(const SolvedEconomy& solved) { return solved.price("abatement input, A"); }

double rent(const SolvedEconomy& solved) {
  double sum = 0;
  for (std::size_t v = 0; v < solved.economy.variables.size(); ++v)
    sum += solved.economy.variables[v].name.starts_with("rent of offsets") ? solved.state.variable[v] : 0;
  return sum;
}

double consumption(const SolvedEconomy& solved) { return solved.level("consumption, A"); }

// Area under the inverse curve x(o) = xhat ((1 - o/potential)^(-1/nu) - 1) by Simpson's rule.
double area(const AbatementCurve& curve, double mt) {
  const int n = 2000;
  double sum = 0;
  for (int k = 0; k <= n; ++k) {
    const double weight = k == 0 || k == n ? 1 : k % 2 ? 4 : 2;
    sum += weight * curve.xhat * (std::pow(1 - mt * k / n / curve.potential_mt, -1 / curve.nu) - 1);
  }
  return sum * mt / n / 3;
}

}  // namespace

TEST_CASE("offsets cost the area under their curve at the price of the abatement input") {
  for (const double nu : {0.5, 1.0, 2.0}) {
    CAPTURE(nu);
    const OffsetSupply offsets = supply(30, nu);
    const SolvedEconomy solved = checked_solution(with_offsets(offsets));
    const double x = solved.state.permit_price[0] / input_price(solved), o = offsets_mt(solved);
    CHECK(o == doctest::Approx(30 * (1 - std::pow(1 + x / 40, -nu))).epsilon(1e-8));
    CHECK(-of_kind(solved, "abatement cost") ==
          doctest::Approx(input_price(solved) * area(offsets.curve, o)).epsilon(1e-7));
    CHECK(of_kind(solved, "sales of credits") == doctest::Approx(solved.state.permit_price[0] * o).epsilon(1e-8));
  }
}

TEST_CASE("offsets lower the permit price, the more the larger their potential, and help their region") {
  double price = 1e9, welfare = 0;
  for (const double potential : {1e-6, 10.0, 40.0}) {
    const SolvedEconomy solved = solve(with_offsets(supply(potential)));
    CHECK(solved.state.permit_price[0] < price - 1);
    CHECK(consumption(solved) > welfare);
    price = solved.state.permit_price[0];
    welfare = consumption(solved);
  }
}

TEST_CASE("where the cap does not bind offsets supply nothing at no cost") {
  EconomyInputs inputs = with_offsets(supply(30));
  inputs.policy.markets[0].cap_mt[0] *= 2;
  const SolvedEconomy solved = solve(inputs);
  CHECK(std::abs(of_kind(solved, "abatement cost")) < 1e-6);
  CHECK(std::abs(solved.state.permit_price[0]) < 1e-6);
  CHECK(solved.level("consumption, A") == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("a limit on offsets binds, and its rent is the difference to their marginal cost") {
  for (const bool is_share : {false, true}) {
    CAPTURE(is_share);
    OffsetSupply offsets = supply(60);
    (is_share ? offsets.limit_share : offsets.limit_mt) = is_share ? 0.05 : 8;
    const SolvedEconomy solved = checked_solution(with_offsets(offsets));
    const double limit = is_share ? 0.05 * solved.state.market_emissions[0] : 8;
    CHECK(offsets_mt(solved) == doctest::Approx(limit).epsilon(1e-8));
    const double marginal = 40 * (std::pow(1 - limit / 60, -1 / 0.5) - 1) * input_price(solved);
    CHECK(rent(solved) > 1);
    CHECK(rent(solved) == doctest::Approx(solved.state.permit_price[0] - marginal).epsilon(1e-7));
    CHECK(of_kind(solved, "permit rent") == doctest::Approx(rent(solved) * limit).epsilon(1e-7));
  }
}

TEST_CASE("a limit that does not bind has no rent and changes nothing; a limit of zero is no offsets") {
  OffsetSupply wide = supply(30), closed = supply(30);
  wide.limit_mt = 1000;
  wide.limit_share = 0.9;
  closed.limit_mt = 0;
  const SolvedEconomy free = solve(with_offsets(supply(30))), limited = solve(with_offsets(wide));
  CHECK(std::abs(rent(limited)) < 1e-6);
  CHECK(limited.state.permit_price[0] == doctest::Approx(free.state.permit_price[0]).epsilon(1e-8));
  EconomyInputs none = with_offsets(closed);
  const SolvedEconomy zero = solve(none);
  none.policy.markets[0].offsets.clear();
  CHECK(zero.state.permit_price[0] == doctest::Approx(solve(none).state.permit_price[0]).epsilon(1e-9));
}

TEST_CASE("the rent is the shadow price of the limit: what one more tonne of offsets saves the region") {
  OffsetSupply offsets = supply(60);
  const auto solved_at = [&](double limit) {
    offsets.limit_mt = limit;
    return solve(with_offsets(offsets));
  };
  const SolvedEconomy less = solved_at(7.99), at = solved_at(8), more = solved_at(8.01);
  // Without other taxes a small gain is the sum of changes of consumption at current prices; the terms of trade that
  // one region wins the other loses.
  double gain = 0;
  for (const char* name : {"consumption, A", "consumption, B"}) {
    const double quantity0 = at.economy.activities[at.activity(name)].quantity0;
    gain += at.price(name) * quantity0 * (more.level(name) - less.level(name)) / 0.02;
  }
  CHECK(gain == doctest::Approx(rent(at)).epsilon(1e-3));
}

TEST_CASE("where the path begins the benchmark is the solution with offsets") {
  EconomyInputs inputs = with_offsets(supply(30));
  inputs.policy.markets[0].offsets[0].limit_mt = 5;
  check_begin_of_path(inputs);
}

TEST_CASE("offsets of a region outside the market are rejected") {
  EconomyInputs inputs = with_offsets(supply(30));
  inputs.policy.markets[0].offsets[0].region = Region{1};
  inputs.policy.markets[0].offsets[0].at = {"study.toml", 7};
  CHECK_THROWS_WITH_AS((void)inputs.build(),
                       "study.toml:7: market 'A' accepts offsets of B, which is not a member; state a project there",
                       InputError);
}

}  // namespace etslink
