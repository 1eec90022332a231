// SPDX-License-Identifier: Apache-2.0
#include "calibration/random/random_technologies.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "calibration/random/random_numbers.h"
#include "calibration/read_technologies.h"
#include "model/technology.h"

namespace etslink {
namespace {

constexpr int most_technologies = 4;
constexpr double split_chance = 0.8;  // of a region
constexpr double twh_per_musd = 0.02;

class TechnologySplit {
 public:
  TechnologySplit(Benchmark benchmark, std::uint64_t seed)
      : benchmark_(std::move(benchmark)), random_(seed), sector_(chosen_sector()) {}

  Benchmark run() {
    for (int t = 0; t < most_technologies; ++t)
      benchmark_.sectors.push_back(
          technology_info(benchmark_.sectors[sector_.index], sector_, "t" + std::to_string(t + 1)));
    for (int r = 0; r < benchmark_.region_count(); ++r) {
      const bool is_split = random_.chance(split_chance);
      count_.push_back(is_split ? 2 + static_cast<int>(random_.uniform() * (most_technologies - 1)) : 0);
    }
    const User user{User::Kind::sector, sector_.index};
    divide(
        benchmark_.use, [&](const UseFlow& f) { return f.user == user && f.good != sector_; },
        [](const UseFlow& f) { return f.good.index; },
        [](UseFlow& f, double part, Sector producer) {
          f.user.index = producer.index;
          f.value_musd *= part;
          f.tax_musd *= part;
        });
    divide(
        benchmark_.emissions, [&](const EmissionFlow& f) { return f.user == user && f.fuel && *f.fuel != sector_; },
        [](const EmissionFlow& f) { return f.fuel->index; },
        [](EmissionFlow& f, double part, Sector producer) {
          f.user.index = producer.index;
          f.mt *= part;
        });
    divide(
        benchmark_.value_added, [&](const FactorFlow& f) { return f.sector == sector_; },
        [&](const FactorFlow& f) { return benchmark_.sector_count() + f.factor.index; },
        [](FactorFlow& f, double part, Sector producer) {
          f.sector = producer;
          f.value_musd *= part;
          f.tax_musd *= part;
        });
    sell();
    return std::move(benchmark_);
  }

 private:
  [[nodiscard]] Sector chosen_sector() const {
    for (Sector s{0}; s.index < benchmark_.sector_count(); ++s.index) {
      if (benchmark_.sectors[s.index].role == SectorRole::electricity) return s;
    }
    return {0};
  }

  // Parts of an input that stay with the sector and that go to each technology, drawn once.
  const std::vector<double>& parts(Region region, int input) {
    auto& drawn = parts_[{region, input}];
    if (!drawn.empty()) return drawn;
    drawn.push_back(random_.between(0.1, 0.6));
    for (int t = 0; t < count_[region.index]; ++t) drawn.push_back(random_.around_one(1));
    const double sum = std::accumulate(drawn.begin() + 1, drawn.end(), 0.0);
    for (std::size_t i = 1; i < drawn.size(); ++i) drawn[i] *= (1 - drawn.front()) / sum;
    return drawn;
  }

  template <class Row, class IsIts, class InputOf, class Scale>
  void divide(std::vector<Row>& rows, IsIts is_its, InputOf input_of, Scale scale) {
    std::vector<Row> result;
    for (const Row& row : rows) {
      if (!is_its(row) || count_[row.region.index] == 0) {
        result.push_back(row);
        continue;
      }
      const std::vector<double>& shares = parts(row.region, input_of(row));
      for (std::size_t i = 0; i < shares.size(); ++i) {
        result.push_back(row);
        scale(result.back(), shares[i], i == 0 ? sector_ : technology(static_cast<int>(i) - 1));
      }
    }
    rows = std::move(result);
  }

  [[nodiscard]] Sector technology(int t) const { return {benchmark_.sector_count() - most_technologies + t}; }

  void sell() {
    for (int r = 0; r < benchmark_.region_count(); ++r) {
      const double content = twh_per_musd * random_.around_one(0.3);
      for (int t = 0; t < count_[r]; ++t) {
        const double cost = costs_of(benchmark_, {r}, technology(t));
        if (cost > 0) sell_to_sector(benchmark_, {{r}, technology(t), VolumeUnit::terawatt_hour, content * cost, {}});
      }
    }
  }

  Benchmark benchmark_;
  RandomNumbers random_;
  Sector sector_;
  std::vector<int> count_;  // per region: technologies
  std::map<std::pair<Region, int>, std::vector<double>> parts_;
};

}  // namespace

Benchmark with_random_technologies(Benchmark benchmark, std::uint64_t seed) {
  return TechnologySplit(std::move(benchmark), seed).run();
}

}  // namespace etslink
