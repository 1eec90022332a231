// SPDX-License-Identifier: Apache-2.0
#include "solvers/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace etslink {

void parallel_for(int count, int threads, const std::function<void(int)>& work) {
  if (threads <= 1 || count <= 1) {
    for (int i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<int> next{0};
  std::exception_ptr failure;
  std::mutex failure_guard;
  const auto run = [&] {
    try {
      for (int i = next++; i < count; i = next++) work(i);
    } catch (...) {
      const std::lock_guard lock(failure_guard);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> pool;
    try {
      for (int t = 1; t < std::min(threads, count); ++t) pool.emplace_back(run);
    } catch (const std::system_error&) {
      // No more threads are to be had: those that run do all the work.
    }
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace etslink
