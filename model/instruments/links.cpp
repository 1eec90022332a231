// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/links.h"

#include <algorithm>
#include <cmath>

#include "model/conditions.h"
#include "model/exclusive_slots.h"
#include "model/instruments/credit_limit.h"
#include "model/instruments/market_parts.h"
#include "model/instruments/permit_circles.h"

namespace etslink {
namespace {

class LinkBuilder {
 public:
  LinkBuilder(BuildContext& context, const RestrictedLink& link)
      : context_(context),
        economy_(context.economy),
        link_(link),
        index_(static_cast<int>(&link - context.policy.restricted_links.data())),
        seller_(link.from),
        buyer_(link.to),
        name_(economy_.markets[link.from].name + " > " + economy_.markets[link.to].name +
              (link.name.empty() ? "" : " (" + link.name + ")")),
        scale_(std::min(economy_.markets[seller_].benchmark_emissions, economy_.markets[buyer_].benchmark_emissions)) {}

  void add() {
    flow_ = add_variable(economy_, {id(VariableRole::flow), "permit flow: " + name_, {}, 0, scale_});
    arc_.name = link_.name;
    arc_.from = seller_;
    arc_.to = buyer_;
    arc_.rate = rate();
    arc_.flow = flow_.index;
    fee_ = Expression::along_path(0, link_.fee) * numeraire();
    arc_.fee = fee_ + link_.proceeds * buyer_price();
    add_rents();
    arc_.rents = rents_;
    add_price_condition();
    move_permits();
    pay();
    economy_.arcs.push_back(arc_);
  }

  // The credits that there are, without what goes out by the link.
  void count_credits() {
    Expression credits = -pool_emissions(economy_, seller_);
    for (const PermitSupply& supply : economy_.supplies) {
      if (supply.market == seller_ && supply.source != PermitSource::link) credits += supply.mt;
    }
    const Symbol flow = variable(economy_.find_variable(id(VariableRole::flow)));
    add_rule(economy_, flow, {"credits sold: " + name_, scale_}, rate() * Expression(flow) - credits);
  }

 private:
  [[nodiscard]] double rate() const { return link_.rate / (1 - link_.cancelled); }
  [[nodiscard]] VariableId id(VariableRole role) const { return {role, VariableOwner::link, index_}; }

  // Shadow prices of the limits and of the price corridor.
  void add_rents() {
    const PermitFlow flow{name_, buyer_, flow_, VariableOwner::link, index_};
    arc_.limit = flow_limit(context_, link_.limit, buyer_);
    if (!arc_.limit.terms().empty()) {
      const Symbol rent = add_limit_rent(economy_, flow, arc_.limit, 1);
      arc_.rent = rent.index;
      rents_ += rent;
    }
    if (link_.two_way) {
      arc_.back_limit = flow_limit(context_, link_.back_limit, seller_);
      if (!arc_.back_limit.terms().empty()) {
        const Symbol rent = add_limit_rent(economy_, flow, arc_.back_limit, -1);
        arc_.back_rent = rent.index;
        rents_ -= rent;
      }
    }
    add_credit_limits();
    add_corridor();
  }

  // What comes in counts against the buyer's credit limit, what flows back against the seller's.
  void add_credit_limits() {
    arc_.credit_limit_rents = credit_limit_rent(context_, buyer_, link_.name);
    etslink::count_credits(context_, buyer_, {PermitSource::link, link_.name, flow_});
    if (link_.two_way) {
      arc_.credit_limit_rents -= credit_limit_rent(context_, seller_, link_.name);
      etslink::count_credits(context_, seller_, {PermitSource::link, link_.name, -Expression(flow_)});
    }
    rents_ += arc_.credit_limit_rents;
  }

