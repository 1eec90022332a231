// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/input_error.h"
#include "model/sets.h"

// What a study states of technologies (model/technology.h). docs/instruments.md, P15 and T4.
namespace etslink {

// Technologies of one sector that a policy names, in some regions.
struct TechnologyChoice {
  std::string name;
  std::vector<Region> regions;
  std::vector<Sector> technologies;
  SourceLocation at;
};

// Whose money technologies get, or who gets what they pay: the government; who buys what their sector sells, by a levy
// on it; the households that own them.
enum class TechnologyPayer { government, users, owners };

// An amount per unit that technologies get.
struct TechnologySubsidy : TechnologyChoice {
  double per_unit = 0;  // [USD per MWh, t or GJ, numeraire = 1]; negative: a tax
  TechnologyPayer payer = TechnologyPayer::government;
};

// Who sells what a sector makes needs certificates for a share of it, which the technologies earn with their output.
struct GreenCertificates : TechnologyChoice {
  double share = 0;  // in (0, 1]
};

// The most, or the least, that technologies make together.
struct OutputLimit : TechnologyChoice {
  bool is_least = false;
  bool is_relative = false;                         // the quantity is a part of what they make at the benchmark
  double quantity = 0;                              // >= 0 [unit of technologies.csv], or relative
  TechnologyPayer payer = TechnologyPayer::owners;  // who has the scarcity rent, or pays the support
};

// What a unit earns at least, beside what the benchmark pays between technologies.
struct FeedInTariff : TechnologyChoice {
  double price = 0;         // [USD per MWh, t or GJ, numeraire = 1] >= 0
  bool is_two_way = false;  // what it sells for beyond that is paid back
  TechnologyPayer payer = TechnologyPayer::users;
};

// A carbon contract for difference: strike - permit price for each tonne that a unit emits less than one of another
// technology does, at the benchmark.
struct CarbonContract : TechnologyChoice {
  Sector reference;         // technology
  int market = -1;          // whose permit price
  double strike = 0;        // [USD/t, numeraire = 1] > 0
  bool is_two_way = false;  // where the permit price is above it the difference is paid back
  TechnologyPayer payer = TechnologyPayer::government;
};

}  // namespace etslink
