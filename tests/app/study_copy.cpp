// SPDX-License-Identifier: Apache-2.0
#include "tests/app/study_copy.h"

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "app/command.h"

namespace etslink {
namespace {

std::string with_path(std::string text, const std::string& folder) {
  const std::string placeholder = "FOLDER";
  for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at + folder.size())) {
    text.replace(at, placeholder.size(), folder);
  }
  return text;
}

}  // namespace

StudyCopy::StudyCopy(const std::string& benchmark) : files_("studies") {
  std::filesystem::copy(fixture_folder(benchmark), path("benchmark"), std::filesystem::copy_options::recursive);
}

ProgramRun run_in_process(const StudyCopy& study, std::vector<std::string> arguments) {
  for (auto& argument : arguments) argument = with_path(argument, study.files().folder());
  std::ostringstream out, err;
  const int code = run_program(arguments, {out, err, false});
  return {code, study.files().without_path(out.str()), study.files().without_path(err.str())};
}

ProgramRun run_binary(const StudyCopy& study, const std::string& arguments) {
  const auto command = ETSLINK_BINARY " " + with_path(arguments, study.files().folder()) + " >" +
                       study.path("out.txt") + " 2>" + study.path("err.txt") + " </dev/null";
  const int status = std::system(command.c_str());
  const auto text = [&](const char* file) { return study.files().without_path(study.files().text(file)); };
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text("out.txt"), text("err.txt")};
}

}  // namespace etslink