  // What a permit from abroad costs is at least `least`, what is left of its price for the seller at most `largest`;
  // the difference is a rent: rate tau_s + fee + rents - least >= 0 _|_ rent >= 0, and rate largest - ((1 - proceeds)
  // tau_b - fee - rents) >= 0 _|_ rent >= 0.
  void add_corridor() {
    const bool has_floor = link_.least_buyer_price > 0, has_ceiling = std::isfinite(link_.largest_seller_price);
    Symbol floor_rent, ceiling_rent;
    if (has_floor) rents_ += floor_rent = add_variable(economy_, rent_of(VariableRole::floor_rent, "floor"));
    if (has_ceiling) rents_ += ceiling_rent = add_variable(economy_, rent_of(VariableRole::ceiling_rent, "ceiling"));
    if (has_floor) {
      const Expression least = Expression::along_path(0, link_.least_buyer_price) * numeraire();
      add_complementarity(economy_, floor_rent, {"least price of permits: " + name_, permit_price_scale},
                          arc_.rate * seller_price() + arc_.fee + rents_ - least);
    }
    if (has_ceiling) {
      const Expression offered = (1 - link_.proceeds) * buyer_price() - fee_ - rents_;
      add_complementarity(economy_, ceiling_rent, {"largest price of the seller: " + name_, permit_price_scale},
                          arc_.rate * link_.largest_seller_price * numeraire() - offered);
    }
  }
  [[nodiscard]] Variable rent_of(VariableRole role, const std::string& end) const {
    return {id(role), "rent of the corridor's " + end + ": " + name_, {}, 0, permit_price_scale};
  }

  // rate tau_s + fee + rents - (1 - proceeds) tau_b >= 0 _|_ flow >= 0; = 0 where permits may flow both ways.
  void add_price_condition() {
    const Expression wedge = arc_.rate * seller_price() + fee_ + rents_ - (1 - link_.proceeds) * buyer_price();
    const RuleNames names{"permit link: " + name_, permit_price_scale};
    if (context_.policy.markets[seller_].crediting)
      sell_credits(names, wedge);
    else if (link_.two_way)
      add_rule(economy_, flow_, names, wedge);
    else
      add_complementarity(economy_, flow_, names, wedge);
  }

  // Credits are sold as they come, at a price that follows the buyer's; it stays at 0 where a fee would take more.
  void sell_credits(const RuleNames& names, const Expression& wedge) {
    const Symbol price = permit_price_of(economy_, seller_);
    const bool may_be_zero = link_.fee > 0 || link_.least_buyer_price > 0;
    set_permit_price(
        context_, price.index, PriceRule(names, wedge, may_be_zero),
        {"price of market " + economy_.markets[seller_].name, {"the link '" + link_.name + "'", link_.at}});
  }

  // The buyer's market gains the flow, the seller's loses rate x flow; regions share it like the caps.
  void move_permits() {
    share_by_region(buyer_, Expression(flow_));
    share_by_region(seller_, -arc_.rate * Expression(flow_));
  }

  // Who receives the fee, the levy and the rents. The seller's price is in the value of the seller's permits.
  void pay() {
    const Expression flow = flow_;
    if (link_.fee > 0 || link_.proceeds > 0) {
      require(link_.fee_region.valid(), "a fee has a region");
      add_income(economy_, context_.tax_agent(link_.fee_region), "permit fee", arc_.fee * flow);
    }
    const Expression rent = rents_ * flow;
    const double to_seller = link_.rent == RentOwner::seller ? 1 : link_.rent == RentOwner::shared ? 0.5 : 0;
    pay_by_region(seller_, to_seller * rent);
    pay_by_region(buyer_, (1 - to_seller) * rent);
  }

  void share_by_region(int m, const Expression& mt) {
    const std::vector<double> part = region_shares(context_, m);
    for (int r = 0; r < static_cast<int>(part.size()); ++r) {
      if (part[r] > 0) supply_permits(economy_, {m, {r}, PermitSource::link, part[r] * mt});
    }
  }
  void pay_by_region(int m, const Expression& value) {
    const std::vector<double> part = region_shares(context_, m);
    for (std::size_t r = 0; r < part.size(); ++r) {
      if (part[r] > 0 && !value.terms().empty())
        add_income(economy_, economy_.markets[m].revenue_agent[r], "permit rent", part[r] * value);
    }
  }

  [[nodiscard]] Expression seller_price() const { return permit_price_of(economy_, seller_); }
  [[nodiscard]] Expression buyer_price() const { return permit_price_of(economy_, buyer_); }

