// SPDX-License-Identifier: Apache-2.0
#include "app/stop_signals.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace etslink {
namespace {

bool is_ignored(int signal) {
  struct sigaction action {};
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

std::string name_of(int signal) { return signal == SIGINT ? "SIGINT" : "SIGTERM"; }

int checked(int file, const char* what) {
  if (file < 0) throw std::system_error(errno, std::generic_category(), what);
  return file;
}

// By the file itself: other threads may be writing to the stream.
void tell(const std::string& message) {
  const auto line = message + "\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

// As if the program had never caught it.
[[noreturn]] void end_by(int signal) {
  ::signal(signal, SIG_DFL);
  sigset_t one;
  ::sigemptyset(&one);
  ::sigaddset(&one, signal);
  ::pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
  ::raise(signal);
  ::_exit(128 + signal);
}

}  // namespace

StopSignals::StopSignals(bool tells) {
  ::sigemptyset(&caught_);
  for (const int signal : {SIGINT, SIGTERM}) {
    if (!is_ignored(signal)) ::sigaddset(&caught_, signal);
  }
  signals_ = checked(::signalfd(-1, &caught_, SFD_CLOEXEC), "signalfd");
  ends_ = checked(::eventfd(0, EFD_CLOEXEC), "eventfd");
  // Blocked here and in all threads that begin from here on: they are read by one thread, where everything is allowed.
  ::pthread_sigmask(SIG_BLOCK, &caught_, &before_);
  waiter_ = std::jthread([this, tells] { wait(tells); });
}

StopSignals::~StopSignals() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(ends_, &one, sizeof one);
  waiter_.join();
  ::close(ends_);
  ::close(signals_);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::string StopSignals::name() const { return received_ == 0 ? "" : name_of(received_); }

int StopSignals::exit_code(int otherwise) const { return received_ == 0 ? otherwise : 128 + received_; }

void StopSignals::wait(bool tells) {
  for (;;) {
    pollfd files[] = {{signals_, POLLIN, 0}, {ends_, POLLIN, 0}};
    if (::poll(files, 2, -1) < 0) continue;
    signalfd_siginfo info{};
    if (files[0].revents != 0 && ::read(signals_, &info, sizeof info) == sizeof info) {
      const int signal = static_cast<int>(info.ssi_signo);
      if (received_ != 0) end_by(signal);
      received_ = signal;
      if (tells) tell(name_of(signal) + ": stopping, what is finished is kept; once more ends at once");
      stop_.request_stop();
    }
    if (files[1].revents != 0) return;
  }
}

}  // namespace etslink
