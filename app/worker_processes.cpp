// SPDX-License-Identifier: Apache-2.0
#include "app/worker_processes.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace etslink {
namespace {

JobOutcome run_here(const Job& job) {
  try {
    return {job(), ""};
  } catch (const std::exception& error) {
    return {std::nullopt, error.what()};
  }
}

struct Worker {
  int job = -1;
  pid_t process = -1;
  int pipe = -1;  // where its bytes come from
  std::string bytes;
};

void write_all(int file, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const auto written = ::write(file, bytes.data() + done, bytes.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    done += static_cast<std::size_t>(written);
  }
}

// The life of a worker; the first byte tells whether the rest is an outcome ('+') or the reason why not ('-').
[[noreturn]] void work(const Job& job, int file) {
  const auto outcome = run_here(job);
  write_all(file, outcome.bytes ? "+" + *outcome.bytes : "-" + outcome.failure);
  // Without the clean-up of the parent's objects: its streams and files are not ours.
  ::_exit(0);
}

Worker start(const Job& job, int index) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error(std::string("can't open a pipe: ") + std::strerror(errno));
  const pid_t process = ::fork();
  if (process < 0) throw std::runtime_error(std::string("can't start a process: ") + std::strerror(errno));
  if (process == 0) {
    ::close(ends[0]);
    work(job, ends[1]);
  }
  ::close(ends[1]);
  return {index, process, ends[0], ""};
}

// Takes what the worker has written; true at its end.
bool read_some(Worker& worker) {
  char buffer[65536];
  const auto count = ::read(worker.pipe, buffer, sizeof buffer);
  if (count < 0) return errno != EINTR;
  worker.bytes.append(buffer, static_cast<std::size_t>(count));
  return count == 0;
}

JobOutcome outcome_of(const Worker& worker) {
  ::close(worker.pipe);
  int status = 0;
  while (::waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) return {std::nullopt, "the worker was killed by signal " + std::to_string(WTERMSIG(status))};
  if (worker.bytes.empty()) return {std::nullopt, "the worker ended without an answer"};
  if (worker.bytes.front() == '-') return {std::nullopt, worker.bytes.substr(1)};
  return {worker.bytes.substr(1), ""};
}

}  // namespace

std::vector<JobOutcome> run_jobs(const std::vector<Job>& jobs, int workers,
                                 const std::function<void(int job)>& finished) {
  std::vector<JobOutcome> outcomes(jobs.size());
  if (workers <= 1) {
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      outcomes[i] = run_here(jobs[i]);
      finished(static_cast<int>(i));
    }
    return outcomes;
  }
  std::vector<Worker> running;
  std::size_t next = 0;
  while (next < jobs.size() || !running.empty()) {
    while (next < jobs.size() && static_cast<int>(running.size()) < workers) {
      running.push_back(start(jobs[next], static_cast<int>(next)));
      ++next;
    }
    std::vector<pollfd> files;
    for (const auto& worker : running) files.push_back({worker.pipe, POLLIN, 0});
    if (::poll(files.data(), files.size(), -1) < 0) continue;
    for (std::size_t i = files.size(); i-- > 0;) {
      if (files[i].revents == 0 || !read_some(running[i])) continue;
      outcomes[running[i].job] = outcome_of(running[i]);
      finished(running[i].job);
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  return outcomes;
}

}  // namespace etslink
