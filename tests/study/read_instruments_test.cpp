// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "model/equilibrium.h"
#include "study/study.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

Study read_instruments(const std::string& old_text = "", const std::string& new_text = "") {
  const StudyCopy study;
  if (!old_text.empty()) study.files().replace("instruments.toml", old_text, new_text);
  return read_study(study.path("instruments.toml"), {});
}

const Policy& policy_of(const Study& study, const std::string& scenario) {
  const auto found = std::find_if(study.scenarios.begin(), study.scenarios.end(),
                                  [&](const Scenario& candidate) { return candidate.name == scenario; });
  REQUIRE(found != study.scenarios.end());
  return found->policy;
}

// Emissions of the fixture's co2.csv [Mt].
constexpr double ele_a = 124, ele_b = 100, steel_b = 40;
constexpr double steel_output_b = 12000;  // [million USD]

}  // namespace

TEST_CASE("caps below a stated quantity and caps per GDP are read") {
  const auto study = read_instruments();
  const auto& markets = policy_of(study, "apart").markets;
  CHECK(markets[0].cap_mt[0] == 200 * (1 - 0.2));
  CHECK(markets[0].cap_per_gdp_mt.empty());
  CHECK(markets[4].cap_mt == std::vector<double>{0, 0});
  CHECK(markets[4].cap_per_gdp_mt == std::vector<double>{ele_a * (1 - 0.1), ele_b * (1 - 0.2)});
}

TEST_CASE("standards, allocation and baselines are read as rates by sector") {
  const auto study = read_instruments();
  const auto& markets = policy_of(study, "apart").markets;
  REQUIRE(markets[1].standard.size() == 2);
  CHECK(study.benchmark.sectors[markets[1].standard[0].sector.index].code == "ELE");
  CHECK(markets[1].standard[0].relative == 1 - 0.05);
  CHECK(markets[1].standard[1].relative == 1 - 0.1);
  CHECK(markets[1].cap_mt[1] == 0);
  REQUIRE(markets[0].output_based.size() == 1);
  CHECK(markets[0].output_based[0].relative == 0.9);
  REQUIRE(markets[3].crediting.has_value());
  CHECK(markets[3].crediting->is_absolute);
  REQUIRE(markets[3].crediting->baseline.size() == 1);
  CHECK(markets[3].crediting->baseline[0].relative == 0.95);
}

TEST_CASE("a part of the cap that is free is read with and without sectors that share it by output") {
  const auto by_output = read_instruments("benchmark_percent = 90 }", "free_percent_of_cap = 20 }");
  const auto& shared = policy_of(by_output, "apart").markets[0];
  REQUIRE(shared.free_part.has_value());
  CHECK(shared.free_part->share == 0.2);
  REQUIRE(shared.output_based.size() == 1);
  CHECK(shared.output_based[0].relative == 1);
  const auto alone =
      read_instruments("{ output_based = [\"STEEL\"], benchmark_percent = 90 }", "{ free_percent_of_cap = 12.5 }");
  CHECK(policy_of(alone, "apart").markets[0].free_part->share == 0.125);
  CHECK(policy_of(alone, "apart").markets[0].output_based.empty());
  CHECK_FALSE(policy_of(read_instruments(), "apart").markets[0].free_part);
}

TEST_CASE("a standard of one number is that of every covered sector with output and emissions, by region where told") {
  const auto all = read_instruments("{ reduction_percent = { ELE = 5, STEEL = 10 } }", "{ t_per_musd = 500 }");
  const auto& rates = policy_of(all, "apart").markets[1].standard;
  REQUIRE(rates.size() == 2);
  CHECK(rates[0].t_per_usd == 500 / 1e6);
  const auto by_region =
      read_instruments("{ per_gdp_reduction_percent = { A = 10, B = 20 } }\n",
                       "{ mt = { A = 90, B = 80 } }\nstandard = { reduction_percent = { A = 7, B = { ELE = 8 } } }\n");
  const auto& both = policy_of(by_region, "apart").markets[4].standard;
  REQUIRE(both.size() == 2);
  CHECK(both[0].relative == 1 - 0.07);
  CHECK(both[1].relative == 1 - 0.08);
}

