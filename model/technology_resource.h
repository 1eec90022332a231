// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/build_context.h"

namespace etslink {

// The resource of a technology alone: sites, skills, makers of its parts, of which there are few where it is new. With
// S its size, as a part of what is made of the good at the benchmark, eta its elasticity, c the unit cost and p what a
// unit earns, credits for captured biogenic CO2 included, the technology makes S ((p/c)^eta - 1): nothing where it
// breaks even, and more the more it earns. What it earns above its costs is the rent of the resource, which belongs to
// the households of the region; it is paid per unit like a levy. Nothing happens where the activity needs no resource.
// To call once the activity and its process are in the graph. Formula: docs/model.md, section 3. Source of the idea:
// the technology-specific factor of EPPA (Morris, Reilly and Chen 2019), here without its growth in time.
void add_technology_resource(BuildContext& context, int activity, const IdleActivity& data);

}  // namespace etslink
