// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/unit_queue.h"

#include <thread>
#include <utility>

namespace etslink {

std::optional<int> UnitQueue::next() {
  const std::lock_guard lock(mutex_);
  if (is_over() || waiting_.empty()) return std::nullopt;
  const int unit = waiting_.front();
  waiting_.pop_front();
  return unit;
}

void UnitQueue::finish(int unit, const std::string& outcome) {
  const std::lock_guard lock(mutex_);
  if (reason_ != nullptr) return;
  try {
    keep_(unit, outcome);
    --unfinished_;
  } catch (...) {
    reason_ = std::current_exception();
  }
  if (is_over()) changed_.notify_all();
}

void UnitQueue::give_back(int unit) {
  const std::lock_guard lock(mutex_);
  waiting_.push_front(unit);
}

void UnitQueue::stop(std::exception_ptr reason) {
  const std::lock_guard lock(mutex_);
  if (reason_ == nullptr) reason_ = std::move(reason);
  changed_.notify_all();
}

bool UnitQueue::wait(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, longest, [this] { return is_over(); });
}

void UnitQueue::rethrow() const {
  const std::lock_guard lock(mutex_);
  if (reason_ != nullptr) std::rethrow_exception(reason_);
}

void compute_units(UnitQueue& queue, const UnitCrew& crew) {
  std::vector<std::jthread> team;
  for (int t = 0; t < crew.threads; ++t) {
    team.emplace_back([&] {
      try {
        crew.work();
      } catch (...) {
        queue.stop(std::current_exception());
      }
    });
  }
  while (!queue.wait(crew.pause)) crew.meanwhile();
}

}  // namespace etslink
