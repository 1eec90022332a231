// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "model/additive_ces.h"
#include "model/build_context.h"
#include "model/check_graph.h"
#include "model/equilibrium.h"
#include "model/export_supply.h"
#include "model/factors.h"
#include "model/final_demand.h"
#include "model/idle_activities.h"
#include "model/indirect_emissions.h"
#include "model/instruments/cde_demand.h"
#include "model/instruments/instruments.h"
#include "model/instruments/shocks.h"
#include "model/instruments/subsistence.h"
#include "model/paid_carbon_prices.h"
#include "model/permits.h"
#include "model/production.h"
#include "model/technology_pool.h"
#include "model/trade.h"

namespace etslink {
namespace {

// No tonne may get lost: what co2.csv states is what the edges and processes of the graph emit.
void check_emissions(const BuildContext& context) {
  std::vector<double> missing(context.benchmark.regions.size(), 0), total(missing);
  for (const EmissionFlow& flow : context.benchmark.emissions) {
    missing[flow.region.index] += co2_equivalent(flow);
    total[flow.region.index] += co2_equivalent(flow);
  }
  for (const Edge& edge : context.economy.edges) {
    const Region region = context.economy.activities[edge.activity].region;
    if (is_idle(context.economy.activities[edge.activity])) continue;
    for (const Emission& emission : edge.emissions) missing[region.index] -= emission.coefficient * edge.quantity0;
  }
  for (const ProcessEmission& process : context.economy.processes) {
    const Activity& activity = context.economy.activities[process.activity];
    if (!is_idle(activity)) missing[activity.region.index] -= process.intensity0 * activity.quantity0;
  }
  for (int r = 0; r < static_cast<int>(missing.size()); ++r) {
    if (std::abs(missing[r]) <= 1e-9 * total[r]) continue;
    throw InputError({context.benchmark.folder + "/co2.csv", 0},
                     std::to_string(missing[r]) + " Mt of " + context.code({r}) +
                         " stand on no purchase of the fuel or on a sector without output");
  }
}

}  // namespace

void build_graph(BuildContext& context) { build_graph(context, all_instruments()); }

void build_graph(BuildContext& context, const std::vector<Instrument>& instruments) {
  declare_agents(context);
  declare_markets(context);
  declare_goods(context);
  declare_factors(context);
  declare_grid(context);

  add_factor_supply(context);
  add_abatement_inputs(context);
  add_production(context);
  add_trade(context);
  add_final_demand(context);
  split_exports(context);
  add_additive_ces(context);
  add_cde_demand(context);

  check_graph(context.economy, context.benchmark);
  add_transfers(context);
  add_numeraire(context);
  measure_markets(context);
  add_idle_activities(context);
  add_subsistence(context);
  add_technology_pool(context);
  add_instruments(context, instruments);
  check_emissions(context);
  check_charges(context.economy);
  for (Edge& edge : context.economy.edges) edge.carbon_in_tax_base = context.options.carbon_in_tax_base;
  add_shocks(context);
  replace_paid_carbon_prices(context);
}

Economy build_economy(const Benchmark& benchmark, const NestSet& nests, const Policy& policy,
                      const ModelOptions& options) {
  BuildContext context(benchmark, nests, policy, options);
  build_graph(context);
  return std::move(context.economy);
}

}  // namespace etslink
