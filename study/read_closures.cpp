// SPDX-License-Identifier: Apache-2.0
#include "study/read_closures.h"

#include "study/read_numbers.h"
#include "study/read_revenue.h"

namespace etslink {
namespace {

// True for the second of two choices.
bool is_second(const TomlValue& value, const std::string& first, const std::string& second) {
  return value.as_choice({first, second}) == second;
}

// A rule with its numbers is a table, the default a word.
bool is_default(const TomlValue& value, const std::string& word, const std::string& example) {
  if (value.is(TomlValue::Kind::table)) return false;
  if (!value.is(TomlValue::Kind::text) || value.as_text() != word)
    value.fail("'" + value.name() + "' must be \"" + word + "\" or a table with its rule, e.g. " + example);
  return true;
}

void read_wage_curve(const TomlValue& table, ModelOptions& options) {
  table.expect_keys({"rule", "factor", "unemployment_percent", "elasticity"});
  options.labour = LabourOption::wage_curve;
  const auto& rate = table.require_key("unemployment_percent");
  options.unemployment = read_percent_below_100(rate);
  if (options.unemployment == 0)
    rate.fail("'" + rate.name() + "' must be above 0: the curve relates wages to unemployment");
  read_if_present(table, "elasticity", read_positive, options.wage_elasticity);
}

void read_minimum_wage(const TomlValue& table, ModelOptions& options) {
  table.expect_keys({"rule", "factor", "unemployment_percent", "minimum"});
  options.labour = LabourOption::minimum_wage;
  read_if_present(table, "unemployment_percent", read_percent_below_100, options.unemployment);
  read_if_present(table, "minimum", read_positive, options.minimum_wage);
}

void read_labour(const TomlValue& value, const NamedSets& sets, ModelOptions& options) {
  if (is_default(value, "fixed", "{ rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = 5 }")) return;
  const auto& rule = value.require_key("rule").as_choice({"wage_curve", "minimum_wage"});
  rule == "wage_curve" ? read_wage_curve(value, options) : read_minimum_wage(value, options);
  options.labour_factor = read_mobile_factor(value.require_key("factor"), sets.benchmark());
}

void read_capital(const TomlValue& value, const NamedSets& sets, ModelOptions& options) {
  if (is_default(value, "as_in_benchmark", "{ rule = \"international\", factor = \"CAP\" }")) return;
  value.expect_keys({"rule", "factor"});
  static_cast<void>(value.require_key("rule").as_choice({"international"}));
  options.capital = CapitalOption::international;
  options.capital_factor = read_mobile_factor(value.require_key("factor"), sets.benchmark());
}

void read_budgets(const TomlValue& table, const NamedSets& sets, ModelOptions& options) {
  if (const auto* value = table.find("investment")) {
    if (is_second(*value, "fixed_real", "fixed_saving_share"))
      options.investment = InvestmentOption::fixed_saving_share;
  }
  if (const auto* value = table.find("government")) {
    if (is_second(*value, "fixed_real", "fixed_share")) options.government = GovernmentOption::fixed_share;
  }
  if (const auto* value = table.find("balancing_tax"))
    options.balancing_tax = read_named_tax(value->as_table(), "tax", sets);
  if (const auto* value = table.find("current_account")) {
    if (is_second(*value, "numeraire", "consumption_price"))
      options.current_account = CurrentAccountOption::consumption_price;
  }
}

}  // namespace

ModelOptions read_options(const TomlValue* table, const NamedSets& sets) {
  ModelOptions options;
  if (table == nullptr) return options;
  options.at = table->at();
  table->expect_keys({"armington", "resources", "numeraire_region", "labour", "capital", "investment", "government",
                      "balancing_tax", "current_account", "carbon_in_tax_base"});
  if (const auto* value = table->find("armington")) {
    if (is_second(*value, "pooled", "per_user")) options.armington = ArmingtonOption::per_user;
  }
  if (const auto* value = table->find("resources")) {
    if (is_second(*value, "benchmark_elasticity", "constant_elasticity"))
      options.resources = ResourceOption::constant_elasticity;
  }
  if (const auto* value = table->find("numeraire_region")) {
    options.numeraire_region = value->as_text();
    static_cast<void>(sets.region(options.numeraire_region, value->at()));
  }
  if (const auto* value = table->find("labour")) read_labour(*value, sets, options);
  if (const auto* value = table->find("capital")) read_capital(*value, sets, options);
  read_budgets(*table, sets, options);
  if (const auto* value = table->find("carbon_in_tax_base")) options.carbon_in_tax_base = value->as_boolean();
  return options;
}

}  // namespace etslink
