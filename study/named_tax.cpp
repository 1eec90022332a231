// SPDX-License-Identifier: Apache-2.0
#include "study/named_tax.h"

#include "calibration/toml/toml_section.h"

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
  TomlSection section(table);
  NamedTax tax;
  static_cast<void>(section.need(key));
  section.choose(key,
                 {{"factor_tax", NamedTax::Base::factor},
                  {"output_tax", NamedTax::Base::output},
                  {"consumption_tax", NamedTax::Base::consumption}},
                 tax.base);
  if (tax.base == NamedTax::Base::factor) tax.factor = read_factor(section.need("factor"), sets.benchmark());
  if (tax.base != NamedTax::Base::consumption) {
    const bool is_on_inputs = tax.base == NamedTax::Base::factor;  // which technologies buy, too
    if (const auto* sectors = section.find("sectors"))
      tax.sectors = is_on_inputs ? sets.producers(*sectors) : sets.sectors(*sectors);
  }
  section.finish();
  return tax;
}

}  // namespace etslink
