// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/charge.h"
#include "model/expression.h"
#include "model/idle_technology.h"
#include "model/physical_volumes.h"
#include "model/roles.h"
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
  Factor factor = {};  // whose market it is, of all sectors or of one; invalid: no factor's
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
  subsistence,    // what a household buys whatever happens
  abatement,      // input to the abatement of process emissions
  export_supply,  // a good for sale at home and abroad (CET)
  sale            // one of the goods a sector makes, at a rate of output tax of its own
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
  Charges charges;           // on the output: u = p (1 - t) - charges per unit - K(tau)
  int cde = -1;              // index of the CDE demand that replaces substitution with sigma; -1: none
  int additive = -1;         // index of the additive CES that replaces substitution by value shares; -1: none
  int output = -1;  // commodity made; with several outputs their composite, which is not traded; -1: fixed purchases
  bool is_latent_level = false;           // level in levels, not logs: it may be zero
  double level0 = 0;                      // then: level at the benchmark, 0 or 1
  int first_edge = 0, last_edge = 0;      // inputs: edges [first_edge, last_edge)
  int first_output = 0, last_output = 0;  // several outputs: output_edges [first_output, last_output); else empty
};

// Does an activity stand idle at the benchmark? Its quantities are those it would have.
[[nodiscard]] inline bool is_idle(const Activity& activity) { return activity.is_latent_level && activity.level0 == 0; }

enum class EdgeRole { good, domestic, imports, origin, factor, bundle, service };

// Transport service used per unit of a trade flow.
struct MarginUse {
  int commodity = -1;
  double coefficient = 0;  // mu [benchmark USD of service per benchmark USD of goods]
};

// Input of an activity. User price P = [ p_c (1 + export_tax) + sum mu p_service ] (1 + tax) + charges per unit, where
// carbon_in_tax_base ( ... + charges per unit ) (1 + tax). Charges on the value are part of the tax.
struct Edge {
  int activity = -1;
  int commodity = -1;
  EdgeRole role = EdgeRole::good;
  Sector good;                                // good bought; invalid for factors and bundles
  Region exporter;                            // role origin: where the good comes from
  Purpose purpose;                            // of a leaf that names one; none: plain use and what is one with it
  double quantity0 = 0;                       // Q_e: input at level 1 [million benchmark USD at the seller's price]
  double price0 = 1;                          // Pbar_e: user price at the benchmark
  double export_tax = 0, tax = 0;             // ad valorem rates
  int export_tax_agent = -1, tax_agent = -1;  // agents that receive them
  bool carbon_in_tax_base = false;
  Charges charges;
  SmallVector<Emission, 0> emissions;  // without what is captured
  SmallVector<MarginUse, 3> margins;
  double captured = 0;  // CO2 captured per unit [t CO2 per USD]
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
  int variable = -1;      // unknown that multiplies the quantity; -1: none
};

// Emissions from an activity's process, with the abatement cost curve of docs/model.md:
// K = p_b k(x), x = tau/p_b, emissions = Q a eps0 (1 + x/xhat)^-nu.
struct ProcessEmission {
  int activity = -1;
  int abatement_commodity = -1;  // b
  double intensity0 = 0;         // eps0 [t CO2e per USD of output]; negative: biogenic CO2 is captured
  double xhat = 100;             // [USD/t] > 0
  double nu = 0;                 // >= 0
  double captured0 = 0;          // CO2 captured per unit of output, not in eps0 [t CO2 per USD]
  Gas gas = Gas::co2;
  // Coefficients are the covered parts of the emissions, in (0, 1]; one charge at most is on a part below 1.
  Charges charges;
};

struct EconomicAgent {
  std::string name;
  std::string code;  // in agents.csv; empty: the account of a region's households where there are several
  Region region;
  AgentKind kind = AgentKind::household;
  int demand_activity = -1;       // consumption, government or investment activity it pays for
  int subsistence_activity = -1;  // household: fixed purchases, -1 where there are none
  int stock_activity = -1;        // investor: stock change, -1 where there is none
  double income0 = 0;             // benchmark income, scale of its balance [million USD]
};

// Input of a household with a constant difference of elasticities (CDE).
struct CdeInput {
  double substitution = 0.5;  // b < 1, not 0
  double expansion = 1;       // e > 0
  double weight = 0;          // g: share/b, in parts of their sum
  double share = 0;           // of the benchmark budget
};

// Household demand with a constant difference of elasticities; formulas in cde_kernel.h.
struct CdeDemand {
  int activity = -1;             // consumption, whose level is what the utility costs at benchmark prices
  int utility = -1;              // variable: u [benchmark = 1]
  int mean = -1;                 // variable: harmonic mean of b at current budget shares [benchmark = 1]
  std::vector<CdeInput> inputs;  // of the edges of the activity, which are bundles
};

