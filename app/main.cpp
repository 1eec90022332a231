// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <iostream>

#include "app/command.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return etslink::run_program(arguments, {std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1});
}
