// SPDX-License-Identifier: Apache-2.0
// Technology files of a study: what a unit costs at the prices of a benchmark, and what is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "files/input_files.h"
#include "study/technologies/add_technologies.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::string plants = source_folder() + "/tests/fixtures/studies/plants.toml";
const Region in_a{0}, in_b{1};

std::vector<PricedTechnology> priced(const std::string& folder, double year) {
  const Benchmark benchmark = read_benchmark(fixture_folder(folder));
  return price_technologies({{plants}, {year, {"test", 1}}}, benchmark, ElasticityTable(benchmark, {}, {}));
}

PricedTechnology find(const std::vector<PricedTechnology>& all, const std::string& code, Region region) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const PricedTechnology& technology) {
    return technology.facts.code == code && technology.facts.region == region;
  });
  REQUIRE(found != all.end());
  return *found;
}

// Costs of an input per unit, taxes included.
double cost_of(const PricedTechnology& technology, const Benchmark& benchmark, const std::string& code) {
  double usd = 0;
  for (const ActivityInput& input : technology.activity.inputs) {
    const std::string& name =
        input.good.valid() ? benchmark.sectors[input.good.index].code : benchmark.factors[input.factor.index].code;
    if (name == code) usd += input.share * (technology.facts.cost + technology.facts.added);
  }
  return usd;
}

struct Change {
  std::string file, from, to;  // file: plants.toml or study.toml
};

// The study with a text replaced; "accepted", or its message.
std::string message(const Change& change, std::vector<std::string>* warnings = nullptr) {
  const StudyCopy study("tiny_technologies");
  std::string technologies = read_text_file(plants);
  std::string text =
      "[study]\nname = \"t\"\nbenchmark = \"benchmark\"\nnests = \"nests.toml\"\ntechnologies = [\"plants.toml\"]\n"
      "technology_year = 2040\n\n[market.A]\nregions = [\"A\"]\nsectors = \"all\"\ncap = { reduction_percent = 10 }\n\n"
      "[scenario.capped]\nmarkets = [\"A\"]\n";
  auto& changed = change.file == "plants.toml" ? technologies : text;
  const auto place = changed.find(change.from);
  REQUIRE(place != std::string::npos);
  changed.replace(place, change.from.size(), change.to);
  study.files().write("nests.toml", read_text_file(source_folder() + "/tests/fixtures/studies/technology_nests.toml"));
  study.files().write("plants.toml", technologies);
  study.files().write("study.toml", text);
  forget_inputs();
  try {
    const Study read = read_study(study.path("study.toml"), {});
    if (warnings != nullptr) *warnings = read.warnings;
  } catch (const InputError& error) {
    return study.files().without_path(error.what());
  }
  return "accepted";
}

}  // namespace

TEST_CASE("costs of a year between two of the file lie between theirs, those of its years are as they stand") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  const auto in_2030 = priced("tiny_technologies", 2030), in_2040 = priced("tiny_technologies", 2040);
  CHECK(cost_of(find(in_2030, "coal_ccs", in_a), benchmark, "CAP") == doctest::Approx(22).epsilon(1e-12));
  CHECK(cost_of(find(in_2040, "coal_ccs", in_a), benchmark, "CAP") == doctest::Approx(21).epsilon(1e-12));
  CHECK(cost_of(find(in_2040, "coal_ccs", in_b), benchmark, "CAP") == doctest::Approx(37.5).epsilon(1e-12));
  CHECK(cost_of(find(in_2040, "coal_ccs", in_a), benchmark, "LAB") == doctest::Approx(6).epsilon(1e-12));
  CHECK(cost_of(find(in_2040, "coal_ccs", in_a), benchmark, "MAN") == doctest::Approx(3).epsilon(1e-12));
}

