// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <utility>

#include "app/command.h"
#include "app/command_line.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "calibration/random/random_world.h"
#include "model/equilibrium.h"
#include "model/number_text.h"
#include "solvers/solve.h"
#include "study/nest_file.h"

namespace etslink {
namespace {

constexpr double cut = 0.2;  // of all covered emissions, in every region

CommandLine bench_command_line() {
  CommandLine line{
      "bench [OPTIONS]",
      "Draws a balanced world table at random (all taxes, transport margins, Armington pooled), solves a cut of 20 %\n"
      "in one permit market of all regions, and prints times, sizes and memory as one line of JSON\n"
      "(docs/performance.md).\n"
      "example: etslink bench --regions 8 --sectors 17\n",
      "",
      {}};
  line.options = {{"regions", OptionKind::text, "number of regions", "6"},
                  {"sectors", OptionKind::text, "number of sectors", "15"},
                  {"seed", OptionKind::text, "of the random table", "1"},
                  {"threads", OptionKind::text, "threads of evaluation and solver", "1"},
                  {"solver",
                   OptionKind::text,
                   "auto (Newton-Krylov; Ipopt confirms up to 3,000 unknowns), ipopt or newton-krylov",
                   "auto",
                   {"auto", "ipopt", "newton-krylov"}},
                  {"nests", OptionKind::text,
                   "nest file (docs/study_format.md), or the name of one that came with the program", "klem"}};
  return line;
}

// One market of all regions, all users, all fuels and processes.
PermitMarket world_market(const Benchmark& benchmark) {
  PermitMarket market;
  market.name = "world";
  for (int r = 0; r < benchmark.region_count(); ++r) {
    Coverage coverage;
    coverage.region = {r};
    for (int s = 0; s < benchmark.sector_count(); ++s) {
      coverage.users.push_back({User::Kind::sector, s});
      coverage.fuels.push_back({s});
    }
    for (int a = 0; a < static_cast<int>(benchmark.agents.size()); ++a) {
      if (benchmark.agents[a].region == coverage.region) coverage.users.push_back({User::Kind::agent, a});
    }
    market.coverage.push_back(std::move(coverage));
  }
  market.cap_mt.assign(benchmark.regions.size(), 0);
  for (const EmissionFlow& flow : benchmark.emissions) market.cap_mt[flow.region.index] += (1 - cut) * flow.mt;
  return market;
}

NestSet read_nests(const std::string& named, const Benchmark& benchmark) {
  const auto file = shipped_input(named, Shipped::nests);
  if (!std::filesystem::exists(file)) {
    throw InputError({file, 0}, "there is no such nest file; name one with --nests");
  }
  return read_nest_file(file, benchmark);
}

// Wall time since the last call.
class StopWatch {
 public:
  double lap() {
    const auto now = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(now - std::exchange(begin_, now)).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

class JsonLine {
 public:
  JsonLine& add(const std::string& key, double value) {
    return add_raw(key, std::isfinite(value) ? rounded_text(value, 4) : "null");
  }
  JsonLine& add(const std::string& key, std::uint64_t value) { return add_raw(key, std::to_string(value)); }
  JsonLine& add(const std::string& key, int value) { return add_raw(key, std::to_string(value)); }
  JsonLine& add(const std::string& key, const std::string& value) { return add_raw(key, '"' + value + '"'); }
  [[nodiscard]] std::string text() const { return "{" + text_ + "}\n"; }

 private:
  JsonLine& add_raw(const std::string& key, const std::string& value) {
    text_ += (text_.empty() ? "\"" : ", \"") + key + "\": " + value;
    return *this;
  }

  std::string text_;
};

// The table is freed when the graph stands.
Economy build(const Arguments& values, JsonLine& line, StopWatch& watch) {
  RandomWorldOptions options;
  options.regions = values.count("regions", 1, 1000);
  options.sectors = values.count("sectors", 1, 1000);
  options.seed = values.seed("seed");
  const Benchmark benchmark = random_world(options);
  line.add("regions", options.regions).add("sectors", options.sectors).add("seed", options.seed);
  line.add("seconds_table", watch.lap());
  const NestSet nests = read_nests(values.text("nests"), benchmark);
  return build_economy(benchmark, nests, {{world_market(benchmark)}, {1}, {}}, {});
}

}  // namespace

int bench_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(bench_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  SolveOptions options;
  options.solver = solver_choice(values);
  options.threads = values.count("threads", 1, 1024);
  JsonLine line;
  StopWatch watch;
  const Economy economy = build(values, line, watch);
  EquilibriumSystem system(economy);
  system.set_threads(options.threads);
  line.add("seconds_build", watch.lap());
  SolverReport report = solve(system, system.start(), options);
  line.add("seconds_solve", watch.lap());
  confirm(system, options, report);
  line.add("threads", options.threads).add("solver", values.text("solver"));
  line.add("unknowns", system.size()).add("jacobian_entries", system.pattern().entries());
  line.add("iterations", report.iterations).add("gmres_iterations", report.gmres_iterations);
  if (report.ipopt_confirmed) line.add("ipopt_iterations", report.ipopt_iterations).add("seconds_confirm", watch.lap());
  line.add("residual", report.residual).add("status", to_string(report.status)).add("peak_mb", peak_mb());
  console.out << line.text();
  return report.solved() ? exit_solved : exit_not_solved;
}

}  // namespace etslink
