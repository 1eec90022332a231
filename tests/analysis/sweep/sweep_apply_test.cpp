// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "analysis/sweep/apply_sample.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_reader.h"
#include "model/elasticities.h"
#include "study/nest_file.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

namespace etslink {
namespace {

const std::string study_text = R"([study]
name = "Tiny"
[elasticities]
esubd = { ELE = 2, A = { STEEL = 4 } }
[market.A]
regions = ["A"]
cap = { reduction_percent = 10 }
share = { STEEL = 0.9, ELE = 0.5 }
[[market.A.offsets]]
potential_mt = 8
[[market.A.offsets]]
potential_mt = 3
)";

// The tiny economy with a study and one axis.
struct Inputs {
  TomlValue study = parse_toml(study_text, "study.toml");
  Benchmark benchmark = read_benchmark(fixture_folder("tiny2x2"));
  NestSet nests = read_nest_file(fixture_folder("studies") + "/nests.toml", benchmark);

  [[nodiscard]] SampleApplier applier(AxisApply apply, const std::vector<std::vector<std::string>>& paths) const {
    SweepPlan plan;
    for (const auto& path : paths) {
      std::string text;
      for (const auto& part : path) text += (text.empty() ? "" : ".") + part;
      plan.axes.push_back({"axis", {{text, path, {"study.toml", 20}}}, apply, {}, {}});
    }
    return {plan, study, benchmark, nests};
  }

  // The elasticity esubd of the study after an axis of one key.
  [[nodiscard]] double esubd(AxisApply apply, const std::vector<std::string>& path, const char* region,
                             const char* sector) const {
    ModelOptions options;
    options.elasticities = {{"esubd", "", "ELE", 2, {}}, {"esubd", "A", "STEEL", 4, {}}};
    const double sample[] = {1.5};
    applier(apply, {path}).change_elasticities(sample, benchmark, nests, options);
    return ElasticityTable(benchmark, nests, options)
        .value("esubd", benchmark.find_region(region), benchmark.find_sector(sector), {});
  }

