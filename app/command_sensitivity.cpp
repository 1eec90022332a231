// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/sensitivity/sensitivity_table.h"
#include "app/command.h"
#include "app/console_log.h"
#include "app/solve_options.h"
#include "files/file_access.h"

namespace etslink {
namespace {

namespace po = boost::program_options;

CommandLine command_line() {
  CommandLine line{
      "sensitivity STUDY --of INDICATOR,... --to GROUP,... [-o FILE.csv] [OPTIONS]",
      "Ranks the parameters that results depend on: derivatives at the solution of one scenario, without solving "
      "again\n(docs/sensitivity.md).\n",
      "STUDY (a .toml file)", po::options_description("options")};
  auto add = line.options.add_options();
  add("of", po::value<std::string>(), "indicators of docs/results.md, e.g. leakage_rate,gdp_change");
  add("to", po::value<std::string>(),
      "groups of parameters: caps, standards, limits, prices, elasticities, taxes, emissions, flows");
  add("direction", po::value<std::vector<std::string>>()->composing(),
      "FILE.csv: a balanced change of benchmark flows as a parameter, beside those of --to or instead");
  add("scenario", po::value<std::string>(), "scenario to differentiate; default: the first that is not the reference");
  add("output,o", po::value<std::string>(), "write the whole table as CSV");
  add("top", po::value<int>()->default_value(20), "rows to print for each indicator");
  add("method", po::value<std::string>()->default_value("auto"),
      "auto, forward (a linear solve for each parameter) or adjoint (one for each result); the numbers are the same");
  add("set", po::value<std::vector<std::string>>()->composing(), "KEY=VALUE: change a key of the study, as in run");
  add("threads", po::value<std::string>(),
      "how many parameters at a time; default: the processors of the machine; the numbers are the same");
  add("quiet,q", "nothing but errors: no table, no progress");
  return line;
}

// The names of a list "a,b"; each once, none empty.
std::vector<std::string> names(const po::variables_map& values, const std::string& option) {
  if (!values.contains(option))
    throw InputError({}, "missing --" + option + "; usage: etslink " + command_line().usage);
  auto list = comma_separated(values[option].as<std::string>());
  for (auto name = list.begin(); name != list.end(); ++name) {
    if (std::find(list.begin(), name, *name) != name) {
      throw InputError({}, "--" + option + " names '" + *name + "' twice");
    }
  }
  return list;
}

std::string choose(const std::string& option, const std::string& word, const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), word) != allowed.end()) return word;
  throw InputError({}, "--" + option + " can't be '" + word + "'" + suggestion(word, allowed));
}

int scenario_index(const po::variables_map& values, const Study& study) {
  std::vector<std::string> all;
  for (const auto& scenario : study.scenarios) all.push_back(scenario.name);
  if (!values.contains("scenario")) return study.reference == 0 && all.size() > 1 ? 1 : 0;
  const auto name = choose("scenario", values["scenario"].as<std::string>(), all);
  return static_cast<int>(std::find(all.begin(), all.end(), name) - all.begin());
}

// What can be checked before the study is read.
SensitivityTask task_of(const po::variables_map& values) {
  SensitivityTask task;
  task.indicators = names(values, "of");
  if (values.contains("to") || !values.contains("direction")) task.groups = names(values, "to");
  task.threads = thread_count(values);
  check_indicators(task.indicators);
  for (const auto& group : task.groups) (void)choose("to", group, parameter_groups());
  const auto method = choose("method", values["method"].as<std::string>(), {"auto", "forward", "adjoint"});
  task.method = method == "adjoint"   ? SensitivityMethod::adjoint
                : method == "forward" ? SensitivityMethod::forward
                                      : SensitivityMethod::automatic;
  if (values["top"].as<int>() < 1) throw InputError({}, "--top must be at least 1");
  return task;
}

// Directions of all files; each name once.
std::vector<FlowDirection> directions(const po::variables_map& values, const Benchmark& benchmark) {
  std::vector<FlowDirection> all;
  if (!values.contains("direction")) return all;
  for (const auto& file : values["direction"].as<std::vector<std::string>>()) {
    for (auto& direction : read_directions(file, benchmark)) {
      const bool is_known =
          std::any_of(all.begin(), all.end(), [&](const auto& known) { return known.name == direction.name; });
      if (is_known) throw InputError({file, 0}, "direction '" + direction.name + "' is given by two files");
      all.push_back(std::move(direction));
    }
  }
  return all;
}

}  // namespace

int sensitivity_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto values = parse_arguments(command_line(), arguments, console);
  if (values.empty()) return exit_solved;
  auto task = task_of(values);
  const bool quiet = values.contains("quiet");
  ConsoleLog log(console.err, {quiet ? LogLevel::error : LogLevel::warning, !quiet && console.err_is_terminal, true});
  const auto settings =
      values.contains("set") ? values["set"].as<std::vector<std::string>>() : std::vector<std::string>{};
  const auto study = read_study(values["argument"].as<std::vector<std::string>>().front(), settings);
  log.warn(study.warnings);
  task.scenario = scenario_index(values, study);
  task.directions = directions(values, study.benchmark);
  if (values.contains("output")) check_writable(values["output"].as<std::string>());

  const auto table = study_sensitivities(study, task, log);
  log.end_progress();
  if (!table.is_solved) {
    log.write(LogLevel::error, table.obstacle);
    return exit_not_solved;
  }
  if (values.contains("output")) write_file(values["output"].as<std::string>(), sensitivity_csv(table));
  if (!quiet) console.out << sensitivity_text(table, values["top"].as<int>());
  return exit_solved;
}

}  // namespace etslink
