// SPDX-License-Identifier: Apache-2.0
#include "study/read_links.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"
#include "study/read_numbers.h"
#include "study/read_price_rules.h"

namespace etslink {
namespace {

RentOwner read_rent(const TomlValue& table) {
  const auto* value = table.find("rent");
  if (value == nullptr) return RentOwner::buyer;
  const auto& owner = value->as_choice({"buyer", "seller", "shared"});
  return owner == "buyer" ? RentOwner::buyer : owner == "seller" ? RentOwner::seller : RentOwner::shared;
}

// What belongs to permits that flow one way: a fee would have to change sides with the direction.
void expect_one_way(const TomlValue& table, bool is_two_way) {
  for (const auto* key : {"fee", "proceeds_percent", "cancelled_percent", "corridor", "fee_region"}) {
    const auto* value = table.find(key);
    if (is_two_way && value != nullptr)
      value->fail("'" + value->name() + "' belongs to a one-way link: write two links for a two-way one with it");
  }
  const auto* back = table.find("back_limit");
  if (!is_two_way && back != nullptr) back->fail("'" + back->name() + "' needs two_way = true");
}

void read_corridor(const TomlValue& corridor, RestrictedLink& link) {
  corridor.expect_keys({"least_buyer_price", "largest_seller_price"});
  read_if_present(corridor, "least_buyer_price", read_non_negative, link.least_buyer_price);
  read_if_present(corridor, "largest_seller_price", read_positive, link.largest_seller_price);
}

// Whose fee it is: stated, or the buyer's where that is one region.
Region read_fee_region(const TomlValue& table, const PermitMarket& buyer, const NamedSets& sets) {
  if (const auto* value = table.find("fee_region")) return sets.region(value->as_text(), value->at());
  const Region region = buyer.coverage.front().region;
  for (const auto& coverage : buyer.coverage) {
    if (coverage.region != region)
      table.fail("missing key 'fee_region' in [" + table.name() + "]: market '" + buyer.name +
                 "' has several regions, one of which receives the fee");
  }
  return region;
}

// A market that buys needs an obligation that permits from elsewhere can meet.
void expect_buyer(const TomlValue& value, const PermitMarket& market) {
  if (market.crediting) value.fail("market '" + market.name + "' only sells credits, it can't buy permits");
}

}  // namespace

void expect_tradable(const TomlValue& value, const PermitMarket& market) {
  if (market.fixed_price && !market.crediting)
    value.fail("market '" + market.name + "' is a carbon tax, which has no permits to trade");
  if (market.fixed_price)
    value.fail("the credits of market '" + market.name + "' are bought by its government at support_price");
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

namespace {

// A market of the host in which the credits that it keeps can count.
int find_host_market(const TomlValue& value, const ProjectCrediting& project,
                     const std::vector<PermitMarket>& markets) {
  const int found = find_market(value, markets);
  const auto& market = markets[found];
  if (market.fixed_price || market.crediting)
    value.fail("'" + value.name() + "': market '" + market.name + "' is no market of permits");
  const bool is_member = std::any_of(market.coverage.begin(), market.coverage.end(),
                                     [&](const Coverage& coverage) { return coverage.region == project.host; });
  if (!is_member) value.fail("'" + value.name() + "': the host is no member of market '" + market.name + "'");
  return found;
}

}  // namespace

RestrictedLink read_link(const std::string& name, const TomlValue& table, const NamedSets& sets,
                         const std::vector<PermitMarket>& markets) {
  table.expect_keys({"from", "to", "two_way", "limit", "back_limit", "exchange_rate", "fee", "fee_region",
                     "proceeds_percent", "cancelled_percent", "rent", "corridor"});
  const auto& from = table.require_key("from");
  const auto& to = table.require_key("to");
  RestrictedLink link;
  link.name = name;
  link.at = table.at();
  link.from = find_market(from, markets);
  link.to = find_market(to, markets);
  if (link.from == link.to) to.fail("link '" + name + "' connects market '" + to.as_text() + "' to itself");
  expect_tradable(from, markets[link.from]);
  expect_tradable(to, markets[link.to]);
  expect_buyer(to, markets[link.to]);
  if (const auto* value = table.find("two_way")) link.two_way = value->as_boolean();
  if (link.two_way) expect_buyer(from, markets[link.from]);
  expect_one_way(table, link.two_way);
  if (const auto* value = table.find("limit")) link.limit = read_limit(*value);
  if (const auto* value = table.find("back_limit")) link.back_limit = read_limit(*value);
  read_if_present(table, "exchange_rate", read_positive, link.rate);
  read_if_present(table, "fee", read_non_negative, link.fee);
  read_if_present(table, "proceeds_percent", read_percent_below_100, link.proceeds);
  read_if_present(table, "cancelled_percent", read_percent_below_100, link.cancelled);
  if (link.fee > 0 || link.proceeds > 0 || table.find("fee_region") != nullptr)
    link.fee_region = read_fee_region(table, markets[link.to], sets);
  link.rent = read_rent(table);
  if (const auto* value = table.find("corridor")) read_corridor(*value, link);
  return link;
}

ProjectCrediting read_project(const std::string& name, const TomlValue& table, const NamedSets& sets,
                              const std::vector<PermitMarket>& markets) {
  table.expect_keys({"host", "to", "potential_mt", "xhat", "nu", "approval_cost", "credited_percent", "buyer_percent",
                     "host_market", "proceeds_percent", "cancelled_percent", "limit", "rent"});
  const auto& host = table.require_key("host");
  const auto& to = table.require_key("to");
  ProjectCrediting project;
  project.name = name;
  project.at = table.at();
  project.host = sets.region(host.as_text(), host.at());
  project.to = find_market(to, markets);
  expect_tradable(to, markets[project.to]);
  expect_buyer(to, markets[project.to]);
  project.curve = read_abatement_curve(table);
  read_if_present(table, "approval_cost", read_non_negative, project.approval_cost);
  read_if_present(table, "credited_percent", read_percent_above_0, project.credited_share);
  read_if_present(table, "buyer_percent", read_percent_above_0, project.buyer_share);
  if (const auto* value = table.find("host_market")) project.host_market = find_host_market(*value, project, markets);
  read_if_present(table, "proceeds_percent", read_percent_below_100, project.proceeds);
  read_if_present(table, "cancelled_percent", read_percent_below_100, project.cancelled);
  if (const auto* value = table.find("limit")) project.limit = read_limit(*value);
  project.rent = read_rent(table);
  return project;
}

}  // namespace etslink
