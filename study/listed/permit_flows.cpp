// SPDX-License-Identifier: Apache-2.0
#include "study/listed/permit_flows.h"

#include <algorithm>

#include "calibration/toml/toml_numbers.h"

namespace etslink {

AbatementCurve read_abatement_curve(TomlSection& section) {
  AbatementCurve curve;
  curve.potential_mt = read_positive(section.need("potential_mt"));
  section.read("xhat", read_positive, curve.xhat);
  section.read("nu", read_positive, curve.nu);
  return curve;
}

PermitLimit read_limit(const TomlValue& limit) {
  const std::string rules = "mt, percent_of_obligation, percent_of_effort";
  if (!limit.is(TomlValue::Kind::table) || limit.entries().size() > 1)
    limit.fail("'" + limit.name() + "' must be a table that states one of " + rules + ", e.g. { mt = 10 }");
  if (limit.entries().empty()) limit.fail("'" + limit.name() + "' must state one of " + rules);
  TomlSection section(limit);
  PermitLimit result;
  section.read("mt", read_non_negative, result.mt);
  section.read("percent_of_obligation", read_percent, result.share_of_obligation);
  section.read("percent_of_effort", read_percent, result.share_of_effort);
  section.finish();
  return result;
}

RentOwner read_rent(TomlSection& section) {
  auto owner = RentOwner::buyer;
  section.choose("rent", {{"buyer", RentOwner::buyer}, {"seller", RentOwner::seller}, {"shared", RentOwner::shared}},
                 owner);
  return owner;
}

int find_market(const std::string& name, const TomlValue& value, const std::vector<PermitMarket>& markets) {
  const auto found =
      std::find_if(markets.begin(), markets.end(), [&](const PermitMarket& market) { return market.name == name; });
  if (found != markets.end()) return static_cast<int>(found - markets.begin());
  std::vector<std::string> names;
  for (const auto& market : markets) names.push_back(market.name);
  value.fail("unknown market '" + name + "' in '" + value.name() + "'" + suggestion(name, names));
}

int find_market(const TomlValue& value, const std::vector<PermitMarket>& markets) {
  return find_market(value.as_text(), value, markets);
}

void expect_tradable(const TomlValue& value, const PermitMarket& market) {
  if (market.fixed_price && !market.crediting)
    value.fail("market '" + market.name + "' is a carbon tax, which has no permits to trade");
  if (market.fixed_price)
    value.fail("the credits of market '" + market.name + "' are bought by its government at support_price");
}

void expect_buyer(const TomlValue& value, const PermitMarket& market) {
  expect_tradable(value, market);
  if (market.crediting) value.fail("market '" + market.name + "' only sells credits, it can't buy permits");
}

}  // namespace etslink
