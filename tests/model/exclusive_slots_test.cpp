// SPDX-License-Identifier: Apache-2.0
#include "model/exclusive_slots.h"

#include <doctest/doctest.h>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

ModelQuantity quantity(QuantityKind kind) {
  ModelQuantity result;
  result.kind = kind;
  result.text = to_string(kind);
  result.region = Region{0};
  result.partner = Region{1};
  result.market = 0;
  return result;
}

ModelQuantity quantity(QuantityKind kind, const EconomyInputs& inputs, const char* sector) {
  ModelQuantity result = quantity(kind);
  result.factor = inputs.benchmark.find_factor("LAB");
  if (sector != nullptr) result.sector = inputs.benchmark.find_sector(sector);
  return result;
}

EconomyInputs capped() {
  EconomyInputs inputs = economy_inputs("tiny_taxes");
  add_market(inputs, "A", 0.2);
  inputs.policy.markets[0].at = {"study.toml", 3};
  inputs.options.at = {"study.toml", 5};
  return inputs;
}

// Refused by a message that names the place of the second claimant, and that of the first one.
void check_refused(const EconomyInputs& inputs, int second, int first) {
  const std::string begin = "study.toml:" + std::to_string(second) + ": ";
  const std::string other = "(study.toml:" + std::to_string(first) + ") does so already; drop one of them";
  std::string message;
  try {
    static_cast<void>(inputs.build());
  } catch (const InputError& error) {
    message = error.what();
  }
  CAPTURE(message);
  CHECK(message.starts_with(begin));
  CHECK(message.ends_with(other));
}

Swap swap(const ModelQuantity& fixed, const ModelQuantity& freed, int line) {
  return {fixed, freed, 1.0, {"study.toml", line}};
}

}  // namespace

TEST_CASE("the tax on a purchase has room for one swap") {
  EconomyInputs inputs = capped();
  inputs.policy.swaps = {
      swap(quantity(QuantityKind::output, inputs, "MAN"), quantity(QuantityKind::factor_tax, inputs, nullptr), 10),
      swap(quantity(QuantityKind::output, inputs, "CEM"), quantity(QuantityKind::factor_tax, inputs, "MAN"), 20)};
  check_refused(inputs, 20, 10);
}

TEST_CASE("the tax on an output has room for a swap or for the tax that balances the government") {
  EconomyInputs inputs = capped();
  inputs.options.balancing_tax = NamedTax{NamedTax::Base::output, {}, {}};
  inputs.policy.swaps = {
      swap(quantity(QuantityKind::output, inputs, "MAN"), quantity(QuantityKind::output_tax, inputs, "MAN"), 10)};
  check_refused(inputs, 10, 5);
}

TEST_CASE("an endowment has room for a swap or for a rule of wages") {
  EconomyInputs inputs = capped();
  inputs.options.labour = {{LabourOption::minimum_wage, inputs.benchmark.find_factor("LAB")}};
  inputs.policy.swaps = {
      swap(quantity(QuantityKind::real_wage, inputs, nullptr), quantity(QuantityKind::endowment, inputs, nullptr), 10)};
  check_refused(inputs, 10, 5);
}

TEST_CASE("the price of a market is that of its tax, or of a swap") {
  EconomyInputs inputs = capped();
  inputs.policy.markets[0].cap_mt[0] = 0;
  inputs.policy.markets[0].fixed_price = 20;
  inputs.policy.swaps = {swap(quantity(QuantityKind::permit_price), quantity(QuantityKind::transfer), 10)};
  check_refused(inputs, 10, 3);
}

TEST_CASE("the price of credits is that which a government pays, or that of a swap") {
  EconomyInputs inputs = capped();
  PermitMarket& market = inputs.policy.markets[0];
  const Sector sector = inputs.benchmark.find_sector("CEM");
  market.cap_mt[0] = 0;
  market.coverage[0].users = {{User::Kind::sector, sector.index}};
  market.crediting = SectoralCrediting{{{Region{0}, sector, 0.98, {}, {}}}, false};
  market.fixed_price = 20;
  inputs.policy.swaps = {swap(quantity(QuantityKind::permit_price), quantity(QuantityKind::transfer), 10)};
  check_refused(inputs, 3, 10);  // credits are sold when all has been declared
}

TEST_CASE("a slot of the graph is taken once, whoever asks") {
  const EconomyInputs inputs = capped();
  BuildContext context(inputs.benchmark, inputs.nests, inputs.policy, inputs.options);
  build_graph(context);
  const Claim one{"slot", {"one", {"study.toml", 1}}}, two{"slot", {"two", {"study.toml", 2}}};
  const auto check_taken = [&](const auto& take) {
    take(one);
    CHECK_THROWS_WITH_AS(
        take(two), "study.toml:2: two can't determine the slot: one (study.toml:1) does so already; drop one of them",
        InputError);
  };
  const Symbol unknown = variable(0);
  check_taken([&](const Claim& claim) { add_to_purchase_tax(context, 0, unknown, claim); });
  check_taken([&](const Claim& claim) { add_to_output_tax(context, 0, unknown, claim); });
  check_taken([&](const Claim& claim) { multiply_endowments(context, 0, unknown, claim); });
  check_taken([&](const Claim& claim) { set_availability(context, 0, 0, claim); });
  check_taken([&](const Claim& claim) { set_permit_price(context, 0, PriceRule({}, {}), claim); });
}

}  // namespace etslink
