// SPDX-License-Identifier: Apache-2.0
#include "model/assembly.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "model/booking_sink.h"
#include "model/budget_terms.h"
#include "model/rule_terms.h"
#include "solvers/parallel.h"

namespace etslink {

Assembly::Assembly(const Economy& economy, const TableOfContents& table)
    : economy_(economy), table_(table), processes_(process_index(economy)), activities_(economy.regions.size() + 1) {
  const int world = static_cast<int>(economy.regions.size());
  for (int n = 0; n < static_cast<int>(economy.activities.size()); ++n) {
    const Region region = economy.activities[n].region;
    activities_[region.valid() ? region.index : world].push_back(n);
  }
  is_logarithm_.assign(table.entries.size(), 0);
  for (const int u : table.price) is_logarithm_[u] = 1;
  for (const int u : table.level) is_logarithm_[u] = 1;
  is_logarithm_[table.numeraire_price] = 1;
  for (const ConditionEntry& entry : table.entries) {
    row_owner_.push_back(entry.region.valid() ? entry.region.index : world);
    row_weight_.push_back(1 / entry.scale);
  }
  record();
}

template <class Sink>
void Assembly::add_terms(int chunk, Sink& sink) const {
  ActivityTerms<Sink> terms(economy_, table_, sink, processes_);
  for (const int n : activities_[chunk]) terms.add(n);
  if (chunk != chunk_count() - 1) return;
  BudgetTerms<Sink>(economy_, table_, sink).add();
  RuleTerms<Sink>(economy_, table_, sink, processes_).add();
}

EvaluationPoint Assembly::point(std::span<const double> x) const {
  EvaluationPoint result{x, std::vector<double>(x.size(), 0)};
  for (std::size_t u = 0; u < x.size(); ++u) {
    if (is_logarithm_[u]) result.exponential[u] = std::exp(x[u]);
  }
  return result;
}

void Assembly::record() {
  std::vector<double> start;
  for (const ConditionEntry& entry : table_.entries) start.push_back(entry.start);
  const EvaluationPoint benchmark = point(start);
  const int chunks = chunk_count();
  std::vector<DistinctEntries> entries;
  row_places_.of_chunk.resize(chunks);
  row_places_.received.resize(chunks);
  for (int c = 0; c < chunks; ++c) {
    PatternSink sink(benchmark);
    add_terms(c, sink);
    entries.push_back(distinct_entries(std::move(sink.entries), static_cast<int>(start.size())));
    for (const int row : sink.rows) {
      const int owner = row_owner_[row];
      if (owner != c) row_places_.received[owner].emplace_back(row_places_.buffer_size, row);
      row_places_.of_chunk[c].push_back(owner == c ? row : ~row_places_.buffer_size++);
    }
  }
  place(entries);
}

// Compressed rows of all touched entries, and the place of each touch.
void Assembly::place(std::vector<DistinctEntries>& entries) {
  PlacedEntries placed = place_entries(entries, static_cast<int>(table_.entries.size()));
  pattern_ = std::move(placed.pattern);
  entry_places_.received.resize(entries.size());
  for (std::size_t c = 0; c < entries.size(); ++c) {
    for (int& touch : entries[c].of_touch) {
      const int owner = row_owner_[entries[c].row[touch]], entry = placed.place[c][touch];
      const bool is_own = owner == static_cast<int>(c);
      if (!is_own) entry_places_.received[owner].emplace_back(entry_places_.buffer_size, entry);
      touch = is_own ? entry : ~entry_places_.buffer_size++;
    }
    entry_places_.of_chunk.push_back(std::move(entries[c].of_touch));
  }
}

template <class Sink>
void Assembly::evaluate(const Places& places, std::span<const double> x, std::span<double> result, int threads) const {
  const EvaluationPoint at = point(x);
  // Every position is written before it is read.
  const auto memory = std::make_unique_for_overwrite<double[]>(places.buffer_size);
  const std::span<double> buffer(memory.get(), places.buffer_size);
  std::fill(result.begin(), result.end(), 0.0);
  parallel_for(chunk_count(), threads, [&](int c) {
    Sink sink(at, places.of_chunk[c], result, buffer);
    add_terms(c, sink);
  });
  parallel_for(chunk_count(), threads, [&](int c) {
    for (const auto& [position, target] : places.received[c]) result[target] += buffer[position];
  });
}

void Assembly::residual(std::span<const double> x, std::span<double> f, int threads) const {
  evaluate<ResidualSink>(row_places_, x, f, threads);
  for (std::size_t i = 0; i < f.size(); ++i) f[i] *= row_weight_[i];
}

void Assembly::magnitudes(std::span<const double> x, std::span<double> size, int threads) const {
  evaluate<MagnitudeSink>(row_places_, x, size, threads);
  for (std::size_t i = 0; i < size.size(); ++i) size[i] *= row_weight_[i];
}

void Assembly::book(std::span<const double> x, EquilibriumState& state) const {
  const EvaluationPoint at = point(x);
  BookingSink sink(at, economy_, state);
  for (int c = 0; c < chunk_count(); ++c) add_terms(c, sink);
  sink.close();
}

void Assembly::jacobian(std::span<const double> x, std::span<double> values, int threads) const {
  evaluate<JacobianSink>(entry_places_, x, values, threads);
  constexpr int parts = 32;
  parallel_for(parts, threads, [&](int part) {
    const auto row_at = [&](int p) { return static_cast<int>(static_cast<long>(pattern_.size) * p / parts); };
    for (int i = row_at(part); i < row_at(part + 1); ++i) {
      for (int k = pattern_.row_start[i]; k < pattern_.row_start[i + 1]; ++k) values[k] *= row_weight_[i];
    }
  });
}

}  // namespace etslink
