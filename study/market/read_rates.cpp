// SPDX-License-Identifier: Apache-2.0
#include "study/market/read_rates.h"

#include <algorithm>
#include <map>
#include <set>

#include "calibration/toml/toml_numbers.h"
#include "model/technology.h"

namespace etslink {
namespace {

// Codes of sectors and technologies that a table of rates names, alone or of a region.
void collect_codes(const TomlValue& table, std::vector<const TomlValue*>& named, std::vector<std::string>& codes) {
  if (!table.is(TomlValue::Kind::table)) return;
  for (const auto& [key, entry] : table.entries()) {
    named.push_back(&entry);
    codes.push_back(key);
    collect_codes(entry, named, codes);
  }
}

bool has_output_and_emissions(const CoveredSector& sector) { return sector.mt > 0 && sector.output_musd > 0; }

class RateReader {
 public:
  RateReader(RateRule rule, const RatedChoice& choice, const NamedSets& sets)
      : rule_(rule), choice_(choice), sets_(sets) {}

  // From the general to the specific: what comes later is used.
  std::vector<OutputRate> read(const TomlValue& value) {
    if (!value.is(TomlValue::Kind::table)) {
      add_matching(value, {}, {});
    } else {
      if (value.entries().empty()) value.fail("'" + value.name() + "' has no value");
      for (const auto& [key, entry] : value.entries()) check_key(key, entry);
      for (const auto& [key, entry] : value.entries()) read_sector(key, entry);
      for (const auto& [key, entry] : value.entries()) read_region(key, entry);
    }
    std::vector<OutputRate> result;
    for (const auto& [place, rate] : rates_) result.push_back(rate);
    return result;
  }

 private:
  void check_key(const std::string& key, const TomlValue& entry) const {
    const auto& benchmark = sets_.benchmark();
    const bool is_region = benchmark.find_region(key).valid(), is_sector = benchmark.find_sector(key).valid();
    if (is_region && is_sector) entry.fail("'" + key + "' is a region and a sector: write REGION = { SECTOR = value }");
    if (is_region || is_sector) return;
    auto codes = benchmark.sector_codes();
    for (const auto& code : benchmark.region_codes()) codes.push_back(code);
    entry.fail("unknown region or sector '" + key + "' in '" + entry.name() + "'" + suggestion(key, codes));
  }

  void read_sector(const std::string& key, const TomlValue& entry) {
    const Sector sector = sets_.benchmark().find_sector(key);
    if (sector.valid()) add_named(entry, {}, sector);
  }

  void read_region(const std::string& key, const TomlValue& entry) {
    const Region region = sets_.benchmark().find_region(key);
    if (!region.valid()) return;
    if (!entry.is(TomlValue::Kind::table)) {
      if (!add_matching(entry, region, {}))
        entry.fail("market '" + choice_.market + "' has no sector with output and covered emissions in " + key);
      return;
    }
    for (const auto& [code, value] : entry.entries()) add_named(value, region, sets_.sector(code, value.at()));
  }

  void add_named(const TomlValue& value, Region region, Sector sector) {
    if (add_matching(value, region, sector)) return;
    const std::string code = sets_.benchmark().sectors[sector.index].code;
    std::vector<std::string> names;
    for (const auto& candidate : choice_.sectors) {
      if (region.valid() && candidate.region != region) continue;
      if (candidate.sector == sector)
        value.fail("'" + value.name() + "': " + code + " has no " +
                   (candidate.output_musd > 0 ? "covered emissions" : "output") + " at the benchmark");
      if (has_output_and_emissions(candidate)) names.push_back(sets_.benchmark().sectors[candidate.sector.index].code);
    }
    value.fail("'" + code + "' in '" + value.name() + "' is not one of the sectors of market '" + choice_.market + "'" +
               suggestion(code, names));
  }

