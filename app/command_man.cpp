// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/manual.h"
#include "files/file_access.h"
#include "model/input_error.h"

namespace etslink {
namespace {

CommandLine man_command_line() {
  CommandLine line{
      "man [COMMAND] [-o FOLDER]",
      "Prints the page of the manual about the program, or about one of its commands, in the macros of man(7); with -o "
      "it\nwrites all of them into a folder.\n"
      "example: etslink man -o man1\n",
      "",
      {}};
  line.argument = "COMMAND";
  line.argument_count = 0;
  line.takes_more = true;
  line.options = {
      {"output,o", OptionKind::text, "folder to write every page into, as etslink.1 and etslink-COMMAND.1"}};
  return line;
}

void write_pages(const std::string& folder) {
  check_folder_writable(folder);
  std::vector<FileChange> pages{{folder + "/etslink.1", manual_page()}};
  for (const auto& command : commands())
    pages.push_back({folder + "/etslink-" + command.name + ".1", manual_page(command)});
  make_folder(folder);
  change_files(pages);
}

const Command& find_command(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& command : commands()) names.push_back(command.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw InputError({}, "unknown command '" + name + "'" + suggestion(name, names));
  return commands()[static_cast<std::size_t>(found - names.begin())];
}

}  // namespace

int man_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(man_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& names = parsed->free();
  if (names.size() > 1)
    throw InputError({}, "unexpected argument '" + names[1] + "'; usage: etslink " + man_command_line().usage);
  if (parsed->has("output")) {
    if (!names.empty()) throw InputError({}, "-o writes the pages of all commands; leave '" + names.front() + "' out");
    write_pages(parsed->text("output"));
  } else {
    console.out << (names.empty() ? manual_page() : manual_page(find_command(names.front())));
  }
  return exit_solved;
}

}  // namespace etslink
