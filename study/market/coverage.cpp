// SPDX-License-Identifier: Apache-2.0
// Whose emissions a market covers: regions, sectors, households, government, fuels, process, share.
#include <algorithm>
#include <map>
#include <set>

#include "calibration/toml/toml_numbers.h"
#include "model/inventory.h"
#include "model/technology.h"
#include "study/market/market_rules.h"

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

// "all" is every sector whose CO2 is in the inventory of its region: international transport is covered by name.
std::vector<Sector> read_sectors(const TomlValue& value, const NamedSets& sets) {
  std::vector<Sector> sectors = sets.producers(value);
  if (has_text(&value, "all"))
    std::erase_if(sectors, [&](Sector s) { return !is_in_inventory(sets.benchmark().sectors[s.index].role); });
  return sectors;
}

std::vector<Sector> read_fuels(const TomlValue* value, const NamedSets& sets) {
  const auto emitting = emitting_goods(sets.benchmark());
  if (value == nullptr || has_text(value, "all")) return emitting;
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

CoveredSources read_sources(TomlSection& section, const NamedSets& sets) {
  CoveredSources covered;
  if (const auto* value = section.find("sectors")) covered.sectors = read_sectors(*value, sets);
  if (section.flag_or("households", false)) covered.agents.push_back(AgentKind::household);
  if (section.flag_or("government", false)) covered.agents.push_back(AgentKind::government);
  if (covered.sectors.empty() && covered.agents.empty())
    section.fail("[" + section.name() + "] covers nobody: name its sectors, or set households = true");
  covered.fuels = read_fuels(section.find("fuels"), sets);
  covered.process = section.flag_or("process", true);
  if (const auto* value = section.find("share")) read_shares(*value, sets, covered);
  return covered;
}

// Coverage of one region: users with the same share stand together.
std::vector<Coverage> coverage_of(Region region, const CoveredSources& covered, const Benchmark& benchmark) {
  std::map<double, std::vector<User>, std::greater<>> users;
  for (const Sector sector : covered.sectors) {
    auto own = covered.share_of_sector.find(sector);
    if (own == covered.share_of_sector.end()) own = covered.share_of_sector.find(sector_of(benchmark.sectors, sector));
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

void read_coverage(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  const auto covered = read_sources(section, sets);
  for (const Region region : sets.regions(section.need("regions"))) {
    const auto coverage = coverage_of(region, covered, sets.benchmark());
    market.coverage.insert(market.coverage.end(), coverage.begin(), coverage.end());
  }
}

void note_coverage(TableNotes& notes, const Benchmark& benchmark) {
  const auto* government = notes.find("government");
  const bool is_covered = government != nullptr && government->is(TomlValue::Kind::boolean) && government->as_boolean();
  if (is_covered && !has_agent(benchmark, AgentKind::government)) notes.add(*government, "no region has a government");
}

}  // namespace

MarketRule market_coverage() {
  return {.read = read_coverage,
          .fixed_keys = {"regions", "sectors", "households", "government", "fuels", "process", "share"},
          .note = note_coverage};
}

}  // namespace etslink
