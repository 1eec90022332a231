// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/sensitivity/model_parameter.h"
#include "model/elasticities.h"
#include "model/elasticity_range.h"
#include "model/leisure.h"
#include "study/read_parameters.h"

namespace etslink {
namespace {

// Elasticities are of order one; this is the step where one is zero.
constexpr double step_at_zero = 1e-3;

ModelParameter elasticity(const std::string& name, const std::string& unit, double value) {
  ModelParameter parameter{"elasticities", name, unit, value};
  parameter.at_limit = value == 0;
  parameter.step = value == 0 ? step_at_zero : relative_step * value;
  return parameter;
}

// Do two economies that were built from the same data behave alike? A single input leaves nothing to substitute.
bool have_same_elasticities(const Economy& a, const Economy& b) {
  const auto same = [](const auto& x, const auto& y, auto equal) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), equal);
  };
  const auto same_activity = [](const Activity& x, const Activity& y) {
    return (x.sigma == y.sigma || x.last_edge - x.first_edge < 2) && x.eta == y.eta;
  };
  const auto same_input = [](const CdeInput& x, const CdeInput& y) {
    return x.substitution == y.substitution && x.expansion == y.expansion;
  };
  const auto same_demand = [&](const CdeDemand& x, const CdeDemand& y) { return same(x.inputs, y.inputs, same_input); };
  return same(a.activities, b.activities, same_activity) && same(a.cde_demands, b.cde_demands, same_demand) &&
         same(a.endowments, b.endowments,
              [](const Endowment& x, const Endowment& y) { return x.supply_elasticity == y.supply_elasticity; }) &&
         same(a.processes, b.processes,
              [](const ProcessEmission& x, const ProcessEmission& y) { return x.xhat == y.xhat && x.nu == y.nu; });
}

// A place where a parameter is looked up; -1: any region (world pools), no sector.
struct Cell {
  int region = -1, sector = -1;
  friend bool operator==(const Cell&, const Cell&) = default;
};

// The values of one parameter over regions and sectors as the model sees them.
class ParameterCells {
 public:
  ParameterCells(const ModelSource& source, const std::string& parameter)
      : source_(source),
        parameter_(parameter),
        table_(source.benchmark, source.nests, source.options),
        regions_(source.benchmark.region_count()) {}

  // One parameter for each sector where all regions have the same value, else one for each region.
  std::vector<ModelParameter> list() const {
    std::vector<ModelParameter> parameters;
    for (int s = -1; s < source_.benchmark.sector_count(); ++s) {
      std::vector<Cell> all{{-1, s}};
      for (int r = 0; r < regions_; ++r) all.push_back({r, s});
      const double first = value(all.back());
      const bool is_uniform = std::all_of(all.begin(), all.end(), [&](Cell c) { return value(c) == first; });
      if (is_uniform) add(parameters, all);
      if (is_uniform) continue;
      for (const Cell& cell : all) add(parameters, {cell});
    }
    return parameters;
  }

 private:
  [[nodiscard]] double value(const Cell& cell) const {
    return table_.value_or(parameter_, {cell.region}, {cell.sector}, std::numeric_limits<double>::quiet_NaN());
  }

  void add(std::vector<ModelParameter>& parameters, const std::vector<Cell>& cells) const {
    const double now = value(cells.front());
    if (std::isnan(now)) return;
    std::string name = parameter_;
    if (cells.front().sector >= 0) name += " of " + source_.benchmark.sectors[cells.front().sector].code;
    if (cells.size() == 1) name += " in " + region_code(cells.front().region, "world pools");
    auto entry =
        elasticity(name, parameter_ == process_price_scale || parameter_ == carbon_price_paid ? "USD/t" : "1", now);
    entry.shifted = [parameter = parameter_, cells](const ModelSource& source, double change) {
      ModelOptions options = source.options;
      const auto values = ParameterCells(source, parameter).with_change(cells, change);
      options.elasticities.insert(options.elasticities.end(), values.begin(), values.end());
      return build_economy(source.benchmark, source.nests, source.policy, options);
    };
    parameters.push_back(std::move(entry));
  }

