// SPDX-License-Identifier: Apache-2.0
// What must hold in the studies on the real benchmark, whatever their figures: docs/validation.md.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <sstream>

#include "analysis/run_study.h"
#include "app/console_log.h"
#include "results/indicators.h"
#include "tests/fixtures/paths.h"

namespace etslink {
namespace {

struct SolvedStudy {
  StudyResult result;
  IndicatorSet indicators;

  // A value of a variable for a scenario and an entry of its second axis, all by name.
  [[nodiscard]] double value(const std::string& variable, const std::string& scenario, const std::string& entry) const {
    const bool is_market = variable.starts_with("carbon_price") || variable.starts_with("co2_co");
    const auto& economy = *result.scenarios.front().economy;
    std::size_t position = 0;
    if (is_market) {
      while (economy.markets.at(position).name != entry) ++position;
    } else {
      while (economy.regions.at(position).code != entry) ++position;
    }
    return indicators.slice(variable, index(scenario))[position];
  }
  [[nodiscard]] double world(const std::string& variable, const std::string& scenario) const {
    const auto values = indicators.slice(variable, index(scenario));
    double sum = 0;
    for (const double v : values) sum += std::isnan(v) ? 0 : v;
    return sum;
  }
  [[nodiscard]] double scalar(const std::string& variable, const std::string& scenario) const {
    return indicators.slice(variable, index(scenario))[0];
  }

