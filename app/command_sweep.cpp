// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "analysis/run_study.h"
#include "analysis/sweep/run_sweep.h"
#include "analysis/sweep/sweep_file.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/console_log.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "app/stop_signals.h"
#include "files/csv_writer.h"
#include "results/hdf5_reader.h"
#include "results/report/results_json.h"

namespace etslink {
namespace {

CommandLine sweep_command_line() {
  CommandLine line{
      "sweep STUDY [-o FILE] [OPTIONS]",
      "Solves the scenarios of a study for every sample of its [sweep] (docs/sweeps.md) and writes samples, results "
      "and\n"
      "statistics to one file. What is finished is kept in FILE.journal: --resume goes on after any interruption.\n"
      "example: etslink sweep studies/northeast_asia_sweep.toml --samples 100 -o sweep.h5\n",
      "STUDY (a .toml file)",
      {}};
  line.options = {
      {"output,o", OptionKind::text, "results file; default: the name of the study file with .h5 (.shard)"},
      {"samples", OptionKind::text, "samples to draw, instead of sweep.samples of the study"},
      {"seed", OptionKind::text, "seed of the draw, instead of sweep.seed of the study"},
      {"threads", OptionKind::text,
       "samples computed at a time; default: as many as processors. The results do "
       "not depend on it"},
      {"force", OptionKind::flag, "overwrite the output file where it is there already, such as a finished sweep"},
      {"resume", OptionKind::flag, "go on with the journal of an interrupted run; without one begin"},
      {"shard", OptionKind::text, "K/N: compute part K of N and write it to FILE, for etslink merge"},
      {"dry-run", OptionKind::flag, "print the samples as CSV and compute nothing"},
      variant_option(),
      {"set", OptionKind::repeated, "KEY=VALUE: change a key of the study, as in run"},
      {"json", OptionKind::flag, "print the results as JSON instead of the table, as 'etslink info FILE --json' does"},
      {"quiet,q", OptionKind::flag, "nothing but errors: no table, no progress"},
      {"log-level", OptionKind::text, "messages: error, warning, info or debug", "warning", log_level_names()}};
  return line;
}

Shard shard_of(const Arguments& values) {
  if (!values.has("shard")) return {};
  const auto& text = values.text("shard");
  Shard shard{0, 0};
  int length = 0;
  const bool is_read = std::sscanf(text.c_str(), "%5d/%5d%n", &shard.k, &shard.n, &length) == 2 &&
                       static_cast<std::size_t>(length) == text.size();
  if (!is_read || shard.k < 1 || shard.k > shard.n)
    throw InputError({}, "--shard must be K/N with 1 <= K <= N, e.g. 1/4, not '" + text + "'");
  return shard;
}

// What stands in the table so far goes out with each block.
void print_rows(const SweepDesign& design, int first, CsvWriter& table, std::ostream& out) {
  for (int i = 0; i < design.samples() && out; ++i) {
    table.add(first + i).add(design.weights[i]);
    for (int a = 0; a < design.axes(); ++a) table.add(design.values(i, a));
    table.end_row();
  }
  out << table.take() << std::flush;
}

// Each block of samples as it is drawn, as far as the design allows it.
void print_samples(const SweepTask& task, std::ostream& out) {
  std::vector<std::string> columns{"sample", "weight"};
  columns.insert(columns.end(), task.description.axis_names.begin(), task.description.axis_names.end());
  CsvWriter table(columns);
  out << table.take() << std::flush;
  if (!has_independent_samples(task.plan)) return print_rows(make_design(task.plan), 0, table, out);
  const int samples = static_cast<int>(sample_count(task.plan));
  for (int first = 0; first < samples && out; first += samples_per_draw)
    print_rows(draw_samples(task.plan, {first, std::min(samples_per_draw, samples - first)}), first, table, out);
}

// What the command line asks for.
struct SweepOrder {
  std::string output;
  bool is_shard = false;
  std::ostream* table = nullptr;  // where the table goes; null: nowhere
  bool prints_json = false;       // instead of the table
  SweepRun run;
};

// Beside the output; where that is a device or a pipe, in the current folder.
std::string journal_of(const std::string& output, const std::filesystem::path& study) {
  return (is_written_in_place(output) ? study.stem().string() : output) + ".journal";
}

// Before the work: what has no results to print.
void expect_results(const Arguments& values) {
  for (const std::string other : {"shard", "dry-run"}) {
    if (values.has("json") && values.has(other))
      throw InputError({}, "--json prints the results of a whole sweep; leave --" + other + " or it out");
  }
}

SweepOrder order_of(const Arguments& values, const MpiRanks& ranks) {
  expect_results(values);
  const auto study_file = shipped_input(values.first(), Shipped::study);
  SweepOrder order;
  order.is_shard = values.has("shard");
  order.output = values.find_text("output").value_or(std::filesystem::path(study_file).stem().string() +
                                                     (order.is_shard ? ".shard" : ".h5"));
  const int threads = thread_count(values);
  if (ranks.size() > 1 && values.has("threads") && threads > 1)
    throw InputError({}, "--threads: under mpirun each rank computes with one thread; start more ranks");
  order.run.journal = journal_of(order.output, study_file);
  order.run.shard = shard_of(values);
  order.run.threads = ranks.size() > 1 ? 1 : threads;
  order.run.resumes = values.has("resume");
  return order;
}

// A journal that is gone on with was begun for this very output.
void check_output(const SweepOrder& order, bool may_replace) {
  std::error_code error;
  const bool goes_on = order.run.resumes && std::filesystem::exists(order.run.journal, error);
  if (!goes_on) expect_no_file(order.output, may_replace);
  check_writable(order.output);
  check_writable(order.run.journal);
}

// Computes, writes and tells; the exit code.
int compute(const SweepTask& task, SweepOrder order, MpiRanks& ranks, Log& log) {
  auto run = start_run(order.run.threads * ranks.size());
  const auto began = std::chrono::steady_clock::now();
  // Ranks are ended by mpirun; the journal keeps what they have finished.
  std::optional<StopSignals> signals;
  if (ranks.size() == 1) signals.emplace(order.table != nullptr);
  if (signals) order.run.stop_token = signals->token();
  std::map<int, std::string> units;
  try {
    units = run_sweep(task, order.run, ranks, log);
  } catch (const SweepInterrupted& interruption) {
    log.write(LogLevel::error, order.run.journal + ": " + interruption.what());
    return signals->exit_code(exit_not_solved);
  }
  log.end_progress();
  if (order.is_shard) {
    move_file(order.run.journal, order.output);  // the journal of a shard that is complete is its file
    return exit_solved;
  }
  const auto result = assemble(task.description, units);
  run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  write_sweep(result, run, order.output);
  remove_file(order.run.journal);
  if (order.table != nullptr)
    *order.table << (order.prints_json ? results_json(NetcdfReader(order.output)) : sweep_table(result));
  return result.failed_samples() == 0 ? exit_solved : exit_not_solved;
}

}  // namespace

int sweep_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(sweep_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto study_file = shipped_input(values.first(), Shipped::study);
  const auto options = log_options(values, console);
  MpiRanks ranks;
  ConsoleLog log(console.err, options);
  auto order = order_of(values, ranks);
  order.run.is_terminal = options.is_terminal;
  order.prints_json = values.has("json");
  if (!values.has("quiet") || order.prints_json) order.table = &console.out;

  const bool is_dry = values.has("dry-run");
  const auto task = read_sweep_task({study_file, values.texts("set"), chosen_variant(values),
                                     values.find_text("samples"), values.find_text("seed"), !is_dry});
  if (is_dry) {
    if (ranks.rank() == 0) print_samples(task, console.out);
    return exit_solved;
  }
  if (ranks.rank() > 0) {
    help_sweep(task, ranks);
    return exit_solved;
  }
  check_output(order, values.has("force"));
  check_printing(values, order.output);
  log.warn(task.source.study.warnings);
  return compute(task, order, ranks, log);
}

}  // namespace etslink
