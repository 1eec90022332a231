// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace etslink {

enum class LogLevel { error, warning, info, debug };

// Names of the levels in options: "error", "warning", "info", "debug".
[[nodiscard]] const std::vector<std::string>& log_level_names();

// Where messages and progress go: standard error of the program.
struct LogOptions {
  LogLevel level = LogLevel::warning;
  bool shows_progress = true;
  bool is_terminal = false;  // progress rewrites one line; plain lines otherwise
};

// Messages for the person at the keyboard, at or below a level, and a line of progress.
class Log {
 public:
  Log(std::ostream& out, const LogOptions& options) : out_(out), options_(options) {}
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log() { end_progress(); }

  void write(LogLevel level, const std::string& message);
  void warn(const std::vector<std::string>& messages);
  // Shows how far the work is; the next message or progress takes its place on a terminal.
  void progress(const std::string& text);
  void end_progress();

 private:
  std::ostream& out_;
  LogOptions options_;
  std::size_t shown_ = 0;  // length of the progress on the terminal
};

}  // namespace etslink
