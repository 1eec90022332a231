// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "calibration/adjustment.h"
#include "calibration/csv.h"

namespace etslink {

// Labour share of factor income in an industry of the source classification [0..1].
struct LabourShareRow {
  std::string region;
  std::string industry;
  double share = 0;
};

// Value added of `industry` (source classification) that belongs to `sector` of the benchmark [million USD].
// Source industry c2 has one row for each of COL, CRU, GAS and OMN.
struct IndustryWeight {
  std::string region;
  std::string industry;
  std::string sector;
  double value_added_musd = 0;
};

// Share of the fossil resource in the value added of a sector; region empty = all regions. A later row overrides an
// earlier one.
struct ResourceShare {
  std::string region;
  std::string sector;
  double share = 0;
};

struct FactorShareInput {
  std::vector<std::string> regions, sectors;     // of the benchmark
  std::vector<IndustryWeight> weights;           // missing (region, sector): the region's total is used
  std::vector<LabourShareRow> pattern;           // a region without rows gets the mean of the regions with rows
  std::map<std::string, double> country_share;   // region -> labour share of the whole economy [0..1]
  std::vector<std::string> unscaled_industries;  // dwellings: keep the pattern's share
  std::vector<ResourceShare> resource;
  double labour_cap = 0.95;    // highest share of labour in an industry
  SourceLocation national_at;  // end of the file of country_share, for messages
};

// Shares of factor income; labour + capital + resource = 1 in each (region, sector), all regions x sectors.
struct FactorShares {
  Eigen::MatrixXd labour, capital, resource;
  Adjustments adjustments;
};

// Industry pattern of labour shares scaled to the labour share of each region, aggregated with value added; the
// resource is taken out of capital income first.
[[nodiscard]] FactorShares factor_shares(const FactorShareInput& input);

// Pattern from a file like labour_share_industry_2011.csv (region, industry, labour_share, labour_share_factors,
// measure, flag): for each region and industry the first row inside 0..1 in the order of the measures LAB (with
// self-employed), ESTIMATE, COMP_ADJ, COMP (employees only). `excluded`: pairs (region, industry) whose number is not
// to be trusted.
struct LabourPattern {
  std::vector<LabourShareRow> rows;      // in the order of the file
  std::vector<LabourShareRow> left_out;  // shares outside 0..1
};
[[nodiscard]] LabourPattern read_labour_pattern(const CsvTable& table,
                                                const std::vector<std::pair<std::string, std::string>>& excluded = {});

// National labour shares [0.01..0.99] of one year (region or region8, year, labsh).
[[nodiscard]] std::map<std::string, double> read_national_labour_shares(const CsvTable& table, int year);

}  // namespace etslink
