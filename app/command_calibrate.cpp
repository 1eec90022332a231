// SPDX-License-Identifier: Apache-2.0
#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/shipped_input.h"
#include "calibration/calibrate.h"
#include "model/input_error.h"

namespace etslink {
namespace {

CommandLine calibrate_command_line() {
  CommandLine line{
      "calibrate RECIPE -o FOLDER [OPTIONS]",
      "Makes a balanced benchmark folder (docs/benchmark.md) and its calibration_report.md from the published "
      "tables that\na recipe names.\n"
      "example: etslink calibrate data/recipes/nea2011.toml -o nea2011\n",
      "RECIPE (a .toml file)",
      {}};
  line.options = {{"output,o", OptionKind::text, "folder to write"}, {"quiet,q", OptionKind::flag, "no progress"}};
  return line;
}

}  // namespace

int calibrate_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(calibrate_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  if (!values.has("output"))
    throw InputError({}, "missing -o FOLDER; usage: etslink " + calibrate_command_line().usage);
  ConsoleLog log(console.err, {LogLevel::warning, !values.has("quiet"), console.err_is_terminal});
  const auto& output = values.text("output");
  calibrate(shipped_input(values.first(), Shipped::recipe), output,
            [&log](const std::string& step) { log.progress(step); });
  return exit_solved;
}

}  // namespace etslink
