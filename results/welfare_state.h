// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/equilibrium.h"

namespace etslink {

// One of the two states that welfare is compared between: what is paid per unit, and how many units there are. Prices
// and payments are in million USD of the numeraire, the state's own, per unit of the quantity beside them.
struct WelfareState {
  // level: of activities in the reference, by which the households of a region weigh in its consumer price. other: the
  // economy of the state compared with; a carbon price that was paid, on tonnes that either has a price of the study
  // on, is a charge in both.
  WelfareState(const Economy& own, const EquilibriumState& equilibrium, const std::vector<double>& level,
               const Economy& other);

  const Economy& economy;  // that the state is an equilibrium of
  const EquilibriumState& state;
  std::vector<double> edge_charge, edge_tax;  // per edge: charges on emissions, taxes, their changes included
  std::vector<double> productivity;           // per edge: units of use in a unit of the input, 1 without shocks
  std::vector<double> output, output_price, output_tax, output_charge;  // per activity; price 0 where it makes nothing
  std::vector<double> output_levy;                                      // of output_charge: levies, no permits
  std::vector<double> supply;                                           // per output of an activity with several
  std::vector<double> process_charge;  // per process: mean of what is paid per tonne that it emits
  std::vector<double> endowment;       // per endowment: supply
  // Per commodity, what instruments add to its market: inputs of abatement, needs of households, sales to a world
  // market.
  std::vector<double> abatement_input, needs, world_sales;
  std::vector<double> consumer_price;  // per region, of all that its households buy; NaN where there is none

 private:
  void add_edges();
  void turn_paid_prices_into_charges(const Economy& other);
  void add_activities();
  void add_processes();
  void add_commodities();
  void add_consumer_prices(const std::vector<double>& level);
};

}  // namespace etslink
