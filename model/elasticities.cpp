// SPDX-License-Identifier: Apache-2.0
#include "model/elasticities.h"

#include <algorithm>
#include <set>

#include "model/technology.h"

namespace etslink {
namespace {

std::string place_text(const Benchmark& benchmark, const std::pair<int, int>& key) {
  std::string text;
  if (key.second >= 0) text = "sector " + benchmark.sectors[key.second].code;
  if (key.first >= 0) text += (text.empty() ? "" : ", ") + ("region " + benchmark.regions[key.first].code);
  return text;
}

}  // namespace

ElasticityTable::ElasticityTable(const Benchmark& benchmark, const NestSet& nests, const ModelOptions& options)
    : sources_(3), benchmark_folder_(benchmark.folder) {
  for (const ParameterValue& entry : options.elasticities) add(sources_[0], benchmark, entry);
  for (const ElasticityEntry& entry : benchmark.elasticities) {
    const Key key{entry.region.value_or(Region{}).index, entry.sector.value_or(Sector{}).index};
    sources_[1][entry.parameter][key] = {entry.value, entry.at};
  }
  for (const ParameterValue& entry : nests.parameters) add(sources_[2], benchmark, entry);
  for (Source& source : sources_) add_technologies(source, benchmark);
}

// What is stated of a sector is stated of its technologies, where nothing is of them.
void ElasticityTable::add_technologies(Source& source, const Benchmark& benchmark) {
  for (const Sector technology : technologies(benchmark.sectors)) {
    const Sector sector = sector_of(benchmark.sectors, technology);
    for (auto& [parameter, entries] : source) {
      const auto general = entries.find({-1, technology.index});
      const Entries stated = entries;
      for (const auto& [key, entry] : stated) {
        const bool is_hidden = general != entries.end() && key.first >= 0;  // one of the technology goes before it
        if (key.second == sector.index && !is_hidden) entries.try_emplace({key.first, technology.index}, entry);
      }
    }
  }
}

void ElasticityTable::add(Source& source, const Benchmark& benchmark, const ParameterValue& entry) {
  const Region region = benchmark.find_region(entry.region);
  const Sector sector = benchmark.find_sector(entry.sector);
  if (!entry.region.empty() && !region.valid()) {
    throw InputError(entry.at,
                     "unknown region '" + entry.region + "'" + suggestion(entry.region, benchmark.region_codes()));
  }
  if (!entry.sector.empty() && !sector.valid()) {
    throw InputError(entry.at,
                     "unknown sector '" + entry.sector + "'" + suggestion(entry.sector, benchmark.sector_codes()));
  }
  source[entry.parameter][{region.index, sector.index}] = {entry.value, entry.at};
}

// All that is stated for the place is marked as used, whatever goes before it.
const ElasticityTable::Entry* ElasticityTable::find(const std::string& parameter, Region region, Sector sector) const {
  asked_for_.insert(parameter);
  const Entry* stated = nullptr;
  for (const Source& source : sources_) {
    const auto found = source.find(parameter);
    if (found == source.end()) continue;
    for (const Key& key :
         {Key{region.index, sector.index}, Key{-1, sector.index}, Key{region.index, -1}, Key{-1, -1}}) {
      const auto entry = found->second.find(key);
      if (entry == found->second.end()) continue;
      entry->second.is_used = true;
      if (stated == nullptr) stated = &entry->second;
    }
  }
  return stated;
}

double ElasticityTable::value(const std::string& parameter, Region region, Sector sector,
                              const SourceLocation& at) const {
  if (const Entry* found = find(parameter, region, sector)) return found->value;
  std::set<std::string> known;
  for (const Source& source : sources_) {
    for (const auto& [name, values] : source) known.insert(name);
  }
  throw InputError(at, "elasticity parameter '" + parameter + "' has no value in the study, in " + benchmark_folder_ +
                           "/elasticities.csv or in the nest file" +
                           suggestion(parameter, {known.begin(), known.end()}));
}

double ElasticityTable::value(const ElasticityRule& rule, Region region, Sector sector) const {
  require(!rule.resource_supply, "resource_supply is calibrated where the nest is built");
  return rule.parameter.empty() ? rule.factor : rule.factor * value(rule.parameter, region, sector, rule.at);
}

double ElasticityTable::value_or(const std::string& parameter, Region region, Sector sector, double otherwise) const {
  const Entry* found = find(parameter, region, sector);
  return found ? found->value : otherwise;
}

SourceLocation ElasticityTable::place(const std::string& parameter, Region region, Sector sector) const {
  const Entry* found = find(parameter, region, sector);
  return found ? found->at : SourceLocation{};
}

std::vector<UnusedParameter> ElasticityTable::unused(const Benchmark& benchmark) const {
  std::vector<UnusedParameter> result;
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    for (const auto& [parameter, entries] : sources_[s]) {
      std::map<std::pair<std::string, int>, std::vector<const Entries::value_type*>> lines;
      for (const auto& entry : entries) lines[{entry.second.at.file.text(), entry.second.at.line}].push_back(&entry);
      for (const auto& [line, stated] : lines) {
        if (std::any_of(stated.begin(), stated.end(), [](const auto* entry) { return entry->second.is_used; }))
          continue;
        const auto& [key, first] = *stated.front();
        result.push_back({parameter, place_text(benchmark, key), static_cast<ParameterSource>(s),
                          asked_for_.contains(parameter), first.at});
      }
    }
  }
  return result;
}

}  // namespace etslink
