// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_benchmark.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>

#include "calibration/benchmark_files.h"
#include "calibration/benchmark_toml.h"
#include "calibration/csv.h"
#include "calibration/look_up.h"
#include "calibration/parameter_weights.h"
#include "calibration/read_activities.h"
#include "calibration/read_flows.h"
#include "calibration/read_sets.h"
#include "calibration/read_technologies.h"
#include "calibration/targets/targets_file.h"
#include "calibration/text_file.h"
#include "files/fnv_hash.h"
#include "model/paid_price_range.h"

namespace etslink {
namespace {

constexpr const char* toml_name = "benchmark.toml";

std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const BenchmarkFile& file : benchmark_files()) names.push_back(file.name);
  return names;
}

// Does a name end so, in capitals or not? Some programs write ".CSV".
bool has_ending(const std::string& name, const std::string& ending) {
  return name.size() >= ending.size() &&
         std::equal(ending.rbegin(), ending.rend(), name.rbegin(), [](char small, char c) {
           return small == c || (c >= 'A' && c <= 'Z' && small == c + ('a' - 'A'));
         });
}

// Name of a table file without .gz; empty for files that are no tables.
std::string table_name(const std::string& file_name) {
  const std::string name = has_ending(file_name, ".csv.gz") ? file_name.substr(0, file_name.size() - 3) : file_name;
  return has_ending(name, ".csv") && !name.starts_with(".") ? name : "";
}

// The tables of a folder: path by name of the format, and names that the format does not know.
struct FolderTables {
  std::map<std::string, std::string> paths;
  std::vector<std::string> unknown;
};

FolderTables find_tables(const std::string& folder) {
  const std::vector<std::string> known = known_names();
  FolderTables found;
  std::set<std::string> file_names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    file_names.insert(entry.path().filename().string());
  for (const std::string& file_name : file_names) {
    const std::string name = table_name(file_name);
    if (name.empty() || name == targets_file) continue;
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      found.unknown.push_back(file_name);
      continue;
    }
    if (!found.paths.emplace(name, folder + "/" + file_name).second) {
      throw InputError({folder + "/" + file_name, 0}, "is given twice, as " + name + " and " + name + ".gz");
    }
  }
  return found;
}

// An unknown table is an error, so that a misspelt optional file is not left out in silence.
void refuse_unknown(const std::string& folder, const FolderTables& found) {
  if (found.unknown.empty()) return;
  const std::string& file_name = found.unknown.front();
  throw InputError({folder + "/" + file_name, 0},
                   "is not a file of the benchmark format" + suggestion(table_name(file_name), known_names()));
}

void require_files(const std::string& folder, const FolderTables& found) {
  if (!std::filesystem::exists(folder + "/" + toml_name)) {
    throw InputError({folder, 0}, std::string("is not a benchmark folder: ") + toml_name + " is missing");
  }
  for (const BenchmarkFile& file : benchmark_files()) {
    if (!file.required || found.paths.contains(file.name)) continue;
    refuse_unknown(folder, found);  // the one that is missing may be misspelt
    throw InputError({folder, 0}, "is not a benchmark folder: " + file.name + " is missing");
  }
}

void add(FnvHash& hash, const std::string& name, const std::string& content) {
  hash.add(name).add(std::string(1, '\0') + std::to_string(content.size()) + std::string(1, '\0')).add(content);
}

std::map<std::string, CsvTable> read_tables(const std::map<std::string, std::string>& paths, FnvHash& hash) {
  std::map<std::string, CsvTable> tables;
  for (const auto& [name, path] : paths) {
    std::string text = read_text_file(path);
    add(hash, name, text);
    const auto [entry, inserted] = tables.emplace(name, CsvTable(std::move(text), path));
    const CsvTable& table = entry->second;
    const BenchmarkFile& format = benchmark_file(name);
    std::vector<std::string> required;
    for (const std::string& column : format.columns) {
      const auto& optional = format.optional_columns;
      if (std::find(optional.begin(), optional.end(), column) == optional.end()) required.push_back(column);
    }
    table.expect_columns(required, format.optional_columns);
    table.expect_unique({format.columns.begin(), format.columns.begin() + format.key_columns}, "*");
  }
  return tables;
}

}  // namespace

Benchmark read_benchmark(const std::string& folder) {
  if (!std::filesystem::is_directory(folder)) throw InputError({folder, 0}, "benchmark folder not found");
  const FolderTables found = find_tables(folder);
  require_files(folder, found);
  FnvHash hash;
  const std::string toml_path = folder + "/" + toml_name;
  const std::string toml_text = read_text_file(toml_path);
  add(hash, toml_name, toml_text);
  const auto tables = read_tables(found.paths, hash);

  Benchmark benchmark;
  benchmark.folder = folder;
  benchmark.data_hash = hash.hex();
  const Sought missing{"the benchmark folder has no", {folder, 0}};
  read_regions(look_up(tables, "regions.csv", missing), benchmark);
  read_sectors(look_up(tables, "sectors.csv", missing), benchmark);
  read_technology_names(tables, benchmark);
  read_factors(look_up(tables, "factors.csv", missing), benchmark);
  read_agents(look_up(tables, "agents.csv", missing), benchmark);
  read_benchmark_toml(toml_text, toml_path, benchmark);
  read_flows(tables, benchmark);
  read_technologies(tables, benchmark);
  read_activities(tables, benchmark);
  refuse_misspelt_parameters(benchmark.elasticities);
  require_taxes_behind_paid_prices(benchmark);
  refuse_unknown(folder, found);  // what is wrong inside the others comes first
  return benchmark;
}

}  // namespace etslink
