// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

// The valid nest file with one text replaced, and the message it gets.
struct BrokenNest {
  const char* old_text;
  const char* new_text;
  const char* message;  // after "error: FOLDER/nests.toml:"
};

const BrokenNest broken_nests[] = {
    {"\"goods:rest\", \"kle\"", "\"goods:rest\", \"kl\"",
     "6: nest 'output' of [production.default] has an unknown input 'kl'; did you mean 'kle'?"},
    {"\"good:FUEL\"", "\"good:FUELS\"",
     "9: nest 'energy' of [production.default] has an unknown input 'good:FUELS'; did you mean 'FUEL'?"},
    {"\"role:electricity\"", "\"rule:electricity\"",
     "9: nest 'energy' of [production.default] has an unknown input 'rule:electricity'; did you mean 'role:'?"},
    {"\"role:electricity\", \"good:FUEL\"", "\"role:electricity\", \"good:FUEL\", \"kle\"",
     "9: nest 'energy' of [production.default] has the input 'kle', which 'output' has already"},
    {"output = { sigma = 0, inputs = [\"goods:rest\", \"kle\"] }\nkle = { sigma = 0.5, inputs = [\"value_added\", "
     "\"energy\"",
     "output = { sigma = 0, inputs = [\"goods:rest\"] }\nkle = { sigma = 0.5, inputs = [\"value_added\", \"energy\"",
     "7: nest 'kle' of [production.default] is not an input of any nest"},
    {"output = { sigma = 0, inputs = [\"goods:rest\", \"kle\"] }",
     "output = { sigma = 0, inputs = [\"goods:rest\"] }\nring = { sigma = 0, inputs = [\"knot\"] }\n"
     "knot = { sigma = 0, inputs = [\"ring\", \"kle\"] }",
     "7: nest 'ring' of [production.default] contains itself: ring -> knot -> ring"},
    {"\"factors:rest\"] }\nenergy", "\"factors:rest\", \"factors:rest\"] }\nenergy",
     "8: nest 'value_added' of [production.default] has the input 'factors:rest', which 'value_added' has already"},
    {"sigma = 0.5, inputs = [\"value_added\"", "sigma = -0.5, inputs = [\"value_added\"",
     "7: 'production.default.kle.sigma' must not be negative"},
    {"sigma = 0.5, inputs = [\"value_added\"", "sigma = inf, inputs = [\"value_added\"",
     "7: 'production.default.kle.sigma' must be a finite number"},
    {"sigma = 0.5, inputs = [\"value_added\"", "sigma = 1001, inputs = [\"value_added\"",
     "7: 'production.default.kle.sigma' must be between 0 and 1000, not 1001"},
    {"sigma = 0.5, inputs = [\"value_added\"", "sigma = \"inf * esubva\", inputs = [\"value_added\"",
     "7: 'production.default.kle.sigma' can't be 'inf * esubva': allowed are a number, a parameter (\"esubd\"), a "
     "multiple (\"2 * esubd\") and \"resource_supply\""},
    {"sigma = 0.5, inputs = [\"value_added\"", "sigma = \"two * esubva\", inputs = [\"value_added\"",
     "7: 'production.default.kle.sigma' can't be 'two * esubva': allowed are a number, a parameter (\"esubd\"), a "
     "multiple "
     "(\"2 * esubd\") and \"resource_supply\""},
    {"sigma = 0.5, inputs = [\"value_added\"", "sigma = \"resource_supply\", inputs = [\"value_added\"",
     "7: nest 'kle' of [production.default] has sigma = \"resource_supply\", which belongs to the top"},
    {"sigma = \"esubva\"", "sigma = \"esubvb\"",
     "8: elasticity parameter 'esubvb' has no value in the study, in FOLDER/benchmark/elasticities.csv or in the nest "
     "file; "
     "did you mean 'esubva'?"},
    {"top = \"output\"\noutput = { sigma = 0,", "top = \"outputs\"\noutput = { sigma = 0,",
     "5: 'production.default.top': there is no nest 'outputs'; did you mean 'output'?"},
    {"top = \"output\"\noutput = { sigma = 0,", "output = { sigma = 0,",
     "3: missing key 'top' in [production.default]"},
    {"inputs = [\"role:electricity\", \"good:FUEL\"]", "inputs = []",
     "9: nest 'production.default.energy' has no inputs"},
    {"inputs = [\"role:electricity\", \"good:FUEL\"]", "input = [\"role:electricity\"]",
     "9: unknown key 'input' in [production.default.energy]; did you mean 'inputs'?"},
    {"applies_to = [\"*\"]", "applies_to = [\"STEAL\"]",
     "4: unknown sector 'STEAL' in 'production.default.applies_to'; did you mean 'STEEL'? (\"STEAL?\" is a sector that "
     "a "
     "benchmark may lack)"},
    {"applies_to = [\"*\"]", "applies_to = [\"role:power\"]",
     "4: unknown role 'power' in 'production.default.applies_to'; allowed: coal, crude_oil, gas, refined_oil, "
     "electricity, "
     "other, international_transport"},
    {"applies_to = [\"*\"]", "applies_to = [\"role:coal\"]", "12: two production nests apply to 'role:coal'"},
    {"consumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "consumption = { sigma = 0.5, inputs = [\"factor:LAB\"] }",
     "19: nest 'consumption' of [household] has an unknown input 'factor:LAB'; allowed: good:, goods:, leisure:, "
     "purpose:, role:"},
    {"consumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "consumption = { sigma = 0.5, inputs = [\"good:ELE\"] }",
     "17: [household] leaves out the input good:FUEL of consumption, A; name it in a nest or add 'goods:rest'"},
    {"top = \"consumption\"\nconsumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "top = \"utility\"\nutility = { sigma = 1, inputs = [\"consumption\"] }\n"
     "consumption = { sigma = 0.5, inputs = [\"goods:rest\", \"leisure:LAB\"] }",
     "20: nest 'consumption' of [household] has leisure, which belongs to the top nest"},
    {"top = \"consumption\"\nconsumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "top = \"utility\"\nutility = { sigma = 1, inputs = [\"leisure:LAB\", \"consumption\", \"good:ELE\"] }\n"
     "consumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "19: nest 'utility' of [household] must have two inputs, leisure and the nest of all goods"},
    {"consumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "consumption = { sigma = 0.5, inputs = [\"leisure:LAB\", \"goods:rest\"] }",
     "19: nest 'consumption' of [household] must have two inputs, leisure and the nest of all goods"},
    {"top = \"consumption\"\nconsumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "top = \"utility\"\nutility = { sigma = 1, inputs = [\"leisure:LAP\", \"consumption\"] }\n"
     "consumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "19: nest 'utility' of [household] has an unknown input 'leisure:LAP'; did you mean 'LAB'?"},
    {"top = \"consumption\"\nconsumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "top = \"utility\"\nutility = { sigma = 1, inputs = [\"leisure:LAB\", \"consumption\"] }\n"
     "consumption = { sigma = 0.5, inputs = [\"goods:rest\"] }",
     "19: elasticity parameter 'leisure_ratio' has no value in the study, in FOLDER/benchmark/elasticities.csv or in "
     "the nest file; allowed: esubd, esubm, esubva, supply_elasticity"},
    {"demand = { sigma = 0, inputs = [\"goods:rest\"] }",
     "demand = { sigma = 0, inputs = [\"goods:rest\", \"leisure:LAB\"] }",
     "23: nest 'demand' of [government] has an unknown input 'leisure:LAB'; allowed: good:, goods:, purpose:, "
     "role:"},
    {"origins = \"2 * esubd\"\n", "", "29: missing key 'origins' in [armington]"},
    {"margin_pool = 1", "margin_pool = \"resource_supply\"", "32: 'armington.margin_pool' can't be 'resource_supply'"},
    {"\"role:coal\" = 1", "\"role:coke\" = 1",
     "35: unknown role 'coke'; allowed: coal, crude_oil, gas, refined_oil, electricity, other, "
     "international_transport"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"COL\"]",
     "31: 'COL' in 'armington.additive' names no goods; allowed: good:SECTOR and role:ROLE"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"good:FUELS\"]",
     "31: unknown sector 'FUELS' in 'armington.additive'; did you mean 'FUEL'?"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"role:coke\"]",
     "31: unknown role 'coke' in 'armington.additive'; allowed: coal, crude_oil, gas, refined_oil, electricity, other, "
     "international_transport"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"good:FUEL\", \"role:coal\"]",
     "31: 'role:coal' names FUEL a second time"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"good:FUEL\"]",
     "31: additive CES of imports of coal, A: 'coal, B' has no physical volume; goods have one in output_volumes.csv"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"role:coke?\"]",
     "31: unknown role 'coke' in 'armington.additive'; allowed: coal, crude_oil, gas, refined_oil, electricity, other, "
     "international_transport"},
    {"top = \"esubd\"", "top = \"esubd\"\nadditive = [\"good:FUELS?\"]",
     "31: unknown sector 'FUELS' in 'armington.additive'; did you mean 'FUEL'?"},
    {"sigma = 0.5, inputs = [\"role:electricity\"", "sigma = 0.5, additive = true, inputs = [\"role:electricity\"",
     "9: additive CES of energy of electricity, A: 'Armington composite of electricity, A' has no physical volume; "
     "goods "
     "have one in output_volumes.csv"},
    {"output = { sigma = 0,", "output = { sigma = 0, additive = true,",
     "6: nest 'output' of [production.default] is additive, which belongs to a nest below the top"},
    {"sigma = 0.5, inputs = [\"value_added\"", "additive = 1, sigma = 0.5, inputs = [\"value_added\"",
     "7: 'production.default.kle.additive' must be true or false, not a number"},
    {"[armington]", "[[armington]]", "29: 'armington' must be a table, not a list"}};

}  // namespace

TEST_CASE("a nest file with one thing wrong is rejected with its line") {
  for (const auto& broken : broken_nests) {
    CAPTURE(std::string(broken.old_text));
    CAPTURE(std::string(broken.new_text));
    CAPTURE(std::string(broken.message));
    const StudyCopy study;
    study.files().replace("nests.toml", broken.old_text, broken.new_text);
    const auto run = run_in_process(study, {"run", "FOLDER/study.toml", "-o", "FOLDER/out.h5"});
    CHECK(run.exit_code == 2);
    CHECK(run.err == std::string("error: FOLDER/nests.toml:") + broken.message + "\n");
  }
}

}  // namespace etslink
