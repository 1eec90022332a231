// SPDX-License-Identifier: Apache-2.0
#include "results/iamc.h"

#include <doctest/doctest.h>

#include <limits>

#include "model/input_error.h"

using namespace etslink;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();

void add(IndicatorSet& set, const std::string& name, std::vector<double> values) {
  set.indicators.push_back({{name, {}, "", "", ""}, std::move(values)});
}

// Two scenarios, of which the second was not solved; regions R and S; markets M (in R) and N (in R and S).
StudyFile by_hand() {
  StudyFile file;
  file.attributes = {{"program_version", "9.9"}, {"benchmark_year", "2011"}, {"currency", "million USD"}};
  IndicatorSet& set = file.indicators;
  set.scenarios = {"linked", "unsolved"};
  set.regions = {"R", "S"};
  set.sectors = {"I_S", "OTH"};
  set.sector_names = {"iron, steel", "other | rest"};
  set.markets = {"M", "N"};
  set.solver_status = {SolverStatus::solved, SolverStatus::not_converged};
  for (const char* name : {"gdp", "consumption", "co2", "abatement_cost_gdp", "permit_imports", "permit_import_value",
                           "abatement_cost_macc"}) {
    add(set, name, {2000, 3000, missing, missing});
  }
  add(set, "abatement_cost_ev", {missing, 4000, missing, missing});
  add(set, "carbon_price", {missing, 20, missing, missing});  // M is off
  add(set, "carbon_price_local", {missing, missing, 21, 22, missing, missing, missing, missing});
  add(set, "exports", {1, 2, 3, 4, missing, missing, missing, missing});
  add(set, "imports", {5, 6, 7, 8, missing, missing, missing, missing});
  return file;
}

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("each indicator is a row by region in the units of the scenario databases, with the sum over the world") {
  const auto text = iamc_table({by_hand()});
  CHECK(text.starts_with("Model,Scenario,Region,Variable,Unit,Year,Value\n"));
  CHECK(has_line(text, "etslink 9.9,linked,R,GDP|MER,billion USD_2011/yr,2011,2"));
  CHECK(has_line(text, "etslink 9.9,linked,World,GDP|MER,billion USD_2011/yr,2011,5"));
  CHECK(has_line(text, "etslink 9.9,linked,S,Emissions|CO2,Mt CO2/yr,2011,3000"));
  CHECK(has_line(text, "etslink 9.9,linked,S,Policy Cost|GDP Loss|MER,billion USD_2011/yr,2011,3"));
}

TEST_CASE("permit trade is net exports, and the area under the curve is without it") {
  const auto text = iamc_table({by_hand()});
  CHECK(has_line(text, "etslink 9.9,linked,R,Trade|Emissions Allowances [Volume],Mt CO2-equiv/yr,2011,-2000"));
  CHECK(has_line(text, "etslink 9.9,linked,R,Trade|Emissions Allowances [Value],billion USD_2011/yr,2011,-2"));
  CHECK(has_line(text, "etslink 9.9,linked,R,Policy Cost|Area under MAC Curve,billion USD_2011/yr,2011,0"));
}

TEST_CASE("a scenario that was not solved and a missing value have no row") {
  const auto text = iamc_table({by_hand()});
  CHECK(text.find("unsolved") == std::string::npos);
  CHECK(text.find("nan") == std::string::npos);
  CHECK(text.find("R,Policy Cost|Equivalent Variation") == std::string::npos);
  CHECK(text.find("World,Policy Cost|Equivalent Variation") == std::string::npos);
  CHECK(has_line(text, "etslink 9.9,linked,S,Policy Cost|Equivalent Variation,billion USD_2011/yr,2011,4"));
}

TEST_CASE("the carbon price is that of the region's market, zero without one, by market where there are several") {
  auto file = by_hand();
  const auto one = iamc_table({file});
  CHECK(has_line(one, "etslink 9.9,linked,R,Price|Carbon,USD_2011/t CO2,2011,20"));
  CHECK(has_line(one, "etslink 9.9,linked,S,Price|Carbon,USD_2011/t CO2,2011,20"));
  for (auto& indicator : file.indicators.indicators) {
    if (indicator.info.name == "carbon_price") indicator.values[0] = 10;
    if (indicator.info.name == "carbon_price_local")
      indicator.values = {10, missing, 21, missing, missing, missing, missing, missing};
  }
  const auto several = iamc_table({file});
  CHECK(has_line(several, "etslink 9.9,linked,R,Price|Carbon|M,USD_2011/t CO2,2011,10"));
  CHECK(has_line(several, "etslink 9.9,linked,R,Price|Carbon|N,USD_2011/t CO2,2011,20"));
  CHECK(several.find("R,Price|Carbon,") == std::string::npos);
  CHECK(has_line(several, "etslink 9.9,linked,S,Price|Carbon,USD_2011/t CO2,2011,0"));
}

