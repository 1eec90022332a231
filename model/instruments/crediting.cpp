// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/crediting.h"

#include <algorithm>
#include <optional>

#include "model/charges.h"
#include "model/exclusive_slots.h"
#include "model/instruments/links.h"
#include "model/instruments/output_rates.h"
#include "model/instruments/twins.h"
#include "model/technology.h"

namespace etslink {
namespace {

class CreditingBuilder {
 public:
  CreditingBuilder(BuildContext& context, int market)
      : context_(context),
        economy_(context.economy),
        m_(market),
        policy_(context.policy.markets[market]),
        region_(policy_.coverage.front().region) {}

  // A market that is off has twins as well, which stand idle: all scenarios of a study have the same graph.
  void add() {
    check();
    for (const OutputRate& rate : policy_.crediting->baseline) add_sector(rate);
    if (!is_on()) return;
    economy_.pools[economy_.markets[m_].pool].start -=
        economy_.markets[m_].benchmark_emissions / pool_benchmark_emissions(economy_, m_);
    supply_permits(economy_, {m_, region_, PermitSource::crediting, earned_});
  }

  // When all instruments have said which permits they supply and earn.
  void sell() {
    if (!is_on()) return;
    check_permits();
    const std::optional<int> link = find_link();
    const bool is_merged = economy_.pools[economy_.markets[m_].pool].markets.size() > 1;
    if (!is_merged && !link) sell_at_home();
  }

 private:
  void check() const {
    for (const Coverage& coverage : policy_.coverage) {
      if (coverage.region != region_)
        throw InputError(policy_.at,
                         "the credits of market '" + policy_.name + "' have several regions; write one for each");
    }
    if (policy_.indirect) throw InputError(policy_.at, "market '" + policy_.name + "' credits direct emissions only");
  }

  void add_sector(const OutputRate& rate) {
    const RatedSector sector = rated_sector(context_, m_, rate);
    check_sector(sector.activity, rate);
    context_.credited.insert(sector.activity);
    const TwinSector twin = add_twin(context_, sector.activity);
    for (int n = twin.first_clone; n < twin.last_clone; ++n) {
      for (int e = economy_.activities[n].first_edge; e < economy_.activities[n].last_edge; ++e)
        charge(economy_.edges[e], rate);
    }
    charge_process(twin.twin, rate);
    if (is_on()) earn(sector, twin);
  }

  // A tonne that a cap counts already can't be sold as a credit. What a sector buys of its technologies they have made,
  // and emitted, whether it opts in or not.
  void check_sector(int sector, const OutputRate& rate) const {
    for (const Sector technology : technologies_of(economy_.sectors, rate.sector)) {
      if (context_.flows.output(rate.region, technology) > 0)
        throw InputError(rate.at, "market '" + policy_.name + "' credits " + economy_.activities[sector].name +
                                      ", which is made by technologies; allowed: one of them, such as " +
                                      economy_.sectors[technology.index].code);
    }
    if (context_.credited.contains(sector))
      throw InputError(rate.at, "market '" + policy_.name + "' credits " + economy_.activities[sector].name +
                                    ", which another market credits");
  }
  void check_permits() const {
    for (const OutputRate& rate : policy_.crediting->baseline) {
      const Activity& sector = economy_.activities[find_production(economy_, rate.region, rate.sector)];
      if (std::any_of(sector.charges.begin(), sector.charges.end(), earns_permits))
        throw InputError(rate.at,
                         "market '" + policy_.name + "' credits " + sector.name + ", which earns permits already");
    }
  }
  void check_charges(const Charges& charges, const OutputRate& rate) const {
    for_each_charge(charges, ChargeBase::quantity, [&](const Charge& charge) {
      if (!is_on() || !charge.is_counted) return;
      const PermitMarket& other = context_.policy.markets[charge.market];
      if (other.fixed_price && !other.crediting) return;
      throw InputError(rate.at, "market '" + policy_.name + "' credits emissions of " + context_.name(rate.sector) +
                                    ", " + context_.code(region_) + " that market '" + other.name + "' covers");
    });
  }

  [[nodiscard]] const Coverage* coverage_of(Sector sector) const {
    const User user{User::Kind::sector, sector.index};
    for (const Coverage& coverage : policy_.coverage) {
      if (std::find(coverage.users.begin(), coverage.users.end(), user) != coverage.users.end()) return &coverage;
    }
    return nullptr;
  }

