// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/rounding/repair_rounding.h"
#include "model/number_text.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/economies.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/rounded_benchmark.h"
#include "tests/fixtures/text_parts.h"

using namespace etslink;

namespace {

const char* const names[] = {"tiny2x2",      "tiny_make",         "tiny_products", "tiny_taxes", "tiny_households",
                             "tiny_volumes", "tiny_technologies", "gtap_like",     "nea2011"};

Benchmark benchmark_of(const std::string& name) {
  return read_benchmark(name == "nea2011" ? source_folder() + "/data/nea2011" : fixture_folder(name));
}

double total(Benchmark benchmark) {
  double sum = 0;
  change_values(benchmark, [&](double& value) { sum += std::abs(value); });
  return sum;
}

// Permit price and consumption under a cap of the first region.
std::vector<double> results(const Benchmark& benchmark, const char* name) {
  EconomyInputs inputs = economy_inputs(name);
  inputs.benchmark = benchmark;
  add_market(inputs, benchmark.regions.front().code, 0.1);
  const SolvedEconomy solved = solve(inputs);
  std::vector<double> values = solved.state.permit_price;
  for (const double level : solved.state.activity_level) values.push_back(level);
  return values;
}

std::string message(const Benchmark& benchmark, double tolerance) {
  try {
    static_cast<void>(repair_rounding(benchmark, tolerance));
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a benchmark of single precision misses 1e-9, and after the repair every identity holds to it") {
  for (const char* name : names) {
    CAPTURE(name);
    const Benchmark source = rounded(benchmark_of(name), 7);
    CHECK_FALSE(check_benchmark(source, own_balance_tolerance).empty());
    const auto repaired = repair_rounding(source, rounding_tolerance);
    CHECK(check_benchmark(repaired.benchmark, own_balance_tolerance).empty());
    REQUIRE_FALSE(repaired.repairs.empty());
    CHECK(repaired.repairs.front().part < 1e-5);
    CHECK(std::abs(total(repaired.benchmark) / total(source) - 1) < 1e-6);
  }
}

TEST_CASE("a benchmark of five digits, which is refused as it is, is repaired, too") {
  for (const char* name : names) {
    CAPTURE(name);
    const Benchmark source = rounded(benchmark_of(name), 5);
    CHECK_THROWS_AS(require_balanced(source), InputError);
    CHECK(check_benchmark(repair_rounding(source, 0.01).benchmark, own_balance_tolerance).empty());
  }
}

TEST_CASE("the repair of a repaired benchmark, and of one that balances, changes nothing") {
  for (const char* name : names) {
    CAPTURE(name);
    const auto once = repair_rounding(rounded(benchmark_of(name), 6), 0.01);
    CHECK(repair_rounding(once.benchmark, rounding_tolerance).repairs.empty());
    CHECK(repair_rounding(benchmark_of(name), 1e-9).repairs.empty());
  }
}

TEST_CASE("what is solved from single precision is what is solved from the exact benchmark, to 1e-5") {
  for (const char* name : {"tiny_make", "tiny_taxes", "nea2011"}) {
    CAPTURE(name);
    Benchmark exact = benchmark_of(name);
    change_values(exact, [](double& value) { value *= 1.2345678901234; });
    const auto expected = results(exact, name);
    const auto found = results(repair_rounding(rounded(benchmark_of(name), 7), rounding_tolerance).benchmark, name);
    REQUIRE(found.size() == expected.size());
    double worst = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
      worst = std::max(worst, std::abs(found[i] - expected[i]) / std::max(1.0, std::abs(expected[i])));
    CHECK(worst < 1e-5);
    CHECK(worst > 0);
  }
}

TEST_CASE("each gap is closed by the flow that the documentation names, and nothing else changes") {
  const auto changed = [](Benchmark benchmark, const auto& change) {
    change(benchmark);
    std::vector<std::string> places;
    for (const auto& repair : repair_rounding(benchmark, 1e-3).repairs)
      places.push_back(repair.what + ": " + repair.place);
    return places;
  };
  using Places = std::vector<std::string>;
  const Benchmark taxes = benchmark_of("tiny_taxes"), make = benchmark_of("tiny_make");
  CHECK(changed(taxes, [](Benchmark& b) { b.margin_supply[0].value_musd *= 1.0001; })
            .front()
            .starts_with("margin supply: "));
  CHECK(changed(taxes, [](Benchmark& b) { b.trade[0].tariff_musd += 1e-3; }) == Places{"tariff: coal, B from A"});
  CHECK(changed(taxes, [](Benchmark& b) { b.endowments[0].value_musd += 1; }) == Places{"endowment: capital of HH_A"});
  CHECK(changed(taxes, [](Benchmark& b) { b.transfers[1].value_musd += 1; }) ==
        Places{"transfer: HH_A to INV_A, saving"});
  CHECK(changed(make, [](Benchmark& b) { b.value_added[0].value_musd += 1e-2; }).front().starts_with("output tax: "));
  // Of a sector that pays by good alone: on the good it makes most of; else on all goods.
  const Benchmark products = benchmark_of("tiny_products");
  const auto tax_of = [](const Benchmark& b, int row) { return b.output_tax[row].tax_musd; };
  for (const auto& [region, row] : {std::pair(0, 2), std::pair(1, 4)}) {
    Benchmark off = products;
    for (FactorFlow& flow : off.value_added) {
      if (flow.region.index == region && flow.sector == off.find_sector("STEEL")) {
        flow.value_musd += 0.01;
        break;
      }
    }
    const Benchmark repaired = repair_rounding(off, 1e-4).benchmark;
    CHECK(repaired.output_tax.size() == products.output_tax.size());
    CHECK(tax_of(repaired, row) == doctest::Approx(tax_of(products, row) - 0.01).epsilon(1e-9));
  }
}

TEST_CASE("a repair says what was changed, from what, to what and how large that is") {
  Benchmark benchmark = benchmark_of("tiny_taxes");
  benchmark.transfers[1].value_musd += 1;
  const auto repairs = repair_rounding(benchmark, 1e-3).repairs;
  REQUIRE(repairs.size() == 1);
  CHECK(repairs[0].before == 16531);
  CHECK(repairs[0].after == doctest::Approx(16530).epsilon(1e-12));
  CHECK(has(repairs[0].text(), "transfer: HH_A to INV_A, saving: 16531 -> 16530 million USD (-1, "));
}

TEST_CASE("agents that no transfer connects get one of the kind rounding") {
  Benchmark benchmark = benchmark_of("tiny2x2");
  benchmark.agents.push_back({"GOV_A", benchmark.find_region("A"), AgentKind::government});
  const Agent household = benchmark.find_agent("HH_A"), government = benchmark.find_agent("GOV_A");
  benchmark.transfers = {{household, government, "gift", 100, {}}, {government, household, "gift", 100, {}}};
  CHECK(check_benchmark(benchmark, 0).empty());
  for (auto& flow : benchmark.trade) {
    if (flow.exporter == benchmark.find_region("A") && flow.good == benchmark.find_sector("GOODS"))
      flow.value_musd += 0.5;
  }
  for (auto& flow : benchmark.use) {
    if (flow.user == User{User::Kind::agent, 1} && flow.good == benchmark.find_sector("GOODS") &&
        flow.origin.kind == Origin::Kind::imported)
      flow.value_musd += 0.5;
  }
  const auto repaired = repair_rounding(benchmark, rounding_tolerance);
  REQUIRE(repaired.benchmark.transfers.size() == 3);
  const TransferFlow& added = repaired.benchmark.transfers.back();
  CHECK(added.from == household);
  CHECK(added.to == benchmark.find_agent("HH_B"));
  CHECK(added.kind == "rounding");
  CHECK(added.value_musd == doctest::Approx(0.5).epsilon(1e-9));
}

TEST_CASE("a gap beyond the tolerance is refused by name, with both sides") {
  Benchmark benchmark = benchmark_of("tiny2x2");
  benchmark.value_added[4].value_musd += 100;
  const auto text = message(benchmark, rounding_tolerance);
  CHECK(has(text, "zero profit: other goods and services, A: costs 109.74, output 109.64 bn USD (gap 0.1, 0.0911 %)"));
  CHECK(message(benchmark, 1e-2) == "accepted");
}
