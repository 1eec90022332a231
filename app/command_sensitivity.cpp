// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "analysis/sensitivity/sensitivity_table.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "files/file_access.h"

namespace etslink {
namespace {

CommandLine sensitivity_command_line() {
  CommandLine line{
      "sensitivity STUDY --of INDICATOR,... --to GROUP,... [-o FILE.csv] [OPTIONS]",
      "Ranks the parameters that results depend on: derivatives at the solution of one scenario, without solving "
      "again\n(docs/sensitivity.md).\n"
      "example: etslink sensitivity studies/northeast_asia.toml --of leakage_rate,gdp_change --to elasticities,caps\n",
      "STUDY (a .toml file)",
      {}};
  line.options = {
      {"of", OptionKind::text, "indicators of docs/results.md, e.g. leakage_rate,gdp_change"},
      {"to", OptionKind::text,
       "groups of parameters: caps, standards, limits, prices, shocks, elasticities, taxes, emissions, flows"},
      {"direction", OptionKind::repeated,
       "FILE.csv: a balanced change of benchmark flows as a parameter, beside those of --to or instead"},
      {"scenario", OptionKind::text, "scenario to differentiate; default: the first that is not the reference"},
      {"output,o", OptionKind::text, "write the whole table as CSV"},
      {"json", OptionKind::flag, "print the whole table as JSON instead of its first rows"},
      {"top", OptionKind::text, "rows to print for each indicator", "20"},
      {"method",
       OptionKind::text,
       "auto, forward (a linear solve for each parameter) or adjoint (one for each result); the numbers are the same",
       "auto",
       {"auto", "forward", "adjoint"}},
      variant_option(),
      {"set", OptionKind::repeated, "KEY=VALUE: change a key of the study, as in run"},
      {"threads", OptionKind::text,
       "how many parameters at a time; default: the processors of the machine; the numbers are the same"},
      {"quiet,q", OptionKind::flag, "nothing but errors: no table, no progress"}};
  return line;
}

// The names of a list "a,b"; each once, none empty.
std::vector<std::string> names(const Arguments& values, const std::string& option) {
  if (!values.has(option))
    throw InputError({}, "missing --" + option + "; usage: etslink " + sensitivity_command_line().usage);
  auto list = comma_separated(values.text(option));
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

int scenario_index(const Arguments& values, const Study& study) {
  std::vector<std::string> all;
  for (const auto& scenario : study.scenarios) all.push_back(scenario.name);
  if (!values.has("scenario")) return study.reference == 0 && all.size() > 1 ? 1 : 0;
  const auto name = values.choice("scenario", all);
  return static_cast<int>(std::find(all.begin(), all.end(), name) - all.begin());
}

// What can be checked before the study is read.
SensitivityTask task_of(const Arguments& values) {
  SensitivityTask task;
  task.indicators = names(values, "of");
  if (values.has("to") || !values.has("direction")) task.groups = names(values, "to");
  task.threads = thread_count(values);
  check_indicators(task.indicators);
  for (const auto& group : task.groups) (void)choose("to", group, parameter_groups());
  const auto method = values.text("method");
  task.method = method == "adjoint"   ? SensitivityMethod::adjoint
                : method == "forward" ? SensitivityMethod::forward
                                      : SensitivityMethod::automatic;
  return task;
}

// Directions of all files; each name once.
std::vector<FlowDirection> directions(const Arguments& values, const Benchmark& benchmark) {
  std::vector<FlowDirection> all;
  if (!values.has("direction")) return all;
  for (const auto& file : values.texts("direction")) {
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
  const auto parsed = parse_arguments(sensitivity_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  auto task = task_of(values);
  const int top = values.count("top", 1, 1000000);
  const bool quiet = values.has("quiet");
  ConsoleLog log(console.err, {quiet ? LogLevel::error : LogLevel::warning, !quiet && console.err_is_terminal, true});
  const auto study =
      read_study(shipped_input(values.first(), Shipped::study), values.texts("set"), chosen_variant(values));
  log.warn(study.warnings);
  task.scenario = scenario_index(values, study);
  task.directions = directions(values, study.benchmark);
  if (values.has("output")) check_writable(values.text("output"));

  const auto table = study_sensitivities(study, task, log);
  log.end_progress();
  if (!table.is_solved) {
    log.write(LogLevel::error, table.obstacle);
    return exit_not_solved;
  }
  if (values.has("output")) write_file(values.text("output"), sensitivity_csv(table));
  if (values.has("json")) {
    console.out << sensitivity_json(table);
  } else if (!quiet) {
    console.out << sensitivity_text(table, top);
  }
  return exit_solved;
}

}  // namespace etslink
