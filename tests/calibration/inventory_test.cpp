// SPDX-License-Identifier: Apache-2.0
#include "model/inventory.h"

#include <doctest/doctest.h>

#include "calibration/plausibility/benchmark_facts.h"
#include "calibration/read_benchmark.h"
#include "model/sector_roles.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

TEST_CASE("all users but international transport are in the inventory of their region") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_transport"));
  int outside = 0;
  for (int s = 0; s < benchmark.sector_count(); ++s) {
    const bool is_transport = benchmark.sectors[s].code == "TRN";
    CHECK(is_in_inventory(benchmark, {User::Kind::sector, s}) == !is_transport);
    if (is_transport) ++outside;
  }
  CHECK(outside == 1);
  CHECK(is_in_inventory(benchmark, {User::Kind::agent, 0}));
}

TEST_CASE("the page of plausibility measures regions without international transport and the world with it") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_transport"));
  const BenchmarkFacts facts(benchmark);
  double world = 0, transport = 0;
  for (const EmissionFlow& flow : benchmark.emissions) {
    world += flow.mt;
    if (benchmark.user_code(flow.user) == "TRN") transport += flow.mt;
  }
  REQUIRE(transport > 50);
  CHECK(facts.world_co2 == doctest::Approx(world).epsilon(1e-12));
  CHECK(facts.region_co2[0] + facts.region_co2[1] == doctest::Approx(world - transport).epsilon(1e-12));
}

TEST_CASE("of the roles of sectors, coal and electricity are energy, transport is not") {
  CHECK(!is_energy(SectorRole::other));
  for (const SectorInfo& sector : read_benchmark(fixture_folder("tiny_transport")).sectors)
    CHECK(is_energy(sector.role) == (sector.code == "COL" || sector.code == "ELE"));
}
