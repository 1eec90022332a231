// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/instruments.h"

#include "model/instruments/carbon_tax.h"
#include "model/instruments/gdp_cap.h"
#include "model/instruments/links.h"
#include "model/instruments/offsets.h"
#include "model/instruments/output_based_allocation.h"
#include "model/instruments/performance_standard.h"
#include "model/instruments/price_collar.h"

namespace etslink {

void add_instruments(BuildContext& context) {
  add_carbon_taxes(context);
  add_performance_standards(context);
  add_output_based_allocation(context);
  add_gdp_caps(context);
  add_price_collars(context);
  add_offsets(context);
  add_restricted_links(context);
}

}  // namespace etslink
