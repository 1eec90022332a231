// SPDX-License-Identifier: Apache-2.0
#include "results/report/json_value.h"

#include <doctest/doctest.h>

#include <limits>

using namespace etslink;

TEST_CASE("a JSON value is written in one line, in the order of its keys") {
  JsonValue json = JsonValue::Object{{"b", 1}, {"a", JsonValue::List{true, "x", JsonValue()}}};
  json.set("b", 2.5);
  json.set("c", JsonValue::list_of(std::vector<std::string>{"p", "q"}));
  CHECK(json_text(json) == "{\"b\":2.5,\"a\":[true,\"x\",null],\"c\":[\"p\",\"q\"]}\n");
}

TEST_CASE("numbers keep their bits, and what is none is null") {
  CHECK(json_text(JsonValue(0.1)) == "0.1\n");
  CHECK(json_text(JsonValue(-7)) == "-7\n");
  CHECK(json_text(JsonValue(9007199254740993LL)) == "9007199254740993\n");
  CHECK(json_text(JsonValue(std::numeric_limits<double>::infinity())) == "null\n");
  CHECK(json_text(JsonValue(std::numeric_limits<double>::quiet_NaN())) == "null\n");
}

TEST_CASE("texts are escaped, and bytes that are no UTF-8 replaced") {
  CHECK(json_text(JsonValue("a\"b\n")) == "\"a\\\"b\\n\"\n");
  CHECK(json_text(JsonValue("\xFF")) == "\"\xEF\xBF\xBD\"\n");
}

TEST_CASE("an indented document has its entries in lines of their own") {
  const JsonValue json = JsonValue::Object{{"a", JsonValue::List{1}}};
  CHECK(json_text(json, true) == "{\n  \"a\": [\n    1\n  ]\n}\n");
}
