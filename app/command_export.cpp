// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "app/command.h"
#include "app/command_line.h"
#include "app/solve_options.h"
#include "files/file_access.h"
#include "model/input_error.h"
#include "results/iamc.h"
#include "results/variant_file.h"

namespace etslink {
namespace {

CommandLine command_line() {
  CommandLine line{
      "export FILE --iamc [-o FILE.csv]",
      "Writes a results file in the format of another program: --iamc is the long table of the Integrated\n"
      "Assessment Modeling Consortium, which pyam and the scenario databases read (docs/results.md).\n"
      "example: etslink export northeast_asia.h5 --iamc -o northeast_asia.csv\n",
      "FILE (written by 'etslink run')",
      {}};
  line.options = {
      {"iamc", OptionKind::flag, "CSV with the columns Model, Scenario, Region, Variable, Unit, Year, Value"},
      {"output,o", OptionKind::text,
       "table; default: the name of the results file with .iamc.csv, in the current folder"},
      variant_option("all, each by its name behind that of the model")};
  return line;
}

// The file, or those of its variants: of one where it is named.
std::vector<StudyFile> chosen_files(const std::string& path, const std::string& variant) {
  const NetcdfReader file(path);
  check_study_file(file);
  if (!variant.empty()) return {read_study_file(variant_view(file, variant))};
  const auto names = variant_names(file);
  if (names.empty()) return {read_study_file(file)};
  std::vector<StudyFile> files;
  for (const auto& name : names) files.push_back(read_study_file(variant_view(file, name)));
  return files;
}

}  // namespace

int export_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto line = command_line();
  const auto parsed = parse_arguments(line, arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  if (!values.has("iamc")) throw InputError({}, "name a format: --iamc; usage: etslink " + line.usage);
  const std::filesystem::path input(values.first());
  const auto output = values.has("output") ? values.text("output") : input.stem().string() + ".iamc.csv";
  const auto files = chosen_files(input.string(), chosen_variant(values));
  check_writable(output);
  write_file(output, iamc_table(files));
  return exit_solved;
}

}  // namespace etslink
