// SPDX-License-Identifier: Apache-2.0
#include "results/prices.h"

#include "model/shocked_economy.h"

namespace etslink {
namespace {

// Mean price over the endowments that `group` gives a place in a table of `size`, by what they are at the benchmark.
template <class Group>
Values mean_prices(const ScenarioView& view, std::size_t size, Group group) {
  const AtBenchmark benchmark(view.economy);
  Values value(size, 0), quantity = value;
  for (const Endowment& endowment : benchmark.economy().endowments) {
    const Commodity& market = view.economy.commodities[endowment.commodity];
    if (!market.factor.valid()) continue;
    const Region region = market.region.valid() ? market.region : view.economy.agents[endowment.agent].region;
    const int place = group(region, market.factor);
    if (place < 0) continue;
    value[place] += view.state.commodity_price[endowment.commodity] * endowment.quantity;
    quantity[place] += endowment.quantity;
  }
  for (std::size_t i = 0; i < size; ++i) value[i] = quantity[i] > 0 ? value[i] / quantity[i] : missing_value;
  return value;
}

// Prices of equally many per region in units of what its households consume.
Values in_consumption(const ScenarioView& view, Values price) {
  const std::size_t per_region = price.size() / view.region_count();
  for (std::size_t i = 0; i < price.size(); ++i)
    price[i] /= consumption_price(view.economy, view.state, {static_cast<int>(i / per_region)});
  return price;
}

}  // namespace

Values producer_price(const ScenarioView& view) {
  Values price(static_cast<std::size_t>(view.region_count()) * view.sector_count(), missing_value);
  for (const Activity& activity : view.economy.activities) {
    const bool is_sold = activity.kind == ActivityKind::production && !is_idle(activity) &&
                         !is_technology(view.economy.sectors[activity.sector.index]);
    if (is_sold)
      price[activity.region.index * view.sector_count() + activity.sector.index] =
          view.state.commodity_price[activity.output];
  }
  return in_consumption(view, std::move(price));
}

Values factor_price(const ScenarioView& view) {
  const int factors = static_cast<int>(view.economy.factors.size());
  return in_consumption(view, mean_prices(view, static_cast<std::size_t>(view.region_count()) * factors,
                                          [&](Region r, Factor f) { return r.index * factors + f.index; }));
}

Values wage(const ScenarioView& view) {
  const auto labour = [&](Region r, Factor f) {
    return view.economy.factors[f.index].role == FactorRole::labour ? r.index : -1;
  };
  return in_consumption(view, mean_prices(view, view.region_count(), labour));
}

}  // namespace etslink
