// SPDX-License-Identifier: Apache-2.0
#include "app/command.h"
#include "app/command_line.h"
#include "app/completion.h"
#include "files/shipped.h"
#include "model/input_error.h"

namespace etslink {
namespace {

const std::vector<std::pair<std::string, Shipped>> kinds{{"study", Shipped::study},
                                                         {"benchmark", Shipped::benchmark},
                                                         {"nests", Shipped::nests},
                                                         {"map", Shipped::map},
                                                         {"recipe", Shipped::recipe},
                                                         {"schema", Shipped::schema},
                                                         {"technologies", Shipped::technologies}};

CommandLine completion_command_line() {
  CommandLine line{
      "completion SHELL",
      "Prints the script that completes commands, options and values for a shell, bash or zsh; or, for 'names', the "
      "names\nof what came with the program, which stand for its path wherever a command asks for a file or folder of "
      "that kind.\n"
      "example: etslink completion bash > ~/.local/share/bash-completion/completions/etslink\n",
      "SHELL (bash, zsh, or names)",
      {}};
  std::vector<std::string> words;
  for (const auto& kind : kinds) words.push_back(kind.first);
  line.options = {{"kind", OptionKind::text, "of names: study, benchmark, nests, map, recipe, schema or technologies",
                   "study", words}};
  return line;
}

void print_names(const std::string& word, std::ostream& out) {
  for (const auto& [name, kind] : kinds) {
    if (name != word) continue;
    for (const auto& shipped : shipped_names(kind)) out << shipped << '\n';
  }
}

}  // namespace

int completion_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(completion_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& shell = parsed->first();
  if (shell == "bash") {
    console.out << bash_completion();
  } else if (shell == "zsh") {
    console.out << zsh_completion();
  } else if (shell == "names") {
    print_names(parsed->text("kind"), console.out);
  } else {
    throw InputError({}, "no completion for '" + shell + "'" + suggestion(shell, {"bash", "zsh", "names"}));
  }
  return exit_solved;
}

}  // namespace etslink
