// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "results/scenario_view.h"
#include "results/table.h"
#include "tests/results/small_study.h"

namespace etslink {
namespace {

// tiny2x2 has no taxes and no transport margins: benchmark prices are 1 for everybody.
StudyResult with_shock(const Shock& shock) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  ScenarioResult benchmark = solved_scenario("benchmark", inputs);
  inputs.policy.shocks = {shock};
  return study_of({std::move(benchmark), solved_scenario("shocked", inputs)});
}

Shock export_tax(double rate) {
  Shock shock;
  shock.kind = ShockKind::export_tax;
  shock.size = Shock::Size::value;
  shock.number = rate;
  shock.regions = {Region{0}};
  shock.text = "export tax";
  return shock;
}

}  // namespace

TEST_CASE("real GDP and trade volumes are at benchmark prices, without the export tax of the scenario") {
  const StudyResult study = with_shock(export_tax(0.3));
  const IndicatorSet set = compute_indicators(study);
  const Economy& economy = *study.scenarios[1].economy;
  const EquilibriumState& state = *study.scenarios[1].state;
  const AccountsIndex accounts(economy);
  std::vector<double> gdp(2, 0), exports(2, 0), imports(2, 0);
  for (const FinalPurchase& use : accounts.final_uses) gdp[use.region.index] += state.edge_quantity[use.edge];
  for (const CrossBorderSale& sale : accounts.sales) {
    exports[sale.seller.index] += state.edge_quantity[sale.edge];
    imports[sale.buyer.index] += state.edge_quantity[sale.edge];
  }
  for (int r = 0; r < 2; ++r) {
    CHECK(set.slice("gdp", 1)[r] == doctest::Approx(gdp[r] + exports[r] - imports[r]).epsilon(1e-10));
    double listed = 0;
    for (std::size_t s = 0; s < set.sectors.size(); ++s) listed += set.slice("exports", 1)[r * set.sectors.size() + s];
    CHECK(listed == doctest::Approx(exports[r]).epsilon(1e-10));
  }
  CHECK(set.slice("exports_change", 1)[0] < -5);
  CHECK(set.slice("imports_change", 1)[1] == doctest::Approx(set.slice("exports_change", 1)[0]).epsilon(1e-8));
  // What A charges is in the price of its exports.
  CHECK(set.slice("terms_of_trade", 1)[0] > 1);
  CHECK(set.slice("terms_of_trade", 1)[1] < -1);
}

TEST_CASE("national income of the reference is that of its own taxes") {
  const IndicatorSet set = compute_indicators(with_shock(export_tax(0.3)));
  const auto change = set.slice("gni_change", 1);
  const auto now = set.slice("gni", 1), before = set.slice("gni", 0);
  for (int r = 0; r < 2; ++r) CHECK(change[r] == doctest::Approx(100 * (now[r] - before[r]) / before[r]).epsilon(1e-9));
}

TEST_CASE("a study of shocks has a table of all regions, and carbon is only in the emissions") {
  const std::string table = study_table(compute_indicators(with_shock(export_tax(0.1))));
  CHECK(table.find("shocked") != std::string::npos);
  for (const char* title : {"real GDP", "welfare [%", "terms of trade", "exports [%", "imports [%",
                            "price of consumption", "CO2 emissions [Mt]", "\n  A ", "\n  B ", "\n  sum "})
    CHECK_MESSAGE(table.find(title) != std::string::npos, title);
  for (const char* title : {"carbon price", "abatement", "permits bought", "leakage"})
    CHECK_MESSAGE(table.find(title) == std::string::npos, title);
}

TEST_CASE("the benchmark's emissions stay those of its inputs where a sector needs less of a fuel") {
  Shock fuel;
  fuel.kind = ShockKind::productivity;
  fuel.is_by_input = true;
  fuel.number = 2;
  fuel.goods = {economy_inputs("tiny2x2").benchmark.find_sector("FUEL")};
  const StudyResult study = with_shock(fuel);
  const IndicatorSet set = compute_indicators(study);
  CHECK(set.slice("co2", 1)[0] < 0.8 * set.slice("co2", 0)[0]);
  CHECK(set.slice("co2", 0)[0] == doctest::Approx(124 + 25.6 + 16.4 + 62.4).epsilon(1e-10));  // co2.csv
}

}  // namespace etslink
