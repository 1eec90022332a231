// SPDX-License-Identifier: Apache-2.0
// Random economies with technologies.
#include "calibration/random/random_technologies.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/solve_scenario.h"
#include "calibration/check_benchmark.h"
#include "calibration/random/random_numbers.h"
#include "calibration/random/random_world.h"
#include "model/input_volume.h"
#include "model/technology.h"
#include "tests/analysis/random_seeds.h"
#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// Two to four regions with or without technologies, a cap of up to 40 % on each with a chance, elasticities between
// them of 1 to 10.
EconomyInputs random_economy(int seed, bool has_technologies) {
  RandomNumbers random(static_cast<std::uint64_t>(seed));
  RandomWorldOptions options;
  options.regions = 2 + static_cast<int>(3 * random.uniform());
  options.sectors = 3 + static_cast<int>(5 * random.uniform());
  options.seed = static_cast<std::uint64_t>(seed);
  EconomyInputs inputs{random_world(options), klem_nests(), {}, {}};
  if (has_technologies)
    inputs.benchmark = with_random_technologies(inputs.benchmark, static_cast<std::uint64_t>(seed) + 1);
  add_technology_mix(inputs.nests);
  auto& mix = inputs.nests.production.front().nests.back();
  mix.sigma.factor = random.between(1, 10);
  mix.is_additive = random.chance(0.7);
  if (random.chance(0.5)) inputs.options.armington = ArmingtonOption::per_user;
  for (const RegionInfo& region : inputs.benchmark.regions) {
    if (random.chance(0.7)) add_market(inputs, region.code, random.between(0.05, 0.4));
  }
  return inputs;
}

ScenarioSolution solved_as_the_program_does(const Economy& economy) {
  return solve_scenario({&economy, nullptr, false, solver_factory(SolverChoice::automatic, 1), 1, true});
}

// Largest relative difference between what technologies make and what the nests that add them up make.
double largest_volume_gap(const Economy& economy, const EquilibriumState& state) {
  const InputVolumes volumes(economy);
  double largest = 0;
  for (const AdditiveCes& additive : economy.additive_ces) {
    const Activity& mix = economy.activities[additive.activity];
    double before = 0, now = 0;
    for (int e = mix.first_edge; e < mix.last_edge; ++e) {
      const double volume = volumes.of(economy.edges[e]).quantity;
      before += volume;
      now += volume / economy.edges[e].quantity0 * state.edge_quantity[e];
    }
    largest = std::max(largest, std::abs(now / before / state.activity_level[additive.activity] - 1));
  }
  return largest;
}

// Policies on technologies at random, in every region that has some; text says which.
class PolicyWriter {
 public:
  PolicyWriter(EconomyInputs& inputs, int seed) : inputs_(inputs), random_(static_cast<std::uint64_t>(seed) + 9000) {}

  std::string write() {
    for (Region region{0}; region.index < inputs_.benchmark.region_count(); ++region.index) {
      volumes_.clear();
      for (const OutputVolume& volume : inputs_.benchmark.output_volumes) {
        if (volume.region == region && is_technology(inputs_.benchmark.sectors[volume.good.index]))
          volumes_.push_back(volume);
      }
      if (volumes_.empty()) continue;
      // One quantity in a region: two can contradict each other.
      if (random_.chance(0.5))
        add_certificates();
      else
        add_limit();
      if (random_.chance(0.5)) add_subsidy();
    }
    if (random_.chance(0.5)) inputs_.options.technology_pool = TechnologyPayer::users;
    return text_;
  }

 private:
  template <class Policy>
  Policy policy(const std::string& kind) {
    Policy result;
    result.name = inputs_.benchmark.regions[volumes_.front().region.index].code;
    result.regions = {volumes_.front().region};
    result.technologies = {chosen().good};
    text_ += kind + " of " + result.name + ", ";
    return result;
  }

  const OutputVolume& chosen() {
    chosen_ = static_cast<std::size_t>(random_.uniform() * static_cast<double>(volumes_.size()));
    return volumes_[chosen_];
  }

