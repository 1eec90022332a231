// SPDX-License-Identifier: Apache-2.0
#include "calibration/calibrate.h"

#include <filesystem>

#include "calibration/aggregate.h"
#include "calibration/assemble_inputs.h"
#include "calibration/balance_units.h"
#include "calibration/benchmark_files.h"
#include "calibration/calibration_report.h"
#include "calibration/check_benchmark.h"
#include "calibration/correct_flows.h"
#include "calibration/fuels/international_transport.h"
#include "calibration/fuels/physical_accounts.h"
#include "calibration/fuels/read_physical_recipe.h"
#include "calibration/nonnegative_trade.h"
#include "calibration/read_wiod.h"
#include "calibration/split_goods.h"
#include "calibration/split_users.h"
#include "calibration/steel/scrap.h"
#include "calibration/steel/split_steel.h"
#include "calibration/targets/targets_file.h"
#include "calibration/taxation/carbon_prices.h"
#include "calibration/technologies/split_technologies.h"
#include "calibration/write_benchmark.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/number_text.h"

namespace etslink {
namespace {

void append(Adjustments& all, const Adjustments& more) { all.insert(all.end(), more.begin(), more.end()); }

CodeMap identity_map(const std::vector<std::string>& codes) {
  CodeMap map{{}, codes};
  for (const std::string& code : codes) map.target[code] = code;
  return map;
}

// The steps from published tables to a benchmark, in their order; each works in the unit that it is named after.
class Calibration {
 public:
  Calibration(CompleteRecipe recipe, CalibrationProgress progress)
      : recipe_(std::move(recipe.money)),
        physical_(std::move(recipe.physical)),
        bunkers_(std::move(recipe.bunkers)),
        technologies_(std::move(recipe.technologies)),
        steel_(std::move(recipe.steel)),
        concordance_(read_sector_concordance(recipe_)),
        progress_(std::move(progress)) {}

  Benchmark run() {
    read_and_aggregate();
    const IoTable units = split_and_balance();
    CodeMap sectors{{}, recipe_.sector_codes()};
    for (const SplitUnit& unit : concordance_.units) sectors.target[unit.code()] = unit.sector;
    const IoTable table = aggregate(units, identity_map(units.regions), sectors);
    return add_taxes_and_co2(table, units);
  }

  [[nodiscard]] std::string report(const Benchmark& benchmark) const {
    return calibration_report({recipe_, benchmark, source_groups_, targets_, prices_, adjustments_, physical_tables_});
  }
  [[nodiscard]] const std::vector<TargetResult>& target_results() const { return target_results_; }

 private:
  void step(const std::string& text) const {
    if (progress_) progress_(text);
  }

  void read_and_aggregate() {
    step("read " + recipe_.table_file);
    const SourceTable source = read_wiod(recipe_.source(recipe_.table_file));
    append(adjustments_, source.adjustments);
    step("aggregate");
    const CodeMap groups = group_map(recipe_, concordance_, source.table.sectors);
    industries_ =
        aggregate(source.table, region_map(recipe_, source.table.regions), identity_map(source.table.sectors));
    source_groups_ = aggregate(industries_, identity_map(industries_.regions), groups);
    require_economies();
  }

  // Each region has value added and household demand: shares of them are taken.
  void require_economies() const {
    const int sectors = static_cast<int>(source_groups_.sectors.size());
    for (int region = 0; region < static_cast<int>(source_groups_.regions.size()); ++region) {
      const double gdp = source_groups_.value_added.segment(source_groups_.row(region, 0), sectors).sum();
      const double consumed =
          source_groups_.final_demand.col(IoTable::final_column(region, FinalUse::households)).sum();
      if (gdp > 0 && consumed > 0) continue;
      throw InputError(source_groups_.place(region, 0), "region " + source_groups_.regions[region] +
                                                            " has a value added of " + shortest_text(gdp) +
                                                            " and household demand of " + shortest_text(consumed) +
                                                            " million USD; both must be above 0");
    }
  }

  IoTable split_and_balance() {
    step("CO2 and energy");
    UseTable groups = to_use_table(source_groups_);
    append(adjustments_, move_negative_demand(groups));
    targets_ = read_co2_targets(recipe_, concordance_);
    if (recipe_.energy.active) limit_mining_co2(targets_, groups, recipe_);
    if (!recipe_.co2.pool_users.empty()) pool_oil_co2(targets_, groups, recipe_);
    append(adjustments_, targets_.adjustments);
    if (recipe_.split.parents.empty()) {
      append(adjustments_, limit_stock_run_down(groups));
      append(adjustments_, ensure_value_added(groups, recipe_.split.minimum_value_added));
      return to_io_table(groups);
    }

    const SubProductShares shares(recipe_, concordance_);
    append(adjustments_, shares.adjustments());
    UnitFuels fuels;
    const SplitData data{recipe_, concordance_, shares, targets_, prices_, fuels};
    append(adjustments_, apply_patches(groups, recipe_));
    if (recipe_.energy.active) {
      prices_ = fuel_prices(groups, targets_, recipe_);
      append(adjustments_, prices_.adjustments);
      fuels = unit_fuels(groups, targets_, prices_, {recipe_, concordance_, shares});
    }
    append(adjustments_, net_own_use(groups, data));
    if (recipe_.energy.active) {
      append(adjustments_, pass_on_imports(groups, data));
      append(adjustments_, raise_fuel_purchases(groups, data));
      append(adjustments_, shift_oil_purchases(groups, data));
    }
    step("split rows and columns");
    UseTable units = split_users(split_goods(groups, data), data);
    if (recipe_.energy.active) append(adjustments_, net_gas_transit(units, data));
    append(adjustments_, drop_tiny_flows(units, data));
    step("balance (" + recipe_.balance_method + ")");
    BalancedUnits balanced = balance_units(units, balance_targets(units), data);
    append(adjustments_, balanced.adjustments);
    return to_io_table(balanced.table);
  }

