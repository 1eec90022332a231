// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/nest.h"
#include "model/technology_policy.h"

namespace etslink {

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

// Part of a region's emissions that a permit market covers: users x sources, and the share of each that is regulated.
struct Coverage {
  Region region;
  std::vector<User> users;    // sectors or agents of the region
  std::vector<Sector> fuels;  // fuel goods whose emissions are covered
  bool process = true;        // process emissions covered as well
  double share = 1;           // 0 < share <= 1
};

// Permits per unit of output of a sector: of the intensity its covered emissions have at the benchmark, or absolute.
struct OutputRate {
  Region region;
  Sector sector;
  double relative = 1;              // to the benchmark intensity, >= 0
  std::optional<double> t_per_usd;  // instead: t CO2 per benchmark USD of output, >= 0
  SourceLocation at;
};

// Electricity users surrender permits for the emissions of what they use, imported power included.
struct IndirectEmissions {
  std::vector<User> users;  // of the market's regions
  double grid_factor = 1;   // relative to the average intensity of the region's power generation at the benchmark, > 0
};

// Limits of the permit price and the quantities that hold it there.
struct PriceCollar {
  double floor = 0;               // [USD/t, numeraire = 1] >= 0: permits are kept back from the auction
  double auctioned_share = 1;     // of the cap, with what is given out at most all: no more can be kept back
  double ceiling = unlimited;     // [USD/t] > floor: permits are released
  double reserve_mt = unlimited;  // no more can be released
  SourceLocation at;
};

// Abatement that the model does not have: potential (1 - (1 + x/xhat)^-nu) at the price x relative to the costs of the
// host, the curve of process emissions.
struct AbatementCurve {
  double potential_mt = 0;  // > 0
  double xhat = 50;         // [USD/t] > 0
  double nu = 1;            // > 0
};

// Domestic offset credits that a market accepts.
struct OffsetSupply {
  Region region;
  AbatementCurve curve;
  double limit_share = unlimited;  // of the market's covered emissions
  double limit_mt = unlimited;
  SourceLocation at;
};

// A tax whose rate becomes an unknown: on factor use, output or consumption.
struct NamedTax {
  enum class Base { factor, output, consumption };
  Base base = Base::factor;
  Factor factor;                // base factor
  std::vector<Sector> sectors;  // base factor and output: that pay it; empty: all
  Sector good = {};             // base output: of what the sectors make; invalid: all
};

// Sectoral crediting with a no-lose target: each sector of the market may opt in by a twin that pays for its emissions
// and earns credits by its baseline; it runs where that pays.
struct SectoralCrediting {
  std::vector<OutputRate> baseline;
  bool is_absolute = false;  // the baseline is the emissions at benchmark output, not a rate
};

// Rule for emission-intensive, trade-exposed sectors: exempt where trade intensity or cost share reach their
// thresholds, or both reach the joint ones. Defaults: Korea's emissions trading system.
struct ExposureRule {
  double trade_intensity = 0.3, cost_share = 0.3;
  double joint_trade_intensity = 0.1, joint_cost_share = 0.05;
  double carbon_price = 30;  // [USD/t] >= 0 of the cost share
};

// What the rule finds for one sector of a market, from the benchmark.
struct SectorExposure {
  Region region;
  Sector sector;
  double trade_intensity = 0;  // (exports + imports) / (output + imports)
  double cost_share = 0;       // carbon price x covered emissions / value added
  bool is_exposed = false;
};

// A part of the cap that is given out free of charge: by output where sectors have rates of their own, else to the
// households, whatever anybody makes. The rest is auctioned.
struct FreePart {
  double share = 0;  // of the cap of each region, in [0, 1]
  SourceLocation at;
};

// Quantity limit on permits, by one of the three rules.
struct PermitLimit {
  double mt = unlimited;
  double share_of_obligation = unlimited;  // of the buyer's covered emissions
  double share_of_effort = unlimited;      // of the buyer's benchmark emissions less its cap (market_parts.h)
};

// One limit on all that flows into a market over restricted links and from projects and offsets, or on some of it.
struct CreditLimit {
  PermitLimit limit;
  struct Flow {
    std::string name;  // of a link or a project
    SourceLocation at;
  };
  std::vector<Flow> of;  // that count; empty: all
  bool offsets = true;   // the market's own count as well
  SourceLocation at;

