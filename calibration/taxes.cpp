// SPDX-License-Identifier: Apache-2.0
#include "calibration/taxes.h"

#include <algorithm>
#include <cmath>

#include "calibration/nonnegative_trade.h"
#include "model/input_error.h"
#include "model/number_text.h"

namespace etslink {
namespace {

double rate_or_zero(const Eigen::MatrixXd& rates, Eigen::Index row, Eigen::Index column) {
  return rates.size() == 0 ? 0 : rates(row, column);
}

double rate_or_zero(const Eigen::VectorXd& rates, Eigen::Index row) { return rates.size() == 0 ? 0 : rates(row); }

// Puts taxes on one copy of the table, region by region.
class TaxBuilder {
 public:
  TaxBuilder(const IoTable& table, const TaxRates& rates) : rates_(rates) {
    result_.table = table;
    result_.adjustments = make_trade_nonnegative(result_.table);
    regions_ = static_cast<int>(table.regions.size());
    sectors_ = static_cast<int>(table.sectors.size());
    const Eigen::Index rows = static_cast<Eigen::Index>(regions_) * sectors_;
    result_.tariff.setZero(rows, regions_);
    result_.use_tax.setZero(rows, sectors_ + final_use_count);
    for (Eigen::VectorXd* vector : {&result_.output_tax, &result_.labour, &result_.capital, &result_.resource,
                                    &result_.labour_tax, &result_.capital_tax, &result_.resource_tax})
      vector->setZero(rows);
    check_value_added();
  }

  TaxedTable build(const FactorShares& shares, double minimum_factor_share) {
    set_tariffs();
    set_use_taxes();
    for (int r = 0; r < regions_; ++r) {
      for (int s = 0; s < sectors_; ++s) set_factor_income(shares, {r, s}, minimum_factor_share);
    }
    return std::move(result_);
  }

 private:
  struct Place {
    int region, sector;
  };

  [[nodiscard]] std::string name(Place p) const {
    return result_.table.sectors[p.sector] + ", " + result_.table.regions[p.region];
  }

  // Value added is what output leaves over inputs; a table that says otherwise is not balanced.
  void check_value_added() {
    IoTable& table = result_.table;
    const Eigen::VectorXd output = table.output();
    const Eigen::VectorXd residual = output - table.intermediate.colwise().sum().transpose();
    for (int k = 0; k < residual.size(); ++k) {
      if (std::abs(residual(k) - table.value_added(k)) > 1e-6 * std::max(std::abs(output(k)), 1e-3))
        throw InputError(table.place(k / sectors_, k % sectors_),
                         "zero profit: " + name({k / sectors_, k % sectors_}) + ": the table is not balanced");
    }
    table.value_added = residual;
  }

  void set_tariffs() {
    for (int importer = 0; importer < regions_; ++importer) {
      for (int k = 0; k < regions_ * sectors_; ++k) {
        if (k / sectors_ == importer) continue;
        result_.tariff(k, importer) =
            rate_or_zero(rates_.tariff, importer, k % sectors_) * sales_to_region(result_.table, k, importer);
      }
    }
  }

  // Imports of a good by a user at basic price: column `user` counts sectors, then final uses, of the region.
  [[nodiscard]] double imports(Place good, int user) const {
    double sum = 0;
    for (int exporter = 0; exporter < regions_; ++exporter) {
      if (exporter != good.region) sum += purchase(exporter, good, user);
    }
    return sum;
  }

  [[nodiscard]] double purchase(int exporter, Place good, int user) const {
    const IoTable& table = result_.table;
    const int product = table.row(exporter, good.sector);
    if (user < sectors_) return table.intermediate(product, table.row(good.region, user));
    return table.final_demand(product, good.region * final_use_count + user - sectors_);
  }

  void set_use_taxes() {
    for (int r = 0; r < regions_; ++r) {
      for (int g = 0; g < sectors_; ++g) {
        const int product = result_.table.row(r, g);
        const double tariff_rate = rate_or_zero(rates_.tariff, r, g);
        for (int user = 0; user < sectors_ + final_use_count; ++user) {
          if (user == sectors_ + static_cast<int>(FinalUse::stock_change)) continue;
          const double base = purchase(r, {r, g}, user) + imports({r, g}, user) * (1 + tariff_rate);
          result_.use_tax(product, user) = rate_or_zero(rates_.use, product, user) * base;
        }
      }
    }
  }

  [[nodiscard]] double tariffs_paid(Place p) const {
    double sum = 0;
    for (int g = 0; g < sectors_; ++g) {
      const double rate = rate_or_zero(rates_.tariff, p.region, g);
      if (rate != 0) sum += rate * imports({p.region, g}, p.sector);
    }
    return sum;
  }

  [[nodiscard]] double use_taxes_paid(Place p) const {
    return result_.use_tax.col(p.sector).segment(result_.table.row(p.region, 0), sectors_).sum();
  }

