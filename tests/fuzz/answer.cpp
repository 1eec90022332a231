// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sstream>

#include "app/command.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/input_error.h"
#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

// Whether a line of the messages begins with the text; inside a line it may be a value of the input that a message
// repeats.
bool has_line(const std::string& messages, const std::string& beginning) {
  return messages.starts_with(beginning) || messages.find("\n" + beginning) != std::string::npos;
}

}  // namespace

void fail(const std::string& what) {
  std::fprintf(stderr, "==== wrong answer: %s\n", what.c_str());
  std::abort();
}

void run(const std::vector<std::string>& arguments, const std::vector<int>& others) {
  std::ostringstream out, err;
  const int code = run_program(arguments, {out, err, false});
  const std::string message = err.str();
  if (has_line(message, "error: unexpected: ")) fail(message);
  const bool has_error = has_line(message, "error: ");
  const bool is_other = std::find(others.begin(), others.end(), code) != others.end();
  if (code == exit_solved || (is_other && !has_error)) return;
  if (code != exit_bad_input) fail("exit code " + std::to_string(code) + ": " + message);
  if (!has_error) fail("exit code 2 without a message: " + message);
}

void prepare(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  if (run_program(arguments, {out, err, false}) != exit_solved) fail(err.str());
}

void expect_answer(const std::function<void()>& call) {
  forget_inputs();
  std::string message;
  try {
    call();
    return;
  } catch (const InputError& error) {
    message = error.what();
  } catch (const WriteError& error) {
    fail(error.what());
  } catch (const FileError& error) {
    message = error.what();
  } catch (const std::exception& error) {
    fail(error.what());
  }
  if (message.empty()) fail("a message without a text");
}

}  // namespace etslink::fuzz
