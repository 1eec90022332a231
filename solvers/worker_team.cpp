// SPDX-License-Identifier: Apache-2.0
#include "solvers/worker_team.h"

#include <system_error>
#include <utility>

namespace etslink {

WorkerTeam::WorkerTeam(int threads) {
  try {
    for (int t = 1; t < threads; ++t) threads_.emplace_back([this] { serve(); });
  } catch (const std::system_error&) {
    // No more threads are to be had: those that run do all the work.
  }
}

WorkerTeam::~WorkerTeam() {
  {
    const std::lock_guard lock(guard_);
    ends_ = true;
  }
  wake_.notify_all();
  threads_.clear();  // joins while what they wait on still lives
}

void WorkerTeam::run(int count, const std::function<void(int)>& work) {
  if (threads_.empty() || count <= 1) {
    for (int i = 0; i < count; ++i) work(i);
    return;
  }
  {
    const std::lock_guard lock(guard_);
    work_ = &work;
    count_ = count;
    next_ = 0;
    ++round_;
  }
  wake_.notify_all();
  take(work);
  std::unique_lock lock(guard_);
  idle_.wait(lock, [this] { return busy_ == 0; });
  work_ = nullptr;  // a thread that wakes only now finds nothing to do
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void WorkerTeam::take(const std::function<void(int)>& work) {
  try {
    for (int i = next_++; i < count_; i = next_++) work(i);
  } catch (...) {
    const std::lock_guard lock(guard_);
    if (!failure_) failure_ = std::current_exception();
  }
}

void WorkerTeam::serve() {
  std::unique_lock lock(guard_);
  for (long seen = 0; true;) {
    wake_.wait(lock, [&] { return ends_ || round_ != seen; });
    if (ends_) return;
    seen = round_;
    if (work_ == nullptr) continue;
    const std::function<void(int)>& work = *work_;
    ++busy_;
    lock.unlock();
    take(work);
    lock.lock();
    if (--busy_ == 0) idle_.notify_one();
  }
}

}  // namespace etslink
