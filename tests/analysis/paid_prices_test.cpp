// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <sstream>

#include "analysis/run_study.h"
#include "app/console_log.h"
#include "results/indicators.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

constexpr double paid = 3;  // USD/t, in the taxes of A

// A market on the tonnes of A whose price was paid: the fuels of its sectors.
const char* const study_text = R"([study]
name = "paid"
benchmark = "benchmark"
nests = "nests.toml"
reference = "benchmark"

[elasticities]
carbon_price_paid = { A = 3 }

[market.CAP]
regions = ["A"]
sectors = "all"
process = false
cap = { reduction_percent = 20 }

[market.TAX]
regions = ["A"]
sectors = "all"
process = false
price = 3

[market.DEARER_TAX]
regions = ["A"]
sectors = "all"
process = false
price = 12

[scenario.benchmark]
markets = []

[scenario.tax]
markets = ["TAX"]

[scenario.dearer]
markets = ["DEARER_TAX"]

[scenario.small_cut]
markets = ["CAP"]
caps = { CAP = { reduction_percent = 0.1 } }

[scenario.cut]
markets = ["CAP"]

[scenario.grown_cut]
markets = ["CAP"]
caps = { CAP = { percent_of_benchmark = 88 } }
[scenario.grown_cut.shock]
"endowment all all" = { factor = 1.1 }
)";

IndicatorSet solved(const std::string& text) {
  const StudyCopy copy;
  copy.files().write("paid.toml", text);
  const Study study = read_study(copy.path("paid.toml"), {});
  std::ostringstream ignored;
  ConsoleLog log(ignored, {LogLevel::error, false, false});
  return compute_indicators(run_study(study, {solver_factory(SolverChoice::newton_krylov, 1), 1, 1}, log));
}

}  // namespace

TEST_CASE("the cost of a policy is counted from the benchmark, where the price that was paid is the marginal cost") {
  const IndicatorSet set = solved(study_text);
  const auto of_a = [&](const std::string& name, int scenario) { return set.slice(name, scenario)[0]; };
  // The tax that was paid changes nothing and costs nothing.
  CHECK(std::abs(of_a("abatement", 1)) < 1e-6);
  CHECK(std::abs(of_a("abatement_cost_macc", 1)) < 1e-5);
  // Beyond it a tonne costs between what was paid and the tax.
  const auto cost_per_tonne = [&](int scenario) {
    return of_a("abatement_cost_macc", scenario) / of_a("abatement", scenario);
  };
  CHECK(cost_per_tonne(2) > paid);
  CHECK(cost_per_tonne(2) < 12);
  CHECK(cost_per_tonne(3) == doctest::Approx(paid).epsilon(0.02));
  CHECK(cost_per_tonne(4) > paid);
  // An economy that is larger, as is its cap: everything is.
  CHECK(of_a("abatement_cost_macc", 5) == doctest::Approx(1.1 * of_a("abatement_cost_macc", 4)).epsilon(1e-6));
}

}  // namespace etslink