  // The rate for every sector of the choice that is meant; an invalid region or sector means any.
  bool add_matching(const TomlValue& value, Region region, Sector sector) {
    bool found = false;
    for (const auto& candidate : choice_.sectors) {
      if (region.valid() && candidate.region != region) continue;
      if (sector.valid() && candidate.sector != sector) continue;
      if (!has_output_and_emissions(candidate)) continue;
      rates_[{candidate.region, candidate.sector}] = rate_from(value, candidate);
      found = true;
    }
    return found;
  }

  [[nodiscard]] OutputRate rate_from(const TomlValue& value, const CoveredSector& sector) const {
    OutputRate rate{sector.region, sector.sector, 1, {}, value.at()};
    if (rule_ == RateRule::reduction_percent) rate.relative = 1 - read_percent(value);
    if (rule_ == RateRule::benchmark_percent) rate.relative = read_non_negative(value) / 100;
    // The model knows the direct intensity only.
    if (sector.indirect_mt > 0) rate.t_per_usd = rate.relative * (sector.mt + sector.indirect_mt) / sector.output_musd;
    if (rule_ == RateRule::t_per_musd) rate.t_per_usd = read_non_negative(value) / 1e6;
    if (rule_ == RateRule::t_per_unit)
      rate.t_per_usd = read_non_negative(value) * volume(value, sector) / sector.output_musd;
    return rate;
  }

  // Output at the benchmark in physical units.
  [[nodiscard]] double volume(const TomlValue& value, const CoveredSector& sector) const {
    for (const auto& volume : sets_.benchmark().output_volumes) {
      if (volume.region == sector.region && volume.good == sector.sector) return volume.quantity;
    }
    value.fail("'" + value.name() + "': " + sets_.benchmark().sectors[sector.sector.index].code + " of " +
               sets_.benchmark().regions[sector.region.index].code + " has no volume in output_volumes.csv");
  }

  RateRule rule_;
  const RatedChoice& choice_;
  const NamedSets& sets_;
  std::map<std::pair<Region, Sector>, OutputRate> rates_;
};

}  // namespace

RatedChoice rated_sectors(const PermitMarket& market, const NamedSets& sets) {
  return {market.name, covered_sectors(sets.benchmark(), market)};
}

RatedChoice rated_sectors(const PermitMarket& market, const NamedSets& sets, const TomlValue& rates) {
  const auto& benchmark = sets.benchmark();
  std::vector<const TomlValue*> named;
  std::vector<std::string> codes;
  collect_codes(rates, named, codes);
  std::set<Sector> apart;
  for (const auto& code : codes) {
    const Sector producer = benchmark.find_sector(code);
    if (producer.valid() && is_technology(benchmark.sectors[producer.index]))
      apart.insert(sector_of(benchmark.sectors, producer));
  }
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (apart.contains(benchmark.find_sector(codes[i])))
      named[i]->fail("'" + named[i]->name() +
                     "' is of a sector whose technologies have rates of their own; name these alone");
  }
  return {market.name, covered_sectors(benchmark, market, apart)};
}

std::string listed(const RateKeys& keys) {
  std::string text;
  for (std::size_t i = 0; i < keys.size(); ++i)
    text += (i == 0 ? "" : i + 1 < keys.size() ? ", " : " and ") + keys[i].first;
  return text;
}

StatedRate find_rate(TomlSection& section, const RateKeys& keys) {
  StatedRate stated;
  for (const auto& [key, rule] : keys) {
    const auto* value = section.find(key);
    if (value == nullptr) continue;
    if (stated.value != nullptr) section.fail("'" + section.name() + "' must state one of " + listed(keys));
    stated = {value, rule};
  }
  return stated;
}

std::vector<OutputRate> read_rates(const TomlValue& value, RateRule rule, const RatedChoice& choice,
                                   const NamedSets& sets) {
  auto rates = RateReader(rule, choice, sets).read(value);
  if (rates.empty())
    value.fail("'" + value.name() + "': market '" + choice.market +
               "' has no sector with output and covered emissions");
  return rates;
}

}  // namespace etslink
