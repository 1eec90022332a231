// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "analysis/run_study.h"
#include "app/command.h"
#include "app/console_log.h"

namespace etslink {

// Options of every command that solves a study: --set, --solver, --threads, --quiet, --log-level. `parts` names what is
// computed at a time ("scenarios").
void add_solve_options(boost::program_options::options_description& options, const std::string& parts);

// Their values; InputError where one is not allowed, with the nearest that is.
[[nodiscard]] LogOptions log_options(const boost::program_options::variables_map& values, const Console& console);
[[nodiscard]] int thread_count(const boost::program_options::variables_map& values);  // at least 1
[[nodiscard]] SolverChoice solver_choice(const boost::program_options::variables_map& values);
// --output, or the name of the study file with another ending, in the current folder.
[[nodiscard]] std::string output_file(const boost::program_options::variables_map& values, const std::string& ending);
[[nodiscard]] std::vector<std::string> study_settings(const boost::program_options::variables_map& values);

// One thread per part as far as threads go; what is left over goes to the solver of each.
[[nodiscard]] RunOptions run_options(SolverChoice solver, int threads, std::size_t parts,
                                     const std::stop_token& stop_token);

}  // namespace etslink