// CES of goods that are measured in one physical unit and whose volumes add up (additive CES); formulas in
// edge_kernel.h.
struct AdditiveCes {
  int activity = -1;
  int index = -1;                    // variable: J, the price index of demand [benchmark = 1]
  std::vector<double> volume_share;  // of the inputs at the benchmark, sums to 1
};

// Nominal payment, fixed in the numeraire or another price; from or to -1 = the rest of the world (the current
// account).
struct NominalTransfer {
  int from = -1, to = -1;
  std::string kind;
  double value = 0;
  int price_commodity = -1;  // fixed in units of this price; -1: of the numeraire
};

// A permit market of the study as the equilibrium sees it.
struct MarketNode {
  std::string name;
  int pool = -1;                       // markets that share a pool share one price; -1: off in this scenario
  std::vector<double> cap_by_region;   // [Mt]
  std::vector<int> revenue_agent;      // per region: who receives the allowances; -1 where it has none
  std::vector<double> free_by_region;  // of these what households get, whoever receives the rest [Mt]
  double benchmark_emissions = 0;      // covered emissions at the benchmark [Mt]
};

// Linked markets with one permit price: cap - E >= 0 _|_ tau >= 0.
struct PermitPool {
  std::string name;  // "CHN" or "CHN+JPN"
  std::vector<int> markets;
  Region region;         // of all its members, invalid where they are in several regions
  int supply = -1;       // variable: allowances beyond the caps / benchmark emissions; -1: there are none
  int supply_rule = -1;  // the rule that sums them up
  int price_rule = -1;   // the rule that determines the permit price instead of the cap; -1: the cap does
  double start = 1;      // covered emissions at the benchmark, relative to their scale; 0: of those who opt in
};

// An unknown of an instrument or a closure: a flow of permits, a rent, a tax rate.
struct Variable {
  VariableId id;
  std::string name;  // "permits from CHN to KOR"
  Region region;     // invalid: couples regions
  double start = 0;  // at the benchmark
  double scale = 1;  // natural size
};

// A condition of an instrument or a closure beside the unknown it determines: formula = 0, or, where it is
// complementary, 0 <= unknown _|_ formula >= 0. The residual is the formula / scale.
struct Rule {
  std::string name;  // "permit link: CHN > KOR"
  Symbol determines;
  bool is_complementary = false;
  double scale = 1;
  Expression formula;
  bool is_shock = false;  // has the size of a shock, not of a policy on carbon
};

// A condition of the model that instruments take part in.
struct Row {
  enum class Kind {
    zero_profit,      // of an activity [log unit revenue - log unit cost]
    market_clearing,  // of a commodity [million USD of supply]
    income_balance    // of an agent [million USD of income]
  };
  Kind kind = Kind::income_balance;
  int index = -1;
  friend bool operator==(const Row&, const Row&) = default;
};

// What an instrument adds to a condition of the model: a payment, a demand, an extra profit.
struct Contribution {
  Row row;
  std::string what;  // "permit rent", the kind of income in the results
  Expression formula;
  bool is_shock = false;  // of a shock, not of a policy on carbon
};

// Allowances of a market beyond its cap that belong to a region: earned with output, offsets, a reserve, inflows.
struct PermitSupply {
  int market = -1;
  Region region;
  PermitSource source = PermitSource::link;
  Expression mt;  // negative: taken from the market
  // Is it part of the cap, which the study states in another way? Not so offsets, credits, and what is earned with
  // output or flows over links.
  bool states_cap = false;
};

// An unknown by which the price of a market misses what the market promises [USD/t]: 0 where it keeps it.
struct PriceGap {
  int market = -1;
  int variable = -1;
  std::string text;  // "above its ceiling: the reserve is empty"
};

// Permits that flow between two markets that stay apart, or credits of a project that flow into one, for the results:
// tau_to flow = rate tau_from flow + fee flow + rents flow.
struct PermitArc {
  std::string name;
  int from = -1, to = -1;         // markets: seller (-1: a project) and buyer of a positive flow
  Region host;                    // of a project
  double rate = 1;                // seller's permits, or the host's credits, per buyer's permit
  int flow = -1;                  // variable [Mt of the buyer's permits]
  int rent = -1, back_rent = -1;  // variables: shadow prices of the limits there and back [USD/t]; -1: no limit
  Expression limit, back_limit;   // [Mt]; empty: none
  Expression fee;                 // [USD/t], the part of the buyer's price that is levied included
  Expression rents;               // of limits and price corridor, less those on the way back [USD/t]
  Expression credit_limit_rents;  // the part of them that is of the buyer's credit limit, less that of the seller's
};

