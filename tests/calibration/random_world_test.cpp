// SPDX-License-Identifier: Apache-2.0
#include "calibration/random/random_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibration/check_benchmark.h"
#include "tests/fixtures/economies.h"
#include "tests/fixtures/purposes.h"

namespace etslink {
namespace {

RandomWorldOptions table_size(int regions, int sectors, std::uint64_t seed = 1) {
  RandomWorldOptions options;
  options.regions = regions;
  options.sectors = sectors;
  options.seed = seed;
  return options;
}

std::string first_gap(const Benchmark& benchmark, double tolerance) {
  const auto gaps = check_benchmark(benchmark, tolerance);
  return gaps.empty() ? "" : gaps.front().text;
}

EconomyInputs inputs_of(const RandomWorldOptions& options) { return {random_world(options), klem_nests(), {}, {}}; }

}  // namespace

TEST_CASE("random tables of any size and seed satisfy all identities of a benchmark to rounding") {
  for (const auto& [regions, sectors] : {std::pair{1, 1}, {2, 1}, {2, 2}, {3, 3}, {2, 4}, {4, 5}, {3, 6}, {12, 17}}) {
    for (const std::uint64_t seed : {1, 2, 3, 4, 5}) {
      CAPTURE(regions);
      CAPTURE(sectors);
      CAPTURE(seed);
      const Benchmark b = random_world(table_size(regions, sectors, seed));
      CHECK(b.region_count() == regions);
      CHECK(b.sector_count() == sectors);
      CHECK(first_gap(b, 1e-12) == "");
    }
  }
}

TEST_CASE("the model replicates random tables as its benchmark") {
  for (const auto& [regions, sectors] : {std::pair{1, 1}, {2, 1}, {2, 2}, {3, 3}, {2, 4}, {4, 5}, {3, 6}, {12, 17}}) {
    for (const std::uint64_t seed : {1, 2, 3}) {
      CAPTURE(regions);
      CAPTURE(sectors);
      CAPTURE(seed);
      const Economy economy = inputs_of(table_size(regions, sectors, seed)).build();
      const EquilibriumSystem system(economy);
      std::vector<double> f(system.size());
      system.residual(system.start(), f);
      CHECK(max_norm(f) < 1e-9);
    }
  }
}

TEST_CASE("worlds with purposes balance, and are an equilibrium of nests that name some, all or none of them") {
  const std::vector<std::string> leaves{"role:coal/coking", "role:refined_oil/feedstock", "role:gas/feedstock",
                                        "role:coal/own_use", "role:refined_oil/own_use"};
  for (const std::uint64_t seed : {1, 2, 3, 4}) {
    CAPTURE(seed);
    RandomWorldOptions options = table_size(3, 10, seed);
    options.purposes = true;
    EconomyInputs inputs = inputs_of(options);
    CHECK(first_gap(inputs.benchmark, 1e-12) == "");
    std::size_t edges = 0;
    for (const std::string& leaf : leaves) {
      const Economy economy = inputs.build();
      CHECK(economy.edges.size() >= edges);
      edges = economy.edges.size();
      const EquilibriumSystem system(economy);
      std::vector<double> f(system.size());
      system.residual(system.start(), f);
      CHECK(max_norm(f) < 1e-9);
      add_leaf(inputs, "non-resource", leaf);
    }
    CHECK(inputs.build().edges.size() > inputs_of(options).build().edges.size() + 3);
    double feedstock = 0, all = 0;
    for (const UseFlow& flow : inputs.benchmark.use) {
      all += flow.value_musd;
      feedstock += flow.purpose == inputs.benchmark.find_purpose("feedstock") ? flow.value_musd : 0;
    }
    CHECK(feedstock > 0);
    options.purposes = false;
    double before = 0;
    for (const UseFlow& flow : random_world(options).use) before += flow.value_musd;
    CHECK(all == doctest::Approx(before).epsilon(1e-12));
  }
}

TEST_CASE("the same seed gives the same table, another seed another one") {
  const auto numbers = [](const RandomWorldOptions& options) {
    const Benchmark b = random_world(options);
    std::vector<double> all;
    for (const UseFlow& flow : b.use) all.insert(all.end(), {flow.value_musd, flow.tax_musd});
    for (const TradeFlow& flow : b.trade)
      all.insert(all.end(), {flow.value_musd, flow.export_tax_musd, flow.tariff_musd});
    for (const MarginFlow& flow : b.margins) all.push_back(flow.value_musd);
    for (const MarginSupply& flow : b.margin_supply) all.push_back(flow.value_musd);
    for (const FactorFlow& flow : b.value_added) all.insert(all.end(), {flow.value_musd, flow.tax_musd});
    for (const OutputTax& flow : b.output_tax) all.push_back(flow.tax_musd);
    for (const EmissionFlow& flow : b.emissions) all.push_back(flow.mt);
    return all;
  };
  CHECK(numbers(table_size(4, 7, 11)) == numbers(table_size(4, 7, 11)));
  CHECK(numbers(table_size(4, 7, 11)) != numbers(table_size(4, 7, 12)));
}

TEST_CASE("the share of trade routes and purchases without flow follows zero_share") {
  const auto count = [](double zero_share) {
    RandomWorldOptions options = table_size(10, 12);
    options.zero_share = zero_share;
    const Benchmark b = random_world(options);
    return std::pair{static_cast<double>(b.trade.size()) / (10 * 9 * 12), static_cast<double>(b.use.size())};
  };
  CHECK(count(0).first == 1);
  CHECK(count(0.3).first == doctest::Approx(0.7 * 0.9).epsilon(0.15));
  CHECK(count(0.6).first < count(0.3).first);
  CHECK(count(0.6).second < 0.75 * count(0).second);
}

TEST_CASE("a producing region buys 70 to 95 % of a good at home") {
  const Benchmark b = random_world(table_size(8, 10));
  std::vector<double> domestic(80), imported(80);
  for (const UseFlow& flow : b.use) {
    const bool is_domestic = flow.origin.kind == Origin::Kind::domestic;
    (is_domestic ? domestic : imported)[flow.region.index * 10 + flow.good.index] += flow.value_musd;
  }
  for (std::size_t i = 0; i < domestic.size(); ++i) {
    if (domestic[i] == 0 || imported[i] == 0) continue;
    const double share = domestic[i] / (domestic[i] + imported[i]);
    CHECK(share > 0.7 - 1e-12);
    CHECK(share < 0.95 + 1e-12);
  }
}

TEST_CASE("each switch leaves out its own flows of a random table") {
  const Benchmark full = random_world(table_size(5, 9));
  RandomWorldOptions options = table_size(5, 9);
  options.tariffs = options.export_taxes = options.use_taxes = options.output_taxes = options.factor_taxes = false;
  options.stock_changes = options.process_emissions = false;
  options.margin_services = 0;
  const Benchmark plain = random_world(options);
  const auto taxes = [](const Benchmark& b) {
    std::vector<double> sum(5, 0);
    for (const TradeFlow& flow : b.trade) sum[0] += flow.tariff_musd, sum[1] += std::abs(flow.export_tax_musd);
    for (const UseFlow& flow : b.use) sum[2] += std::abs(flow.tax_musd);
    for (const OutputTax& flow : b.output_tax) sum[3] += std::abs(flow.tax_musd);
    for (const FactorFlow& flow : b.value_added) sum[4] += flow.tax_musd;
    return sum;
  };
  for (const double tax : taxes(full)) CHECK(tax > 0);
  for (const double tax : taxes(plain)) CHECK(tax == 0);
  const auto has_stocks = [](const Benchmark& b) {
    return std::any_of(b.use.begin(), b.use.end(),
                       [](const UseFlow& flow) { return flow.user.kind == User::Kind::stock_change; });
  };
  const auto has_processes = [](const Benchmark& b) {
    return std::any_of(b.emissions.begin(), b.emissions.end(), [](const EmissionFlow& flow) { return !flow.fuel; });
  };
  CHECK(has_stocks(full));
  CHECK(!has_stocks(plain));
  CHECK(has_processes(full));
  CHECK(!has_processes(plain));
  CHECK(!full.margins.empty());
  CHECK(plain.margins.empty());
  CHECK(first_gap(plain, 1e-12) == "");
}

TEST_CASE("a random table is of the size of the world economy and its emissions") {
  const Benchmark b = random_world(table_size(10, 20));
  double value_added = 0, co2 = 0;
  for (const FactorFlow& flow : b.value_added) value_added += flow.value_musd + flow.tax_musd;
  for (const EmissionFlow& flow : b.emissions) co2 += flow.mt;
  CHECK(value_added > 4e7);
  CHECK(value_added < 1.6e8);
  CHECK(co2 > 1e4);
  CHECK(co2 < 1e5);
}

TEST_CASE("regions of a random table spend what they earn up to some per cent") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Benchmark b = random_world(table_size(6, 6, seed));
    std::vector<double> earned(6, 0), spent(6, 0);
    for (const UseFlow& flow : b.use) {
      earned[flow.region.index] += flow.tax_musd;
      if (flow.user.kind != User::Kind::sector) spent[flow.region.index] += flow.value_musd + flow.tax_musd;
    }
    for (const FactorFlow& flow : b.value_added) earned[flow.region.index] += flow.value_musd + flow.tax_musd;
    for (const OutputTax& flow : b.output_tax) earned[flow.region.index] += flow.tax_musd;
    for (const TradeFlow& flow : b.trade) {
      earned[flow.exporter.index] += flow.export_tax_musd;
      earned[flow.importer.index] += flow.tariff_musd;
    }
    for (std::size_t r = 0; r < earned.size(); ++r) CHECK(std::abs(spent[r] / earned[r] - 1) < 0.12);
  }
}

TEST_CASE("a 20 % cut of all emissions of a random table is solved") {
  for (const std::uint64_t seed : {1, 2}) {
    EconomyInputs inputs = inputs_of(table_size(3, 6, seed));
    MarketLink link;
    for (const RegionInfo& region : inputs.benchmark.regions)
      link.markets.push_back(add_market(inputs, region.code, 0.2));
    inputs.policy.links.push_back(link);
    const SolvedEconomy solved = solve(inputs);
    CHECK(solved.report.residual < 1e-9);
    CHECK(solved.state.permit_price[0] > 1);
    CHECK(solved.state.permit_price[0] == solved.state.permit_price[2]);
  }
}

TEST_CASE("sizes and shares that make no table are rejected") {
  CHECK_THROWS_AS(random_world(table_size(0, 5)), std::logic_error);
  CHECK_THROWS_AS(random_world(table_size(5, 0)), std::logic_error);
}

}  // namespace etslink