TEST_CASE("price collar, revenue and offsets are read") {
  const auto study = read_instruments();
  const auto& market = policy_of(study, "apart").markets[0];
  REQUIRE(market.collar.has_value());
  CHECK(market.collar->floor == 5);
  CHECK(market.collar->auctioned_share == 0.8);
  CHECK(market.collar->ceiling == 50);
  CHECK(market.collar->reserve_mt == 10);
  CHECK(market.revenue == RevenueUse::tax);
  REQUIRE(market.recycled_tax.has_value());
  CHECK(market.recycled_tax->base == NamedTax::Base::factor);
  CHECK(study.benchmark.factors[market.recycled_tax->factor.index].code == "LAB");
  CHECK(market.recycled_tax->sectors.size() == 1);
  REQUIRE(market.offsets.size() == 1);
  CHECK(market.offsets[0].curve.potential_mt == 8);
  CHECK(market.offsets[0].curve.xhat == 40);
  CHECK(market.offsets[0].curve.nu == 2);
  CHECK(market.offsets[0].limit_share == 0.1);
  CHECK(market.offsets[0].limit_mt == 5);
}

TEST_CASE("indirect emissions are charged to all covered users but power stations") {
  const auto study = read_instruments();
  const auto& indirect = policy_of(study, "apart").markets[1].indirect;
  REQUIRE(indirect.has_value());
  CHECK(indirect->grid_factor == 1.2);
  REQUIRE(indirect->users.size() == 1);
  CHECK(study.benchmark.user_code(indirect->users[0]) == "STEEL");
  // Steel of B makes 12,000 million USD, buys electricity for 1,500 of 12,000.
  const auto& steel = policy_of(study, "apart").markets[1].standard[1];
  REQUIRE(steel.t_per_usd.has_value());
  CHECK(std::abs(*steel.t_per_usd - 0.9 * (steel_b + 1.2 * ele_b / 12000 * 1500) / steel_output_b) < 1e-12);
}

TEST_CASE("the rule for trade-exposed sectors chooses who is allocated by output") {
  const auto study = read_instruments("output_based = [\"STEEL\"], benchmark_percent = 90", "output_based = \"eite\"");
  const auto& market = policy_of(study, "apart").markets[0];
  REQUIRE(market.exposure.size() == 2);
  CHECK_FALSE(market.exposure[0].is_exposed);  // electricity: cost 25 x 124 / 5800, no trade
  CHECK(market.exposure[1].is_exposed);
  REQUIRE(market.output_based.size() == 1);
  CHECK(market.output_based[0].sector == market.exposure[1].sector);
  CHECK(market.output_based[0].relative == 1);
}

TEST_CASE("links are read with limit, rate, fee, levy, rent and corridor") {
  const auto study = read_instruments();
  REQUIRE(policy_of(study, "linked").restricted_links.size() == 1);
  const auto& link = policy_of(study, "linked").restricted_links[0];
  CHECK(link.name == "A_B");
  CHECK(link.from == 0);
  CHECK(link.to == 1);
  CHECK_FALSE(link.two_way);
  CHECK(link.limit.share_of_obligation == 0.1);
  CHECK(std::isinf(link.limit.mt));
  CHECK(link.rate == 1.25);
  CHECK(link.fee == 2);
  CHECK(link.fee_region == Region{1});
  CHECK(link.proceeds == 0.05);
  CHECK(link.cancelled == 0.02);
  CHECK(link.rent == RentOwner::shared);
  CHECK(link.least_buyer_price == 10);
  CHECK(link.largest_seller_price == 40);
}

TEST_CASE("projects and swaps are read") {
  const auto study = read_instruments();
  const auto& policy = policy_of(study, "apart");
  REQUIRE(policy.projects.size() == 1);
  const auto& project = policy.projects[0];
  CHECK(project.host == Region{1});
  CHECK(project.to == 0);
  CHECK(project.curve.potential_mt == 6);
  CHECK(project.curve.xhat == AbatementCurve().xhat);
  CHECK(project.approval_cost == 3);
  CHECK(project.credited_share == 0.8);
  CHECK(project.buyer_share == 0.6);
  CHECK(project.limit.mt == 4);
  CHECK(project.rent == RentOwner::seller);
  REQUIRE(policy.swaps.size() == 2);
  CHECK(policy.swaps[0].fixed.kind == QuantityKind::output);
  CHECK(policy.swaps[0].freed.kind == QuantityKind::output_tax);
  CHECK(policy.swaps[0].freed.region == Region{1});
  CHECK(policy.swaps[0].freed.sector == study.benchmark.find_sector("STEEL"));
  CHECK(policy.swaps[0].value == 0.98);
  CHECK(policy.swaps[1].fixed.kind == QuantityKind::permit_price);
  CHECK(policy.swaps[1].fixed.market == 0);
  CHECK(policy.swaps[1].freed.text == "cap A");
}

