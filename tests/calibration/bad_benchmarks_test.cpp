// SPDX-License-Identifier: Apache-2.0
// Broken benchmark folders: a valid fixture with one thing changed, and the exact message.
#include <doctest/doctest.h>

#include <filesystem>
#include <functional>

#include "tests/calibration/broken_folders.h"

using namespace etslink;

TEST_CASE("a folder with missing or unknown files is rejected") {
  check_messages(
      "tiny2x2",
      {
          {"missing file", remove_file("use.csv"), "FOLDER: is not a benchmark folder: use.csv is missing"},
          {"missing description", remove_file("benchmark.toml"),
           "FOLDER: is not a benchmark folder: benchmark.toml is missing"},
          {"empty folder",
           [](const BenchmarkCopy& copy) {
             for (const auto& entry : std::filesystem::directory_iterator(copy.folder()))
               std::filesystem::remove(entry);
           },
           "FOLDER: is not a benchmark folder: benchmark.toml is missing"},
          {"no folder", [](const BenchmarkCopy& copy) { std::filesystem::remove_all(copy.folder()); },
           "FOLDER: benchmark folder not found"},
          {"misspelt optional file", add_file("output_taxes.csv", "region,sector,tax_musd\n"),
           "FOLDER/output_taxes.csv: is not a file of the benchmark format; did you mean 'output_tax.csv'?"},
          {"ending in capitals", add_file("output_tax.CSV", "region,sector,tax_musd\n"),
           "FOLDER/output_tax.CSV: is not a file of the benchmark format; did you mean 'output_tax.csv'?"},
          {"misspelt required file",
           [](const BenchmarkCopy& copy) {
             copy.write("sector.csv", copy.text("sectors.csv"));
             copy.remove("sectors.csv");
           },
           "FOLDER/sector.csv: is not a file of the benchmark format; did you mean 'sectors.csv'?"},
          {"a strange file beside one with a fault",
           [](const BenchmarkCopy& copy) {
             copy.write("notes.csv", "Model,Scenario\n");
             copy.write("sectors.csv", "sector,name,role\n\xB8,iron,other\n");
           },
           "FOLDER/sectors.csv:2: '\\xB8' is not in UTF-8; save the file in that encoding (spreadsheets write others "
           "unless "
           "told)"},
          {"file given twice", [](const BenchmarkCopy& copy) { copy.write("use.csv.gz", copy.text("use.csv")); },
           "FOLDER/use.csv.gz: is given twice, as use.csv and use.csv.gz"},
      });
}

