// SPDX-License-Identifier: Apache-2.0
#include "app/completion.h"

#include "app/command_list.h"

namespace etslink {
namespace {

struct NamedLine {
  std::string name, summary;
  CommandLine line;
};

std::vector<NamedLine> all_lines() {
  std::vector<NamedLine> lines;
  for (const auto& command : commands()) {
    lines.push_back({command.name, command.summary, command_line_of(command)});
    auto& options = lines.back().line.options;
    options.insert(options.end(), common_options().begin(), common_options().end());
  }
  return lines;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// "--output -o".
std::string words_of(const Option& option) {
  return "--" + option.long_name() + (option.short_name().empty() ? "" : " -" + option.short_name());
}

std::string option_words(const NamedLine& command) {
  std::vector<std::string> words;
  for (const auto& option : command.line.options) words.push_back(words_of(option));
  return joined(words);
}

// Cases that complete the value of an option that has few.
std::string bash_values(const NamedLine& command) {
  std::string text;
  for (const auto& option : command.line.options) {
    if (!option.choices.empty())
      text += "    '" + command.name + " --" + option.long_name() + "') words='" + joined(option.choices) + "' ;;\n";
  }
  return text;
}

// What the first argument of a command names: "study" of "STUDY (a .toml file)"; empty where nothing of it was shipped.
std::string shipped_kind(const NamedLine& command) {
  const auto& argument = command.line.argument;
  if (argument.starts_with("STUDY")) return "study";
  if (argument.starts_with("FOLDER")) return "benchmark";
  return "";
}

// A text in single quotes of a shell.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

// Help of an option inside the brackets of a specification of _arguments.
std::string zsh_help(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string zsh_option(const Option& option) {
  const auto name = "--" + option.long_name(), letter = option.short_name();
  auto end = "[" + zsh_help(option.help) + "]";
  if (option.kind != OptionKind::flag)
    end += ":value:" + (option.choices.empty() ? "_files" : "(" + joined(option.choices) + ")");
  const std::string repeated = option.kind == OptionKind::repeated || option.kind == OptionKind::list ? "*" : "";
  std::string text = "        " + quoted(repeated + name + end);
  if (!letter.empty()) text += " \\\n        " + quoted(repeated + "-" + letter + end);
  return text + " \\\n";
}

}  // namespace

std::string bash_completion() {
  std::string verbs, options, values, kinds;
  for (const auto& command : all_lines()) {
    verbs += command.name + " ";
    options += "      " + command.name + ") words='" + option_words(command) + "' ;;\n";
    values += bash_values(command);
    if (const auto kind = shipped_kind(command); !kind.empty())
      kinds += "      " + command.name + ") kind=" + kind + " ;;\n";
  }
  return "# Completion of etslink for bash; written by 'etslink completion bash'.\n"
         "_etslink() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]} words= "
         "kind=\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    COMPREPLY=($(compgen -W '" +
         verbs +
         "help --help --version' -- \"$current\"))\n"
         "    return\n"
         "  fi\n"
         "  case \"$verb $previous\" in\n" +
         values +
         "  esac\n"
         "  if [[ -z $words && $current == -* ]]; then\n"
         "    case $verb in\n" +
         options +
         "    esac\n"
         "  elif [[ -z $words && $previous != -* ]]; then\n"
         "    case $verb in\n" +
         kinds +
         "    esac\n"
         "    [[ -z $kind ]] || words=$(\"${COMP_WORDS[0]}\" completion names --kind \"$kind\" 2>/dev/null)\n"
         "  fi\n"
         "  [[ -z $words ]] || COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  [[ $current == -* ]] || [[ -n $words && -z $kind ]] || COMPREPLY+=($(compgen -f -- \"$current\"))\n"
         "}\n"
         "complete -o filenames -F _etslink etslink\n";
}

std::string zsh_completion() {
  std::string verbs, cases;
  for (const auto& command : all_lines()) {
    verbs += "    " + quoted(command.name + ":" + zsh_help(command.summary)) + "\n";
    cases += "    " + command.name + ")\n      _arguments \\\n";
    for (const auto& option : command.line.options) cases += zsh_option(option);
    const auto kind = shipped_kind(command);
    cases += "        " + (kind.empty() ? "'*:file:_files'" : quoted("*:" + kind + ":_etslink_input " + kind)) +
             "\n      ;;\n";
  }
  return "#compdef etslink\n"
         "# Completion of etslink for zsh; written by 'etslink completion zsh'.\n"
         "_etslink_input() {\n"
         "  local -a names\n"
         "  names=(${(f)\"$(etslink completion names --kind $1 2>/dev/null)\"})\n"
         "  _alternative \"names:$1:(${names})\" 'files:file:_files'\n"
         "}\n"
         "_etslink() {\n"
         "  local -a verbs\n"
         "  verbs=(\n" +
         verbs +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n"
         "    _describe command verbs\n"
         "    return\n"
         "  fi\n"
         "  local verb=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $verb in\n" +
         cases +
         "  esac\n"
         "}\n"
         "_etslink \"$@\"\n";
}

}  // namespace etslink
