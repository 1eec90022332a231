// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/benchmark.h"
#include "model/benchmark_index.h"
#include "model/claims.h"
#include "model/elasticities.h"
#include "model/graph.h"
#include "model/nest.h"
#include "model/policy.h"

namespace etslink {

// An activity whose volumes shall add up, and where the nest file says so.
struct AdditiveMark {
  int activity = -1;
  SourceLocation at;
};

// What the builders share while they add their block to the graph: the inputs, the economy so far, and where its
// commodities are.
struct BuildContext {
  const Benchmark& benchmark;
  const NestSet& nests;
  const Policy& policy;
  const ModelOptions& options;
  BenchmarkIndex flows;
  ElasticityTable elasticities;
  Economy economy;
  Claims claims;  // of instruments and closures on quantities of the model

  std::vector<int> good;       // per (region, good): the commodity that producers sell
  std::vector<int> armington;  // per (region, good): pooled composite, -1 where not used
  std::vector<int> imports;    // per (region, good): import bundle, -1 where not used
  std::vector<int> factor;     // per (region, factor): mobile factor or composite of a sluggish one, -1 else
  std::map<std::tuple<int, int, int>, int> sector_factor;  // (region, sector, factor): specific or sluggish factor
  std::vector<AdditiveMark> additive;                      // in the order of the graph
  std::vector<int> margin_pool;                            // per service good, -1 where no pool
  std::vector<int> abatement;       // per region: input to the abatement of process emissions, -1 where none
  std::vector<double> grid_factor;  // per region: t CO2 per USD of electricity; empty where no market asks for it
  std::vector<int> consumption;     // per region: consumption commodity of its first household
  std::vector<int> tax_agents;      // per region: its government, else its household
  // Per region: who receives what belongs to its households together: the one there is, or the account of several.
  std::vector<int> household_account;
  std::set<int> credited;               // production activities that have a twin (model/instruments/twins.h)
  std::vector<double> household_share;  // per agent: share of benchmark consumption of its region, 0 of the others

  BuildContext(const Benchmark& b, const NestSet& n, const Policy& p, const ModelOptions& o);

  [[nodiscard]] int cell(Region region, Sector sector) const {
    return region.index * benchmark.sector_count() + sector.index;
  }
  [[nodiscard]] const std::string& code(Region region) const { return benchmark.regions[region.index].code; }
  [[nodiscard]] const std::string& name(Sector sector) const { return benchmark.sectors[sector.index].name; }
  // "refined oil", or "refined oil for feedstock".
  [[nodiscard]] std::string name(Sector sector, Purpose purpose) const;

  // Marks the activity that was added last where the nests say that volumes of the good add up.
  void mark_if_additive(Sector sector);

  // Agent that receives the taxes of a region.
  [[nodiscard]] int tax_agent(Region region) const { return tax_agents[region.index]; }

  // "consumption, KOR"; of a household that is not the first of its region "consumption of HH2_KOR, KOR".
  [[nodiscard]] std::string name_of_agents(const std::string& what, int agent) const;

  int add_commodity(Commodity commodity);

  // Adds an activity whose inputs are `inputs` (their field `activity` is set here). Edges of one activity stay
  // together.
  int add_activity(Activity activity, std::vector<Edge> inputs);

  // Adds an activity together with the commodity it makes, output = sum of the inputs at user prices; returns the
  // commodity.
  int add_bundle(Activity activity, CommodityKind kind, std::vector<Edge> inputs);
};

// Adds all blocks of the graph, in the order in which they need one another: what build_economy does.
void build_graph(BuildContext& context);

// Value of an input at user prices at the benchmark [million USD].
[[nodiscard]] double value0(const Edge& edge);
[[nodiscard]] double value0(const std::vector<Edge>& edges);

}  // namespace etslink
