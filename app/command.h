// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/program_options.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace etslink {

// Exit codes of the program.
inline constexpr int exit_solved = 0, exit_not_solved = 1, exit_bad_input = 2;

// Where a command writes: tables and reports to `out`, messages and progress to `err`.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
};

// The commands, one file each; arguments without the command itself. They return the exit code and throw InputError,
// FileError and boost::program_options::error.
int run_command(const std::vector<std::string>& arguments, const Console& console);
int check_command(const std::vector<std::string>& arguments, const Console& console);
int calibrate_command(const std::vector<std::string>& arguments, const Console& console);
int diff_command(const std::vector<std::string>& arguments, const Console& console);
int export_command(const std::vector<std::string>& arguments, const Console& console);
int info_command(const std::vector<std::string>& arguments, const Console& console);
int macc_command(const std::vector<std::string>& arguments, const Console& console);
int coalitions_command(const std::vector<std::string>& arguments, const Console& console);
int sensitivity_command(const std::vector<std::string>& arguments, const Console& console);
int sweep_command(const std::vector<std::string>& arguments, const Console& console);
int merge_command(const std::vector<std::string>& arguments, const Console& console);
int bench_command(const std::vector<std::string>& arguments, const Console& console);

// What a command is called with: its options, and its arguments with a name for messages ("STUDY"; empty: there is
// none).
struct CommandLine {
  std::string usage, summary, argument;
  boost::program_options::options_description options;
  std::size_t argument_count = 1;
  bool takes_more = false;  // of the last argument
};

// Parses the arguments of a command; a misspelt option, a missing argument or one too many is an InputError with the
// nearest name. Where --help is given it is written to the console and the result is empty.
[[nodiscard]] boost::program_options::variables_map parse_arguments(const CommandLine& line,
                                                                    const std::vector<std::string>& arguments,
                                                                    const Console& console);

// The parts of a list "a,b".
[[nodiscard]] std::vector<std::string> comma_separated(const std::string& text);

// The whole program: finds the command, turns every exception into a message and an exit code.
int run_program(const std::vector<std::string>& arguments, const Console& console);

}  // namespace etslink
