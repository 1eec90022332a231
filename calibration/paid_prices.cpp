// SPDX-License-Identifier: Apache-2.0
#include "calibration/paid_prices.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "model/elasticity_range.h"
#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double tolerance = 1e-6;  // relative: rounding of sources in single precision is ten times less

using Payer = std::pair<Region, Sector>;

// Fuel that a sector burns [Mt CO2], and the taxes on it [million USD].
struct Burnt {
  double mt = 0, tax_musd = 0;
};

std::map<Payer, Burnt> burnt_by_sector(const Benchmark& benchmark) {
  std::map<Payer, Burnt> burnt;
  std::set<std::tuple<Region, Sector, Sector, Purpose>> fuels;
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (!flow.fuel || flow.gas != Gas::co2 || flow.user.kind != User::Kind::sector) continue;
    const Sector sector{flow.user.index};
    burnt[{flow.region, sector}].mt += flow.mt;
    fuels.emplace(flow.region, sector, *flow.fuel, flow.purpose);
  }
  for (const UseFlow& flow : benchmark.use) {
    if (flow.user.kind != User::Kind::sector) continue;
    const Sector sector{flow.user.index};
    if (fuels.contains({flow.region, sector, flow.good, flow.purpose}))
      burnt[{flow.region, sector}].tax_musd += flow.tax_musd;
  }
  return burnt;
}

// The row that holds for a sector: of region and sector, sector, region, any.
const ElasticityEntry* price_of(const Benchmark& benchmark, const Payer& payer) {
  const ElasticityEntry* best = nullptr;
  int rank = -1;
  for (const ElasticityEntry& entry : benchmark.elasticities) {
    const bool holds =
        (!entry.region || *entry.region == payer.first) && (!entry.sector || *entry.sector == payer.second);
    const int here = (entry.sector ? 2 : 0) + (entry.region ? 1 : 0);
    if (entry.parameter != carbon_price_paid || !holds || here <= rank) continue;
    best = &entry;
    rank = here;
  }
  return best;
}

struct Excess {
  PaidPriceCut cut;
  SourceLocation at;  // of the row that holds
};

std::vector<Excess> find_excess(const Benchmark& benchmark) {
  std::vector<Excess> found;
  for (const auto& [payer, burnt] : burnt_by_sector(benchmark)) {
    const ElasticityEntry* entry = price_of(benchmark, payer);
    if (entry == nullptr || entry->value * burnt.mt <= (1 + tolerance) * burnt.tax_musd || entry->value == 0) continue;
    const double carried = burnt.mt > 0 ? std::max(0.0, burnt.tax_musd / burnt.mt) : 0;
    found.push_back({{payer.first, payer.second, entry->value, carried, burnt.mt, burnt.tax_musd}, entry->at});
  }
  return found;
}

}  // namespace

void require_taxes_behind_paid_prices(const Benchmark& benchmark) {
  const std::vector<Excess> found = find_excess(benchmark);
  if (found.empty()) return;
  const auto& [cut, at] = found.front();
  throw InputError(at, std::string(carbon_price_paid) + " of " + benchmark.sectors[cut.sector.index].code + ", " +
                           benchmark.regions[cut.region.index].code + ": " + shortest_text(cut.stated) + " USD/t on " +
                           rounded_text(cut.mt, 6) + " Mt are more than the taxes on these fuels in use.csv, " +
                           rounded_text(cut.tax_musd, 6) + " million USD");
}

std::vector<PaidPriceCut> cut_paid_prices(Benchmark& benchmark) {
  std::vector<PaidPriceCut> cuts;
  for (const auto& [cut, at] : find_excess(benchmark)) {
    auto row = std::find_if(benchmark.elasticities.begin(), benchmark.elasticities.end(), [&](const auto& entry) {
      return entry.parameter == carbon_price_paid && entry.region == cut.region && entry.sector == cut.sector;
    });
    if (row == benchmark.elasticities.end())
      row = benchmark.elasticities.insert(row, {carbon_price_paid, cut.region, cut.sector, 0, at});
    row->value = cut.carried;
    cuts.push_back(cut);
  }
  return cuts;
}

}  // namespace etslink
