// SPDX-License-Identifier: Apache-2.0
// A link between two markets that keep their own prices: [link.NAME].
#include <algorithm>

#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/permit_flows.h"

namespace etslink {
namespace {

// What belongs to permits that flow one way: a fee would have to change sides with the direction.
void expect_one_way(TomlSection& section, bool is_two_way) {
  for (const auto* key : {"fee", "proceeds_percent", "cancelled_percent", "corridor", "fee_region"}) {
    const auto* value = section.find(key);
    if (is_two_way && value != nullptr)
      value->fail("'" + value->name() + "' belongs to a one-way link: write two links for a two-way one with it");
  }
  const auto* back = section.find("back_limit");
  if (!is_two_way && back != nullptr) back->fail("'" + back->name() + "' needs two_way = true");
}

void read_corridor(TomlSection corridor, RestrictedLink& link) {
  corridor.read("least_buyer_price", read_non_negative, link.least_buyer_price);
  corridor.read("largest_seller_price", read_positive, link.largest_seller_price);
  corridor.finish();
}

// Whose fee it is: stated, or the buyer's where that is one region.
Region read_fee_region(TomlSection& section, const PermitMarket& buyer, const NamedSets& sets) {
  if (const auto* value = section.find("fee_region")) return sets.region(value->as_text(), value->at());
  const Region region = buyer.coverage.front().region;
  for (const auto& coverage : buyer.coverage) {
    if (coverage.region != region)
      section.fail("missing key 'fee_region' in [" + section.name() + "]: market '" + buyer.name +
                   "' has several regions, one of which receives the fee");
  }
  return region;
}

void read_ends(TomlSection& section, const std::vector<PermitMarket>& markets, RestrictedLink& link) {
  const auto& from = section.need("from");
  const auto& to = section.need("to");
  link.from = find_market(from, markets);
  link.to = find_market(to, markets);
  if (link.from == link.to) to.fail("link '" + link.name + "' connects market '" + to.as_text() + "' to itself");
  expect_tradable(from, markets[link.from]);
  expect_buyer(to, markets[link.to]);
  section.read("two_way", read_flag, link.two_way);
  if (link.two_way) expect_buyer(from, markets[link.from]);
}

RestrictedLink read_link(const ListedItem& item, const std::vector<PermitMarket>& markets) {
  TomlSection section(item.table);
  RestrictedLink link;
  link.name = item.name;
  link.at = section.at();
  read_ends(section, markets, link);
  expect_one_way(section, link.two_way);
  section.read("limit", read_limit, link.limit);
  section.read("back_limit", read_limit, link.back_limit);
  section.read("exchange_rate", read_positive, link.rate);
  section.read("fee", read_non_negative, link.fee);
  section.read("proceeds_percent", read_percent_below_100, link.proceeds);
  section.read("cancelled_percent", read_percent_below_100, link.cancelled);
  if (link.fee > 0 || link.proceeds > 0 || section.has("fee_region"))
    link.fee_region = read_fee_region(section, markets[link.to], item.sets);
  link.rent = read_rent(section);
  if (auto corridor = section.section("corridor")) read_corridor(*corridor, link);
  section.finish();
  return link;
}

// Markets that share a price by a full link have no other link.
void expect_apart(const RestrictedLink& link, const Policy& policy, const TomlValue& listed) {
  for (const auto& full : policy.links) {
    const auto is_member = [&](int m) {
      return std::find(full.markets.begin(), full.markets.end(), m) != full.markets.end();
    };
    if (is_member(link.from) && is_member(link.to))
      listed.fail("link '" + link.name + "': its markets share one price already, by another link");
  }
}

std::vector<int> read(const ListedItem& item, Policy& policy) {
  const auto link = read_link(item, policy.markets);
  expect_apart(link, policy, item.listed);
  policy.restricted_links.push_back(link);
  return {link.from, link.to};
}

void note_link(TableNotes& notes) {
  const auto* rent = notes.find("rent");
  if (rent != nullptr && !notes.is_given("limit") && !notes.is_given("back_limit") && !notes.is_given("corridor"))
    notes.add(*rent, "without a limit or a corridor there is no rent");
  const auto* fee_region = notes.find("fee_region");
  if (fee_region != nullptr && !notes.is_given("fee") && !notes.is_given("proceeds_percent"))
    notes.add(*fee_region, "there is neither a fee nor a levy");
}

std::vector<PolicyNumber<RestrictedLink>> link_numbers() {
  using Link = RestrictedLink;
  return {
      {"limits", "limit of ", "Mt", [](Link& link) { return &link.limit.mt; }},
      {"limits", "limit by obligation of ", "1", [](Link& link) { return &link.limit.share_of_obligation; }},
      {"limits", "limit by effort of ", "1", [](Link& link) { return &link.limit.share_of_effort; }},
      {"limits", "back limit of ", "Mt", [](Link& link) { return &link.back_limit.mt; }},
      {"limits", "back limit by obligation of ", "1", [](Link& link) { return &link.back_limit.share_of_obligation; }},
      {"limits", "back limit by effort of ", "1", [](Link& link) { return &link.back_limit.share_of_effort; }},
      {"prices", "fee of ", "USD/t", [](Link& link) { return &link.fee; }},
      {"prices", "exchange rate of ", "1", [](Link& link) { return link.two_way ? nullptr : &link.rate; }},
      {"prices", "proceeds of ", "1", [](Link& link) { return &link.proceeds; }},
      {"prices", "least buyer price of ", "USD/t", [](Link& link) { return &link.least_buyer_price; }},
      {"prices", "largest seller price of ", "USD/t", [](Link& link) { return &link.largest_seller_price; }}};
}

}  // namespace

ListedKind listed_link() {
  return {.table = "link",
          .list = "links",
          .read = read,
          .is_flow = true,
          .is_changeable = true,
          .merged_keys = {"corridor"},
          .note = note_link,
          .numbers = numbers_of(&Policy::restricted_links, link_numbers())};
}

}  // namespace etslink
