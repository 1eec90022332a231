// SPDX-License-Identifier: Apache-2.0
#include "app/command.h"

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

#include "analysis/version.h"
#include "app/command_list.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "files/shipped.h"
#include "model/input_error.h"
#include "results/report/json_value.h"

namespace etslink {
namespace {

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

// With --json what other programs ask for.
int print_version(const std::vector<std::string>& arguments, const Console& console) {
  if (arguments.empty()) {
    console.out << "etslink " << program_version() << " (" << git_revision() << ")\n";
    return exit_solved;
  }
  if (arguments.size() > 1 || arguments.front() != "--json")
    throw InputError({}, "unexpected argument '" + arguments[arguments.front() == "--json" ? 1 : 0] +
                             "'; usage: etslink --version [--json]");
  std::vector<std::string> names;
  for (const auto& command : commands()) names.push_back(command.name);
  console.out << json_text(JsonValue::Object{{"program", "etslink"},
                                             {"version", program_version()},
                                             {"revision", git_revision()},
                                             {"compiler", compiler()},
                                             {"data", shipped_folder()},
                                             {"commands", JsonValue::list_of(names)}});
  return exit_solved;
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
  if (name == "--version") return print_version({arguments.begin() + 1, arguments.end()}, console);
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