// What flows into a market under one limit, for the results.
struct CreditLimitNode {
  int market = -1;
  int rent = -1;                                  // variable: its shadow price [USD/t]
  Expression limit, counted;                      // [Mt]
  std::map<PermitSource, Expression> counted_of;  // what `counted` is the sum of
};

// A good that a region sells, or buys, in a world market outside of all regions.
struct WorldSale {
  int commodity = -1;  // what the region's producers make
  Region region;
  Sector good;
  int variable = -1;  // what is sold [million benchmark USD]; negative: bought
};

// Price of what the households of a region consume, with benchmark weights: sum_c weight_c p_c.
struct ConsumerPrice {
  std::vector<int> commodities;
  std::vector<double> weights;  // sum to 1
};

// Endowment of a fossil resource that becomes an unknown, so that the fuel's producer price follows the consumer price
// of its region.
struct ResourceAvailability {
  int output_commodity = -1;
  Region region;
  std::string name;
};

// A number of the graph that a shock changes; in between it is linear in the position on the path.
struct ShockedNumber {
  enum class Kind {
    endowment,     // quantity of an endowment
    productivity,  // of an edge: its input counts for so many times its quantity at the benchmark
    output_tax,    // of an activity
    tax,           // of an edge
    export_tax     // of an edge
  };
  Kind kind = Kind::endowment;
  int index = -1;                      // of the endowment, activity or edge
  double benchmark = 0, scenario = 0;  // where the path begins and ends
  double price0 = 0, quantity0 = 0;    // kind productivity: of the edge at the benchmark
};

// A carbon price that the tax on an input contains at the benchmark (model/paid_carbon_prices.h), and what of it a
// price of the study replaces. Rates are parts of that tax, at the end of the path.
struct PaidCarbonPrice {
  int edge = -1;
  double usd_per_t = 0;                    // [USD/t]
  double replaced = 0;                     // tonnes per unit that the study's price is on instead [t CO2 per USD]
  double rate_before = 0, rate_after = 0;  // of the tax: with the price on all tonnes, and without the replaced ones
  double rate_left = 0;                    // what of rate_after is the price on the others
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
  std::vector<FactorInfo> factors;
  std::vector<std::string> purposes;  // codes; mostly none
  std::vector<Commodity> commodities;
  std::vector<Activity> activities;
  std::vector<Edge> edges;  // grouped by activity
  std::vector<OutputEdge> output_edges;
  std::vector<Endowment> endowments;
  std::vector<ProcessEmission> processes;
  std::vector<EconomicAgent> agents;  // households, government, investor of each region where it exists
  std::vector<CdeDemand> cde_demands;
  std::vector<AdditiveCes> additive_ces;
  PhysicalVolumes volumes;  // of goods at the benchmark
  std::vector<NominalTransfer> transfers;
  std::vector<MarketNode> markets;
  std::vector<PermitPool> pools;
  std::vector<ResourceAvailability> availabilities;
  std::vector<Variable> variables;          // of instruments and closures
  std::vector<Rule> rules;                  // each determines one of the variables, or another unknown
  std::vector<Contribution> contributions;  // of instruments to the conditions of the model
  std::vector<PermitSupply> supplies;       // of permits beyond the caps
  std::vector<PermitArc> arcs;
  std::vector<PriceGap> price_gaps;
  std::vector<CreditLimitNode> credit_limits;
  std::vector<WorldSale> world_sales;
  std::vector<IdleTechnology> idle_technologies;
  double path = 1;  // position between the benchmark (0) and the scenario (1) that instruments have their size of
  std::vector<ShockedNumber> shocks;  // by kind and index, one of each number; model/shocked_economy.h moves them
  bool keeps_shocks = false;          // they are of full size wherever on the path
  std::vector<PaidCarbonPrice> paid_carbon_prices;  // edges ascending
  Numeraire numeraire;
  std::vector<ConsumerPrice> consumer_prices;  // per region
  std::vector<std::string> notes;  // what the builders did that a user should know (averaged taxes, dropped inputs)

  // First agent of a kind in a region; -1 where there is none. Taxes and permits then go to the household.
  [[nodiscard]] int find_agent(Region region, AgentKind kind) const;
  // All households of a region, the first one first.
  [[nodiscard]] std::vector<int> households(Region region) const;
  // The variable of an identity; -1 where there is none.
  [[nodiscard]] int find_variable(const VariableId& id) const;
};

[[nodiscard]] std::string to_string(CommodityKind kind);
[[nodiscard]] std::string to_string(ActivityKind kind);
[[nodiscard]] std::string to_string(EdgeRole role);
// "use tax": the kind of income that a tax on an input of that role is.
[[nodiscard]] const char* tax_name(EdgeRole role);

}  // namespace etslink
