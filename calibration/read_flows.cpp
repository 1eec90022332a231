// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_flows.h"

#include <algorithm>
#include <tuple>

#include "calibration/code_book.h"
#include "calibration/flow_rules.h"
#include "calibration/read_sets.h"
#include "calibration/text_encoding.h"

namespace etslink {
namespace {

// One record per row; `fill` turns the row into the record.
template <class Flow, class Fill>
void read_rows(const CsvTable& table, const CodeBook& codes, std::vector<Flow>& flows, Fill fill) {
  RecordReader row(table, codes);
  while (row.next()) {
    flows.push_back(fill(row));
    flows.back().at = row.at();
    const std::string problem = fault(flows.back());
    if (!problem.empty()) throw InputError(row.at(), problem);
  }
}

UseFlow use_flow(const RecordReader& row) {
  const Region region = row.region("region");
  return {region, row.sector("good"), row.user(region), row.origin(), row.number("value_musd"), row.number("tax_musd"),
          {},     row.purpose()};
}

TradeFlow trade_flow(const RecordReader& row) {
  return {row.region("exporter"),
          row.sector("good"),
          row.region("importer"),
          row.number("value_musd"),
          row.number("export_tax_musd"),
          row.number("tariff_musd"),
          {}};
}

MarginFlow margin_flow(const RecordReader& row) {
  return {row.region("exporter"), row.sector("good"),       row.region("importer"),
          row.sector("service"),  row.number("value_musd"), {}};
}

MarginSupply margin_supply(const RecordReader& row) {
  return {row.region("region"), row.sector("service"), row.number("value_musd"), {}};
}

FactorFlow factor_flow(const RecordReader& row) {
  return {row.region("region"),     row.sector("sector"),   row.factor(),
          row.number("value_musd"), row.number("tax_musd"), {}};
}

OutputTax output_tax(const RecordReader& row) {
  OutputTax tax{row.region("region"), row.sector("sector"), row.number("tax_musd"), {}};
  if (!row.is_any("good")) tax.good = row.sector("good");
  return tax;
}

EndowmentFlow endowment_flow(const RecordReader& row) {
  const Region region = row.region("region");
  return {region, row.agent_of(region), row.factor(), row.number("value_musd"), {}};
}

TransferFlow transfer_flow(const RecordReader& row) {
  const std::string kind(row.text("kind"));
  if (kind.empty()) throw InputError(row.at(), "kind is empty; allowed: any word, such as saving");
  if (has_control_character(kind))
    throw InputError(row.at(), "kind '" + printable(kind) + "' holds a control character; allowed: any word");
  return {row.agent("from_agent"), row.agent("to_agent"), kind, row.number("value_musd"), {}};
}

MakeFlow make_flow(const RecordReader& row) {
  return {row.region("region"), row.sector("sector"), row.sector("good"), row.number("value_musd"), {}};
}

Gas emitted_gas(const RecordReader& row) {
  const std::string code(row.text("gas"));
  if (code.empty()) return Gas::co2;
  if (const auto gas = find_gas(code)) return *gas;
  std::string allowed;
  for (const GasInfo& gas : all_gases()) allowed += (allowed.empty() ? "" : ", ") + gas.code;
  throw InputError(row.at(), "unknown gas '" + printable(code) + "'; allowed: " + allowed);
}

EmissionFlow emission_flow(const RecordReader& row) {
  EmissionFlow flow;
  flow.region = row.region("region");
  flow.user = row.user(flow.region);
  if (row.text("source") != "process") flow.fuel = row.sector("source");
  if (!row.is_any("origin")) flow.origin = row.origin();
  flow.purpose = row.purpose();
  flow.gas = emitted_gas(row);
  flow.mt = row.number("mt");
  return flow;
}

EnergyFlow energy_flow(const RecordReader& row) {
  const Region region = row.region("region");
  return {region, row.user(region), row.sector("fuel"), row.number("pj"), {}, row.purpose()};
}

OutputVolume output_volume(const RecordReader& row) {
  return {row.region("region"), row.sector("good"), volume_unit(row), row.number("quantity"), {}};
}

ElasticityEntry elasticity_entry(const RecordReader& row) {
  ElasticityEntry entry;
  entry.parameter = std::string(row.text("parameter"));
  if (entry.parameter.empty()) throw InputError(row.at(), "parameter is empty; allowed: a name such as esubd");
  if (!row.is_any("region")) entry.region = row.region("region");
  if (!row.is_any("sector")) entry.sector = row.sector("sector");
  entry.value = row.number("value");
  return entry;
}

std::string word(const Benchmark& benchmark, const std::optional<Origin>& origin) {
  if (!origin) return "any origin";
  if (origin->kind == Origin::Kind::exporter) return "origin " + benchmark.regions[origin->exporter.index].code;
  return origin->kind == Origin::Kind::domestic ? "origin domestic" : "origin imported";
}

// "any" holds every origin and "imported" every exporter: given beside their parts, what they hold would be ambiguous.
bool overlap(const std::optional<Origin>& a, const std::optional<Origin>& b) {
  if (!a || !b) return a.has_value() != b.has_value();
  return a->kind != b->kind && a->kind != Origin::Kind::domestic && b->kind != Origin::Kind::domestic;
}

// Rejects rows of one key whose origins overlap.
template <class Key>
class OriginRule {
 public:
  explicit OriginRule(const Benchmark& benchmark) : benchmark_(benchmark) {}

