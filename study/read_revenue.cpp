// SPDX-License-Identifier: Apache-2.0
#include "study/read_revenue.h"

namespace etslink {

Factor read_factor(const TomlValue& value, const Benchmark& benchmark) {
  const auto& code = value.as_text();
  const Factor factor = benchmark.find_factor(code);
  if (!factor.valid())
    value.fail("unknown factor '" + code + "' in '" + value.name() + "'" + suggestion(code, benchmark.factor_codes()));
  return factor;
}

Factor read_mobile_factor(const TomlValue& value, const Benchmark& benchmark) {
  const Factor factor = read_factor(value, benchmark);
  if (benchmark.factors[factor.index].mobility != FactorMobility::mobile)
    value.fail("factor '" + value.as_text() + "' in '" + value.name() + "' is not mobile between sectors");
  return factor;
}

NamedTax read_named_tax(const TomlValue& table, const std::string& key, const NamedSets& sets) {
  const auto& kind = table.require_key(key).as_choice({"factor_tax", "output_tax", "consumption_tax"});
  NamedTax tax;
  if (kind == "factor_tax") {
    table.expect_keys({key, "factor", "sectors"});
    tax.factor = read_factor(table.require_key("factor"), sets.benchmark());
  } else if (kind == "output_tax") {
    table.expect_keys({key, "sectors"});
    tax.base = NamedTax::Base::output;
  } else {
    table.expect_keys({key});
    tax.base = NamedTax::Base::consumption;
  }
  if (const auto* sectors = table.find("sectors")) tax.sectors = sets.sectors(*sectors);
  return tax;
}

void read_revenue(const TomlValue& revenue, const NamedSets& sets, PermitMarket& market) {
  if (revenue.is(TomlValue::Kind::table)) {
    market.revenue = RevenueUse::tax;
    market.recycled_tax = read_named_tax(revenue, "cut", sets);
    return;
  }
  const auto& use = revenue.as_choice({"household", "government", "spending"});
  market.revenue = use == "household"    ? RevenueUse::household
                   : use == "government" ? RevenueUse::government
                                         : RevenueUse::spending;
}

}  // namespace etslink
