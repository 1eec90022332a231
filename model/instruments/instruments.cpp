// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/instruments.h"

#include "model/instruments/carbon_tax.h"
#include "model/instruments/closures.h"
#include "model/instruments/credit_limit.h"
#include "model/instruments/crediting.h"
#include "model/instruments/gdp_cap.h"
#include "model/instruments/households.h"
#include "model/instruments/labour_market.h"
#include "model/instruments/links.h"
#include "model/instruments/offsets.h"
#include "model/instruments/output_based_allocation.h"
#include "model/instruments/performance_standard.h"
#include "model/instruments/price_collar.h"
#include "model/instruments/project_credits.h"
#include "model/instruments/recycling.h"
#include "model/instruments/subsistence.h"
#include "model/instruments/swaps.h"
#include "model/rule_builder.h"

namespace etslink {

void add_instruments(BuildContext& context) {
  share_among_households(context);
  add_subsistence(context);
  add_carbon_taxes(context);
  add_performance_standards(context);
  add_output_based_allocation(context);
  add_sectoral_crediting(context);
  add_gdp_caps(context);
  add_price_collars(context);
  declare_credit_limits(context);
  add_offsets(context);
  add_restricted_links(context);
  add_project_credits(context);
  close_credit_limits(context);
  add_recycling(context);
  add_labour_market(context);
  add_closures(context);
  add_swaps(context);

  check_rules(context.economy);
  check_swaps(context.economy, context.policy);
}

}  // namespace etslink
