// SPDX-License-Identifier: Apache-2.0
#include "study/technologies/add_technologies.h"

#include <map>
#include <set>
#include <utility>

#include "calibration/toml/toml_section.h"
#include "model/number_text.h"
#include "study/study_inputs.h"
#include "study/table_notes.h"

namespace etslink {
namespace {

// Names of one region: activities of the benchmark and technologies of all files.
class NamesInUse {
 public:
  explicit NamesInUse(const Benchmark& benchmark) {
    for (const IdleActivity& activity : benchmark.activities) names_[{activity.region, activity.code}] = activity.at;
  }
  void add(const IdleActivity& activity) {
    const auto [place, is_new] = names_.emplace(std::pair(activity.region, activity.code), activity.at);
    if (!is_new)
      throw InputError(activity.at, "technology '" + activity.code + "' has the name of another one, at " +
                                        std::string(place->second.file) + ":" + std::to_string(place->second.line) +
                                        "; allowed: each name once in a region");
  }

 private:
  std::map<std::pair<Region, std::string>, SourceLocation> names_;
};

// "CHN (0.88), KOR (0.7)" of each technology that is cheaper on paper than what it replaces.
std::map<std::string, std::string> raised_costs(const std::vector<PricedTechnology>& priced,
                                                const Benchmark& benchmark) {
  std::map<std::string, std::string> places;
  for (const auto& [activity, facts] : priced) {
    if (facts.added == 0) continue;
    std::string& list = places[facts.code];
    list += (list.empty() ? "" : ", ") + benchmark.regions[facts.region.index].code + " (" +
            rounded_text(facts.cost / facts.price, 3) + ")";
  }
  return places;
}

NamedTechnologies read_names(const TomlValue& header, const Study& study) {
  NamedTechnologies named;
  const TomlValue* list = header.find("technologies");
  if (list == nullptr) return named;
  std::set<std::string> met;
  for (const TomlValue& item : list->as_list()) {
    named.paths.push_back(input_of(study.file, item, Shipped::technologies));
    if (!met.insert(named.paths.back()).second)
      item.fail("'" + item.as_text() + "' is given twice in '" + list->name() + "'");
  }
  const TomlValue* year = header.find("technology_year");
  named.year.at = year == nullptr ? list->at() : year->at();
  if (year != nullptr) named.year.year = year->as_number();
  return named;
}

}  // namespace

std::vector<PricedTechnology> price_technologies(const NamedTechnologies& named, const Benchmark& benchmark,
                                                 const ElasticityTable& parameters) {
  const TechnologyCosts costs(benchmark, parameters);
  NamesInUse names(benchmark);
  std::vector<PricedTechnology> result;
  for (const std::string& path : named.paths) {
    const TechnologyFile file = read_technology_file(path, named.year);
    for (const LatentTechnology& technology : file.technologies) {
      for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
        auto priced = costs.price(file, technology, region);
        if (!priced) continue;
        names.add(priced->activity);
        result.push_back(std::move(*priced));
      }
    }
  }
  return result;
}

std::vector<std::string> technology_notes(const std::vector<PricedTechnology>& priced, const NamedTechnologies& named,
                                          const Benchmark& benchmark) {
  std::vector<std::string> notes;
  for (const std::string& path : named.paths) {
    const int year = read_technology_file(path, named.year).money_year;
    if (year != benchmark.year)
      notes.push_back(path + ": costs are USD of " + std::to_string(year) + ", the benchmark is of " +
                      std::to_string(benchmark.year) + "; they are taken as they are");
  }
  for (const auto& [code, places] : raised_costs(priced, benchmark))
    notes.push_back("technology '" + code +
                    "' would be cheaper than what it replaces, and in use at the benchmark; its " +
                    "capital costs are raised to " + shortest_text(least_cost_of_price) +
                    " of that price (cost / price): " + places);
  return notes;
}

void add_technologies(const TomlValue& header, const ModelOptions& options, Study& study) {
  const NamedTechnologies named = read_names(header, study);
  if (const TomlValue* year = header.find("technology_year"); year != nullptr && named.paths.empty())
    study.warnings.push_back(no_effect(*year, "the study names no technologies"));
  if (named.paths.empty()) return;
  const ElasticityTable parameters(study.benchmark, study.nests, options);
  const auto priced = price_technologies(named, study.benchmark, parameters);
  const auto notes = technology_notes(priced, named, study.benchmark);
  study.warnings.insert(study.warnings.end(), notes.begin(), notes.end());
  for (const PricedTechnology& technology : priced) study.benchmark.activities.push_back(technology.activity);
}

}  // namespace etslink
