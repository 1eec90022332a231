// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_technologies.h"

#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "calibration/check_benchmark.h"
#include "calibration/code_book.h"
#include "calibration/look_up.h"
#include "calibration/read_flows.h"
#include "calibration/read_sets.h"
#include "model/number_text.h"
#include "model/physical_volumes.h"
#include "model/technology.h"

namespace etslink {
namespace {

// A dot stands between the codes of sector and technology.
const char* const code_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

constexpr const char* table_name = "technologies.csv";

const CsvTable* find_table(const std::map<std::string, CsvTable>& tables) {
  const auto found = tables.find(table_name);
  return found == tables.end() ? nullptr : &found->second;
}

std::string named(const Benchmark& benchmark, Region region, Sector producer) {
  return "'" + benchmark.sectors[producer.index].code + "' in " + benchmark.regions[region.index].code;
}

// What is said of goods and producers in the tables, before sales of technologies are added.
class TechnologyRules {
 public:
  explicit TechnologyRules(const Benchmark& benchmark) : benchmark_(benchmark) {}

  // Nobody buys, sells or burns what a technology makes but its sector, which needs no row for it.
  void expect_no_goods() const {
    for (const UseFlow& flow : benchmark_.use) expect_good(flow.good, flow.at);
    for (const TradeFlow& flow : benchmark_.trade) expect_good(flow.good, flow.at);
    for (const MarginFlow& flow : benchmark_.margins) {
      expect_good(flow.good, flow.at);
      expect_good(flow.service, flow.at);
    }
    for (const MarginSupply& flow : benchmark_.margin_supply) expect_good(flow.service, flow.at);
    for (const OutputTax& flow : benchmark_.output_tax) expect_good(flow.good, flow.at);
    for (const MakeFlow& flow : benchmark_.make) {
      expect_good(flow.good, flow.at);
      expect_good(flow.sector, flow.at);
    }
    for (const EmissionFlow& flow : benchmark_.emissions) expect_good(flow.fuel.value_or(Sector{}), flow.at);
    for (const EnergyFlow& flow : benchmark_.energy) expect_good(flow.fuel, flow.at);
    for (const OutputVolume& volume : benchmark_.output_volumes) expect_good(volume.good, volume.at);
  }

  // Who has flows has a quantity.
  void expect_rows(const std::set<std::pair<Region, Sector>>& rows) const {
    const auto expect = [&](Region region, Sector producer, const SourceLocation& at) {
      if (!is_technology(benchmark_.sectors[producer.index]) || rows.contains({region, producer})) return;
      throw InputError(at, named(benchmark_, region, producer) +
                               " has no row in technologies.csv; allowed: " + allowed(region, rows));
    };
    for (const UseFlow& flow : benchmark_.use) {
      if (flow.user.kind == User::Kind::sector) expect(flow.region, {flow.user.index}, flow.at);
    }
    for (const EmissionFlow& flow : benchmark_.emissions) {
      if (flow.user.kind == User::Kind::sector) expect(flow.region, {flow.user.index}, flow.at);
    }
    for (const FactorFlow& flow : benchmark_.value_added) expect(flow.region, flow.sector, flow.at);
    for (const OutputTax& flow : benchmark_.output_tax) expect(flow.region, flow.sector, flow.at);
  }

 private:
  void expect_good(Sector good, const SourceLocation& at) const {
    if (!good.valid() || !is_technology(benchmark_.sectors[good.index])) return;
    const SectorInfo& info = benchmark_.sectors[good.index];
    throw InputError(at, "'" + info.code + "' is a technology, all it makes goes to its sector, without a row; " +
                             "allowed: a good such as " + benchmark_.sectors[info.parent.index].code);
  }

  [[nodiscard]] std::string allowed(Region region, const std::set<std::pair<Region, Sector>>& rows) const {
    std::string codes;
    for (const auto& [other, technology] : rows) {
      if (other == region) codes += (codes.empty() ? "" : ", ") + benchmark_.sectors[technology.index].code;
    }
    return codes.empty() ? "none, the region has no technologies" : codes;
  }

