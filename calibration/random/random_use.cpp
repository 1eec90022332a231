// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calibration/random/random_draft.h"

namespace etslink {
namespace {

constexpr double largest_input_share = 0.72;  // of intermediate inputs with their taxes in output

constexpr double household_share = 0.58, government_share = 0.17, investment_share = 0.25;  // of expenditure

// Typical share of an energy good in the output of a sector.
double energy_share(SectorRole good, SectorRole sector, const SectorProfile& profile) {
  const bool is_industry = sector == SectorRole::other && !profile.is_service;
  switch (good) {
    case SectorRole::coal:
      return sector == SectorRole::electricity ? 0.1 : !is_industry ? 0 : profile.process_intensity > 0 ? 0.015 : 0.002;
    case SectorRole::crude_oil:
      return sector == SectorRole::refined_oil ? 0.5 : 0;
    case SectorRole::gas:
      return sector == SectorRole::electricity ? 0.1 : is_industry ? 0.008 : 0.003;
    case SectorRole::refined_oil:
      return profile.is_transport ? 0.12 : 0.012;
    case SectorRole::electricity:
      return is_industry ? 0.025 : 0.015;
    default:
      return 0;
  }
}

// Typical share of an energy good in household expenditure.
double household_energy_share(SectorRole good) {
  switch (good) {
    case SectorRole::coal:
      return 0.0005;
    case SectorRole::gas:
      return 0.006;
    case SectorRole::refined_oil:
      return 0.025;
    case SectorRole::electricity:
      return 0.02;
    default:
      return 0;
  }
}

class UseWriter {
 public:
  explicit UseWriter(WorldDraft& draft)
      : draft_(draft), random_(draft.random), goods_(draft.options.sectors), is_absent_(goods_ * goods_) {
    for (char& absent : is_absent_) absent = random_.chance(draft.options.zero_share / 2);
    for (int i = 0; i < goods_ * goods_; ++i) material_weight_.push_back(random_.around_one(1.2));
  }

  void write() {
    draft_.benchmark.use.reserve(2 * draft_.is_made.size() * (goods_ + 4));
    for (int r = 0; r < draft_.options.regions; ++r) {
      for (int s = 0; s < goods_; ++s) {
        if (draft_.is_made[draft_.cell({r}, {s})]) sector({r}, {s});
      }
      const double gdp = draft_.regions[r].gdp;
      std::vector<double> demand(goods_, 0);
      agent({r}, {User::Kind::agent, 3 * r}, household_share * gdp, demand);
      agent({r}, {User::Kind::agent, 3 * r + 1}, government_share * gdp, demand);
      agent({r}, {User::Kind::agent, 3 * r + 2}, investment_share * gdp, demand);
      if (draft_.options.stock_changes) stocks({r}, demand);
    }
  }

 private:
  // A cell without flow, half of them in all regions; the good of the sector itself and the last good are never absent.
  // Agents: no sector.
  bool is_zero(Sector good, Sector sector) {
    const double zero = draft_.options.zero_share;
    const bool is_drawn = random_.chance(zero / 2 / (1 - zero / 2));
    if (good == sector || good.index == goods_ - 1) return false;
    return is_drawn || (sector.valid() && is_absent_[good.index * goods_ + sector.index]);
  }

  // Shares of all goods in output, at user prices.
  std::vector<double> technology(Sector sector) {
    const SectorProfile& profile = draft_.sectors[sector.index];
    std::vector<double> share(goods_, 0);
    double materials = 0;
    for (int g = 0; g < goods_; ++g) {
      const double noise = random_.around_one(0.3);
      if (is_zero({g}, sector)) continue;
      if (draft_.role({g}) != SectorRole::other) {
        share[g] = energy_share(draft_.role({g}), draft_.role(sector), profile) * noise;
        continue;
      }
      share[g] = material_weight_[g * goods_ + sector.index] * noise;
      materials += share[g];
    }
    double sum = 0;
    for (int g = 0; g < goods_; ++g) {
      if (draft_.role({g}) == SectorRole::other && materials > 0) share[g] *= profile.material_share / materials;
      sum += share[g];
    }
    for (double& value : share) value *= std::min(1.0, largest_input_share / sum);
    return share;
  }

