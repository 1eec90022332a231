// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/small_vector.h"

namespace etslink {

enum class CommodityKind {
  output,
  armington,
  imports,
  nest,
  factor,
  resource,
  consumption,  // the goods a household consumes
  utility,      // these and its leisure, where leisure is a choice
  government,
  investment,
  margin,
  abatement
};

// Something with a price [benchmark = 1].
struct Commodity {
  std::string name;  // "iron and steel, KOR"
  Region region;     // invalid: a world market
  CommodityKind kind = CommodityKind::nest;
};

enum class ActivityKind {
  production,     // sector output, the top of its nest
  nest,           // any bundle below a top
  armington,      // domestic goods against imports
  imports,        // imports by origin
  consumption,    // household demand
  government,     // government demand
  investment,     // fixed capital formation
  stock_change,   // fixed purchases, negative ones included
  factor_supply,  // a sluggish factor moved between sectors (CET)
  margin,         // world pool of a transport service
  abatement,      // input to the abatement of process emissions
};

// A production function with constant elasticity of substitution: inputs are its edges, output is one commodity, or
// several (CET).
struct Activity {
  std::string name;
  Region region;  // invalid: a world activity
  Sector sector;  // of production and its nests; the good of trade activities; invalid else
  ActivityKind kind = ActivityKind::nest;
  double sigma = 0;          // elasticity of substitution between inputs, >= 0
  double eta = 0;            // elasticity of transformation between outputs, >= 0 (only with several outputs)
  double quantity0 = 0;      // Q: output at level 1 [million benchmark USD at market prices]
  double unit_revenue0 = 1;  // ubar: revenue per unit of output net of output tax, at the benchmark
  double output_tax = 0;     // t: part of the market price of output
  int tax_agent = -1;        // agent that receives the output tax
  int output = -1;  // commodity made; with several outputs their composite, which is not traded; -1: fixed purchases
  bool is_latent_level = false;           // level in levels, not logs: it is zero at the benchmark
  int first_edge = 0, last_edge = 0;      // inputs: edges [first_edge, last_edge)
  int first_output = 0, last_output = 0;  // several outputs: output_edges [first_output, last_output); else empty
};

enum class EdgeRole { good, domestic, imports, origin, factor, bundle, service };

// Transport service used per unit of a trade flow.
struct MarginUse {
  int commodity = -1;
  double coefficient = 0;  // mu [benchmark USD of service per benchmark USD of goods]
};

// Emissions of a fuel use. Where a market covers a share of it, `charged` = share x physical.
struct EmissionUse {
  int market = -1;      // -1: not covered by any market
  double physical = 0;  // kappa [t CO2 per USD = Mt per million USD]
  double charged = 0;   // kappa x covered share
};

// Input of an activity. User price P = [ p_c (1 + export_tax) + sum mu p_service ] (1 + tax) + sum charged tau.
struct Edge {
  int activity = -1;
  int commodity = -1;
  EdgeRole role = EdgeRole::good;
  Sector good;                                // good bought; invalid for factors and bundles
  Region exporter;                            // role origin: where the good comes from
  double quantity0 = 0;                       // Q_e: input at level 1 [million benchmark USD at the seller's price]
  double price0 = 1;                          // Pbar_e: user price at the benchmark
  double export_tax = 0, tax = 0;             // ad valorem rates
  int export_tax_agent = -1, tax_agent = -1;  // agents that receive them
  SmallVector<MarginUse, 3> margins;
  SmallVector<EmissionUse, 1> emissions;
};

// Output of an activity with several outputs: supply s = quantity0 a (p/p_composite)^eta.
struct OutputEdge {
  int activity = -1;
  int commodity = -1;
  double quantity0 = 0;
};

// Endowment of an agent with a commodity; with a supply curve it is quantity (p_price / p_cost)^elasticity.
struct Endowment {
  int commodity = -1;
  int agent = -1;
  double quantity = 0;
  double supply_elasticity = 0;                   // 0: fixed
  int price_commodity = -1, cost_commodity = -1;  // of the supply curve
  int availability = -1;  // index into Economy::availabilities where the quantity is an unknown; -1 else
};

// Emissions from an activity's process, with the abatement cost curve of docs/model.md:
// K = p_b k(x), x = tau/p_b, emissions = Q a eps0 (1 + x/xhat)^-nu.
struct ProcessEmission {
  int activity = -1;
  int abatement_commodity = -1;  // b
  double intensity0 = 0;         // eps0 [t per USD of output]
  double xhat = 100;             // [USD/t] > 0
  double nu = 0;                 // >= 0
  int market = -1;               // -1: not covered
  double share = 0;              // covered share of the emissions
};

struct EconomicAgent {
  std::string name;
  Region region;
  AgentKind kind = AgentKind::household;
  int demand_activity = -1;  // consumption, government or investment activity it pays for
  int stock_activity = -1;   // investor: stock change, -1 where there is none
  double income0 = 0;        // benchmark income, scale of its balance [million USD]
};

// Nominal payment fixed in the numeraire; from or to -1 = the rest of the world (the current account).
struct NominalTransfer {
  int from = -1, to = -1;
  std::string kind;
  double value = 0;
};

// A permit market of the study as the equilibrium sees it.
struct MarketNode {
  std::string name;
  int pool = -1;                      // markets that share a pool share one price; -1: off in this scenario
  std::vector<double> cap_by_region;  // [Mt]
  std::vector<int> revenue_agent;     // per region: who receives the allowances; -1 where it has none
  double benchmark_emissions = 0;     // covered emissions at the benchmark [Mt]
};

// Linked markets with one permit price: cap - E >= 0 _|_ tau >= 0.
struct PermitPool {
  std::string name;  // "CHN" or "CHN+JPN"
  std::vector<int> markets;
  Region region;  // of all its members, invalid where they are in several regions
};

// Endowment of a fossil resource that becomes an unknown, so that the fuel's producer price follows the consumer price.
struct ResourceAvailability {
  int output_commodity = -1;
  int consumption_commodity = -1;
  Region region;
  std::string name;
};

// World consumption price index with benchmark weights: log(sum_c weight_c p_c) = log p_numeraire = 0.
struct Numeraire {
  std::vector<int> commodities;
  std::vector<double> weights;  // sum to 1
  int slack_agent = -1;         // its income balance carries the Walras slack
};

// The whole economy as one graph: commodities, activities and the edges between them, agents, permit markets.
struct Economy {
  std::vector<RegionInfo> regions;
  std::vector<SectorInfo> sectors;
  std::vector<Commodity> commodities;
  std::vector<Activity> activities;
  std::vector<Edge> edges;  // grouped by activity
  std::vector<OutputEdge> output_edges;
  std::vector<Endowment> endowments;
  std::vector<ProcessEmission> processes;
  std::vector<EconomicAgent> agents;  // household, government, investor of each region where it exists
  std::vector<NominalTransfer> transfers;
  std::vector<MarketNode> markets;
  std::vector<PermitPool> pools;
  std::vector<ResourceAvailability> availabilities;
  Numeraire numeraire;
  std::vector<std::string> notes;  // what the builders did that a user should know (averaged taxes, dropped inputs)

  // Agent of a kind in a region; -1 where there is none. Taxes and permits then go to the household.
  [[nodiscard]] int find_agent(Region region, AgentKind kind) const;
};

[[nodiscard]] std::string to_string(CommodityKind kind);
[[nodiscard]] std::string to_string(ActivityKind kind);
[[nodiscard]] std::string to_string(EdgeRole role);

}  // namespace etslink