TEST_CASE("fuel is bought by the gigajoule at the price that the plants pay, with their tonnes") {
  const Benchmark benchmark = read_benchmark(fixture_folder("tiny_technologies"));
  const BenchmarkIndex flows(benchmark);
  const PhysicalVolumes volumes(benchmark, flows);
  const PricedTechnology plant = find(priced("tiny_technologies", 2040), "coal_ccs", in_a);
  const Sector coal = benchmark.find_sector("COL");
  const GoodUse all = flows.purchases(in_a, coal);
  const VolumeContent content = volumes.content(in_a, coal);
  const double pj = (all.domestic * content.output + all.imported * content.imports) / all.value();
  const auto input = std::find_if(plant.activity.inputs.begin(), plant.activity.inputs.end(),
                                  [&](const ActivityInput& item) { return item.good == coal; });
  REQUIRE(input != plant.activity.inputs.end());
  CHECK(input->tax_rate == doctest::Approx(155.0 / 3100).epsilon(1e-12));
  CHECK(input->mt_per_musd == doctest::Approx(124.0 / 3100).epsilon(1e-12));
  const double value = cost_of(plant, benchmark, "COL") / (1 + input->tax_rate);
  CHECK(value * pj == doctest::Approx(11.25).epsilon(1e-9));
  CHECK(plant.facts.captured == doctest::Approx(0.9 * value * input->mt_per_musd).epsilon(1e-12));
  CHECK(plant.facts.co2 == doctest::Approx(0.1 * value * input->mt_per_musd).epsilon(1e-12));
  CHECK(cost_of(plant, benchmark, "TRN") == doctest::Approx(10 * plant.facts.captured).epsilon(1e-12));
}

TEST_CASE("a technology competes with the plants it replaces, or where there are none apart with power and its grid") {
  const Benchmark apart = read_benchmark(fixture_folder("tiny_technologies")),
                  whole = read_benchmark(fixture_folder("tiny_volumes"));
  const PricedTechnology plant = find(priced("tiny_technologies", 2030), "coal_ccs", in_b),
                         power = find(priced("tiny_volumes", 2030), "coal_ccs", in_b);
  CHECK(apart.sectors[plant.activity.good.index].code == "ELE.coal");
  CHECK(whole.sectors[power.activity.good.index].code == "ELE");
  CHECK(plant.facts.price < power.facts.price);
  CHECK(power.facts.cost > plant.facts.cost + 27);
  CHECK(plant.facts.co2_replaced == doctest::Approx(92 / 87.897998).epsilon(1e-9));
  CHECK(power.facts.co2_replaced == doctest::Approx(92 / 114.709091).epsilon(1e-9));
  // Costs beyond the price over tonnes saved.
  const double lacking = power.facts.cost + power.facts.added - power.facts.price;
  CHECK(*power.facts.breakeven ==
        doctest::Approx(lacking / (power.facts.co2_replaced - power.facts.co2)).epsilon(1e-12));
}

TEST_CASE("biomass counts where it is captured, process CO2 where it is not") {
  const PricedTechnology plant = find(priced("tiny_technologies", 2030), "biomass_ccs", in_a);
  CHECK(plant.facts.captured == doctest::Approx(0.9 * 1.21).epsilon(1e-12));
  CHECK(plant.facts.co2 == doctest::Approx(0.1 * 0.01 - 0.9 * 1.2).epsilon(1e-12));
}

TEST_CASE("a mark-up scales the costs of a technology, and a region without it does not have it") {
  const auto all = priced("tiny_technologies", 2030);
  const PricedTechnology plant = find(all, "fusion", in_b);
  CHECK(plant.activity.markup == doctest::Approx(0.6).epsilon(1e-12));
  CHECK(std::none_of(all.begin(), all.end(), [](const PricedTechnology& technology) {
    return technology.facts.code == "fusion" && technology.facts.region == in_a;
  }));
}

