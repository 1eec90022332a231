// SPDX-License-Identifier: Apache-2.0
// Offset credits that a market accepts: offsets, one table or a list of them.
#include "calibration/toml/toml_numbers.h"
#include "study/listed/permit_flows.h"
#include "study/market/market_rules.h"

namespace etslink {
namespace {

OffsetSupply read_offset(TomlSection& section, const NamedSets& sets) {
  OffsetSupply offset;
  const auto& region = section.need("region");
  offset.region = sets.region(region.as_text(), region.at());
  offset.curve = read_abatement_curve(section);
  section.read("max_percent_of_obligation", read_percent, offset.limit_share);
  section.read("max_mt", read_non_negative, offset.limit_mt);
  offset.at = section.at();
  return offset;
}

void read_offsets(TomlSection& section, const NamedSets& sets, PermitMarket& market) {
  const auto* offsets = section.find("offsets");
  if (offsets == nullptr) return;
  const auto add = [&](const TomlValue& table) {
    market.offsets.push_back(read_section(table, [&](TomlSection& own) { return read_offset(own, sets); }));
  };
  if (offsets->is(TomlValue::Kind::table)) return add(*offsets);
  for (const auto& item : offsets->as_list()) add(item);
}

}  // namespace

MarketRule market_offsets() {
  return {.read = read_offsets, .conflicts = conflicts_of_permits({"offsets"}), .merged_keys = {"offsets"}};
}

}  // namespace etslink
