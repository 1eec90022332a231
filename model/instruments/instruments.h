// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/build_context.h"

namespace etslink {

// An instrument or a closure. All of them take each step before any takes the next, and in a step none looks at what
// another has added in it, so that their order does not matter. Null: nothing to do.
struct Instrument {
  int rank = 0;                    // tells instruments apart; the order of their parts in the economy
  void (*shape)(BuildContext&);    // adds activities and what belongs to them
  void (*declare)(BuildContext&);  // adds unknowns, rules and payments, supplies permits, takes slots
  void (*close)(BuildContext&);    // adds what depends on the permits that all supply, and on the graph as it is then
};

// The table of contents of instruments and closures.
[[nodiscard]] const std::vector<Instrument>& all_instruments();

// Adds what the policy and the options ask for beyond caps and full links. An economy without them stays as it is.
void add_instruments(BuildContext& context, const std::vector<Instrument>& instruments);

// build_graph with the instruments in another order: the graph is the same, to the last bit.
void build_graph(BuildContext& context, const std::vector<Instrument>& instruments);

}  // namespace etslink
