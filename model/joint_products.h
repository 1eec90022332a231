// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

// What a sector makes: one good, or several that its activity transforms into one another (CET), taxed alike or each at
// its own rate (output_tax.csv). Formulas in docs/model.md, section 3.
namespace etslink {

// One of the goods of a sector that pays a rate of its own, and its product before the tax.
struct TaxedProduct {
  Sector good;
  int product = -1;                // commodity
  double value_musd = 0, tax = 0;  // at market price [million USD]; rate, part of it
};

// Sets output, quantity, tax and unit revenue of a sector's activity. Returns the products that add_sales must sell
// once the activity is in the graph; none where all goods pay one rate.
[[nodiscard]] std::vector<TaxedProduct> add_outputs(BuildContext& context, Activity& activity);
void add_sales(BuildContext& context, const Activity& maker, const std::vector<TaxedProduct>& products);

// Activities whose output pays the output tax of a sector, twins included: the sector itself, or its sales.
[[nodiscard]] std::vector<int> output_taxpayers(const Economy& economy);

// Does one of them sell that good? An invalid good stands for all.
[[nodiscard]] bool makes(const BuildContext& context, int activity, Sector good);

// What to tell a user who names a good that has no rate of its own.
inline constexpr const char* rates_by_good_hint =
    " (a sector that makes several goods pays one rate on them unless output_tax.csv has rows for each good, of tax 0 "
    "too)";

// Output of each activity at level 1 at the benchmark's market prices [million USD]: its quantity, to which a sector
// whose goods pay rates of their own adds these taxes.
[[nodiscard]] std::vector<double> output_at_market_prices(const Economy& economy);

}  // namespace etslink