  [[nodiscard]] bool counts(const std::string& flow) const {
    for (const Flow& counted : of) {
      if (counted.name == flow) return true;
    }
    return of.empty();
  }
};

enum class RevenueUse {
  household,   // lump sum: grandfathering, or an auction whose revenue is paid out
  government,  // the same to the government, which pays the household the less
  spending,    // real government demand rises
  tax          // a tax is cut
};

// An emissions trading system: its members and the supply of allowances. Autarky is a market with one member.
struct PermitMarket {
  std::string name;
  std::vector<Coverage> coverage;  // of one or several regions
  std::vector<double> cap_mt;      // allowances of each region of the benchmark [Mt CO2], zero where it is not a member
  RevenueUse revenue = RevenueUse::household;
  std::optional<NamedTax> recycled_tax;        // revenue = tax
  std::vector<OutputRate> standard;            // tradable performance standard: permits beyond the cap
  std::vector<OutputRate> output_based;        // output-based allocation: permits out of the cap
  std::optional<FreePart> free_part;           // of the cap; with output_based it is what these share
  std::vector<SectorExposure> exposure;        // of output_based by the rule for trade-exposed sectors; for the notes
  std::optional<SectoralCrediting> crediting;  // participation is free; permits are credits for sale
  std::optional<double> fixed_price;   // [USD/t, numeraire = 1] >= 0 instead of a cap: a carbon tax of one region; with
                                       // crediting: support that its government pays for credits
  std::vector<double> cap_per_gdp_mt;  // per region: further cap at benchmark GDP, proportional to real GDP; or empty
  std::optional<PriceCollar> collar;
  std::vector<OffsetSupply> offsets;
  std::optional<CreditLimit> credit_limit;
  std::optional<IndirectEmissions> indirect;
  SourceLocation at;

