// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "app/command.h"

int main(int argc, char** argv) {
  // A closed pipe or a file beyond its limit is an error with a message and an exit code, not the end by a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return etslink::run_program(arguments, {std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1});
}
