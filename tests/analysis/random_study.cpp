// SPDX-License-Identifier: Apache-2.0
#include "tests/analysis/random_study.h"

#include <algorithm>

#include "calibration/random/random_numbers.h"
#include "calibration/random/random_world.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// Studies from this seed on may have a constant difference of elasticities; those before stay what docs/model.md says.
constexpr std::uint64_t first_seed_with_cde = 20000;

class StudyWriter {
 public:
  explicit StudyWriter(std::uint64_t seed) : random_(seed), has_cde_(seed >= first_seed_with_cde) {}

  RandomStudy write() {
    RandomStudy study;
    EconomyInputs& inputs = study.inputs;
    inputs.benchmark = world();
    inputs.nests = nests();
    inputs.options = options(inputs.benchmark);
    inputs.policy = policy(inputs.benchmark);
    study.description = std::move(text_);
    study.deepest_cut = deepest_cut_;
    return study;
  }

 private:
  int whole(int low, int high) { return low + static_cast<int>(random_.uniform() * (high - low + 1)); }

  double elasticity() {
    const double kind = random_.uniform();
    if (kind < 0.15) return 0;
    if (kind < 0.3) return 1;
    return random_.between(0, kind < 0.7 ? 2 : 10);
  }

  Benchmark world() {
    RandomWorldOptions options;
    options.regions = whole(2, 5);
    options.sectors = whole(3, 8);
    options.seed = static_cast<std::uint64_t>(whole(1, 1000000));
    options.zero_share = random_.between(0, 0.6);
    for (bool* tax : {&options.tariffs, &options.export_taxes, &options.use_taxes, &options.output_taxes,
                      &options.factor_taxes, &options.stock_changes, &options.process_emissions})
      *tax = random_.chance(0.7);
    options.margin_services = whole(0, 3);
    text_ = std::to_string(options.regions) + " x " + std::to_string(options.sectors);
    return random_world(options);
  }

  NestSet nests() {
    NestSet nests = klem_nests();
    std::vector<NestTree*> trees{&nests.household, &nests.government, &nests.investment};
    for (NestTree& tree : nests.production) trees.push_back(&tree);
    for (NestTree* tree : trees) {
      for (Nest& nest : tree->nests) {
        if (!nest.sigma.resource_supply) nest.sigma = {elasticity(), "", false, {}};
      }
    }
    nests.margin_pool = {elasticity(), "", false, {}};
    nests.parameters = {{"supply_elasticity", "", "", elasticity(), {}},
                        {"process_xhat", "", "", random_.between(20, 200), {}},
                        {"process_nu", "", "", random_.chance(0.2) ? 1 : random_.between(0, 2), {}},
                        {"transformation_elasticity", "", "", elasticity(), {}}};
    return nests;
  }

  ModelOptions options(const Benchmark& benchmark) {
    ModelOptions options;
    if (random_.chance(0.5)) options.armington = ArmingtonOption::per_user;
    if (random_.chance(0.5)) options.resources = ResourceOption::constant_elasticity;
    text_ += options.armington == ArmingtonOption::pooled ? ", pooled" : ", per user";
    for (const SectorInfo& sector : benchmark.sectors) {
      for (const char* parameter : {"esubd", "esubm"})
        options.elasticities.push_back({parameter, "", sector.code, elasticity(), {}});
    }
    if (has_cde_ && random_.chance(0.8)) set_cde(benchmark, options);
    return options;
  }

  // Parameters by good, those of substitution of one sign.
  void set_cde(const Benchmark& benchmark, ModelOptions& options) {
    options.household_demand = HouseholdDemand::cde;
    const double sign = random_.chance(0.7) ? 1 : -1;
    text_ += sign > 0 ? ", CDE" : ", CDE below 0";
    for (const SectorInfo& sector : benchmark.sectors) {
      const double size = sign > 0 ? random_.between(0.05, 0.9) : random_.between(0.05, 2);
      options.elasticities.push_back({"subpar", "", sector.code, sign * size, {}});
      options.elasticities.push_back({"incpar", "", sector.code, random_.between(0.2, 1.6), {}});
    }
  }

  // Each user and each fuel of the region with a chance, and a share of them.
  Coverage coverage(const Benchmark& benchmark, Region region) {
    Coverage coverage;
    coverage.region = region;
    const double chance = random_.between(0.3, 1.2);
    for (int s = 0; s < benchmark.sector_count(); ++s) {
      if (random_.chance(chance)) coverage.users.push_back({User::Kind::sector, s});
      if (random_.chance(chance)) coverage.fuels.push_back({s});
    }
    for (int a = 0; a < static_cast<int>(benchmark.agents.size()); ++a) {
      if (benchmark.agents[a].region == region && random_.chance(chance))
        coverage.users.push_back({User::Kind::agent, a});
    }
    coverage.process = random_.chance(0.5);
    coverage.share = random_.chance(0.5) ? 1 : random_.between(0.1, 1);
    return coverage;
  }

  void add_market(const Benchmark& benchmark, Region region, Policy& policy) {
    PermitMarket market;
    market.name = benchmark.regions[region.index].code;
    market.coverage = {coverage(benchmark, region)};
    market.cap_mt.assign(benchmark.regions.size(), 0);
    market.revenue = random_.chance(0.3) ? RevenueUse::government : RevenueUse::household;
    const double cut = random_.chance(0.1) ? 0 : random_.between(0, 0.9);
    const double emissions = covered_emissions(benchmark, market.coverage.front());
    if (emissions <= 0) return;
    market.cap_mt[region.index] = (1 - cut) * emissions;
    deepest_cut_ = std::max(deepest_cut_, cut);
    text_ += ", " + market.name + " -" + rounded_text(100 * cut, 3) + " %";
    policy.markets.push_back(std::move(market));
    policy.active.push_back(1);
  }

  Policy policy(const Benchmark& benchmark) {
    Policy policy;
    for (int r = 0; r < benchmark.region_count(); ++r) {
      if (random_.chance(0.8)) add_market(benchmark, {r}, policy);
    }
    MarketLink link;
    for (int m = 0; m < static_cast<int>(policy.markets.size()); ++m) {
      if (random_.chance(0.5)) link.markets.push_back(m);
    }
    if (link.markets.size() > 1) {
      text_ += ", linked: " + std::to_string(link.markets.size());
      policy.links.push_back(std::move(link));
    }
    return policy;
  }

  RandomNumbers random_;
  bool has_cde_;
  std::string text_;
  double deepest_cut_ = 0;
};

}  // namespace

RandomStudy random_study(std::uint64_t seed) { return StudyWriter(seed).write(); }

}  // namespace etslink
