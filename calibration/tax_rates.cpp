// SPDX-License-Identifier: Apache-2.0
#include "calibration/tax_rates.h"

#include <algorithm>

#include "calibration/look_up.h"
#include "model/number_text.h"

namespace etslink {
namespace {

bool contains(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

class RateBuilder {
 public:
  RateBuilder(const IoTable& table, const TaxSources& sources, const TaxRules& rules)
      : table_(table), sources_(sources), groups_(rules.groups), assumptions_(rules.assumptions) {
    regions_ = static_cast<int>(table.regions.size());
    sectors_ = static_cast<int>(table.sectors.size());
    household_ = sectors_ + static_cast<int>(FinalUse::households);
    rates_.tariff.setZero(regions_, sectors_);
    rates_.use.setZero(static_cast<Eigen::Index>(regions_) * sectors_, sectors_ + final_use_count);
    rates_.output.setZero(static_cast<Eigen::Index>(regions_) * sectors_);
  }

  TaxRates build(const FactorShares& shares) {
    for (int r = 0; r < regions_; ++r) {
      set_tariffs(r);
      set_oil_taxes(r);
    }
    rates_.excise = rates_.use;
    const TaxedTable with_oil_taxes = apply_taxes(table_, shares, rates_);
    for (int r = 0; r < regions_; ++r) set_consumption_tax(r, with_oil_taxes);
    // factor taxes are set on what the others leave of value added
    const TaxedTable before_factor_taxes = apply_taxes(table_, shares, rates_);
    rates_.labour.setZero(regions_);
    rates_.capital.setZero(regions_);
    for (int r = 0; r < regions_; ++r) set_factor_taxes(r, before_factor_taxes);
    list_assumptions();
    return std::move(rates_);
  }

 private:
  void list(const std::string& place, const std::string& what, double size, const std::string& unit) {
    rates_.adjustments.push_back({"tax rates", place, what, size, unit});
  }

  // A published number of a region [% as published].
  [[nodiscard]] double indicator(int r, const std::string& name) const {
    return tax_indicator(sources_, table_.regions[r], name);
  }

  // The same where a gap means zero, which is listed.
  double indicator_or_zero(int r, const std::string& name) {
    const auto region = sources_.indicator.find(table_.regions[r]);
    if (region != sources_.indicator.end() && region->second.count(name)) return indicator(r, name);
    list(table_.regions[r], "no " + name + " published: taken as zero", 0, "% of GDP");
    return 0;
  }

  [[nodiscard]] double value_added(int r) const { return table_.value_added.segment(table_.row(r, 0), sectors_).sum(); }

  void set_tariffs(int r) {
    const auto& rates = look_up(sources_.tariff_pct, table_.regions[r], {"no tariff of region", sources_.tariff_at});
    const auto rate_of = [&](const std::string& group) {
      const auto found = rates.find(group);
      if (found != rates.end()) return found->second / 100;
      const Sought all{"no tariff of region " + table_.regions[r] + " for " + group + " or", sources_.tariff_at};
      const double rate = look_up(rates, "all", all);
      list(table_.regions[r], "no tariff on " + group + " goods published: that of all goods", rate, "%");
      return rate / 100;
    };
    const double manufactured = groups_.manufactured.empty() ? 0 : rate_of("manufactured");
    const double primary = groups_.primary.empty() ? 0 : rate_of("primary");
    for (int g = 0; g < sectors_; ++g) {
      const std::string& good = table_.sectors[g];
      if (contains(groups_.manufactured, good)) rates_.tariff(r, g) = manufactured;
      if (contains(groups_.primary, good)) rates_.tariff(r, g) = primary;
      if (contains(groups_.fuels, good)) rates_.tariff(r, g) = assumptions_.fuel_tariff;
    }
  }

  // Motor fuel excise relative to the pattern region: from published revenue, else assumed, else from the price survey.
  double excise_index(int r) {
    const std::string& region = table_.regions[r];
    const std::string relative = ", relative to " + sources_.pattern_region;
    const auto revenue = assumptions_.oil_tax_revenue_musd.find(region);
    const auto assumed = assumptions_.excise_index.find(region);
    const auto own = sources_.motor_fuel_excise_usd_per_l.find(region);
    const auto pattern = sources_.motor_fuel_excise_usd_per_l.find(sources_.pattern_region);
    double index = 0;
    if (revenue != assumptions_.oil_tax_revenue_musd.end()) {
      const double at_pattern = revenue_at_pattern(r);
      if (!(at_pattern > 0))
        throw InputError(sources_.recipe_at, "oil_tax_revenue_musd: the users of " + region +
                                                 " would pay nothing at the rates of " + sources_.pattern_region);
      index = revenue->second / at_pattern;
      list(region, "taxes on refined oil set by their published revenue" + relative, index, "ratio");
    } else if (assumed != assumptions_.excise_index.end()) {
      index = assumed->second;
      list(region, "motor fuel excise assumed" + relative, index, "ratio");
    } else if (own != sources_.motor_fuel_excise_usd_per_l.end() &&
               pattern != sources_.motor_fuel_excise_usd_per_l.end() && pattern->second > 0) {
      index = own->second / pattern->second;
      list(region, "motor fuel excise from the price survey" + relative, index, "ratio");
    } else {
      throw InputError(sources_.recipe_at, "no motor fuel excise for region '" + region + "': give it in excise_index");
    }
    return index;
  }

  [[nodiscard]] int oil() const {
    const auto found = std::find(table_.sectors.begin(), table_.sectors.end(), groups_.refined_oil);
    require(found != table_.sectors.end(), "refined oil is a sector of the table");
    return static_cast<int>(found - table_.sectors.begin());
  }

  [[nodiscard]] std::string user_code(int user) const { return user == household_ ? "HH" : table_.sectors[user]; }

  // Rate on refined oil in the pattern region; the refinery itself, government, investment and stocks are free.
  [[nodiscard]] double pattern_rate(int user) const {
    const std::string code = user_code(user);
    const auto rate = sources_.oil_tax_by_user.find(code);
    return code == groups_.refined_oil || rate == sources_.oil_tax_by_user.end() ? 0 : rate->second;
  }

  [[nodiscard]] double revenue_at_pattern(int r) const {
    double revenue = 0;
    for (int user = 0; user <= household_; ++user) revenue += pattern_rate(user) * base(r, oil(), user);
    return revenue;
  }

  void set_oil_taxes(int r) {
    const double index = excise_index(r);
    for (int user = 0; user <= household_; ++user) {
      const double rate = index * pattern_rate(user);
      if (rate <= -1)
        throw InputError(sources_.recipe_at, "the subsidy on refined oil of " + user_code(user) + ", " +
                                                 table_.regions[r] + " would be " + shortest_text(-rate) +
                                                 " times its value");
      rates_.use(table_.row(r, oil()), user) = rate;
    }
  }

  // Purchases of a good by a sector or the household at basic price with tariff.
  [[nodiscard]] double base(int r, int good, int user) const {
    double sum = 0;
    for (int exporter = 0; exporter < regions_; ++exporter) {
      const int product = table_.row(exporter, good);
      const double value = user == household_
                               ? table_.final_demand(product, IoTable::final_column(r, FinalUse::households))
                               : table_.intermediate(product, table_.row(r, user));
      sum += exporter == r ? value : value * (1 + rates_.tariff(r, good));
    }
    return sum;
  }

  [[nodiscard]] double relative_rate(int good) const {
    return contains(groups_.reduced_rate, table_.sectors[good]) ? assumptions_.reduced_rate_factor : 1;
  }

  void set_consumption_tax(int r, const TaxedTable& with_oil_taxes) {
    const double oil_taxes = with_oil_taxes.use_tax.middleRows(static_cast<Eigen::Index>(r) * sectors_, sectors_).sum();
    const double wanted = indicator(r, "rev_goods_services") / 100 * value_added(r);
    double tax_base = 0;
    for (int g = 0; g < sectors_; ++g)
      tax_base += relative_rate(g) * base(r, g, household_) * (1 + rates_.use(table_.row(r, g), household_));
    const double missing = std::max(0.0, wanted - oil_taxes);
    if (oil_taxes > wanted)
      list(table_.regions[r], "taxes on refined oil bring more than the published revenue on goods and services",
           oil_taxes - wanted, "million USD");
    const double uncapped = tax_base > 0 ? missing / tax_base : 0;
    const double standard_rate = std::min(assumptions_.consumption_tax_cap, uncapped);
    for (int g = 0; g < sectors_; ++g) {
      double& rate = rates_.use(table_.row(r, g), household_);
      rate = (1 + rate) * (1 + standard_rate * relative_rate(g)) - 1;
    }
    list(table_.regions[r], "standard consumption tax rate that brings the published revenue on goods and services",
         100 * standard_rate, "%");
    set_output_tax(r, tax_base > 0 ? (uncapped - standard_rate) * tax_base : missing);
  }

  // What households can't plausibly pay (cascading turnover taxes): in proportion to value added.
  void set_output_tax(int r, double revenue) {
    if (revenue <= 0) return;
    const Eigen::VectorXd output = table_.output();
    for (int s = 0; s < sectors_; ++s) {
      const int k = table_.row(r, s);
      if (output(k) > 0) rates_.output(k) = revenue / value_added(r) * std::max(0.0, table_.value_added(k)) / output(k);
    }
    list(table_.regions[r], "revenue on goods and services above the consumption tax cap: output tax by value added",
         revenue, "million USD");
  }

  void set_factor_taxes(int r, const TaxedTable& taxed) {
    const double labour = taxed.labour.segment(table_.row(r, 0), sectors_).sum();
    const double capital = (taxed.capital + taxed.resource).segment(table_.row(r, 0), sectors_).sum();
    const double gdp = value_added(r);
    const double income_tax = indicator(r, "rev_income_profits") / 100 * gdp;
    const double statutory = indicator(r, "cit_statutory_rate") / 100;
    const double on_capital = std::min(income_tax, assumptions_.effective_capital_tax_factor * statutory * capital);
    const double contributions =
        (indicator_or_zero(r, "rev_social_contributions") + indicator_or_zero(r, "rev_payroll")) / 100 * gdp;
    rates_.capital(r) = capital > 0 ? on_capital / capital : 0;
    rates_.labour(r) = labour > 0 ? (income_tax - on_capital + contributions) / labour : 0;
    if (rates_.labour(r) >= 1 || rates_.capital(r) >= 1)
      throw InputError(sources_.indicator_at, "taxes of " + table_.regions[r] + " take all labour or capital income: " +
                                                  rounded_text(100 * rates_.labour(r), 4) + " % and " +
                                                  rounded_text(100 * rates_.capital(r), 4) + " %");
    list(table_.regions[r], "labour tax rate on gross labour income (contributions, payroll and personal income tax)",
         100 * rates_.labour(r), "%");
    list(table_.regions[r], "capital tax rate on gross capital and resource income", 100 * rates_.capital(r), "%");
  }

  void list_assumptions() {
    list("all", "tariff on imported fuels, assumed", 100 * assumptions_.fuel_tariff, "%");
    list("all", "reduced consumption tax rate / standard rate, assumed", assumptions_.reduced_rate_factor, "ratio");
    list("all", "highest standard consumption tax rate, assumed", 100 * assumptions_.consumption_tax_cap, "%");
    list("all", "effective / statutory tax rate on capital income, assumed", assumptions_.effective_capital_tax_factor,
         "ratio");
    std::string untaxed;
    for (int user = 0; user <= household_; ++user)
      if (user_code(user) != groups_.refined_oil && !sources_.oil_tax_by_user.count(user_code(user)))
        untaxed += " " + user_code(user);
    if (!untaxed.empty()) list("all", "refined oil: no tax published of" + untaxed + ": taken as zero", 0, "ratio");
    list("all", "refined oil: pattern by user from the table of " + sources_.pattern_region, 0, "ratio");
  }

  const IoTable& table_;
  const TaxSources& sources_;
  const TaxGoodGroups& groups_;
  const TaxAssumptions& assumptions_;
  TaxRates rates_;
  int regions_ = 0;
  int sectors_ = 0;
  int household_ = 0;
};

}  // namespace

double tax_indicator(const TaxSources& sources, const std::string& region, const std::string& name) {
  const auto& published =
      look_up(sources.indicator, region, {"no '" + name + "' in the tax sources for region", sources.indicator_at});
  return look_up(published, name, {"the tax sources of region '" + region + "' have no", sources.indicator_at});
}

TaxRates build_tax_rates(const IoTable& table, const FactorShares& shares, const TaxSources& sources,
                         const TaxRules& rules) {
  const TaxAssumptions& assumptions = rules.assumptions;
  require(assumptions.fuel_tariff >= 0 && assumptions.reduced_rate_factor >= 0, "tax assumptions are not negative");
  require(assumptions.consumption_tax_cap >= 0 && assumptions.effective_capital_tax_factor >= 0,
          "tax assumptions are not negative");
  return RateBuilder(table, sources, rules).build(shares);
}

}  // namespace etslink
