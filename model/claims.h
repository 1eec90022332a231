// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <map>
#include <string>

#include "model/input_error.h"

namespace etslink {

// Who determines a quantity, as a user knows it: "the swap of 'output CEM B'", and where the study says so.
struct Claimant {
  std::string name;
  SourceLocation at;
};

// A quantity that one instrument or closure at most may determine.
struct Slot {
  enum class Kind {
    purchase_tax,        // of an edge
    output_tax,          // of an activity
    export_tax,          // of an edge
    productivity,        // of an activity, in all inputs alike
    input_productivity,  // of an edge
    endowment,           // of all agents with a commodity, by a factor on what they have
    endowment_quantity,  // of one agent: what it has
    availability,        // the same, for fuel prices that are held
    permit_price,        // of a pool, by a rule in place of its cap
    demand_level,        // of an activity of final demand
    lump_sum,            // to an agent
    cap,                 // of a market
    transfer,            // between two agents, the first one first
    world_price,         // of a commodity, in foreign exchange
    guaranteed_price,    // of an activity, by a feed-in tariff
    fixed_price,         // by swaps, which set something else free: of a commodity
    fixed_level,         // of an activity
    fixed_wage,          // of a commodity, in the consumer prices of a region (part)
    fixed_unemployment,  // of a region
    fixed_consumption,   // the same
    fixed_permit_price,  // of a pool
    fixed_emissions      // of a pool
  };
  Kind kind = Kind::purchase_tax;
  int index = -1, part = -1;
  friend auto operator<=>(const Slot&, const Slot&) = default;
};

// What instruments and closures set free or fix beyond their own unknowns. Each quantity can be set free once and fixed
// once: two rules for one tax rate would leave one of them without an unknown.
class Claims {
 public:
  // Notes that `by` determines a quantity, `what` for messages. Throws InputError, with both claimants and their
  // places, where another has claimed it.
  void add(const Slot& slot, const std::string& what, const Claimant& by);

 private:
  std::map<Slot, Claimant> owner_;
};

// "study.toml:12", "study.toml"; empty for what no file says.
[[nodiscard]] std::string place_text(const SourceLocation& at);

}  // namespace etslink
