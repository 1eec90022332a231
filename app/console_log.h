// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/log.h"

namespace etslink {

// Names of the levels in options: "error", "warning", "info", "debug".
[[nodiscard]] const std::vector<std::string>& log_level_names();

// What is written, and how.
struct LogOptions {
  LogLevel level = LogLevel::warning;
  bool shows_progress = true;
  bool is_terminal = false;  // progress rewrites one line; plain lines otherwise
};

// Messages for the person at the keyboard, at or below a level, and a line of progress: standard error of the program.
class ConsoleLog final : public Log {
 public:
  ConsoleLog(std::ostream& out, const LogOptions& options) : out_(out), options_(options) {}
  ~ConsoleLog() override { clear_line(); }

  void write(LogLevel level, const std::string& message) override;
  void progress(const std::string& text) override;
  void end_progress() override { clear_line(); }

 private:
  void clear_line();

  std::ostream& out_;
  LogOptions options_;
  std::size_t shown_ = 0;  // length of the progress on the terminal
};

}  // namespace etslink
