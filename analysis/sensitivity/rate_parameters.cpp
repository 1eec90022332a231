// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <tuple>

#include "analysis/sensitivity/model_parameter.h"
#include "model/charges.h"

namespace etslink {
namespace {

// Taxes and emission coefficients are numbers of the graph: a parameter multiplies all those of its group by
// value/(benchmark value), and leaves the data that the economy was calibrated to as they are.
struct RateGroup {
  std::string name;
  double amount = 0, base = 0;  // sum of rate x base, sum of bases
};
using RateGroups = std::map<std::tuple<int, int, int>, RateGroup>;  // by kind, region, good or sector

// Multiplies the rates of one group in a graph.
using Scale = std::function<void(Economy& economy, double factor)>;

ModelParameter scaled(const std::string& group, const RateGroup& rates, const Scale& scale) {
  ModelParameter parameter{group, rates.name, group == "taxes" ? "1" : "Mt"};
  parameter.value = group == "taxes" ? rates.amount / rates.base : rates.amount;
  parameter.step = relative_step * std::abs(parameter.value);
  parameter.shifted = [scale, value = parameter.value](const ModelSource& source, double change) {
    Economy economy = source.economy;
    scale(economy, 1 + change / value);
    return economy;
  };
  return parameter;
}

enum TaxKind { use_tax, tariff, export_tax, factor_tax, output_tax };

const char* tax_name(int kind) {
  static const char* const names[] = {"use tax on ", "tariff on ", "export tax on ", "factor tax of ",
                                      "output tax of "};
  return names[kind];
}

// What an activity that stands idle at the benchmark has in quantities is no part of the benchmark.
double quantity_at_benchmark(const Economy& economy, int activity, double quantity0) {
  return is_idle(economy.activities[activity]) ? 0 : quantity0;
}

// Calls visit(kind, region, good or sector, rate, base) for every tax rate of a graph that is not zero.
template <class Graph, class Visit>
void for_each_tax(Graph& economy, Visit visit) {
  for (auto& edge : economy.edges) {
    const Activity& buyer = economy.activities[edge.activity];
    const double quantity = quantity_at_benchmark(economy, edge.activity, edge.quantity0);
    const double fob = quantity * (1 + edge.export_tax);
    if (edge.export_tax != 0) visit(export_tax, edge.exporter.index, edge.good.index, edge.export_tax, quantity);
    if (edge.tax == 0) continue;
    const bool is_factor = edge.role == EdgeRole::factor;
    const TaxKind kind = is_factor ? factor_tax : edge.role == EdgeRole::origin ? tariff : use_tax;
    visit(kind, buyer.region.index, is_factor ? buyer.sector.index : edge.good.index, edge.tax, fob);
  }
  for (auto& activity : economy.activities) {
    if (activity.output_tax != 0)
      visit(output_tax, activity.region.index, activity.sector.index, activity.output_tax,
            is_idle(activity) ? 0 : activity.quantity0);
  }
}

// What markets count of an input moves with its emissions.
void scale_tonnes(Charges& charges, double factor) {
  for_each_charge(charges, ChargeBase::quantity, [&](Charge& charge) {
    if (!charge.is_counted) return;
    charge.coefficient.begin *= factor;
    charge.coefficient.end *= factor;
  });
}

enum EmissionKind { fuel_use, process };

// Calls visit(kind, region, fuel or sector, coefficient, charges on it, quantity) for every source of emissions of a
// graph.
template <class Graph, class Visit>
void for_each_emission(Graph& economy, Visit visit) {
  const auto quantity = [&](int activity, double quantity0) {
    return quantity_at_benchmark(economy, activity, quantity0);
  };
  for (auto& edge : economy.edges) {
    const int region = economy.activities[edge.activity].region.index;
    for (auto& emission : edge.emissions)
      visit(std::tuple(int(fuel_use), region, edge.good.index), emission.coefficient, &edge.charges,
            quantity(edge.activity, edge.quantity0));
  }
  for (auto& source : economy.processes) {
    const Activity& activity = economy.activities[source.activity];
    Charges* const none = nullptr;  // they are parts of what is emitted
    visit(std::tuple(int(process), activity.region.index, activity.sector.index), source.intensity0, none,
          quantity(source.activity, activity.quantity0));
  }
}

}  // namespace

std::vector<ModelParameter> tax_parameters(const ModelSource& source) {
  const Economy& economy = source.economy;
  RateGroups groups;
  for_each_tax(economy, [&](int kind, int region, int item, double rate, double base) {
    auto& group = groups[{kind, region, item}];
    group.name = tax_name(kind) + economy.sectors[item].code + " in " + economy.regions[region].code;
    group.amount += rate * base;
    group.base += base;
  });
  // Taxes and subsidies that cancel have no average rate to state.
  constexpr double least_rate = 1e-6;
  std::vector<ModelParameter> parameters;
  for (const auto& [key, group] : groups) {
    if (std::abs(group.amount) < least_rate * std::abs(group.base)) continue;
    parameters.push_back(scaled("taxes", group, [key = key](Economy& graph, double factor) {
      for_each_tax(graph, [&](int kind, int region, int item, double& rate, double) {
        if (key == std::tuple(kind, region, item)) rate *= factor;
      });
    }));
  }
  return parameters;
}

std::vector<ModelParameter> emission_parameters(const ModelSource& source) {
  const Economy& economy = source.economy;
  RateGroups groups;
  for_each_emission(economy, [&](const auto& key, double coefficient, const Charges*, double quantity) {
    const auto [kind, region, item] = key;
    auto& group = groups[key];
    group.name = std::string(kind == process ? "process CO2 of " : "CO2 of ") + economy.sectors[item].code + " in " +
                 economy.regions[region].code;
    group.amount += coefficient * quantity;
  });
  std::vector<ModelParameter> parameters;
  for (const auto& [key, group] : groups) {
    if (group.amount == 0) continue;
    parameters.push_back(scaled("emissions", group, [key = key](Economy& graph, double factor) {
      for_each_emission(graph, [&](const auto& place, double& coefficient, Charges* charges, double) {
        if (place != key) return;
        coefficient *= factor;
        if (charges != nullptr) scale_tonnes(*charges, factor);
      });
    }));
  }
  return parameters;
}

}  // namespace etslink
