// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "analysis/sensitivity/differentiate.h"
#include "tests/analysis/sensitivity/sensitivity_checks.h"
#include "tests/fixtures/economies.h"

namespace etslink {
TEST_CASE("derivatives by the sizes of shocks, zero among them, are those of whole solves") {
  Study study = study_with_taxes();
  const std::vector<std::string> of{"gdp_change", "carbon_price", "welfare_ev"};
  Shock tax, tariff, aid;
  tax.kind = ShockKind::output_tax;
  tax.size = Shock::Size::change;
  tax.number = 0.04;
  tax.sectors = {study.benchmark.find_sector("CEM")};
  tax.regions = {Region{0}};
  tax.text = "output tax CEM A";
  tariff.kind = ShockKind::tariff;
  tariff.size = Shock::Size::value;
  tariff.number = 0;
  tariff.goods = {study.benchmark.find_sector("MAN")};
  tariff.regions = {Region{1}};
  tariff.text = "tariff MAN B";
  aid.kind = ShockKind::transfer;
  aid.size = Shock::Size::value;
  aid.number = 90;
  aid.regions = {Region{0}};
  aid.partners = {Region{1}};
  aid.text = "transfer A B";
  study.scenarios.back().policy.shocks = {tax, tariff, aid};
  const auto table = table_of(study, of, {"shocks"});
  CHECK(table.parameters.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    const Shock& shock = study.scenarios.back().policy.shocks[i];
    const double step = shock.number == 0 ? 1e-3 : 1e-3 * shock.number;
    check_derivatives(table, shock.text, differences(of, step, [&](double change) {
                        Study changed = study;
                        changed.scenarios.back().policy.shocks[i].number += change;
                        return changed;
                      }));
  }
}

}  // namespace etslink
