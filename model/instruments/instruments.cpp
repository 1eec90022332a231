// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/instruments.h"

#include "model/instruments/carbon_contracts.h"
#include "model/instruments/carbon_tax.h"
#include "model/instruments/closures.h"
#include "model/instruments/credit_limit.h"
#include "model/instruments/crediting.h"
#include "model/instruments/feed_in_tariffs.h"
#include "model/instruments/free_allocation.h"
#include "model/instruments/gdp_cap.h"
#include "model/instruments/green_certificates.h"
#include "model/instruments/households.h"
#include "model/instruments/labour_market.h"
#include "model/instruments/links.h"
#include "model/instruments/offsets.h"
#include "model/instruments/output_based_allocation.h"
#include "model/instruments/output_limits.h"
#include "model/instruments/performance_standard.h"
#include "model/instruments/price_collar.h"
#include "model/instruments/project_credits.h"
#include "model/instruments/recycling.h"
#include "model/instruments/swaps.h"
#include "model/instruments/technology_subsidies.h"
#include "model/instruments/world_markets.h"
#include "model/part_order.h"
#include "model/rule_builder.h"

namespace etslink {

namespace {

// In this order unknowns are numbered and sums added up, whatever the order of the table below.
enum class Rank {
  households,
  carbon_taxes,
  performance_standards,
  output_based_allocation,
  free_allocation,
  sectoral_crediting,
  gdp_caps,
  price_collars,
  credit_limits,
  offsets,
  restricted_links,
  project_credits,
  recycling,
  labour_market,
  closures,
  swaps,
  world_markets,
  technology_subsidies,
  green_certificates,
  output_limits,
  feed_in_tariffs,
  carbon_contracts
};

Instrument instrument(Rank rank, void (*declare)(BuildContext&)) { return {static_cast<int>(rank), {}, declare, {}}; }

}  // namespace

const std::vector<Instrument>& all_instruments() {
  static const std::vector<Instrument> table{
      instrument(Rank::households, share_among_households),
      instrument(Rank::carbon_taxes, add_carbon_taxes),
      instrument(Rank::performance_standards, add_performance_standards),
      instrument(Rank::output_based_allocation, add_output_based_allocation),
      instrument(Rank::free_allocation, add_free_allocation),
      {static_cast<int>(Rank::sectoral_crediting), add_sectoral_crediting, {}, sell_credits},
      instrument(Rank::gdp_caps, add_gdp_caps),
      instrument(Rank::price_collars, add_price_collars),
      {static_cast<int>(Rank::credit_limits), declare_credit_limits, {}, close_credit_limits},
      instrument(Rank::offsets, add_offsets),
      {static_cast<int>(Rank::restricted_links), {}, add_restricted_links, count_credits_sold},
      instrument(Rank::project_credits, add_project_credits),
      instrument(Rank::recycling, add_recycling),
      {static_cast<int>(Rank::labour_market), add_labour_market, {}, {}},  // swaps fix its unknowns
      {static_cast<int>(Rank::closures), {}, add_closures, fix_current_accounts},
      instrument(Rank::swaps, add_swaps),
      {static_cast<int>(Rank::world_markets), add_world_markets, {}, {}},  // GDP has what they sell
      instrument(Rank::technology_subsidies, add_technology_subsidies),
      instrument(Rank::green_certificates, add_green_certificates),
      instrument(Rank::output_limits, add_output_limits),
      instrument(Rank::feed_in_tariffs, add_feed_in_tariffs),
      instrument(Rank::carbon_contracts, add_carbon_contracts)};
  return table;
}

void add_instruments(BuildContext& context, const std::vector<Instrument>& instruments) {
  PartOrder order(context.economy);
  int step = 0;
  for (auto part : {&Instrument::shape, &Instrument::declare, &Instrument::close}) {
    for (const Instrument& instrument : instruments) {
      if (instrument.*part == nullptr) continue;
      (instrument.*part)(context);
      order.note(instrument.rank, step);
    }
    order.restore();
    ++step;
  }
  sum_up_supplies(context.economy);
  check_rules(context.economy);
  check_swaps(context.economy, context.policy);
}

}  // namespace etslink
