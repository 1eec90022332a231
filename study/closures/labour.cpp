// SPDX-License-Identifier: Apache-2.0
// The labour market: labour, "fixed" or a wage curve or a minimum wage, for all regions or by region.
#include "calibration/toml/toml_numbers.h"
#include "study/closures/closure_rules.h"

namespace etslink {
namespace {

void read_wage_curve(TomlSection& section, LabourRule& labour) {
  const auto& rate = section.need("unemployment_percent");
  labour.unemployment = read_percent_below_100(rate);
  if (labour.unemployment == 0)
    rate.fail("'" + rate.name() + "' must be above 0: the curve relates wages to unemployment");
  section.read("elasticity", read_positive, labour.wage_elasticity);
}

void read_minimum_wage(TomlSection& section, LabourRule& labour) {
  section.read("unemployment_percent", read_percent_below_100, labour.unemployment);
  section.read("minimum", read_positive, labour.minimum_wage);
}

LabourRule read_rule(const TomlValue& value, const NamedSets& sets) {
  if (is_default(value, "fixed", "{ rule = \"wage_curve\", factor = \"LAB\", unemployment_percent = 5 }")) return {};
  TomlSection section(value);
  LabourRule labour;
  static_cast<void>(section.need("rule"));
  section.choose("rule", {{"wage_curve", LabourOption::wage_curve}, {"minimum_wage", LabourOption::minimum_wage}},
                 labour.rule);
  labour.factor = read_factor_of_rule(section, sets.benchmark());
  labour.rule == LabourOption::wage_curve ? read_wage_curve(section, labour) : read_minimum_wage(section, labour);
  section.finish();
  return labour;
}

// What a name stands for: the less it comprises, the later it is applied.
enum class Breadth { all, set, region };

Breadth breadth_of(const std::string& name, const TomlValue& value, const NamedSets& sets) {
  if (name == "all") return Breadth::all;
  const Benchmark& benchmark = sets.benchmark();
  if (benchmark.find_region(name).valid()) return Breadth::region;
  if (sets.has_region_set(name)) return Breadth::set;
  auto names = benchmark.region_codes();
  names.insert(names.end(), {"all", "rule"});
  value.fail("unknown region, or set of regions, '" + name + "' in '" + value.name() + "'" + suggestion(name, names));
}

class RulesByRegion {
 public:
  RulesByRegion(const TomlValue& table, const NamedSets& sets)
      : table_(table), sets_(sets), rules_(sets.benchmark().regions.size()) {}

  std::vector<LabourRule> read() {
    for (const Breadth breadth : {Breadth::all, Breadth::set, Breadth::region}) {
      set_in_.assign(rules_.size(), nullptr);
      for (const auto& [name, value] : table_.entries()) {
        if (breadth_of(name, value, sets_) == breadth) set(name, value, breadth);
      }
    }
    return rules_;
  }

 private:
  void set(const std::string& name, const TomlValue& value, Breadth breadth) {
    const LabourRule rule = read_rule(value, sets_);
    const auto members = breadth == Breadth::region ? std::vector<Region>{sets_.benchmark().find_region(name)}
                                                    : sets_.regions(TomlValue::of_text(name, value.name(), value.at()));
    for (const Region region : members) {
      const TomlValue*& first = set_in_[region.index];
      if (first != nullptr)
        value.fail("'" + value.name() + "' and '" + first->name() + "' both have a rule for " +
                   sets_.benchmark().regions[region.index].code + "; write that of the region itself");
      first = &value;
      rules_[region.index] = rule;
    }
  }

  const TomlValue& table_;
  const NamedSets& sets_;
  std::vector<LabourRule> rules_;         // per region
  std::vector<const TomlValue*> set_in_;  // per region, of one breadth
};

void read(TomlSection& section, const NamedSets& sets, ModelOptions& options) {
  const auto* value = section.find("labour");
  if (value == nullptr) return;
  const bool is_one = !value->is(TomlValue::Kind::table) || value->entries().empty() || value->find("rule") != nullptr;
  options.labour = is_one ? std::vector<LabourRule>{read_rule(*value, sets)} : RulesByRegion(*value, sets).read();
}

}  // namespace

ClosureRule labour_closure() { return {read}; }

}  // namespace etslink
