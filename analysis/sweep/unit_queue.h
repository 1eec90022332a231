// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace etslink {

// Work units that wait to be computed, handed out to whoever asks next, and what becomes of those that are finished.
// For any number of threads.
class UnitQueue {
 public:
  // `keep` receives each finished unit, one at a time.
  using Keep = std::function<void(int unit, const std::string& outcome)>;
  UnitQueue(const std::vector<int>& units, Keep keep)
      : waiting_(units.begin(), units.end()), unfinished_(units.size()), keep_(std::move(keep)) {}

  [[nodiscard]] std::optional<int> next();  // none: all are handed out, or the queue was stopped
  // Hands the outcome to `keep`; where that throws, the queue stops.
  void finish(int unit, const std::string& outcome);
  void give_back(int unit);  // of somebody who can't compute it
  void stop(std::exception_ptr reason);

  // Waits until everything is finished or the queue was stopped, at most so long; true if it is so.
  [[nodiscard]] bool wait(std::chrono::milliseconds longest);
  // Throws what the queue was stopped with.
  void rethrow() const;

 private:
  [[nodiscard]] bool is_over() const { return unfinished_ == 0 || reason_ != nullptr; }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> waiting_;
  std::size_t unfinished_;
  Keep keep_;
  std::exception_ptr reason_;
};

// Who computes the units of a queue: `work` is called in each of so many threads, takes units and finishes them. The
// calling thread does `meanwhile` again and again, with pauses.
struct UnitCrew {
  int threads = 1;
  std::function<void()> work, meanwhile;
  std::chrono::milliseconds pause{1000};
};
void compute_units(UnitQueue& queue, const UnitCrew& crew);

}  // namespace etslink
