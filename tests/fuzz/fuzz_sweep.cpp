// SPDX-License-Identifier: Apache-2.0
// The section [sweep] of a study, up to its samples.
#include "analysis/sweep/sweep_task.h"
#include "tests/fuzz/study_folder.h"

namespace etslink::fuzz {
namespace {

const char* const study = "tests/fixtures/studies/study.toml";
constexpr double most_drawn = 256;  // samples, so that an input takes milliseconds

const char* const random_sweep = R"(
[sweep]
design = "monte_carlo"
samples = 20
seed = 5
scenarios = ["unlinked", "linked"]
indicators = ["carbon_price", "gdp_change"]

[sweep.axis.cap]
key = "market.A.cap.reduction_percent"
distribution = { uniform = [5, 60] }

[sweep.axis.trade]
keys = ["elasticities.esubd", "elasticities.esubm.B.STEEL"]
apply = "multiply"
distribution = { log_normal = [1, 0.3], min = 0.5, max = 2 }

[sweep.axis.nest]
key = "nests.production.*.kle.sigma"
distribution = { triangular = [0.1, 0.5, 0.9] }

[sweep.correlation]
cap.trade = 0.4
)";

const char* const grid_sweep = R"(
[sweep]
design = "grid"

[[sweep.axis]]
name = "size"
key = "benchmark.size"
apply = "multiply"
distribution = { values = [0.5, 1, 2] }

[[sweep.axis]]
name = "cap"
key = "market.B.cap.mt"
distribution = { discrete = [120, 140], weights = [1, 3] }
)";

const char* const fixed_sweep = R"(
[sweep]
design = "quadrature"
degree = 5

[sweep.axis.emissions]
key = "benchmark.emissions.A"
apply = "multiply"
distribution = { normal = [1, 0.05], min = 0.8, max = 1.2 }

[sweep.axis.endowments]
key = "endowments"
apply = "multiply"
distribution = { uniform = [0.9, 1.1] }
)";

const char* const other_designs[] = {"\n[sweep]\ndesign = \"sobol\"\nsamples = 8\nindices = true\n",
                                     "\n[sweep]\ndesign = \"latin_hypercube\"\nsamples = 16\nseed = 0\n",
                                     "\n[sweep]\ndesign = \"tornado\"\nquantiles = [0.1, 0.9]\n"};

class SweepTarget final : public Target {
 public:
  SweepTarget() {
    add_studies(folder_);
    own_text_ = folder_.text(study);
  }

  [[nodiscard]] std::vector<std::string> seeds() const override {
    std::vector<std::string> all{random_sweep, grid_sweep, fixed_sweep};
    const std::string axes = std::string(random_sweep).substr(std::string(random_sweep).find("[sweep.axis.cap]"));
    for (const char* design : other_designs) all.push_back(design + axes.substr(0, axes.find("[sweep.correlation]")));
    for (auto& seed : all) seed.insert(0, 1, '\0');
    return all;
  }

  void try_input(std::string_view input) override {
    folder_.replace(study, own_text_ + std::string(chosen_file({study}, input).content));
    expect_answer([&] {
      const auto task = read_sweep_task({folder_.path(study), {}, "", {}, {}, false});
      if (sample_count(task.plan) <= most_drawn) static_cast<void>(make_design(task.plan));
    });
  }

 private:
  FuzzFolder folder_;
  std::string own_text_;
};

}  // namespace

Target& target() {
  static SweepTarget it;
  return it;
}

}  // namespace etslink::fuzz
