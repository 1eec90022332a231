// SPDX-License-Identifier: Apache-2.0
#include "app/command.h"

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include "analysis/version.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/input_error.h"

namespace etslink {
namespace {

struct Command {
  std::string name, summary;
  int (*run)(const std::vector<std::string>& arguments, const Console& console);
};

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
      {"balance", "close the rounding gaps of a benchmark folder", balance_command},
      {"aggregate", "merge regions, sectors and factors of a benchmark folder", aggregate_command},
      {"report", "write a page with tables and figures of results files", report_command},
      {"info", "print what a results file contains", info_command},
      {"diff", "compare two results files", diff_command},
      {"export", "write a results file in the format of another program", export_command},
      {"bench", "solve a random world table and print how long it took", bench_command}};
  return list;
}

std::string help_text() {
  std::string text =
      "etslink: linkage of emissions trading systems in a multi-region general equilibrium model\n\n"
      "usage: etslink COMMAND [ARGUMENTS]\n\ncommands:\n";
  for (const auto& command : commands()) {
    text += "  " + command.name + std::string(13 - command.name.size(), ' ') + command.summary + "\n";
  }
  return text +
         "\nstart here:\n"
         "  etslink run studies/northeast_asia.toml -o northeast_asia.h5     a study: prices, GDP, welfare, leakage\n"
         "  etslink run studies/northeast_asia.toml --set market.CHN.cap.reduction_percent=15 -o chn15.h5\n"
         "  etslink info northeast_asia.h5                                   its table again\n"
         "  etslink report northeast_asia.h5                                 a page with its figures, for the browser\n"
         "  etslink check data/nea2011                                       the data behind it\n\n"
         "'etslink COMMAND --help' explains a command, docs/study_format.md the study file.\n"
         "exit codes: 0 solved, 1 not solved (results are written and marked) or not written, 2 bad input,\n"
         "130 and 143 stopped by SIGINT and SIGTERM (what was finished is written, the rest marked)\n";
}

int dispatch(const std::vector<std::string>& arguments, const Console& console) {
  if (arguments.empty()) {
    console.err << help_text();
    return exit_bad_input;
  }
  const auto& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    console.out << help_text();
    return exit_solved;
  }
  if (name == "--version") {
    console.out << "etslink " << program_version() << " (" << git_revision() << ")\n";
    return exit_solved;
  }
  std::vector<std::string> names{"--help", "--version"};
  for (const auto& command : commands()) {
    if (command.name == name) return command.run({arguments.begin() + 1, arguments.end()}, console);
    names.push_back(command.name);
  }
  throw InputError({}, "unknown command '" + name + "'" + suggestion(name, names));
}

// Runs the command and turns every exception into a message and an exit code.
int guarded_dispatch(const std::vector<std::string>& arguments, const Console& console) {
  try {
    return dispatch(arguments, console);
  } catch (const InputError& error) {
    console.err << "error: " << error.what() << '\n';
    return exit_bad_input;
  } catch (const WriteError& error) {  // after the calculation
    console.err << "error: " << error.what() << '\n';
    return exit_not_solved;
  } catch (const FileError& error) {
    console.err << "error: " << error.what() << '\n';
    return exit_bad_input;
  } catch (const std::bad_alloc&) {
    console.err << "error: out of memory\n";
    return exit_not_solved;
  } catch (const std::exception& error) {
    console.err << "error: unexpected: " << error.what() << " (please report this)\n";
    return exit_not_solved;
  }
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, const Console& console) {
  forget_inputs();
  const int code = guarded_dispatch(arguments, console);
  errno = 0;
  console.out.flush();
  if (console.out) return code;
  // The reason is known where the flush was the first to fail.
  console.err << "error: the output can't be written" << (errno == 0 ? "" : std::string(": ") + std::strerror(errno))
              << '\n';
  return code == exit_solved ? exit_not_solved : code;
}

}  // namespace etslink
