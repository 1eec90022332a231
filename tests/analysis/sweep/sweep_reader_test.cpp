// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "analysis/sweep/sweep_plan.h"
#include "calibration/toml/toml_reader.h"

namespace etslink {
namespace {

const std::string valid = R"([sweep]
design = "latin_hypercube"
samples = 100
seed = 42
scenarios = ["linked"]
indicators = ["carbon_price", "welfare_ev"]

[sweep.axis.armington]
keys = ["elasticities.esubd", "elasticities.esubm"]
apply = "multiply"
distribution = { log_normal = [1, 0.3], min = 0.5, max = 2 }

[sweep.axis.cap]
key = "market.CHN.cap.reduction_percent"
distribution = { triangular = [5, 10, 30] }

[sweep.axis.share]
key = 'elasticities.supply_elasticity."role:coal"'
distribution = { discrete = [0.5, 1, 2], weights = [1, 2, 1] }

[sweep.correlation]
armington.cap = 0.4
)";

SweepPlan read(const std::string& text) {
  const auto root = parse_toml(text, "study.toml");
  return read_sweep(root.require_key("sweep"), {"unlinked", "linked"});
}

std::string with(const std::string& old_text, const std::string& new_text) {
  auto text = valid;
  const auto at = text.find(old_text);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old_text.size(), new_text);
}