  [[nodiscard]] std::string message(AxisApply apply, const std::vector<std::string>& path) const {
    try {
      static_cast<void>(applier(apply, {path}));
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  }
};

const auto set = AxisApply::set, multiply = AxisApply::multiply;
const double half[] = {0.5};

}  // namespace

TEST_CASE("an axis sets or multiplies a number of the study, and nothing else changes") {
  const Inputs inputs;
  auto study = inputs.study;
  inputs.applier(set, {{"market", "A", "cap", "reduction_percent"}}).change_study(half, study);
  const auto& market = *study.find("market")->find("A");
  CHECK(market.find("cap")->find("reduction_percent")->as_number() == 0.5);
  CHECK(market.find("cap")->find("reduction_percent")->at().line == 20);
  CHECK(market.find("share")->find("STEEL")->as_number() == 0.9);
  inputs.applier(multiply, {{"market", "A", "share"}}).change_study(half, study);
  CHECK(study.find("market")->find("A")->find("share")->find("STEEL")->as_number() == 0.45);
  CHECK(study.find("market")->find("A")->find("share")->find("ELE")->as_number() == 0.25);
  CHECK(study.find("market")->find("A")->keys() == std::vector<std::string>{"regions", "cap", "share", "offsets"});
}

TEST_CASE("an axis may set a key that the study leaves at its default") {
  const Inputs inputs;
  auto study = inputs.study;
  inputs.applier(set, {{"market", "A", "floor"}}).change_study(half, study);
  CHECK(study.find("market")->find("A")->find("floor")->as_number() == 0.5);
}

TEST_CASE("items of a list are named by their number") {
  const Inputs inputs;
  auto study = inputs.study;
  inputs.applier(multiply, {{"market", "A", "offsets", "1", "potential_mt"}}).change_study(half, study);
  const auto& offsets = study.find("market")->find("A")->find("offsets")->as_list();
  CHECK(offsets[0].find("potential_mt")->as_number() == 8);
  CHECK(offsets[1].find("potential_mt")->as_number() == 1.5);
}

TEST_CASE("a factor on an elasticity reaches study, benchmark and nest file alike") {
  const Inputs inputs;
  const std::vector<std::string> path{"elasticities", "esubd"};
  // before: 2 for ELE and 4 for A.STEEL in the study, 3 in the benchmark
  CHECK(inputs.esubd(multiply, path, "A", "ELE") == 3);
  CHECK(inputs.esubd(multiply, path, "A", "STEEL") == 6);
  CHECK(inputs.esubd(multiply, path, "B", "STEEL") == 4.5);
  CHECK(inputs.esubd(multiply, {"elasticities", "esubd", "B"}, "B", "STEEL") == 4.5);
  CHECK(inputs.esubd(multiply, {"elasticities", "esubd", "B"}, "A", "STEEL") == 4);
  CHECK(inputs.esubd(multiply, {"elasticities", "esubd", "A", "STEEL"}, "A", "STEEL") == 6);
  CHECK(inputs.esubd(multiply, {"elasticities", "esubd", "A", "STEEL"}, "B", "STEEL") == 3);
  CHECK(inputs.esubd(multiply, {"elasticities", "esubd", "role:electricity"}, "B", "ELE") == 3);
}

TEST_CASE("an elasticity that is set for a region goes before any other value of it") {
  const Inputs inputs;
  CHECK(inputs.esubd(set, {"elasticities", "esubd"}, "A", "STEEL") == 1.5);
  CHECK(inputs.esubd(set, {"elasticities", "esubd", "A"}, "A", "ELE") == 1.5);
  CHECK(inputs.esubd(set, {"elasticities", "esubd", "A"}, "B", "ELE") == 2);
  CHECK(inputs.esubd(set, {"elasticities", "esubd", "ELE"}, "B", "ELE") == 1.5);
}

TEST_CASE("axes that overlap act one after another") {
  const Inputs inputs;
  ModelOptions options;
  const double sample[] = {2, 3};
  inputs.applier(multiply, {{"elasticities", "esubd"}, {"elasticities", "esubd", "A"}})
      .change_elasticities(sample, inputs.benchmark, inputs.nests, options);
  const ElasticityTable table(inputs.benchmark, inputs.nests, options);
  const Sector steel = inputs.benchmark.find_sector("STEEL");
  CHECK(table.value("esubd", inputs.benchmark.find_region("A"), steel, {}) == 18);
  CHECK(table.value("esubd", inputs.benchmark.find_region("B"), steel, {}) == 6);
}

TEST_CASE("an axis changes elasticities of the nest file, in all trees by a star") {
  const Inputs inputs;
  auto nests = inputs.nests;
  inputs.applier(multiply, {{"nests", "production", "*", "kle", "sigma"}}).change_nests(half, nests);
  inputs.applier(multiply, {{"nests", "armington", "origins"}}).change_nests(half, nests);
  inputs.applier(set, {{"nests", "armington", "top"}}).change_nests(half, nests);
  CHECK(nests.production[0].nests[1].name == "kle");
  CHECK(nests.production[0].nests[1].sigma.factor == 0.25);
  CHECK(nests.armington_origins.factor == 1);  // 2 * esubd
  CHECK(nests.armington_origins.parameter == "esubd");
  CHECK(nests.armington_top.factor == 0.5);
  CHECK(nests.armington_top.parameter.empty());
}

TEST_CASE("emissions of a region and the size of the whole benchmark can be scaled, which stays balanced") {
  const Inputs inputs;
  const auto emissions = [](const Benchmark& benchmark, const char* region) {
    double sum = 0;
    for (const auto& flow : benchmark.emissions) sum += flow.region == benchmark.find_region(region) ? flow.mt : 0;
    return sum;
  };
  auto benchmark = inputs.benchmark;
  inputs.applier(multiply, {{"benchmark", "emissions", "A"}}).change_benchmark(half, benchmark);
  CHECK(emissions(benchmark, "A") == doctest::Approx(emissions(inputs.benchmark, "A") / 2).epsilon(1e-14));
  CHECK(emissions(benchmark, "B") == emissions(inputs.benchmark, "B"));

  benchmark = inputs.benchmark;
  inputs.applier(multiply, {{"benchmark", "size"}}).change_benchmark(half, benchmark);
  require_balanced(benchmark, own_balance_tolerance);
  CHECK(benchmark.value_added[0].value_musd == inputs.benchmark.value_added[0].value_musd / 2);
  CHECK(emissions(benchmark, "B") == doctest::Approx(emissions(inputs.benchmark, "B") / 2).epsilon(1e-14));
}

TEST_CASE("endowments of a region can be scaled: another level of GDP") {
  const Inputs inputs;
  Economy economy;
  economy.agents.resize(2);
  economy.agents[0].region = {0};
  economy.agents[1].region = {1};
  economy.endowments.resize(2);
  economy.endowments[0].agent = 0;
  economy.endowments[1].agent = 1;
  for (auto& endowment : economy.endowments) endowment.quantity = 8;
  inputs.applier(multiply, {{"endowments", "B"}}).change_economy(half, economy);
  CHECK(economy.endowments[0].quantity == 8);
  CHECK(economy.endowments[1].quantity == 4);
}

TEST_CASE("an applier knows which parts its axes change") {
  const auto applier = Inputs().applier(multiply, {{"elasticities", "esubd"}, {"benchmark", "size"}});
  CHECK(applier.changes(SweepTarget::elasticities));
  CHECK(applier.changes(SweepTarget::benchmark));
  CHECK_FALSE(applier.changes(SweepTarget::study));
  CHECK_FALSE(applier.changes(SweepTarget::nests));
  CHECK_FALSE(applier.changes(SweepTarget::economy));
}

namespace {

struct BrokenKey {
  AxisApply apply;
  std::vector<std::string> path;
  const char* message;
};
const BrokenKey broken_keys[] = {
    {set, {"markt", "A"}, "no axis can change 'markt' in 'markt.A'; did you mean 'market'?"},
    {set,
     {"study", "name"},
     "no axis can change 'study' in 'study.name'; allowed: market, elasticities, nests, benchmark, endowments"},
    {set, {"market", "A", "cop", "mt"}, "there is no 'cop' in 'market.A'; did you mean 'cap'?"},
    {set, {"market", "A", "cap", "mt", "A"}, "there is no 'mt' in 'market.A.cap'; allowed: reduction_percent"},
    {set,
     {"market", "A", "cap", "reduction_percent", "A"},
     "there is no 'A' in 'market.A.cap.reduction_percent', which is not a table"},
    {multiply, {"market", "A", "price"}, "the study has no 'market.A.price' to multiply"},
    {multiply, {"market", "A", "regions"}, "'market.A.regions' is not a number, which can't be multiplied"},
    {set,
     {"market", "A", "offsets", "2", "xhat"},
     "'2' is not the number of an item of the list 'market.A.offsets', which has 2; the first is 0"},
    {set, {"elasticities", "esubdd"}, "unknown parameter 'esubdd' in 'elasticities.esubdd'; did you mean 'esubd'?"},
    {set,
     {"elasticities", "esubd", "STEAL"},
     "unknown region or sector 'STEAL' in 'elasticities.esubd.STEAL'; did you mean 'STEEL'?"},
    {set, {"elasticities", "esubd", "C", "ELE"}, "unknown region 'C' in 'elasticities.esubd.C.ELE'; did you mean 'A'?"},
    {set,
     {"elasticities", "esubd", "A", "ELF"},
     "unknown sector 'ELF' in 'elasticities.esubd.A.ELF'; did you mean 'ELE'?"},
    {set,
     {"elasticities", "esubd", "role:gass"},
     "unknown role 'gass' in 'elasticities.esubd.role:gass'; did you mean 'gas'?"},
    {set, {"elasticities"}, "'elasticities' must be elasticities.PARAMETER, with a region, a sector or both"},
    {multiply,
     {"elasticities", "process_xhat"},
     "'elasticities.process_xhat' has no value to multiply in the study, the benchmark or the nest file"},
    {multiply,
     {"nests", "production", "default", "klee", "sigma"},
     "the nest file has no 'nests.production.default.klee.sigma'; did you mean "
     "'nests.production.default.kle.sigma'?"},
    {multiply,
     {"nests", "production", "coal", "output", "sigma"},
     "'nests.production.coal.output.sigma' is calibrated to a supply elasticity; change "
     "elasticities.supply_elasticity "
     "instead"},
    {multiply, {"benchmark", "emission"}, "unknown key 'benchmark.emission'; did you mean 'benchmark.emissions'?"},
    {multiply, {"benchmark", "emissions", "C"}, "unknown region 'C' in 'benchmark.emissions.C'; did you mean 'A'?"},
    {multiply, {"endowments", "A", "LAB"}, "'endowments.A.LAB' must be endowments or endowments.REGION"},
    {set, {"benchmark", "size"}, "'benchmark.size' can only be multiplied: apply = \"multiply\""}};

}  // namespace

TEST_CASE("a key that names nothing is refused with the nearest name") {
  const Inputs inputs;
  for (const auto& row : broken_keys) {
    CAPTURE(row.message);
    CHECK(inputs.message(row.apply, row.path) == std::string("study.toml:20: ") + row.message);
  }
}

TEST_CASE("a drawn value that no elasticity can have is refused where it is applied") {
  const Inputs inputs;
  const double negative[] = {-1};
  auto nests = inputs.nests;
  auto benchmark = inputs.benchmark;
  ModelOptions options;
  CHECK_THROWS_WITH_AS(inputs.applier(set, {{"elasticities", "esubd"}})
                           .change_elasticities(negative, inputs.benchmark, inputs.nests, options),
                       "study.toml:20: 'elasticities.esubd' must not be negative, not -1", InputError);
  CHECK_THROWS_WITH_AS(inputs.applier(set, {{"nests", "armington", "top"}}).change_nests(negative, nests),
                       "study.toml:20: 'nests.armington.top' must not be negative, not -1", InputError);
  CHECK_THROWS_WITH_AS(inputs.applier(multiply, {{"benchmark", "size"}}).change_benchmark(negative, benchmark),
                       "study.toml:20: 'benchmark.size' must be above 0, not -1", InputError);
}

TEST_CASE("the sweep of docs/sweeps.md fits the Northeast Asia study") {
  const std::string folder = source_folder(), open = "```toml\n";
  const auto page = read_text_file(folder + "/docs/sweeps.md");
  const auto begin = page.find(open) + open.size();
  const auto root = parse_toml(page.substr(begin, page.find("```", begin) - begin), "docs/sweeps.md");
  const auto plan = read_sweep(root.require_key("sweep"), {});
  CHECK(plan.axes.size() == 3);
  const auto benchmark = read_benchmark(folder + "/data/nea2011");
  auto nests = read_nest_file(folder + "/data/nests/klem.toml", benchmark);
  auto study = parse_toml(read_text_file(folder + "/studies/northeast_asia.toml"), "study.toml");
  const SampleApplier applier(plan, study, benchmark, nests);
  const double sample[] = {1, 0.5, 17};
  applier.change_study(sample, study);
  CHECK(study.find("market")->find("CHN")->find("cap")->find("reduction_percent")->as_number() == 17);
  const auto before = nests;
  applier.change_nests(sample, nests);
  for (std::size_t t = 0; t < nests.production.size(); ++t) {
    for (std::size_t n = 0; n < nests.production[t].nests.size(); ++n) {
      const auto& nest = nests.production[t].nests[n];
      CHECK(nest.sigma.factor == (nest.name == "kle" ? 0.5 : 1) * before.production[t].nests[n].sigma.factor);
    }
  }
}

}  // namespace etslink
