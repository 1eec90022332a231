// SPDX-License-Identifier: Apache-2.0
#include "study/listed/technology_choice.h"

#include "model/technology.h"

namespace etslink {
namespace {

// Technologies that are named, alone or by their sector.
std::vector<Sector> read_technologies(const TomlValue& value, const NamedSets& sets) {
  const auto& producers = sets.benchmark().sectors;
  std::vector<Sector> found;
  for (const Sector producer : sets.producers(value)) {
    if (is_technology(producers[producer.index]))
      found.push_back(producer);
    else if (technologies_of(producers, producer).empty() && !value.is(TomlValue::Kind::text))
      value.fail("'" + value.name() + "': " + producers[producer.index].code + " has no technologies");
  }
  if (found.empty()) value.fail("'" + value.name() + "': the benchmark has no technologies");
  return found;
}

}  // namespace

void read_technology_choice(TomlSection& section, const ListedItem& item, TechnologyChoice& choice) {
  choice.name = item.name;
  choice.at = section.at();
  choice.regions = item.sets.regions(section.need("regions"));
  const auto& value = section.need("technologies");
  choice.technologies = read_technologies(value, item.sets);
  const auto& producers = item.sets.benchmark().sectors;
  for (const Sector technology : choice.technologies) {
    if (producers[technology.index].parent != producers[choice.technologies.front().index].parent)
      value.fail("'" + value.name() + "' names technologies of several sectors, " +
                 producers[choice.technologies.front().index].code + " and " + producers[technology.index].code +
                 "; write one table for each sector");
  }
}

Sector read_technology(const TomlValue& value, const NamedSets& sets) {
  const Sector technology = sets.sector(value.as_text(), value.at());
  if (!is_technology(sets.benchmark().sectors[technology.index]))
    value.fail("'" + value.name() + "' is '" + value.as_text() + "', which is a sector; allowed: a technology");
  return technology;
}

void read_payer(TomlSection& section, TechnologyPayer& payer) {
  section.choose("paid_by", {{"government", TechnologyPayer::government}, {"users", TechnologyPayer::users}}, payer);
}

}  // namespace etslink
