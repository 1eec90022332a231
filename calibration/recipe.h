// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/factor_shares.h"
#include "calibration/tax_rates.h"
#include "calibration/taxation/carbon_prices.h"
#include "calibration/taxation/vat_rule.h"
#include "model/benchmark.h"

namespace etslink {

// A CSV file of the source folder and the columns to read from it.
struct ConcordanceSource {
  std::string file;
  std::string code_column, target_column;
  std::string scheme;  // rows whose column `scheme` has this value; empty = all rows
};

struct RecipeRegion {
  std::string code, name;
  std::vector<std::string> share_countries;  // countries whose sub-product shares stand for this region
};

// Splitting of source industries ("parents") that hold several benchmark sectors.
struct SplitRecipe {
  std::vector<std::string> parents;
  std::vector<std::string> use_share_files, input_structure_files;
  double own_weight = 0.8;                       // of the region's own shares; the rest is the mean of all countries
  std::map<std::string, double> own_use_kept;    // parent -> largest domestic own use, share of output; rest is netted
  std::map<std::string, double> input_rate;      // "c2:COL" -> inputs per output relative to its parent
  std::map<std::string, std::string> final_use;  // parent -> sector that final demand and stocks buy where not split
  double ore_share = 0.1;                        // least share of the remainder sector in purchases of ore users
  std::vector<std::string> ore_users;            // sectors that buy ores and minerals
  std::map<std::string, std::string> remainder;  // parent -> sector that gets what is left
  double smallest_flow_musd = 0.1;               // split flows below are dropped
  double smallest_output_musd = 20;              // split units below are dropped
  double minimum_value_added = 0.05;             // of output, in every unit
};

// A published flow moved to another user because the source books it with the wrong one.
struct FlowPatch {
  std::string region, good, from, to, reason;
  double value_musd = 0;
  SourceLocation at;
};

// Valuation of physical energy.
struct EnergyRecipe {
  bool active = false;
  std::string fuel_parent, gas_parent;  // source industries of mining and of gas distribution
  double gas_price_ratio = 1.78;        // relative to coal, per GJ
  double crude_price_ratio = 2.6;
  double world_coal_price = 6.85;       // USD/GJ, values production when the origins of mining products are split
  std::map<std::string, double> floor;  // coal, gas, crude -> USD/GJ
  // region or "default" -> user or "default" -> price of gas relative to power plants
  std::map<std::string, std::map<std::string, double>> gas_user_ratio;
  double gas_works_oil_share = 0;                     // of the refined oil bought by the gas parent, for its gas works
  std::map<std::string, double> coal_industry_ratio;  // region -> the same for industrial users of coal
  std::vector<std::string> industrial_users;
  std::vector<std::string> mining_sectors;  // sectors of the fuel parent
  double distribution_limit = 0.4;          // largest share of distributed gas in a purchase of the gas parent
  double mining_co2_limit = 0.4;            // kg CO2 per USD of mining output
  double oil_coefficient_limit = 2.5;       // largest kg CO2 per USD relative to the mean of the region
  std::vector<FlowPatch> patches;
  std::vector<std::string> pass_on_mining_imports;  // regions whose mining resells what it imports of its own product
  std::string household_offset;  // good that households buy less of when their fuel purchase is raised
};

// CO2 of one region taken from a table of its own.
struct Co2Override {
  std::string region, file, sector_column;
};

// Emissions of a sector that the prior holds inside another one.
struct Co2Split {
  std::string sector, from;
  std::map<std::string, double> share;  // region -> share of the other sector's fuel CO2
};

// CO2 by industry of single countries, for aggregations that the prior file does not have.
struct IndustryCo2 {
  std::string file, concordance_file;                // empty file: the prior file is used as it is
  std::string mix_region_column, mix_sector_column;  // of the concordances: codes of the prior file
  std::map<std::string, std::string> extra_regions;  // codes that only this file has -> region of the recipe
};

struct Co2Recipe {
  std::string prior_file, prior_sector_column, totals_file;
  std::string energy_file;  // physical consumption and production; empty: no energy.csv
  IndustryCo2 industry;
  std::map<std::string, std::string> fuel_good;  // coal, oil, gas -> sector code
  std::vector<Co2Override> overrides;
  std::vector<Co2Split> splits;
  std::vector<std::string> pool_users;  // of oil
  double oil_t_per_tj = 73.3;           // burnt oil per CO2: published consumption holds feedstock and bunkers
  double coefficient_limit = 0;         // above 1; 0 = none
  double warning_factor = 3;            // above 1
};

struct FactorRecipe {
  std::string pattern_file, national_file;
  std::vector<std::pair<std::string, std::string>> excluded_pattern;  // (region, industry) that is not to be trusted
  std::map<std::string, double> national_share;                       // region -> labour share where the file has none
  std::vector<std::string> unscaled_industries;
  std::vector<ResourceShare> resource_share;  // of value added; region empty = all
  double labour_cap = 0.95;
};

struct TaxRecipe {
  bool active = false;  // a recipe without [taxes] has none
  std::string tariff_file, revenue_file, fuel_tax_file, user_tax_file, user_concordance_file;
  std::string user_concordance_source;  // value of its column `source`
  int fuel_tax_year = 2017;
  std::string pattern_region, vat_indicator = "vat_standard_rate";
  std::map<std::string, std::string> user_sector;  // user code of the user tax file -> sector, before the concordance
  std::string country_weight_file, country_weight_column;  // oil CO2 by country of the year, weights of the excises
  TaxGoodGroups groups;
  TaxAssumptions assumptions;
};

// Who bears taxes by law, and prices on carbon that were paid: [[taxes.vat]], [[taxes.carbon_price]].
struct TaxLaws {
  std::vector<VatRule> vat;
  std::vector<CarbonPriceRule> carbon_prices;
};

// No published elasticity comes near; what is above is another unit or a slip.
inline constexpr double largest_published_elasticity = 100;

struct ElasticityRecipe {
  std::string file, note;                                      // note: reason of the values given here
  std::map<std::string, std::string> row;                      // sector -> row of the file, where it differs
  std::map<std::string, std::map<std::string, double>> value;  // parameter -> sector -> value given here
};

// Everything that turns published tables into one benchmark folder; a TOML file.
struct Recipe {
  std::string file, source_folder;
  int year = 0;
  std::string table_file, sources, licence, citation;
  ConcordanceSource region_map, sector_map;
  std::vector<RecipeRegion> regions;
  std::vector<SectorInfo> sectors;
  SplitRecipe split;
  EnergyRecipe energy;
  Co2Recipe co2;
  FactorRecipe factors;
  TaxRecipe taxes;
  std::string balance_method = "gras";
  ElasticityRecipe elasticities;
  std::map<std::string, int> lines;  // of its keys: "energy.patch[0].region"
  TaxLaws tax_laws;

  // Line of a key, or of the table that it would stand in.
  [[nodiscard]] SourceLocation at(const std::string& key) const;
  [[nodiscard]] std::vector<std::string> region_codes() const;
  [[nodiscard]] std::vector<std::string> sector_codes() const;
  // Code of the sector with a role; empty where there is none.
  [[nodiscard]] std::string sector_with(SectorRole role) const;
  // Path of a file of the source folder.
  [[nodiscard]] std::string source(const std::string& file_name) const;
};

// Reads RECIPE.toml; unknown keys and names are rejected with line and nearest name.
[[nodiscard]] Recipe read_recipe(const std::string& file);
// The same from text; `file` is its name in messages, and source folders are relative to it.
[[nodiscard]] Recipe read_recipe_text(const std::string& text, const std::string& file);

// Source files that a recipe reads, each with its key: {"co2.prior", "co2_prior.csv"}.
using KeyedFiles = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] KeyedFiles source_files(const Recipe& recipe);

// InputError with the recipe's line where a source file that it names is not there.
void require_source_files(const Recipe& recipe);

}  // namespace etslink
