// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <string>
#include <thread>

namespace etslink {

// What SIGINT and SIGTERM do while it lives: the first asks the solves to stop, so that what is finished can be
// written; a second ends the program at once. A signal that is ignored (a job in the background) stays ignored. Made
// before the threads that compute, because they take the signals they let through from it.
class StopSignals {
 public:
  // tells: writes a line to standard error when the first signal comes.
  explicit StopSignals(bool tells);
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
  // "SIGINT", "SIGTERM", or empty: none has come.
  [[nodiscard]] std::string name() const;
  // 128 + the signal as shells have it, or the other code where none has come.
  [[nodiscard]] int exit_code(int otherwise) const;

 private:
  void wait(bool tells);

  sigset_t caught_{}, before_{};
  std::stop_source stop_;
  std::atomic<int> received_{0};
  int signals_ = -1, ends_ = -1;  // where the thread reads signals; event that ends it
  std::jthread waiter_;
};

}  // namespace etslink