  // Whole sectors keep the output of the source, split ones that after the corrections.
  [[nodiscard]] BalanceTargets balance_targets(const UseTable& units) const {
    UseTable source = to_use_table(source_groups_);
    static_cast<void>(move_negative_demand(source));  // has been listed
    const int regions = source.region_count(), groups = source.good_count();
    BalanceTargets targets{Eigen::MatrixXd(regions, groups), Eigen::VectorXd(regions),
                           Eigen::MatrixXd(regions, final_use_count)};
    for (int region = 0; region < regions; ++region) {
      for (int group = 0; group < groups; ++group) {
        double output = source.output(region, group);
        if (concordance_.is_parent(source.goods[group])) {
          output = 0;
          for (const int unit : concordance_.units_of_parent(source.goods[group])) output += units.output(region, unit);
        }
        targets.group_output(region, group) = output;
      }
      targets.gdp(region) = source_groups_.value_added.segment(source_groups_.row(region, 0), groups).sum();
      for (int use = 0; use < final_use_count; ++use)
        targets.final_demand(region, use) = source.inputs(region, source.sector_count() + use);
    }
    return targets;
  }

  Benchmark add_taxes_and_co2(const IoTable& table, const IoTable& units) {
    step("factor shares, taxes, emissions");
    const FactorShares shares = recipe_factor_shares(
        recipe_, concordance_, {industries_, units, fuel_resource_shares(recipe_, targets_, prices_, table)});
    append(adjustments_, shares.adjustments);
    const TaxRates rates = recipe_tax_rates(recipe_, concordance_, table, shares);
    append(adjustments_, rates.adjustments);
    const TaxedTable taxed = recipe_value_added_taxes(recipe_, rates, apply_taxes(table, shares, rates));
    append(adjustments_, taxed.adjustments);
    const EmissionResult emissions = attach_emissions(taxed.table, recipe_emissions(recipe_, targets_));
    append(adjustments_, emissions.adjustments);
    append(adjustments_, emissions.warnings);
    AssembledBenchmark assembled = assemble_benchmark(taxed, emissions, recipe_names(recipe_));
    append(adjustments_, assembled.adjustments);
    assembled.benchmark.elasticities = recipe_elasticities(recipe_);
    Benchmark benchmark = physical_ ? with_physical_accounts(assembled.benchmark) : std::move(assembled.benchmark);
    if (recipe_.taxes.active) append(adjustments_, add_carbon_prices(benchmark, recipe_.tax_laws.carbon_prices));
    if (technologies_) divide_into_technologies(benchmark);
    return benchmark;
  }

  void divide_into_technologies(Benchmark& benchmark) {
    step("technologies");
    std::map<std::string, PublishedSteel> routes;
    if (steel_) {
      routes = read_steel_sources(*steel_, benchmark.region_codes());
      physical_tables_.push_back(add_scrap(benchmark, *steel_, routes));
    }
    add(split_technologies(benchmark, *technologies_));
    if (steel_) add(split_steel(benchmark, *steel_, routes));
  }

  void add(const TechnologyReport& report) {
    append(adjustments_, report.adjustments);
    physical_tables_.insert(physical_tables_.end(), report.tables.begin(), report.tables.end());
  }

  Benchmark with_physical_accounts(Benchmark& money) {
    BunkerFuel fuel;
    if (bunkers_) {
      step("international transport");
      fuel = bunker_fuel(money.region_codes(), *bunkers_);
      append(adjustments_, split_international_transport(money, {*bunkers_, fuel, physical_->price.oil}));
    }
    step("physical accounts");
    PhysicalAccounts physical = add_physical_accounts(money, targets_, *physical_);
    append(adjustments_, physical.adjustments);
    physical_tables_ = physical.tables;
    target_results_ = physical.targets;
    if (bunkers_) physical_tables_.push_back(international_transport_table(physical.benchmark, fuel));
    return std::move(physical.benchmark);
  }

  Recipe recipe_;
  std::optional<PhysicalRecipe> physical_;
  std::optional<BunkersRecipe> bunkers_;
  std::optional<TechnologyRecipe> technologies_;
  std::optional<SteelRecipe> steel_;
  SectorConcordance concordance_;
  CalibrationProgress progress_;
  IoTable industries_, source_groups_;
  Co2Targets targets_;
  FuelPrices prices_;
  Adjustments adjustments_;
  std::vector<ReportTable> physical_tables_;
  std::vector<TargetResult> target_results_;
};

}  // namespace

namespace {

const char* const report_name = "calibration_report.md";

// A folder written before may have targets that this recipe has not.
FileChange targets_change(const std::string& path, const std::vector<TargetResult>& results) {
  if (results.empty()) return {path, std::nullopt};
  return {path, targets_csv(results)};
}

}  // namespace

void calibrate(const std::string& recipe_file, const std::string& output_folder, const CalibrationProgress& progress) {
  Calibration calibration(read_complete_recipe(recipe_file), progress);
  check_benchmark_output(output_folder, {report_name, targets_file});
  const Benchmark benchmark = calibration.run();
  require_balanced(benchmark, own_balance_tolerance);
  if (progress) progress("write " + output_folder);
  check_benchmark_output(output_folder, {report_name, targets_file});  // again: now all tables are read
  const std::filesystem::path folder = output_folder;
  write_benchmark(benchmark, output_folder,
                  {{(folder / report_name).string(), calibration.report(benchmark)},
                   targets_change((folder / targets_file).string(), calibration.target_results())});
}

}  // namespace etslink
