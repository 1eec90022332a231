// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/graph.h"
#include "model/policy.h"

// Circles of links. Permits that go round from s to b, ..., back to s become 1/(product of the rates) of what they
// were; where the product is below 1 they come back as more.
namespace etslink {

// One direction of a link between two nodes of a graph of markets. A weight is added along a circle.
struct CircleArc {
  int from = -1, to = -1;
  double weight = 0;
  int link = -1;  // of the caller's list
};

// Arcs (positions in the list) of a circle whose weights add up to less than -tolerance, in their order; empty where
// there is none. Nodes are 0 .. nodes - 1 (Bellman 1958).
[[nodiscard]] std::vector<int> find_negative_circle(int nodes, const std::vector<CircleArc>& arcs, double tolerance);

// InputError where links let permits multiply for nothing: a circle of links without limits, fees and least prices,
// whose exchange rates multiply to less than 1 even after the part of the price that is levied on the way. No cap of
// its markets would hold at any price. `pool_of` is the pool of each market, -1: off. A fee or a least price on the
// way leaves the caps in force up to the price at which going round pays, and a limit bounds what comes of it: such
// circles are solved, and see circulation_notes.
void refuse_permit_pumps(const Policy& policy, const std::vector<int>& pool_of);

}  // namespace etslink
