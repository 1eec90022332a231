// SPDX-License-Identifier: Apache-2.0
#include "results/closures.h"

#include <doctest/doctest.h>

namespace etslink {

TEST_CASE("the closure is told by the options of the model") {
  ModelOptions options;
  CHECK(closure_text(options) ==
        "real government demand fixed, balanced by a lump sum; real investment and stock changes fixed; "
        "current accounts fixed in the numeraire");
  options.labour = {{LabourOption::wage_curve, {}}};
  options.capital = CapitalOption::international;
  options.investment = InvestmentOption::fixed_saving_share;
  options.government = GovernmentOption::fixed_share;
  options.balancing_tax = NamedTax{NamedTax::Base::consumption, {}, {}};
  options.current_account = CurrentAccountOption::consumption_price;
  CHECK(
      closure_text(options) ==
      "government demand in fixed proportion to consumption, balanced by a consumption tax; "
      "investment and stock changes in fixed proportion to consumption; current accounts fixed in units of a consumer "
      "price; unemployment by a wage curve; capital moves between regions");
}

TEST_CASE("scenarios in which the government spends revenue are named: its real demand is not fixed there") {
  const ModelOptions none;
  CHECK(closure_text(none, {}) == closure_text(none));
  CHECK(closure_text(none, {"spending", "both"}) ==
        closure_text(none) +
            "; the government spends revenue of permits, so that its real demand is free: spending, both");
}

TEST_CASE("every option that changes the closure changes its text") {
  const ModelOptions none;
  ModelOptions options;
  options.labour = {{LabourOption::minimum_wage, {}}};
  CHECK(closure_text(options) != closure_text(none));
  options.labour = {{LabourOption::minimum_wage, {}}, {LabourOption::fixed, {}}, {LabourOption::wage_curve, {}}};
  CHECK(closure_text(options).ends_with("; unemployment by a wage curve or by a minimum wage in some regions"));
  options.balancing_tax = NamedTax{NamedTax::Base::factor, {}, {}};
  const std::string factor = closure_text(options);
  options.balancing_tax->base = NamedTax::Base::output;
  CHECK(closure_text(options) != factor);
}

}  // namespace etslink
