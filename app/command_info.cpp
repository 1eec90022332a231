// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/command.h"
#include "results/table.h"
#include "results/write_study.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "info FILE [OPTIONS]",
      "Prints what a results file contains: where it comes from, its scenarios, its table and its variables.\n",
      "FILE (written by 'etslink run')", po::options_description("options")};
  line.options.add_options()("study", "print the study file it was made from, and nothing else");
  line.options.add_options()("variables", "list every variable with its unit and meaning");
  return line;
}

// One line of an attribute, cut where it is long.
std::string one_line(const std::string& text) {
  constexpr std::size_t width = 90;
  const auto line = text.substr(0, text.find('\n'));
  return line.size() == text.size() && line.size() <= width ? line : line.substr(0, width) + " ...";
}

void print_attributes(const StudyFile& file, std::ostream& out) {
  std::size_t width = 0;
  for (const auto& [name, text] : file.attributes) width = std::max(width, name.size());
  for (const auto& [name, text] : file.attributes) {
    if (!text.empty()) out << name << std::string(width - name.size() + 2, ' ') << one_line(text) << '\n';
  }
}

void print_variables(const IndicatorSet& indicators, std::ostream& out) {
  for (const auto& indicator : indicators.indicators) {
    const auto& info = indicator.info;
    out << info.name << " [" << info.units << "]  " << info.long_name << '\n';
  }
}

}  // namespace

int info_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  const auto file = read_study_file(values["argument"].as<std::vector<std::string>>().front());
  if (values.contains("study")) {
    for (const auto& [name, text] : file.attributes) {
      if (name == "study") console.out << text;
    }
    return exit_solved;
  }
  print_attributes(file, console.out);
  const auto& indicators = file.indicators;
  for (std::size_t i = 0; i < indicators.scenarios.size(); ++i) {
    console.out << "scenario " << indicators.scenarios[i] << ": " << indicators.solver_status[i] << '\n';
  }
  console.out << '\n' << study_table(indicators);
  if (values.contains("variables")) print_variables(indicators, console.out << '\n');
  return exit_solved;
}

}  // namespace etslink
