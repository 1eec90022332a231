// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/benchmark.h"
#include "model/graph.h"

namespace etslink {

// The graph by itself: every index inside its table (std::logic_error with the name of what holds it), and every
// commodity with somebody who supplies and somebody who buys it (InputError: the benchmark has the one without the
// other).
void check_graph(const Economy& economy, const Benchmark& benchmark);

// What inputs, outputs and processes are charged is sound (require_sound), by markets that are on; one charge of a
// process is on a part of it at most. std::logic_error else.
void check_charges(const Economy& economy);

}  // namespace etslink
