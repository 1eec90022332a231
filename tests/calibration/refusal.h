// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "calibration/calibrate.h"
#include "files/input_files.h"
#include "model/input_error.h"
#include "tests/fixtures/benchmark_copy.h"

// What a reader says about a valid fixture in which one thing was changed.
namespace etslink {

using FolderReader = std::function<void(const std::string& folder)>;

inline FolderReader calibrate_with(const std::string& recipe) {
  return [recipe](const std::string& folder) { calibrate(folder + "/" + recipe, folder + "/out"); };
}

// The message with which `read` refuses a copy, FOLDER for its path; "accepted" where it does not.
inline std::string refusal(const BenchmarkCopy& copy, const FolderReader& read) {
  forget_inputs();
  try {
    read(copy.folder());
  } catch (const InputError& error) {
    return copy.without_path(error.what());
  }
  return "accepted";
}

// A text of a file that occurs once, what stands in its place, and the whole message.
struct BrokenFile {
  std::string file, old_text, new_text, message;
};

inline void check_refused(const std::string& fixture, const std::vector<BrokenFile>& all, const FolderReader& read) {
  for (const BrokenFile& broken : all) {
    CAPTURE(broken.new_text);
    const BenchmarkCopy copy(fixture);
    copy.replace(broken.file, broken.old_text, broken.new_text);
    CHECK(refusal(copy, read) == broken.message);
  }
}

}  // namespace etslink
