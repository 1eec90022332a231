// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/project_credits.h"

#include "model/conditions.h"
#include "model/instruments/abatement_curve.h"
#include "model/instruments/credit_limit.h"
#include "model/instruments/links.h"
#include "model/instruments/market_parts.h"
#include "model/rule_builder.h"

namespace etslink {
namespace {

// Markets of permits of a region that are on.
std::vector<int> host_markets(const BuildContext& context, Region host) {
  std::vector<int> markets;
  for (int m = 0; m < static_cast<int>(context.economy.markets.size()); ++m) {
    const MarketNode& node = context.economy.markets[m];
    const PermitMarket& market = context.policy.markets[m];
    if (node.pool >= 0 && node.revenue_agent[host.index] >= 0 && !market.crediting && !market.fixed_price)
      markets.push_back(m);
  }
  return markets;
}

class ProjectBuilder {
 public:
  ProjectBuilder(BuildContext& context, const ProjectCrediting& project)
      : context_(context),
        economy_(context.economy),
        project_(project),
        index_(static_cast<int>(&project - context.policy.projects.data())),
        name_("project " + project.name),
        issued_(project.credited_share * (1 - project.cancelled)) {}

  void add() {
    const double sold = issued_ * project_.buyer_share;
    flow_ = add_variable(economy_,
                         {id(VariableRole::flow), "permit flow: " + name_, {}, 0, sold * project_.curve.potential_mt});
    arc_.name = project_.name;
    arc_.to = project_.to;
    arc_.host = project_.host;
    arc_.rate = 1 / (1 - project_.cancelled);
    arc_.flow = flow_.index;
    arc_.fee = project_.proceeds * buyer_price();
    add_rent();
    find_own_market();
    CurveSupply supply = add_abatement_curve(context_, {name_, project_.host, VariableOwner::project, index_},
                                             project_.curve, price_got());
    const Expression abated = supply.abatement;
    add_rule(economy_, flow_, {"credits: " + name_, project_.curve.potential_mt}, flow_ - sold * abated);
    approve(supply);
    move_credits(issued_ * (1 - project_.buyer_share) * abated);
    pay(supply, issued_ * (1 - project_.buyer_share) * abated);
    economy_.arcs.push_back(arc_);
  }

 private:
  [[nodiscard]] VariableId id(VariableRole role) const { return {role, VariableOwner::project, index_}; }

  void add_rent() {
    arc_.credit_limit_rents = credit_limit_rent(context_, project_.to, project_.name);
    count_credits(context_, project_.to, {PermitSource::project, project_.name, flow_});
    arc_.rents = arc_.credit_limit_rents;
    arc_.limit = flow_limit(context_, project_.limit, project_.to);
    if (arc_.limit.terms().empty()) return;
    const Symbol rent =
        add_limit_rent(economy_, {name_, project_.to, flow_, VariableOwner::project, index_}, arc_.limit, 1);
    arc_.rent = rent.index;
    arc_.rents += rent;
  }

  // The credits that the host keeps count in its own market where it has one; else they only stay at home.
  void find_own_market() {
    if (project_.buyer_share == 1) return;
    for (const int m : host_markets(context_, project_.host)) {
      if (project_.host_market >= 0 && m != project_.host_market) continue;
      if (own_market_ >= 0)
        throw InputError(project_.at, "project '" + project_.name + "': its host keeps credits and has the markets '" +
                                          economy_.markets[own_market_].name + "' and '" + economy_.markets[m].name +
                                          "'; 'host_market' must say in which of them they count");
      own_market_ = m;
    }
  }

  // What a tonne abated earns less what its approval costs, where that is more; else nothing is done: 0 <= margin _|_
  // margin - earned + approval p_b >= 0.
  Expression price_got() {
    Expression earned = issued_ * project_.buyer_share * ((1 - project_.proceeds) * buyer_price() - arc_.rents);
    if (own_market_ >= 0)
      earned += issued_ * (1 - project_.buyer_share) * Expression(permit_price_of(economy_, own_market_));
    if (project_.approval_cost == 0) return earned;
    const Symbol margin =
        add_variable(economy_, {id(VariableRole::margin), "margin: " + name_, project_.host, 0, permit_price_scale});
    const Expression approval = project_.approval_cost * Expression(price(abatement_input()));
    add_complementarity(economy_, margin, {"projects that pay: " + name_, permit_price_scale},
                        margin - earned + approval);
    return margin;
  }