 private:
  [[nodiscard]] int index(const std::string& scenario) const {
    for (std::size_t i = 0; i < result.scenarios.size(); ++i) {
      if (result.scenarios[i].name == scenario) return static_cast<int>(i);
    }
    throw std::logic_error("no scenario " + scenario);
  }
};

SolvedStudy solved(const Study& study, SolverChoice solver) {
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  auto result = run_study(study, {solver_factory(solver, 1), 2}, log);
  auto indicators = compute_indicators(result);
  return {std::move(result), std::move(indicators)};
}

Study ready_made(const std::string& name, const std::vector<std::string>& settings = {}) {
  return read_study(source_folder() + "/studies/" + name + ".toml", settings);
}

const SolvedStudy& northeast_asia() {
  static const SolvedStudy study = solved(ready_made("northeast_asia"), SolverChoice::ipopt);
  return study;
}

const std::vector<std::string> members = {"CHN", "JPN", "KOR"};
const std::vector<std::string> links = {"chn_jpn", "chn_kor", "jpn_kor", "chn_jpn_kor"};

bool takes_part(const std::string& member, const std::string& link) {
  std::string lower;
  for (const char letter : member) lower += static_cast<char>(std::tolower(letter));
  return link.find(lower) != std::string::npos;
}

}  // namespace

TEST_CASE("Northeast Asia: every scenario is solved, and its residuals are below 1e-8") {
  for (const auto& scenario : northeast_asia().result.scenarios) {
    CAPTURE(scenario.name);
    REQUIRE(scenario.report.solved());
    CHECK(scenario.report.residual < 1e-9);
    CHECK(std::abs(scenario.state->walras_residual) < 1e-8);
    CHECK(scenario.state->complementarity_residual < 1e-8);
  }
  CHECK(northeast_asia().result.scenarios[0].report.iterations == 0);
}

TEST_CASE("Northeast Asia: all caps bind, and a link leaves covered emissions as they are") {
  const auto& study = northeast_asia();
  for (const auto& member : members) CHECK(study.value("carbon_price", "unlinked", member) > 1);
  for (const auto& link : links) {
    CAPTURE(link);
    CHECK(study.world("co2_covered", link) == doctest::Approx(study.world("co2_covered", "unlinked")).epsilon(1e-8));
    CHECK(study.world("co2_cap", link) == doctest::Approx(study.world("co2_cap", "unlinked")).epsilon(1e-12));
  }
}

TEST_CASE("Northeast Asia: the linked price lies between the unlinked ones") {
  const auto& study = northeast_asia();
  for (const auto& link : links) {
    CAPTURE(link);
    double lowest = INFINITY, highest = 0;
    for (const auto& member : members) {
      if (!takes_part(member, link)) continue;
      lowest = std::min(lowest, study.value("carbon_price", "unlinked", member));
      highest = std::max(highest, study.value("carbon_price", "unlinked", member));
    }
    for (const auto& member : members) {
      if (!takes_part(member, link)) continue;
      CHECK(study.value("carbon_price", link, member) > lowest);
      CHECK(study.value("carbon_price", link, member) < highest);
    }
  }
}

TEST_CASE("Northeast Asia: China sells, Japan and Korea buy, and trade sums to zero") {
  const auto& study = northeast_asia();
  for (const auto& link : links) {
    CAPTURE(link);
    CHECK(std::abs(study.world("permit_imports", link)) < 1e-6);       // Mt
    CHECK(std::abs(study.world("permit_import_value", link)) < 1e-4);  // million USD
  }
  for (const char* link : {"chn_jpn", "chn_kor", "chn_jpn_kor"})
    CHECK(study.value("permit_imports", link, "CHN") < -10);
  for (const char* link : {"chn_jpn", "jpn_kor", "chn_jpn_kor"}) CHECK(study.value("permit_imports", link, "JPN") > 10);
  for (const char* link : {"chn_kor", "chn_jpn_kor"}) CHECK(study.value("permit_imports", link, "KOR") > 10);
}

TEST_CASE("Northeast Asia: every link lowers the total abatement cost, known to 1 %") {
  const auto& study = northeast_asia();
  const double unlinked = study.world("abatement_cost_macc", "unlinked");
  for (const auto& link : links) {
    CAPTURE(link);
    CHECK(study.world("abatement_cost_macc", link) < unlinked);
  }
  CHECK(study.world("abatement_cost_macc", "chn_jpn_kor") < 0.6 * unlinked);
  for (const auto& scenario : study.result.scenarios) {
    if (scenario.abatement_cost) CHECK(scenario.abatement_cost->is_accurate);
  }
}

TEST_CASE(
    "Northeast Asia: leakage is positive, below 30 %, lower when all three are linked, and the sum of its channels") {
  const auto& study = northeast_asia();
  std::vector<std::string> scenarios = links;
  scenarios.emplace_back("unlinked");
  for (const auto& scenario : scenarios) {
    CAPTURE(scenario);
    const double leakage = study.scalar("leakage_rate", scenario);
    CHECK(leakage > 0);
    CHECK(leakage < 30);
    const double channels = study.scalar("leakage_fuel_price_channel", scenario) +
                            study.scalar("leakage_competitiveness_channel", scenario);
    CHECK(channels == doctest::Approx(leakage).epsilon(1e-9));
    CHECK(study.scalar("leakage_fuel_price_channel", scenario) > 0);
    CHECK(study.scalar("leakage_competitiveness_channel", scenario) > 0);
  }
  CHECK(study.scalar("leakage_rate", "chn_jpn_kor") < study.scalar("leakage_rate", "unlinked"));
}

TEST_CASE("Northeast Asia: a link with China raises Korea's real GDP") {
  const auto& study = northeast_asia();
  for (const char* link : {"chn_kor", "chn_jpn_kor"}) {
    CHECK(study.value("gdp_change", link, "KOR") > study.value("gdp_change", "unlinked", "KOR"));
  }
}

TEST_CASE("Northeast Asia: Ipopt and Newton-Krylov find the same equilibria") {
  const SolvedStudy other = solved(ready_made("northeast_asia"), SolverChoice::newton_krylov);
  for (std::size_t i = 0; i < other.result.scenarios.size(); ++i) {
    const auto &a = northeast_asia().result.scenarios[i], &b = other.result.scenarios[i];
    CAPTURE(a.name);
    REQUIRE(b.report.solved());
    for (std::size_t u = 0; u < a.state->x.size(); ++u) {
      REQUIRE(std::abs(a.state->x[u] - b.state->x[u]) < 1e-8 * std::max(1.0, std::abs(a.state->x[u])));
    }
  }
}

TEST_CASE("equal cuts: marginal costs are in the published order, and China lowers the price of a link") {
  const SolvedStudy study = solved(ready_made("equal_cuts"), SolverChoice::newton_krylov);
  const auto price = [&](const char* scenario, const char* market) {
    return study.value("carbon_price", scenario, market);
  };
  CHECK(price("unlinked", "JPN") > price("unlinked", "EUR"));
  CHECK(price("unlinked", "EUR") > price("unlinked", "USA"));
  CHECK(price("unlinked", "USA") > price("unlinked", "CHN"));
  CHECK(price("with_china", "JPN") < 0.8 * price("without_china", "JPN"));
}

TEST_CASE("a cut of 99.9 % in Northeast Asia can't be reached, and the study says how far it can go") {
  Study part =
      ready_made("northeast_asia",
                 {"market.CHN.cap.reduction_percent=99.9", "market.JPN.cap.reduction_percent=99.9",
                  "market.KOR.cap.reduction_percent=99.9", "results.abatement_cost=false", "results.channels=false"});
  // No link and all links: each scenario takes some seconds.
  std::erase_if(part.scenarios, [](const Scenario& scenario) {
    return std::find(links.begin(), links.end() - 1, scenario.name) != links.end() - 1;
  });
  REQUIRE(part.scenarios.size() == 3);
  const SolvedStudy study = solved(part, SolverChoice::newton_krylov);
  CHECK_FALSE(study.result.all_solved());
  for (const auto& scenario : study.result.scenarios) {
    if (scenario.report.solved()) continue;
    CAPTURE(scenario.name);
    REQUIRE(scenario.reachable_cut.has_value());
    CHECK(*scenario.reachable_cut > 0.5);
    CHECK(*scenario.reachable_cut < 0.99);
    CHECK(scenario.report.message.find("the equilibria connected with the benchmark end at") != std::string::npos);
    CHECK_FALSE(scenario.report.worst.empty());
  }
}

}  // namespace etslink
