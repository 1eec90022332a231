// SPDX-License-Identifier: Apache-2.0
#include "app/command.h"
#include "app/console_log.h"
#include "calibration/calibrate.h"
#include "model/input_error.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "calibrate RECIPE -o FOLDER [OPTIONS]",
      "Makes a balanced benchmark folder (docs/benchmark.md) and its calibration_report.md from the published "
      "tables that\na recipe names.\n",
      "RECIPE (a .toml file)", po::options_description("options")};
  line.options.add_options()("output,o", po::value<std::string>(), "folder to write");
  line.options.add_options()("quiet,q", "no progress");
  return line;
}

}  // namespace

int calibrate_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  if (!values.contains("output")) throw InputError({}, "missing -o FOLDER; usage: etslink " + command_line().usage);
  ConsoleLog log(console.err, {LogLevel::warning, !values.contains("quiet"), console.err_is_terminal});
  const auto& output = values["output"].as<std::string>();
  calibrate(values["argument"].as<std::vector<std::string>>().front(), output,
            [&log](const std::string& step) { log.progress(step); });
  return exit_solved;
}

}  // namespace etslink
