// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/published_prices.h"

#include <algorithm>

#include "calibration/csv.h"
#include "calibration/source_rows.h"
#include "calibration/use_table.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Price of one row of the file [USD/GJ].
double published_price(const CsvTable& csv, const PublishedPrice& wanted) {
  const int item = csv.column("item"), region = csv.column("region8"), user = csv.column("user");
  for (int row = 0; row < csv.row_count(); ++row) {
    if (csv.text(row, item) != fuel_word(wanted.fuel) || csv.text(row, region) != wanted.region ||
        csv.text(row, user) != wanted.row)
      continue;
    if (csv.text(row, csv.column("unit")) != "USD/GJ")
      throw InputError(csv.at(row), "unit is '" + csv.text(row, "unit") + "'; a published price of fuel is in USD/GJ");
    return number_between(csv, row, "value", {0.01, 1000});
  }
  throw InputError(wanted.at, "the file of published prices has no row (" + fuel_word(wanted.fuel) + ", " +
                                  wanted.region + ", " + wanted.row + ")");
}

}  // namespace

void raise_to_published_prices(EnergyTables& tables, const Benchmark& benchmark, const PhysicalRecipe& recipe) {
  if (recipe.published.empty()) return;
  const CsvTable csv = read_csv(recipe.source(recipe.price_file));
  for (const PublishedPrice& published : recipe.published) {
    const double floor = (1 - published.width) * published_price(csv, published);
    double added = 0;
    for (FuelUse& use : tables.use) {
      if (use.region != benchmark.find_region(published.region) || use.fuel != published.fuel) continue;
      if (!published.users.empty() && find_position(published.users, user_class(benchmark, use.user)) < 0) continue;
      const double raised = std::max(use.wanted_musd, floor * use.pj());
      added += raised - use.wanted_musd;
      use.wanted_musd = raised;
    }
    tables.adjustments.push_back({"energy prices", fuel_word(published.fuel) + ", " + published.region,
                                  "users pay at least " + rounded_text(floor, 4) + " USD/GJ (" + published.row + ")",
                                  added, "million USD"});
  }
}

}  // namespace etslink
