// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "app/command.h"
#include "app/command_line.h"
#include "app/own_data_commands.h"
#include "app/shipped_input.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "files/file_access.h"
#include "model/input_error.h"
#include "study/new_study.h"
#include "study/study.h"

namespace etslink {
namespace {

namespace fs = std::filesystem;

CommandLine new_command_line() {
  CommandLine line{"new FILE --benchmark FOLDER [OPTIONS]",
                   "Writes a study for a benchmark folder that runs as it stands: one permit market in each region, "
                   "apart and linked,\n"
                   "with comments that explain what can be changed.\n"
                   "example: etslink new my_study.toml --benchmark data/nea2011\n",
                   "FILE (the .toml study to write)",
                   {}};
  line.options = {{"benchmark,b", OptionKind::text, "folder of the data"},
                  {"nests", OptionKind::text,
                   "nest file (docs/study_format.md), or the name of one that came with the program", "klem"},
                  {"force", OptionKind::flag, "replace a file that is there"}};
  return line;
}

// The place of a path, without links in it as far as it exists.
fs::path place_of(const fs::path& path) {
  std::error_code error;
  auto place = fs::weakly_canonical(path.empty() ? fs::path(".") : path, error);
  if (error) throw InputError({path.string(), 0}, "can't be found: " + error.message());
  return place.has_filename() ? place : place.parent_path();
}

// What is read, and how a study of a folder names it: by a relative path, or by the name of what came with the program.
struct Input {
  std::string path, in_study;
};

Input input_of(const std::string& named, Shipped kind, const fs::path& folder) {
  const auto path = shipped_input(named, kind);
  if (path != named) return {path, named};
  return {path, place_of(path).lexically_relative(place_of(folder)).generic_string()};
}

std::string name_of(const std::string& folder) {
  const auto name = place_of(folder).filename().string();
  return name.empty() ? "benchmark" : name;
}

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

}  // namespace

int new_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(new_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto& file = values.first();
  if (!values.has("benchmark"))
    throw InputError({}, "missing --benchmark FOLDER; usage: etslink " + new_command_line().usage);
  const auto parent = fs::path(file).parent_path();
  const auto data = input_of(values.text("benchmark"), Shipped::benchmark, parent);
  const auto nests = input_of(values.text("nests"), Shipped::nests, parent);
  if (!exists(nests.path)) throw InputError({nests.path, 0}, "there is no such nest file; --nests names one");
  if (exists(file) && !values.has("force"))
    throw InputError({file, 0}, "is there already; name another file, or replace it with --force");
  const auto benchmark = read_benchmark(data.path);
  require_balanced(benchmark);
  check_writable(file);
  const NewStudy names{fs::path(file).filename().string(), name_of(data.path), data.in_study, nests.in_study};
  write_file(file, new_study_text(benchmark, names));
  const auto study = read_study(file, {});
  console.out << file << ": " << study.scenarios.size() << " scenarios; next: etslink run " << file
              << " -o results.h5\n";
  return exit_solved;
}

}  // namespace etslink
