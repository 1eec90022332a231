// SPDX-License-Identifier: Apache-2.0
#include "results/market_notes.h"

#include <cmath>

#include "model/conditions.h"
#include "model/instruments/permit_circles.h"
#include "model/instruments/price_collar.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// What solutions are accepted at: below it nothing can be told from zero.
constexpr double resolution = 1e-9;

double value_of_variable(const Economy& economy, const EquilibriumState& state, const std::string& name) {
  for (std::size_t v = 0; v < economy.variables.size(); ++v) {
    if (economy.variables[v].name == name) return state.variable[v];
  }
  return 0;
}

void add_collar_notes(const Economy& economy, const EquilibriumState& state, std::vector<std::string>& notes) {
  constexpr double least = resolution * permit_price_scale;
  for (std::size_t m = 0; m < economy.markets.size(); ++m) {
    const std::string& name = economy.markets[m].name;
    const std::string price =
        "the price of market " + name + ", " + rounded_text(state.permit_price[m], 4) + " USD/t, is ";
    const double below = value_of_variable(economy, state, floor_gap_name(name));
    if (below > least)
      notes.push_back(price + rounded_text(below, 4) + " below its floor: all permits of the auction are kept back");
    const double above = value_of_variable(economy, state, ceiling_gap_name(name));
    if (above > least) notes.push_back(price + rounded_text(above, 4) + " above its ceiling: the reserve is empty");
  }
}

void add_circle_note(const Economy& economy, const EquilibriumState& state, std::vector<std::string>& notes) {
  std::vector<CircleArc> arcs;
  for (int i = 0; i < static_cast<int>(economy.arcs.size()); ++i) {
    const PermitArc& arc = economy.arcs[i];
    if (arc.from < 0) continue;
    const double flow = state.variable[arc.flow], size = economy.variables[arc.flow].scale;
    const int from = economy.markets[arc.from].pool, to = economy.markets[arc.to].pool;
    if (flow > resolution * size) arcs.push_back({from, to, std::log(arc.rate), i});
    if (flow < -resolution * size) arcs.push_back({to, from, -std::log(arc.rate), i});
  }
  const std::vector<int> circle = find_negative_circle(static_cast<int>(economy.pools.size()), arcs, resolution);
  if (circle.empty()) return;
  std::string links;
  for (const int i : circle) links += (links.empty() ? "'" : ", '") + economy.arcs[arcs[i].link].name + "'";
  notes.push_back("permits go round by the links " + links + " and come back as more: the caps are exceeded");
}

}  // namespace

std::vector<std::string> market_notes(const Economy& economy, const EquilibriumState& state) {
  std::vector<std::string> notes;
  add_collar_notes(economy, state, notes);
  add_circle_note(economy, state, notes);
  return notes;
}

}  // namespace etslink
