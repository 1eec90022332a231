// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "model/instruments/instruments.h"
#include "tests/analysis/random_instruments.h"

namespace etslink {
namespace {

using Table = std::vector<Instrument>;

// The table as it is, from its end, and turned by a third.
std::vector<Table> orders() {
  Table reversed = all_instruments(), turned = reversed;
  std::reverse(reversed.begin(), reversed.end());
  std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(turned.size() / 3), turned.end());
  return {all_instruments(), reversed, turned};
}

Economy build(const EconomyInputs& inputs, const Table& instruments) {
  BuildContext context(inputs.benchmark, inputs.nests, inputs.policy, inputs.options);
  build_graph(context, instruments);
  return std::move(context.economy);
}

// What a system is: its conditions, where they start, and their values at a point.
struct Fingerprint {
  std::vector<std::string> names;
  std::vector<double> start, residual, jacobian;
  std::vector<int> columns;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

Fingerprint fingerprint(const Economy& economy) {
  const EquilibriumSystem system(economy);
  Fingerprint result;
  for (int i = 0; i < system.size(); ++i) {
    result.names.push_back(system.condition_name(i) + " | " + system.unknown_name(i));
  }
  result.start.assign(system.start().begin(), system.start().end());
  result.columns = system.pattern().column;
  const std::vector<double> x = random_point(system, 7, 0.05);
  result.residual.resize(x.size());
  system.residual(x, result.residual);
  result.jacobian.resize(result.columns.size());
  system.jacobian(x, result.jacobian);
  for (const PermitSupply& supply : economy.supplies) result.names.push_back(to_string(supply.source));
  for (const PermitArc& arc : economy.arcs) result.names.push_back(arc.name + std::to_string(arc.flow));
  return result;
}

}  // namespace

TEST_CASE("the order of the table of instruments changes no bit of the system") {
  int built = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const RandomInstruments study = random_instruments(seed);
    CAPTURE(seed);
    CAPTURE(study.description);
    std::vector<Fingerprint> found;
    for (const Table& order : orders()) {
      try {
        found.push_back(fingerprint(build(study.inputs, order)));
      } catch (const InputError&) {
        found.push_back({});
      }
    }
    CHECK(found[1] == found[0]);
    CHECK(found[2] == found[0]);
    built += !found[0].names.empty();
  }
  CHECK(built > 40);
}

TEST_CASE("instruments that collide do so in any order") {
  int refused = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const RandomInstruments study = random_colliding_instruments(seed);
    CAPTURE(seed);
    CAPTURE(study.description);
    std::vector<bool> is_built;
    for (const Table& order : orders()) {
      try {
        static_cast<void>(build(study.inputs, order));
        is_built.push_back(true);
      } catch (const InputError&) {
        is_built.push_back(false);
      }
    }
    CHECK(is_built == std::vector<bool>(3, is_built[0]));
    refused += !is_built[0];
  }
  CHECK(refused > 10);
}

}  // namespace etslink
