// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "calibration/aggregation/aggregate_benchmark.h"
#include "model/elasticity_range.h"

namespace etslink {
namespace {

// What parameters are weighted by, of one kind, for each region and sector.
class Weights {
 public:
  Weights(const Benchmark& benchmark, ParameterWeight kind)
      : sectors_(benchmark.sector_count()), cell_(benchmark.regions.size() * benchmark.sectors.size(), 0) {
    switch (kind) {
      case ParameterWeight::use:
      case ParameterWeight::imports:
      case ParameterWeight::consumption:
        add_use(benchmark, kind);
        break;
      case ParameterWeight::output:
        add_inputs(benchmark);
        add_factors(benchmark, false);
        break;
      case ParameterWeight::value_added:
        add_factors(benchmark, false);
        break;
      case ParameterWeight::resource:
        add_factors(benchmark, true);
        break;
      case ParameterWeight::process_co2:
      case ParameterWeight::fuel_co2:
        add_emissions(benchmark, kind == ParameterWeight::fuel_co2);
        break;
      case ParameterWeight::equal:
        std::fill(cell_.begin(), cell_.end(), 1.0);
        break;
    }
  }

  // Sum over all regions or sectors where one is not given.
  [[nodiscard]] double sum(Region region, Sector sector) const {
    const int regions = static_cast<int>(cell_.size()) / sectors_;
    double total = 0;
    for (int r = region.valid() ? region.index : 0; r < (region.valid() ? region.index + 1 : regions); ++r) {
      for (int s = sector.valid() ? sector.index : 0; s < (sector.valid() ? sector.index + 1 : sectors_); ++s)
        total += cell_[static_cast<std::size_t>(r * sectors_ + s)];
    }
    return total;
  }

 private:
  double& at(Region region, Sector sector) {
    return cell_[static_cast<std::size_t>(region.index * sectors_ + sector.index)];
  }

  void add_use(const Benchmark& benchmark, ParameterWeight kind) {
    for (const UseFlow& flow : benchmark.use) {
      const bool is_household =
          flow.user.kind == User::Kind::agent && benchmark.agents[flow.user.index].kind == AgentKind::household;
      if (flow.user.kind == User::Kind::stock_change) continue;  // may be negative
      if (kind == ParameterWeight::imports && flow.origin.kind == Origin::Kind::domestic) continue;
      if (kind == ParameterWeight::consumption && !is_household) continue;
      at(flow.region, flow.good) += flow.value_musd;
    }
  }

  void add_emissions(const Benchmark& benchmark, bool of_fuels) {
    for (const EmissionFlow& flow : benchmark.emissions) {
      if (flow.fuel.has_value() == of_fuels && flow.user.kind == User::Kind::sector)
        at(flow.region, {flow.user.index}) += co2_equivalent(flow);
    }
  }

  void add_inputs(const Benchmark& benchmark) {
    for (const UseFlow& flow : benchmark.use) {
      if (flow.user.kind == User::Kind::sector) at(flow.region, {flow.user.index}) += flow.value_musd + flow.tax_musd;
    }
  }

  void add_factors(const Benchmark& benchmark, bool specific_only) {
    for (const FactorFlow& flow : benchmark.value_added) {
      if (specific_only && benchmark.factors[flow.factor.index].mobility != FactorMobility::specific) continue;
      at(flow.region, flow.sector) += flow.value_musd + flow.tax_musd;
    }
  }

  int sectors_;
  std::vector<double> cell_;
};

using Place = std::pair<Region, Sector>;  // invalid: any

// The rows of one parameter.
class Parameter {
 public:
  // A carbon price is paid by nobody whom no row names; other parameters have no value there.
  void add(const ElasticityEntry& entry) {
    if (entry.parameter == carbon_price_paid) elsewhere_ = 0;
    rows_[{entry.region.value_or(Region{}), entry.sector.value_or(Sector{})}] = entry.value;
  }

  // The row of a place, or the next more general one: of the sector, of the region, of all (as the model looks them
  // up).
  [[nodiscard]] std::optional<double> value(const Place& place) const {
    for (const Place& sought : {place, Place{{}, place.second}, Place{place.first, {}}, Place{}}) {
      const auto found = rows_.find(sought);
      if (found != rows_.end()) return found->second;
    }
    return elsewhere_;
  }

  // The mean over places; of equal values that value itself.
  [[nodiscard]] double mean(const std::vector<Place>& places, const Weights& weights) const {
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

ParameterWeight usual_weight(const std::string& parameter) {
  static const std::map<std::string, ParameterWeight> usual{{"esubd", ParameterWeight::use},
                                                            {"esubm", ParameterWeight::imports},
                                                            {"esubva", ParameterWeight::value_added},
                                                            {"supply_elasticity", ParameterWeight::resource},
                                                            {"process_xhat", ParameterWeight::process_co2},
                                                            {"process_nu", ParameterWeight::process_co2},
                                                            {carbon_price_paid, ParameterWeight::fuel_co2},
                                                            {"transformation_elasticity", ParameterWeight::value_added},
                                                            {"leisure_ratio", ParameterWeight::consumption},
                                                            {"subsistence_share", ParameterWeight::consumption},
                                                            {"subpar", ParameterWeight::consumption},
                                                            {"incpar", ParameterWeight::consumption}};
  const auto found = usual.find(parameter);
  return found == usual.end() ? ParameterWeight::output : found->second;
}

std::vector<ElasticityEntry> aggregate_parameters(const Benchmark& benchmark, const AggregationMap& map) {
  std::map<std::string, Parameter> parameters;
  for (const ElasticityEntry& entry : benchmark.elasticities) parameters[entry.parameter].add(entry);
  std::map<ParameterWeight, Weights> weights;
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
    entry.value = parameters[entry.parameter].mean(places(map, group), of_kind->second);
    result.push_back(entry);
  }
  return result;
}

}  // namespace etslink
