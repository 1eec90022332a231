// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calibration/aggregate.h"
#include "calibration/recipe.h"

namespace etslink {

// A part of the economy between the source classification and the benchmark sectors: a whole sector, or the part of a
// split source industry that belongs to one sector ("c2:COL").
struct SplitUnit {
  std::string parent;  // source industry, or the sector itself where nothing is split
  std::string sector;
  [[nodiscard]] std::string code() const { return parent == sector ? sector : parent + ":" + sector; }
  [[nodiscard]] bool is_split() const { return parent != sector; }
};

// Which benchmark sectors the source industries belong to.
struct SectorConcordance {
  std::map<std::string, std::string> group_of;  // industry -> sector, or the industry itself where it is split
  std::map<std::string, std::map<std::string, std::string>> sub_product;  // parent -> sub-product -> sector
  std::vector<std::string> groups;  // sectors with whole industries in the order of the recipe, then the parents
  SourceLocation end;               // last line of the file, where an industry that is missing would stand
  std::vector<SplitUnit> units;     // units of whole sectors, then those of each parent in the order of the recipe

  [[nodiscard]] std::vector<std::string> unit_codes() const;
  [[nodiscard]] std::vector<int> units_of_parent(const std::string& parent) const;
  [[nodiscard]] std::vector<int> units_of_sector(const std::string& sector) const;
  [[nodiscard]] bool is_parent(const std::string& group) const { return sub_product.count(group) > 0; }
};

[[nodiscard]] SectorConcordance read_sector_concordance(const Recipe& recipe);

// Source region -> benchmark region; regions whose target is not in the recipe are left out. InputError where a source
// region is given twice.
[[nodiscard]] std::map<std::string, std::string> read_region_concordance(const Recipe& recipe);

// How the regions of the source table become those of the recipe. InputError where one has no target, or a region of
// the recipe holds none.
[[nodiscard]] CodeMap region_map(const Recipe& recipe, const std::vector<std::string>& source_regions);

// How the industries of the source table become groups; the same errors.
[[nodiscard]] CodeMap group_map(const Recipe& recipe, const SectorConcordance& concordance,
                                const std::vector<std::string>& source_industries);

}  // namespace etslink