  // Does what flows in over a link, or from a project, of that name count against a limit?
  [[nodiscard]] bool limits(const std::string& flow) const { return credit_limit && credit_limit->counts(flow); }
};

// Takes out the rules of a market that hold its price by permits, which then belong to its cap
// (PermitSupply::states_cap). Were there any?
inline bool drop_price_limits(PermitMarket& market) {
  const bool has_limits = market.collar.has_value();
  market.collar.reset();
  return has_limits;
}

// A full two-way link merges its markets into one pool with one price; each keeps its own cap.
struct MarketLink {
  std::vector<int> markets;  // indices into Policy::markets, at least two
  SourceLocation at;
};

enum class RentOwner { buyer, seller, shared };

// A link between two markets that keep their own prices.
struct RestrictedLink {
  std::string name;
  int from = -1, to = -1;  // indices into Policy::markets: seller and buyer
  bool two_way = false;    // permits may also flow back, under back_limit
  PermitLimit limit, back_limit;
  double rate = 1;       // seller's permits that the buyer's market takes for one of its own, > 0
  double fee = 0;        // [USD/t of the buyer's permits, numeraire = 1] >= 0; one-way links only
  double proceeds = 0;   // part of the buyer's price that is levied, in [0, 1); one-way links only
  Region fee_region;     // whose government (or household) receives fee and proceeds
  double cancelled = 0;  // part of the permits that is cancelled for overall mitigation, in [0, 1)
  RentOwner rent = RentOwner::buyer;
  double least_buyer_price = 0;             // corridor: no imports where the buyer's price would fall below [USD/t]
  double largest_seller_price = unlimited;  // corridor: no exports where the seller's price would rise above [USD/t]
  SourceLocation at;
};

// Project-based crediting: credits from an abatement curve of the host, sold to a market.
struct ProjectCrediting {
  std::string name;
  Region host;
  int to = -1;  // market that accepts the credits
  AbatementCurve curve;
  double approval_cost = 0;   // [USD/t] >= 0, abatement input of the host
  double credited_share = 1;  // of the abatement, after the discount for additionality, in (0, 1]
  double buyer_share = 1;     // of the credits; the host keeps the rest for its own target, in (0, 1]
  int host_market = -1;       // where these count; -1: the one market of permits that the host has in the scenario
  double proceeds = 0;        // part of the buyer's price that is levied, in [0, 1)
  double cancelled = 0;       // part of the credits, in [0, 1)
  PermitLimit limit;
  RentOwner rent = RentOwner::buyer;
  SourceLocation at;
};

// What a swap may fix or set free (model/instruments/swaps.h).
enum class QuantityKind {
  price,
  output,
  real_wage,
  unemployment,
  consumption,
  government_demand,
  investment,
  lump_sum,
  permit_price,
  emissions,
  output_tax,
  factor_tax,
  consumption_tax,
  endowment,
  cap,
  transfer
};
// "output tax": as a study names it.
[[nodiscard]] std::string to_string(QuantityKind kind);

// What a swap names: a quantity of the model by kind, region and what it is of.
struct ModelQuantity {
  QuantityKind kind = QuantityKind::output;
  Region region, partner;
  Sector sector;
  Sector good = {};  // that the sector makes; invalid: all
  Factor factor;
  int market = -1;
  std::string text;  // as in the study, for messages
};

// An endogenous quantity is fixed and an exogenous one becomes free.
struct Swap {
  ModelQuantity fixed, freed;
  std::optional<double> value;  // of the fixed one, relative to the benchmark (prices and quantities) or in its unit
  SourceLocation at;
};

// What a shock changes (docs/instruments.md, S1).
enum class ShockKind {
  endowment,
  population,
  productivity,
  output_tax,
  factor_tax,
  use_tax,
  tariff,
  export_tax,
  transfer,
  world_price
};

// A number of the economy that is no policy on carbon, changed in a scenario. Empty lists: all there are.
struct Shock {
  enum class Size { factor, value, change };  // times that of the benchmark; instead of it; added to it
  ShockKind kind = ShockKind::endowment;
  Size size = Size::factor;
  double number = 1;
  std::vector<Region> regions;   // owner, producer or user; importer of a tariff; exporter of an export tax; payer
  std::vector<Region> partners;  // exporter of a tariff; importer of an export tax; who is paid
  std::vector<Sector> sectors;   // that use a factor, or whose resource, output or productivity it is
  std::vector<Sector> goods;     // taxed, or inputs whose productivity it is; of an output tax: that the sectors make
  std::vector<Factor> factors;   // likewise; of population: its labour
  bool is_by_input = false;      // productivity of inputs, not of all together
  std::vector<int> users;        // of a use tax: sectors, then sector count + AgentKind
  std::string text;              // as in the study, for messages
  SourceLocation at;
};

struct Policy {
  std::vector<PermitMarket> markets;  // of the study, the same list in every scenario; a market without caps is off
  std::vector<char> active;           // per market: 0 = off in this scenario (no cap, price 0)
  std::vector<MarketLink> links;
  std::vector<RestrictedLink> restricted_links = {};
  std::vector<ProjectCrediting> projects = {};
  std::vector<Swap> swaps = {};
  std::vector<Shock> shocks = {};
  std::vector<TechnologySubsidy> subsidies = {};
  std::vector<GreenCertificates> certificates = {};
  std::vector<OutputLimit> output_limits = {};
  std::vector<FeedInTariff> feed_in_tariffs = {};
  std::vector<CarbonContract> carbon_contracts = {};
  std::vector<Region> abatement_regions = {};  // with offsets or projects in some scenario of the study: all scenarios
                                               // have the same graph
};

// Does a policy, or another scenario of its study, have offsets or projects in a region?
[[nodiscard]] bool buys_abatement(const Policy& policy, Region region);

enum class ArmingtonOption { pooled, per_user };
enum class ResourceOption { benchmark_elasticity, constant_elasticity };
enum class LabourOption { fixed, wage_curve, minimum_wage };
enum class CapitalOption { as_in_benchmark, international };
enum class InvestmentOption { fixed_real, fixed_saving_share };
enum class GovernmentOption { fixed_real, fixed_share };
// Top of the household's nests: as the nest file has it, or a constant difference of elasticities.
enum class HouseholdDemand { nests, cde };
enum class CurrentAccountOption { numeraire, consumption_price };

// The labour market of a region.
struct LabourRule {
  LabourOption rule = LabourOption::fixed;
  Factor factor;                 // of the wage curve or the minimum wage
  double unemployment = 0;       // rate at the benchmark, [0, 1); wage curve: above 0
  double wage_elasticity = 0.1;  // of the wage curve: real wage x (rate / benchmark rate)^elasticity = 1
  double minimum_wage = 1;       // relative to the benchmark real wage, > 0
};

// A small country in the world markets of some goods: it buys and sells them there at given prices.
struct WorldMarket {
  Region region;
  std::vector<Sector> goods;  // at least two, which pay for one another
  SourceLocation at;
};

// Behaviour and closure of the model, beside data, nests and policy. See docs/model.md.
struct ModelOptions {
  ArmingtonOption armington = ArmingtonOption::pooled;
  ResourceOption resources = ResourceOption::benchmark_elasticity;
  // A specific factor with less of the costs of its sector becomes capital of it (model/tiny_resources.h), [0, 1).
  double tiny_resource_share = 0.01;
  Factor tiny_resource_becomes;  // invalid: capital by its role
  HouseholdDemand household_demand = HouseholdDemand::nests;
  std::string numeraire_region;   // region whose income balance carries the Walras slack; empty: the largest
  bool hold_fuel_prices = false;  // fuel-price channel: producer prices of coal, crude oil and gas stay at benchmark
                                  // relative to the region's consumer price, resource endowments become the unknowns
  std::vector<ParameterValue> elasticities;  // of the study; go before those of nests and benchmark

  std::vector<LabourRule> labour = {};  // one of all regions, or of each; none: labour is fixed everywhere
  CapitalOption capital = CapitalOption::as_in_benchmark;
  Factor capital_factor;  // that moves between regions
  InvestmentOption investment = InvestmentOption::fixed_real;
  GovernmentOption government = GovernmentOption::fixed_real;
  std::optional<NamedTax> balancing_tax;  // balances the government instead of the lump sum
  CurrentAccountOption current_account = CurrentAccountOption::numeraire;
  std::vector<WorldMarket> world_markets = {};  // one of a region
  // Who has what payments between technologies come to beyond the benchmark's: the government or the users.
  TechnologyPayer technology_pool = TechnologyPayer::government;
  bool carbon_in_tax_base = false;  // ad valorem taxes on inputs are levied on price plus permits
  SourceLocation at;                // of [model] in the study
};

[[nodiscard]] LabourRule labour_rule(const ModelOptions& options, Region region);

// Does the world market give the price of a good in a region?
[[nodiscard]] bool has_world_price(const ModelOptions& options, Region region, Sector good);

}  // namespace etslink
