// SPDX-License-Identifier: Apache-2.0
#include "app/sweep/run_sweep.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "app/sweep/sample_model.h"
#include "app/sweep/sweep_progress.h"
#include "app/sweep/unit_queue.h"

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
  if (content.description != description) {
    const auto difference =
        first_difference(description_from_bytes(content.description), description_from_bytes(description));
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

// Samples in a list of units.
int sample_count(const SweepDescription& description, int unit) {
  return std::min(samples_per_unit, description.design.samples() - unit * samples_per_unit);
}

}  // namespace

std::map<int, std::string> run_sweep(const SweepTask& task, const SweepRun& run, Log& log) {
  const auto description = to_bytes(task.description);
  std::map<int, std::string> done;
  std::unique_ptr<Journal> journal;
  if (!std::filesystem::exists(run.journal)) {
    journal = std::make_unique<Journal>(run.journal, run.shard, description);
  } else if (run.resumes) {
    auto content = read_earlier(run, description, log);
    journal = std::make_unique<Journal>(run.journal, content);
    done = std::move(content.units);
  } else {
    throw InputError({run.journal, 0},
                     "an unfinished sweep is there: --resume goes on with it; remove the file to begin anew");
  }

  std::vector<int> units;
  int samples = 0, samples_done = 0;
  for (int u = 0; u < task.description.units(); ++u) {
    if (!run.shard.has(u)) continue;
    samples += sample_count(task.description, u);
    if (done.contains(u)) {
      samples_done += sample_count(task.description, u);
    } else {
      units.push_back(u);
    }
  }
  SweepProgress progress(log, run.is_terminal, samples, samples_done);
  UnitQueue queue(units, [&](int unit, const std::string& outcome) {
    journal->append(unit, outcome);
    done[unit] = outcome;
    const auto unit_outcome = unit_from_bytes(outcome);
    progress.add(static_cast<int>(unit_outcome.size()), failures(unit_outcome));
  });
  const auto work = [&] {
    SampleModel model(task);
    while (const auto unit = queue.next()) queue.finish(*unit, to_bytes(model.evaluate_unit(*unit)));
  };
  compute_units(
      queue, run.threads, work, [] {}, std::chrono::milliseconds(1000));
  journal->flush();
  queue.rethrow();
  return done;
}

}  // namespace etslink
