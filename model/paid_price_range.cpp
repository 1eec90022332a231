// SPDX-License-Identifier: Apache-2.0
#include "model/paid_price_range.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

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

}  // namespace

std::vector<PaidPriceCut> paid_prices_without_taxes(const Benchmark& benchmark, const ElasticityTable& values) {
  std::vector<PaidPriceCut> found;
  for (const auto& [payer, burnt] : burnt_by_sector(benchmark)) {
    const auto& [region, sector] = payer;
    const double price = values.value_or(carbon_price_paid, region, sector, 0);
    if (price == 0 || price * burnt.mt <= (1 + tolerance) * burnt.tax_musd) continue;
    const double carried = burnt.mt > 0 ? std::max(0.0, burnt.tax_musd / burnt.mt) : 0;
    found.push_back(
        {region, sector, price, carried, burnt.mt, burnt.tax_musd, values.place(carbon_price_paid, region, sector)});
  }
  return found;
}

void require_taxes_behind_paid_prices(const Benchmark& benchmark, const ElasticityTable& values) {
  const std::vector<PaidPriceCut> found = paid_prices_without_taxes(benchmark, values);
  if (found.empty()) return;
  const PaidPriceCut& cut = found.front();
  throw InputError(cut.at,
                   std::string(carbon_price_paid) + " of " + benchmark.sectors[cut.sector.index].code + ", " +
                       benchmark.regions[cut.region.index].code + ": " + shortest_text(cut.stated) + " USD/t on " +
                       rounded_text(cut.mt, 6) + " Mt are more than the taxes on these fuels in use.csv, " +
                       rounded_text(cut.tax_musd, 6) + " million USD; allowed: 0 to " + rounded_text(cut.carried, 7));
}

void require_taxes_behind_paid_prices(const Benchmark& benchmark) {
  require_taxes_behind_paid_prices(benchmark, ElasticityTable(benchmark, {}, {}));
}

}  // namespace etslink
