// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <tuple>

#include "calibration/random/random_draft.h"

namespace etslink {
namespace {

constexpr double purpose_chance = 0.5;  // that a sector buys a fuel for a purpose as well

enum RandomPurpose { coking, feedstock, own_use };  // in the order of their codes

// Divides what sectors buy of fuels into plain use and a purpose.
class PurposeWriter {
 public:
  explicit PurposeWriter(WorldDraft& draft) : draft_(draft), random_(draft.options.seed + 1) {}

  void write() {
    Benchmark& b = draft_.benchmark;
    b.purposes = {"coking", "feedstock", "own_use"};
    std::vector<UseFlow> use;
    for (const UseFlow& flow : b.use) {
      const Part part = part_of({flow.region, flow.user, flow.good});
      use.push_back(flow);
      if (!part.purpose.valid()) continue;
      use.push_back(flow);
      use.back().purpose = part.purpose;
      divide(use[use.size() - 2].value_musd, use.back().value_musd, part.share);
      divide(use[use.size() - 2].tax_musd, use.back().tax_musd, part.share);
    }
    b.use = std::move(use);
    write_emissions();
  }

 private:
  struct Part {
    Purpose purpose;
    double share = 0;
  };
  using Cell = std::tuple<Region, User, Sector>;

  static void divide(double& rest, double& part, double share) {
    part = rest * share;
    rest -= part;
  }

  // Drawn once for the purchases of all origins.
  Part part_of(const Cell& cell) {
    const auto known = parts_.find(cell);
    if (known != parts_.end()) return known->second;
    const auto& [region, user, good] = cell;
    const bool is_drawn = random_.chance(purpose_chance);
    const double share = random_.between(0.1, 0.9);
    const auto purpose = user.kind == User::Kind::sector ? purpose_of(good, {user.index}) : std::nullopt;
    const Part part = is_drawn && purpose ? Part{Purpose{*purpose}, share} : Part{};
    return parts_.emplace(cell, part).first->second;
  }

  [[nodiscard]] std::optional<RandomPurpose> purpose_of(Sector good, Sector sector) const {
    const SectorRole role = draft_.role(good);
    if (role == SectorRole::other || role == SectorRole::electricity) return std::nullopt;
    if (good == sector) return own_use;
    if (draft_.role(sector) != SectorRole::other) return std::nullopt;
    return role == SectorRole::coal ? coking : feedstock;
  }

  // Feedstock does not burn; other purposes have their part of the CO2.
  void write_emissions() {
    std::vector<EmissionFlow> emissions;
    for (const EmissionFlow& flow : draft_.benchmark.emissions) {
      emissions.push_back(flow);
      const Part part = flow.fuel ? part_of({flow.region, flow.user, *flow.fuel}) : Part{};
      if (!part.purpose.valid()) continue;
      EmissionFlow own = flow;
      own.purpose = part.purpose;
      divide(emissions.back().mt, own.mt, part.share);
      if (part.purpose != Purpose{feedstock}) emissions.push_back(own);
    }
    draft_.benchmark.emissions = std::move(emissions);
  }

  WorldDraft& draft_;
  RandomNumbers random_;  // of its own: the same world with and without purposes
  std::map<Cell, Part> parts_;
};

}  // namespace

void draw_purposes(WorldDraft& draft) { PurposeWriter(draft).write(); }

}  // namespace etslink
