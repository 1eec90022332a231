// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// Region B caps its emissions and buys credits of projects in A, which has no policy or a market of its own.
EconomyInputs with_project(const ProjectCrediting& project, bool host_has_market = false) {
  EconomyInputs inputs = economy_inputs("tiny2x2");
  add_market(inputs, "B", 0.3);
  if (host_has_market) add_market(inputs, "A", 0.1);
  inputs.policy.projects = {project};
  return inputs;
}

ProjectCrediting jcm() {
  ProjectCrediting project;
  project.name = "JCM";
  project.host = Region{0};
  project.to = 0;
  project.curve = {20, 30, 0.8};
  project.at = {"study.toml", 5};
  return project;
}

double flow(const SolvedEconomy& solved) { return solved.state.variable[solved.economy.arcs.front().flow]; }
double abatement(const SolvedEconomy& solved) { return variable(solved, "abatement: project JCM"); }
double input_price(const SolvedEconomy& solved) { return solved.price("abatement input, A"); }

// What the curve supplies at a price per tonne.
double curve(const SolvedEconomy& solved, double usd_per_t) {
  return 20 * (1 - std::pow(1 + usd_per_t / input_price(solved) / 30, -0.8));
}

}  // namespace

TEST_CASE("projects abate until the tonne costs what its credit earns; world and project gain") {
  const SolvedEconomy solved = checked_solution(with_project(jcm()));
  CHECK(flow(solved) > 1);
  CHECK(abatement(solved) == doctest::Approx(curve(solved, solved.state.permit_price[0])).epsilon(1e-8));
  CHECK(flow(solved) == doctest::Approx(abatement(solved)).epsilon(1e-9));
  CHECK(solved.state.market_emissions[0] ==
        doctest::Approx(solved.economy.markets[0].cap_by_region[1] + flow(solved)).epsilon(1e-9));
  EconomyInputs none = with_project(jcm());
  none.policy.projects.clear();
  const SolvedEconomy without = solve(none);
  CHECK(solved.state.permit_price[0] < without.state.permit_price[0] - 1);
  double world = 0;
  for (const char* name : {"consumption, A", "consumption, B"})
    world += solved.economy.activities[solved.activity(name)].quantity0 * (solved.level(name) - without.level(name));
  CHECK(world > 1);
  CHECK(income(solved, "sales of credits") + income(solved, "abatement cost") > 1);
}

TEST_CASE("the host's credits: additionality, cancellation and the levy between its abatement and its income") {
  ProjectCrediting project = jcm();
  project.credited_share = 0.8;
  project.buyer_share = 0.75;
  project.cancelled = 0.02;
  project.proceeds = 0.05;
  const SolvedEconomy solved = checked_solution(with_project(project));
  const double tau = solved.state.permit_price[0], per_tonne = 0.8 * 0.98 * 0.75;
  CHECK(flow(solved) == doctest::Approx(per_tonne * abatement(solved)).epsilon(1e-9));
  CHECK(abatement(solved) == doctest::Approx(curve(solved, per_tonne * 0.95 * tau)).epsilon(1e-8));
  CHECK(income(solved, "permit fee") == doctest::Approx(0.05 * tau * flow(solved)).epsilon(1e-9));
  CHECK(income(solved, "sales of credits") == doctest::Approx(0.95 * tau * flow(solved)).epsilon(1e-9));
  CHECK(solved.economy.arcs.front().rate == doctest::Approx(1 / 0.98).epsilon(1e-12));
}

TEST_CASE("what the host keeps counts in its own market") {
  ProjectCrediting project = jcm();
  project.buyer_share = 0.5;
  const SolvedEconomy solved = checked_solution(with_project(project, true));
  const double kept = solved.state.market_emissions[1] - solved.economy.markets[1].cap_by_region[0];
  CHECK(kept == doctest::Approx(flow(solved)).epsilon(1e-8));
  const double mean = 0.5 * (solved.state.permit_price[0] + solved.state.permit_price[1]);
  CHECK(abatement(solved) == doctest::Approx(curve(solved, mean)).epsilon(1e-8));
}

