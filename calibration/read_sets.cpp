// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_sets.h"

#include <algorithm>
#include <functional>
#include <set>

#include "calibration/code_book.h"
#include "calibration/text_encoding.h"
#include "model/physical_volumes.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

bool is_code_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

std::string read_code(const CsvTable& table, int row, const std::string& column,
                      const std::vector<std::string>& reserved) {
  std::string code = table.text(row, column);
  require_code(table.at(row), column, code, reserved);
  return code;
}

std::string read_name(const CsvTable& table, int row) {
  std::string name = table.text(row, "name");
  if (name.empty()) throw InputError(table.at(row), "name is empty");
  if (has_control_character(name))
    throw InputError(table.at(row),
                     "name '" + printable(name) + "' holds a control character; allowed: text in one line");
  return name;
}

template <class Enumeration>
Enumeration read_word(const CsvTable& table, int row, const std::string& column,
                      const std::vector<std::string>& words) {
  const std::string word = table.text(row, column);
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) {
    throw InputError(table.at(row), "unknown " + column + " '" + word + "'" + suggestion(word, words));
  }
  return static_cast<Enumeration>(found - words.begin());
}

void require_rows(const CsvTable& table) {
  if (table.row_count() == 0) throw InputError({table.file(), 0}, "has no rows; at least one is needed");
}

void require_household(const CsvTable& table, const Benchmark& benchmark) {
  for (int r = 0; r < benchmark.region_count(); ++r) {
    const bool found = std::any_of(benchmark.agents.begin(), benchmark.agents.end(), [&](const AgentInfo& agent) {
      return agent.region.index == r && agent.kind == AgentKind::household;
    });
    if (found) continue;
    throw InputError({table.file(), 0}, "region " + benchmark.regions[r].code + " has no agent of kind household");
  }
}

}  // namespace

void require_code(const SourceLocation& at, const std::string& what, const std::string& code,
                  const std::vector<std::string>& reserved) {
  if (code.empty() || !std::all_of(code.begin(), code.end(), is_code_character)) {
    throw InputError(at, what + " code '" + code + "'; allowed: letters, digits, '_', '-' and '.'");
  }
  if (std::find(reserved.begin(), reserved.end(), code) != reserved.end()) {
    throw InputError(at, what + " code '" + code + "' is a word of the format; use another code");
  }
}

const std::vector<std::string>& mobility_words() {
  static const std::vector<std::string> words = {"mobile", "sluggish", "specific"};
  return words;
}

const std::vector<std::string>& factor_role_words() {
  static const std::vector<std::string> words = {"labour", "capital", "land", "resource", "other"};
  return words;
}

const std::vector<std::string>& volume_words() {
  static const std::vector<std::string> words = {to_string(VolumeUnit::petajoule), to_string(VolumeUnit::terawatt_hour),
                                                 to_string(VolumeUnit::megatonne)};
  return words;
}

const std::vector<std::string>& agent_kind_words() {
  static const std::vector<std::string> words = {"household", "government", "investment"};
  return words;
}

void read_regions(const CsvTable& table, Benchmark& benchmark) {
  require_rows(table);
  for (int row = 0; row < table.row_count(); ++row) {
    benchmark.regions.push_back({read_code(table, row, "region", {"domestic", "imported"}), read_name(table, row)});
  }
}

void read_sectors(const CsvTable& table, Benchmark& benchmark) {
  require_rows(table);
  for (int row = 0; row < table.row_count(); ++row) {
    benchmark.sectors.push_back({read_code(table, row, "sector", {"STK", "process"}), read_name(table, row),
                                 read_word<SectorRole>(table, row, "role", role_names())});
  }
}

void read_factors(const CsvTable& table, Benchmark& benchmark) {
  require_rows(table);
  for (int row = 0; row < table.row_count(); ++row) {
    benchmark.factors.push_back({read_code(table, row, "factor", {}), read_name(table, row),
                                 read_word<FactorMobility>(table, row, "mobility", mobility_words())});
    if (table.has_column("role"))
      benchmark.factors.back().role = read_word<FactorRole>(table, row, "role", factor_role_words());
  }
}

void read_agents(const CsvTable& table, Benchmark& benchmark) {
  const CodeBook codes(benchmark);
  for (int row = 0; row < table.row_count(); ++row) {
    const std::string code = read_code(table, row, "agent", {"STK", "process"});
    if (benchmark.find_sector(code).valid()) {
      throw InputError(table.at(row), "agent code '" + code + "' is also a sector; use another code");
    }
    benchmark.agents.push_back({code, codes.region(table.text(row, "region"), "region", table.at(row)),
                                read_word<AgentKind>(table, row, "kind", agent_kind_words())});
  }
  require_household(table, benchmark);
}

void read_purposes(const CsvTable& use, Benchmark& benchmark) {
  if (!use.has_column("purpose")) return;
  const int column = use.column("purpose");
  std::set<std::string, std::less<>> codes;
  for (int row = 0; row < use.row_count(); ++row) {
    const std::string_view code = use.text(row, column);
    if (code.empty() || codes.contains(code)) continue;
    codes.insert(read_code(use, row, "purpose", {}));
  }
  benchmark.purposes.assign(codes.begin(), codes.end());
}

}  // namespace etslink
