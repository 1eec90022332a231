// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "calibration/flow_rules.h"
#include "calibration/gtap/gtap_headers.h"
#include "calibration/gtap/read_gtap.h"

namespace etslink {
namespace {

const std::vector<GtapSet> trade_sets{GtapSet::good, GtapSet::region, GtapSet::region};

// The pair of headers of a value and of the value with what is charged on it.
struct Taxed {
  GtapTable before, after;
  Taxed(const GtapReader& reader, const char* first, const char* second, const std::vector<GtapSet>& sets)
      : before(reader.table(GtapFile::data, first, sets)), after(reader.table(GtapFile::data, second, sets)) {}
  [[nodiscard]] std::vector<GtapPair> cells() const { return pairs(before, after); }
};

// InputError at the cell where a record breaks the rules of one record.
template <class Flow>
void check(const GtapReader& reader, const Taxed& headers, const GtapPair& cell, const Flow& flow) {
  const auto problem = fault(flow);
  if (!problem.empty()) reader.fail_at(headers.before, cell.at, "with " + headers.after.name + ", " + problem);
}

void read_purchases(const GtapReader& reader, const GtapPurchases& headers, Benchmark& benchmark) {
  const Taxed table(reader, headers.value, headers.paid, headers.sets());
  for (const auto& cell : table.cells()) {
    const Region region{cell.at[region_position(headers.buyer)]};
    const Origin origin{headers.is_imported ? Origin::Kind::imported : Origin::Kind::domestic, {}};
    const UseFlow flow{
        region, {cell.at[0]}, gtap_user(headers.buyer, cell.at), origin, cell.first, cell.second - cell.first, {}};
    check(reader, table, cell, flow);
    benchmark.use.push_back(flow);
  }
}

void read_trade(const GtapReader& reader, Benchmark& benchmark) {
  const bool is_7 = reader.database().is_version_7();
  const Taxed exports(reader, is_7 ? "VXSB" : "VXMD", is_7 ? "VFOB" : "VXWD", trade_sets);
  const Taxed imports(reader, is_7 ? "VCIF" : "VIWS", is_7 ? "VMSB" : "VIMS", trade_sets);
  for (const auto& cell : exports.cells()) {
    const double tariff = imports.after.value(cell.at) - imports.before.value(cell.at);
    const TradeFlow flow{{cell.at[1]}, {cell.at[0]}, {cell.at[2]}, cell.first, cell.second - cell.first, tariff, {}};
    check(reader, exports, cell, flow);
    benchmark.trade.push_back(flow);
  }
  for (const auto& cell : imports.cells()) {
    if (exports.before.value(cell.at) > 0) continue;
    reader.fail_at(imports.before, cell.at,
                   "an import of " + std::to_string(cell.first) + " million USD that nobody exports");
  }
}

void read_margins(const GtapReader& reader, Benchmark& benchmark) {
  const auto used =
      reader.table(GtapFile::data, "VTWR", {GtapSet::good, GtapSet::good, GtapSet::region, GtapSet::region});
  for (const auto& cell : used.cells) {
    const MarginFlow flow{{cell.at[2]}, {cell.at[1]}, {cell.at[3]}, {cell.at[0]}, cell.value, {}};
    if (const auto problem = fault(flow); !problem.empty()) reader.fail_at(used, cell.at, problem);
    benchmark.margins.push_back(flow);
  }
  const auto sold = reader.table(GtapFile::data, "VST", {GtapSet::good, GtapSet::region});
  for (const auto& cell : sold.cells) {
    const MarginSupply flow{{cell.at[1]}, {cell.at[0]}, cell.value, {}};
    if (const auto problem = fault(flow); !problem.empty()) reader.fail_at(sold, cell.at, problem);
    benchmark.margin_supply.push_back(flow);
  }
}

void read_value_added(const GtapReader& reader, Benchmark& benchmark) {
  const bool is_7 = reader.database().is_version_7();
  const Taxed payments(reader, is_7 ? "EVFB" : "VFM", is_7 ? "EVFP" : "EVFA",
                       {GtapSet::factor, GtapSet::user, GtapSet::region});
  for (const auto& cell : payments.cells()) {
    if (cell.at[1] == investment_user) reader.fail_at(payments.before, cell.at, "investment uses a factor");
    const FactorFlow flow{{cell.at[2]}, {cell.at[1]}, {cell.at[0]}, cell.first, cell.second - cell.first, {}};
    check(reader, payments, cell, flow);
    benchmark.value_added.push_back(flow);
  }
}

template <class Record, class Key>
void sort_by(std::vector<Record>& records, Key key) {
  std::stable_sort(records.begin(), records.end(), [&](const Record& a, const Record& b) { return key(a) < key(b); });
}

}  // namespace

const std::vector<GtapPurchases>& gtap_purchases(bool is_version_7) {
  using enum GtapBuyer;
  static const std::vector<GtapPurchases> version_7{
      {"VDFB", "VDFP", firms, false},      {"VMFB", "VMFP", firms, true},       {"VDPB", "VDPP", household, false},
      {"VMPB", "VMPP", household, true},   {"VDGB", "VDGP", government, false}, {"VMGB", "VMGP", government, true},
      {"VDIB", "VDIP", investment, false}, {"VMIB", "VMIP", investment, true}};
  static const std::vector<GtapPurchases> version_6{
      {"VDFM", "VDFA", firms, false},    {"VIFM", "VIFA", firms, true},       {"VDPM", "VDPA", household, false},
      {"VIPM", "VIPA", household, true}, {"VDGM", "VDGA", government, false}, {"VIGM", "VIGA", government, true}};
  return is_version_7 ? version_7 : version_6;
}

User gtap_user(GtapBuyer buyer, const std::array<int, 4>& at) {
  const int region = at[region_position(buyer)];
  const auto agent = [&](AgentKind kind) { return User{User::Kind::agent, agent_of(region, kind)}; };
  if (buyer == GtapBuyer::household) return agent(AgentKind::household);
  if (buyer == GtapBuyer::government) return agent(AgentKind::government);
  const bool is_investment = buyer == GtapBuyer::investment || at[1] == investment_user;
  return is_investment ? agent(AgentKind::investment) : User{User::Kind::sector, at[1]};
}

void read_gtap_flows(const GtapReader& reader, Benchmark& benchmark) {
  for (const auto& headers : gtap_purchases(reader.database().is_version_7()))
    read_purchases(reader, headers, benchmark);
  sort_by(benchmark.use,
          [](const UseFlow& flow) { return std::tuple(flow.region, flow.good, flow.user, flow.origin); });
  read_trade(reader, benchmark);
  sort_by(benchmark.trade, [](const TradeFlow& flow) { return std::tuple(flow.exporter, flow.good, flow.importer); });
  read_margins(reader, benchmark);
  sort_by(benchmark.margins,
          [](const MarginFlow& flow) { return std::tuple(flow.exporter, flow.good, flow.importer, flow.service); });
  sort_by(benchmark.margin_supply, [](const MarginSupply& flow) { return std::tuple(flow.region, flow.service); });
  read_value_added(reader, benchmark);
  sort_by(benchmark.value_added,
          [](const FactorFlow& flow) { return std::tuple(flow.region, flow.sector, flow.factor); });
}

}  // namespace etslink
