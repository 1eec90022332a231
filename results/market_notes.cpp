// SPDX-License-Identifier: Apache-2.0
#include "results/market_notes.h"

#include <cmath>

#include "model/conditions.h"
#include "model/instruments/permit_circles.h"
#include "model/number_text.h"

namespace etslink {
namespace {

// What solutions are accepted at: below it nothing can be told from zero.
constexpr double resolution = 1e-9;

void add_price_notes(const Economy& economy, const EquilibriumState& state, std::vector<std::string>& notes) {
  constexpr double least = resolution * permit_price_scale;
  for (const PriceGap& gap : economy.price_gaps) {
    const double missed = state.variable[gap.variable];
    if (missed > least)
      notes.push_back("the price of market " + economy.markets[gap.market].name + ", " +
                      rounded_text(state.permit_price[gap.market], 4) + " USD/t, is " + rounded_text(missed, 4) + " " +
                      gap.text);
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
  add_price_notes(economy, state, notes);
  add_circle_note(economy, state, notes);
  return notes;
}

}  // namespace etslink
