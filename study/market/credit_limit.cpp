// SPDX-License-Identifier: Apache-2.0
// One limit on all that flows into a market: credit_limit, a quantity limit with `of` (links and projects) and
// `offsets`.
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/market/market_rules.h"

namespace etslink {
namespace {

std::vector<CreditLimit::Flow> read_flows(const TomlValue& list) {
  std::vector<CreditLimit::Flow> flows;
  for (const auto& item : list.as_list()) {
    for (const auto& other : flows) {
      if (other.name == item.as_text()) item.fail("'" + item.as_text() + "' appears twice in '" + item.name() + "'");
    }
    flows.push_back({item.as_text(), item.at()});
  }
  return flows;
}

CreditLimit read_limit(TomlSection& section) {
  CreditLimit limit;
  limit.at = section.at();
  section.read("mt", read_non_negative, limit.limit.mt);
  section.read("percent_of_obligation", read_percent, limit.limit.share_of_obligation);
  section.read("percent_of_effort", read_percent, limit.limit.share_of_effort);
  const auto stated = section.has("mt") + section.has("percent_of_obligation") + section.has("percent_of_effort");
  if (const auto* of = section.find("of")) {
    limit.of = read_flows(*of);
    if (limit.of.empty()) of->fail("'" + of->name() + "' is empty; without it all links and projects count");
    limit.offsets = false;
  }
  limit.offsets = section.flag_or("offsets", limit.offsets);
  if (stated != 1)
    section.fail("'" + section.name() +
                 "' must state one of mt, percent_of_obligation, percent_of_effort, e.g. { mt = 10 }");
  return limit;
}

void read_credit_limit(TomlSection& section, const NamedSets&, PermitMarket& market) {
  if (const auto* table = section.find("credit_limit")) market.credit_limit = read_section(*table, read_limit);
}

template <double PermitLimit::*number>
double* find(PermitMarket& market) {
  return market.credit_limit ? &(market.credit_limit->limit.*number) : nullptr;
}

}  // namespace

MarketRule market_credit_limit() {
  return {.read = read_credit_limit,
          .conflicts = conflicts_of_permits({"credit_limit"}),
          .numbers = {{"limits", "credit limit of ", "Mt", find<&PermitLimit::mt>},
                      {"limits", "credit limit by obligation of ", "1", find<&PermitLimit::share_of_obligation>},
                      {"limits", "credit limit by effort of ", "1", find<&PermitLimit::share_of_effort>}}};
}

}  // namespace etslink
