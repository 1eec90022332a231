// SPDX-License-Identifier: Apache-2.0
#include "calibration/random/random_numbers.h"
#include "model/instruments/swaps.h"
#include "tests/analysis/random_instruments.h"

namespace etslink {
namespace {

// Adds claims on the same few quantities: one region, two sectors, one factor.
class CollisionWriter {
 public:
  CollisionWriter(std::uint64_t seed, RandomInstruments study) : random_(seed + 9000), study_(std::move(study)) {}

  RandomInstruments write() {
    EconomyInputs& inputs = study_.inputs;
    inputs.policy.swaps.clear();
    const int swaps = 2 + whole(2);
    for (int k = 0; k < swaps; ++k) add_swap();
    if (random_.chance(0.3)) {
      const auto rule = random_.chance(0.5) ? LabourOption::wage_curve : LabourOption::minimum_wage;
      inputs.options.labour = {{rule, Factor{0}, 0.05}};
      say("labour market");
    }
    if (random_.chance(0.2)) {
      inputs.options.balancing_tax = NamedTax{NamedTax::Base::factor, Factor{0}, {}};
      say("balancing tax");
    }
    for (PermitMarket& market : inputs.policy.markets) {
      if (!random_.chance(0.2)) continue;
      market.revenue = random_.chance(0.5) ? RevenueUse::tax : RevenueUse::spending;
      market.recycled_tax = NamedTax{NamedTax::Base::factor, Factor{0}, {}};
      say("recycled");
    }
    if (random_.chance(0.3)) add_shock();
    return std::move(study_);
  }

 private:
  int whole(int high) { return static_cast<int>(random_.uniform() * (high + 1)); }
  void say(const std::string& what) { study_.description += ", " + what; }

  void add_swap() {
    Swap swap{quantity(fixable_quantities()), quantity(freeable_quantities()), {}, {}};
    if (swap.fixed.kind == QuantityKind::permit_price) swap.value = random_.between(1, 30);
    if (swap.fixed.kind == QuantityKind::emissions) swap.value = random_.between(0.8, 1) * emissions(swap);
    say("swap of " + swap.fixed.text + " and " + swap.freed.text);
    study_.inputs.policy.swaps.push_back(swap);
  }

  // To what swaps may set free.
  void add_shock() {
    Shock shock;
    shock.kind = random_.chance(0.5) ? ShockKind::endowment : ShockKind::output_tax;
    shock.size = shock.kind == ShockKind::endowment ? Shock::Size::factor : Shock::Size::value;
    shock.number = shock.kind == ShockKind::endowment ? 1.05 : 0.05;
    shock.regions = {Region{0}};
    if (shock.kind == ShockKind::endowment)
      shock.factors = {Factor{0}};
    else
      shock.sectors = {Sector{0}, Sector{1}};
    shock.text = shock.kind == ShockKind::endowment ? "labour" : "output tax";
    say("shock to " + shock.text);
    study_.inputs.policy.shocks.push_back(shock);
  }

  double emissions(const Swap& swap) {
    const Benchmark& benchmark = study_.inputs.benchmark;
    const int m = swap.fixed.market;
    double sum = 0;
    if (m >= 0) {
      for (const Coverage& coverage : study_.inputs.policy.markets[m].coverage)
        sum += covered_emissions(benchmark, coverage);
      return sum;
    }
    const User sector{User::Kind::sector, swap.fixed.sector.index};
    for (const EmissionFlow& flow : benchmark.emissions)
      sum += flow.region == swap.fixed.region && flow.user == sector ? co2_equivalent(flow) : 0;
    return sum;
  }

  ModelQuantity quantity(const std::vector<QuantityForm>& forms) {
    for (;;) {
      const QuantityForm& form = forms[whole(static_cast<int>(forms.size()) - 1)];
      const auto& markets = study_.inputs.policy.markets;
      if (form.codes == "M" && markets.empty()) continue;
      ModelQuantity result;
      result.kind = form.kind;
      result.text = to_string(form.kind);
      result.region = Region{0};
      result.partner = Region{1};
      if (form.codes.find('S') != std::string::npos) result.sector = Sector{whole(1)};
      if (form.codes.find('F') != std::string::npos) result.factor = Factor{0};
      if (form.codes == "M") result.market = 0;
      return result;
    }
  }

  RandomNumbers random_;
  RandomInstruments study_;
};

}  // namespace

RandomInstruments random_colliding_instruments(std::uint64_t seed) {
  return CollisionWriter(seed, random_instruments(seed)).write();
}

}  // namespace etslink
