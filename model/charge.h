// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "model/expression.h"
#include "model/gas.h"
#include "model/small_vector.h"

namespace etslink {

// Emissions per unit of an input, whether somebody pays for them or not.
struct Emission {
  Gas gas = Gas::co2;
  double coefficient = 0;  // kappa [t CO2e per USD = Mt per million USD]
};

// What a charge is for. Charges of one input or output are in this order.
enum class ChargeKind : std::uint8_t {
  permits,                  // for what a market, or a tax on carbon, covers
  indirect_emissions,       // permits for the generation of electricity that is bought
  crediting,                // who opts in pays for its emissions, and earns what its baseline allows
  performance_standard,     // permits earned with output; new ones
  output_based_allocation,  // the same, out of the cap
  tax_rate,                 // a change of a tax rate
  levy                      // paid to somebody per tonne, whatever markets count
};
inline constexpr int charge_kinds = 7;

// "performance standard": in the results file, and the kind of income of who receives it.
[[nodiscard]] std::string_view to_string(ChargeKind kind);

// What a charge is levied on.
enum class ChargeBase : std::uint8_t {
  quantity,  // of an input or an output, or the tonnes that a process emits
  value      // of what an ad valorem tax is levied on, which it adds to
};
[[nodiscard]] std::string_view to_string(ChargeBase base);

// Something that is paid with an input, with an output or with what a process emits: coefficient x price per unit.
// Permits, taxes on carbon and levies are charges on a quantity; permits earned with output are negative ones; a tax
// rate that is an unknown is one on a value. Any number of them may meet.
struct Charge {
  int market = -1;    // pays the permit price of this market, which is on [USD/t]
  int rate = -1;      // or, where market = -1, the value of this variable [USD/t; of a value 1: part of the price]
  int multiple = -1;  // variable that the coefficient is multiplied by; -1: none
  int receiver = -1;  // agent that receives it; -1: permits, income of who owns them, or, of a value, who has the tax
  Coefficient
      coefficient;  // [t CO2e per USD of the quantity; of a process: covered part of its emissions; of a value: 1]
  ChargeKind kind = ChargeKind::permits;
  ChargeBase base = ChargeBase::quantity;
  Gas gas = Gas::co2;
  bool is_counted = false;  // in the emissions of its market
};

using Charges = SmallVector<Charge, 0>;

// Permits of a market for `coefficient` tonnes per unit.
[[nodiscard]] Charge permit_charge(ChargeKind kind, int market, double coefficient);

// Permits of a market that are earned with output: beta [t per USD], times a variable where there is one.
[[nodiscard]] Charge earned_permits(ChargeKind kind, int market, const Coefficient& beta, int variable = -1);

// A variable that is added to the rate of a tax.
[[nodiscard]] Charge tax_rate_charge(int variable);

// Is a charge on an output what it earns in permits?
[[nodiscard]] inline bool earns_permits(const Charge& charge) {
  return charge.market >= 0 && !charge.is_counted && charge.receiver < 0;
}

// A charge as it may stand in a graph: with one price, counted by a market only, of a value without base of its own.
// Others are our own bugs.
void require_sound(const Charge& charge);

}  // namespace etslink