  void approve(CurveSupply& supply) {
    if (project_.approval_cost == 0) return;
    const Expression input = project_.approval_cost * Expression(supply.abatement);
    add_demand(economy_, supply.commodity, "approval of " + name_, input);
    supply.input += input;
  }

  void move_credits(const Expression& kept) {
    const std::vector<double> part = region_shares(context_, project_.to);
    for (int r = 0; r < static_cast<int>(part.size()); ++r) {
      if (part[r] > 0) supply_permits(economy_, {project_.to, {r}, PermitSource::project, part[r] * Expression(flow_)});
    }
    if (own_market_ >= 0 && project_.buyer_share < 1)
      supply_permits(economy_, {own_market_, project_.host, PermitSource::project, kept});
  }

  // The host sells, a levy on the buyer's price goes to the governments of the buyers, the rent to whom it belongs.
  void pay(const CurveSupply& supply, const Expression& kept) {
    const Expression flow = flow_, rent = arc_.rents * flow;
    const double to_host = project_.rent == RentOwner::seller ? 1 : project_.rent == RentOwner::shared ? 0.5 : 0;
    const int household = context_.household_account[project_.host.index];
    Expression sales = (1 - project_.proceeds) * buyer_price() * flow - rent;
    if (own_market_ >= 0 && project_.buyer_share < 1) sales += permit_price_of(economy_, own_market_) * kept;
    pay_for_abatement(economy_, household, supply, sales);
    const bool has_rent = !arc_.rents.terms().empty();
    if (to_host > 0 && has_rent) add_income(economy_, household, "permit rent", to_host * rent);
    const std::vector<double> part = region_shares(context_, project_.to);
    for (int r = 0; r < static_cast<int>(part.size()); ++r) {
      if (part[r] == 0) continue;
      if (project_.proceeds > 0) add_income(economy_, context_.tax_agent({r}), "permit fee", part[r] * arc_.fee * flow);
      if (to_host < 1 && has_rent)
        add_income(economy_, economy_.markets[project_.to].revenue_agent[r], "permit rent",
                   (1 - to_host) * part[r] * rent);
    }
  }

  [[nodiscard]] int abatement_input() const { return context_.abatement[project_.host.index]; }
  [[nodiscard]] Expression buyer_price() const { return permit_price_of(economy_, project_.to); }

  BuildContext& context_;
  Economy& economy_;
  const ProjectCrediting& project_;
  int index_;  // of the project in the policy
  std::string name_;
  double issued_;  // credits per tonne abated
  int own_market_ = -1;
  Symbol flow_;
  PermitArc arc_;
};

void check(const BuildContext& context, const ProjectCrediting& project) {
  const PermitMarket& market = context.policy.markets[project.to];
  const std::string text = "project '" + project.name + "': market '" + market.name + "' ";
  if (context.economy.markets[project.to].pool < 0)
    throw InputError(project.at, text + "is off in this scenario and can't buy credits");
  if (market.fixed_price) throw InputError(project.at, text + "has a fixed price and can't buy credits");
  if (market.crediting) throw InputError(project.at, text + "sells credits itself and can't buy any");
  require_stated_effort(context, project.limit, project.to, "project '" + project.name + "'");
}

}  // namespace

bool brings_credits(const Policy& policy, const ProjectCrediting& project) {
  const bool is_shut = policy.markets[project.to].limits(project.name) && takes_no_credits(policy, project.to);
  return !is_shut && !is_zero(project.limit);
}

void add_project_credits(BuildContext& context) {
  for (const ProjectCrediting& project : context.policy.projects) {
    check(context, project);
    if (brings_credits(context.policy, project)) ProjectBuilder(context, project).add();
  }
}

}  // namespace etslink
