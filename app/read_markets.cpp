// SPDX-License-Identifier: Apache-2.0
#include "app/read_markets.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/equilibrium.h"

namespace etslink {
namespace {

// What a market regulates in every one of its regions.
struct CoveredSources {
  std::vector<Sector> sectors;
  std::vector<AgentKind> agents;
  std::vector<Sector> fuels;
  bool process = true;
  double share = 1;
  std::map<Sector, double> share_of_sector;  // where it differs
};

// Goods that emit CO2 when they are used.
std::vector<Sector> emitting_goods(const Benchmark& benchmark) {
  std::set<Sector> fuels;
  for (const auto& flow : benchmark.emissions) {
    if (flow.fuel) fuels.insert(*flow.fuel);
  }
  return {fuels.begin(), fuels.end()};
}

std::vector<Sector> read_fuels(const TomlValue* value, const NamedSets& sets) {
  const auto emitting = emitting_goods(sets.benchmark());
  if (value == nullptr || (value->is(TomlValue::Kind::text) && value->as_text() == "all")) return emitting;
  if (value->is(TomlValue::Kind::list) && value->as_list().empty()) return {};  // process emissions only
  const auto fuels = sets.sectors(*value);
  std::vector<std::string> names;
  for (const Sector good : emitting) names.push_back(sets.benchmark().sectors[good.index].code);
  for (const Sector fuel : fuels) {
    const auto& code = sets.benchmark().sectors[fuel.index].code;
    if (std::find(emitting.begin(), emitting.end(), fuel) == emitting.end()) {
      value->fail("'" + code + "' in '" + value->name() + "' has no emissions in co2.csv" + suggestion(code, names));
    }
  }
  return fuels;
}

double read_share(const TomlValue& value) {
  const double share = value.as_number();
  if (!(share > 0 && share <= 1)) value.fail("'" + value.name() + "' must be above 0 and at most 1");
  return share;
}

void read_shares(const TomlValue& value, const NamedSets& sets, CoveredSources& covered) {
  if (!value.is(TomlValue::Kind::table)) {
    covered.share = read_share(value);
    return;
  }
  for (const auto& [code, entry] : value.entries()) {
    const Sector sector = sets.sector(code, entry.at());
    if (std::find(covered.sectors.begin(), covered.sectors.end(), sector) == covered.sectors.end()) {
      entry.fail("'" + code + "' is not one of the market's sectors");
    }
    covered.share_of_sector[sector] = read_share(entry);
  }
}

CoveredSources read_sources(const TomlValue& table, const NamedSets& sets) {
  CoveredSources covered;
  if (const auto* value = table.find("sectors")) covered.sectors = sets.sectors(*value);
  if (const auto* value = table.find("households"); value != nullptr && value->as_boolean()) {
    covered.agents.push_back(AgentKind::household);
  }
  if (const auto* value = table.find("government"); value != nullptr && value->as_boolean()) {
    covered.agents.push_back(AgentKind::government);
  }
  if (covered.sectors.empty() && covered.agents.empty()) {
    table.fail("[" + table.name() + "] covers nobody: name its sectors, or set households = true");
  }
  covered.fuels = read_fuels(table.find("fuels"), sets);
  if (const auto* value = table.find("process")) covered.process = value->as_boolean();
  if (const auto* value = table.find("share")) read_shares(*value, sets, covered);
  return covered;
}

// Coverage of one region: users with the same share stand together.
std::vector<Coverage> coverage_of(Region region, const CoveredSources& covered, const Benchmark& benchmark) {
  std::map<double, std::vector<User>, std::greater<>> users;
  for (const Sector sector : covered.sectors) {
    const auto own = covered.share_of_sector.find(sector);
    users[own == covered.share_of_sector.end() ? covered.share : own->second].push_back(
        {User::Kind::sector, sector.index});
  }
  for (int i = 0; i < static_cast<int>(benchmark.agents.size()); ++i) {
    const auto& agent = benchmark.agents[i];
    const bool is_covered = std::find(covered.agents.begin(), covered.agents.end(), agent.kind) != covered.agents.end();
    if (agent.region == region && is_covered) users[covered.share].push_back({User::Kind::agent, i});
  }
  std::vector<Coverage> result;
  for (const auto& [share, group] : users) result.push_back({region, group, covered.fuels, covered.process, share});
  return result;
}

double benchmark_emissions(const PermitMarket& market, Region region, const Benchmark& benchmark) {
  double sum = 0;
  for (const auto& coverage : market.coverage) {
    if (coverage.region == region) sum += covered_emissions(benchmark, coverage);
  }
  return sum;
}

PermitMarket read_market(const std::string& name, const TomlValue& table, const NamedSets& sets) {
  table.expect_keys({"regions", "sectors", "households", "government", "fuels", "process", "share", "cap", "revenue"});
  PermitMarket market;
  market.name = name;
  market.at = table.at();
  const auto covered = read_sources(table, sets);
  for (const Region region : sets.regions(table.require_key("regions"))) {
    const auto coverage = coverage_of(region, covered, sets.benchmark());
    market.coverage.insert(market.coverage.end(), coverage.begin(), coverage.end());
  }
  if (const auto* value = table.find("revenue")) {
    const bool is_paid_out = value->as_choice({"household", "government"}) == "household";
    market.revenue = is_paid_out ? RevenueUse::household : RevenueUse::government;
  }
  market.cap_mt = read_cap(table.require_key("cap"), market, sets);
  return market;
}

std::set<Region> member_regions(const PermitMarket& market) {
  std::set<Region> members;
  for (const auto& coverage : market.coverage) members.insert(coverage.region);
  return members;
}

std::vector<std::string> codes_of(const std::set<Region>& regions, const Benchmark& benchmark) {
  std::vector<std::string> codes;
  for (const Region region : regions) codes.push_back(benchmark.regions[region.index].code);
  return codes;
}

double cap_from(const std::string& rule, const TomlValue& value, double emissions) {
  const double number = value.as_number();
  if (rule == "reduction_percent") {
    if (number < 0 || number > 100) value.fail("'" + value.name() + "' must be between 0 and 100");
    return emissions * (1 - number / 100);
  }
  if (number < 0) value.fail("'" + value.name() + "' must not be negative");
  return rule == "mt" ? number : emissions * number / 100;
}

}  // namespace

std::vector<PermitMarket> read_markets(const TomlValue* table, const NamedSets& sets) {
  std::vector<PermitMarket> markets;
  if (table == nullptr) return markets;
  for (const auto& [name, value] : table->as_table().entries()) {
    markets.push_back(read_market(name, value.as_table(), sets));
  }
  return markets;
}

std::vector<double> read_cap(const TomlValue& cap, const PermitMarket& market, const NamedSets& sets) {
  const std::string example = ", e.g. { reduction_percent = 10 }";
  if (!cap.is(TomlValue::Kind::table)) cap.fail("'" + cap.name() + "' must be a table that states its rule" + example);
  cap.expect_keys({"mt", "reduction_percent", "percent_of_benchmark"});
  if (cap.entries().size() != 1) {
    cap.fail("'" + cap.name() + "' must state exactly one of mt, reduction_percent, percent_of_benchmark" + example);
  }
  const auto& [rule, value] = cap.entries().front();
  const auto& benchmark = sets.benchmark();
  const auto members = member_regions(market);
  const bool is_by_region = value.is(TomlValue::Kind::table);
  if (is_by_region) value.expect_keys(codes_of(members, benchmark));
  if (!is_by_region && rule == "mt" && members.size() > 1) {
    value.fail("market '" + market.name + "' has several regions: state the cap of each, e.g. mt = { " +
               codes_of(members, benchmark).front() + " = 100, ... }");
  }
  std::vector<double> caps(benchmark.regions.size(), 0.0);
  for (const Region region : members) {
    const auto& entry = is_by_region ? value.require_key(benchmark.regions[region.index].code) : value;
    caps[region.index] = cap_from(rule, entry, benchmark_emissions(market, region, benchmark));
  }
  return caps;
}

}  // namespace etslink
