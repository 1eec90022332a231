// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/run_sweep.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "analysis/sweep/read_shard.h"
#include "analysis/sweep/sample_model.h"
#include "analysis/sweep/sweep_progress.h"
#include "analysis/sweep/unit_queue.h"

namespace etslink {
namespace {

int failures(const UnitOutcome& unit) {
  return static_cast<int>(std::count_if(unit.begin(), unit.end(), [](const SampleOutcome& sample) {
    return std::any_of(sample.begin(), sample.end(),
                       [](const auto& outcome) { return outcome.status != ScenarioOutcome::Status::solved; });
  }));
}

// The journal of an earlier run of the same sweep.
JournalContent read_earlier(const SweepRun& run, const std::string& description, Log& log) {
  auto content = read_journal(run.journal);
  const auto earlier = checked_description(content, run.journal);
  if (content.description != description) {
    const auto difference = first_difference(earlier, description_from_bytes(description));
    throw InputError({run.journal, 0}, "is of another sweep: it differs in " + difference +
                                           "; repeat that one, or remove the file to begin anew");
  }
  if (content.shard.k != run.shard.k || content.shard.n != run.shard.n) {
    throw InputError({run.journal, 0}, "is of shard " + std::to_string(content.shard.k) + "/" +
                                           std::to_string(content.shard.n) + " of this sweep");
  }
  if (content.damaged > 0) {
    log.write(LogLevel::warning, run.journal + ": " + std::to_string(content.damaged) +
                                     " damaged bytes; the samples in them are computed again");
  }
  return content;
}

// A new journal, or that of an earlier run, with what it has done.
std::unique_ptr<Journal> open_journal(const SweepRun& run, const std::string& description,
                                      std::map<int, std::string>& done, Log& log) {
  std::error_code unreadable;  // read_journal tells why
  if (!std::filesystem::exists(run.journal, unreadable) && !unreadable)
    return std::make_unique<Journal>(run.journal, run.shard, description);
  if (!run.resumes) {
    throw InputError({run.journal, 0},
                     "an unfinished sweep is there: --resume goes on with it; remove the file to begin anew");
  }
  auto content = read_earlier(run, description, log);
  auto journal = std::make_unique<Journal>(run.journal, content);
  done = std::move(content.units);
  return journal;
}

std::vector<int> missing_units(const SweepDescription& description, const Shard& shard,
                               const std::map<int, std::string>& done) {
  std::vector<int> units;
  for (int u = 0; u < description.units(); ++u) {
    if (shard.has(u) && !done.contains(u)) units.push_back(u);
  }
  return units;
}

int sample_count(const SweepDescription& description, const std::vector<int>& units) {
  int count = 0;
  for (const int u : units) count += std::min(samples_per_unit, description.design.samples() - u * samples_per_unit);
  return count;
}

}  // namespace

void expect_no_file(const std::string& output, bool may_replace) {
  std::error_code error;
  if (may_replace || is_written_in_place(output) || !std::filesystem::is_regular_file(output, error)) return;
  if (std::filesystem::file_size(output, error) == 0) return;
  throw InputError({output, 0}, "is there already; --force overwrites it");
}

std::map<int, std::string> run_sweep(const SweepTask& task, const SweepRun& run, MpiRanks& ranks, Log& log) {
  const auto description = to_bytes(task.description);
  std::map<int, std::string> done;
  const auto journal = open_journal(run, description, done, log);
  const auto units = missing_units(task.description, run.shard, done);
  const int samples = sample_count(task.description, missing_units(task.description, run.shard, {}));
  if (!done.empty()) {
    log.write(LogLevel::info, std::to_string(samples - sample_count(task.description, units)) + " of " +
                                  std::to_string(samples) + " samples are in the journal");
  }
  SweepProgress progress(log, run.is_terminal, samples, samples - sample_count(task.description, units));
  UnitQueue queue(units, [&](int unit, const std::string& outcome) {
    journal->append(unit, outcome);
    done[unit] = outcome;
    const auto unit_outcome = unit_from_bytes(outcome);
    progress.add(static_cast<int>(unit_outcome.size()), failures(unit_outcome));
  });
  const auto work = [&] {
    SampleModel model(task, run.stop_token);
    while (const auto unit = queue.next()) {
      const auto outcome = model.evaluate_unit(*unit);
      if (!run.stop_token.stop_requested()) queue.finish(*unit, to_bytes(outcome));
    }
  };
  const std::stop_callback stop(run.stop_token, [&queue] {
    queue.stop(std::make_exception_ptr(SweepInterrupted("interrupted; go on with --resume")));
  });
  const auto serve = [&] { ranks.serve(queue, description); };
  // Ranks that wait for an answer lose what this one sleeps.
  compute_units(queue, {run.threads, work, serve, std::chrono::milliseconds(ranks.size() > 1 ? 1 : 1000)});
  journal->flush();
  queue.rethrow();
  return done;
}

void help_sweep(const SweepTask& task, MpiRanks& ranks) {
  SampleModel model(task);
  ranks.work(to_bytes(task.description), [&](int unit) { return to_bytes(model.evaluate_unit(unit)); });
}

}  // namespace etslink
