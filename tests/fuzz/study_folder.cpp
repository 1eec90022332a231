// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/study_folder.h"

#include "analysis/run_study.h"

namespace etslink::fuzz {

void add_studies(FuzzFolder& folder) {
  for (const char* name : {"tests/fixtures/studies", "tests/fixtures/tiny_taxes", "tests/fixtures/tiny_households",
                           "tests/fixtures/tiny_make", "data/nests"})
    folder.copy(name, name);
  folder.copy("tests/fixtures/tiny2x2", "tests/fixtures/studies/benchmark");
}

void read_and_build(const FuzzFolder& folder, const std::string& study, const std::vector<std::string>& settings) {
  expect_answer([&] {
    const Study read = read_study(folder.path(study), settings);
    // One of them, so that an input takes milliseconds; another one with the next byte of the text.
    const auto& scenario = read.scenarios[read.text.size() % read.scenarios.size()];
    static_cast<void>(source_of(read, scenario).build(scenario.policy, read.wanted.channels));
  });
}

}  // namespace etslink::fuzz