TEST_CASE("a price that less than half of the region's CO2 pays, or transport alone, is not that of the region") {
  StudyFile file = by_hand();  // N is on in R and S
  const auto with_coverage = [&](double in_r, double in_s) {
    StudyFile one = file;
    add(one.indicators, "inventory_coverage", {missing, missing, in_r, in_s, missing, missing, missing, missing});
    return iamc_table({one});
  };
  const auto text = with_coverage(60, 40);
  CHECK(has_line(text, "etslink 9.9,linked,R,Price|Carbon,USD_2011/t CO2,2011,20"));
  CHECK(text.find("R,Price|Carbon|N,") == std::string::npos);
  CHECK(text.find("S,Price|Carbon,") == std::string::npos);
  CHECK(has_line(text, "etslink 9.9,linked,S,Price|Carbon|N,USD_2011/t CO2,2011,20"));
  const auto transport = with_coverage(0, 100);
  CHECK(has_line(transport, "etslink 9.9,linked,R,Price|Carbon,USD_2011/t CO2,2011,0"));
  CHECK(has_line(transport, "etslink 9.9,linked,R,Price|Carbon|N,USD_2011/t CO2,2011,20"));
  CHECK(has_line(transport, "etslink 9.9,linked,S,Price|Carbon,USD_2011/t CO2,2011,20"));
}

TEST_CASE("of several markets that of more than half of the CO2 is the region's, all are rows by name") {
  StudyFile file = by_hand();
  for (auto& indicator : file.indicators.indicators) {
    if (indicator.info.name == "carbon_price") indicator.values[0] = 10;
    if (indicator.info.name == "carbon_price_local") indicator.values[0] = 10;
  }
  add(file.indicators, "inventory_coverage", {90, missing, 5, 60, missing, missing, missing, missing});
  const auto text = iamc_table({file});
  CHECK(has_line(text, "etslink 9.9,linked,R,Price|Carbon,USD_2011/t CO2,2011,10"));
  CHECK(has_line(text, "etslink 9.9,linked,R,Price|Carbon|M,USD_2011/t CO2,2011,10"));
  CHECK(has_line(text, "etslink 9.9,linked,R,Price|Carbon|N,USD_2011/t CO2,2011,20"));
}

TEST_CASE("trade by sector has the sectors' names, quoted where they have a comma, as one level of the variable") {
  auto file = by_hand();
  const auto text = iamc_table({file});
  CHECK(has_line(text, "etslink 9.9,linked,R,Export [Value],billion USD_2011/yr,2011,0.003"));
  CHECK(has_line(text, "etslink 9.9,linked,S,\"Export|iron, steel [Value]\",billion USD_2011/yr,2011,0.003"));
  CHECK(has_line(text, "etslink 9.9,linked,World,\"Import|iron, steel [Value]\",billion USD_2011/yr,2011,0.012"));
  CHECK(has_line(text, "etslink 9.9,linked,R,Import|other - rest [Value],billion USD_2011/yr,2011,0.006"));
  file.indicators.sector_names = {"same \"name\"", "same \"name\""};
  file.indicators.scenarios[0] = "a \"quoted\" one";
  const auto codes = iamc_table({file});
  CHECK(has_line(codes, "etslink 9.9,\"a \"\"quoted\"\" one\",S,Export|I_S [Value],billion USD_2011/yr,2011,0.003"));
}

