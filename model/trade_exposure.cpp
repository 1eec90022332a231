// SPDX-License-Identifier: Apache-2.0
#include "model/trade_exposure.h"

#include <map>

#include "model/number_text.h"

namespace etslink {
namespace {

// Trade and value added of the sectors of a benchmark [million USD].
class TradeTotals {
 public:
  explicit TradeTotals(const Benchmark& benchmark) {
    for (const TradeFlow& flow : benchmark.trade) {
      exports_[{flow.exporter, flow.good}] += flow.value_musd;
      imports_[{flow.importer, flow.good}] += flow.value_musd + flow.export_tax_musd;
    }
    for (const MarginFlow& flow : benchmark.margins) imports_[{flow.importer, flow.good}] += flow.value_musd;
    for (const MarginSupply& flow : benchmark.margin_supply) exports_[{flow.region, flow.service}] += flow.value_musd;
    for (const FactorFlow& flow : benchmark.value_added)
      value_added_[{flow.region, flow.sector}] += flow.value_musd + flow.tax_musd;
  }

  // (exports + imports) / (output + imports).
  [[nodiscard]] double intensity(const CoveredSector& sector) const {
    const double imports = value(imports_, sector), supply = sector.output_musd + imports;
    return supply > 0 ? (value(exports_, sector) + imports) / supply : 0;
  }
  [[nodiscard]] double value_added(const CoveredSector& sector) const { return value(value_added_, sector); }

 private:
  using Values = std::map<std::pair<Region, Sector>, double>;
  [[nodiscard]] static double value(const Values& values, const CoveredSector& sector) {
    const auto found = values.find({sector.region, sector.sector});
    return found == values.end() ? 0 : found->second;
  }

  Values exports_, imports_, value_added_;
};

std::string described(const Benchmark& benchmark, const SectorExposure& sector) {
  return benchmark.sectors[sector.sector.index].code + " (trade " + rounded_text(100 * sector.trade_intensity, 3) +
         " %, cost " + rounded_text(100 * sector.cost_share, 3) + " %)";
}

}  // namespace

std::vector<SectorExposure> trade_exposure(const Benchmark& benchmark, const std::vector<CoveredSector>& sectors,
                                           const ExposureRule& rule) {
  const TradeTotals totals(benchmark);
  std::vector<SectorExposure> result;
  for (const CoveredSector& sector : sectors) {
    if (sector.output_musd <= 0) continue;
    SectorExposure exposure{sector.region, sector.sector, totals.intensity(sector)};
    const double value_added = totals.value_added(sector), cost = rule.carbon_price * (sector.mt + sector.indirect_mt);
    exposure.cost_share = value_added > 0 ? cost / value_added : cost > 0 ? unlimited : 0;
    exposure.is_exposed =
        exposure.trade_intensity >= rule.trade_intensity || exposure.cost_share >= rule.cost_share ||
        (exposure.trade_intensity >= rule.joint_trade_intensity && exposure.cost_share >= rule.joint_cost_share);
    result.push_back(exposure);
  }
  return result;
}

std::vector<std::string> exposure_notes(const Benchmark& benchmark, const PermitMarket& market) {
  std::map<Region, std::string> exposed, others;
  for (const SectorExposure& sector : market.exposure) {
    exposed.try_emplace(sector.region), others.try_emplace(sector.region);
    std::string& list = (sector.is_exposed ? exposed : others)[sector.region];
    list += (list.empty() ? "" : ", ") + described(benchmark, sector);
  }
  std::vector<std::string> notes;
  for (const auto& [region, list] : exposed) {
    notes.push_back("market " + market.name + ": trade-exposed in " + benchmark.regions[region.index].code + ": " +
                    (list.empty() ? "none" : list) + "; not: " + (others[region].empty() ? "none" : others[region]));
  }
  return notes;
}

}  // namespace etslink
