// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>

#include "analysis/cap_path.h"
#include "analysis/cost_curves.h"
#include "analysis/solved_path.h"
#include "app/console_log.h"
#include "results/indicators.h"
#include "tests/fixtures/paths.h"

// What holds along the paths of the shipped studies and of those that together have every instrument.
namespace etslink {
namespace {

std::vector<std::string> toml_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() + "/" + folder)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// But for the one of 41 regions, whose scenarios take minutes.
std::vector<std::string> shipped_studies() {
  auto files = toml_files("studies");
  std::erase_if(files, [](const std::string& file) { return file.ends_with("world_41x35.toml"); });
  return files;
}

void check_budgets(const Economy& economy, const EquilibriumState& state) {
  CHECK(std::abs(state.walras_residual) < 1e-9);
  std::vector<double> balance(economy.agents.size(), 0);
  for (const IncomeItem& item : state.income) balance[item.agent] += item.value;
  for (std::size_t a = 0; a < balance.size(); ++a) {
    CAPTURE(economy.agents[a].name);
    CHECK(std::abs(balance[a]) < 1e-8 * economy.agents[a].income0);
  }
}

void check_path(const Economy& economy) {
  auto systems = std::make_unique<CapPathSystem>(economy);
  const std::vector<PathPoint> known{{0, systems->start()}};
  SolvedPath path(std::move(systems), known, solver_factory(SolverChoice::newton_krylov, 1)());
  for (const double s : {0.0, 0.25, 0.5, 0.75}) {
    CAPTURE(s);
    const auto* x = path.solve(s);
    REQUIRE(x != nullptr);
    check_budgets(economy, path.state(s, *x));
  }
}

// The last points of the curves of a scenario against its results.
void check_end(const CostCurves& curves, const IndicatorSet& set, int s, const Economy& economy) {
  REQUIRE(curves.curves.size() == economy.pools.size());
  const auto price = set.slice("carbon_price", s), cost = set.slice("abatement_cost_macc", s),
             error = set.slice("abatement_cost_macc_error", s), gdp = set.slice("gdp_change", s),
             payment = set.slice("permit_import_value", s);
  double total = 0;
  for (const double value : cost) total += std::abs(value);
  const bool has_cost = !std::isnan(total);  // a study may leave it out
  for (std::size_t p = 0; p < curves.curves.size(); ++p) {
    REQUIRE(curves.curves[p].points.size() == 2);
    const auto& end = curves.curves[p].points.back();
    CHECK(std::abs(end.carbon_price - price[economy.pools[p].markets.front()]) < 1e-7);
    for (std::size_t r = 0; r < cost.size(); ++r) {
      CAPTURE(r);
      CHECK(std::abs(end.gdp_change[r] - gdp[r]) < 1e-8);
      CHECK(std::abs(end.permit_import_value[r] - payment[r]) < 1e-4);
      if (!has_cost) continue;
      CHECK(std::abs(end.abatement_cost_macc[r] - cost[r]) <= error[r] + 1e-3 * std::abs(cost[r]) + 1e-4 * total);
    }
  }
}

// Energy made is energy used, own use and losses included, and sold to world markets [PJ], per fuel.
void check_energy(const StudyResult& result, const IndicatorSet& set) {
  REQUIRE(set.fuels.size() == 4);
  const auto fuels = set.fuels.size();
  for (int s = 0; s < static_cast<int>(result.scenarios.size()); ++s) {
    CAPTURE(result.scenarios[s].name);
    const Economy& economy = *result.scenarios[s].economy;
    const auto made = set.slice("fuel_output", s), used = set.slice("fuel_use", s);
    std::vector<double> all(fuels, 0), gap(fuels, 0);
    for (std::size_t i = 0; i < made.size(); ++i) {
      all[i % fuels] += made[i];
      gap[i % fuels] += made[i] - used[i];
    }
    for (const WorldSale& sale : economy.world_sales) {
      for (std::size_t f = 0; f < fuels; ++f) {
        if (economy.sectors[sale.good.index].code == set.fuels[f])
          gap[f] -= economy.volumes.content(sale.region, sale.good).output *
                    result.scenarios[s].state->variable[sale.variable];
      }
    }
    for (std::size_t f = 0; f < fuels; ++f) {
      CAPTURE(set.fuels[f]);
      CHECK(all[f] > 1e4);
      CHECK(std::abs(gap[f]) < 1e-9 * all[f]);
    }
  }
}

StudyResult solved(const Study& study, const RunOptions& options) {
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::error, false, false});
  auto result = run_study(study, options, log);
  REQUIRE_MESSAGE(result.all_solved(), messages.str());
  return result;
}

void check_ends(const Study& study) {
  std::ostringstream messages;
  ConsoleLog log(messages, {LogLevel::error, false, false});
  const RunOptions options{solver_factory(SolverChoice::newton_krylov, 1), 2, 1};
  const auto result = solved(study, options);
  const auto set = compute_indicators(result);
  check_energy(result, set);
  std::vector<std::string> names;
  for (const auto& scenario : result.scenarios) {
    if (!scenario.economy->pools.empty()) names.push_back(scenario.name);
  }
  if (names.empty()) return;  // no permits, no curve
  const auto reference = run_reference(study, options, log);
  const auto curves = compute_cost_curves(curve_requests(study, names), reference, {{0, 100}, options}, log);
  auto next = curves.curves.begin();
  for (int s = 0; s < static_cast<int>(result.scenarios.size()); ++s) {
    const auto& economy = *result.scenarios[s].economy;
    CAPTURE(result.scenarios[s].name);
    const auto end = next + static_cast<std::ptrdiff_t>(economy.pools.size());
    if (!economy.pools.empty()) check_end({curves.path_percent, {next, end}}, set, s, economy);
    next = end;
  }
}

}  // namespace

TEST_CASE("Walras' law and every budget hold all along the path of every policy") {
  auto files = shipped_studies();
  for (const auto& file : toml_files("tests/fixtures/studies/every_instrument")) files.push_back(file);
  REQUIRE(files.size() > 20);
  for (const auto& file : files) {
    CAPTURE(file);
    const auto study = read_study(file, {});
    for (const auto& scenario : study.scenarios) {
      CAPTURE(scenario.name);
      check_path(build_economy(study.benchmark, study.nests, scenario.policy, scenario.options));
    }
  }
}

TEST_CASE("at the end of its path a curve is the scenario that is run, its cost as well, and energy made is used") {
  for (const auto& file : shipped_studies()) {
    CAPTURE(file);
    check_ends(read_study(file, {"results.channels=false"}));
  }
}

TEST_CASE("every variant of the ready-made studies is solved, and energy made is used") {
  const RunOptions options{solver_factory(SolverChoice::newton_krylov, 1), 2, 1};
  int variants = 0;
  for (const auto& file : shipped_studies()) {
    CAPTURE(file);
    auto studies = read_variants(file, {"results.channels=false", "results.abatement_cost=false"});
    studies.erase(studies.begin());  // as it is written: above
    for (const auto& study : studies) {
      CAPTURE(study.variant);
      const auto result = solved(study, options);
      check_energy(result, compute_indicators(result));
      ++variants;
    }
  }
  CHECK(variants >= 2);
}

}  // namespace etslink
