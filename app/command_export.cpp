// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "app/command.h"
#include "app/command_line.h"
#include "app/iamc_maps.h"
#include "app/solve_options.h"
#include "files/file_access.h"
#include "model/input_error.h"
#include "results/variant_file.h"
#include "results/xlsx_book.h"

namespace etslink {
namespace {

const std::vector<std::string> formats{"iamc", "csv", "xlsx"};

CommandLine export_command_line() {
  CommandLine line{
      "export FILE... --iamc|--csv|--xlsx [-o FILE]",
      "Writes results files in the format of another program (docs/results.md): --iamc is the long table of the "
      "Integrated\n"
      "Assessment Modeling Consortium, which pyam and the scenario databases read; --csv has a row for each number, "
      "with the\n"
      "labels of its axes; --xlsx is an Excel workbook with a sheet for each set of axes. Several files come into one "
      "table.\n"
      "example: etslink export northeast_asia.h5 --iamc -o northeast_asia.csv\n",
      "FILE (written by etslink)",
      {},
      1,
      true};
  line.options = {
      {"iamc", OptionKind::flag, "CSV with the columns Model, Scenario, Region, Variable, Unit, Year, Value"},
      {"csv", OptionKind::flag, "tidy CSV of all numbers: variable, unit, the axes, value"},
      {"xlsx", OptionKind::flag, "Excel workbook of all numbers, with units and descriptions"},
      {"output,o", OptionKind::text,
       "file; default: the name of the first results file with .iamc.csv, .csv or .xlsx, in the current folder"},
      {"model", OptionKind::text,
       "of --iamc: name of the model, behind which a variant stands; default: etslink and its version"},
      {"scenario-prefix", OptionKind::repeated,
       "of --iamc: text before the names of scenarios; given once for all files, or once for each in their order"},
      {"regions", OptionKind::text, "of --iamc: MAP.toml with names for codes of regions, CHN = \"China\""},
      {"variables", OptionKind::text,
       "of --iamc: MAP.toml with other names, units and factors of variables, \"none\" to leave one out"},
      {"currency", OptionKind::text,
       "of --iamc: NAME=FACTOR, currency and year of the table and what a unit of the benchmark's money is in it, e.g. "
       "USD_2010=0.98"},
      variant_option("all; those of --iamc each by its name behind that of the model")};
  return line;
}

// One part, or one for each variant: of one where it is named.
std::vector<TablePart> parts_of(const std::string& path, const std::string& variant) {
  const NetcdfReader file(path);
  if (!variant.empty()) return {{variant_view(file, variant), "", variant}};
  const auto names = variant_names(file);
  if (names.empty()) return {{file, "", ""}};
  std::vector<TablePart> parts;
  for (const auto& name : names) parts.push_back({variant_view(file, name), "", name});
  return parts;
}

std::string chosen_format(const Arguments& values) {
  std::vector<std::string> chosen;
  for (const auto& format : formats) {
    if (values.has(format)) chosen.push_back(format);
  }
  if (chosen.size() != 1)
    throw InputError({}, std::string(chosen.empty() ? "name a format" : "name one format") +
                             ": --iamc, --csv or --xlsx; usage: etslink " + export_command_line().usage);
  for (const std::string option : {"model", "scenario-prefix", "regions", "variables", "currency"}) {
    if (chosen.front() != "iamc" && values.has(option)) throw InputError({}, "--" + option + " belongs to --iamc");
  }
  return chosen.front();
}

std::vector<std::string> prefixes(const Arguments& values) {
  auto given = values.texts("scenario-prefix");
  const auto files = values.free().size();
  if (given.empty()) given.emplace_back();
  if (given.size() == 1) given.resize(files, given.front());
  if (given.size() != files)
    throw InputError({}, "--scenario-prefix is given " + std::to_string(given.size()) + " times for " +
                             std::to_string(files) + " files; once for all, or once for each");
  return given;
}

IamcNames names_of(const Arguments& values) {
  IamcNames names;
  names.model = values.find_text("model").value_or("");
  if (const auto map = values.find_text("regions")) read_region_names(*map, names);
  if (const auto map = values.find_text("variables")) read_variable_names(*map, names);
  if (const auto currency = values.find_text("currency")) read_currency(*currency, names);
  return names;
}

std::string iamc_of(const Arguments& values) {
  const auto names = names_of(values);
  const auto before = prefixes(values);
  std::vector<IamcSource> sources;
  for (std::size_t i = 0; i < values.free().size(); ++i) {
    const auto& path = values.free()[i];
    check_study_file(NetcdfReader(path));
    for (const auto& part : parts_of(path, chosen_variant(values)))
      sources.push_back({read_study_file(part.file), path, before[i]});
  }
  return iamc_table(sources, names);
}

std::vector<TablePart> all_parts(const Arguments& values) {
  const auto& files = values.free();
  std::vector<TablePart> parts;
  for (const auto& path : files) {
    if (std::count(files.begin(), files.end(), path) > 1) throw InputError({path, 0}, "is named twice");
    for (auto& part : parts_of(path, chosen_variant(values))) {
      if (files.size() > 1) part.file_name = path;
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

}  // namespace

int export_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(export_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto format = chosen_format(values);
  const auto ending = format == "iamc" ? std::string(".iamc.csv") : "." + format;
  const auto output =
      values.find_text("output").value_or(std::filesystem::path(values.first()).stem().string() + ending);
  if (format == "iamc") {
    const auto text = iamc_of(values);
    check_writable(output);
    write_file(output, text);
    return exit_solved;
  }
  const auto parts = all_parts(values);
  check_writable(output);
  const auto tables = result_tables(parts);
  if (format == "csv") {
    write_file(output, tidy_csv(tables));
  } else {
    write_xlsx(output, parts, tables);
  }
  return exit_solved;
}

}  // namespace etslink
