// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "calibration/aggregation/aggregate_benchmark.h"
#include "calibration/parameter_weights.h"
#include "model/elasticity_range.h"
#include "model/technology.h"

namespace etslink {
namespace {

using Place = std::pair<Region, Sector>;  // invalid: any

// The rows of one parameter.
class Parameter {
 public:
  explicit Parameter(const std::vector<SectorInfo>& producers) : producers_(producers) {}

  // A carbon price is paid by nobody whom no row names; other parameters have no value there.
  void add(const ElasticityEntry& entry) {
    if (entry.parameter == carbon_price_paid) elsewhere_ = 0;
    rows_[{entry.region.value_or(Region{}), entry.sector.value_or(Sector{})}] = entry.value;
  }

  // The row of a place, or the next more general one: of the sector, of the region, of all (as the model looks them
  // up).
  [[nodiscard]] std::optional<double> value(const Place& place) const {
    const Sector parent = sector_of(producers_, place.second);
    for (const Place& sought : {place, Place{{}, place.second}, Place{place.first, parent}, Place{{}, parent},
                                Place{place.first, {}}, Place{}}) {
      const auto found = rows_.find(sought);
      if (found != rows_.end()) return found->second;
    }
    return elsewhere_;
  }

  // The mean over places; of equal values that value itself.
  [[nodiscard]] double mean(const std::vector<Place>& places, const ParameterWeights& weights) const {
    double weighted = 0, weight = 0, plain = 0;
    std::vector<double> values;
    for (const Place& place : places) {
      const auto found = value(place);
      if (!found) continue;
      const double w = weights.sum(place.first, place.second);
      weighted += w * *found;
      weight += w;
      plain += *found;
      values.push_back(*found);
    }
    require(!values.empty(), "a row of a group has members with a value");
    if (std::equal(values.begin() + 1, values.end(), values.begin())) return values.front();
    return weight > 0 ? weighted / weight : plain / static_cast<double>(values.size());
  }

 private:
  const std::vector<SectorInfo>& producers_;
  std::map<Place, double> rows_;
  std::optional<double> elsewhere_;
};

template <class Item>
std::vector<Item> members(const std::vector<int>& new_index, Item group) {
  if (!group.valid()) return {Item{}};
  std::vector<Item> result;
  for (int i = 0; i < static_cast<int>(new_index.size()); ++i) {
    if (new_index[i] == group.index) result.push_back({i});
  }
  return result;
}

std::vector<Place> places(const AggregationMap& map, const Place& group) {
  std::vector<Place> result;
  for (const Region region : members(map.region_of, group.first)) {
    for (const Sector sector : members(map.sector_of, group.second)) result.emplace_back(region, sector);
  }
  return result;
}

}  // namespace

std::vector<ElasticityEntry> aggregate_parameters(const Benchmark& benchmark, const AggregationMap& map) {
  std::map<std::string, Parameter> parameters;
  for (const ElasticityEntry& entry : benchmark.elasticities)
    parameters.try_emplace(entry.parameter, benchmark.sectors).first->second.add(entry);
  std::map<ParameterWeight, ParameterWeights> weights;
  std::set<std::pair<std::string, Place>> done;
  std::vector<ElasticityEntry> result;
  for (ElasticityEntry entry : benchmark.elasticities) {
    if (entry.region) entry.region = map.of(*entry.region);
    if (entry.sector) entry.sector = map.of(*entry.sector);
    const Place group{entry.region.value_or(Region{}), entry.sector.value_or(Sector{})};
    if (!done.emplace(entry.parameter, group).second) continue;
    const auto stated = map.weights.find(entry.parameter);
    const ParameterWeight kind = stated == map.weights.end() ? usual_weight(entry.parameter) : stated->second;
    const auto of_kind = weights.try_emplace(kind, benchmark, kind).first;
    entry.value = parameters.find(entry.parameter)->second.mean(places(map, group), of_kind->second);
    result.push_back(entry);
  }
  return result;
}

}  // namespace etslink
