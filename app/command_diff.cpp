// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "app/command.h"
#include "model/input_error.h"
#include "model/number_text.h"
#include "results/compare.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "diff A B [OPTIONS]",
      "Compares two files of this program variable by variable, with axes, labels and attributes; all but the group\n"
      "/run, which differs from run to run. Prints what differs, the largest difference of each variable with its\n"
      "place. Exit codes: 0 equal, 1 different, 2 bad input.\n",
      "A and B (files written by etslink)", po::options_description("options"), 2};
  line.options.add_options()("tolerance", po::value<double>()->default_value(0),
                             "relative difference up to which numbers count as equal; 0: they must have the same bits");
  line.options.add_options()("absolute", po::value<double>()->default_value(0),
                             "difference up to which they do as well, in the unit of each variable: for what is zero "
                             "but for rounding");
  line.options.add_options()("values",
                             "compare variables and axes only, no attributes: those name the program's "
                             "version and the study");
  line.options.add_options()("all", "print every difference instead of the 20 largest");
  return line;
}

double not_negative(const po::variables_map& values, const std::string& option) {
  const double value = values[option].as<double>();
  if (!(value >= 0)) throw InputError({}, "--" + option + " must not be negative, but is " + shortest_text(value));
  return value;
}

}  // namespace

int diff_command(const std::vector<std::string>& arguments, const Console& console) {
  constexpr std::size_t most_lines = 20;
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto& files = values["argument"].as<std::vector<std::string>>();
  const CompareOptions options{{not_negative(values, "tolerance"), not_negative(values, "absolute")},
                               !values.contains("values")};
  const auto comparison = compare_files(files[0], files[1], options);
  const auto lines = values.contains("all") ? std::numeric_limits<std::size_t>::max() : most_lines;
  console.out << comparison_text(comparison, lines);
  return comparison.differences.empty() ? exit_solved : exit_not_solved;
}

}  // namespace etslink
