// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace etslink {

// Threads that stay alive between many short parallel loops, as an iterative solver has them: starting threads for each
// loop would cost more than the loop.
class WorkerTeam {
 public:
  explicit WorkerTeam(int threads);  // the calling one included, at least 1
  WorkerTeam(const WorkerTeam&) = delete;
  WorkerTeam& operator=(const WorkerTeam&) = delete;
  ~WorkerTeam();

  // Calls work(i) for i = 0 .. count - 1, each exactly once. Which thread takes which i is not fixed: work must not
  // depend on it. The first exception is rethrown when all have ended.
  void run(int count, const std::function<void(int)>& work);

 private:
  void serve();
  void take(const std::function<void(int)>& work);

  std::mutex guard_;  // of all below but next_
  std::condition_variable wake_, idle_;
  const std::function<void(int)>* work_ = nullptr;  // of the loop that runs
  int count_ = 0;
  std::atomic<int> next_{0};
  int busy_ = 0;  // threads in take(), the calling one apart
  long round_ = 0;
  bool ends_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;
};

}  // namespace etslink