  const Benchmark& benchmark_;
};

// The unit that other volumes of the good of a sector have.
std::optional<VolumeUnit> unit_of(const Benchmark& benchmark, Sector good) {
  for (const OutputVolume& volume : benchmark.output_volumes) {
    if (volume.good == good) return volume.unit;
  }
  return std::nullopt;
}

// Where output_volumes.csv says what the sector makes, its technologies make it all.
void expect_sums(const Benchmark& benchmark, const std::vector<OutputVolume>& made) {
  std::map<std::pair<Region, Sector>, double> sums;
  for (const OutputVolume& technology : made)
    sums[{technology.region, sector_of(benchmark.sectors, technology.good)}] += technology.quantity;
  for (const OutputVolume& technology : made) {
    const Sector sector = sector_of(benchmark.sectors, technology.good);
    const double sum = sums[{technology.region, sector}];
    for (const OutputVolume& volume : benchmark.output_volumes) {
      const bool is_same = volume.region == technology.region && volume.good == sector;
      if (!is_same || std::abs(sum - volume.quantity) <= user_balance_tolerance * volume.quantity) continue;
      throw InputError(technology.at, "the technologies of " + named(benchmark, technology.region, sector) + " make " +
                                          rounded_text(sum, 9) + " " + to_string(volume.unit) +
                                          ", output_volumes.csv:" + std::to_string(volume.at.line) + " has " +
                                          rounded_text(volume.quantity, 9) + "; allowed: the same to 1e-6");
    }
  }
}

Sector technology_in(const RecordReader& row, const Benchmark& benchmark) {
  const SectorInfo& sector = benchmark.sectors[row.sector("sector").index];
  return benchmark.find_sector(technology_info(sector, {}, std::string(row.text("technology"))).code);
}

OutputVolume read_made(const RecordReader& row, const Benchmark& benchmark) {
  const Sector technology = technology_in(row, benchmark);
  const OutputVolume made{row.region("region"), technology, volume_unit(row), row.number("quantity"), row.at()};
  if (!(made.quantity > 0))
    throw InputError(row.at(), "quantity is " + shortest_text(made.quantity) +
                                   "; allowed: above 0, a technology that makes nothing has no row");
  const auto unit = unit_of(benchmark, sector_of(benchmark.sectors, technology));
  if (unit && *unit != made.unit)
    throw InputError(row.at(), "unit is " + to_string(made.unit) + ", output_volumes.csv has " +
                                   std::string(row.text("sector")) + " in " + to_string(*unit));
  if (!(costs_of(benchmark, made.region, technology) > 0))
    throw InputError(row.at(), named(benchmark, made.region, technology) +
                                   " has no costs; allowed: technologies that use.csv and value_added.csv let buy "
                                   "something (as user or sector '" +
                                   benchmark.sectors[technology.index].code + "')");
  return made;
}

}  // namespace

void read_technology_names(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark) {
  const CsvTable* table = find_table(tables);
  if (table == nullptr) return;
  const std::vector<std::string> codes = benchmark.sector_codes();
  const CodeBook book(benchmark);
  RecordReader row(*table, book);
  while (row.next()) {
    const Sector sector = row.sector("sector");
    const std::string name(row.text("technology"));
    if (name.empty() || name.find_first_not_of(code_characters) != std::string::npos)
      throw InputError(row.at(), "technology code '" + name + "'; allowed: letters, digits, '_' and '-'");
    const SectorInfo info = technology_info(benchmark.sectors[sector.index], sector, name);
    const Sector known = benchmark.find_sector(info.code);
    if (!known.valid()) {
      benchmark.sectors.push_back(info);
    } else if (benchmark.sectors[known.index].parent != sector) {
      throw InputError(row.at(), "technology '" + name + "' of " + codes[sector.index] + " would have the code '" +
                                     info.code + "', which another sector or technology has; use another name");
    }
  }
}

double costs_of(const Benchmark& benchmark, Region region, Sector producer) {
  double cost = 0;
  for (const UseFlow& flow : benchmark.use) {
    if (flow.region == region && flow.user == User{User::Kind::sector, producer.index})
      cost += flow.value_musd + flow.tax_musd;
  }
  for (const FactorFlow& flow : benchmark.value_added) {
    if (flow.region == region && flow.sector == producer) cost += flow.value_musd + flow.tax_musd;
  }
  for (const OutputTax& flow : benchmark.output_tax) {
    if (flow.region == region && flow.sector == producer) cost += flow.tax_musd;
  }
  return cost;
}

void sell_to_sector(Benchmark& benchmark, const OutputVolume& made) {
  const double cost = costs_of(benchmark, made.region, made.good);
  const User sector{User::Kind::sector, sector_of(benchmark.sectors, made.good).index};
  const Origin domestic{Origin::Kind::domestic, {}};
  if (!benchmark.make.empty()) benchmark.make.push_back({made.region, made.good, made.good, cost, made.at});
  benchmark.use.push_back({made.region, made.good, sector, domestic, cost, 0, made.at});
  benchmark.output_volumes.push_back(made);
}

void read_technologies(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark) {
  const CsvTable* table = find_table(tables);
  if (table == nullptr) return;
  const TechnologyRules rules(benchmark);
  rules.expect_no_goods();
  const CodeBook codes(benchmark);
  RecordReader row(*table, codes);
  std::vector<OutputVolume> made;
  std::set<std::pair<Region, Sector>> rows;
  while (row.next()) {
    made.push_back(read_made(row, benchmark));
    rows.insert({made.back().region, made.back().good});
  }
  rules.expect_rows(rows);
  expect_sums(benchmark, made);
  for (const OutputVolume& technology : made) sell_to_sector(benchmark, technology);
}

}  // namespace etslink
