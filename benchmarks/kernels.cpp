// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include "calibration/random/random_world.h"
#include "model/edge_kernel.h"
#include "model/equilibrium.h"
#include "study/nest_file.h"

// Times of what a solve consists of, on random world tables of `regions` x `sectors`.
namespace etslink {
namespace {

Benchmark table(const benchmark::State& state) {
  RandomWorldOptions options;
  options.regions = static_cast<int>(state.range(0));
  options.sectors = static_cast<int>(state.range(1));
  return random_world(options);
}

NestSet nests(const Benchmark& data) { return read_nest_file(ETSLINK_SOURCE_DIR "/data/nests/klem.toml", data); }

Economy economy(const benchmark::State& state) {
  const Benchmark data = table(state);
  return build_economy(data, nests(data), {}, {});
}

void random_table(benchmark::State& state) {
  for ([[maybe_unused]] auto repetition : state) benchmark::DoNotOptimize(table(state));
}

void build_graph(benchmark::State& state) {
  const Benchmark data = table(state);
  const NestSet set = nests(data);
  for ([[maybe_unused]] auto repetition : state) benchmark::DoNotOptimize(build_economy(data, set, {}, {}));
}

void record_system(benchmark::State& state) {
  const Economy graph = economy(state);
  for ([[maybe_unused]] auto repetition : state) benchmark::DoNotOptimize(EquilibriumSystem(graph).size());
}

void residual(benchmark::State& state) {
  const Economy graph = economy(state);
  const EquilibriumSystem system(graph);
  std::vector<double> f(system.size());
  for ([[maybe_unused]] auto repetition : state) {
    system.residual(system.start(), f);
    benchmark::DoNotOptimize(f.data());
  }
  state.counters["unknowns"] = system.size();
}

void jacobian(benchmark::State& state) {
  const Economy graph = economy(state);
  const EquilibriumSystem system(graph);
  std::vector<double> values(system.pattern().entries());
  for ([[maybe_unused]] auto repetition : state) {
    system.jacobian(system.start(), values);
    benchmark::DoNotOptimize(values.data());
  }
  state.counters["entries"] = system.pattern().entries();
}

// CES unit cost of so many inputs.
void unit_cost(benchmark::State& state) {
  const std::size_t inputs = static_cast<std::size_t>(state.range(0));
  std::vector<double> share(inputs, 1.0 / static_cast<double>(inputs)), z(inputs);
  for (std::size_t i = 0; i < inputs; ++i) z[i] = 0.01 * static_cast<double>(i % 7);
  for ([[maybe_unused]] auto repetition : state) benchmark::DoNotOptimize(log_unit_cost(share, z, 0.5));
}

void table_sizes(benchmark::internal::Benchmark* kernel) {
  kernel->Args({8, 17})->Args({41, 35})->Unit(benchmark::kMillisecond);
}

BENCHMARK(random_table)->Apply(table_sizes);
BENCHMARK(build_graph)->Apply(table_sizes);
BENCHMARK(record_system)->Apply(table_sizes);
BENCHMARK(residual)->Apply(table_sizes);
BENCHMARK(jacobian)->Apply(table_sizes);
BENCHMARK(unit_cost)->Arg(4)->Arg(40)->Arg(140);

}  // namespace
}  // namespace etslink
