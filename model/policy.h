// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/benchmark.h"
#include "model/nest.h"

namespace etslink {

// Part of a region's emissions that a permit market covers: users x sources, and the share of each that is regulated.
struct Coverage {
  Region region;
  std::vector<User> users;    // sectors or agents of the region
  std::vector<Sector> fuels;  // fuel goods whose emissions are covered
  bool process = true;        // process emissions covered as well
  double share = 1;           // 0 < share <= 1
};

// An emissions trading system: its members and the supply of allowances. Autarky is a market with one member.
struct PermitMarket {
  std::string name;
  std::vector<Coverage> coverage;  // of one or several regions
  std::vector<double> cap_mt;      // allowances of each region of the benchmark [Mt CO2], zero where it is not a member
  bool revenue_to_government = false;  // else allowances are handed to the household as a lump sum
  SourceLocation at;
};

// A full two-way link merges its markets into one pool with one price; each keeps its own cap.
struct MarketLink {
  std::vector<int> markets;  // indices into Policy::markets, at least two
  SourceLocation at;
};

struct Policy {
  std::vector<PermitMarket> markets;  // of the study, the same list in every scenario; a market without caps is off
  std::vector<char> active;           // per market: 0 = off in this scenario (no cap, price 0)
  std::vector<MarketLink> links;
};

enum class ArmingtonOption { pooled, per_user };
enum class ResourceOption { benchmark_elasticity, constant_elasticity };

// Behaviour and closure of the model, beside data, nests and policy. See docs/model.md.
struct ModelOptions {
  ArmingtonOption armington = ArmingtonOption::pooled;
  ResourceOption resources = ResourceOption::benchmark_elasticity;
  std::string numeraire_region;   // region whose income balance carries the Walras slack; empty: the largest
  bool hold_fuel_prices = false;  // fuel-price channel: producer prices of coal, crude oil and gas stay at benchmark
                                  // relative to the region's consumer price, resource endowments become the unknowns
  std::vector<ParameterValue> elasticities;  // of the study; go before those of nests and benchmark
};

}  // namespace etslink
