// SPDX-License-Identifier: Apache-2.0
// Names, units and signs as in the common definitions of the IAMC: costs are positive, trade is net exports.
#include "results/iamc_rows.h"

#include <algorithm>
#include <cmath>

namespace etslink {
namespace {

const char* const world = "World";
constexpr double million_in_billion = 1e-3;

enum class Measure { money, co2, allowances };

// An indicator by region that becomes a variable.
struct RegionVariable {
  const char *name, *indicator;
  Measure measure;  // million, becomes billion; Mt of CO2; Mt of allowances
  double sign;
  const char* beyond = nullptr;  // an indicator by region that the world's sum has and no region
};

const char* const international_transport = "co2_international_transport";

const RegionVariable region_variables[] = {
    {"GDP|MER", "gdp", Measure::money, 1},
    {"Consumption", "consumption", Measure::money, 1},
    {"Emissions|CO2", "co2", Measure::co2, 1, international_transport},
    {"Policy Cost|GDP Loss|MER", "abatement_cost_gdp", Measure::money, 1},
    {"Policy Cost|Equivalent Variation", "abatement_cost_ev", Measure::money, 1},
    {"Trade|Emissions Allowances [Volume]", "permit_imports", Measure::allowances, -1},
    {"Trade|Emissions Allowances [Value]", "permit_import_value", Measure::money, -1}};

std::string attribute(const StudyFile& file, const std::string& name) {
  for (const auto& [key, value] : file.attributes) {
    if (key == name) return value;
  }
  return {};
}

// The levels of a variable's name are separated by "|", so that a label must not have one.
std::string one_level(std::string label) {
  std::replace(label.begin(), label.end(), '|', '-');
  return label;
}

class IamcWriter {
 public:
  explicit IamcWriter(const StudyFile& file) : set_(file.indicators) {
    year_ = attribute(file, "benchmark_year");
    money_ = iamc_currency(file);
    model_ = iamc_model("etslink " + attribute(file, "program_version"), file);
  }

