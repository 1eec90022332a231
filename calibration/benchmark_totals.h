// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Sums over the flows of a benchmark [million USD], by region and sector (or good) in a flat order: see at().
struct BenchmarkTotals {
  using Flow = std::tuple<Region, Sector, Region>;     // exporter, good, importer
  using Product = std::tuple<Region, Sector, Sector>;  // region, sector, good

  int sector_count = 0;
  std::vector<double> domestic_use;              // of a good, at market price
  std::vector<double> exports;                   // of a good, before export tax
  std::vector<double> margin_supply;             // of a good to the world pool
  std::vector<double> imported_use;              // of a good, before use tax
  std::vector<double> imports;                   // of a good: value + export tax + margins + tariff
  std::vector<double> cost;                      // of a sector: inputs and factors with their taxes, output tax
  std::vector<double> output_tax;                // of a sector, on all its goods
  std::vector<double> own_output_tax;            // of a sector, the part that rows levy on one good
  std::vector<double> made_by;                   // of a sector: its row of make.csv
  std::vector<double> made_of;                   // of a good: its column of make.csv
  std::map<Product, double> made;                // make.csv
  std::map<Product, double> output_tax_by_good;  // rows of output_tax.csv that name a good
  std::map<Flow, double> trade;                  // value + export tax + margins + tariff
  std::vector<double> margin_use, margin_pool;   // of a service, world

  [[nodiscard]] std::size_t at(Region region, Sector sector) const {
    return static_cast<std::size_t>(region.index) * static_cast<std::size_t>(sector_count) +
           static_cast<std::size_t>(sector.index);
  }
  // What is levied on all goods of a sector at one rate.
  [[nodiscard]] double common_output_tax(std::size_t cell) const { return output_tax[cell] - own_output_tax[cell]; }
  // Use of a good = its domestic use + exports + margin supply.
  [[nodiscard]] double use(std::size_t cell) const { return domestic_use[cell] + exports[cell] + margin_supply[cell]; }
};

[[nodiscard]] BenchmarkTotals benchmark_totals(const Benchmark& benchmark);

}  // namespace etslink
