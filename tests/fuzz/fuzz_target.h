// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fixtures/temporary_folder.h"

namespace etslink::fuzz {

// What every fuzz_*.cpp defines; libfuzzer_main.cpp hands it to libFuzzer.
class Target {
 public:
  virtual ~Target() = default;
  // Valid inputs to begin with. Those of a target that reads text are also where the words and lines come from that
  // mutated_text puts elsewhere.
  [[nodiscard]] virtual std::vector<std::string> seeds() const = 0;
  [[nodiscard]] virtual bool reads_text() const { return true; }
  // Tries one input: aborts where the program does anything but read or refuse it.
  virtual void try_input(std::string_view input) = 0;
};
[[nodiscard]] Target& target();

// A temporary folder with the files that a target reads, one of them replaced by the input. TMPDIR says where it is.
class FuzzFolder {
 public:
  // Copies what is in a folder of the project, "tests/fixtures/tiny2x2", into this one or a folder in it.
  void copy(const std::string& project_folder, const std::string& to = "");
  void write(const std::string& file, std::string_view bytes) const;
  // The file has these bytes until the next call, which puts its own content back.
  void replace(const std::string& file, std::string_view bytes);
  [[nodiscard]] std::string path(const std::string& file) const { return folder_.path(file); }
  // Names of all files, those in folders as "benchmark/use.csv", in the order of the alphabet.
  [[nodiscard]] std::vector<std::string> files() const;
  [[nodiscard]] std::string text(const std::string& file) const;

 private:
  TemporaryFolder folder_;
  std::string replaced_, own_content_;
};

// The first byte of an input says what the others are: here, which file of a list they are the content of.
[[nodiscard]] std::vector<std::string> seeds_of(const FuzzFolder& folder, const std::vector<std::string>& files);
struct ChosenFile {
  std::string file;
  std::string_view content;
};
[[nodiscard]] ChosenFile chosen_file(const std::vector<std::string>& files, std::string_view input);

// Runs the program in this process. Right is exit code 0, or 2 with a message "error: "; else it aborts. `others` are
// further codes that are right without an error: 1 of diff, or of a merged sweep with samples that are not solved.
void run(const std::vector<std::string>& arguments, const std::vector<int>& others = {});
// The same where nothing is tried yet: it aborts unless all is well.
void prepare(const std::vector<std::string>& arguments);

// Calls what commands call; an InputError or a FileError is an answer, anything else that is thrown is not.
void expect_answer(const std::function<void()>& call);

[[nodiscard]] std::string project_text(const std::string& file);  // content of a file of the project

[[noreturn]] void fail(const std::string& what);

// Replaces, deletes, repeats or exchanges lines and fields of a text, with words and lines of the seeds and with
// numbers that programs are not prepared for. The same text and seed give the same result.
[[nodiscard]] std::string mutated_text(std::string_view text, unsigned seed);

}  // namespace etslink::fuzz