TEST_CASE("an approval cost lowers what projects supply, and above the permit price there are none") {
  double previous = 1e9;
  for (const double cost : {0.0, 5.0, 20.0}) {
    ProjectCrediting project = jcm();
    project.approval_cost = cost;
    const SolvedEconomy solved = checked_solution(with_project(project));
    const double margin = solved.state.permit_price[0] - cost * input_price(solved);
    CHECK(margin > 1);
    CHECK(abatement(solved) == doctest::Approx(curve(solved, margin)).epsilon(1e-7));
    CHECK(abatement(solved) < previous - 0.5);
    previous = abatement(solved);
  }
  ProjectCrediting project = jcm();
  project.approval_cost = 1000;
  const SolvedEconomy solved = checked_solution(with_project(project));
  CHECK(std::abs(abatement(solved)) < 1e-8);
  CHECK(std::abs(income(solved, "abatement cost")) < 1e-6);
}

TEST_CASE("a limit on credits binds; its rent per credit is the gap between buyer's and host's price") {
  for (const RentOwner owner : {RentOwner::buyer, RentOwner::seller, RentOwner::shared}) {
    ProjectCrediting project = jcm();
    project.limit.mt = 3;
    project.rent = owner;
    const SolvedEconomy solved = checked_solution(with_project(project));
    CHECK(flow(solved) == doctest::Approx(3).epsilon(1e-8));
    const double marginal = 30 * (std::pow(1 - 3.0 / 20, -1 / 0.8) - 1) * input_price(solved);
    const double rent = solved.state.variable[solved.economy.arcs.front().rent];
    CHECK(rent > 1);
    CHECK(rent == doctest::Approx(solved.state.permit_price[0] - marginal).epsilon(1e-7));
    CHECK(income(solved, "permit rent") == doctest::Approx(3 * rent).epsilon(1e-8));
    const int host = solved.economy.find_agent({0}, AgentKind::household);
    const double host_part = owner == RentOwner::buyer ? 0 : owner == RentOwner::seller ? 1 : 0.5;
    CHECK(income(solved, "permit rent", solved.economy.agents[host].name) ==
          doctest::Approx(host_part * 3 * rent).epsilon(1e-8));
  }
}

TEST_CASE("a limit of zero is no projects, a wide one has no rent") {
  ProjectCrediting closed = jcm(), wide = jcm();
  closed.limit.mt = 0;
  wide.limit.share_of_obligation = 0.9;
  EconomyInputs none = with_project(jcm());
  none.policy.projects.clear();
  CHECK(solve(with_project(closed)).state.permit_price[0] ==
        doctest::Approx(solve(none).state.permit_price[0]).epsilon(1e-9));
  CHECK(solve(with_project(wide)).state.permit_price[0] ==
        doctest::Approx(solve(with_project(jcm())).state.permit_price[0]).epsilon(1e-8));
}

TEST_CASE("where the path begins the benchmark is the solution with projects") {
  ProjectCrediting project = jcm();
  project.approval_cost = 3;
  project.limit.mt = 3;
  check_begin_of_path(with_project(project));
}

TEST_CASE("a project for a market that is off is rejected") {
  EconomyInputs inputs = with_project(jcm(), true);
  inputs.policy.active[0] = 0;
  CHECK_THROWS_WITH_AS((void)inputs.build(),
                       "study.toml:5: project 'JCM': market 'B' is off in this scenario and can't buy credits",
                       InputError);
}

TEST_CASE("a project can't sell to a market that only sells credits") {
  EconomyInputs inputs = with_project(jcm(), true);
  inputs.policy.markets[0].crediting = SectoralCrediting{};
  CHECK_THROWS_WITH_AS((void)inputs.build(),
                       "study.toml:5: project 'JCM': market 'B' sells credits itself and can't buy any", InputError);
}

}  // namespace etslink
