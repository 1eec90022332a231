// SPDX-License-Identifier: Apache-2.0
#include "model/charge.h"

#include "model/charges.h"
#include "model/input_error.h"

namespace etslink {

std::string_view to_string(ChargeKind kind) {
  switch (kind) {
    case ChargeKind::permits:
      return "permits";
    case ChargeKind::indirect_emissions:
      return "indirect emissions";
    case ChargeKind::crediting:
      return "crediting";
    case ChargeKind::performance_standard:
      return "performance standard";
    case ChargeKind::output_based_allocation:
      return "output-based allocation";
    case ChargeKind::tax_rate:
      return "tax rate";
    case ChargeKind::levy:
      return "levy";
  }
  return "";
}

std::string_view to_string(ChargeBase base) { return base == ChargeBase::quantity ? "quantity" : "value"; }

Charge permit_charge(ChargeKind kind, int market, double coefficient) {
  Charge charge;
  charge.market = market;
  charge.coefficient = {coefficient, coefficient};
  charge.kind = kind;
  charge.is_counted = true;
  return charge;
}

Charge earned_permits(ChargeKind kind, int market, const Coefficient& beta, int variable) {
  Charge charge;
  charge.market = market;
  charge.multiple = variable;
  charge.coefficient = {-beta.begin, -beta.end};
  charge.kind = kind;
  return charge;
}

Charge tax_rate_charge(int variable) {
  Charge charge;
  charge.rate = variable;
  charge.kind = ChargeKind::tax_rate;
  charge.base = ChargeBase::value;
  return charge;
}

int count_unknowns(const Charges& charges) {
  int count = 0;
  for (const Charge& charge : charges) count += charge.multiple >= 0 ? 2 : 1;
  return count;
}

int count_settlement_unknowns(const Charges& charges) {
  int count = 0;
  for (const Charge& charge : charges) {
    if (charge.is_counted || charge.receiver >= 0)
      count += (charge.multiple >= 0 ? 1 : 0) + (charge.receiver >= 0 ? 1 : 0);
  }
  return count;
}

void require_sound(const Charge& charge) {
  require((charge.market >= 0) != (charge.rate >= 0), "a charge has one price: of a market or a variable");
  require(!charge.is_counted || charge.market >= 0, "what a charge counts has a market");
  require(charge.base == ChargeBase::quantity || (charge.market < 0 && charge.multiple < 0 && charge.receiver < 0),
          "a charge on a value is a change of a tax rate");
  require(charge.market >= 0 || charge.base == ChargeBase::value || charge.receiver >= 0, "what is paid is received");
}

}  // namespace etslink
