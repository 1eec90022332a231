// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "files/file_access.h"
#include "model/benchmark.h"

namespace etslink {

// Writes every file of a benchmark folder (optional ones only where they have rows) in the order of the records,
// shortest round-trip digits, LF, and `more` beside them. Files of the format that this benchmark does not have are
// removed, other files stay. read_benchmark gives the same records back, bit for bit. Where the disk is full an old
// folder stays as it was; one that is stopped while files get their names has no benchmark.toml. WriteError.
void write_benchmark(const Benchmark& benchmark, const std::string& folder, std::vector<FileChange> more = {});

// FileError where the folder can't be written, or where a benchmark written there (with these files beside it) would
// overwrite or remove what the same command has read.
void check_benchmark_output(const std::string& folder, const std::vector<std::string>& more_files = {});

}  // namespace etslink