  void sector(Region region, Sector sector) {
    const std::vector<double> share = technology(sector);
    for (int g = 0; g < goods_; ++g) add(region, {g}, {User::Kind::sector, sector.index}, share[g]);
  }

  double agent_weight(AgentKind kind, Sector good) const {
    const SectorProfile& profile = draft_.sectors[good.index];
    if (draft_.role(good) != SectorRole::other) return 0;
    return kind == AgentKind::household    ? profile.household_weight
           : kind == AgentKind::government ? profile.government_weight
                                           : profile.investment_weight;
  }

  // Spends an amount at user prices on all goods and adds it up in `demand`.
  void agent(Region region, User user, double amount, std::vector<double>& demand) {
    const AgentKind kind = draft_.benchmark.agents[user.index].kind;
    std::vector<double> energy(goods_, 0), weight(goods_, 0);
    double energy_sum = 0, weight_sum = 0;
    for (int g = 0; g < goods_; ++g) {
      const double noise = random_.around_one(0.3);
      if (is_zero({g}, {-1})) continue;
      if (kind == AgentKind::household) energy[g] = household_energy_share(draft_.role({g})) * noise;
      weight[g] = agent_weight(kind, {g}) * noise;
      energy_sum += energy[g];
      weight_sum += weight[g];
    }
    for (int g = 0; g < goods_; ++g) {
      const double value = amount * (energy[g] + (1 - energy_sum) * weight[g] / weight_sum);
      demand[g] += add(region, {g}, user, value);
    }
  }

  // Smaller than what agents buy of the good, so that total final demand is never negative.
  void stocks(Region region, const std::vector<double>& demand) {
    for (int g = 0; g < goods_; ++g) {
      const double change = random_.between(-0.2, 0.2);
      if (draft_.sectors[g].is_service || !random_.chance(0.5)) continue;
      write_origins(region, {g}, {User::Kind::stock_change, -1}, {change * demand[g], 0});
    }
  }

  struct Purchase {
    double value, tax;
  };

  // Divides an amount at user prices into value and tax; returns the value.
  double add(Region region, Sector good, User user, double amount) {
    const double rate = tax_rate(good, user);
    write_origins(region, good, user, {amount / (1 + rate), amount / (1 + rate) * rate});
    return amount / (1 + rate);
  }

  double tax_rate(Sector good, User user) {
    const double position = random_.uniform();
    if (!draft_.options.use_taxes) return 0;
    const bool is_household = user.kind == User::Kind::agent && user.index % 3 == 0;
    if (draft_.role(good) == SectorRole::refined_oil) return 0.1 + 0.5 * position;
    if (draft_.role(good) != SectorRole::other) return 0.1 * position;
    return is_household ? 0.05 + 0.15 * position : 0.04 * position - 0.005;
  }

  void write_origins(Region region, Sector good, User user, Purchase purchase) {
    if (purchase.value == 0) return;
    const double imported = draft_.import_share[draft_.cell(region, good)];
    if (imported < 1) {
      draft_.benchmark.use.push_back({region,
                                      good,
                                      user,
                                      {Origin::Kind::domestic, {}},
                                      (1 - imported) * purchase.value,
                                      (1 - imported) * purchase.tax,
                                      {}});
    }
    if (imported > 0) {
      draft_.benchmark.use.push_back(
          {region, good, user, {Origin::Kind::imported, {}}, imported * purchase.value, imported * purchase.tax, {}});
    }
  }

  WorldDraft& draft_;
  RandomNumbers& random_;
  int goods_;
  std::vector<char> is_absent_;          // per (good, sector), in all regions
  std::vector<double> material_weight_;  // per (good, sector)
};

}  // namespace

void draw_use(WorldDraft& draft) { UseWriter(draft).write(); }

}  // namespace etslink
