// SPDX-License-Identifier: Apache-2.0
// Emissions stand on purchases, whatever these are composed of.
#include <doctest/doctest.h>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

double emissions_of_fuels(const Economy& economy) {
  double mt = 0;
  for (const Edge& edge : economy.edges) {
    for (const Emission& emission : edge.emissions) mt += emission.coefficient * edge.quantity0;
  }
  return mt;
}

double emissions_of_fuels(const Benchmark& benchmark) {
  double mt = 0;
  for (const EmissionFlow& flow : benchmark.emissions) mt += flow.fuel ? co2_equivalent(flow) : 0;
  return mt;
}

}  // namespace

TEST_CASE("purchases emit what the benchmark has, also of users that buy a fuel of one origin alone") {
  for (const std::string fixture : {"tiny2x2", "tiny_taxes", "tiny_volumes"}) {
    for (const auto armington : {ArmingtonOption::pooled, ArmingtonOption::per_user}) {
      CAPTURE(fixture);
      EconomyInputs inputs = economy_inputs(fixture);
      inputs.options.armington = armington;
      CHECK(emissions_of_fuels(inputs.build()) == doctest::Approx(emissions_of_fuels(inputs.benchmark)).epsilon(1e-12));
    }
  }
}

}  // namespace etslink