  void add(const Key& key, const std::optional<Origin>& origin, const SourceLocation& at) {
    auto& seen = seen_[key];
    for (const auto& [other, place] : seen) {
      if (!overlap(origin, other)) continue;
      throw InputError(at, word(benchmark_, origin) + " beside " + word(benchmark_, other) + " in line " +
                               std::to_string(place.line) + "; give either the sum or its parts");
    }
    seen.emplace(origin, at);
  }

 private:
  const Benchmark& benchmark_;
  std::map<Key, std::map<std::optional<Origin>, SourceLocation>> seen_;
};

void check_origins(const Benchmark& benchmark) {
  OriginRule<std::tuple<Region, Sector>> use(benchmark);
  for (const UseFlow& flow : benchmark.use) use.add({flow.region, flow.good}, flow.origin, flow.at);
  OriginRule<std::tuple<Region, User, Sector, Purpose, Gas>> emissions(benchmark);
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.fuel) emissions.add({flow.region, flow.user, *flow.fuel, flow.purpose, flow.gas}, flow.origin, flow.at);
  }
}

// Electricity emits where its fuel is burnt; emissions of its users would count them twice.
void check_sources(const Benchmark& benchmark) {
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (!flow.fuel || benchmark.sectors[flow.fuel->index].role != SectorRole::electricity) continue;
    throw InputError(flow.at, "source '" + benchmark.sectors[flow.fuel->index].code +
                                  "' has the role electricity; allowed: the fuel that is burnt, or process");
  }
}

int count_agents(const Benchmark& benchmark, Region region, AgentKind kind) {
  int count = 0;
  for (const AgentInfo& agent : benchmark.agents) count += agent.region == region && agent.kind == kind;
  return count;
}

void check_owners(const Benchmark& benchmark) {
  for (const UseFlow& flow : benchmark.use) {
    if (flow.user.kind != User::Kind::stock_change || count_agents(benchmark, flow.region, AgentKind::investment) > 0)
      continue;
    throw InputError(flow.at, "stock change is paid by the investor, but region " +
                                  benchmark.regions[flow.region.index].code +
                                  " has no agent of kind investment in agents.csv");
  }
  for (int r = 0; r < benchmark.region_count(); ++r) {
    if (!benchmark.endowments.empty() || count_agents(benchmark, {r}, AgentKind::household) == 1) continue;
    throw InputError({benchmark.folder + "/agents.csv", 0},
                     "region " + benchmark.regions[r].code +
                         " has several households; endowments.csv must say which of them owns the factors");
  }
}

}  // namespace

VolumeUnit volume_unit(const RecordReader& row) {
  const std::string word(row.text("unit"));
  const auto& words = volume_words();
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    throw InputError(row.at(), "unknown unit '" + printable(word) + "'" + suggestion(word, words));
  return static_cast<VolumeUnit>(found - words.begin());
}

void read_flows(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark) {
  const auto use = tables.find("use.csv");
  if (use != tables.end()) read_purposes(use->second, benchmark);
  const CodeBook codes(benchmark);
  const auto read = [&](const char* name, auto& flows, auto fill) {
    const auto found = tables.find(name);
    if (found != tables.end()) read_rows(found->second, codes, flows, fill);
  };
  read("use.csv", benchmark.use, use_flow);
  read("trade.csv", benchmark.trade, trade_flow);
  read("margins.csv", benchmark.margins, margin_flow);
  read("margin_supply.csv", benchmark.margin_supply, margin_supply);
  read("value_added.csv", benchmark.value_added, factor_flow);
  read("output_tax.csv", benchmark.output_tax, output_tax);
  read("endowments.csv", benchmark.endowments, endowment_flow);
  read("transfers.csv", benchmark.transfers, transfer_flow);
  read("make.csv", benchmark.make, make_flow);
  read("co2.csv", benchmark.emissions, emission_flow);
  read("energy.csv", benchmark.energy, energy_flow);
  read("output_volumes.csv", benchmark.output_volumes, output_volume);
  read("elasticities.csv", benchmark.elasticities, elasticity_entry);
  check_origins(benchmark);
  check_sources(benchmark);
  check_owners(benchmark);
}

}  // namespace etslink
