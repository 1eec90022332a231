// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace etslink {

enum class LogLevel { error, warning, info, debug };

// Whom long work tells how far it is, and what its user should know. The program's log writes to standard error
// (app/console_log.h); others may show a bar or keep the messages.
class Log {
 public:
  Log() = default;
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  virtual ~Log() = default;

  virtual void write(LogLevel level, const std::string& message) = 0;
  // Shows how far the work is; the next message or progress may take its place.
  virtual void progress(const std::string& text) = 0;
  virtual void end_progress() = 0;

  void warn(const std::vector<std::string>& messages) {
    for (const auto& message : messages) write(LogLevel::warning, message);
  }
};

}  // namespace etslink
