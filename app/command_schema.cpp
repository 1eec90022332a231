// SPDX-License-Identifier: Apache-2.0
#include "analysis/schema/study_schema.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/shipped_input.h"
#include "calibration/text_file.h"
#include "model/input_error.h"

namespace etslink {
namespace {

CommandLine schema_command_line() {
  CommandLine line{
      "schema [STUDY...] [--nests | --technologies]",
      "Prints the JSON schema of study files, by which an editor completes and checks them (docs/study_format.md). "
      "With "
      "studies\nit is written anew, from what the readers ask for while they read these; every key has its type where "
      "one of them has it.\n"
      "example: etslink schema > study.schema.json\n",
      "STUDY (.toml files)",
      {}};
  line.argument_count = 0;
  line.takes_more = true;
  line.options = {{"nests", OptionKind::flag, "the schema of nest files instead"},
                  {"technologies", OptionKind::flag, "the schema of technology files instead"}};
  return line;
}

std::string shipped_schema(const std::string& name) {
  const auto path = shipped_path(name, Shipped::schema);
  if (path.empty())
    throw InputError(
        {}, "the schemas that come with etslink are not at '" + shipped_folder() + "'; name studies to write it from");
  return read_text_file(path);
}

}  // namespace

int schema_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(schema_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  if (parsed->has("nests") && parsed->has("technologies"))
    throw InputError({}, "--nests and --technologies are two schemas; allowed: one of them");
  const std::string kind = parsed->has("nests") ? "nests" : parsed->has("technologies") ? "technologies" : "study";
  if (parsed->free().empty()) {
    console.out << shipped_schema(kind);
    return exit_solved;
  }
  std::vector<std::string> studies;
  for (const auto& named : parsed->free()) studies.push_back(shipped_input(named, Shipped::study));
  const auto schemas = schemas_from(studies);
  console.out << json_text(kind == "nests"          ? schemas.nests
                           : kind == "technologies" ? schemas.technologies
                                                    : schemas.study,
                           true);
  return exit_solved;
}

}  // namespace etslink
