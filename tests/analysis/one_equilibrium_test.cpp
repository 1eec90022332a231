// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "analysis/run_study.h"
#include "app/console_log.h"
#include "model/number_text.h"
#include "results/indicators.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/temporary_folder.h"

// One equilibrium, stated as a cap, a carbon tax, a price ceiling or floor, a cap per GDP, by a swap that fixes the
// permit price and by one that fixes emissions.
namespace etslink {
namespace {

// A benchmark and the two regions whose markets are alone or linked.
struct World {
  std::string benchmark, first, second;
  bool is_linked = false;
};

// What the markets come to in the equilibrium that all scenarios state.
struct Outcome {
  double price = 0, cap = 0, other_cap = 0, benchmark = 0,
         gdp = 1;  // cap: of the first market; gdp: over the benchmark
};

std::string head(const World& world) {
  const std::string root = source_folder();
  std::string text = "[study]\nname = \"one equilibrium\"\nbenchmark = \"" + root + "/" + world.benchmark +
                     "\"\nnests = \"" + root + "/data/nests/klem.toml\"\n[leakage]\ncoalition = [\"" + world.first +
                     "\"]\n";
  for (const auto& [region, cut] : {std::pair(world.first, "15"), std::pair(world.second, "20")}) {
    text += "[market." + region + "]\nregions = [\"" + region +
            "\"]\nsectors = \"all\"\nhouseholds = true\ncap = { reduction_percent = " + cut + " }\n";
  }
  return text + "[scenario.benchmark]\nmarkets = []\n";
}

// A scenario whose first market has these keys instead.
std::string scenario(const World& world, const std::string& name, const std::string& keys,
                     const std::string& swap = "") {
  std::string text = "[scenario." + name + "]\n";
  text += world.is_linked ? "links = [[\"" + world.first + "\", \"" + world.second + "\"]]\n"
                          : "markets = [\"" + world.first + "\"]\n";
  if (!swap.empty()) text += "swaps = [\"" + swap + "\"]\n";
  if (!keys.empty()) text += "[scenario." + name + ".market." + world.first + "]\n" + keys;
  return text;
}

std::string cap(double mt) { return "cap = { mt = " + shortest_text(mt) + " }\n"; }

std::string all_statements(const World& world, const Outcome& outcome) {
  const std::string price = shortest_text(outcome.price);
  const double emissions = outcome.cap + (world.is_linked ? outcome.other_cap : 0);
  const double per_gdp_cut = 100 * (1 - outcome.cap / (outcome.benchmark * outcome.gdp));
  std::string text = scenario(world, "cap", "");
  if (!world.is_linked) text += scenario(world, "tax", "cap = \"none\"\nprice = " + price + "\n");
  text += scenario(world, "ceiling", cap(0.8 * outcome.cap) + "ceiling = " + price + "\n");
  text += scenario(world, "floor", cap(1.05 * outcome.cap) + "floor = " + price + "\n");
  text += scenario(world, "per_gdp", "cap = { per_gdp_reduction_percent = " + shortest_text(per_gdp_cut) + " }\n");
  text += "[swap.price]\nfix = \"permit price " + world.first + "\"\nvalue = " + price + "\nfree = \"cap " +
          world.first + "\"\n";
  text += "[swap.emissions]\nfix = \"emissions " + world.first + "\"\nvalue = " + shortest_text(emissions) +
          "\nfree = \"cap " + world.first + "\"\n";
  text += scenario(world, "price_swap", cap(0.9 * outcome.cap), "price");
  return text + scenario(world, "emission_swap", cap(1.1 * outcome.cap), "emissions");
}

StudyResult run(const World& world, const std::string& text) {
  const TemporaryFolder folder;
  std::ofstream(folder.path("study.toml")) << head(world) + text;
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::error, false, false});
  const auto study = read_study(folder.path("study.toml"), {});
  auto result = run_study(study, {solver_factory(SolverChoice::newton_krylov, 1), 1, 1}, log);
  REQUIRE_MESSAGE(result.all_solved(), messages.str());
  return result;
}

Outcome outcome_of(const StudyResult& result, const World& world) {
  const auto& economy = *result.scenarios[1].economy;
  const auto indicators = compute_indicators(result);
  const auto region = std::find(indicators.regions.begin(), indicators.regions.end(), world.first);
  Outcome outcome;
  outcome.price = indicators.slice("carbon_price", 1)[0];
  outcome.cap = indicators.slice("co2_cap", 1)[0];
  outcome.other_cap = indicators.slice("co2_cap", 1)[1];
  outcome.benchmark = economy.markets[0].benchmark_emissions;
  outcome.gdp = 1 + indicators.slice("gdp_change", 1)[region - indicators.regions.begin()] / 100;
  return outcome;
}

// Size of an indicator's numbers: differences are relative to the largest of them in the scenario.
double size_of(const std::vector<double>& values) {
  double size = 0;
  for (const double value : values) size = std::isnan(value) ? size : std::max(size, std::abs(value));
  return size;
}

// docs/results.md has the reasons.
const std::set<std::string> statements_by_nature{"permits_withheld", "permits_released", "carbon_tax_revenue"};
const std::set<std::string> of_permits{"co2_cap",
                                       "allowances",
                                       "allowance_value",
                                       "auction_revenue",
                                       "free_allocation",
                                       "free_allocation_value",
                                       "free_allocation_percent"};
const std::set<std::string> of_the_solve{"solver_residual", "solver_iterations", "walras_residual",
                                         "complementarity_residual"};

void check_equal(const IndicatorSet& set, const std::string& indicator, int scenario) {
  CAPTURE(indicator);
  const auto expected = set.slice(indicator, 1), found = set.slice(indicator, scenario);
  // Balances are differences of tonnes.
  const double size = std::max(size_of(expected), indicator == "ledger_balance" || indicator == "ledger_adjustment"
                                                      ? size_of(set.slice("ledger_target", 1))
                                                      : 0.0);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    CHECK(std::isnan(expected[i]) == std::isnan(found[i]));
    if (!std::isnan(expected[i])) CHECK(std::abs(found[i] - expected[i]) <= 1e-6 * size + 1e-7);
  }
}

void check_all_statements(const World& world) {
  const auto outcome = outcome_of(run(world, scenario(world, "cap", "")), world);
  const auto result = run(world, all_statements(world, outcome));
  const auto set = compute_indicators(result);
  REQUIRE(set.slice("abatement_cost_macc", 1)[0] == set.slice("abatement_cost_macc", 1)[0]);
  for (int s = 2; s < static_cast<int>(set.scenarios.size()); ++s) {
    CAPTURE(set.scenarios[s]);
    CHECK(result.scenarios[s].abatement_cost_note.empty());
    for (const auto& indicator : set.indicators) {
      const auto& name = indicator.info.name;
      const bool is_tax = set.scenarios[s] == "tax";
      if (statements_by_nature.contains(name) || of_the_solve.contains(name) || (is_tax && of_permits.contains(name)))
        continue;
      check_equal(set, name, s);
    }
  }
}

}  // namespace

TEST_CASE("one equilibrium has one set of results however its policy is stated") {
  for (const bool is_linked : {false, true}) {
    CAPTURE(is_linked);
    check_all_statements({"tests/fixtures/tiny_taxes", "A", "B", is_linked});
    check_all_statements({"data/nea2011", "CHN", "KOR", is_linked});
  }
}

}  // namespace etslink
