// SPDX-License-Identifier: Apache-2.0
// Elasticities, and how endowments move.
#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/flow_rules.h"
#include "calibration/gtap/gtap_codes.h"
#include "calibration/gtap/read_gtap.h"

namespace etslink {
namespace {

struct Parameter {
  const char* name;
  const char* header;
  GtapSet set;
};
constexpr Parameter parameters[] = {{"esubd", "ESBD", GtapSet::good},
                                    {"esubm", "ESBM", GtapSet::good},
                                    {"esubva", "ESBV", GtapSet::user},
                                    {"subpar", "SUBP", GtapSet::good},
                                    {"incpar", "INCP", GtapSet::good}};

bool has_regions(const HarArray& array, const GtapLists& lists) {
  return array.dimensions.size() > 1 &&
         array.dimensions[1].size == static_cast<std::int32_t>(lists.names(GtapSet::region).size()) &&
         (array.dimensions[1].size > 1 || !array.dimensions[1].elements.empty());
}

// Value by sector, and by region where the header has them: a cell that is not there is 0.
using Values = std::map<int, std::vector<double>>;
Values values_of(const GtapReader& reader, const Parameter& parameter) {
  const auto& lists = reader.lists();
  const bool is_regional = has_regions(reader.database().array(GtapFile::parameters, parameter.header), lists);
  const auto sets =
      is_regional ? std::vector<GtapSet>{parameter.set, GtapSet::region} : std::vector<GtapSet>{parameter.set};
  const auto table = reader.table(GtapFile::parameters, parameter.header, sets);
  Values values;
  for (const auto& name : lists.names(parameter.set)) {
    const int sector = *lists.find(parameter.set, name);
    if (sector == investment_user) continue;
    auto& row = values[sector];
    for (int r = 0; r < (is_regional ? static_cast<int>(lists.names(GtapSet::region).size()) : 1); ++r)
      row.push_back(decimal(table.value({sector, r, 0, 0})));
  }
  return values;
}

// A row for all regions where they have the same value.
void add_rows(const Values& values, const std::string& name, Benchmark& benchmark) {
  for (const auto& [sector, row] : values) {
    const bool is_one =
        std::all_of(row.begin(), row.end(), [first = row.front()](double value) { return value == first; });
    for (int r = 0; r < (is_one ? 1 : static_cast<int>(row.size())); ++r) {
      ElasticityEntry entry{name, std::nullopt, Sector{sector}, row[static_cast<std::size_t>(r)], {}};
      if (!is_one) entry.region = Region{r};
      benchmark.elasticities.push_back(entry);
    }
  }
}

void read_elasticities(const GtapReader& reader, Benchmark& benchmark, std::vector<std::string>& notes) {
  for (const auto& parameter : parameters) {
    if (!reader.database().has(GtapFile::parameters, parameter.header)) continue;
    const auto before = benchmark.elasticities.size();
    add_rows(values_of(reader, parameter), parameter.name, benchmark);
    for (auto i = before; i < benchmark.elasticities.size(); ++i) {
      const auto problem = fault(benchmark.elasticities[i]);
      if (problem.empty()) continue;
      notes.push_back(std::string(parameter.header) + " is left out: of " +
                      benchmark.sectors[static_cast<std::size_t>(benchmark.elasticities[i].sector->index)].code + " " +
                      problem);
      benchmark.elasticities.resize(before);
      break;
    }
  }
}

// GTAP's natural resources have a transformation of 0.001: they are specific.
constexpr double least_transformation = 0.01;

// Version 7: EFLG (endowment; mobile, sluggish or fixed) is 1 where it applies.
void read_flags(const GtapReader& reader, Benchmark& benchmark) {
  const auto array = reader.database().array(GtapFile::parameters, "EFLG");
  if (array.dimensions.size() < 2 || array.dimensions[0].elements.empty() || array.dimensions[1].elements.empty())
    reader.database().fail(GtapFile::parameters, "EFLG", "expected endowments and flags by name");
  for (const auto& cell : array.cells) {
    const auto rows = static_cast<std::int64_t>(array.dimensions[0].elements.size());
    const auto column = static_cast<std::size_t>(cell.position / rows);
    if (column >= array.dimensions[1].elements.size()) continue;
    const auto& name = array.dimensions[0].elements[static_cast<std::size_t>(cell.position % rows)];
    const int* factor = reader.lists().find(GtapSet::factor, name);
    if (factor == nullptr) reader.database().fail(GtapFile::parameters, "EFLG", "unknown endowment '" + name + "'");
    const auto flag = lower_case(array.dimensions[1].elements[column]);
    auto& mobility = benchmark.factors[static_cast<std::size_t>(*factor)].mobility;
    if (flag == "mobile") mobility = FactorMobility::mobile;
    if (flag == "sluggish") mobility = FactorMobility::sluggish;
    if (flag == "fixed") mobility = FactorMobility::specific;
  }
}

// Version 6: SLUG is 1 for those that are sluggish.
void read_sluggish(const GtapReader& reader, Benchmark& benchmark) {
  const auto table = reader.table(GtapFile::parameters, "SLUG", {GtapSet::factor});
  for (std::size_t f = 0; f < benchmark.factors.size(); ++f) {
    auto& factor = benchmark.factors[f];
    const bool is_sluggish = table.value({static_cast<int>(f), 0, 0, 0}) != 0;
    if (!is_sluggish)
      factor.mobility = FactorMobility::mobile;
    else
      factor.mobility = factor.role == FactorRole::resource ? FactorMobility::specific : FactorMobility::sluggish;
  }
}

// ETRE by endowment (version 6) or by endowment and region: negative there, positive here.
struct Transformation {
  std::vector<std::vector<double>> of;  // factor, region
};

Transformation read_transformation(const GtapReader& reader, const Benchmark& benchmark) {
  const auto regions = static_cast<std::size_t>(benchmark.region_count());
  Transformation result{std::vector(benchmark.factors.size(), std::vector<double>(regions, 0))};
  const auto array = reader.database().array(GtapFile::parameters, "ETRE");
  const bool is_regional = has_regions(array, reader.lists());
  const auto sets =
      is_regional ? std::vector<GtapSet>{GtapSet::factor, GtapSet::region} : std::vector<GtapSet>{GtapSet::factor};
  for (const auto& cell : reader.table(GtapFile::parameters, "ETRE", sets).cells) {
    for (std::size_t r = 0; r < regions; ++r) {
      if (!is_regional || cell.at[1] == static_cast<int>(r))
        result.of[static_cast<std::size_t>(cell.at[0])][r] = decimal(std::abs(cell.value));
    }
  }
  return result;
}

// One value for each region: the mean of its sluggish factors by what they earn.
void write_transformation(const Transformation& all, Benchmark& benchmark) {
  std::vector<double> sum(static_cast<std::size_t>(benchmark.region_count())), weight(sum.size());
  for (const auto& flow : benchmark.value_added) {
    if (benchmark.factors[static_cast<std::size_t>(flow.factor.index)].mobility != FactorMobility::sluggish) continue;
    const auto r = static_cast<std::size_t>(flow.region.index);
    sum[r] += flow.value_musd * all.of[static_cast<std::size_t>(flow.factor.index)][r];
    weight[r] += flow.value_musd;
  }
  for (std::size_t r = 0; r < sum.size(); ++r) {
    if (weight[r] <= 0) continue;
    // Of one factor the value itself, without the digits that a mean loses.
    double value = sum[r] / weight[r];
    for (const auto& factor : all.of) {
      if (std::abs(factor[r] - value) <= 1e-9 * value) value = factor[r];
    }
    benchmark.elasticities.push_back(
        {"transformation_elasticity", Region{static_cast<int>(r)}, std::nullopt, value, {}});
  }
}

void drop_slow_factors(const Transformation& all, Benchmark& benchmark) {
  for (std::size_t f = 0; f < benchmark.factors.size(); ++f) {
    auto& factor = benchmark.factors[f];
    if (factor.mobility != FactorMobility::sluggish) continue;
    const auto is_slow = [](double value) { return value < least_transformation; };
    if (std::all_of(all.of[f].begin(), all.of[f].end(), is_slow)) factor.mobility = FactorMobility::specific;
  }
}

}  // namespace

void read_gtap_parameters(const GtapReader& reader, Benchmark& benchmark, std::vector<std::string>& notes) {
  const auto& database = reader.database();
  if (!database.has(GtapFile::parameters)) {
    notes.push_back(
        "no parameters (default.prm): elasticities are those of the nest file, land is sluggish, natural "
        "resources are specific, other endowments mobile");
    return;
  }
  read_elasticities(reader, benchmark, notes);
  if (database.has(GtapFile::parameters, "EFLG"))
    read_flags(reader, benchmark);
  else if (database.has(GtapFile::parameters, "SLUG"))
    read_sluggish(reader, benchmark);
  if (!database.has(GtapFile::parameters, "ETRE")) return;
  const auto transformation = read_transformation(reader, benchmark);
  drop_slow_factors(transformation, benchmark);
  write_transformation(transformation, benchmark);
}

}  // namespace etslink
