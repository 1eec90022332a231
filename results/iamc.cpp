// SPDX-License-Identifier: Apache-2.0
#include "results/iamc.h"

#include <algorithm>
#include <set>

#include "files/csv_writer.h"
#include "model/input_error.h"
#include "results/iamc_rows.h"

namespace etslink {
namespace {

const std::vector<std::string> iamc_columns{"Model", "Scenario", "Region", "Variable", "Unit", "Year", "Value"};

void replace_currency(IamcRow& row, const std::string& own, const IamcNames& names) {
  if (names.currency.empty() || !row.is_money) return;
  row.unit.replace(row.unit.find(own), own.size(), names.currency);
  row.value *= names.currency_factor;
}

// Writes rows and refuses those that are there already.
class TableWriter {
 public:
  explicit TableWriter(const IamcNames& names) : names_(names), csv_(iamc_columns) {}

  void write(const IamcSource& source) {
    const auto currency = iamc_currency(source.study);
    for (auto row : iamc_rows(source.study)) {
      found_regions_.insert(row.region);
      found_variables_.insert(row.variable);
      replace_currency(row, currency, names_);
      if (!names_.model.empty()) row.model = iamc_model(names_.model, source.study);
      row.scenario = source.scenario_prefix + row.scenario;
      if (rename(row)) add(row, source.file);
    }
  }

  [[nodiscard]] std::string text() const {
    for (const auto& [code, name] : names_.regions) expect(found_regions_, "region", code, names_.region_at);
    for (const auto& [name, other] : names_.variables) expect(found_variables_, "variable", name, names_.variable_at);
    return csv_.text();
  }

 private:
  // False for a row that is left out.
  [[nodiscard]] bool rename(IamcRow& row) const {
    if (const auto region = names_.regions.find(row.region); region != names_.regions.end())
      row.region = region->second;
    const auto variable = names_.variables.find(row.variable);
    if (variable == names_.variables.end()) return true;
    row.variable = variable->second.name;
    if (!variable->second.unit.empty()) row.unit = variable->second.unit;
    row.value *= variable->second.factor;
    return !row.variable.empty();
  }

  void add(const IamcRow& row, const std::string& file) {
    const std::vector<std::string> key{row.model, row.scenario, row.region, row.variable, row.unit, row.year};
    const auto [first, is_new] = file_of_.emplace(key, file);
    if (!is_new)
      throw InputError({file, 0}, "scenario '" + row.scenario + "' of model '" + row.model + "' has '" + row.variable +
                                      "' of " + row.region + " once more, from " + first->second +
                                      "; tell them apart by --scenario-prefix or in the map of names");
    for (const auto& field : key) csv_.add(field);
    csv_.add(row.value);
    csv_.end_row();
  }

  static void expect(const std::set<std::string>& found, const std::string& what, const std::string& name,
                     const std::map<std::string, SourceLocation>& places) {
    const auto at = places.find(name);
    if (!found.contains(name))
      throw InputError(at == places.end() ? SourceLocation{} : at->second,
                       "the table has no " + what + " '" + name + "'" +
                           suggestion(name, std::vector<std::string>(found.begin(), found.end())));
  }

  const IamcNames& names_;
  CsvWriter csv_;
  std::map<std::vector<std::string>, std::string> file_of_;
  std::set<std::string> found_regions_, found_variables_;
};

}  // namespace

std::string iamc_table(const std::vector<IamcSource>& sources, const IamcNames& names) {
  TableWriter table(names);
  for (const auto& source : sources) table.write(source);
  return table.text();
}

std::string iamc_table(const std::vector<StudyFile>& files) {
  std::vector<IamcSource> sources;
  for (const auto& file : files) sources.push_back({file, "a file", ""});
  return iamc_table(sources, {});
}

}  // namespace etslink
