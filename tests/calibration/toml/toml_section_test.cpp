// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_section.h"

#include <doctest/doctest.h>

#include <functional>

#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_reader.h"

namespace etslink {
namespace {

// What a reader of [link.a] says to its text; "" where it accepts it.
std::string message(const std::string& text, const std::function<void(TomlSection& section)>& read) {
  const auto root = parse_toml("[link.a]\n" + text, "study.toml");
  try {
    TomlSection section(root.find("link")->require_key("a"));
    read(section);
    section.finish();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a section accepts the keys it was asked for and refuses the others with the nearest one") {
  const auto read = [](TomlSection& section) {
    double fee = 0;
    section.read("fee", read_non_negative, fee);
    (void)section.has("fee_region");
  };
  CHECK(message("fee = 1\n", read) == "");
  CHECK(message("", read) == "");
  CHECK(message("fee = 1\nfee_regio = \"A\"\n", read) ==
        "study.toml:3: unknown key 'fee_regio' in [link.a]; did you mean 'fee_region'?");
  CHECK(message("colour = 1\n", read) == "study.toml:2: unknown key 'colour' in [link.a]; allowed: fee, fee_region");
}

TEST_CASE("a misspelt key is named as such where the right one is missing") {
  const auto read = [](TomlSection& section) { (void)section.need("from"); };
  CHECK(message("fom = \"A\"\n", read) == "study.toml:2: unknown key 'fom' in [link.a]; did you mean 'from'?");
  CHECK(message("to = \"A\"\n", read) == "study.toml:1: missing key 'from' in [link.a]");
  const auto fail = [](TomlSection& section) {
    if (!section.has("key")) section.fail("there is no key");
  };
  CHECK(message("", fail) == "study.toml:1: there is no key");
  CHECK(message("kay = 1\n", fail) == "study.toml:2: unknown key 'kay' in [link.a]; did you mean 'key'?");
}

TEST_CASE("a key that is absent leaves its target as it was") {
  double fee = 7;
  bool two_way = true;
  int rent = 3;
  CHECK(message("", [&](TomlSection& section) {
          section.read("fee", read_non_negative, fee);
          section.read("two_way", read_flag, two_way);
          section.choose("rent", {{"buyer", 1}, {"seller", 2}}, rent);
        }) == "");
  CHECK(fee == 7);
  CHECK(two_way);
  CHECK(rent == 3);
}

TEST_CASE("values of a section have their type and range, and words their meaning") {
  int rent = 0;
  const auto choose = [&](TomlSection& section) { section.choose("rent", {{"buyer", 1}, {"seller", 2}}, rent); };
  CHECK(message("rent = \"seller\"\n", choose) == "");
  CHECK(rent == 2);
  CHECK(message("rent = \"selller\"\n", choose) ==
        "study.toml:2: 'link.a.rent' can't be 'selller'; did you mean 'seller'?");
  CHECK(message("rent = 1\n", choose) == "study.toml:2: 'link.a.rent' must be a text, not a number");
  const auto year = [](TomlSection& section) { (void)section.integer("year", {1900, 2200}); };
  CHECK(message("year = 2011\n", year) == "");
  CHECK(message("year = 2011.5\n", year) ==
        "study.toml:2: 'link.a.year' must be a whole number from 1900 to 2200, not 2011.5");
  const auto share = [](TomlSection& section) { (void)section.number("share", {0, 1}); };
  CHECK(message("share = 1\n", share) == "");
  CHECK(message("share = 1.5\n", share) == "study.toml:2: 'link.a.share' must be between 0 and 1, not 1.5");
  CHECK(message("share = nan\n", share) == "study.toml:2: 'link.a.share' must be a finite number");
  const auto fee = [](TomlSection& section) { (void)read_non_negative(section.need("fee")); };
  CHECK(message("fee = 1e16\n", fee) == "");
  CHECK(message("fee = 1e300\n", fee) == "study.toml:2: 'link.a.fee' must be at most 1e+16 in size, not 1e+300");
  const auto name = [](TomlSection& section) { (void)section.text("name"); };
  CHECK(message("name = \"a\\nb\"\n", name) == "study.toml:2: 'link.a.name' must be a text in one line");
  CHECK(message("name = \"\"\n", name) == "study.toml:2: 'link.a.name' must be a text that is not empty");
}

TEST_CASE("tables inside a section are sections with their own names, lists of tables one each") {
  const auto root = parse_toml("[table]\na = { b = 1 }\n[[table.c]]\nd = 1\n[[table.c]]\nd = 2\n", "recipe.toml");
  TomlSection table(*root.find("table"));
  CHECK(table.need_section("a").name() == "table.a");
  auto items = table.sections("c");
  REQUIRE(items.size() == 2);
  CHECK(items[1].number("d", {0, 9}) == 2);
  CHECK(items[1].at().line == 5);
  CHECK_NOTHROW(table.finish());
  CHECK_FALSE(table.section("e"));
  CHECK(key_lines(root).at("table.c[1].d") == 6);
  CHECK(message("limit = 5\n", [](TomlSection& section) { (void)section.section("limit"); }) ==
        "study.toml:2: 'link.a.limit' must be a table, not a number");
  CHECK(message("limit = { mt = 1 }\n", [](TomlSection& section) { (void)section.sections("limit"); }) ==
        "study.toml:2: 'link.a.limit' must be a list of tables [[...]]");
  CHECK(message("", [](TomlSection& section) { (void)section.need_section("limit"); }) ==
        "study.toml:1: missing table [link.a.limit]");
}

}  // namespace etslink