TEST_CASE("empty files and damaged gzip files are rejected") {
  check_messages(
      "tiny2x2",
      {
          {"empty file", add_file("trade.csv", ""), "FOLDER/trade.csv: is empty; its first line must name the columns"},
          {"gzip cut short",
           [](const BenchmarkCopy& copy) {
             copy.remove("co2.csv");
             copy.write("co2.csv.gz", std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x2b\x4a", 12));
           },
           "FOLDER/co2.csv.gz: gzip data damaged or cut short"},
          {"bytes after the gzip data",
           [](const BenchmarkCopy& copy) {
             copy.remove("co2.csv");  // an empty gzip file, and more
             const char empty_gzip[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
             copy.write("co2.csv.gz", std::string(empty_gzip, sizeof empty_gzip - 1) + "more");
           },
           "FOLDER/co2.csv.gz: has extra bytes after the end of its gzip data"},
          {"not gzip",
           [](const BenchmarkCopy& copy) {
             copy.write("co2.csv.gz", copy.text("co2.csv"));
             copy.remove("co2.csv");
           },
           "FOLDER/co2.csv.gz: is not a gzip file although its name ends in .gz"},
          {"no regions", add_file("regions.csv", "region,name\n"),
           "FOLDER/regions.csv: has no rows; at least one is needed"},
      });
}

TEST_CASE("tables of the wrong form are rejected with file and line") {
  check_messages("tiny2x2",
                 {
                     {"unknown column", edit("use.csv", "tax_musd", "taxes_musd"),
                      "FOLDER/use.csv:1: unknown column 'taxes_musd'; did you mean 'tax_musd'?"},
                     {"missing column", add_file("co2.csv", "region,user,source,origin,gas\nA,ELE,FUEL,,co2\n"),
                      "FOLDER/co2.csv:1: column 'mt' is missing"},
                     {"column twice", edit("regions.csv", "region,name", "region,region"),
                      "FOLDER/regions.csv:1: column 'region' appears twice"},
                     {"row cut short", edit("use.csv", "A,FUEL,ELE,imported,100,0", "A,FUEL,ELE,imported,1"),
                      "FOLDER/use.csv:8: the row has 5 fields, the header has 6 (cut short?)"},
                     {"file cut short",
                      [](const BenchmarkCopy& copy) {
                        const std::string text = copy.text("use.csv");
                        copy.write("use.csv", text.substr(0, text.size() - 8));
                      },
                      "FOLDER/use.csv:63: the row has 4 fields, the header has 6 (cut short?)"},
                     {"text for a number", edit("trade.csv", "B,FUEL,A,210", "B,FUEL,A,many"),
                      "FOLDER/trade.csv:5: value_musd is 'many'; allowed: a finite number such as 12.5"},
                     {"not a number", edit("value_added.csv", "A,ELE,CAP,4300", "A,ELE,CAP,nan"),
                      "FOLDER/value_added.csv:2: value_musd is 'nan'; allowed: a finite number such as 12.5"},
                     {"infinite number", edit("co2.csv", "co2,124.0", "co2,inf"),
                      "FOLDER/co2.csv:2: mt is 'inf'; allowed: a finite number such as 12.5"},
                     {"empty number", edit("use.csv", "A,ELE,GOODS,domestic,4000,0", "A,ELE,GOODS,domestic,4000,"),
                      "FOLDER/use.csv:4: tax_musd is empty; allowed: a finite number such as 12.5"},
                     {"duplicate flow", add_row("use.csv", "A,ELE,ELE,domestic,100,0"),
                      "FOLDER/use.csv:64: (A, ELE, ELE, domestic) is given twice, first in line 2"},
                     {"duplicate emission under its default gas", add_row("co2.csv", "A,ELE,FUEL,*,co2,1"),
                      "FOLDER/co2.csv:10: (A, ELE, FUEL, , co2) is given twice, first in line 2"},
                     {"quote not closed", edit("sectors.csv", "iron and steel", "\"iron and steel"),
                      "FOLDER/sectors.csv:4: the quoted field that starts here is not closed"},
                 });
}

TEST_CASE("names that are not UTF-8, or hold control characters, are rejected with file and line") {
  const std::string advice = " is not in UTF-8; save the file in that encoding (spreadsheets write others unless told)";
  check_messages(
      "tiny2x2",
      {
          {"Latin-1", edit("regions.csv", "A,region A", "A,r\xe9gion"), "FOLDER/regions.csv:2: 'r\\xE9gion'" + advice},
          {"EUC-KR", edit("sectors.csv", "STEEL,iron and steel", "STEEL,\xb8\xd6\xcc\xfa"),
           "FOLDER/sectors.csv:4: '\\xB8\\xD6\\xCC\\xFA'" + advice},
          {"a surrogate", edit("factors.csv", "labour", "\xed\xa0\x80"),
           "FOLDER/factors.csv:2: '\\xED\\xA0\\x80'" + advice},
          {"an overlong slash", edit("factors.csv", "labour", "\xc0\xaf"),
           "FOLDER/factors.csv:2: '\\xC0\\xAF'" + advice},
          {"UTF-16", add_file("regions.csv", std::string("\xff\xfer\0", 4)),
           "FOLDER/regions.csv: is in UTF-16; save it as CSV in UTF-8"},
          {"the description", edit("benchmark.toml", "\"none\"", "\"\xe9\""),
           "FOLDER/benchmark.toml:5: '\\xE9'" + advice},
          {"bell", edit("regions.csv", "A,region A", "A,\a"),
           "FOLDER/regions.csv:2: name '\\x07' holds a control character; allowed: text in one line"},
          {"two lines", edit("sectors.csv", "iron and steel", "\"iron\nand steel\""),
           "FOLDER/sectors.csv:4: name 'iron\\x0Aand steel' holds a control character; allowed: text in one line"},
      });
  const BenchmarkCopy copy("tiny2x2");
  copy.replace("sectors.csv", "iron and steel", "\xec\xb2\xa0\xea\xb0\x95");
  CHECK(read_benchmark(copy.folder()).sectors[2].name == "\xec\xb2\xa0\xea\xb0\x95");
}

TEST_CASE("lists with impossible codes or words are rejected") {
  check_messages("tiny2x2",
                 {
                     {"wrong role", edit("sectors.csv", "coal,coal", "coal,coql"),
                      "FOLDER/sectors.csv:2: unknown role 'coql'; did you mean 'coal'?"},
                     {"wrong role of a factor",
                      edit("factors.csv", "mobility\nLAB,labour,mobile\nCAP,capital,mobile\n",
                           "mobility,role\nLAB,labour,mobile,labour\nCAP,capital,mobile,capitol\n"),
                      "FOLDER/factors.csv:3: unknown role 'capitol'; did you mean 'capital'?"},
                     {"wrong mobility", edit("factors.csv", "labour,mobile", "labour,free"),
                      "FOLDER/factors.csv:2: unknown mobility 'free'; allowed: mobile, sluggish, specific"},
                     {"wrong kind of agent", edit("agents.csv", "HH_A,A,household", "HH_A,A,housewife"),
                      "FOLDER/agents.csv:2: unknown kind 'housewife'; allowed: household, government, investment"},
                     {"agent of an unknown region", edit("agents.csv", "HH_A,A,", "HH_A,KOR,"),
                      "FOLDER/agents.csv:2: unknown region 'KOR'; allowed: A, B"},
                     {"region without household", edit("agents.csv", "HH_B,B,household", "HH_B,B,government"),
                      "FOLDER/agents.csv: region B has no agent of kind household"},
                     {"agent named like a sector", add_row("agents.csv", "ELE,A,household"),
                      "FOLDER/agents.csv:4: agent code 'ELE' is also a sector; use another code"},
                     {"sector named like the stock change", edit("sectors.csv", "GOODS,other", "STK,other"),
                      "FOLDER/sectors.csv:5: sector code 'STK' is a word of the format; use another code"},
                     {"code with a blank", edit("regions.csv", "A,region A", "A 1,region A"),
                      "FOLDER/regions.csv:2: region code 'A 1'; allowed: letters, digits, '_', '-' and '.'"},
                     {"no name", edit("regions.csv", "A,region A", "A,"), "FOLDER/regions.csv:2: name is empty"},
                     {"region twice", edit("regions.csv", "B,region B", "A,region B"),
                      "FOLDER/regions.csv:3: (A) is given twice, first in line 2"},
                     {"two households and no endowments", add_row("agents.csv", "HH2_A,A,household"),
                      "FOLDER/agents.csv: region A has several households; endowments.csv must say which of them owns "
                      "the factors"},
                 });
}

TEST_CASE("flows with unknown codes are rejected with the nearest name") {
  check_messages("tiny2x2",
                 {
                     {"unknown region", edit("use.csv", "A,ELE,ELE,domestic", "KOR,ELE,ELE,domestic"),
                      "FOLDER/use.csv:2: unknown region 'KOR'; allowed: A, B"},
                     {"unknown good", edit("use.csv", "A,STEEL,FUEL,imported", "A,STEL,FUEL,imported"),
                      "FOLDER/use.csv:26: unknown good 'STEL'; did you mean 'STEEL'?"},
                     {"unknown user", edit("use.csv", "A,STEEL,HH_A,imported", "A,STEEL,HOUSE,imported"),
                      "FOLDER/use.csv:30: unknown user 'HOUSE'; allowed: FUEL, ELE, STEEL, GOODS, HH_A, STK"},
                     {"agent of another region", edit("use.csv", "A,STEEL,HH_A,imported", "A,STEEL,HH_B,imported"),
                      "FOLDER/use.csv:30: agent 'HH_B' belongs to region B, not to A; allowed: HH_A"},
                     {"unknown origin", edit("use.csv", "A,FUEL,ELE,imported", "A,FUEL,ELE,import"),
                      "FOLDER/use.csv:8: unknown origin 'import'; did you mean 'imported'?"},
                     {"unknown exporter", edit("trade.csv", "B,FUEL,A", "C,FUEL,A"),
                      "FOLDER/trade.csv:5: unknown exporter 'C'; did you mean 'A'?"},
                     {"unknown sector", edit("value_added.csv", "A,ELE,CAP", "A,ELC,CAP"),
                      "FOLDER/value_added.csv:2: unknown sector 'ELC'; did you mean 'ELE'?"},
                     {"unknown factor", edit("value_added.csv", "A,ELE,CAP", "A,ELE,LABO"),
                      "FOLDER/value_added.csv:2: unknown factor 'LABO'; did you mean 'LAB'?"},
                     {"empty code", edit("trade.csv", "B,FUEL,A", "B,,A"),
                      "FOLDER/trade.csv:5: good is empty; allowed: FUEL, ELE, STEEL, GOODS"},
                     {"unknown source of emissions", edit("co2.csv", "A,ELE,FUEL", "A,ELE,OIL"),
                      "FOLDER/co2.csv:2: unknown source 'OIL'; allowed: FUEL, ELE, STEEL, GOODS"},
                     {"unknown region of an elasticity", add_row("elasticities.csv", "esubd,C1,,3"),
                      "FOLDER/elasticities.csv:6: unknown region 'C1'; allowed: A, B"},
                 });
}

TEST_CASE("parameters of demand that make no concave expenditure function are rejected") {
  check_messages(
      "tiny2x2",
      {
          {"substitution parameter of no concave demand", edit("elasticities.csv", "esubm,,,6", "subpar,,,1"),
           "FOLDER/elasticities.csv:4: value is 1; allowed: 0.001 to below 1 for all goods of a household, or -0.001 "
           "to "
           "above -1000 for all (Hanoch 1975)"},
          {"expansion parameter of nothing", edit("elasticities.csv", "esubm,,,6", "incpar,,,0"),
           "FOLDER/elasticities.csv:4: value is 0; allowed: above 0 to 1000 (Hanoch 1975)"},
      });
}

TEST_CASE("flows with impossible values are rejected") {
  check_messages(
      "tiny2x2",
      {
          {"negative use", edit("use.csv", "A,ELE,ELE,domestic,100", "A,ELE,ELE,domestic,-100"),
           "FOLDER/use.csv:2: value_musd is -100; allowed: 0 or more (only the stock change STK may be negative)"},
          {"subsidy of 100 %", edit("use.csv", "A,ELE,ELE,domestic,100,0", "A,ELE,ELE,domestic,100,-100"),
           "FOLDER/use.csv:2: tax_musd is -100 on a value of 100; a subsidy must be smaller than what it is paid on"},
          {"tax on nothing", edit("use.csv", "A,ELE,ELE,domestic,100,0", "A,ELE,ELE,domestic,0,5"),
           "FOLDER/use.csv:2: tax_musd is 5 on a flow of value 0; allowed: 0"},
          {"negative trade", edit("trade.csv", "B,FUEL,A,210", "B,FUEL,A,-210"),
           "FOLDER/trade.csv:5: value_musd is -210; allowed: 0 or more"},
          {"negative factor payment", edit("value_added.csv", "A,ELE,CAP,4300", "A,ELE,CAP,-4300"),
           "FOLDER/value_added.csv:2: value_musd is -4300; allowed: 0 or more (a factor payment)"},
          {"negative emissions", edit("co2.csv", "co2,124.0", "co2,-124"),
           "FOLDER/co2.csv:2: mt is -124; allowed: 0 or more"},
          {"emissions of electricity", edit("co2.csv", "A,HH_A,FUEL", "A,HH_A,ELE"),
           "FOLDER/co2.csv:4: source 'ELE' has the role electricity; allowed: the fuel that is burnt, or process"},
          {"emissions of another gas", edit("co2.csv", "A,ELE,FUEL,,co2,", "A,ELE,FUEL,,co2e,"),
           "FOLDER/co2.csv:2: unknown gas 'co2e'; allowed: co2"},
          {"emissions of stocks", edit("co2.csv", "A,ELE,FUEL", "A,STK,FUEL"),
           "FOLDER/co2.csv:2: user is STK; allowed: a sector or an agent (stocks do not burn)"},
          {"origin of process emissions", edit("co2.csv", "A,ELE,FUEL,,", "A,ELE,process,domestic,"),
           "FOLDER/co2.csv:2: origin is given for process emissions; allowed: empty"},
          {"negative elasticity", edit("elasticities.csv", "esubm,,,6", "esubm,,,-6"),
           "FOLDER/elasticities.csv:4: value is -6; allowed: 0 or more (an elasticity)"},
          {"elasticity beyond all measure", edit("elasticities.csv", "esubm,,,6", "esubm,,,1e20"),
           "FOLDER/elasticities.csv:4: value is 1e+20; allowed: 0 to 1000 (an elasticity)"},
          {"stock change without investor", add_row("use.csv", "A,STEEL,STK,domestic,10,0"),
           "FOLDER/use.csv:64: stock change is paid by the investor, but region A has no agent of kind investment in "
           "agents.csv"},
          {"imports in sum and by exporter", edit("use.csv", "A,FUEL,GOODS,imported", "A,FUEL,GOODS,B"),
           "FOLDER/use.csv:10: origin B beside origin imported in line 8; give either the sum or its parts"},
          {"emissions of any origin and by origin", add_row("co2.csv", "A,ELE,FUEL,domestic,co2,1"),
           "FOLDER/co2.csv:10: origin domestic beside any origin in line 2; give either the sum or its parts"},
      });
}

TEST_CASE("optional tables are held to the same rules") {
  check_messages(
      "tiny_taxes",
      {
          {"endowment of a foreign agent", edit("endowments.csv", "A,GOV_A,RES", "A,GOV_B,RES"),
           "FOLDER/endowments.csv:5: agent 'GOV_B' belongs to region B, not to A; allowed: HH_A, GOV_A, INV_A"},
          {"unknown agent", edit("endowments.csv", "A,GOV_A,RES", "A,FIRM,RES"),
           "FOLDER/endowments.csv:5: unknown agent 'FIRM'; allowed: HH_A, GOV_A, INV_A"},
          {"negative transfer", edit("transfers.csv", "HH_A,INV_A,saving,16530", "HH_A,INV_A,saving,-16530"),
           "FOLDER/transfers.csv:3: value_musd is -16530; allowed: 0 or more (exchange from_agent and to_agent)"},
          {"transfer to oneself", edit("transfers.csv", "HH_A,INV_A,saving", "HH_A,HH_A,saving"),
           "FOLDER/transfers.csv:3: from_agent and to_agent are the same"},
          {"transfer without kind", edit("transfers.csv", "HH_A,INV_A,saving", "HH_A,INV_A,"),
           "FOLDER/transfers.csv:3: kind is empty; allowed: any word, such as saving"},
          {"unknown service", edit("margin_supply.csv", "A,TRN", "A,SHIP"),
           "FOLDER/margin_supply.csv:2: unknown service 'SHIP'; allowed: COL, ELE, CEM, MAN, TRN"},
          {"negative margin", edit("margins.csv", "A,COL,B,TRN,250", "A,COL,B,TRN,-250"),
           "FOLDER/margins.csv:2: value_musd is -250; allowed: 0 or more"},
          {"import subsidy of 100 %", edit("trade.csv", "A,COL,B,2515,120,20", "A,COL,B,2515,120,-2635"),
           "FOLDER/trade.csv:2: tariff_musd is -2635 on a value of 2635; a subsidy must be smaller than what it is "
           "paid on"},
          {"negative energy", edit("energy.csv", "COL,208.0", "COL,-208"),
           "FOLDER/energy.csv:2: pj is -208; allowed: 0 or more"},
          {"no parameter", edit("elasticities.csv", "esubm,,,6", ",,,6"),
           "FOLDER/elasticities.csv:4: parameter is empty; allowed: a name such as esubd"},
      });
}

TEST_CASE("physical volumes that mean nothing are rejected") {
  check_messages("tiny_volumes", {
                                     {"unknown unit", edit("output_volumes.csv", "A,COL,PJ", "A,COL,EJ"),
                                      "FOLDER/output_volumes.csv:2: unknown unit 'EJ'; did you mean 'PJ'?"},
                                     {"negative volume", edit("output_volumes.csv", "A,ELE,TWh,", "A,ELE,TWh,-"),
                                      "FOLDER/output_volumes.csv:4: quantity is -144.942857; allowed: 0 or more"},
                                     {"row twice", add_row("output_volumes.csv", "B,ELE,TWh,3"),
                                      "FOLDER/output_volumes.csv:6: (B, ELE) is given twice, first in line 5"},
                                     {"unknown good", edit("output_volumes.csv", "A,COL", "A,COAL"),
                                      "FOLDER/output_volumes.csv:2: unknown good 'COAL'; did you mean 'COL'?"},
                                 });
}

TEST_CASE("a description with unknown, missing or wrong entries is rejected") {
  check_messages(
      "tiny2x2",
      {
          {"unknown key", edit("benchmark.toml", "citation", "citations"),
           "FOLDER/benchmark.toml:5: unknown key 'citations'; did you mean 'citation'?"},
          {"missing key", edit("benchmark.toml", "year = 2011\n", ""), "FOLDER/benchmark.toml:1: missing key 'year'"},
          {"wrong type", edit("benchmark.toml", "2011", "\"2011\""),
           "FOLDER/benchmark.toml:1: 'year' must be a number, not a text"},
          {"number for a text", edit("benchmark.toml", "\"none\"", "7"),
           "FOLDER/benchmark.toml:5: 'citation' must be a text, not a number"},
          {"other currency", edit("benchmark.toml", "million USD", "million EUR"),
           "FOLDER/benchmark.toml:2: currency is 'million EUR'; allowed: \"million USD\", or with a base year "
           "\"million 2011 USD\""},
          {"a carbon price contained in taxes", add_row("benchmark.toml", "[carbon_price_in_taxes]\nB = 7"),
           "FOLDER/benchmark.toml:6: 'carbon_price_in_taxes' is no key: who pays the price stands in elasticities.csv, "
           "parameter 'carbon_price_paid' by region and sector [USD/t]; describe its source in 'sources'"},
      });
  const BenchmarkCopy copy("tiny2x2");
  copy.append("benchmark.toml", "this is not toml\n");
  try {
    static_cast<void>(read_benchmark(copy.folder()));
    FAIL("accepted");
  } catch (const InputError& error) {
    CHECK(copy.without_path(error.what()).starts_with("FOLDER/benchmark.toml:6: "));
  }
}

TEST_CASE("a carbon price that was paid has taxes behind it") {
  const std::string behind =
      " USD/t on 124 Mt are more than the taxes on these fuels in use.csv, 155 million USD; allowed: 0 to 1.25";
  check_messages("tiny_taxes", {{"more than the taxes", add_row("elasticities.csv", "carbon_price_paid,A,ELE,1.26"),
                                 "FOLDER/elasticities.csv:7: carbon_price_paid of ELE, A: 1.26" + behind},
                                {"of any region and sector", add_row("elasticities.csv", "carbon_price_paid,,,1000"),
                                 "FOLDER/elasticities.csv:7: carbon_price_paid of ELE, A: 1000" + behind}});
  const BenchmarkCopy copy("tiny_taxes");
  copy.append("elasticities.csv", "carbon_price_paid,A,ELE,1.25\n");  // 155 / 124
  CHECK_NOTHROW(static_cast<void>(read_benchmark(copy.folder())));
}

TEST_CASE("an unbalanced table is rejected with its worst condition") {
  check_messages(
      "tiny2x2",
      {{"zero profit", edit("value_added.csv", "A,ELE,CAP,4300", "A,ELE,CAP,4400"),
        unbalanced(one, "zero profit: electricity, A: costs 9.7, output 9.6 bn USD (gap 0.1, 1.03 %)")},
       {"import market", edit("use.csv", "B,STEEL,HH_B,imported,150", "B,STEEL,HH_B,imported,250"),
        unbalanced(one, "import market: iron and steel, B: imported use 2.46, imports 2.36 bn USD (gap 0.1, 4.07 %)")},
       {"emissions of a missing flow", edit("co2.csv", "A,HH_A,FUEL,,co2,16.4", "A,FUEL,FUEL,,co2,16.4"),
        unbalanced(one,
                   "emissions of a missing flow: FOLDER/co2.csv:4: 16.4 Mt, but use.csv has no FUEL of any "
                   "origin used by FUEL in A")}});
  check_messages(
      "tiny_taxes",
      {{"transport margins", edit("margin_supply.csv", "A,TRN,340", "A,TRN,350"),
        unbalanced(three, "transport margins: transport: used 0.86, supplied 0.87 bn USD (gap 0.01, 1.15 %)")},
       {"energy of a missing flow", edit("energy.csv", "A,MAN,COL", "A,TRN,COL"),
        unbalanced(one,
                   "energy of a missing flow: FOLDER/energy.csv:5: 380 PJ, but use.csv has no COL used by TRN in A")},
       {"margin of a missing flow", edit("margins.csv", "A,COL,B,TRN,250", "A,ELE,B,TRN,250"),
        unbalanced(three, "margin of a missing flow: FOLDER/margins.csv:2: trade.csv has no ELE from A to B")},
       {"agent budget", edit("transfers.csv", "HH_A,HH_B,current_account,4200", "HH_A,HH_B,current_account,4300"),
        unbalanced(two, "agent budget: HH_A: income 76.449, expenditure 76.549 bn USD (gap 0.1, 0.131 %)")}});
  check_messages("tiny_make",
                 {{"made goods", edit("make.csv", "A,STEEL,ELE,300", "A,STEEL,ELE,400"),
                   unbalanced(two, "zero profit: iron and steel, A: costs 9.76, output 9.86 bn USD (gap 0.1, 1.01 %)")},
                  {"made good that is unknown", edit("make.csv", "A,STEEL,ELE,300", "A,STEEL,HEAT,300"),
                   "FOLDER/make.csv:6: unknown good 'HEAT'; allowed: FUEL, ELE, STEEL, GOODS"}});
}