  // Every value as a study would give it, the changed ones among them: the most specific value of a study goes before
  // all others, so that nothing else moves.
  [[nodiscard]] std::vector<ParameterValue> with_change(const std::vector<Cell>& changed, double change) const {
    std::vector<ParameterValue> values;
    for (int r = -1; r < regions_; ++r) {
      for (int s = -1; s < source_.benchmark.sector_count(); ++s) {
        const double now = value({r, s});
        if (std::isnan(now)) continue;
        const bool is_changed = std::find(changed.begin(), changed.end(), Cell{r, s}) != changed.end();
        const std::string sector = s < 0 ? "" : source_.benchmark.sectors[s].code;
        values.push_back({parameter_, region_code(r, ""), sector, is_changed ? now + change : now, {}});
      }
    }
    return values;
  }

  [[nodiscard]] std::string region_code(int region, const std::string& otherwise) const {
    return region < 0 ? otherwise : source_.benchmark.regions[region].code;
  }

  const ModelSource& source_;
  std::string parameter_;
  ElasticityTable table_;
  int regions_;
};

// An elasticity that the nest file states as a number, where `find` says.
using FindRule = std::function<ElasticityRule&(NestSet&)>;

void add_rule(std::vector<ModelParameter>& parameters, const std::string& name, const ElasticityRule& rule,
              const FindRule& find) {
  if (!rule.parameter.empty() || rule.resource_supply) return;
  auto entry = elasticity("sigma of " + name, "1", rule.factor);
  entry.shifted = [find](const ModelSource& source, double change) {
    NestSet nests = source.nests;
    find(nests).factor += change;
    return build_economy(source.benchmark, nests, source.policy, source.options);
  };
  parameters.push_back(std::move(entry));
}

void add_tree(std::vector<ModelParameter>& parameters, const NestTree& tree,
              const std::function<NestTree&(NestSet&)>& find) {
  for (std::size_t n = 0; n < tree.nests.size(); ++n) {
    add_rule(parameters, tree.name + "." + tree.nests[n].name, tree.nests[n].sigma,
             [find, n](NestSet& nests) -> ElasticityRule& { return find(nests).nests[n].sigma; });
  }
}

void add_nests(std::vector<ModelParameter>& parameters, const NestSet& nests) {
  for (std::size_t t = 0; t < nests.production.size(); ++t) {
    add_tree(parameters, nests.production[t], [t](NestSet& set) -> NestTree& { return set.production[t]; });
  }
  add_tree(parameters, nests.household, [](NestSet& set) -> NestTree& { return set.household; });
  add_tree(parameters, nests.government, [](NestSet& set) -> NestTree& { return set.government; });
  add_tree(parameters, nests.investment, [](NestSet& set) -> NestTree& { return set.investment; });
  add_rule(parameters, "armington.top", nests.armington_top,
           [](NestSet& set) -> ElasticityRule& { return set.armington_top; });
  add_rule(parameters, "armington.origins", nests.armington_origins,
           [](NestSet& set) -> ElasticityRule& { return set.armington_origins; });
  add_rule(parameters, "armington.margin_pool", nests.margin_pool,
           [](NestSet& set) -> ElasticityRule& { return set.margin_pool; });
}

}  // namespace

std::vector<ModelParameter> elasticity_parameters(const ModelSource& source) {
  std::vector<ModelParameter> parameters;
  for (const auto& name : known_parameters(source.benchmark, source.nests)) {
    if (name == leisure_ratio) continue;  // a quantity of the benchmark
    const auto cells = ParameterCells(source, name).list();
    parameters.insert(parameters.end(), cells.begin(), cells.end());
  }
  add_nests(parameters, source.nests);
  // A sector without the input, a nest that was replaced by its only input: nothing depends on it. An additive CES has
  // one unknown more than fixed proportions, so that an elasticity of zero there has no derivative.
  std::erase_if(parameters, [&](const ModelParameter& parameter) {
    const Economy shifted = parameter.shifted(source, parameter.step);
    return shifted.variables.size() != source.economy.variables.size() ||
           have_same_elasticities(source.economy, shifted);
  });
  return parameters;
}

}  // namespace etslink