  // Carves tariffs, use and output taxes out of value added and returns what is left for the factors.
  double carve_out(Place p, double minimum_factor_share) {
    const int k = result_.table.row(p.region, p.sector);
    const double value_added = result_.table.value_added(k);
    const double tariffs = tariffs_paid(p);
    double taxes = use_taxes_paid(p) + rate_or_zero(rates_.output, k) * result_.table.output()(k);
    result_.output_tax(k) = rate_or_zero(rates_.output, k) * result_.table.output()(k);
    const double room = (1 - minimum_factor_share) * value_added - tariffs;
    if (taxes > 0 && taxes > room) {
      const double kept = std::max(0.0, room / taxes);
      result_.adjustments.push_back({"taxes", name(p), "taxes on inputs and output cut to what value added can bear",
                                     (kept - 1) * taxes, "million USD"});
      result_.use_tax.col(p.sector).segment(result_.table.row(p.region, 0), sectors_) *= kept;
      result_.output_tax(k) *= kept;
      taxes = use_taxes_paid(p) + result_.output_tax(k);
    }
    return value_added - tariffs - taxes;
  }

  void set_factor_income(const FactorShares& shares, Place p, double minimum_factor_share) {
    const int k = result_.table.row(p.region, p.sector);
    const double income = carve_out(p, minimum_factor_share);
    if (income < -1e-9 * std::max(1.0, std::abs(result_.table.value_added(k))))
      throw InputError(result_.table.place(p.region, p.sector),
                       "value added of " + name(p) + " is negative after tariffs and taxes: " + shortest_text(income) +
                           " of " + shortest_text(result_.table.value_added(k)) + " million USD");
    const double labour = std::max(0.0, income) * shares.labour(p.region, p.sector);
    const double resource = std::max(0.0, income) * shares.resource(p.region, p.sector);
    const double capital = std::max(0.0, income) - labour - resource;
    const double labour_rate = rate_or_zero(rates_.labour, p.region);
    const double capital_rate = rate_or_zero(rates_.capital, p.region);
    result_.labour_tax(k) = labour_rate * labour;
    result_.labour(k) = labour - result_.labour_tax(k);
    result_.capital_tax(k) = capital_rate * capital;
    result_.capital(k) = capital - result_.capital_tax(k);
    result_.resource_tax(k) = capital_rate * resource;
    result_.resource(k) = resource - result_.resource_tax(k);
  }

  const TaxRates& rates_;
  TaxedTable result_;
  int regions_ = 0;
  int sectors_ = 0;
};

void check_rates(const IoTable& table, const TaxRates& rates) {
  const auto regions = static_cast<Eigen::Index>(table.regions.size());
  const auto sectors = static_cast<Eigen::Index>(table.sectors.size());
  const auto fits = [](const auto& matrix, Eigen::Index rows, Eigen::Index columns) {
    return matrix.size() == 0 || (matrix.rows() == rows && matrix.cols() == columns && matrix.allFinite());
  };
  require(fits(rates.tariff, regions, sectors), "tariff rates: importer x good");
  require(fits(rates.use, regions * sectors, sectors + final_use_count), "use tax rates: product x user");
  require(fits(rates.output, regions * sectors, 1), "output tax rates: one per region and sector");
  require(fits(rates.labour, regions, 1) && fits(rates.capital, regions, 1), "factor tax rates: one per region");
}

}  // namespace

TaxedTable apply_taxes(const IoTable& table, const FactorShares& shares, const TaxRates& rates,
                       double minimum_factor_share) {
  check_rates(table, rates);
  require(minimum_factor_share > 0 && minimum_factor_share <= 1, "minimum factor share inside 0..1");
  return TaxBuilder(table, rates).build(shares, minimum_factor_share);
}

std::vector<TaxRevenue> tax_revenue(const TaxedTable& taxed, const std::vector<std::string>& energy_goods) {
  const IoTable& table = taxed.table;
  const auto sectors = static_cast<int>(table.sectors.size());
  std::vector<TaxRevenue> revenue(table.regions.size());
  for (int r = 0; r < static_cast<int>(table.regions.size()); ++r) {
    TaxRevenue& own = revenue[r];
    own.tariff = taxed.tariff.col(r).sum();
    for (int s = 0; s < sectors; ++s) {
      const int k = table.row(r, s);
      const bool is_energy =
          std::find(energy_goods.begin(), energy_goods.end(), table.sectors[s]) != energy_goods.end();
      (is_energy ? own.energy_use : own.other_use) += taxed.use_tax.row(k).sum();
      own.output += taxed.output_tax(k);
      own.labour += taxed.labour_tax(k);
      own.capital += taxed.capital_tax(k) + taxed.resource_tax(k);
    }
  }
  return revenue;
}

}  // namespace etslink
