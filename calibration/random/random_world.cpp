// SPDX-License-Identifier: Apache-2.0
#include "calibration/random/random_world.h"

#include <algorithm>
#include <utility>

#include "calibration/random/random_draft.h"

namespace etslink {
namespace {

constexpr double world_gdp_musd = 8e7;
constexpr double typical_process_intensity = 1e-4;  // [t CO2 per USD]

// Energy sectors of a table: the fewer sectors, the fewer fuels, so that at least one other sector is left.
std::vector<SectorRole> energy_roles(int sectors) {
  using enum SectorRole;
  switch (sectors) {
    case 1:
      return {};
    case 2:
      return {gas};
    case 3:
      return {coal, electricity};
    case 4:
      return {coal, gas, electricity};
    case 5:
      return {coal, gas, refined_oil, electricity};
    default:
      return {coal, crude_oil, gas, refined_oil, electricity};
  }
}

SectorInfo energy_sector(SectorRole role) {
  switch (role) {
    case SectorRole::coal:
      return {"COA", "coal", role};
    case SectorRole::crude_oil:
      return {"CRU", "crude oil", role};
    case SectorRole::gas:
      return {"GAS", "gas", role};
    case SectorRole::refined_oil:
      return {"OIL", "oil products", role};
    default:
      return {"ELE", "electricity", role};
  }
}

std::string numbered(const std::string& prefix, int number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

SectorProfile energy_profile(SectorRole role) {
  SectorProfile profile;
  profile.is_service = role == SectorRole::electricity;
  profile.material_share = role == SectorRole::refined_oil ? 0.1 : 0.2;
  profile.import_share = role == SectorRole::electricity ? 0.05 : 0.2;
  return profile;
}

SectorProfile other_profile(WorldDraft& draft, bool is_service) {
  RandomNumbers& random = draft.random;
  SectorProfile profile;
  profile.is_service = is_service;
  profile.material_share = is_service ? random.between(0.15, 0.3) : random.between(0.35, 0.5);
  profile.import_share = is_service ? 0.06 : random.between(0.12, 0.25);
  profile.household_weight = random.around_one(1) * (is_service ? 2 : 1);
  profile.government_weight = random.around_one(1) * (is_service ? 5 : 0.1);
  profile.investment_weight = random.around_one(1) * (is_service ? 0.7 : 1);
  const bool has_process = random.chance(0.4);
  const double intensity = typical_process_intensity * random.between(0.2, 2);
  if (draft.options.process_emissions && has_process && !is_service) profile.process_intensity = intensity;
  return profile;
}

void draw_sectors(WorldDraft& draft) {
  const int sectors = draft.options.sectors;
  const std::vector<SectorRole> energy = energy_roles(sectors);
  for (const SectorRole role : energy) {
    draft.benchmark.sectors.push_back(energy_sector(role));
    draft.sectors.push_back(energy_profile(role));
  }
  const int others = sectors - static_cast<int>(energy.size());
  const int services = sectors == 1 ? 0 : std::max(1, others / 2);
  const int transport = std::min(services, draft.options.margin_services);
  for (int i = 0; i < others; ++i) {
    const std::string number = numbered("", static_cast<int>(energy.size()) + i + 1);
    draft.benchmark.sectors.push_back({"S" + number, "sector " + number, SectorRole::other});
    draft.sectors.push_back(other_profile(draft, i >= others - services));
    draft.sectors.back().is_transport = i >= others - transport;
    if (i == 0 && services < others && draft.options.process_emissions)
      draft.sectors.back().process_intensity = typical_process_intensity;  // every table with goods has some
  }
  for (int s = 0; s < sectors; ++s) {
    const double esubd = draft.random.between(2, 4.5);
    draft.benchmark.elasticities.push_back({"esubd", std::nullopt, Sector{s}, esubd, {}});
    draft.benchmark.elasticities.push_back({"esubm", std::nullopt, Sector{s}, 2 * esubd, {}});
    draft.benchmark.elasticities.push_back({"esubva", std::nullopt, Sector{s}, draft.random.between(0.3, 1.4), {}});
  }
}

void draw_regions(WorldDraft& draft) {
  double sum = 0;
  for (int r = 0; r < draft.options.regions; ++r) {
    const std::string code = numbered("R", r + 1);
    draft.benchmark.regions.push_back({code, "region " + std::to_string(r + 1)});
    draft.benchmark.agents.push_back({"HH_" + code, {r}, AgentKind::household});
    draft.benchmark.agents.push_back({"GOV_" + code, {r}, AgentKind::government});
    draft.benchmark.agents.push_back({"INV_" + code, {r}, AgentKind::investment});
    RandomNumbers& random = draft.random;
    const double size = random.around_one(1.4), x = random.uniform(), y = random.uniform();
    draft.regions.push_back({size, x, y, std::clamp(1.2 - 0.1 * size, 0.5, 1.2) * random.around_one(0.15)});
    sum += size;
  }
  for (RegionProfile& region : draft.regions) region.gdp *= world_gdp_musd / sum;
}

// Not every region has fossil resources, and real tables have other gaps, too. All make the last good: they live on it.
void draw_gaps(WorldDraft& draft) {
  for (int r = 0; r < draft.options.regions; ++r) {
    for (int s = 0; s < draft.options.sectors; ++s) {
      const SectorRole role = draft.role({s});
      const bool is_extraction = role == SectorRole::coal || role == SectorRole::crude_oil || role == SectorRole::gas;
      const double gap = is_extraction ? 1.5 : role == SectorRole::other && s < draft.options.sectors - 1 ? 0.1 : 0;
      const bool is_missing = draft.random.chance(std::min(0.5, gap * draft.options.zero_share));
      draft.is_made.push_back(!is_missing || r == draft.main_maker({s}));
      const double share = draft.sectors[s].import_share * draft.regions[r].openness * draft.random.around_one(0.3);
      draft.import_share.push_back(draft.is_made.back() ? std::clamp(share, 0.05, 0.3) : 1);
    }
  }
}

void require_valid(const RandomWorldOptions& options) {
  require(options.regions >= 1 && options.sectors >= 1, "a table has regions and sectors");
  require(options.zero_share >= 0 && options.zero_share < 1, "0 <= zero_share < 1");
  require(options.margin_services >= 0 && options.margin_services <= 3, "0 to 3 transport services");
}

}  // namespace

Benchmark random_world(const RandomWorldOptions& options) {
  require_valid(options);
  WorldDraft draft{options, RandomNumbers(options.seed), {}, {}, {}, {}, {}, {}, {}, {}};
  Benchmark& b = draft.benchmark;
  b.folder = "random world";
  b.year = 2020;
  b.currency = "million USD";
  b.sources = b.citation = "drawn at random, seed " + std::to_string(options.seed);
  b.licence = "CC0-1.0";
  b.data_hash = "random-" + std::to_string(options.seed);
  b.factors = {{"LAB", "labour", FactorMobility::mobile, FactorRole::labour},
               {"CAP", "capital", FactorMobility::mobile, FactorRole::capital},
               {"RES", "resource", FactorMobility::specific, FactorRole::resource}};
  draw_sectors(draft);
  draw_regions(draft);
  draw_gaps(draft);
  draw_trade(draft);
  draw_use(draft);
  balance_world(draft);
  draw_emissions(draft);
  if (options.purposes) draw_purposes(draft);
  return std::move(draft.benchmark);
}

}  // namespace etslink
