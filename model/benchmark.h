// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/gas.h"
#include "model/input_error.h"
#include "model/sets.h"

namespace etslink {

// Who buys a good: a sector of the region, one of its agents, or its stock change (which the investor pays).
struct User {
  enum class Kind { sector, agent, stock_change };
  Kind kind = Kind::sector;
  int index = -1;  // of the Sector or of the Agent; -1 for stock change
  friend auto operator<=>(const User&, const User&) = default;
};

// Where a use comes from: the region itself, imports, or (more detailed tables) imports from one exporter.
struct Origin {
  enum class Kind { domestic, imported, exporter };
  Kind kind = Kind::domestic;
  Region exporter;  // only with Kind::exporter
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

struct RegionInfo {
  std::string code, name;
};
struct SectorInfo {
  std::string code, name;
  SectorRole role = SectorRole::other;
  Sector parent = {};  // of a technology (model/technology.h): the sector that it is one of
};
struct FactorInfo {
  std::string code, name;
  FactorMobility mobility = FactorMobility::mobile;
  FactorRole role = FactorRole::other;
};
struct AgentInfo {
  std::string code;
  Region region;
  AgentKind kind = AgentKind::household;
};

// One row of a benchmark file [million benchmark-year USD]; `at` is its place in the file, for messages.
struct UseFlow {  // use.csv: value at market price, use tax apart (negative tax: subsidy)
  Region region;
  Sector good;
  User user;
  Origin origin;
  double value_musd = 0, tax_musd = 0;
  SourceLocation at;
  Purpose purpose = {};
};
struct TradeFlow {  // trade.csv: value at the exporter's market price, before export tax, margins and tariff
  Region exporter;
  Sector good;
  Region importer;
  double value_musd = 0, export_tax_musd = 0, tariff_musd = 0;
  SourceLocation at;
};
struct MarginFlow {  // margins.csv: transport service used by a trade flow
  Region exporter;
  Sector good;
  Region importer;
  Sector service;
  double value_musd = 0;
  SourceLocation at;
};
struct MarginSupply {  // margin_supply.csv: a region's sales to the world pool of a service
  Region region;
  Sector service;
  double value_musd = 0;
  SourceLocation at;
};
struct FactorFlow {  // value_added.csv: net of factor tax, tax apart
  Region region;
  Sector sector;
  Factor factor;
  double value_musd = 0, tax_musd = 0;
  SourceLocation at;
};
struct OutputTax {  // output_tax.csv: part of the market value of output
  Region region;
  Sector sector;
  double tax_musd = 0;
  SourceLocation at;
  Sector good = {};  // invalid: of all goods that the sector makes, at one rate
};
struct EndowmentFlow {  // endowments.csv: factor income of an agent, net of factor tax
  Region region;
  Agent agent;
  Factor factor;
  double value_musd = 0;
  SourceLocation at;
};
struct TransferFlow {  // transfers.csv: nominal payment, fixed in the numeraire
  Agent from, to;
  std::string kind;
  double value_musd = 0;
  SourceLocation at;
};
struct MakeFlow {  // make.csv: good made by a sector, at market price
  Region region;
  Sector sector;
  Sector good;
  double value_musd = 0;
  SourceLocation at;
};
struct EmissionFlow {  // co2.csv: emissions of a user from a fuel good, or from its process (no fuel)
  Region region;
  User user;
  std::optional<Sector> fuel;    // empty: process emissions
  std::optional<Origin> origin;  // empty: of any origin
  Gas gas = Gas::co2;
  double mt = 0;  // of the gas
  SourceLocation at;
  Purpose purpose = {};  // for which the fuel is bought
};
// [Mt CO2e]
[[nodiscard]] inline double co2_equivalent(const EmissionFlow& flow) { return co2_equivalent(flow.gas, flow.mt); }
struct EnergyFlow {  // energy.csv: physical energy
  Region region;
  User user;
  Sector fuel;
  double pj = 0;
  SourceLocation at;
  Purpose purpose = {};
};
// Unit of a physical volume.
enum class VolumeUnit { petajoule, terawatt_hour, megatonne };
struct OutputVolume {  // output_volumes.csv: what a region's producers sell of a good, in physical units
  Region region;
  Sector good;
  VolumeUnit unit = VolumeUnit::petajoule;  // the same for all regions
  double quantity = 0;
  SourceLocation at;
};
struct ElasticityEntry {  // elasticities.csv: region or sector empty = any
  std::string parameter;
  std::optional<Region> region;
  std::optional<Sector> sector;
  double value = 0;
  SourceLocation at;
};
// What an idle activity would buy: a good or a factor.
struct ActivityInput {  // activity_inputs.csv
  Sector good;          // or, where it is invalid,
  Factor factor;
  double share = 0;        // of all costs, taxes included, in (0, 1]; those of an activity add up to 1
  double tax_rate = 0;     // on the value before tax, > -1
  double mt_per_musd = 0;  // CO2 per million USD of a good before tax
  SourceLocation at;
};
// A way to make a good that nobody uses at the benchmark, because it costs more than the good: a latent technology.
struct IdleActivity {  // activities.csv
  Region region;
  std::string code;
  Sector good;            // it makes, in the name of the sector of that code
  double markup = 0;      // its costs exceed what it would earn by this part at the benchmark, > 0
  double elasticity = 0;  // of substitution between its inputs
  SourceLocation at;
  std::vector<ActivityInput> inputs = {};
  double capture = 0;  // part of its CO2, of fuels and process, that is captured and does not count, 0 to 1
  // CO2 per million USD of its good, what is captured included [Mt]: of its process, and of biomass, which counts
  // nowhere but where it is captured, as a negative emission.
  double process_mt = 0, biogenic_mt = 0;
  // Resource of the technology alone (model/technology_resource.h): its size as a part of what is made of the good at
  // the benchmark, 0: it needs none; and the elasticity of its supply, > 0.
  double resource_share = 0, resource_elasticity = 0;
};

// The base-year economy as read from a benchmark folder; absent rows are zero.
struct Benchmark {
  std::string folder;    // as named by the user, for messages
  int year = 0;          // benchmark.toml
  std::string currency;  // "million USD"
  std::string sources, licence, citation;
  std::vector<RegionInfo> regions;
  std::vector<SectorInfo> sectors;  // sectors, then technologies (technologies.csv, mostly none)
  std::vector<FactorInfo> factors;
  std::vector<AgentInfo> agents;
  std::vector<std::string> purposes;  // codes of use.csv beside plain use, sorted; mostly none
  std::vector<UseFlow> use;
  std::vector<TradeFlow> trade;
  std::vector<MarginFlow> margins;
  std::vector<MarginSupply> margin_supply;
  std::vector<FactorFlow> value_added;
  std::vector<OutputTax> output_tax;
  std::vector<EndowmentFlow> endowments;  // empty: the household owns all factors of its region
  std::vector<TransferFlow> transfers;
  std::vector<MakeFlow> make;  // empty: sector s makes good s
  std::vector<EmissionFlow> emissions;
  std::vector<EnergyFlow> energy;
  std::vector<OutputVolume> output_volumes;
  std::vector<ElasticityEntry> elasticities;
  std::vector<IdleActivity> activities;  // that stand idle
  std::string data_hash;                 // of the folder's files, for the results

  [[nodiscard]] int region_count() const { return static_cast<int>(regions.size()); }
  [[nodiscard]] int sector_count() const { return static_cast<int>(sectors.size()); }

  // Index by code; an invalid index where there is none.
  [[nodiscard]] Region find_region(const std::string& code) const;
  [[nodiscard]] Sector find_sector(const std::string& code) const;
  [[nodiscard]] Factor find_factor(const std::string& code) const;
  [[nodiscard]] Agent find_agent(const std::string& code) const;
  [[nodiscard]] Purpose find_purpose(const std::string& code) const;

  [[nodiscard]] std::vector<std::string> region_codes() const;
  [[nodiscard]] std::vector<std::string> sector_codes() const;
  [[nodiscard]] std::vector<std::string> factor_codes() const;

  // "steel", "HH_KOR" or "STK".
  [[nodiscard]] std::string user_code(const User& user) const;
  // "OIL", or "OIL for feedstock" of a purchase for a purpose.
  [[nodiscard]] std::string purchase_code(Sector good, Purpose purpose) const;
};

}  // namespace etslink
