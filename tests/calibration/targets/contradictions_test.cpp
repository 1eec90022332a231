// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/contradictions.h"

#include <doctest/doctest.h>

#include <string>

#include "calibration/fuels/read_physical_recipe.h"
#include "files/input_files.h"
#include "model/input_error.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;

namespace {

// What is said of a recipe with two more targets, from lines 59 and 66 on; empty where it is read.
std::string said_of(const std::string& one, const std::string& other) {
  const std::string end = "\nsource = \"invented\"\nstatus = \"memory\"\n";
  forget_inputs();
  const BenchmarkCopy copy("tiny_world");
  copy.replace("recipe_physical.toml", "width = 0.1\n",
               "width = 0.1\n[[targets]]\n" + one + end + "[[targets]]\n" + other + end);
  try {
    static_cast<void>(read_complete_recipe(copy.folder() + "/recipe_physical.toml"));
  } catch (const InputError& error) {
    return copy.without_path(error.what());
  }
  return "";
}

const std::string place = "FOLDER/recipe_physical.toml:", contradiction = ": targets contradict each other: ";
const std::string oil = "kind = \"emissions\"\nfuels = [\"oil\"]\n", gas = "kind = \"fuel_price\"\nfuels = [\"gas\"]\n";
const std::string both = oil + "users = [\"HH\", \"SRV\"]\nwanted = { A = 3 }";
const std::string households = oil + "users = [\"HH\"]\n";

}  // namespace

TEST_CASE("parts that are at least more than their class are refused at the last of the targets") {
  CHECK(said_of(both, households + "wanted = { A = 5 }") ==
        place + "66" + contradiction +
            "emissions of HH, SRV from oil, A (line 59) is at most 3 Mt CO2, and parts of it are at least 5 Mt "
            "CO2: "
            "emissions of HH from oil, A (line 66)");
  CHECK(said_of(households + "wanted = { A = 5 }\nbound = \"least\"", both) ==
        place + "67" + contradiction +
            "emissions of HH, SRV from oil, A (line 67) is at most 3 Mt CO2, and parts of it are at least 5 Mt "
            "CO2: "
            "emissions of HH from oil, A (line 59)");
  CHECK(said_of(both, "kind = \"emissions\"\nusers = [\"HH\", \"SRV\"]\nwanted = { A = 2 }") ==
        place + "66" + contradiction +
            "emissions of HH, SRV, A (line 66) is at most 2 Mt CO2, and parts of it are at least 3 Mt CO2: "
            "emissions of HH, SRV from oil, A (line 59)");
}

TEST_CASE("targets that are at most less than the class which they make up are refused, and no others") {
  const std::string all = "kind = \"energy\"\nwanted = { A = 100 }\nbound = \"least\"",
                    coal = "kind = \"energy\"\nfuels = [\"coal\"]\n";
  const std::string rest =
      "kind = \"energy\"\nfuels = [\"gas\", \"oil\"]\nwanted = { A = 50 }\nsource = \"invented\"\nstatus = "
      "\"memory\"\n[[targets]]\n";
  CHECK(said_of(all, rest + coal + "wanted = { A = 40 }") ==
        place + "71" + contradiction +
            "energy, A (line 59) is at least 100 PJ, and what has all of it is at most 90 PJ: energy from gas, oil, A "
            "(line "
            "65); energy from coal, A (line 71)");
  CHECK(said_of(all, rest + coal + "wanted = { A = 50 }") == "");
  CHECK(said_of("kind = \"energy\"\nfuels = [\"coal\", \"gas\", \"oil\"]\nwanted = { A = 90 }", all) ==
        place + "65" + contradiction +
            "energy from coal, gas, oil, A (line 59) is at most 90 PJ, and parts of it are at least 100 PJ: energy, A "
            "(line 65)");
  CHECK(said_of("kind = \"energy\"\nusers = [\"HH\", \"SRV\"]\nwanted = { A = 90 }",
                "kind = \"energy\"\nwanted = { A = 100 }") == "");
}

TEST_CASE("a price of all outside of the prices of each is refused") {
  const std::string parts = gas +
                            "users = [\"SRV\"]\nwanted = { A = 4 }\nwidth = 0.1\nsource = \"invented\"\nstatus = "
                            "\"memory\"\n[[targets]]\n" +
                            gas + "users = [\"HH\"]\nwanted = { A = 5 }\nbound = \"least\"";
  const std::string all = gas + "users = [\"HH\", \"SRV\"]\n";
  CHECK(said_of(all + "wanted = { A = 2 }", parts) ==
        place + "74" + contradiction +
            "fuel_price of HH, SRV from gas, A (line 59) is at most 2 USD/GJ, and all parts of it are at least 3.6 "
            "USD/GJ: fuel_price of SRV from gas, A (line 66); fuel_price of HH from gas, A (line 74)");
  CHECK(said_of(all + "wanted = { A = 4.5 }", parts) == "");
  CHECK(said_of(all + "wanted = { A = 2 }", gas + "users = [\"HH\"]\nwanted = { A = 5 }") == "");
}

TEST_CASE("all users are those that targets can name") {
  const std::string named = "users = [\"CRU\", \"GAS\", \"OMN\", \"OIL\", \"IND\", \"ELE\", \"SRV\", \"HH\"]\n";
  const std::string coal = "kind = \"fuel_price\"\nfuels = [\"coal\"]\n";
  CHECK(said_of(coal + "wanted = { A = 2 }", coal + named + "wanted = { A = 3 }") ==
        place + "65" + contradiction +
            "fuel_price from coal, A (line 59) is at most 2 USD/GJ, and all parts of it are at least 3 USD/GJ: "
            "fuel_price of "
            "CRU, GAS, OMN, OIL, IND, ELE, SRV, HH from coal, A (line 65)");
  const std::string energy = "kind = \"energy\"\n";
  CHECK(
      said_of(energy + "wanted = { A = 200 }",
              energy + "users = [\"COL\", " + named.substr(9) + "wanted = { A = 100 }") ==
      place + "64" + contradiction +
          "energy of COL, CRU, GAS, OMN, OIL, IND, ELE, SRV, HH, A (line 64) is at most 100 PJ, and parts of it are at "
          "least 200 PJ: energy, A (line 59)");
}

TEST_CASE("the same class in another order is stated twice") {
  CHECK(said_of(both, oil + "users = [\"SRV\", \"HH\"]\nwanted = { A = 3 }") ==
        place + "66: the target emissions of SRV, HH from oil, A is stated twice, first in line 59");
}

TEST_CASE("targets whose widths meet, of other regions and of other kinds do not contradict each other") {
  CHECK(said_of(both + "\nwidth = 0.5", households + "wanted = { A = 5 }\nwidth = 0.2") == "");
  CHECK(said_of(both, households + "wanted = { B = 5 }") == "");
  CHECK(said_of(both, "kind = \"energy\"\nfuels = [\"oil\"]\nusers = [\"HH\"]\nwanted = { A = 5 }") == "");
}
