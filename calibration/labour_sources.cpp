// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "calibration/csv.h"
#include "calibration/factor_shares.h"

namespace etslink {
namespace {

// Lower is better; -1 for a measure that is not known.
int measure_rank(const std::string& measure) {
  constexpr std::array<std::string_view, 4> order{"LAB", "ESTIMATE", "COMP_ADJ", "COMP"};
  const auto* const found = std::find(order.begin(), order.end(), measure);
  return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

}  // namespace

std::vector<LabourShareRow> read_labour_pattern(const std::string& path,
                                                const std::vector<std::pair<std::string, std::string>>& excluded) {
  const CsvTable table = read_csv(path);
  std::vector<LabourShareRow> rows;
  std::vector<int> ranks;
  const int factors_column = table.column("labour_share_factors");
  const int share_column = table.column("labour_share");
  for (int i = 0; i < table.row_count(); ++i) {
    const std::string region = table.text(i, "region");
    const std::string industry = table.text(i, "industry");
    const int rank = measure_rank(table.text(i, "measure"));
    if (rank < 0) throw InputError(table.at(i), "measure must be LAB, ESTIMATE, COMP_ADJ or COMP");
    const std::optional<double> factors = table.optional_number(i, factors_column);
    const std::optional<double> share = factors ? factors : table.optional_number(i, share_column);
    if (!share || *share < 0 || *share > 1) continue;
    if (std::find(excluded.begin(), excluded.end(), std::pair(region, industry)) != excluded.end()) continue;
    const auto known = std::find_if(rows.begin(), rows.end(), [&](const LabourShareRow& row) {
      return row.region == region && row.industry == industry;
    });
    if (known == rows.end()) {
      rows.push_back({region, industry, *share});
      ranks.push_back(rank);
    } else if (rank < ranks[known - rows.begin()]) {
      known->share = *share;
      ranks[known - rows.begin()] = rank;
    }
  }
  return rows;
}

std::map<std::string, double> read_national_labour_shares(const std::string& path, int year) {
  const CsvTable table = read_csv(path);
  const int region = table.column(table.has_column("region") ? "region" : "region8");
  std::map<std::string, double> shares;
  for (int i = 0; i < table.row_count(); ++i) {
    if (table.number(i, "year") == year) shares[std::string(table.text(i, region))] = table.number(i, "labsh");
  }
  return shares;
}

}  // namespace etslink
