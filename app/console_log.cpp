// SPDX-License-Identifier: Apache-2.0
#include "app/console_log.h"

#include <algorithm>
#include <ostream>

namespace etslink {

const std::vector<std::string>& log_level_names() {
  static const std::vector<std::string> names{"error", "warning", "info", "debug"};
  return names;
}

void ConsoleLog::write(LogLevel level, const std::string& message) {
  if (level > options_.level) return;
  clear_line();
  out_ << log_level_names()[static_cast<std::size_t>(level)] << ": " << message << '\n';
}

void ConsoleLog::progress(const std::string& text) {
  if (!options_.shows_progress) return;
  if (!options_.is_terminal) {
    out_ << text << '\n';
    return;
  }
  out_ << '\r' << text << std::string(std::max(shown_, text.size()) - text.size(), ' ') << std::flush;
  shown_ = text.size();
}

void ConsoleLog::clear_line() {
  if (shown_ == 0) return;
  out_ << '\r' << std::string(shown_, ' ') << '\r' << std::flush;
  shown_ = 0;
}

}  // namespace etslink