TEST_CASE("what is cheaper on paper than what it replaces is raised to 1.01 of it and reported") {
  std::vector<std::string> warnings;
  CHECK(message({"plants.toml", "usd.capital = { A = [24, 22, 20], B", "usd.capital = { A = 1, B"}, &warnings) ==
        "accepted");
  const auto note = std::find_if(warnings.begin(), warnings.end(), [](const std::string& text) {
    return text.starts_with("technology 'coal_ccs' would be cheaper than what it replaces");
  });
  REQUIRE(note != warnings.end());
  CHECK(note->find(": A (0.") != std::string::npos);
  CHECK(message({"plants.toml", "name = \"coal with", "name = \"coal and"}, &warnings) == "accepted");
  CHECK(std::none_of(warnings.begin(), warnings.end(),
                     [](const std::string& text) { return text.find("cheaper") != std::string::npos; }));
}

namespace {

struct Refused {
  Change change;
  std::string expected;
};

const Refused refused[] = {
    {{"study.toml", "technology_year = 2040\n", ""},
     "FOLDER/study.toml:5: missing key 'technology_year': FOLDER/plants.toml has costs of 2020 to 2050"},
    {{"study.toml", "= 2040", "= 2060"},
     "FOLDER/study.toml:6: technology_year is 2060; allowed: 2020 to 2050, the years of FOLDER/plants.toml"},
    {{"study.toml", "= 2040", "= \"soon\""},
     "FOLDER/study.toml:6: 'study.technology_year' must be a number, not a text"},
    {{"study.toml", "[\"plants.toml\"]", "[\"plant.toml\"]"},
     "FOLDER/study.toml:5: 'study.technologies': there is no 'FOLDER/plant.toml'"},
    {{"study.toml", "[\"plants.toml\"]", "[\"plants.toml\", \"plants.toml\"]"},
     "FOLDER/study.toml:5: 'plants.toml' is given twice in 'study.technologies'"},
    {{"plants.toml", "good = [\"POWER\", \"role:electricity\"]", "good = [\"POWER\"]"},
     "FOLDER/plants.toml:3: FOLDER/benchmark makes none of the goods of these technologies: POWER"},
    {{"plants.toml", "unit = \"MWh\"", "unit = \"kWh\""},
     "FOLDER/plants.toml:4: 'unit' can't be 'kWh'; did you mean 'MWh'?"},
    {{"plants.toml", "unit = \"MWh\"", "unit = \"t\""},
     "FOLDER/plants.toml:3: FOLDER/benchmark has ELE in TWh; allowed: technologies per MWh"},
    {{"plants.toml", "[2020, 2030, 2050]", "[2020, 2050, 2030]"},
     "FOLDER/plants.toml:5: 'years' must ascend; 2030 follows 2050"},
    {{"plants.toml", "[24, 22, 20]", "[24, 22]"},
     "FOLDER/plants.toml:30: 'technology.coal_ccs.usd.capital.A' has 2 numbers; allowed: one, or one for each of the "
     "3 years of the file"},
    {{"plants.toml", "[24, 22, 20]", "[24, 22, -20]"},
     "FOLDER/plants.toml:30: 'technology.coal_ccs.usd.capital.A' must be between 0 and 1e+09, not -20"},
    {{"plants.toml", "{ A = [24, 22, 20]", "{ AA = [24, 22, 20]"},
     "FOLDER/plants.toml:30: unknown region 'AA' in 'technology.coal_ccs.usd.capital.AA'; did you mean 'A'? ('regions' "
     "of the file lists those that it knows)"},
    {{"plants.toml", "usd.labour = { A = 6, B = 9 }", "usd.labour = { B = 9 }"},
     "FOLDER/plants.toml:31: 'technology.coal_ccs.usd.labour' has nothing for A, for which "
     "'technology.coal_ccs.usd.capital' has a number; allowed: both or neither"},
    {{"plants.toml", "[0.8, 0.9, 0.9]", "1.2"},
     "FOLDER/plants.toml:27: 'technology.coal_ccs.capture' must be between 0 and 1, not 1.2"},
    {{"plants.toml", "fuel_gj.coal", "fuel_gj.coke"},
     "FOLDER/plants.toml:29: unknown fuel 'coke' in 'technology.coal_ccs.fuel_gj.coke'; allowed: coal, crude_oil, "
     "gas, "
     "refined_oil"},
    {{"plants.toml", "fuel_gj.coal", "fuel_gj.gas"},
     "FOLDER/plants.toml:29: FOLDER/benchmark has no sector with the role gas"},
    {{"plants.toml", "usd.services", "usd.service"},
     "FOLDER/plants.toml:32: unknown item 'service' in 'technology.coal_ccs.usd.service'; did you mean 'services'? "
     "([buys] says what items other than labour and capital buy)"},
    {{"plants.toml", "services = [\"SRV\", \"MAN\"]", "services = [\"SRV\"]"},
     "FOLDER/plants.toml:32: nothing of what item 'services' may buy is bought in A at the benchmark: SRV; the last "
     "of them may be \"sector\", what the sector buys beside energy"},
    {{"plants.toml", "services = [\"SRV\", \"MAN\"]", "services = [\"COL\"]"},
     "FOLDER/plants.toml:32: COL is energy, which is stated in fuel_gj and electricity_mwh; allowed in [buys]: other "
     "goods"},
    {{"plants.toml", "capital = [\"KAP\", \"CAP\"]\n", ""},
     "FOLDER/plants.toml:29: no factor with the role capital that can move is used in A at the benchmark; allowed "
     "with "
     "'capital' in [buys], which names it"},
    {{"plants.toml", "services = [\"SRV\", \"MAN\"]", "services = []"},
     "FOLDER/plants.toml:17: 'buys.services' names nothing; allowed: codes of sectors and factors, and \"sector\""},
    {{"plants.toml", "share = 0.3", "share = 0"},
     "FOLDER/plants.toml:33: 'technology.coal_ccs.resource.share' must be above 0, not 0"},
    {{"plants.toml", "supply_elasticity = 3, ", ""},
     "FOLDER/plants.toml:33: missing key 'supply_elasticity' in [technology.coal_ccs.resource]"},
    {{"plants.toml", "source = \"invented\"\nstatus", "status"},
     "FOLDER/plants.toml:22: missing key 'source' in [technology.coal_ccs]"},
    {{"plants.toml", "biogenic_t = 1.2", "biogenic = 1.2"},
     "FOLDER/plants.toml:41: unknown key 'biogenic' in [technology.biomass_ccs]; did you mean 'biogenic_t'?"},
    {{"plants.toml", "capture = 0.9\nstorage_usd = 10\n", "storage_usd = 10\n"},
     "FOLDER/plants.toml:40: 'technology.biomass_ccs.biogenic_t' is stated, but nothing is captured; allowed with "
     "'capture'"},
    {{"plants.toml", "markup = { B = 1.6 }", "markup = { B = 0.9 }"},
     "FOLDER/plants.toml:49: 'technology.fusion.markup.B' must be between 1 and 1e+09, not 0.9"},
    {{"plants.toml", "money_year = 2011", "money_year = 20.5"},
     "FOLDER/plants.toml:6: 'money_year' must be a whole number from 1900 to 2200, not 20.5"},
};

}  // namespace

TEST_CASE("technology files are refused with file, line and what is allowed") {
  for (const Refused& each : refused) {
    CAPTURE(each.change.to);
    CHECK(message(each.change) == each.expected);
  }
}

TEST_CASE("money of another year than the benchmark's is reported, and a year without files has no effect") {
  std::vector<std::string> warnings;
  CHECK(message({"plants.toml", "money_year = 2011", "money_year = 2015"}, &warnings) == "accepted");
  const auto says = [&](const std::string& part) {
    return std::any_of(warnings.begin(), warnings.end(),
                       [&](const std::string& text) { return text.find(part) != std::string::npos; });
  };
  CHECK(says("costs are USD of 2015"));
  CHECK(message({"study.toml", "technologies = [\"plants.toml\"]\n", ""}, &warnings) == "accepted");
  CHECK(says("'study.technology_year' has no effect: the study names no technologies"));
}

}  // namespace etslink