TEST_CASE("a swap fixes the emissions of a market, or those of a sector where its codes are of a sector and a region") {
  const auto fixed = [](const std::string& quantity) {
    const auto study = read_instruments("fix = \"output STEEL B\"", "fix = \"" + quantity + "\"");
    return policy_of(study, "apart").swaps[0].fixed;
  };
  CHECK(fixed("emissions A").market == 0);
  const auto sector = fixed("emissions STEEL B");
  CHECK(sector.kind == QuantityKind::emissions);
  CHECK(sector.market == -1);
  CHECK(sector.region == Region{1});
  CHECK(sector.sector.valid());
}

TEST_CASE("closures of [model] are read") {
  const auto options = read_instruments().scenarios.front().options;
  REQUIRE(options.labour.size() == 2);  // one of each region
  CHECK(options.labour[0].rule == LabourOption::wage_curve);
  CHECK(options.labour[0].factor == Factor{0});
  CHECK(options.labour[0].unemployment == 0.05);
  CHECK(options.labour[0].wage_elasticity == 0.2);
  CHECK(options.capital == CapitalOption::international);
  CHECK(options.capital_factor == Factor{1});
  CHECK(options.investment == InvestmentOption::fixed_saving_share);
  CHECK(options.government == GovernmentOption::fixed_share);
  REQUIRE(options.balancing_tax.has_value());
  CHECK(options.balancing_tax->base == NamedTax::Base::output);
  CHECK(options.current_account == CurrentAccountOption::consumption_price);
}

TEST_CASE("a scenario replaces keys of a market or a link, and takes them out with none") {
  const auto study = read_instruments();
  const auto& changed = policy_of(study, "changed");
  CHECK(changed.markets[0].collar->floor == 8);
  CHECK(std::isinf(changed.markets[0].collar->ceiling));
  CHECK(changed.markets[0].collar->auctioned_share == 0.8);
  CHECK(changed.markets[0].revenue == RevenueUse::government);
  CHECK(changed.markets[0].offsets[0].limit_mt == 3);
  CHECK(changed.markets[0].offsets[0].curve.potential_mt == 8);
  CHECK(changed.markets[0].cap_mt == policy_of(study, "apart").markets[0].cap_mt);
  CHECK(changed.markets[0].at.line == policy_of(study, "apart").markets[0].at.line);
  CHECK(changed.markets[1].standard.empty());
  CHECK(changed.markets[1].cap_mt[1] > 0.75 * (ele_b + steel_b) + 1);  // with the indirect emissions of steel
  REQUIRE(changed.restricted_links.size() == 1);
  CHECK(changed.restricted_links[0].limit.mt == 20);
  CHECK(changed.restricted_links[0].back_limit.share_of_effort == 0.5);
}

TEST_CASE("markets may cover the same where they are never on together, and a tax what a market covers") {
  const StudyCopy copy;
  const auto build = [&](const std::string& scenario) {
    copy.files().write(
        "overlap.toml",
        "[study]\nname = \"overlap\"\nbenchmark = \"benchmark\"\nnests = \"nests.toml\"\n"
        "[market.cap]\nregions = [\"A\"]\nsectors = [\"ELE\"]\ncap = { mt = 100 }\n"
        "[market.standard]\nregions = [\"A\"]\nsectors = [\"ELE\"]\nstandard = { reduction_percent = 5 }\n"
        "[market.tax]\nregions = [\"A\"]\nsectors = [\"ELE\"]\nprice = 5\n" +
            scenario);
    const auto study = read_study(copy.path("overlap.toml"), {});
    for (const auto& one : study.scenarios)
      static_cast<void>(build_economy(study.benchmark, study.nests, one.policy, one.options));
  };
  CHECK_NOTHROW(build("[scenario.a]\nmarkets = [\"cap\", \"tax\"]\n[scenario.b]\nmarkets = [\"standard\"]\n"));
  CHECK_THROWS_AS(build("[scenario.a]\nmarkets = [\"cap\", \"standard\"]\n"), InputError);
}

}  // namespace etslink