  BuildContext& context_;
  Economy& economy_;
  const RestrictedLink& link_;
  int index_;  // of the link in the policy
  int seller_, buyer_;
  std::string name_;
  double scale_;
  Symbol flow_;
  Expression fee_, rents_;
  PermitArc arc_;
};

void check(const BuildContext& context, const RestrictedLink& link) {
  for (const int m : {link.from, link.to}) {
    const PermitMarket& market = context.policy.markets[m];
    const std::string text = "link '" + link.name + "': market '" + market.name + "' ";
    if (context.economy.markets[m].pool < 0)
      throw InputError(link.at, text + "is off in this scenario and can't be linked");
    if (market.fixed_price) throw InputError(link.at, text + "has a fixed price and can't be linked");
  }
  if (link.two_way && context.policy.markets[link.from].crediting)
    throw InputError(link.at, "link '" + link.name + "': credits are sold one way");
  if (context.policy.markets[link.to].crediting)
    throw InputError(link.at, "link '" + link.name + "': market '" + context.policy.markets[link.to].name +
                                  "' only sells credits, it can't buy permits");
  if (link.two_way && (link.least_buyer_price > 0 || std::isfinite(link.largest_seller_price)))
    throw InputError(link.at, "link '" + link.name + "' is two-way: a price corridor needs a direction");
  if (link.from == link.to)
    throw InputError(
        link.at, "link '" + link.name + "' connects market '" + context.policy.markets[link.from].name + "' to itself");
  require_stated_effort(context, link.limit, link.to, "link '" + link.name + "'");
  require_stated_effort(context, link.back_limit, link.from, "link '" + link.name + "'");
}

// No permit may flow one way.
bool is_zero_into(const Policy& policy, const RestrictedLink& link, int into) {
  const PermitMarket& market = policy.markets[into];
  return is_zero(into == link.to ? link.limit : link.back_limit) ||
         (market.limits(link.name) && is_zero(market.credit_limit->limit));
}

}  // namespace

bool is_closed(const Policy& policy, const RestrictedLink& link) {
  if (link.two_way) return is_zero_into(policy, link, link.to) && is_zero_into(policy, link, link.from);
  return is_zero(link.limit) || (policy.markets[link.to].limits(link.name) && takes_no_credits(policy, link.to));
}

bool carries_permits(const BuildContext& context, const RestrictedLink& link) {
  const int from = context.economy.markets[link.from].pool, to = context.economy.markets[link.to].pool;
  return from != to && !is_closed(context.policy, link);
}

bool is_zero(const PermitLimit& limit) {
  return limit.mt == 0 || limit.share_of_obligation == 0 || limit.share_of_effort == 0;
}

Expression flow_limit(const BuildContext& context, const PermitLimit& limit, int to) {
  double mt = limit.mt;
  if (std::isfinite(limit.share_of_effort)) mt = std::min(mt, limit.share_of_effort * effort(context, to));
  if (std::isfinite(limit.share_of_obligation))
    return limit.share_of_obligation * Expression::along_path(0, 1) * own_emissions(context.economy, to);
  return std::isfinite(mt) ? Expression::along_path(0, mt) : Expression();
}

Symbol add_limit_rent(Economy& economy, const PermitFlow& flow, const Expression& limit, double sign) {
  const std::string way = sign > 0 ? "" : " (back)";
  const VariableRole role = sign > 0 ? VariableRole::limit_rent : VariableRole::back_limit_rent;
  const Symbol rent =
      add_variable(economy, {flow.id(role), "permit rent: " + flow.name + way, {}, 0, permit_price_scale});
  const double scale = pool_benchmark_emissions(economy, flow.to);
  add_complementarity(economy, rent, {"permit limit: " + flow.name + way, scale}, limit - sign * Expression(flow.flow));
  return rent;
}

void add_restricted_links(BuildContext& context) {
  std::vector<int> pool_of;
  for (const MarketNode& market : context.economy.markets) pool_of.push_back(market.pool);
  for (const RestrictedLink& link : context.policy.restricted_links) check(context, link);
  refuse_permit_pumps(context.policy, pool_of);
  for (const RestrictedLink& link : context.policy.restricted_links) {
    if (carries_permits(context, link)) LinkBuilder(context, link).add();
  }
}

void count_credits_sold(BuildContext& context) {
  for (const RestrictedLink& link : context.policy.restricted_links) {
    if (context.policy.markets[link.from].crediting && carries_permits(context, link))
      LinkBuilder(context, link).count_credits();
  }
}

}  // namespace etslink
