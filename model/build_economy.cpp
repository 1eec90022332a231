// SPDX-License-Identifier: Apache-2.0
#include "model/build_context.h"
#include "model/equilibrium.h"
#include "model/factors.h"
#include "model/final_demand.h"
#include "model/permits.h"
#include "model/production.h"
#include "model/trade.h"

namespace etslink {

Economy build_economy(const Benchmark& benchmark, const NestSet& nests, const Policy& policy,
                      const ModelOptions& options) {
  BuildContext context(benchmark, nests, policy, options);
  declare_agents(context);
  declare_markets(context);
  declare_goods(context);
  declare_factors(context);

  add_factor_supply(context);
  add_abatement_inputs(context);
  add_production(context);
  add_trade(context);
  add_final_demand(context);

  add_transfers(context);
  add_numeraire(context);
  measure_markets(context);
  return std::move(context.economy);
}

}  // namespace etslink
