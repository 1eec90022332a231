// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/conditions.h"
#include "model/graph.h"

// What charges cost, written once: of inputs, outputs and processes, for residuals, derivatives and the state.
namespace etslink {

// The only loop over charges: calls visit for those on a quantity, or on a value.
template <class List, class Visit>
void for_each_charge(List& charges, ChargeBase base, Visit visit) {
  for (auto& charge : charges) {
    if (charge.base == base) visit(charge);
  }
}

// Calls visit for the charges of every input, output and process of an economy.
template <class Graph, class Visit>
void for_each_list_of_charges(Graph& economy, Visit visit) {
  for (auto& activity : economy.activities) visit(activity.charges);
  for (auto& edge : economy.edges) visit(edge.charges);
  for (auto& process : economy.processes) visit(process.charges);
}

// The charge that is on a part of a process' emissions; null where all are on all of it.
[[nodiscard]] inline const Charge* partial_charge(const ProcessEmission& process) {
  for (const Charge& charge : process.charges) {
    if (charge.coefficient.end < 1) return &charge;
  }
  return nullptr;
}

// Unknowns that the cost of charges asks for in a term: prices and multiples. Most edges have no charges: they pay for
// one comparison.
[[nodiscard]] int count_unknowns(const Charges& charges);
[[nodiscard]] inline int charge_unknowns(const Charges& charges) {
  return charges.empty() ? 0 : count_unknowns(charges);
}

// Unknowns that are asked for once more where tonnes are counted and paid.
[[nodiscard]] int count_settlement_unknowns(const Charges& charges);
[[nodiscard]] inline int settlement_unknowns(const Charges& charges) {
  return charges.empty() ? 0 : count_settlement_unknowns(charges);
}

// Charges in the numbers of a source of unknowns: a sink, or plain values.
template <class Source>
class ChargeTerms {
 public:
  template <int N>
  using Number = typename Source::template Number<N>;

  ChargeTerms(const Economy& economy, const TableOfContents& table, Source& source)
      : economy_(economy), table_(table), source_(source) {}

  // Price per tonne [USD/t]; of a charge on a value the part of the price.
  template <int N>
  Number<N> price(const Charge& charge) {
    const int unknown =
        charge.market >= 0 ? table_.permit_price[economy_.markets[charge.market].pool] : table_.variable[charge.rate];
    return source_.template unknown<N>(unknown);
  }

  // Coefficient x quantity [Mt].
  template <int N>
  Number<N> tonnes(const Charge& charge, const Number<N>& quantity) {
    const double kappa = charge.coefficient.at(economy_.path);
    if (charge.multiple < 0) return Number<N>(kappa * quantity);
    return Number<N>(kappa * source_.template unknown<N>(table_.variable[charge.multiple]) * quantity);
  }

  // What is paid per unit: coefficient x price.
  template <int N>
  Number<N> cost(const Charge& charge) {
    return tonnes<N>(charge, price<N>(charge));
  }

  // Sum over the charges on a quantity [USD per unit], or on a value.
  template <int N>
  Number<N> cost(const Charges& charges, ChargeBase base) {
    return charges.empty() ? Number<N>(0.0) : sum<N>(charges, base);
  }

 private:
  template <int N>
  Number<N> sum(const Charges& charges, ChargeBase base) {
    Number<N> result(0.0);
    for_each_charge(charges, base, [&](const Charge& charge) { result += cost<N>(charge); });
    return result;
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Source& source_;
};

}  // namespace etslink