  // The twin pays for the covered emissions of its fuels.
  void charge(Edge& edge, const OutputRate& rate) const {
    const Coverage& coverage = *coverage_of(rate.sector);
    if (std::find(coverage.fuels.begin(), coverage.fuels.end(), edge.good) == coverage.fuels.end()) return;
    check_charges(edge.charges, rate);
    double kappa = 0;
    for (const Emission& emission : edge.emissions) kappa += emission.coefficient;
    if (kappa > 0 && is_on()) edge.charges.push_back(permit_charge(ChargeKind::crediting, m_, kappa * coverage.share));
  }

  void charge_process(int twin, const OutputRate& rate) const {
    const Coverage& coverage = *coverage_of(rate.sector);
    for (ProcessEmission& process : economy_.processes) {
      if (process.activity != twin || !coverage.process) continue;
      check_charges(process.charges, rate);
      if (is_on()) process.charges.push_back(permit_charge(ChargeKind::crediting, m_, coverage.share));
    }
  }

  // Credits for the baseline: per unit of output, or in all what the rate gives for benchmark output, which goes to the
  // twin by its part of output: factor (a + a_twin) - 1 = 0.
  void earn(const RatedSector& sector, const TwinSector& twin) {
    Activity& activity = economy_.activities[twin.twin];
    if (!policy_.crediting->is_absolute) {
      activity.charges.push_back(earned_permits(ChargeKind::crediting, m_, {sector.rate, sector.rate}));
      earned_ += sector.rate * output_of(economy_, twin.twin);
      return;
    }
    const std::string name = "benchmark output per output: " + economy_.activities[twin.original].name;
    const Symbol factor = add_variable(
        economy_, {{VariableRole::credit_factor, VariableOwner::activity, twin.twin}, name, region_, 1, 1});
    add_rule(economy_, factor, {name}, factor * (Expression(level(twin.original)) + level(twin.twin)) - 1.0);
    activity.charges.push_back(earned_permits(ChargeKind::crediting, m_, {sector.rate, sector.rate}, factor.index));
    earned_ += sector.rate * factor * output_of(economy_, twin.twin);
  }

  // Credits go into a market that is linked in full, over a one-way link (links.cpp), to the government at a price it
  // states, or nowhere: they are worth nothing then. The link, where there is one.
  [[nodiscard]] std::optional<int> find_link() const {
    const std::vector<RestrictedLink>& links = context_.policy.restricted_links;
    std::optional<int> found;
    for (int l = 0; l < static_cast<int>(links.size()); ++l) {
      if (links[l].from != m_ || is_closed(context_.policy, links[l])) continue;
      if (found)
        throw InputError(links[l].at, "link '" + links[l].name + "': market '" + policy_.name +
                                          "' sells its credits over link '" + links[*found].name + "' already");
      found = l;
    }
    const bool is_merged = economy_.pools[economy_.markets[m_].pool].markets.size() > 1;
    if (is_merged && (policy_.fixed_price || found))
      throw InputError(policy_.at, "market '" + policy_.name + "' sells its credits by a full link already");
    return found;
  }

  void sell_at_home() {
    const Symbol price = permit_price_of(economy_, m_);
    const Expression support =
        policy_.fixed_price ? Expression::along_path(0, *policy_.fixed_price) * numeraire() : Expression();
    const Claim claim{"price of market " + policy_.name,
                      {"the crediting of market '" + policy_.name + "'", policy_.at}};
    const PriceRule rule({"price of credits: " + policy_.name, 100}, price - support);
    set_permit_price(context_, price.index, rule, claim);
    context_.claims.add({Slot::Kind::fixed_permit_price, price.index}, claim.what, claim.by);
    if (policy_.fixed_price)
      add_income(economy_, context_.tax_agent(region_), "support of credits",
                 price * (pool_emissions(economy_, m_) - supplied_permits(economy_, m_)));
  }

  [[nodiscard]] bool is_on() const { return economy_.markets[m_].pool >= 0; }

  BuildContext& context_;
  Economy& economy_;
  int m_;
  const PermitMarket& policy_;
  Region region_;
  Expression earned_;  // [Mt]
};

}  // namespace

void add_sectoral_crediting(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.policy.markets.size()); ++m) {
    if (context.policy.markets[m].crediting) CreditingBuilder(context, m).add();
  }
}

void sell_credits(BuildContext& context) {
  for (int m = 0; m < static_cast<int>(context.policy.markets.size()); ++m) {
    if (context.policy.markets[m].crediting) CreditingBuilder(context, m).sell();
  }
}

}  // namespace etslink
