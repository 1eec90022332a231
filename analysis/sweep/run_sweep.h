// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "analysis/log.h"
#include "analysis/sweep/journal.h"
#include "analysis/sweep/mpi_ranks.h"
#include "analysis/sweep/sweep_task.h"

namespace etslink {

// How a sweep is computed; its numbers do not depend on it.
struct SweepRun {
  std::string journal;  // path
  Shard shard;
  int threads = 1;
  bool resumes = false;  // goes on with the journal, where there is one
  bool is_terminal = false;
  std::stop_token stop_token = {};
};

// Thrown where a sweep was told to stop; what() says what is kept and how to go on.
class SweepInterrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Computes the samples of a sweep, or of its shard, and returns the outcome of each of its units; every finished unit
// is in the journal. InputError where the journal is of another sweep, or is there though it should not be; FileError
// where it can't be written, SweepInterrupted where the token says stop, with all that was finished kept in it.
[[nodiscard]] std::map<int, std::string> run_sweep(const SweepTask& task, const SweepRun& run, MpiRanks& ranks,
                                                   Log& log);

// InputError where a finished sweep, or any other file, would be lost: it goes only where `may_replace` says so.
void expect_no_file(const std::string& output, bool may_replace);

// The part of the ranks that are not 0: computes what rank 0 hands out.
void help_sweep(const SweepTask& task, MpiRanks& ranks);

}  // namespace etslink
