// SPDX-License-Identifier: Apache-2.0
#include "calibration/toml/toml_reader.h"

#include <doctest/doctest.h>

#include <random>

#include "calibration/toml/toml_setting.h"

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

namespace {

// What the reader says to a setting: "" where it is accepted.
std::string refusal(const std::string& setting) {
  auto root = parse_toml("[market.CHN]\nshare = 1\n", "study.toml");
  try {
    apply_setting(root, setting);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a setting that is no dotted key with a value is refused by its own text") {
  const std::string form = ": expected KEY=VALUE in one line, e.g. market.CHN.share=0.8";
  const std::vector<std::pair<std::string, std::string>> broken{
      {"", form},
      {"=", form},
      {"share", form},
      {"[a]#=1", ": '[a]#' is not a dotted key"},
      {"#=1", ": '#' is not a dotted key"},
      {"[[a]]=1", ": '[[a]]' is not a dotted key"},
      {"a..b=1", ": 'a..b' is not a dotted key"},
      {"a=", ": there is no value; an empty text is written \"\""},
      {"a= \t", form},
      {"a=#1", ": '#1' is not a value of TOML"},
      {"a={ b = 1, b = 2 }", ": '{ b = 1, b = 2 }' is not a value of TOML"},
      {"a=[1,", ": '[1,' is not a value of TOML"},
      {"a='b", ": ''b' is not a value of TOML"},
      {"market.\"\".share=1", ": a part of the key is not a name"},
      {"\"\\u0007\"=1", ": a part of the key is not a name"},
      {"study.name=\"\\u0000\"", ": '\\x00' holds a control character; allowed: text, line breaks and tabs"},
      {"a=1\nb=2", form}};
  for (const auto& [setting, message] : broken) {
    CAPTURE(setting);
    CHECK(refusal(setting).ends_with(message));
    CHECK(refusal(setting).starts_with("--set "));
  }
  CHECK(refusal("study.name=caf\xe9") == "--set study.name=caf\\xE9: the text is not in UTF-8");
  CHECK(refusal("study.name=caf\xc3\xa9") == "");
  CHECK(refusal("\"a=b\".c=1") == "");
}

TEST_CASE("any text whatever is a setting that is applied, or refused as bad input") {
  std::mt19937 random(1);
  const std::vector<std::string> pieces{"=",   "=",    "[",   "]",   "{",      "}",        "#",         "\"",  "'",
                                        ".",   ",",    " ",   "\t",  "\n",     "\r",       "a",         "b",   "1",
                                        "-",   "1e",   "\\",  "\\u", "\xff",   "\xc3\xa9", "market",    "CHN", "share",
                                        "0.5", "true", "inf", "nan", "\"\"\"", "'''",      "2011-01-01"};
  int accepted = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string setting;
    for (auto n = random() % 12; n > 0; --n) setting += pieces[random() % pieces.size()];
    CAPTURE(setting);
    const auto message = refusal(setting);
    CHECK((message.empty() || message.starts_with("--set ")));
    accepted += message.empty() ? 1 : 0;
  }
  CHECK(accepted > 100);
}

namespace {

// What the reader says to a file.
std::string message(const std::string& text) {
  try {
    (void)parse_toml(text, "study.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("texts and keys of a file that are no names are refused with their line") {
  CHECK(message("a = 1\nb = \"caf\xe9\"\n") ==
        "study.toml:2: 'caf\\xE9' is not in UTF-8; save the file in that encoding (spreadsheets write others unless "
        "told)");
  CHECK(message("\n[market.\"A\\u0001\"]\n") ==
        "study.toml:2: key 'A\\x01' holds a control character; allowed: text in one line");
  CHECK(message("[market.\"\"]\n") == "study.toml:1: a key is empty; allowed: a name");
  CHECK(message("a = [\n\"\\u0000\"]\n") ==
        "study.toml:2: '\\x00' holds a control character; allowed: text, line breaks and tabs");
  std::string deep = "a";
  for (int i = 0; i < 300000; ++i) deep += ".a";
  CHECK(message("x = 1\n" + deep + " = 1\n") == "study.toml:2: a key has more than 100 parts");
  CHECK(message("[" + deep + "]\n") == "study.toml:1: a key has more than 100 parts");
  CHECK(message("x.\"y.z\".w = \"see a.b.c.\"\n") == "accepted");
  CHECK(message("text = \"two\\nlines\\t\"\n") == "accepted");
}

TEST_CASE("a table without a name is refused by its line; brackets inside values, texts and comments are none") {
  const std::string refused = "not valid TOML: a table has no name behind its bracket";
  for (const std::string header : {"[=]", "[]", "[[]]", "[ # a]", "[", "[[", "[.a]", "[\xc3\xa9]", "[\n a]"}) {
    CAPTURE(header);
    CHECK(message("x = 1\n" + header + "\n") == "study.toml:2: " + refused);
    CHECK(message("\xef\xbb\xbf" + header) == "study.toml:1: " + refused);
  }
  CHECK(message("x = [\n[1], [],\n [ # [=]\n]]\n[ a . b ]\n[[c]]\n[\"=\"]\n['d']\n") == "accepted");
  CHECK(message("x = \"\"\"\n[=]\n\\\"\"\"\"\ny = '''\n[=]\n'''\nz = { a = [\n[]\n] } # [\n[a]\n") == "accepted");
  CHECK(message("x = \"[\" # {\n[a]\n") == "accepted");
}

TEST_CASE("letters beyond ASCII stand in quotes and comments only") {
  const std::string refused = "study.toml:2: not valid TOML: '\xc3\xa9' needs a text in quotes around it";
  for (const std::string line : {"caf\xc3\xa9 = 1", "x = caf\xc3\xa9", "x = [1, \xc3\xa9]", "[a.\xc3\xa9]"}) {
    CAPTURE(line);
    CHECK(message("a = 1\n" + line + "\n") == refused);
  }
  CHECK(message("\"\xc3\xa9\" = '\xc3\xa9' # \xc3\xa9\n[\"b \xc3\xa9\".x]\ny = [ # \xc3\xa9\n'''\n\xc3\xa9''']") ==
        "accepted");
}

TEST_CASE("a text in quotes does not begin inside a word") {
  const std::string refused = "study.toml:2: not valid TOML: a text in quotes begins inside a word";
  for (const std::string line :
       {"x = 0.'\xc3\xa9'", "x = 1\"a\"", "x = [1\"a\"]", "x = { a = 0.'b' }", "a\"b\" = 1", "x = [[1].'a']"}) {
    CAPTURE(line);
    CHECK(message("a = 1\n" + line + "\n") == refused);
  }
  CHECK(message("x.'a'.\"b\" = ['1',\"2\",[\"3\"]]\n['y'.\"z\"]\nt={'a'.b='c',\"d\"=[\n'e'\r\n,'f']}") == "accepted");
}

}  // namespace etslink
