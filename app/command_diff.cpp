// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "app/command.h"
#include "app/command_line.h"
#include "app/solve_options.h"
#include "results/compare.h"
#include "results/report/json_value.h"

namespace etslink {
namespace {

CommandLine diff_command_line() {
  CommandLine line{
      "diff A B [OPTIONS]",
      "Compares two files of this program variable by variable, with axes, labels and attributes; all but the group\n"
      "/run, which differs from run to run. Prints what differs, the largest difference of each variable with its\n"
      "place. Exit codes: 0 equal, 1 different, 2 bad input.\n"
      "example: etslink diff before.h5 after.h5 --values --tolerance 1e-6\n",
      "A and B (files written by etslink)",
      {},
      2};
  line.options = {{"tolerance", OptionKind::text,
                   "relative difference up to which numbers count as equal; 0: they must have the same bits", "0"},
                  {"absolute", OptionKind::text,
                   "difference up to which they do as well, in the unit of each variable: for what is zero "
                   "but for rounding",
                   "0"},
                  {"values", OptionKind::flag,
                   "compare variables and axes only, no attributes: those name the program's "
                   "version and the study"},
                  {"variant", OptionKind::text,
                   "NAME: compare only this variant of files that have variants, also with a file that has none; "
                   "default: all that the files hold"},
                  {"all", OptionKind::flag, "print every difference instead of the 20 largest"},
                  {"json", OptionKind::flag, "print every difference as JSON instead"}};
  return line;
}

// Without a size where it is not one of two numbers.
std::string differences_json(const FileComparison& comparison) {
  JsonValue::List list;
  for (const auto& difference : comparison.differences) {
    list.push_back(
        JsonValue::Object{{"name", difference.name}, {"relative", difference.size}, {"message", difference.message}});
  }
  return json_text(JsonValue::Object{{"equal", comparison.differences.empty()},
                                     {"variables", comparison.variables},
                                     {"skipped", comparison.skipped},
                                     {"differences", list}});
}

}  // namespace

int diff_command(const std::vector<std::string>& arguments, const Console& console) {
  constexpr std::size_t most_lines = 20;
  const auto parsed = parse_arguments(diff_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto& files = values.free();
  const CompareOptions options{{values.number_from("tolerance", 0), values.number_from("absolute", 0)},
                               !values.has("values"),
                               chosen_variant(values)};
  const auto comparison = compare_files(files[0], files[1], options);
  const auto lines = values.has("all") ? std::numeric_limits<std::size_t>::max() : most_lines;
  console.out << (values.has("json") ? differences_json(comparison) : comparison_text(comparison, lines));
  return comparison.differences.empty() ? exit_solved : exit_not_solved;
}

}  // namespace etslink
