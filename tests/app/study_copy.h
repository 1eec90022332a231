// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/fixtures/benchmark_copy.h"

namespace etslink {

// A copy of the valid study of tests/fixtures/studies with its nests and a benchmark in a temporary folder, where a
// test changes one thing. The study is one of tiny2x2.
class StudyCopy {
 public:
  explicit StudyCopy(const std::string& benchmark = "tiny2x2");

  [[nodiscard]] const BenchmarkCopy& files() const { return files_; }
  [[nodiscard]] std::string path(const std::string& file) const { return files_.folder() + "/" + file; }

 private:
  BenchmarkCopy files_;
};

// What a run of the program comes to; FOLDER stands for the path of the copy in its texts.
struct ProgramRun {
  int exit_code = 0;
  std::string out, err;
};

// Runs the program inside the test, with FOLDER in the arguments replaced by the path of the copy.
[[nodiscard]] ProgramRun run_in_process(const StudyCopy& study, std::vector<std::string> arguments);

// Runs the built program in a process of its own.
[[nodiscard]] ProgramRun run_binary(const StudyCopy& study, const std::string& arguments);

}  // namespace etslink
