// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace etslink {

// A piece of work whose outcome is a row of bytes; it may throw.
using Job = std::function<std::string()>;

// What has become of a job: its bytes, or why there are none ("the worker was killed by signal 11").
struct JobOutcome {
  std::optional<std::string> bytes;
  std::string failure;
};

// Runs jobs in at most `workers` processes at a time (MUMPS is not re-entrant, so threads won't do), each job in its
// own; in this process where workers = 1. The outcomes stand in the order of the jobs whatever their number. `finished`
// is called with the index of each job that ends. The program must not have started threads.
[[nodiscard]] std::vector<JobOutcome> run_jobs(const std::vector<Job>& jobs, int workers,
                                               const std::function<void(int job)>& finished);

}  // namespace etslink
