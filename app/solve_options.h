// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "analysis/run_study.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"

namespace etslink {

// Options of every command that solves a study: --set, --solver, --threads, --quiet, --log-level. `parts` names what is
// computed at a time ("scenarios").
void add_solve_options(CommandLine& line, const std::string& parts);

// --variant: which variant of a study with [variant.NAME] a command takes.
[[nodiscard]] Option variant_option(const std::string& otherwise = "the first, the study as it is written");
[[nodiscard]] std::string chosen_variant(const Arguments& values);  // empty where it is not given

// Their values; InputError where one is not allowed, with the nearest that is.
[[nodiscard]] LogOptions log_options(const Arguments& values, const Console& console);
[[nodiscard]] int thread_count(const Arguments& values);  // at least 1
[[nodiscard]] SolverChoice solver_choice(const Arguments& values);
// --output, or the name of the study file with another ending, in the current folder.
[[nodiscard]] std::string output_file(const Arguments& values, const std::string& ending);

// What a command prints of the results that it has written to `output`: the table; with --json what the file holds, as
// JSON; with --quiet nothing.
[[nodiscard]] std::string printed_results(const Arguments& values, const std::string& output, const std::string& table);
// Before the work: InputError where --json is asked for and the output can't be read back.
void check_printing(const Arguments& values, const std::string& output);

// One thread per part as far as threads go; what is left over goes to the solver of each.
[[nodiscard]] RunOptions run_options(SolverChoice solver, int threads, std::size_t parts,
                                     const std::stop_token& stop_token);

}  // namespace etslink
