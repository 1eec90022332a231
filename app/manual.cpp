// SPDX-License-Identifier: Apache-2.0
#include "app/manual.h"

#include <algorithm>

#include "analysis/version.h"

namespace etslink {
namespace {

// As a line of a page: no macro at its beginning, no escape inside, hyphens that can be copied.
std::string roff(const std::string& text) {
  std::string result;
  bool is_begin = true;
  for (const char c : text) {
    if (is_begin && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') result += "\\e";
    if (c == '-') result += "\\-";
    if (c != '\\' && c != '-') result += c;
    is_begin = c == '\n';
  }
  return result;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return text;
}

std::string head(const std::string& page, const std::string& summary) {
  return ".\\\" Written by 'etslink man'.\n.TH " + upper(roff(page)) + " 1 \"\" \"etslink " + program_version() +
         "\" \"etslink\"\n.SH NAME\n" + roff(page) + " \\- " + roff(summary) + "\n";
}

std::string exit_codes() {
  return ".SH EXIT STATUS\n"
         ".TP\n.B 0\nsolved, or what was asked for is done\n"
         ".TP\n.B 1\nnot solved (results are written and marked), not written, or different\n"
         ".TP\n.B 2\nbad input; one message names file and line\n"
         ".TP\n.BR 130 \", \" 143\nstopped by SIGINT or SIGTERM; what was finished is written, the rest marked\n";
}

std::string option_entry(const Option& option) {
  std::string names = option.short_name().empty() ? "" : "\\fB\\-" + option.short_name() + "\\fR, ";
  names += "\\fB" + roff("--" + option.long_name()) + "\\fR";
  if (option.kind != OptionKind::flag) names += " \\fIvalue\\fR";
  return ".TP\n" + names + "\n" + roff(option.help) +
         (option.preset.empty() ? "" : " (default: " + roff(option.preset) + ")") + "\n";
}

// The summary of a command's help: its sentences, and its example in a line of its own.
std::string description(const CommandLine& line) {
  const auto example = line.summary.find("example: ");
  auto text = ".SH DESCRIPTION\n" + roff(line.summary.substr(0, example));
  if (!text.ends_with('\n')) text += '\n';
  if (example != std::string::npos) text += ".SH EXAMPLE\n.nf\n" + roff(line.summary.substr(example + 9)) + ".fi\n";
  return text;
}

}  // namespace

std::string manual_page(const Command& command) {
  const auto line = command_line_of(command);
  auto text = head("etslink-" + command.name, command.summary) + ".SH SYNOPSIS\n.B etslink\n" + roff(line.usage) +
              "\n" + description(line) + ".SH OPTIONS\n";
  for (const auto& option : line.options) text += option_entry(option);
  for (const auto& option : common_options()) text += option_entry(option);
  return text + exit_codes() + ".SH SEE ALSO\n.BR etslink (1)\n";
}

std::string manual_page() {
  auto text = head("etslink", "linkage of emissions trading systems in a general equilibrium model") +
              ".SH SYNOPSIS\n.B etslink\n.I command\n.RI [ arguments ]\n"
              ".SH DESCRIPTION\n"
              "Solves studies of the linkage of emissions trading systems with a multi\\-region, multi\\-sector\n"
              "computable general equilibrium model. A name without a folder that is not in the current one is looked\n"
              "for among the studies and data that came with the program:\n"
              ".B etslink run northeast_asia\n.SH COMMANDS\n";
  for (const auto& command : commands())
    text += ".TP\n.BR etslink\\-" + roff(command.name) + " (1)\n" + roff(command.summary) + "\n";
  return text + exit_codes() +
         ".SH ENVIRONMENT\n.TP\n.B ETSLINK_HOME\nfolder with the studies and data that came with the program\n"
         ".SH SEE ALSO\nThe documents in PREFIX/share/doc/etslink, with docs/study_format.md and docs/results.md.\n";
}

}  // namespace etslink
