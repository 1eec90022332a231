// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <functional>

#include "tests/fixtures/economies.h"

namespace etslink {
namespace {

struct BadModel {
  std::string what;
  std::function<void(EconomyInputs&)> change;
  const char* message;
};

Nest& find_nest(EconomyInputs& inputs, const std::string& name) {
  for (Nest& nest : inputs.nests.production[0].nests) {
    if (nest.name == name) return nest;
  }
  throw std::logic_error("no nest " + name);
}

}  // namespace

TEST_CASE("a model that does not fit its data is rejected with the place and the reason") {
  const std::vector<BadModel> table = {
      {"cyclic nest",
       [](EconomyInputs& in) {
         find_nest(in, "fuels").inputs.push_back("kle");
         find_nest(in, "fuels").at = {"nests.toml", 9};
         find_nest(in, "kle").at = {"nests.toml", 7};
       },
       "nests.toml:7: nest 'kle' of [production.default] contains itself: kle -> energy -> fuels -> kle"},
      {"input left out",
       [](EconomyInputs& in) {
         find_nest(in, "non-resource").inputs = {"kle"};
         in.nests.production[0].at = {"nests.toml", 3};
       },
       "nests.toml:3: [production.default] leaves out the input good:STEEL of "},
      {"input named twice",
       [](EconomyInputs& in) {
         find_nest(in, "oil and gas").inputs.push_back("good:FUEL");
         find_nest(in, "oil and gas").at = {"nests.toml", 8};
       },
       "nests.toml:8: nest 'oil and gas' of [production.default] names an input twice: 'good:FUEL'"},
      {"no nest for a sector", [](EconomyInputs& in) { in.nests.production[0].applies_to = {"STEEL"}; },
       "no production nest applies to sector 'FUEL'"},
      {"market without coverage",
       [](EconomyInputs& in) {
         in.policy.markets[0].coverage.clear();
         in.policy.markets[0].at = {"study.toml", 4};
         in.policy.markets[0].cap_mt.clear();
       },
       "study.toml:4: market 'A' covers nothing"},
      {"market without emissions",
       [](EconomyInputs& in) {
         in.policy.markets[0].coverage[0].fuels = {in.benchmark.find_sector("GOODS")};
         in.policy.markets[0].at = {"study.toml", 4};
       },
       "study.toml:4: market 'A' is empty"},
      {"emissions covered twice",
       [](EconomyInputs& in) {
         in.policy.markets[1] = in.policy.markets[0];
         in.policy.markets[1].at = {"study.toml", 5};
         in.policy.markets[1].name = "A2";
       },
       "study.toml:5: market 'A2' covers emissions of "},
      {"cap of a region that is not a member",
       [](EconomyInputs& in) {
         in.policy.markets[0].cap_mt[1] = 5;
         in.policy.markets[0].at = {"study.toml", 6};
       },
       "study.toml:6: market 'A' has a cap in B, which is not a member"},
      {"link of a market that is off",
       [](EconomyInputs& in) {
         in.policy.active[1] = 0;
         in.policy.links = {{{0, 1}, {"study.toml", 7}}};
       },
       "study.toml:7: market 'B' is off in this scenario and can't be linked"},
      {"emissions on no purchase",
       [](EconomyInputs& in) {
         std::erase_if(in.benchmark.use, [&](const UseFlow& f) {
           return f.good.index == 0 && f.user == User{User::Kind::sector, 2} && f.region.index == 0;
         });
       },
       " Mt of A stand on no purchase of the fuel or on a sector without output"},
      {"two households",
       [](EconomyInputs& in) {
         in.benchmark.agents.push_back({"HH2", {0}, AgentKind::household});
       },
       "region A has two agents of kind household, the second is 'HH2'"},
      {"no household",
       [](EconomyInputs& in) {
         in.benchmark.agents.resize(1);
         std::erase_if(in.benchmark.use, [](const UseFlow& f) { return f.user == User{User::Kind::agent, 1}; });
       },
       "region B has no household"},
      {"current accounts", [](EconomyInputs& in) { in.benchmark.value_added[0].value_musd += 100; },
       "the current accounts of all regions add up to"},
      {"process scale",
       [](EconomyInputs& in) {
         in.nests.parameters.push_back({"esubd", "X", "", 2, {"nests.toml", 2}});
       },
       "nests.toml:2: unknown region 'X'"},
  };
  for (const BadModel& bad : table) {
    CAPTURE(bad.what);
    EconomyInputs inputs = economy_inputs("tiny2x2");
    add_market(inputs, "A", 0.1);
    add_market(inputs, "B", 0.1);
    bad.change(inputs);
    std::string message;
    try {
      const Economy economy = inputs.build();
    } catch (const InputError& error) {
      message = error.what();
    }
    CAPTURE(message);
    CHECK(message.find(bad.message) != std::string::npos);
  }
}

}  // namespace etslink
