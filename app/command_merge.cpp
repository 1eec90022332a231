// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "analysis/run_study.h"
#include "analysis/sweep/read_shard.h"
#include "analysis/sweep/run_sweep.h"
#include "analysis/sweep/sweep_file.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/solve_options.h"
#include "files/input_files.h"

namespace etslink {
namespace {

CommandLine merge_command_line() {
  CommandLine line{
      "merge SHARD... -o FILE",
      "Puts the shards of a sweep (etslink sweep --shard K/N) together: the file is the one that a sweep in "
      "one piece writes.\n"
      "example: etslink merge part1.shard part2.shard -o sweep.h5\n",
      "SHARD (files of etslink sweep --shard)",
      {},
      1,
      true};
  line.options = {{"output,o", OptionKind::text, "results file"},
                  {"force", OptionKind::flag, "overwrite the results file where it is there already"},
                  {"json", OptionKind::flag, "print the results as JSON instead of the table, as 'etslink info' does"},
                  {"quiet,q", OptionKind::flag, "nothing but errors: no table"}};
  return line;
}

std::string name_of(const Shard& shard) { return "shard " + std::to_string(shard.k) + "/" + std::to_string(shard.n); }

// The shards of one sweep, each once and complete.
class ShardCollection {
 public:
  void add(const std::string& path) {
    auto content = read_journal(path);
    const Shard shard = content.shard;
    const auto description = checked_description(content, path);
    if (files_.empty()) {
      description_bytes_ = content.description;
      description_ = description;
      n_ = shard.n;
    }
    if (content.description != description_bytes_) {
      const auto difference = first_difference(description_, description);
      throw InputError({path, 0},
                       "is of another sweep than " + files_.begin()->second + ": it differs in " + difference);
    }
    if (shard.n != n_)
      throw InputError({path, 0},
                       "is " + name_of(shard) + ", but " + files_.begin()->second + " one of " + std::to_string(n_));
    const auto [other, is_new] = files_.emplace(shard.k, path);
    if (!is_new) throw InputError({path, 0}, "is " + name_of(shard) + ", as is " + other->second);
    int missing = 0;
    for (int u = 0; u < description_.units(); ++u) missing += shard.has(u) && !content.units.contains(u) ? 1 : 0;
    if (missing > 0) {
      throw InputError({path, 0}, name_of(shard) + " is not complete: " + std::to_string(missing) +
                                      " of its work units are missing; go on with etslink sweep --shard --resume");
    }
    units_.merge(content.units);
  }

  [[nodiscard]] SweepResult result() const {
    std::string missing;
    for (int k = 1; k <= n_; ++k) {
      if (!files_.contains(k)) missing += (missing.empty() ? "" : ", ") + std::to_string(k) + "/" + std::to_string(n_);
    }
    if (!missing.empty()) throw InputError({}, "missing shards: " + missing);
    return assemble(description_, units_);
  }

 private:
  std::map<int, std::string> files_;  // by k
  std::string description_bytes_;
  SweepDescription description_;
  int n_ = 0;
  std::map<int, std::string> units_;
};

}  // namespace

int merge_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(merge_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  if (!values.has("output")) throw InputError({}, "missing -o FILE; usage: etslink " + merge_command_line().usage);
  const auto output = values.text("output");
  ShardCollection shards;
  for (const auto& path : values.free()) {
    note_input(path);
    shards.add(path);
  }
  const auto result = shards.result();
  check_writable(output);
  check_printing(values, output);
  expect_no_file(output, values.has("force"));
  write_sweep(result, start_run(1), output);
  console.out << printed_results(values, output, sweep_table(result));
  return result.failed_samples() == 0 ? exit_solved : exit_not_solved;
}

}  // namespace etslink