  void add_certificates() {
    auto certificates = policy<GreenCertificates>("certificates");
    double all = 0;
    for (const OutputVolume& volume : volumes_) all += volume.quantity;
    certificates.share = std::min(1.0, random_.between(0.9, 1.2) * volumes_[chosen_].quantity / all);
    inputs_.policy.certificates.push_back(certificates);
  }

  void add_limit() {
    auto limit = policy<OutputLimit>("limit");
    limit.is_least = random_.chance(0.4);
    limit.is_relative = true;
    limit.quantity = limit.is_least ? random_.between(0.9, 1.2) : random_.between(0.7, 1.1);
    limit.payer = random_.chance(0.5) ? TechnologyPayer::users : TechnologyPayer::government;
    inputs_.policy.output_limits.push_back(limit);
  }

  void add_subsidy() {
    auto subsidy = policy<TechnologySubsidy>("subsidy");
    subsidy.per_unit = random_.between(-5, 5);
    if (random_.chance(0.5)) subsidy.payer = TechnologyPayer::users;
    inputs_.policy.subsidies.push_back(subsidy);
  }

  EconomyInputs& inputs_;
  RandomNumbers random_;
  std::vector<OutputVolume> volumes_;  // of the technologies of one region
  std::size_t chosen_ = 0;
  std::string text_;
};

}  // namespace

TEST_CASE("random policies on technologies are solved, or without them the caps are out of reach too") {
  int solved = 0, policies = 0;
  const std::vector<int> seeds = random_seeds("ETSLINK_RANDOM_TECHNOLOGIES", "1-8");
  for (const int seed : seeds) {
    EconomyInputs inputs = random_economy(seed, true);
    const std::string text = PolicyWriter(inputs, seed).write();
    CAPTURE(seed);
    CAPTURE(text);
    policies += static_cast<int>(inputs.policy.certificates.size() + inputs.policy.output_limits.size());
    const ScenarioSolution solution = solved_as_the_program_does(inputs.build());
    if (solution.report.solved()) {
      ++solved;
      continue;
    }
    CAPTURE(solution.report.message);
    CHECK_FALSE(solved_as_the_program_does(random_economy(seed, true).build()).report.solved());
  }
  MESSAGE(solved << " of " << seeds.size() << " are solved, with " << policies << " certificates and limits");
  CHECK(solved > 3 * static_cast<int>(seeds.size()) / 4);
  CHECK(policies > static_cast<int>(seeds.size()));
}

TEST_CASE("random economies with technologies balance and are solved under caps where those without are") {
  int solved = 0, unreachable = 0, technologies = 0;
  const std::vector<int> seeds = random_seeds("ETSLINK_RANDOM_TECHNOLOGIES", "1-20");
  for (const int seed : seeds) {
    CAPTURE(seed);
    const EconomyInputs inputs = random_economy(seed, true);
    CHECK(check_benchmark(inputs.benchmark, own_balance_tolerance).empty());
    const Economy economy = inputs.build();
    for (const Activity& activity : economy.activities) {
      const bool is_production = activity.kind == ActivityKind::production;
      technologies += is_production && is_technology(economy.sectors[activity.sector.index]) ? 1 : 0;
    }
    const ScenarioSolution solution = solved_as_the_program_does(economy);
    if (solution.report.solved()) {
      ++solved;
      CHECK(largest_volume_gap(economy, evaluate_state(economy, solution.report.x)) < 1e-8);
      continue;
    }
    // Caps that no equilibrium reaches, whatever power is made of.
    ++unreachable;
    CAPTURE(solution.report.message);
    CHECK_FALSE(solved_as_the_program_does(random_economy(seed, false).build()).report.solved());
  }
  MESSAGE(solved << " of " << seeds.size() << " are solved, of " << unreachable << " the caps are out of reach; "
                 << technologies << " technologies");
  CHECK(solved > 9 * static_cast<int>(seeds.size()) / 10);
  CHECK(technologies > static_cast<int>(seeds.size()));
}

}  // namespace etslink