std::string message_of(const std::string& text) {
  try {
    static_cast<void>(read(text));
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

struct BrokenSweep {
  const char *old_text, *new_text, *message;  // after "study.toml:"
};

const BrokenSweep broken_sections[] = {
    {"design = \"latin_hypercube\"\n", "", "1: missing key 'design' in [sweep]"},
    {"\"latin_hypercube\"", "\"latin\"",
     "2: 'sweep.design' can't be 'latin'; allowed: monte_carlo, latin_hypercube, sobol, grid, quadrature, tornado"},
    {"seed", "sead", "4: unknown key 'sead' in [sweep]; did you mean 'seed'?"},
    {"samples = 100\n", "", "1: missing key 'samples' in [sweep]"},
    {"samples = 100", "samples = 0", "3: 'sweep.samples' must be a whole number from 1 to 10000000, not 0"},
    {"samples = 100", "samples = 1.5", "3: 'sweep.samples' must be a whole number from 1 to 10000000, not 1.5"},
    {"seed = 42", "seed = -1", "4: 'sweep.seed' must be a whole number from 0 to 9007199254740991, not -1"},
    {"seed = 42", "degree = 3", "4: 'sweep.degree' belongs to design = \"quadrature\""},
    {"seed = 42", "indices = true", "4: 'sweep.indices' belongs to design = \"sobol\""},
    {"seed = 42", "quantiles = [0.1, 0.9]", "4: 'sweep.quantiles' belongs to design = \"tornado\""},
    {"[\"linked\"]", "[\"linkd\"]", "5: unknown name 'linkd' in 'sweep.scenarios'; did you mean 'linked'?"},
    {"[\"linked\"]", "[\"linked\", \"linked\"]", "5: 'linked' appears twice in 'sweep.scenarios'"},
    {"[\"linked\"]", "[]", "5: 'sweep.scenarios' must name something; leave it out for the default"},
    {"\"welfare_ev\"", "\"welfare_eq\"",
     "6: unknown name 'welfare_eq' in 'sweep.indicators'; did you mean 'welfare_ev'?"},
    {"design = \"latin_hypercube\"\nsamples = 100\nseed = 42", "design = \"quadrature\"\ndegree = 4",
     "3: 'sweep.degree' must be 3 or 5"},
    {"design = \"latin_hypercube\"\nsamples = 100", "design = \"tornado\"\nsamples = 100",
     "3: 'sweep.samples' belongs to design = \"monte_carlo\", \"latin_hypercube\" or \"sobol\""},
    {"design = \"latin_hypercube\"\nsamples = 100\nseed = 42", "design = \"tornado\"\nquantiles = [0.9, 0.1]",
     "3: 'sweep.quantiles' must be above 0, below 1 and ascending"},
    {"design = \"latin_hypercube\"\nsamples = 100\nseed = 42", "design = \"tornado\"\nquantiles = [0.9]",
     "3: 'sweep.quantiles' must be [low, high], e.g. [0.05, 0.95]"}};

const BrokenSweep broken_axes[] = {
    {"apply = \"multiply\"", "apply = \"add\"",
     "10: 'sweep.axis.armington.apply' can't be 'add'; allowed: set, multiply"},
    {"apply = \"multiply\"", "key = \"x\"", "8: 'sweep.axis.armington' must state either key or keys"},
    {"apply = \"multiply\"", "name = \"x\"", "10: 'sweep.axis.armington.name': the axis is named by its table already"},
    {"apply = \"multiply\"", "aply = \"multiply\"",
     "10: unknown key 'aply' in [sweep.axis.armington]; did you mean 'apply'?"},
    {"[\"elasticities.esubd\", \"elasticities.esubm\"]", "[]", "9: 'sweep.axis.armington.keys' must name a key"},
    {"\"market.CHN.cap.reduction_percent\"", "\"market CHN\"",
     "14: 'market CHN' in 'sweep.axis.cap.key' is not a dotted key, e.g. market.CHN.cap.mt"},
    {"distribution = { triangular = [5, 10, 30] }\n", "", "13: missing key 'distribution' in [sweep.axis.cap]"},
    {"triangular =", "triangulr =",
     "15: unknown key 'triangulr' in [sweep.axis.cap.distribution]; did you mean 'triangular'?"},
    {"{ triangular = [5, 10, 30] }", "{}",
     "15: 'sweep.axis.cap.distribution' must state one of uniform, triangular, normal, log_normal, discrete, values"},
    {"{ triangular = [5, 10, 30] }", "{ normal = [1, 2], values = [1] }",
     "15: 'sweep.axis.cap.distribution' must state exactly one of uniform, triangular, normal, log_normal, discrete, "
     "values"},
    {"[5, 10, 30]", "[5, 10]",
     "15: 'sweep.axis.cap.distribution.triangular' must be [least, mode, largest], not 2 numbers"},
    {"[5, 10, 30]", "[5, 31, 30]",
     "15: 'sweep.axis.cap.distribution.triangular': the mode must lie between the least and the largest value, which "
     "must differ"},
    {"triangular = [5, 10, 30]", "uniform = [5, 5]",
     "15: 'sweep.axis.cap.distribution.uniform': the least value must be below the largest"},
    {"triangular = [5, 10, 30]", "normal = [5, 0]",
     "15: 'sweep.axis.cap.distribution.normal': the deviation must be above 0"},
    {"log_normal = [1, 0.3]", "log_normal = [0, 0.3]",
     "11: 'sweep.axis.armington.distribution.log_normal': the median must be above 0"},
    {"triangular = [5, 10, 30]", "values = []", "15: 'sweep.axis.cap.distribution.values' must have a number"},
    {"triangular = [5, 10, 30]", "values = [\"a\"]",
     "15: 'sweep.axis.cap.distribution.values' must be a number, not a text"},
    {"[5, 10, 30] }", "[5, 10, 30], min = 6 }",
     "15: 'sweep.axis.cap.distribution.min' belongs to normal and log_normal"},
    {"min = 0.5, max = 2", "min = 2, max = 2", "11: 'sweep.axis.armington.distribution': min must be below max"},
    {"min = 0.5, max = 2", "max = -2", "11: 'sweep.axis.armington.distribution.max' must be above 0"},
    {"min = 0.5, max = 2", "min = 20",
     "11: 'sweep.axis.armington.distribution': hardly anything of the distribution lies between min and max"},
    {"[1, 2, 1] }", "[1, 2] }",
     "19: 'sweep.axis.share.distribution.weights' must have a weight for each of the 3 values"},
    {"[1, 2, 1] }", "[1, 0, 1] }", "19: 'sweep.axis.share.distribution.weights' must be above 0"},
    {"discrete = [0.5, 1, 2]", "values = [0.5, 1, 2]",
     "19: 'sweep.axis.share.distribution.weights' belongs to discrete"}};

const BrokenSweep broken_combinations[] = {
    {"armington.cap", "armington.capp", "22: there is no axis 'capp'; did you mean 'cap'?"},
    {"armington.cap", "cap.cap", "22: axis 'cap' can't be correlated with itself"},
    {"armington.cap = 0.4", "armington.cap = 1.4",
     "22: 'sweep.correlation.armington.cap' must be between -1 and 1, not 1.4"},
    {"armington.cap = 0.4", "armington.cap = 0.4\ncap.armington = 0.4",
     "23: the correlation of 'cap' and 'armington' is given twice"},
    {"armington.cap = 0.4", "armington.cap = 0.9\ncap.share = 0.9\narmington.share = -0.9",
     "21: no numbers have all these correlations at once: the matrix of them has the negative eigenvalue -0.816"},
    {"samples = 100", "samples = 4", "21: correlations of a latin_hypercube need at least 5 samples"},
    {"\"latin_hypercube\"", "\"sobol\"\nindices = true",
     "22: design = \"sobol\" with indices needs independent axes: no correlation"},
    {"design = \"latin_hypercube\"\nsamples = 100\nseed = 42", "design = \"tornado\"",
     "19: design = \"tornado\" needs independent axes: no correlation"},
    {"design = \"latin_hypercube\"\nsamples = 100\nseed = 42", "design = \"grid\"",
     "6: design = \"grid\" needs values or discrete, but axis 'armington' is log_normal [1, 0.3], min 0.5, max 2"},
    {"design = \"latin_hypercube\"\nsamples = 100\nseed = 42", "design = \"quadrature\"",
     "11: design = \"quadrature\" needs symmetric distributions (log_normal counts as normal), but axis 'cap' is "
     "triangular [5, 10, 30]"}};

template <std::size_t count>
void check_all(const BrokenSweep (&rows)[count]) {
  for (const auto& row : rows) {
    CAPTURE(row.new_text);
    CHECK(message_of(with(row.old_text, row.new_text)) == std::string("study.toml:") + row.message);
  }
}

std::string many_axes(const std::string& head, int count, const std::string& distribution) {
  std::string text = "[sweep]\n" + head + "\n";
  for (int i = 0; i < count; ++i)
    text += "[[sweep.axis]]\nname = \"a" + std::to_string(i) +
            "\"\nkey = \"market.A.price\"\ndistribution = " + distribution + "\n";
  return text;
}

}  // namespace

TEST_CASE("a sweep is read with its axes in the order of the file") {
  const auto plan = read(valid);
  CHECK(plan.design == DesignKind::latin_hypercube);
  CHECK(plan.samples == 100);
  CHECK(plan.seed == 42);
  CHECK(plan.scenarios == std::vector<std::string>{"linked"});
  CHECK(plan.indicators == std::vector<std::string>{"carbon_price", "welfare_ev"});
  REQUIRE(plan.axes.size() == 3);
  CHECK(plan.axes[0].name == "armington");
  CHECK(plan.axes[0].apply == AxisApply::multiply);
  CHECK(plan.axes[0].keys[1].path == std::vector<std::string>{"elasticities", "esubm"});
  CHECK(plan.axes[0].distribution.least == 0.5);
  CHECK(plan.axes[1].apply == AxisApply::set);
  CHECK(plan.axes[2].keys[0].path == std::vector<std::string>{"elasticities", "supply_elasticity", "role:coal"});
  CHECK(plan.axes[2].distribution.weights == std::vector<double>{0.25, 0.5, 0.25});
  CHECK(plan.rank_correlation == Eigen::Matrix3d{{1, 0.4, 0}, {0.4, 1, 0}, {0, 0, 1}});
}

TEST_CASE("a star stands for a part of a key") {
  const auto plan = read(with("market.CHN.cap.reduction_percent", "nests.production.*.kle.sigma"));
  CHECK(plan.axes[1].keys[0].path == std::vector<std::string>{"nests", "production", "*", "kle", "sigma"});
}

TEST_CASE("axes may be a list") {
  const auto plan = read(many_axes("design = \"quadrature\"\ndegree = 5", 2, "{ uniform = [1, 2] }"));
  CHECK(plan.degree == 5);
  CHECK(plan.axes[1].name == "a1");
}

TEST_CASE("a section [sweep] that is not right is refused with line and value") { check_all(broken_sections); }
TEST_CASE("an axis that is not right is refused with line and value") { check_all(broken_axes); }
TEST_CASE("designs, distributions and correlations that don't go together are refused") {
  check_all(broken_combinations);
}

TEST_CASE("a sweep has axes, each with a name of its own, and not too many") {
  CHECK(message_of("[sweep]\ndesign = \"tornado\"\naxis = []") == "study.toml:3: a sweep needs at least one axis");
  CHECK(message_of("[sweep]\ndesign = \"tornado\"\n") == "study.toml:1: missing key 'axis' in [sweep]");
  auto text = many_axes("design = \"tornado\"", 2, "{ uniform = [1, 2] }");
  text.replace(text.find("a1"), 2, "a0");
  CHECK(message_of(text).ends_with(": two axes are named 'a0'"));
  text.replace(text.find("a0"), 2, "");
  CHECK(message_of(text).ends_with(": the name of an axis is empty"));
  CHECK(message_of(many_axes("design = \"sobol\"\nsamples = 8\nindices = true", 1834, "{ uniform = [1, 2] }")) ==
        "study.toml:1: design = \"sobol\" has at most 1833 axes with indices, not 1834");
  CHECK(message_of(many_axes("design = \"sobol\"\nsamples = 8", 3667, "{ uniform = [1, 2] }")) == "accepted");
  CHECK(message_of(many_axes("design = \"sobol\"\nsamples = 8", 3668, "{ uniform = [1, 2] }")) ==
        "study.toml:1: design = \"sobol\" has at most 3667 axes, not 3668");
  CHECK(message_of(many_axes("design = \"grid\"", 8, "{ values = [1, 2, 3, 4, 5, 6, 7, 8] }")) ==
        "study.toml:1: the sweep has 16777216 samples; at most 10000000");
}

}  // namespace etslink
