// SPDX-License-Identifier: Apache-2.0
#include "app/technology_info.h"

#include <vector>

#include "results/text_layout.h"

namespace etslink {
namespace {

std::vector<std::string> row(const TechnologyFacts& facts, const Benchmark& benchmark) {
  return {benchmark.regions[facts.region.index].code,
          facts.code,
          benchmark.sectors[facts.replaces.index].code,
          facts.unit,
          fixed_text(facts.cost, 2),
          fixed_text(facts.price, 2),
          fixed_text(facts.cost / facts.price, 3),
          fixed_text(facts.co2_replaced, 3),
          fixed_text(facts.co2, 3),
          fixed_text(facts.captured, 3),
          facts.breakeven ? fixed_text(*facts.breakeven, 1) : "-",
          facts.resource_share > 0 ? fixed_text(100 * facts.resource_share, 1) : "-",
          facts.resource_share > 0 ? fixed_text(facts.resource_elasticity, 2) : "-",
          facts.status};
}

// One line of each technology, whatever the regions that have it.
std::string sources(const std::vector<PricedTechnology>& priced) {
  std::string text, last;
  for (const auto& [activity, facts] : priced) {
    if (facts.code != last) text += facts.code + ": " + facts.source + "\n";
    last = facts.code;
  }
  return text;
}

}  // namespace

std::string latent_technology_table(const NamedTechnologies& named, const Benchmark& benchmark) {
  const ElasticityTable parameters(benchmark, {}, {});
  const auto priced = price_technologies(named, benchmark, parameters);
  std::vector<std::vector<std::string>> rows{{"region", "technology", "replaces", "unit", "cost, USD", "price, USD",
                                              "cost/price", "t replaced", "t", "t captured", "break-even, USD/t",
                                              "resource, %", "elasticity", "status"}};
  for (const auto& [activity, facts] : priced) rows.push_back(row(facts, benchmark));
  const TextColumn left{TextColumn::Align::left}, right{};
  std::string text =
      aligned_rows(rows, {left, left, left, left, right, right, right, right, right, right, right, right, right, left});
  text +=
      "\nCosts and tonnes are per unit; cost on paper, price less output tax. What is below a price of 1.01 is raised "
      "to it, "
      "and so is its break-even price.\n";
  for (const std::string& note : technology_notes(priced, named, benchmark)) text += note + "\n";
  return text + "\n" + sources(priced);
}

}  // namespace etslink
