// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace etslink {

struct CommandLine;

// Exit codes of the program.
inline constexpr int exit_solved = 0, exit_not_solved = 1, exit_bad_input = 2;

// Where a command writes: tables and reports to `out`, messages and progress to `err`.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
  CommandLine* asked = nullptr;  // not null: a command leaves its table of options there and does nothing else
};

// The commands, one file each; arguments without the command itself. They return the exit code and throw InputError
// and FileError.
int run_command(const std::vector<std::string>& arguments, const Console& console);
int check_command(const std::vector<std::string>& arguments, const Console& console);
int aggregate_command(const std::vector<std::string>& arguments, const Console& console);
int balance_command(const std::vector<std::string>& arguments, const Console& console);
int calibrate_command(const std::vector<std::string>& arguments, const Console& console);
int diff_command(const std::vector<std::string>& arguments, const Console& console);
int export_command(const std::vector<std::string>& arguments, const Console& console);
int report_command(const std::vector<std::string>& arguments, const Console& console);
int info_command(const std::vector<std::string>& arguments, const Console& console);
int macc_command(const std::vector<std::string>& arguments, const Console& console);
int coalitions_command(const std::vector<std::string>& arguments, const Console& console);
int sensitivity_command(const std::vector<std::string>& arguments, const Console& console);
int sweep_command(const std::vector<std::string>& arguments, const Console& console);
int merge_command(const std::vector<std::string>& arguments, const Console& console);
int bench_command(const std::vector<std::string>& arguments, const Console& console);
int schema_command(const std::vector<std::string>& arguments, const Console& console);
int man_command(const std::vector<std::string>& arguments, const Console& console);
int completion_command(const std::vector<std::string>& arguments, const Console& console);

// The whole program: finds the command, turns every exception into a message and an exit code.
int run_program(const std::vector<std::string>& arguments, const Console& console);

}  // namespace etslink
