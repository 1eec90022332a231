// SPDX-License-Identifier: Apache-2.0
#include "calibration/plausibility/plausibility.h"

// Rates of taxes, and the output tax as what is left between the row and the column of a sector.
namespace etslink {
namespace {

using Measurements = std::vector<Measurement>;

constexpr double least_base_musd = 1;  // a rate on less tells nothing

void add(Measurements& result, const std::string& cell, double tax, double base) {
  if (tax != 0 && base >= least_base_musd) result.push_back({cell, tax / base});
}

template <bool on_oil>
void add_use_taxes(const BenchmarkFacts& facts, Measurements& result) {
  for (const auto& [cell, use] : facts.use) {
    if ((facts.role(cell.good) == SectorRole::refined_oil) != on_oil) continue;
    const Benchmark& benchmark = facts.benchmark;
    add(result,
        "use of " + benchmark.purchase_code(cell.good, cell.purpose) + " by " + benchmark.user_code(cell.user) + ", " +
            facts.code(cell.region),
        use.tax_musd, use.value_musd);
  }
}

Measurements oil_rates(const BenchmarkFacts& facts) {
  Measurements result;
  add_use_taxes<true>(facts, result);
  return result;
}

Measurements rates(const BenchmarkFacts& facts) {
  Measurements result;
  add_use_taxes<false>(facts, result);
  for (const TradeFlow& flow : facts.benchmark.trade) {
    const std::string cell =
        facts.code(flow.good) + " from " + facts.code(flow.exporter) + " to " + facts.code(flow.importer);
    add(result, "export tax on " + cell, flow.export_tax_musd, flow.value_musd);
    add(result, "tariff on " + cell, flow.tariff_musd, flow.value_musd + flow.export_tax_musd);
  }
  for (const FactorFlow& flow : facts.benchmark.value_added) {
    add(result,
        facts.benchmark.factors[flow.factor.index].code + " of " + facts.code(flow.sector) + ", " +
            facts.code(flow.region),
        flow.tax_musd, flow.value_musd);
  }
  return result;
}

// Output tax over output: row total of the sector less its column total.
Measurements row_less_column(const BenchmarkFacts& facts) {
  Measurements result;
  for (const auto& [key, tax] : facts.output_tax) {
    const auto cost = facts.cost.find(key);
    const double output = tax + (cost == facts.cost.end() ? 0 : cost->second);
    add(result, facts.code(key.second) + ", " + facts.code(key.first), tax, output);
  }
  return result;
}

}  // namespace

std::vector<PlausibilityRule> tax_rules() {
  return {{"tax rates", "taxes on use, trade and factors / what they are paid on, refined oil apart", "of the base",
           -0.5, 1, "nea2011: labour in Europe, an export tax that takes the rent",
           "a value net of tax on one side only, or tobacco and alcohol alone", rates},
          {"tax rates of oil", "taxes on the use of refined oil / its value", "of the base", -0.5, 2,
           "motor fuels of households in nea2011 and room for others", "an excise in another unit", oil_rates},
          {"row less column", "output tax / output of a sector: what its sales exceed its costs by", "of output", -0.2,
           0.3, "nea2011 and room for others",
           "the sector's column and row are of different sources, or in other prices", row_less_column}};
}

}  // namespace etslink
