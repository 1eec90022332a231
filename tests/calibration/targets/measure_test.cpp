// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/measure.h"

#include <doctest/doctest.h>

#include <optional>

#include "tests/calibration/fuels/fuel_world.h"

using namespace etslink;
using namespace etslink::test;

namespace {

// Industry of region A burns 10 PJ of coal, 5 for coking, and buys 8 PJ of oil, 3 of it as feedstock.
struct MeasuredWorld {
  Benchmark benchmark = fuel_world();

  MeasuredWorld() {
    benchmark.purposes = {"coal_delivery", "coking", "feedstock"};
    const User industry = sector_user(benchmark, "IND"), mine = sector_user(benchmark, "COL");
    const Sector coal = benchmark.find_sector("COL"), oil = benchmark.find_sector("OIL");
    benchmark.energy = {{Region{0}, industry, coal, 5, {}, {}},
                        {Region{0}, industry, coal, 5, {}, Purpose{1}},
                        {Region{0}, mine, coal, 2, {}, {}},
                        {Region{0}, industry, oil, 5, {}, {}},
                        {Region{0}, industry, oil, 3, {}, Purpose{2}},
                        {Region{1}, industry, coal, 50, {}, {}}};
    benchmark.emissions = {{Region{0}, industry, coal, {}, Gas::co2, 0.5, {}, {}},
                           {Region{0}, industry, coal, {}, Gas::co2, 0.5, {}, Purpose{1}},
                           {Region{0}, industry, oil, {}, Gas::co2, 0.4, {}, {}},
                           {Region{0}, industry, {}, {}, Gas::co2, 9, {}, {}}};
    benchmark.use = {{Region{0}, coal, industry, {}, 15, 2, {}, {}},
                     {Region{0}, coal, industry, {}, 15, 0, {}, Purpose{1}},
                     {Region{0}, coal, mine, {}, 200, 0, {}, {}},
                     {Region{0}, oil, industry, {}, 80, 8, {}, {}},
                     {Region{0}, benchmark.find_sector("SRV"), industry, {}, 10, 0, {}, Purpose{0}},
                     {Region{0}, benchmark.find_sector("SRV"), industry, {}, 100, 0, {}, {}}};
    benchmark.value_added = {{Region{0}, benchmark.find_sector("IND"), Factor{0}, 160, 10, {}}};
  }

  [[nodiscard]] std::optional<double> measure(TargetKind kind, const std::vector<std::string>& users,
                                              const std::vector<Fuel>& fuels) const {
    Target target;
    target.kind = kind;
    target.region = "A";
    target.users = users;
    target.fuels = fuels;
    return measured(benchmark, target);
  }
};

}  // namespace

TEST_CASE("CO2 of a target is that of fuels, energy what is burnt: no feedstock, no processes") {
  const MeasuredWorld world;
  CHECK(*world.measure(TargetKind::emissions, {"IND"}, {}) == doctest::Approx(1.4).epsilon(1e-12));
  CHECK(*world.measure(TargetKind::emissions, {"IND"}, {Fuel::coal}) == doctest::Approx(1.0).epsilon(1e-12));
  CHECK_FALSE(world.measure(TargetKind::emissions, {"SRV"}, {}));  // not there
  CHECK(*world.measure(TargetKind::energy, {"IND"}, {}) == doctest::Approx(15).epsilon(1e-12));
  CHECK(*world.measure(TargetKind::energy, {}, {Fuel::coal}) == doctest::Approx(12).epsilon(1e-12));
}

TEST_CASE("a fuel's price has deliveries and no tax, of all users but the sector that makes it") {
  const MeasuredWorld world;
  CHECK(*world.measure(TargetKind::fuel_price, {}, {Fuel::coal}) ==
        doctest::Approx((15 + 15 + 10) / 10.0).epsilon(1e-12));
  CHECK(*world.measure(TargetKind::fuel_price, {"IND"}, {Fuel::oil}) == doctest::Approx(80 / 8.0).epsilon(1e-12));
  CHECK_FALSE(world.measure(TargetKind::fuel_price, {"SRV"}, {Fuel::oil}));  // not there
}

TEST_CASE("the cost share of fuels has their deliveries and taxes over inputs and factors with taxes") {
  const MeasuredWorld world;
  const double costs = 17 + 15 + 88 + 10 + 100 + 170;
  CHECK(*world.measure(TargetKind::fuel_cost_share, {"IND"}, {}) == doctest::Approx(130 / costs).epsilon(1e-12));
  CHECK(*world.measure(TargetKind::fuel_cost_share, {"IND"}, {Fuel::coal}) ==
        doctest::Approx(42 / costs).epsilon(1e-12));
}