TEST_CASE("international transport is in the world's CO2 and in no region's, and a row of its own") {
  StudyFile file = by_hand();
  add(file.indicators, "co2_international_transport", {30, 40, missing, missing});
  const auto text = iamc_table({file});
  CHECK(has_line(text, "etslink 9.9,linked,R,Emissions|CO2,Mt CO2/yr,2011,2000"));
  CHECK(has_line(text, "etslink 9.9,linked,World,Emissions|CO2,Mt CO2/yr,2011,5070"));
  CHECK(has_line(text, "etslink 9.9,linked,World,Emissions|CO2|Energy|Demand|Bunkers,Mt CO2/yr,2011,70"));
  CHECK(!has_line(text, "etslink 9.9,linked,R,Emissions|CO2|Energy|Demand|Bunkers,Mt CO2/yr,2011,30"));

  StudyFile without = by_hand();
  add(without.indicators, "co2_international_transport", {missing, missing, missing, missing});
  const auto none = iamc_table({without});
  CHECK(has_line(none, "etslink 9.9,linked,World,Emissions|CO2,Mt CO2/yr,2011,5000"));
  CHECK(none.find("Bunkers") == std::string::npos);
}

TEST_CASE("names of regions, variables, model and currency take the place of the program's") {
  IamcNames names;
  names.model = "mine";
  names.regions = {{"R", "Region R"}, {"World", "All"}};
  names.variables = {{"Consumption", {"", "", 1}}, {"Price|Carbon", {"Price|CO2", "EUR/t", 0.5}}};
  names.currency = "USD_2010";
  names.currency_factor = 0.5;
  const auto text = iamc_table({{by_hand(), "a.h5", "x_"}}, names);
  CHECK(has_line(text, "mine,x_linked,Region R,GDP|MER,billion USD_2010/yr,2011,1"));
  CHECK(has_line(text, "mine,x_linked,All,GDP|MER,billion USD_2010/yr,2011,2.5"));
  CHECK(has_line(text, "mine,x_linked,S,Emissions|CO2,Mt CO2/yr,2011,3000"));
  CHECK(has_line(text, "mine,x_linked,S,Price|CO2,EUR/t,2011,5"));
  CHECK(text.find("Consumption") == std::string::npos);
  CHECK(text.find("USD_2011") == std::string::npos);
}

TEST_CASE("two rows with one key are refused with both files, and so is a name that nothing has") {
  const std::vector<IamcSource> twice{{by_hand(), "a.h5", ""}, {by_hand(), "b.h5", ""}};
  CHECK_THROWS_WITH_AS(static_cast<void>(iamc_table(twice, {})),
                       "b.h5: scenario 'linked' of model 'etslink 9.9' has 'GDP|MER' of R once more, from a.h5; tell "
                       "them apart by --scenario-prefix or in the map of names",
                       InputError);
  const auto apart = iamc_table({{by_hand(), "a.h5", ""}, {by_hand(), "b.h5", "b_"}}, {});
  CHECK(has_line(apart, "etslink 9.9,b_linked,R,GDP|MER,billion USD_2011/yr,2011,2"));
  IamcNames region, variable, both;
  region.regions = {{"Q", "Q-land"}};
  variable.variables = {{"GDP|MR", {"GDP", "", 1}}};
  both.regions = {{"R", "one"}, {"S", "one"}};
  const std::vector<IamcSource> one{{by_hand(), "a.h5", ""}};
  CHECK_THROWS_WITH_AS(static_cast<void>(iamc_table(one, region)), "the table has no region 'Q'; did you mean 'R'?",
                       InputError);
  variable.variable_at = {{"GDP|MR", {"map.toml", 3}}};
  CHECK_THROWS_WITH_AS(static_cast<void>(iamc_table(one, variable)),
                       "map.toml:3: the table has no variable 'GDP|MR'; did you mean 'GDP|MER'?", InputError);
  CHECK_THROWS_AS(static_cast<void>(iamc_table(one, both)), InputError);
}

TEST_CASE("variants stay apart behind another name of the model") {
  auto one = by_hand(), other = by_hand();
  one.attributes.push_back({"variant", "klem"});
  other.attributes.push_back({"variant", "gtap_e"});
  IamcNames names;
  names.model = "mine";
  const auto text = iamc_table({{one, "a.h5", ""}, {other, "a.h5", ""}}, names);
  CHECK(has_line(text, "mine (klem),linked,R,GDP|MER,billion USD_2011/yr,2011,2"));
  CHECK(has_line(text, "mine (gtap_e),linked,R,GDP|MER,billion USD_2011/yr,2011,2"));
}
