// SPDX-License-Identifier: Apache-2.0
// Policies that name technologies: certificates, limits, mandates, subsidies, feed-in tariffs, contracts.
#include <doctest/doctest.h>

#include <cmath>

#include "model/technology.h"
#include "tests/fixtures/instrument_checks.h"

namespace etslink {
namespace {

// Power by technology: coal 107.5, hydro 35.8 and wind 9.9 TWh in A, coal 87.9 and nuclear 56.5 TWh in B.
EconomyInputs power(double cut = 0) {
  EconomyInputs inputs = economy_inputs("tiny_technologies");
  if (cut > 0) add_market(inputs, "A", cut);
  return inputs;
}
constexpr double coal_a = 107.524754, hydro_a = 35.809376, wind_a = 9.894442, sold_a = coal_a + hydro_a + wind_a;

template <class Policy>
Policy policy_on(const EconomyInputs& inputs, const std::vector<std::string>& codes, const std::string& region = "A") {
  Policy policy;
  policy.name = "test";
  policy.regions = {inputs.benchmark.find_region(region)};
  for (const std::string& code : codes) policy.technologies.push_back(inputs.benchmark.find_sector(code));
  return policy;
}

GreenCertificates& add_certificates(EconomyInputs& inputs, double share) {
  auto policy = policy_on<GreenCertificates>(inputs, {"ELE.hydro", "ELE.wind"});
  policy.share = share;
  inputs.policy.certificates = {policy};
  return inputs.policy.certificates.front();
}

OutputLimit& add_limit(EconomyInputs& inputs, const std::string& code, double part) {
  auto policy = policy_on<OutputLimit>(inputs, {code});
  policy.is_relative = true;
  policy.is_least = part > 1;
  policy.quantity = part;
  policy.payer = part > 1 ? TechnologyPayer::government : TechnologyPayer::owners;
  inputs.policy.output_limits = {policy};
  return inputs.policy.output_limits.front();
}

TechnologySubsidy& add_subsidy(EconomyInputs& inputs, const std::vector<std::string>& codes, double per_unit) {
  auto policy = policy_on<TechnologySubsidy>(inputs, codes);
  policy.per_unit = per_unit;
  inputs.policy.subsidies = {policy};
  return inputs.policy.subsidies.front();
}

FeedInTariff& add_tariff(EconomyInputs& inputs, double price) {
  auto policy = policy_on<FeedInTariff>(inputs, {"ELE.wind"});
  policy.price = price;
  inputs.policy.feed_in_tariffs = {policy};
  return inputs.policy.feed_in_tariffs.front();
}

CarbonContract& add_contract(EconomyInputs& inputs, double strike) {
  auto policy = policy_on<CarbonContract>(inputs, {"ELE.wind"});
  policy.reference = inputs.benchmark.find_sector("ELE.coal");
  policy.strike = strike;
  policy.market = 0;
  inputs.policy.carbon_contracts = {policy};
  return inputs.policy.carbon_contracts.front();
}

double green_share(const SolvedEconomy& solved) {
  const double green =
      hydro_a * solved.level("electricity by hydro, A") + wind_a * solved.level("electricity by wind, A");
  return green / (sold_a * solved.level("electricity, A"));
}

// The same equilibrium: prices and levels of all that both have.
void check_same(const SolvedEconomy& a, const SolvedEconomy& b) {
  REQUIRE(a.state.commodity_price.size() == b.state.commodity_price.size());
  double largest = 0;
  for (std::size_t c = 0; c < a.state.commodity_price.size(); ++c)
    largest = std::max(largest, std::abs(a.state.commodity_price[c] - b.state.commodity_price[c]));
  for (std::size_t n = 0; n < a.state.activity_level.size(); ++n)
    largest = std::max(largest, std::abs(a.state.activity_level[n] - b.state.activity_level[n]));
  CHECK(largest < 1e-8);
}

// Benchmark receipts of wind in A per MWh: what the sector pays, and 90 million USD of other payments.
double receipts_of_wind(const SolvedEconomy& solved) {
  const Activity& wind = solved.economy.activities[solved.activity("electricity by wind, A")];
  return (wind.quantity0 + 90) / wind_a;
}

}  // namespace

TEST_CASE("certificates make a share of what is sold green, and who sells pays what the plants earn") {
  EconomyInputs inputs = power();
  add_certificates(inputs, 0.4);
  check_begin_of_path(inputs);
  const SolvedEconomy solved = checked_solution(inputs);
  const double price = variable(solved, "price of certificates test");
  CHECK(price > 1);
  CHECK(green_share(solved) == doctest::Approx(0.4).epsilon(1e-9));
  CHECK(solved.level("electricity by coal, A") < solved.level("electricity, A"));
  // Beside them there are the payments of the benchmark to wind alone.
  CHECK(income(solved, "levy") == doctest::Approx(-90 * solved.level("electricity by wind, A")).epsilon(1e-9));
}

TEST_CASE("certificates of a share that is met anyway are worth nothing and change nothing") {
  EconomyInputs inputs = power(0.2);
  const SolvedEconomy without = solve(inputs);
  add_certificates(inputs, 0.2);
  const SolvedEconomy with = checked_solution(inputs);
  CHECK(variable(with, "price of certificates test") < 1e-6);
  check_same(with, without);
}

TEST_CASE("waterbed: certificates beside a cap lower the permit price and leave emissions as they are") {
  EconomyInputs inputs = power(0.2);
  const SolvedEconomy cap = solve(inputs);
  add_certificates(inputs, 1.1 * green_share(cap));
  const SolvedEconomy both = checked_solution(inputs);
  CHECK(both.state.permit_price[0] < 0.95 * cap.state.permit_price[0]);
  CHECK(both.state.market_emissions[0] == doctest::Approx(cap.state.market_emissions[0]).epsilon(1e-9));
  CHECK(world_consumption(both) < world_consumption(cap));
}

TEST_CASE("certificates are a subsidy at their price that users pay") {
  EconomyInputs inputs = power();
  add_certificates(inputs, 0.4);
  const SolvedEconomy certificates = solve(inputs);
  const double price = variable(certificates, "price of certificates test");
  inputs.policy.certificates.clear();
  add_subsidy(inputs, {"ELE.hydro", "ELE.wind"}, price).payer = TechnologyPayer::users;
  const SolvedEconomy pair = checked_solution(inputs);
  check_same(certificates, pair);
  CHECK(variable(pair, "levy of subsidy test, A") == doctest::Approx(0.4 * price).epsilon(1e-9));
}

TEST_CASE("certificates of two regions have one price, and who sells more than is green at home pays abroad") {
  EconomyInputs inputs = power();
  GreenCertificates& policy = add_certificates(inputs, 0.45);
  policy.regions.push_back({1});
  policy.technologies.push_back(inputs.benchmark.find_sector("ELE.nuclear"));
  const SolvedEconomy solved = checked_solution(inputs);
  const double price = variable(solved, "price of certificates test");
  CHECK(price > 1);
  const double earned_a =
      hydro_a * solved.level("electricity by hydro, A") + wind_a * solved.level("electricity by wind, A");
  const double needed_a = 0.45 * sold_a * solved.level("electricity, A");
  CHECK(needed_a > earned_a);
  CHECK(income(solved, "transfer", "government, A") == doctest::Approx(price * (earned_a - needed_a)).epsilon(1e-8));
  CHECK(income(solved, "transfer") == doctest::Approx(0).epsilon(1e-6));
}

TEST_CASE("a limit on a technology is a tax on it whose revenue its owners get") {
  EconomyInputs inputs = power();
  add_limit(inputs, "ELE.coal", 0.8);
  check_begin_of_path(inputs);
  const SolvedEconomy limited = checked_solution(inputs);
  CHECK(limited.level("electricity by coal, A") == doctest::Approx(0.8).epsilon(1e-9));
  const double rent = variable(limited, "rent of output limit test");
  CHECK(rent > 1);
  CHECK(income(limited, "levy", "household, A") == doctest::Approx(rent * 0.8 * coal_a).epsilon(1e-9));
  inputs.policy.output_limits.clear();
  add_subsidy(inputs, {"ELE.coal"}, -rent).payer = TechnologyPayer::owners;
  check_same(limited, checked_solution(inputs));
}

TEST_CASE("a limit above what is made has no rent, and whose rent it is decides who gains") {
  EconomyInputs inputs = power();
  const SolvedEconomy none = solve(inputs);
  add_limit(inputs, "ELE.coal", 1.0).quantity = 1.1;
  const SolvedEconomy loose = checked_solution(inputs);
  CHECK(variable(loose, "rent of output limit test") < 1e-6);
  check_same(loose, none);
  add_limit(inputs, "ELE.coal", 0.7);
  const SolvedEconomy owners = solve(inputs);
  inputs.policy.output_limits.front().payer = TechnologyPayer::users;
  const SolvedEconomy users = checked_solution(inputs);
  CHECK(users.price("electricity, A") < owners.price("electricity, A"));
  CHECK(variable(users, "levy of output limit test, A") < 0);
}

TEST_CASE("a ban leaves a thousandth of a technology") {
  EconomyInputs inputs = power();
  add_limit(inputs, "ELE.nuclear", 0).regions = {inputs.benchmark.find_region("B")};
  const SolvedEconomy solved = checked_solution(inputs);
  CHECK(solved.level("electricity by nuclear, B") == doctest::Approx(1e-3).epsilon(1e-6));
  CHECK(solved.level("electricity by coal, B") > 1.4);
}

TEST_CASE("a mandate is met at a support that the government or the users pay") {
  EconomyInputs inputs = power();
  add_limit(inputs, "ELE.wind", 1.25);
  check_begin_of_path(inputs);
  const SolvedEconomy public_money = checked_solution(inputs);
  CHECK(public_money.level("electricity by wind, A") == doctest::Approx(1.25).epsilon(1e-9));
  const double support = variable(public_money, "support of least output test");
  CHECK(support > 1);
  CHECK(income(public_money, "levy") == doctest::Approx(-(support * wind_a + 90) * 1.25).epsilon(1e-9));
  inputs.policy.output_limits.front().payer = TechnologyPayer::users;
  const SolvedEconomy users = checked_solution(inputs);
  CHECK(income(users, "levy") == doctest::Approx(-90 * 1.25).epsilon(1e-9));
  CHECK(users.price("electricity, A") > public_money.price("electricity, A"));
}

TEST_CASE("a feed-in tariff is what a unit earns, and a levy on all sales pays for it") {
  EconomyInputs inputs = power();
  const double before = receipts_of_wind(solve(inputs));
  add_tariff(inputs, 1.3 * before);
  check_begin_of_path(inputs);
  const SolvedEconomy solved = checked_solution(inputs);
  const double support = variable(solved, "feed-in tariff test: electricity by wind, A");
  CHECK(support > 1);
  const Activity& wind = solved.economy.activities[solved.activity("electricity by wind, A")];
  const double sold = (wind.quantity0 * solved.price("electricity by wind, A") + 90) / wind_a;
  CHECK(sold + support == doctest::Approx(1.3 * before).epsilon(1e-9));
  const double levy = variable(solved, "levy of feed-in tariff test, A") * sold_a * solved.level("electricity, A");
  CHECK(levy == doctest::Approx(support * wind_a * solved.level("electricity by wind, A")).epsilon(1e-9));
  CHECK(solved.level("electricity by wind, A") > 1.05);
}

TEST_CASE("a feed-in tariff below the price pays nothing, two ways it takes the difference") {
  EconomyInputs inputs = power();
  const SolvedEconomy without = solve(inputs);
  add_tariff(inputs, 0.9 * receipts_of_wind(without));
  const SolvedEconomy one_way = checked_solution(inputs);
  CHECK(variable(one_way, "feed-in tariff test: electricity by wind, A") < 1e-6);
  check_same(one_way, without);
  inputs.policy.feed_in_tariffs.front().is_two_way = true;
  const SolvedEconomy two_ways = checked_solution(inputs);
  CHECK(variable(two_ways, "feed-in tariff test: electricity by wind, A") < -1);
  CHECK(two_ways.level("electricity by wind, A") < 0.95);
}

TEST_CASE("a feed-in tariff needs a technology whose supply has a bound, and each technology has one") {
  EconomyInputs inputs = power();
  add_tariff(inputs, 70).technologies = {inputs.benchmark.find_sector("ELE.coal")};
  CHECK(refusal(inputs) ==
        "'test': electricity by coal, A has no resource of its own, so that at a given price its output has no bound; "
        "write a subsidy or a mandate");
  add_tariff(inputs, 70);
  inputs.policy.feed_in_tariffs.push_back(inputs.policy.feed_in_tariffs.front());
  CHECK(refusal(inputs).find("does so already; drop one of them") != std::string::npos);
}

TEST_CASE("a carbon contract at the permit price pays nothing, above it the difference for each tonne avoided") {
  EconomyInputs inputs = power(0.2);
  const SolvedEconomy without = solve(inputs);
  const double tau = without.state.permit_price[0];
  for (const bool two_way : {false, true}) {
    add_contract(inputs, tau).is_two_way = two_way;
    const SolvedEconomy at_price = two_way ? checked_solution(inputs) : solve(inputs);
    CHECK(std::abs(variable(at_price, "payment per tonne of carbon contract test")) < 1e-4);
    add_contract(inputs, 2 * tau).is_two_way = two_way;
    const SolvedEconomy above = checked_solution(inputs);
    const double payment = variable(above, "payment per tonne of carbon contract test");
    CHECK(payment == doctest::Approx(2 * tau - above.state.permit_price[0]).epsilon(1e-9));
    CHECK(payment > tau);  // the contract brings the permit price down
    const double avoided = 124 / coal_a * wind_a * above.level("electricity by wind, A");
    CHECK(income(above, "levy") ==
          doctest::Approx(-payment * avoided - 90 * above.level("electricity by wind, A")).epsilon(1e-9));
  }
}

TEST_CASE("a carbon contract below the permit price pays nothing one way, and is paid two ways") {
  EconomyInputs inputs = power(0.2);
  const double tau = solve(inputs).state.permit_price[0];
  add_contract(inputs, 0.5 * tau);
  CHECK(variable(checked_solution(inputs), "payment per tonne of carbon contract test") < 1e-6);
  add_contract(inputs, 0.5 * tau).is_two_way = true;
  CHECK(variable(checked_solution(inputs), "payment per tonne of carbon contract test") < -0.4 * tau);
}

TEST_CASE("policies on technologies that a region does not have are refused") {
  EconomyInputs inputs = power(0.2);
  add_limit(inputs, "ELE.nuclear", 0.5);
  CHECK(refusal(inputs) == "'test': A has none of its technologies");
  inputs.policy.output_limits.clear();
  add_contract(inputs, 10).reference = inputs.benchmark.find_sector("ELE.nuclear");
  CHECK(refusal(inputs) == "'test': A has no ELE.nuclear, the technology that it is compared with");
  add_contract(inputs, 10).reference = inputs.benchmark.find_sector("ELE.hydro");
  CHECK(refusal(inputs) == "'test': ELE.wind emits no less per unit than ELE.hydro in A");
}

}  // namespace etslink
