// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "solvers/parallel.h"

namespace etslink {

// A piece of work; it may throw.
template <class Result>
using Job = std::function<Result()>;

// What has become of a job: its result, or why there is none.
template <class Result>
struct JobOutcome {
  std::optional<Result> result;
  std::string failure;
};

// Runs jobs on up to `threads` threads, this one included. The outcomes stand in the order of the jobs whatever the
// number of threads; what a job throws is its own outcome. `finished` is called with the index of each job that ends,
// one at a time, from any of the threads.
template <class Result>
[[nodiscard]] std::vector<JobOutcome<Result>> run_jobs(const std::vector<Job<Result>>& jobs, int threads,
                                                       const std::function<void(int job)>& finished) {
  std::vector<JobOutcome<Result>> outcomes(jobs.size());
  std::mutex one_at_a_time;
  parallel_for(static_cast<int>(jobs.size()), threads, [&](int i) {
    try {
      outcomes[i].result = jobs[i]();
    } catch (const std::bad_alloc&) {
      outcomes[i].failure = "out of memory";
    } catch (const std::exception& error) {
      outcomes[i].failure = error.what();
    }
    const std::lock_guard lock(one_at_a_time);
    finished(i);
  });
  return outcomes;
}

}  // namespace etslink
