// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxation/carbon_prices.h"

#include <algorithm>

#include "model/elasticity_range.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double largest_part = 0.9;  // of the income of capital and resources in a sector

class PaidPrice {
 public:
  PaidPrice(Benchmark& benchmark, const CarbonPriceRule& rule, const std::string& sector)
      : benchmark_(benchmark),
        rule_(rule),
        region_(benchmark.find_region(rule.region)),
        sector_(benchmark.find_sector(sector)) {
    require(region_.valid() && sector_.valid(), "the recipe's names are those of the benchmark");
  }

  // [million USD]
  double add() {
    double paid = 0;
    for (const EmissionFlow& flow : benchmark_.emissions)
      if (flow.fuel && flow.mt > 0 && is_own(flow.region, flow.user)) paid += tax_fuel(flow);
    if (!(paid > 0)) fail("burns no fuel");
    take_from_capital(paid);
    benchmark_.elasticities.push_back({carbon_price_paid, region_, sector_, rule_.usd_per_t, {}});
    return paid;
  }

 private:
  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(rule_.at, "a carbon price of " + benchmark_.sectors[sector_.index].code + ", " + rule_.region +
                                   ": the sector " + problem);
  }

  [[nodiscard]] bool is_own(Region region, const User& user) const {
    return region == region_ && user == User{User::Kind::sector, sector_.index};
  }

  double tax_fuel(const EmissionFlow& emission) {
    std::vector<UseFlow*> rows;
    double value = 0;
    for (UseFlow& flow : benchmark_.use) {
      if (!is_own(flow.region, flow.user) || flow.good != *emission.fuel || flow.purpose != emission.purpose) continue;
      if (emission.origin && *emission.origin != flow.origin) continue;
      rows.push_back(&flow);
      value += flow.value_musd;
    }
    if (!(value > 0)) fail("emits from a fuel that it does not buy");
    const double paid = rule_.usd_per_t * co2_equivalent(emission);
    for (UseFlow* flow : rows) flow->tax_musd += paid * flow->value_musd / value;
    return paid;
  }

  void take_from_capital(double paid) {
    const auto is_labour = [&](const FactorFlow& flow) {
      return benchmark_.factors[flow.factor.index].role == FactorRole::labour;
    };
    double income = 0;
    const auto is_taken = [&](const FactorFlow& flow) {
      return flow.region == region_ && flow.sector == sector_ && !is_labour(flow);
    };
    for (const FactorFlow& flow : benchmark_.value_added)
      if (is_taken(flow)) income += flow.value_musd + flow.tax_musd;
    if (paid > largest_part * income)
      fail("would pay " + rounded_text(paid, 4) + " of the " + rounded_text(income, 4) +
           " million USD that capital and resources earn there");
    for (FactorFlow& flow : benchmark_.value_added) {
      if (!is_taken(flow)) continue;
      flow.value_musd *= 1 - paid / income;
      flow.tax_musd *= 1 - paid / income;
    }
  }

  Benchmark& benchmark_;
  const CarbonPriceRule& rule_;
  Region region_;
  Sector sector_;
};

}  // namespace

Adjustments add_carbon_prices(Benchmark& benchmark, const std::vector<CarbonPriceRule>& rules) {
  Adjustments adjustments;
  for (const CarbonPriceRule& rule : rules) {
    for (const std::string& code : rule.sectors) {
      const double paid = PaidPrice(benchmark, rule, code).add();
      adjustments.push_back({"carbon prices", code + ", " + rule.region,
                             "carbon price of " + rounded_text(rule.usd_per_t, 4) +
                                 " USD/t put into taxes on fuels, out of " + "the income of capital (" + rule.source +
                                 ")",
                             paid, "million USD"});
    }
  }
  return adjustments;
}

}  // namespace etslink
