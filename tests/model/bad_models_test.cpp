// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <functional>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

// One thing changed in the tiny economy with two markets, and what the message must say.
struct BadModel {
  std::string what;
  std::function<void(EconomyInputs&)> change;
  const char* message;
};

void check_rejected(const std::vector<BadModel>& table) {
  for (const BadModel& bad : table) {
    CAPTURE(bad.what);
    EconomyInputs inputs = economy_inputs("tiny2x2");
    add_market(inputs, "A", 0.1);
    add_market(inputs, "B", 0.1);
    bad.change(inputs);
    std::string message = "no InputError";
    try {
      const Economy economy = inputs.build();
    } catch (const InputError& error) {
      message = error.what();
    }
    CAPTURE(message);
    CHECK(message.find(bad.message) != std::string::npos);
  }
}

// A nest of the production tree, placed at a line of a file.
Nest& nest_at(EconomyInputs& inputs, const std::string& name, int line) {
  for (Nest& nest : inputs.nests.production[0].nests) {
    if (nest.name != name) continue;
    nest.at = {"nests.toml", line};
    return nest;
  }
  throw std::logic_error("no nest " + name);
}

PermitMarket& market_at(EconomyInputs& inputs, int market, int line) {
  inputs.policy.markets[market].at = {"study.toml", line};
  return inputs.policy.markets[market];
}

void make_cycle(EconomyInputs& in) {
  nest_at(in, "kle", 7);
  nest_at(in, "fuels", 9).inputs.push_back("kle");
}

void cover_twice(EconomyInputs& in) {
  in.policy.markets[1] = in.policy.markets[0];
  market_at(in, 1, 5).name = "A2";
}

void link_off_market(EconomyInputs& in) {
  in.policy.active[1] = 0;
  in.policy.links = {{{0, 1}, {"study.toml", 7}}};
}

// Region A: no purchase of coal by steel, but its emissions stay.
void drop_purchase(EconomyInputs& in) {
  std::erase_if(in.benchmark.use, [](const UseFlow& f) {
    return f.good.index == 0 && f.user == User{User::Kind::sector, 2} && f.region.index == 0;
  });
}

// Region B: its household is the second agent of two.
void drop_household(EconomyInputs& in) {
  const User household{User::Kind::agent, 1};
  std::erase_if(in.benchmark.use, [&](const UseFlow& f) { return f.user == household; });
  std::erase_if(in.benchmark.emissions, [&](const EmissionFlow& f) { return f.user == household; });
  in.benchmark.agents.resize(1);
}

}  // namespace

TEST_CASE("nests that do not fit their inputs are rejected with the place and the reason") {
  check_rejected({
      {"cyclic nest", make_cycle,
       "nests.toml:7: nest 'kle' of [production.default] contains itself: kle -> energy -> fuels -> kle"},
      {"input left out",
       [](EconomyInputs& in) {
         nest_at(in, "non-resource", 4).inputs = {"kle"};
         in.nests.production[0].at = {"nests.toml", 3};
       },
       "nests.toml:3: [production.default] leaves out the input good:STEEL of "},
      {"input named twice", [](EconomyInputs& in) { nest_at(in, "oil and gas", 8).inputs.push_back("good:FUEL"); },
       "nests.toml:8: nest 'oil and gas' of [production.default] names an input twice: 'good:FUEL'"},
      {"no nest for a sector", [](EconomyInputs& in) { in.nests.production[0].applies_to = {"STEEL"}; },
       "no production nest applies to sector 'FUEL'"},
      {"parameter of an unknown region",
       [](EconomyInputs& in) {
         in.nests.parameters.push_back({"esubd", "X", "", 2, {"nests.toml", 2}});
       },
       "nests.toml:2: unknown region 'X'"},
  });
}

TEST_CASE("permit markets that do not fit the data are rejected with the place and the reason") {
  check_rejected({
      {"market without coverage",
       [](EconomyInputs& in) {
         market_at(in, 0, 4).coverage.clear();
         in.policy.markets[0].cap_mt.clear();
       },
       "study.toml:4: market 'A' covers nothing"},
      {"market without emissions",
       [](EconomyInputs& in) { market_at(in, 0, 4).coverage[0].fuels = {in.benchmark.find_sector("GOODS")}; },
       "study.toml:4: market 'A' is empty"},
      {"emissions covered twice", cover_twice, "study.toml:5: market 'A2' covers emissions of "},
      {"cap of a region that is not a member", [](EconomyInputs& in) { market_at(in, 0, 6).cap_mt[1] = 5; },
       "study.toml:6: market 'A' has a cap in B, which is not a member"},
      {"link of a market that is off", link_off_market,
       "study.toml:7: market 'B' is off in this scenario and can't be linked"},
  });
}

TEST_CASE("data that can't be made an economy are rejected with the place and the reason") {
  check_rejected({
      {"emissions on no purchase", drop_purchase,
       " Mt of A stand on no purchase of the fuel or on a sector without output"},
      {"two governments",
       [](EconomyInputs& in) {
         in.benchmark.agents.push_back({"GOV", {0}, AgentKind::government});
         in.benchmark.agents.push_back({"GOV2", {0}, AgentKind::government});
       },
       "region A has two agents of kind government, the second is 'GOV2'; several are allowed of kind household only"},
      {"two households, no owner",
       [](EconomyInputs& in) {
         in.benchmark.agents.push_back({"HH2", {0}, AgentKind::household});
       },
       "endowments.csv: region A has several households, but no owner of labour"},
      {"a household without purchases",
       [](EconomyInputs& in) {
         in.benchmark.agents.push_back({"HH2", {0}, AgentKind::household});
         in.benchmark.endowments = {{{0}, {0}, {0}, 1, {}}, {{0}, {0}, {1}, 1, {}}};
       },
       "the household 'HH2' of A buys nothing"},
      {"no household", drop_household, "region B has no household"},
      {"unbalanced", [](EconomyInputs& in) { in.benchmark.value_added[0].value_musd += 100; },
       "the current accounts of all regions add up to"},
  });
}

}  // namespace etslink
