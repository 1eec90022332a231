// SPDX-License-Identifier: Apache-2.0
#include "results/latent_technologies.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "model/edge_kernel.h"
#include "model/price_unit.h"
#include "results/accounts_index.h"
#include "results/scenario_view.h"

namespace etslink {
namespace {

// What a producer emits and pays at the benchmark, per unit of what it makes.
struct UnitEmissions {
  double t = 0, paid = 0;  // [t CO2 per USD]; of it what taxes contain of a carbon price [USD per USD]
};

double emitted(const Edge& edge) {
  double t = 0;
  for (const Emission& emission : edge.emissions) t += emission.coefficient;
  return t;
}

// The unit of what all of them make; empty where there are several, or goods without volumes.
std::optional<VolumeUnit> common_unit(const Economy& economy) {
  std::optional<VolumeUnit> common;
  for (const IdleTechnology& technology : economy.idle_technologies) {
    const auto unit = economy.volumes.unit(economy.activities[technology.activity].sector);
    if (!unit || (common && *common != *unit)) return std::nullopt;
    common = unit;
  }
  return common;
}

// Volume per million benchmark USD of what an activity makes; 1 of a good without volumes.
double content(const Economy& economy, const Activity& activity) {
  const double volume = economy.volumes.content(activity.region, activity.sector).output;
  return volume > 0 ? volume : 1;
}

double variable_of(const Economy& economy, const EquilibriumState& state, VariableRole role, int activity) {
  const int v = economy.find_variable({role, VariableOwner::activity, activity});
  return v < 0 ? 0 : state.variable[v];
}

// A technology in one scenario.
struct Place {
  const Economy& economy;
  const EquilibriumState& state;
  const IdleTechnology& technology;
  int n = technology.activity;

  [[nodiscard]] const Activity& activity() const { return economy.activities[n]; }
  [[nodiscard]] double made() const { return activity().quantity0 * state.activity_level[n]; }
  [[nodiscard]] double rent() const { return variable_of(economy, state, VariableRole::technology_rent, n); }
};

double output(const Place& place) { return content(place.economy, place.activity()) * place.made(); }

// In percent of all that is made of its good in the region.
double share(const Place& place) {
  const Economy& economy = place.economy;
  const int good = place.activity().output;
  double all = 0;
  for (std::size_t n = 0; n < economy.activities.size(); ++n)
    if (economy.activities[n].output == good) all += economy.activities[n].quantity0 * place.state.activity_level[n];
  for (const OutputEdge& made : economy.output_edges) {
    if (made.commodity != good) continue;
    const Activity& maker = economy.activities[made.activity];
    const double ratio = place.state.commodity_price[good] / place.state.commodity_price[maker.output];
    all += output_supply(made, maker.eta, place.state.activity_level[made.activity], std::log(ratio));
  }
  return 100 * place.made() / all;
}

// Price of its good less output tax and rent, and what it lacks of its costs.
double unit_cost(const Place& place) {
  const double loss = variable_of(place.economy, place.state, VariableRole::loss, place.n);
  const double u = place.state.activity_unit_revenue[place.n];
  const double earned = place.state.commodity_price[place.activity().output] * (1 - place.activity().output_tax);
  return (earned - place.rent() + u * std::expm1(loss)) / content(place.economy, place.activity());
}

double margin(const Place& place) {
  return 100 * std::expm1(-variable_of(place.economy, place.state, VariableRole::loss, place.n));
}

double emitted_mt(const Place& place) {
  double mt = 0;
  for (int e = place.activity().first_edge; e < place.activity().last_edge; ++e)
    mt += emitted(place.economy.edges[e]) * place.state.edge_quantity[e];
  for (std::size_t i = 0; i < place.economy.processes.size(); ++i)
    if (place.economy.processes[i].activity == place.n) mt += place.state.process_emissions[i];
  return mt;
}

double captured(const Place& place) {
  double mt = 0;
  for (int e = place.activity().first_edge; e < place.activity().last_edge; ++e)
    mt += place.economy.edges[e].captured * place.state.edge_quantity[e];
  for (const ProcessEmission& process : place.economy.processes)
    if (process.activity == place.n) mt += process.captured0 * place.made();
  return mt;
}

double rent(const Place& place) { return place.rent() * place.made(); }

// Of all that makes the good of an activity in its region at the benchmark, in the name of the sector of that good.
UnitEmissions emissions_of_competitor(const Economy& economy, const Activity& technology) {
  const AccountsIndex accounts(economy);
  UnitEmissions sum;
  const auto is_its = [&](int n) {
    const Activity& activity = economy.activities[n];
    return !is_idle(activity) && activity.region == technology.region &&
           accounts.buyer_of_activity[n] == technology.sector.index;
  };
  for (const Edge& edge : economy.edges)
    if (is_its(edge.activity)) sum.t += emitted(edge) * edge.quantity0;
  for (const ProcessEmission& process : economy.processes)
    if (is_its(process.activity)) sum.t += process.intensity0 * economy.activities[process.activity].quantity0;
  for (const PaidCarbonPrice& paid : economy.paid_carbon_prices) {
    const Edge& edge = economy.edges[paid.edge];
    if (is_its(edge.activity)) sum.paid += paid.usd_per_t * emitted(edge) * edge.quantity0;
  }
  return {sum.t / technology.quantity0, sum.paid / technology.quantity0};
}

// Appends one variable over (scenario, region, technology); missing where a region does not have the technology.
class LatentWriter {
 public:
  LatentWriter(IndicatorSet& set, const StudyResult& study) : set_(set), study_(study) {}

