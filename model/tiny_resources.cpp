// SPDX-License-Identifier: Apache-2.0
#include "model/tiny_resources.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/factors.h"
#include "model/number_text.h"
#include "model/production.h"

namespace etslink {
namespace {

class TinyResources {
 public:
  TinyResources(Benchmark& benchmark, const NestSet& nests, const ModelOptions& options)
      : benchmark_(benchmark), nests_(nests), options_(options) {
    for (const FactorFlow& flow : benchmark.value_added)
      cost_[{flow.region, flow.sector}] += flow.value_musd + flow.tax_musd;
    for (const UseFlow& flow : benchmark.use) {
      if (flow.user.kind == User::Kind::sector)
        cost_[{flow.region, {flow.user.index}}] += flow.value_musd + flow.tax_musd;
    }
  }

  std::string turn() {
    const auto flows = benchmark_.value_added;
    for (const FactorFlow& flow : flows) {
      const double share = (flow.value_musd + flow.tax_musd) / cost_[{flow.region, flow.sector}];
      if (!is_calibrated(flow) || !(share < options_.tiny_resource_share)) continue;
      const Factor capital = capital_of(flow.region, flow.sector);
      if (!capital.valid()) continue;
      move(flow, capital);
      names_ += (names_.empty() ? "" : "; ") + benchmark_.sectors[flow.sector.index].name + ", " +
                benchmark_.regions[flow.region.index].code + " " + rounded_text(100 * share, 2) + " % (" +
                benchmark_.factors[capital.index].name + ")";
    }
    if (names_.empty()) return "";
    return "resources with less than " + rounded_text(100 * options_.tiny_resource_share, 3) +
           " % of the costs of their sector become capital of it (model.least_resource_percent): " + names_;
  }

 private:
  // Is the supply of the sector calibrated by its resource?
  [[nodiscard]] bool is_calibrated(const FactorFlow& flow) const {
    if (benchmark_.factors[flow.factor.index].mobility != FactorMobility::specific || !(flow.value_musd > 0))
      return false;
    const SectorInfo& sector = benchmark_.sectors[flow.sector.index];
    return is_fossil_fuel(sector) || production_tree(nests_, sector).nests.front().sigma.resource_supply;
  }

  // How well a factor suits as capital: by its role, by what it is not; 0: it can't be.
  [[nodiscard]] int likeness(Factor factor, Region region) const {
    const FactorInfo& info = benchmark_.factors[factor.index];
    if (info.mobility == FactorMobility::specific) return 0;
    if (info.role == FactorRole::capital) return 4;
    if (factor == options_.capital_factor) return 3;
    const LabourRule labour = labour_rule(options_, region);
    const bool is_labour = labour.rule != LabourOption::fixed && factor == labour.factor;
    return info.role == FactorRole::labour || is_labour ? 1 : 2;
  }

  // Of equals the one that the sector pays most for; of those that are not known as capital only one that it pays for.
  [[nodiscard]] Factor capital_of(Region region, Sector sector) const {
    if (options_.tiny_resource_becomes.valid()) return options_.tiny_resource_becomes;
    std::vector<double> paid(benchmark_.factors.size(), 0);
    for (const FactorFlow& flow : benchmark_.value_added) {
      if (flow.region == region && flow.sector == sector) paid[flow.factor.index] += flow.value_musd;
    }
    Factor best;
    std::pair<int, double> most{0, 0};
    for (int f = 0; f < static_cast<int>(paid.size()); ++f) {
      const int like = likeness({f}, region);
      if (like == 0 || (like < 3 && paid[f] <= 0)) continue;
      if (std::pair(like, paid[f]) <= most) continue;
      best = {f};
      most = {like, paid[f]};
    }
    return best;
  }

  void move(const FactorFlow& flow, Factor capital) {
    move_endowments(flow, capital);
    std::erase_if(benchmark_.value_added, [&](const FactorFlow& other) {
      return other.region == flow.region && other.sector == flow.sector && other.factor == flow.factor;
    });
    for (FactorFlow& other : benchmark_.value_added) {
      if (other.region != flow.region || other.sector != flow.sector || other.factor != capital) continue;
      other.value_musd += flow.value_musd;
      other.tax_musd += flow.tax_musd;
      return;
    }
    FactorFlow added = flow;
    added.factor = capital;
    benchmark_.value_added.push_back(added);
  }

  // Every owner of the resource owns as much more capital.
  void move_endowments(const FactorFlow& flow, Factor capital) {
    double total = 0;
    for (const EndowmentFlow& owned : benchmark_.endowments)
      total += owned.region == flow.region && owned.factor == flow.factor ? owned.value_musd : 0;
    if (!(total > 0)) return;
    const auto old = benchmark_.endowments;
    for (std::size_t i = 0; i < old.size(); ++i) {
      if (old[i].region != flow.region || old[i].factor != flow.factor) continue;
      const double part = old[i].value_musd * std::min(1.0, flow.value_musd / total);
      benchmark_.endowments[i].value_musd = std::max(0.0, benchmark_.endowments[i].value_musd - part);
      endow(old[i], capital, part);
    }
  }

  void endow(const EndowmentFlow& owner, Factor capital, double value) {
    for (EndowmentFlow& owned : benchmark_.endowments) {
      if (owned.region != owner.region || owned.agent != owner.agent || owned.factor != capital) continue;
      owned.value_musd += value;
      return;
    }
    EndowmentFlow added = owner;
    added.factor = capital;
    added.value_musd = value;
    benchmark_.endowments.push_back(added);
  }

  Benchmark& benchmark_;
  const NestSet& nests_;
  const ModelOptions& options_;
  std::map<std::pair<Region, Sector>, double> cost_;
  std::string names_;
};

}  // namespace

std::string turn_tiny_resources(Benchmark& benchmark, const NestSet& nests, const ModelOptions& options) {
  return options.tiny_resource_share > 0 ? TinyResources(benchmark, nests, options).turn() : std::string();
}

}  // namespace etslink
