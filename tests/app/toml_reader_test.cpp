// SPDX-License-Identifier: Apache-2.0
#include "app/toml_reader.h"

#include <doctest/doctest.h>

namespace etslink {

TEST_CASE("entries of a table keep the order of the file") {
  const auto root = parse_toml("[scenario.z]\n[scenario.a]\n[scenario.m]\n", "file");
  CHECK(root.find("scenario")->keys() == std::vector<std::string>{"z", "a", "m"});
  CHECK(parse_toml("t = { z = 1, a = 2 }", "file").find("t")->keys() == std::vector<std::string>{"z", "a"});
}

TEST_CASE("a value knows its file, line and dotted name") {
  const auto root = parse_toml("\n[market.CHN]\ncap = { mt = 5 }\n", "study.toml");
  const auto& mt = root.find("market")->find("CHN")->find("cap")->require_key("mt");
  CHECK(mt.name() == "market.CHN.cap.mt");
  CHECK(mt.at().file == "study.toml");
  CHECK(mt.at().line == 3);
}

TEST_CASE("a setting replaces one value and leaves its neighbours") {
  auto root = parse_toml("[market.CHN]\nshare = 1\ncap = { mt = 5 }\n", "study.toml");
  apply_setting(root, "market.CHN.cap.mt=7.5");
  const auto& market = *root.find("market")->find("CHN");
  CHECK(market.find("cap")->find("mt")->as_number() == 7.5);
  CHECK(market.find("share")->as_number() == 1);
  apply_setting(root, "market.CHN.cap={ reduction_percent = 3 }");
  CHECK(market.find("cap")->keys() == std::vector<std::string>{"reduction_percent"});
}

TEST_CASE("the value of a setting is TOML, or a text where it is not") {
  auto root = parse_toml("", "study.toml");
  apply_setting(root, "model.armington=per_user");
  apply_setting(root, "results.state=false");
  apply_setting(root, "leakage.coalition=[\"CHN\"]");
  apply_setting(root, "market.\"a.b\".regions=[\"CHN\"]");
  CHECK(root.find("model")->find("armington")->as_text() == "per_user");
  CHECK_FALSE(root.find("results")->find("state")->as_boolean());
  CHECK(root.find("leakage")->find("coalition")->as_texts() == std::vector<std::string>{"CHN"});
  CHECK(root.find("market")->find("a.b") != nullptr);
}

}  // namespace etslink
