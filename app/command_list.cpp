// SPDX-License-Identifier: Apache-2.0
#include "app/command_list.h"

#include <sstream>

#include "app/own_data_commands.h"

namespace etslink {

const std::vector<Command>& commands() {
  static const std::vector<Command> list{
      {"run", "solve a study and write its results", run_command},
      {"macc", "compute marginal abatement cost curves of a study's markets", macc_command},
      {"coalitions", "solve every coalition structure of a study's markets, and which are stable", coalitions_command},
      {"check", "check a benchmark folder and print what does not balance", check_command},
      {"sensitivity", "rank the parameters that results depend on", sensitivity_command},
      {"sweep", "solve a study for thousands of samples of uncertain numbers", sweep_command},
      {"merge", "put the shards of a sweep together", merge_command},
      {"calibrate", "make a benchmark folder from published tables", calibrate_command},
      {"import", "make a benchmark folder from a GTAP database of your own", import_command},
      {"new", "write a study for a benchmark folder, to begin with", new_command},
      {"balance", "close the rounding gaps of a benchmark folder", balance_command},
      {"aggregate", "merge regions, sectors and factors of a benchmark folder", aggregate_command},
      {"report", "write a page with tables and figures of results files", report_command},
      {"info", "print what a results file contains", info_command},
      {"diff", "compare two results files", diff_command},
      {"export", "write a results file in the format of another program", export_command},
      {"bench", "solve a random world table and print how long it took", bench_command},
      {"schema", "print the JSON schema of study files, for editors", schema_command},
      {"man", "print a page of the manual", man_command},
      {"completion", "print the completion of commands and options for bash or zsh", completion_command}};
  return list;
}

const std::vector<Option>& common_options() {
  static const std::vector<Option> options{{"help,h", OptionKind::flag, "show this help"}};
  return options;
}

CommandLine command_line_of(const Command& command) {
  CommandLine line;
  std::ostringstream nowhere;
  command.run({}, {nowhere, nowhere, false, &line});
  return line;
}

}  // namespace etslink