  void add(VariableInfo info, const std::function<double(const Place&)>& value) {
    info.dimensions = {"scenario", "region", "latent_technology"};
    Indicator indicator{std::move(info), {}};
    for (const ScenarioResult& scenario : study_.scenarios) {
      std::vector<double> slice = empty_slice();
      for (const IdleTechnology& technology : scenario.economy->idle_technologies) {
        if (scenario.state)
          slice[cell(*scenario.economy, technology)] = value({*scenario.economy, *scenario.state, technology});
      }
      indicator.values.insert(indicator.values.end(), slice.begin(), slice.end());
    }
    set_.indicators.push_back(std::move(indicator));
  }

 private:
  [[nodiscard]] std::vector<double> empty_slice() const {
    return std::vector<double>(set_.regions.size() * set_.latent_technologies.size(), missing_value);
  }
  [[nodiscard]] std::size_t cell(const Economy& economy, const IdleTechnology& technology) const {
    const auto& names = set_.latent_technologies;
    const auto place = std::find(names.begin(), names.end(), technology.code) - names.begin();
    return economy.activities[technology.activity].region.index * names.size() + place;
  }

  IndicatorSet& set_;
  const StudyResult& study_;
};

void add_output(LatentWriter& writer, const std::optional<VolumeUnit>& unit) {
  writer.add(
      {"latent_output",
       {},
       unit ? to_string(*unit) : "unit of the good",
       "what a technology makes that stands idle at the benchmark",
       "content Q a, content: volume of its good / value at the benchmark; million benchmark USD without volumes"},
      output);
  writer.add({"latent_share", {}, "%", "part of all that is made of its good in the region", "100 Q a / supply"},
             share);
  writer.add({"latent_unit_cost",
              {},
              unit ? price_unit(*unit) : "USD per unit of the good",
              "what a unit of a latent technology costs, made or not, numeraire = 1",
              "(p (1 - t) - rent + u (exp(loss) - 1)) / content: with taxes on inputs and permits, without rent"},
             unit_cost);
  writer.add({"latent_margin",
              {},
              "%",
              "what a latent technology earns beyond its costs, without rent; 0 where it runs, else below",
              "100 (exp(-loss) - 1)"},
             margin);
}

void add_co2(LatentWriter& writer) {
  writer.add({"latent_emissions",
              {},
              "Mt",
              "CO2 emissions of a latent technology, negative where it captures biogenic CO2",
              "sum kappa q + process emissions"},
             emitted_mt);
  writer.add({"captured_co2", {}, "Mt", "CO2 captured by a latent technology", "sum captured q + captured0 Q a"},
             captured);
  writer.add(
      {"technology_entry_price",
       {},
       "USD/t",
       "carbon price at which a latent technology breaks even at benchmark prices",
       "(markup ubar / (1 + markup) + p0 e_fuels) / (e - e_new) with the emissions e of who makes its good; missing "
       "where it emits no less"},
      [](const Place& place) { return entry_price(place.economy, place.technology); });
}

}  // namespace

std::vector<std::string> latent_technology_names(const Economy& economy) {
  std::vector<std::string> names;
  for (const IdleTechnology& technology : economy.idle_technologies) {
    if (std::find(names.begin(), names.end(), technology.code) == names.end()) names.push_back(technology.code);
  }
  return names;
}

double entry_price(const Economy& economy, const IdleTechnology& technology) {
  const Activity& activity = economy.activities[technology.activity];
  const UnitEmissions competitor = emissions_of_competitor(economy, activity);
  double own = 0;
  for (int e = activity.first_edge; e < activity.last_edge; ++e)
    own += emitted(economy.edges[e]) * economy.edges[e].quantity0 / activity.quantity0;
  for (const ProcessEmission& process : economy.processes)
    if (process.activity == technology.activity) own += process.intensity0;
  if (!(competitor.t > own)) return missing_value;
  const double lacking = activity.unit_revenue0 * technology.markup / (1 + technology.markup);
  return (lacking + competitor.paid) / (competitor.t - own);
}

void add_latent_accounts(IndicatorSet& set, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  if (economy.idle_technologies.empty()) return;
  LatentWriter writer(set, study);
  add_output(writer, common_unit(economy));
  add_co2(writer);
  writer.add({"latent_rent",
              {},
              "million USD",
              "income of the resource of a latent technology, numeraire = 1",
              "rent Q a, rent = (p (1 - t) - tau eps) (1 - (a / share + 1)^(-1/eta))"},
             rent);
}

}  // namespace etslink
