// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "calibration/factor_shares.h"
#include "calibration/source_rows.h"

namespace etslink {
namespace {

// Lower is better; -1 for a measure that is not known.
int measure_rank(const std::string& measure) {
  constexpr std::array<std::string_view, 4> order{"LAB", "ESTIMATE", "COMP_ADJ", "COMP"};
  const auto* const found = std::find(order.begin(), order.end(), measure);
  return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

}  // namespace

LabourPattern read_labour_pattern(const CsvTable& table,
                                  const std::vector<std::pair<std::string, std::string>>& excluded) {
  LabourPattern pattern;
  std::map<std::pair<std::string, std::string>, std::pair<std::size_t, int>> known;  // -> position, rank
  const int factors_column = table.column("labour_share_factors"), share_column = table.column("labour_share");
  KeyedRows keys(table, {"region", "industry", "measure", "source"});
  for (int row = 0; row < table.row_count(); ++row) {
    keys.take(row);
    const std::pair key(table.text(row, "region"), table.text(row, "industry"));
    const int rank = measure_rank(table.text(row, "measure"));
    if (rank < 0) throw InputError(table.at(row), "measure must be LAB, ESTIMATE, COMP_ADJ or COMP");
    const std::optional<double> factors = table.optional_number(row, factors_column);
    const std::optional<double> share = factors ? factors : table.optional_number(row, share_column);
    if (!share || std::find(excluded.begin(), excluded.end(), key) != excluded.end()) continue;
    if (*share < 0 || *share > 1) {
      pattern.left_out.push_back({key.first, key.second, *share});
      continue;
    }
    const auto [best, is_new] = known.emplace(key, std::pair(pattern.rows.size(), rank));
    if (is_new) {
      pattern.rows.push_back({key.first, key.second, *share});
    } else if (rank < best->second.second) {
      pattern.rows[best->second.first].share = *share;
      best->second.second = rank;
    }
  }
  return pattern;
}

std::map<std::string, double> read_national_labour_shares(const CsvTable& table, int year) {
  const int region = table.column(table.has_column("region") ? "region" : "region8");
  KeyedRows keys(table, {table.columns()[region], "year"});
  std::map<std::string, double> shares;
  for (int row = 0; row < table.row_count(); ++row) {
    if (table.number(row, "year") != year) continue;
    keys.take(row);
    shares[std::string(table.text(row, region))] = number_between(table, row, "labsh", {0.01, 0.99});
  }
  return shares;
}

}  // namespace etslink
