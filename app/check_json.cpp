// SPDX-License-Identifier: Apache-2.0
#include "app/check_json.h"

#include "app/world_sums.h"
#include "calibration/plausibility/plausibility.h"
#include "calibration/taxation/tax_accounts.h"
#include "model/technology.h"
#include "study/unused_inputs.h"

namespace etslink {
namespace {

using List = JsonValue::List;
using Object = JsonValue::Object;

JsonValue measured_json(const std::vector<Measurement>& measurements) {
  List list;
  for (const auto& one : measurements) list.push_back(Object{{"cell", one.cell}, {"value", one.value}});
  return list;
}

JsonValue plausibility_json(const Benchmark& benchmark) {
  const auto rules = plausibility_rules();
  List list;
  for (const auto& finding : find_implausible(benchmark, rules)) {
    list.push_back(Object{{"rule", finding.rule->name},
                          {"measures", finding.rule->measures},
                          {"unit", finding.rule->unit},
                          {"low", finding.rule->low},
                          {"high", finding.rule->high},
                          {"source", finding.rule->source},
                          {"measured", measured_json(finding.measured)},
                          {"unusual", measured_json(finding.unusual)}});
  }
  return list;
}

// Million USD, by region.
JsonValue taxes_json(const Benchmark& benchmark) {
  const auto accounts = tax_accounts(benchmark);
  List list;
  for (std::size_t r = 0; r < accounts.size(); ++r) {
    const auto& taxes = accounts[r];
    list.push_back(Object{{"region", benchmark.regions[r].code},
                          {"gdp", taxes.gdp},
                          {"total", taxes.total()},
                          {"fuels", taxes.fuels},
                          {"carbon_price_paid", taxes.carbon},
                          {"households", taxes.households},
                          {"other_final", taxes.other_final},
                          {"inputs", taxes.inputs},
                          {"output", taxes.output},
                          {"trade", taxes.trade},
                          {"labour", taxes.labour},
                          {"capital", taxes.capital}});
  }
  return list;
}

}  // namespace

JsonValue benchmark_json(const Benchmark& benchmark) {
  const auto sum = world_sums(benchmark);
  auto sectors = benchmark.sector_codes();
  sectors.resize(count_of_sectors(benchmark.sectors));
  return Object{{"folder", benchmark.folder},
                {"year", benchmark.year},
                {"regions", JsonValue::list_of(benchmark.region_codes())},
                {"sectors", JsonValue::list_of(sectors)},
                {"factors", benchmark.factors.size()},
                {"purposes", JsonValue::list_of(benchmark.purposes)},
                {"use_musd", sum.use},
                {"trade_musd", sum.trade},
                {"value_added_musd", sum.value_added},
                {"taxes_musd", sum.taxes},
                {"co2_mt", sum.co2},
                {"co2_international_transport_mt", sum.co2_outside}};
}

JsonValue gaps_json(const Benchmark& benchmark, const std::vector<BenchmarkGap>& gaps, double tolerance) {
  auto json = benchmark_json(benchmark);
  List list;
  for (const auto& gap : gaps) {
    list.push_back(Object{{"condition", gap.condition},
                          {"place", gap.place},
                          {"left", gap.left},
                          {"right", gap.right},
                          {"relative_gap", gap.relative_gap},
                          {"text", gap.text}});
  }
  json.set("tolerance", tolerance);
  json.set("holds", gaps.empty());
  json.set("gaps", list);
  return json;
}

void add_findings(JsonValue& json, const Benchmark& benchmark) {
  json.set("notes", JsonValue::list_of(unusual_parameters(benchmark)));
  json.set("plausibility", plausibility_json(benchmark));
  json.set("taxes_by_region_musd", taxes_json(benchmark));
}

}  // namespace etslink
