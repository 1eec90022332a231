// SPDX-License-Identifier: Apache-2.0
#include "study/read_price_rules.h"

#include "model/number_text.h"
#include "study/read_numbers.h"

namespace etslink {
namespace {

void expect_partner(const TomlValue& table, const std::string& key, const std::string& partner) {
  const auto* value = table.find(key);
  if (value != nullptr && table.find(partner) == nullptr)
    value->fail("'" + value->name() + "' needs '" + partner + "'");
}

OffsetSupply read_offset(const TomlValue& table, const NamedSets& sets) {
  table.expect_keys({"region", "potential_mt", "xhat", "nu", "max_percent_of_obligation", "max_mt"});
  OffsetSupply offset;
  const auto& region = table.require_key("region");
  offset.region = sets.region(region.as_text(), region.at());
  offset.curve = read_abatement_curve(table);
  read_if_present(table, "max_percent_of_obligation", read_percent, offset.limit_share);
  read_if_present(table, "max_mt", read_non_negative, offset.limit_mt);
  offset.at = table.at();
  return offset;
}

}  // namespace

void read_collar(const TomlValue& market_table, PermitMarket& market) {
  expect_partner(market_table, "auctioned_percent", "floor");
  expect_partner(market_table, "reserve_mt", "ceiling");
  const auto* floor = market_table.find("floor");
  const auto* ceiling = market_table.find("ceiling");
  if (floor == nullptr && ceiling == nullptr) return;
  PriceCollar collar;
  collar.at = (floor != nullptr ? floor : ceiling)->at();
  read_if_present(market_table, "floor", read_non_negative, collar.floor);
  read_if_present(market_table, "ceiling", read_positive, collar.ceiling);
  read_if_present(market_table, "auctioned_percent", read_percent, collar.auctioned_share);
  read_if_present(market_table, "reserve_mt", read_non_negative, collar.reserve_mt);
  if (floor != nullptr && collar.floor >= collar.ceiling)
    floor->fail("'" + floor->name() + "' is " + shortest_text(collar.floor) + ", but must be below the ceiling of " +
                shortest_text(collar.ceiling) + " USD/t");
  market.collar = collar;
}

void read_offsets(const TomlValue& offsets, const NamedSets& sets, PermitMarket& market) {
  if (offsets.is(TomlValue::Kind::table)) {
    market.offsets.push_back(read_offset(offsets, sets));
    return;
  }
  for (const auto& item : offsets.as_list()) market.offsets.push_back(read_offset(item.as_table(), sets));
}

AbatementCurve read_abatement_curve(const TomlValue& table) {
  AbatementCurve curve;
  curve.potential_mt = read_positive(table.require_key("potential_mt"));
  read_if_present(table, "xhat", read_positive, curve.xhat);
  read_if_present(table, "nu", read_positive, curve.nu);
  return curve;
}

PermitLimit read_limit(const TomlValue& limit) {
  const std::string rules = "mt, percent_of_obligation, percent_of_effort";
  if (!limit.is(TomlValue::Kind::table) || limit.entries().size() > 1)
    limit.fail("'" + limit.name() + "' must be a table that states one of " + rules + ", e.g. { mt = 10 }");
  limit.expect_keys({"mt", "percent_of_obligation", "percent_of_effort"});
  if (limit.entries().empty()) limit.fail("'" + limit.name() + "' must state one of " + rules);
  PermitLimit result;
  read_if_present(limit, "mt", read_non_negative, result.mt);
  read_if_present(limit, "percent_of_obligation", read_percent, result.share_of_obligation);
  read_if_present(limit, "percent_of_effort", read_percent, result.share_of_effort);
  return result;
}

}  // namespace etslink
