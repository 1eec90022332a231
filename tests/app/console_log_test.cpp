// SPDX-License-Identifier: Apache-2.0
#include "app/console_log.h"

#include <doctest/doctest.h>

#include <sstream>

namespace etslink {

TEST_CASE("messages above the level are left out") {
  std::ostringstream out;
  ConsoleLog log(out, {LogLevel::warning, true, false});
  log.write(LogLevel::error, "a");
  log.write(LogLevel::warning, "b");
  log.write(LogLevel::info, "c");
  CHECK(out.str() == "error: a\nwarning: b\n");
}

TEST_CASE("progress is a line each in a file and one line rewritten on a terminal") {
  std::ostringstream file, terminal;
  {
    ConsoleLog plain(file, {LogLevel::error, true, false});
    ConsoleLog rewriting(terminal, {LogLevel::error, true, true});
    for (Log* log : {&plain, &rewriting}) {
      log->progress("long text");
      log->progress("short");
    }
  }
  CHECK(file.str() == "long text\nshort\n");
  CHECK(terminal.str() == "\rlong text\rshort    \r     \r");
}

TEST_CASE("a message replaces the progress on a terminal") {
  std::ostringstream out;
  ConsoleLog log(out, {LogLevel::error, true, true});
  log.progress("ab");
  log.write(LogLevel::error, "x");
  CHECK(out.str() == "\rab\r  \rerror: x\n");
}

}  // namespace etslink
