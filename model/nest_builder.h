// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/build_context.h"

namespace etslink {

// An input that a nest tree can name: a good or a factor of one user.
struct NestLeaf {
  std::vector<std::string> tokens;  // names it answers to: "good:COL", "role:coal"
  std::string
      rest_token;  // "goods:rest", "factors:rest", "technologies:rest": taken when no other token of the tree names it
  std::function<Edge()> connect;  // adds what the input needs to the graph and returns the edge to it
};

// What a tree is built for: names, the place in the economy, and the inputs.
struct NestUse {
  std::string owner;  // "iron and steel, KOR"
  Region region;
  Sector sector;  // invalid for agents
  std::vector<NestLeaf> leaves;
};

// The inputs of the top activity of a tree, and its elasticity; all bundles below are already in the graph.
struct NestTop {
  double sigma = 0;
  std::vector<Edge> inputs;
  int resource_edge = -1;  // position in inputs of the resource, the specific factor; -1: not at the top
  std::optional<double> supply_elasticity;  // of a resource at the top, where the elasticity or the options ask for it
  std::optional<Edge> resource;             // the resource wherever it is in the tree; of several the largest
};

// Builds all nests below the top. Throws InputError where the tree leaves out an input or names one twice, where an
// input is neither a nest nor a known leaf, and where nests form a cycle.
[[nodiscard]] NestTop build_nests(BuildContext& context, const NestTree& tree, const NestUse& use);

}  // namespace etslink
