// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxation/vat.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "calibration/taxation/taxed_region.h"
#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double balance_tolerance = 1e-11;

double entry_or(const std::map<std::string, double>& entries, const std::string& code, double otherwise) {
  const auto found = entries.find(code);
  return found == entries.end() ? otherwise : found->second;
}

// What a state of the search charges.
struct VatLevels {
  double vat = 0;     // standard rate
  double other = 0;   // part of the old consumption taxes of households that stays
  double output = 0;  // part of the old output taxes that stays
};

class RegionVat {
 public:
  RegionVat(const TaxedTable& taxed, const TaxRates& rates, const VatRule& rule, const VatTask& task)
      : rule_(rule),
        sectors_(static_cast<int>(taxed.table.sectors.size())),
        region_(static_cast<int>(std::find(taxed.table.regions.begin(), taxed.table.regions.end(), rule.region) -
                                 taxed.table.regions.begin())),
        flows_(taxed, region_, task.fixed_goods),
        before_(flows_.rates()) {
    require(region_ < static_cast<int>(taxed.table.regions.size()), "the rule's region is one of the table");
    law_ = rule.rate > 0 ? rule.rate : entry_or(task.published_rate, rule.region, 0);
    if (!(law_ > 0))
      throw InputError(rule.at, "no rate of value-added tax is published for region '" + rule.region +
                                    "': give 'rate' in [[taxes.vat]]");
    set_shares(taxed.table.sectors);
    split_consumption_tax(rates, taxed.table.row(region_, 0));
    revenue_before_ = revenue(before_);
  }

  void apply(TaxedTable& taxed) {
    const double household_before = (excise_and_vat(before_) - excise_only()).col(household()).sum();
    const double output_before = flows_.output_tax(before_);
    const VatLevels levels = find_levels();
    const RegionRates rates = rates_at(levels);
    flows_.store(taxed, rates);
    list(taxed, levels, {household_before, output_before});
  }

 private:
  struct Before {
    double household, output;
  };

  [[nodiscard]] int household() const { return sectors_ + static_cast<int>(FinalUse::households); }

  void set_shares(const std::vector<std::string>& sectors) {
    share_.setZero(sectors_, sectors_ + final_use_count);
    for (int good = 0; good < sectors_; ++good) {
      const std::string& code = sectors[static_cast<std::size_t>(good)];
      const double relative = entry_or(rule_.good, code, 1);
      for (int user = 0; user < sectors_; ++user)
        share_(good, user) = relative * entry_or(rule_.blocked, sectors[static_cast<std::size_t>(user)], 0);
      share_(good, household()) = relative;
      share_(good, sectors_ + static_cast<int>(FinalUse::government)) = relative * rule_.government;
      share_(good, sectors_ + static_cast<int>(FinalUse::investment)) = relative * entry_or(rule_.investment, code, 0);
    }
  }

  // Taxes on purchases are excises, on which households pay their consumption tax.
  void split_consumption_tax(const TaxRates& rates, int first) {
    excise_ = before_.use;
    excise_.col(household()) = rates.excise.col(household()).segment(first, sectors_);
    consumption_ = (1 + before_.use.col(household()).array()) / (1 + excise_.col(household()).array()) - 1;
  }

  [[nodiscard]] RegionRates rates_at(const VatLevels& levels) const {
    RegionRates rates;
    Eigen::ArrayXXd added = levels.vat * share_.array();
    added.col(household()) += levels.other * consumption_.array();
    rates.use = (1 + excise_.array()) * (1 + added) - 1;
    rates.output = levels.output * before_.output;
    return rates;
  }

  [[nodiscard]] Eigen::MatrixXd excise_and_vat(const RegionRates& rates) const {
    return rates.use.cwiseProduct(flows_.bases());
  }
  [[nodiscard]] Eigen::MatrixXd excise_only() const { return excise_.cwiseProduct(flows_.bases()); }
  [[nodiscard]] double revenue(const RegionRates& rates) const {
    return flows_.use_tax(rates) + flows_.output_tax(rates);
  }

