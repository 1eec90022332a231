// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/benchmark.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// Turns each specific factor that has less than ModelOptions::tiny_resource_share of its sector's costs into capital of
// the sector, where the nests calibrate its supply: the elasticity of substitution would be as small as the share, and
// a cut of 1 % would take the price of the resource to nothing. Payments, taxes and endowments move with it, so that a
// benchmark that balances still does. Capital is ModelOptions::tiny_resource_becomes, else a factor of that role, else
// the one that moves between regions as capital, else what the sector pays most for that is not labour (by its role or
// the labour market's rule), else labour; specific factors never.
// Returns a sentence that names every such sector with its share and what it becomes; empty where there is none.
[[nodiscard]] std::string turn_tiny_resources(Benchmark& benchmark, const NestSet& nests, const ModelOptions& options);

}  // namespace etslink
