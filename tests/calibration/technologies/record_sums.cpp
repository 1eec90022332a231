// SPDX-License-Identifier: Apache-2.0
#include "tests/calibration/technologies/record_sums.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "calibration/read_technologies.h"
#include "model/technology.h"

namespace etslink {
namespace {

std::string producer(const Benchmark& benchmark, int index) {
  return benchmark.sectors[sector_of(benchmark.sectors, {index}).index].code;
}

std::string user(const Benchmark& benchmark, const User& who) {
  return who.kind == User::Kind::sector ? producer(benchmark, who.index) : benchmark.user_code(who);
}

}  // namespace

RecordSums record_sums(const Benchmark& benchmark) {
  RecordSums result;
  const auto at = [&](const std::string& table, Region region, const std::string& who) {
    return table + " " + benchmark.regions[region.index].code + " " + who + " ";
  };
  for (const UseFlow& flow : benchmark.use) {
    if (is_technology(benchmark.sectors[flow.good.index])) continue;
    const std::string key = at("use", flow.region, user(benchmark, flow.user)) +
                            benchmark.purchase_code(flow.good, flow.purpose) +
                            (flow.origin.kind == Origin::Kind::domestic ? " domestic" : " imported");
    result[key] += flow.value_musd;
    result[key + " tax"] += flow.tax_musd;
  }
  for (const FactorFlow& flow : benchmark.value_added) {
    const bool is_labour = benchmark.factors[flow.factor.index].role == FactorRole::labour;
    const std::string key =
        at("value added", flow.region, producer(benchmark, flow.sector.index)) + (is_labour ? "labour" : "capital");
    result[key] += flow.value_musd;
    result[key + " tax"] += flow.tax_musd;
  }
  for (const OutputTax& flow : benchmark.output_tax)
    result[at("output tax", flow.region, producer(benchmark, flow.sector.index))] += flow.tax_musd;
  for (const EmissionFlow& flow : benchmark.emissions)
    result[at("CO2", flow.region, user(benchmark, flow.user)) +
           (flow.fuel ? producer(benchmark, flow.fuel->index) : "")] += flow.mt;
  for (const EnergyFlow& flow : benchmark.energy)
    result[at("energy", flow.region, user(benchmark, flow.user)) + benchmark.purchase_code(flow.fuel, flow.purpose)] +=
        flow.pj;
  return result;
}

void check_same_sums(const Benchmark& whole, const Benchmark& divided) {
  const RecordSums before = record_sums(whole), after = record_sums(divided);
  for (const auto& [name, value] : before) {
    CAPTURE(name);
    const auto now = after.find(name);
    const double reached = now == after.end() ? 0 : now->second;
    CHECK(std::abs(reached - value) <= 1e-12 * std::max(std::abs(value), 1.0));
  }
  for (const auto& [name, value] : after) {
    CAPTURE(name);
    CHECK((before.contains(name) || std::abs(value) < 1e-6));
  }
}

void check_one_price(const Benchmark& benchmark) {
  std::map<std::pair<Region, Sector>, double> price;
  int count = 0;
  for (const OutputVolume& made : benchmark.output_volumes) {
    if (!is_technology(benchmark.sectors[made.good.index])) continue;
    const double here = costs_of(benchmark, made.region, made.good) / made.quantity;
    CAPTURE(benchmark.sectors[made.good.index].code);
    CHECK(
        std::abs(
            here / price.emplace(std::pair(made.region, sector_of(benchmark.sectors, made.good)), here).first->second -
            1) < 1e-10);
    ++count;
  }
  CHECK(count > static_cast<int>(price.size()));
}

double energy_of(const Benchmark& benchmark, const std::string& region, const std::string& who,
                 const std::string& fuel) {
  double pj = 0;
  for (const EnergyFlow& flow : benchmark.energy)
    if (benchmark.regions[flow.region.index].code == region && benchmark.user_code(flow.user) == who &&
        benchmark.sectors[flow.fuel.index].code == fuel && !flow.purpose.valid())
      pj += flow.pj;
  return pj;
}

double quantity_of(const Benchmark& benchmark, const std::string& region, const std::string& code) {
  for (const OutputVolume& made : benchmark.output_volumes)
    if (benchmark.regions[made.region.index].code == region && benchmark.sectors[made.good.index].code == code)
      return made.quantity;
  return 0;
}

double factor_income(const Benchmark& benchmark, const std::string& region, const std::string& code,
                     const std::string& factor) {
  double income = 0;
  for (const FactorFlow& flow : benchmark.value_added)
    if (benchmark.regions[flow.region.index].code == region && benchmark.sectors[flow.sector.index].code == code &&
        benchmark.factors[flow.factor.index].code == factor)
      income += flow.value_musd + flow.tax_musd;
  return income;
}

}  // namespace etslink