  // Revenue at these levels less what it was, on flows that are balanced at them.
  double surplus(const VatLevels& levels) {
    const RegionRates rates = rates_at(levels);
    const TaxedRegion::Balance balance = flows_.balance(rates);
    if (!(balance.largest_gap <= balance_tolerance))
      throw InputError(rule_.at, "the value-added tax of " + rule_.region + " leaves no balanced table: " +
                                     balance.worst + " (gap " + rounded_text(balance.largest_gap, 3) + ")");
    return revenue(rates) - revenue_before_;
  }

  // Where the surplus is zero, by the method of false position (Illinois variant: Dowell and Jarratt 1971).
  VatLevels solve(const std::function<VatLevels(double)>& levels_at, double low, double high) {
    double below = surplus(levels_at(low)), above = surplus(levels_at(high));
    const double enough = 1e-15 * std::abs(revenue_before_);
    double x = above <= 0 ? high : low;
    for (int step = 0; step < 60 && below < 0 && above > 0; ++step) {
      x = (low * above - high * below) / (above - below);
      const double now = surplus(levels_at(x));
      if (std::abs(now) <= enough || x == low || x == high) break;
      if (now > 0) {
        high = x;
        above = now;
        if (step % 2 == 1) below /= 2;
      } else {
        low = x;
        below = now;
        if (step % 2 == 1) above /= 2;
      }
    }
    static_cast<void>(surplus(levels_at(x)));
    return levels_at(x);
  }

  VatLevels find_levels() {
    if (surplus({law_, 0, 0}) >= 0) return solve([](double x) { return VatLevels{x, 0, 0}; }, 0, law_);
    if (surplus({law_, 0, 1}) >= 0) return solve([&](double x) { return VatLevels{law_, 0, x}; }, 0, 1);
    return solve([&](double x) { return VatLevels{law_, x, 1}; }, 0, 1);
  }

  void list(TaxedTable& taxed, const VatLevels& levels, const Before& before) const {
    const auto add = [&](const std::string& what, double size, const std::string& unit) {
      taxed.adjustments.push_back({"value-added tax", rule_.region, what, size, unit});
    };
    const RegionRates rates = rates_at(levels);
    const Eigen::MatrixXd on_excise = (1 + excise_.array()).matrix().cwiseProduct(flows_.bases());
    const Eigen::MatrixXd vat = levels.vat * share_.cwiseProduct(on_excise);
    add("standard rate of the law (" + rule_.source + ")", 100 * law_, "%");
    add("standard rate that the revenue on goods and services leaves", 100 * levels.vat, "%");
    add("revenue of the value-added tax", vat.sum(), "million USD");
    add("of it paid by households", vat.col(household()).sum(), "million USD");
    add("of it paid by investors and the government", vat.rightCols(final_use_count - 1).sum(), "million USD");
    add("of it on inputs of sectors that can't reclaim it", vat.leftCols(sectors_).sum(), "million USD");
    add("consumption tax of households before", before.household, "million USD");
    add("other taxes on consumption that households still pay",
        levels.other * consumption_.dot(on_excise.col(household())), "million USD");
    add("output taxes before", before.output, "million USD");
    add("output taxes that stay", flows_.output_tax(rates), "million USD");
  }

  const VatRule& rule_;
  int sectors_, region_;
  TaxedRegion flows_;
  RegionRates before_;
  double law_ = 0, revenue_before_ = 0;
  Eigen::MatrixXd share_;        // good x user: of the standard rate
  Eigen::MatrixXd excise_;       // good x user
  Eigen::VectorXd consumption_;  // good: old consumption tax of households, on the price with excise
};

}  // namespace

TaxedTable put_value_added_taxes(TaxedTable taxed, const TaxRates& rates, const VatTask& task) {
  for (const VatRule& rule : task.rules) RegionVat(taxed, rates, rule, task).apply(taxed);
  return taxed;
}

}  // namespace etslink