  // Its rows.
  std::vector<IamcRow> write() {
    for (std::size_t s = 0; s < set_.scenarios.size(); ++s) {
      if (set_.solver_status[s] != SolverStatus::solved) continue;
      scenario_ = static_cast<int>(s);
      for (const auto& variable : region_variables) {
        write_regions(variable.name, variable.measure, scaled(variable.indicator, variable.measure, variable.sign),
                      variable.beyond == nullptr ? 0 : total(variable.beyond));
      }
      if (const double mt = total(international_transport); mt != 0)
        row(world, "Emissions|CO2|Energy|Demand|Bunkers", unit_of(Measure::co2), mt);
      write_area_under_curve();
      write_carbon_prices();
      write_sectors("Export", "exports");
      write_sectors("Import", "imports");
    }
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::vector<double> scaled(const std::string& indicator, Measure measure, double sign) const {
    auto values = set_.slice(indicator, scenario_);
    for (double& value : values) value *= sign * (measure == Measure::money ? million_in_billion : 1);
    return values;
  }

  [[nodiscard]] std::string unit_of(Measure measure) const {
    if (measure == Measure::money) return "billion " + money_ + "/yr";
    return measure == Measure::co2 ? "Mt CO2/yr" : "Mt CO2-equiv/yr";
  }

  void row(const std::string& region, const std::string& variable, const std::string& unit, double value) {
    if (!std::isfinite(value)) return;
    const bool is_money = unit.find(money_) != std::string::npos;
    const double plain = value == 0 ? 0 : value;  // never "-0"
    rows_.push_back({model_, set_.scenarios[scenario_], region, variable, unit, year_, plain, is_money});
  }

  // Of an indicator by region, where the file has it and it is known; 0 else.
  [[nodiscard]] double total(const char* indicator) const {
    double sum = 0;
    if (!set_.has(indicator)) return sum;
    for (const double value : set_.slice(indicator, scenario_)) sum += std::isfinite(value) ? value : 0;
    return sum;
  }

  // A variable by region with its sum over the world, which has `beyond` as well.
  void write_regions(const std::string& variable, Measure measure, const std::vector<double>& values,
                     double beyond = 0) {
    const auto unit = unit_of(measure);
    double sum = beyond;
    for (std::size_t r = 0; r < values.size(); ++r) {
      row(set_.regions[r], variable, unit, values[r]);
      sum += values[r];
    }
    row(world, variable, unit, sum);
  }

  // The area alone: the database adds the value of permit trade where it wants it.
  void write_area_under_curve() {
    auto area = scaled("abatement_cost_macc", Measure::money, 1);
    const auto permits = scaled("permit_import_value", Measure::money, 1);
    for (std::size_t r = 0; r < area.size(); ++r) area[r] -= permits[r];
    write_regions("Policy Cost|Area under MAC Curve", Measure::money, area);
  }

  // Part of the region's inventory that a market charges [%]; all where the file is older than the indicator.
  [[nodiscard]] double coverage(std::size_t market, std::size_t region) const {
    if (!set_.has("inventory_coverage")) return 100;
    const double percent = set_.slice("inventory_coverage", scenario_)[market * set_.regions.size() + region];
    return std::isfinite(percent) ? percent : 0;
  }

  // The price of the market, whatever its instrument, that charges more than half of the region's CO2; zero where none
  // charges any. By market where there are others, or where it charges less: a price of steel, or of ships, is not that
  // of the region.
  void write_carbon_prices() {
    constexpr double half = 50, least = 1e-6;  // [%]
    const auto price = set_.slice("carbon_price", scenario_);
    const auto unit = money_ + "/t CO2";
    for (std::size_t r = 0; r < set_.regions.size(); ++r) {
      std::vector<std::size_t> markets, main;
      bool is_free = true;
      for (std::size_t m = 0; m < set_.markets.size(); ++m) {
        if (!set_.is_on(scenario_, static_cast<int>(m), static_cast<int>(r))) continue;
        markets.push_back(m);
        if (coverage(m, r) > half) main.push_back(m);
        is_free = is_free && coverage(m, r) < least;
      }
      if (is_free || main.size() == 1) row(set_.regions[r], "Price|Carbon", unit, is_free ? 0 : price[main.front()]);
      if (markets.size() == 1 && main.size() == 1) continue;
      for (const auto m : markets) {
        row(set_.regions[r], "Price|Carbon|" + one_level(set_.markets[m]), unit, price[m]);
      }
    }
  }

  // A variable by region and sector: the total, then each sector by its name.
  void write_sectors(const std::string& variable, const std::string& indicator) {
    const auto values = scaled(indicator, Measure::money, 1);
    const std::size_t sectors = set_.sectors.size(), regions = set_.regions.size();
    std::vector<double> total(regions, 0);
    for (std::size_t i = 0; i < values.size(); ++i) total[i / sectors] += values[i];
    write_regions(variable + " [Value]", Measure::money, total);
    for (std::size_t s = 0; s < sectors; ++s) {
      std::vector<double> column;
      for (std::size_t r = 0; r < regions; ++r) column.push_back(values[r * sectors + s]);
      write_regions(variable + "|" + sector_label(s) + " [Value]", Measure::money, column);
    }
  }

  // The name, or the code where the name is missing or not the only one of its kind.
  [[nodiscard]] std::string sector_label(std::size_t sector) const {
    const auto& name = set_.sector_names[sector];
    const bool is_unique = std::count(set_.sector_names.begin(), set_.sector_names.end(), name) == 1;
    return one_level(name.empty() || !is_unique ? set_.sectors[sector] : name);
  }

  const IndicatorSet& set_;
  std::string model_, year_, money_;
  int scenario_ = 0;
  std::vector<IamcRow> rows_;
};

}  // namespace

std::vector<IamcRow> iamc_rows(const StudyFile& file) { return IamcWriter(file).write(); }

std::string iamc_model(const std::string& name, const StudyFile& file) {
  const auto variant = attribute(file, "variant");
  return variant.empty() ? name : name + " (" + variant + ")";
}

std::string iamc_currency(const StudyFile& file) {
  const auto currency = attribute(file, "currency");
  const std::string million = "million ";
  return (currency.starts_with(million) ? currency.substr(million.size()) : currency) + "_" +
         attribute(file, "benchmark_year");
}

}  // namespace etslink
