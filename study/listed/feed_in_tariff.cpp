// SPDX-License-Identifier: Apache-2.0
// A guaranteed price per unit: [feed_in_tariff.NAME].
#include "calibration/toml/toml_numbers.h"
#include "study/listed/listed_kinds.h"
#include "study/listed/technology_choice.h"

namespace etslink {
namespace {

std::vector<int> read_feed_in_tariff(const ListedItem& item, Policy& policy) {
  TomlSection section(item.table);
  FeedInTariff tariff;
  read_technology_choice(section, item, tariff);
  tariff.price = read_non_negative(section.need("price"));
  section.read("two_way", read_flag, tariff.is_two_way);
  read_payer(section, tariff.payer);
  section.finish();
  policy.feed_in_tariffs.push_back(tariff);
  return {};
}

std::vector<PolicyNumber<FeedInTariff>> feed_in_tariff_numbers() {
  return {{"prices", "feed-in tariff of ", "USD", [](FeedInTariff& tariff) { return &tariff.price; }}};
}

}  // namespace

ListedKind listed_feed_in_tariff() {
  return {.table = "feed_in_tariff",
          .list = "feed_in_tariffs",
          .read = read_feed_in_tariff,
          .is_changeable = true,
          .numbers = numbers_of(&Policy::feed_in_tariffs, feed_in_tariff_numbers())};
}

}  // namespace etslink
