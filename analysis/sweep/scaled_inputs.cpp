// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/scaled_inputs.h"

#include <functional>

#include "model/shocked_economy.h"

namespace etslink {
namespace {

using VisitRule = std::function<void(const std::string& name, ElasticityRule& rule)>;

void for_each_rule(NestSet& nests, const VisitRule& visit) {
  const auto visit_tree = [&](NestTree& tree) {
    for (auto& nest : tree.nests) visit("nests." + tree.name + "." + nest.name + ".sigma", nest.sigma);
  };
  for (auto& tree : nests.production) visit_tree(tree);
  for (auto* tree : {&nests.household, &nests.government, &nests.investment}) visit_tree(*tree);
  visit("nests.armington.top", nests.armington_top);
  visit("nests.armington.origins", nests.armington_origins);
  visit("nests.armington.margin_pool", nests.margin_pool);
}

// Does a name of parts joined by dots match the parts of a pattern?
bool matches(const std::string& name, const std::vector<std::string>& pattern) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const auto end = std::min(name.find('.', begin), name.size());
    if (begin > name.size() || (pattern[i] != "*" && name.compare(begin, end - begin, pattern[i]) != 0)) return false;
    begin = end + 1;
  }
  return begin == name.size() + 1;
}

template <class Flows>
void scale_values(Flows& flows, double factor) {
  for (auto& flow : flows) flow.value_musd *= factor;
}

template <class Flows>
void scale_values_and_taxes(Flows& flows, double factor) {
  scale_values(flows, factor);
  for (auto& flow : flows) flow.tax_musd *= factor;
}

}  // namespace

std::vector<ElasticityRule*> find_rules(const AxisKey& key, NestSet& nests) {
  std::vector<ElasticityRule*> rules;
  std::vector<std::string> names;
  for_each_rule(nests, [&](const std::string& name, ElasticityRule& rule) {
    names.push_back(name);
    if (!matches(name, key.path)) return;
    if (rule.resource_supply)
      throw InputError(key.at, "'" + name + "' is calibrated to a supply elasticity; change " +
                                   "elasticities.supply_elasticity instead");
    rules.push_back(&rule);
  });
  if (rules.empty()) throw InputError(key.at, "the nest file has no '" + key.text + "'" + suggestion(key.text, names));
  return rules;
}

Region scaled_region(const AxisKey& key, const Benchmark& benchmark) {
  const bool is_endowment = key.path.front() == "endowments";
  const std::string base = is_endowment ? "endowments" : "benchmark.emissions";
  if (!is_endowment && (key.path.size() < 2 || key.path[1] != "emissions"))
    throw InputError(key.at, "unknown key '" + key.text + "'" + suggestion(key.text, {base, "benchmark.size"}));
  const std::size_t parts = is_endowment ? 1 : 2;
  if (key.path.size() == parts) return {};
  if (key.path.size() > parts + 1)
    throw InputError(key.at, "'" + key.text + "' must be " + base + " or " + base + ".REGION");
  const auto region = benchmark.find_region(key.path.back());
  if (!region.valid())
    throw InputError(key.at, "unknown region '" + key.path.back() + "' in '" + key.text + "'" +
                                 suggestion(key.path.back(), benchmark.region_codes()));
  return region;
}

bool is_benchmark_size(const AxisKey& key) { return key.path == std::vector<std::string>{"benchmark", "size"}; }

void scale_emissions(Benchmark& benchmark, Region region, double factor) {
  for (auto& flow : benchmark.emissions) {
    if (!region.valid() || flow.region == region) flow.mt *= factor;
  }
}

void scale_size(Benchmark& benchmark, double factor) {
  scale_values_and_taxes(benchmark.use, factor);
  scale_values_and_taxes(benchmark.value_added, factor);
  scale_values(benchmark.trade, factor);
  for (auto& flow : benchmark.trade) {
    flow.export_tax_musd *= factor;
    flow.tariff_musd *= factor;
  }
  scale_values(benchmark.margins, factor);
  scale_values(benchmark.margin_supply, factor);
  for (auto& tax : benchmark.output_tax) tax.tax_musd *= factor;
  scale_values(benchmark.endowments, factor);
  scale_values(benchmark.transfers, factor);
  scale_values(benchmark.make, factor);
  scale_emissions(benchmark, {}, factor);
  for (auto& flow : benchmark.energy) flow.pj *= factor;
  for (auto& volume : benchmark.output_volumes) volume.quantity *= factor;
}

void scale_endowments(Economy& economy, Region region, double factor) {
  for (int i = 0; i < static_cast<int>(economy.endowments.size()); ++i) {
    if (!region.valid() || economy.agents[economy.endowments[i].agent].region == region)
      shock_endowment(economy, i, factor);
  }
}

}  // namespace etslink
