// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/charges.h"
#include "model/conditions.h"
#include "model/edge_kernel.h"

namespace etslink {

// The price of abatement and the prices that a process pays: unknowns of its cost; 0 where nothing is charged.
[[nodiscard]] inline int process_unknowns(const ProcessEmission* process) {
  if (process == nullptr || process->charges.empty()) return 0;
  return charge_unknowns(process->charges) + 1;
}

// Cost, emissions and abatement of processes in the numbers of a source of unknowns: a sink, or plain values.
template <class Source>
class ProcessTerms {
 public:
  template <int N>
  using Number = typename Source::template Number<N>;

  ProcessTerms(const Economy& economy, const TableOfContents& table, Source& source)
      : economy_(economy), table_(table), source_(source), charges_(economy, table, source) {}

  // K(tau): cost of process emissions and their abatement per unit of output.
  template <int N>
  Number<N> cost(const ProcessEmission& process) {
    const Prices<N> prices = prices_of<N>(process);
    Number<N> cost = prices.share * process_cost(process, prices.covered);
    if (rest_pays(process)) cost += (1 - prices.share) * process_cost(process, prices.rest);
    return prices.abatement_price * cost;
  }

  // Emissions and abatement input k(x) - x k'(x).
  template <int N>
  struct Flows {
    Number<N> covered, emitted, input;  // covered: by the charge that is on a part, if there is one
  };
  // `with_rest`: of the uncovered part as well, where it pays nothing.
  template <int N>
  Flows<N> flows(const ProcessEmission& process, bool with_rest) {
    const Prices<N> prices = prices_of<N>(process);
    const Number<N> output = economy_.activities[process.activity].quantity0 * level<N>(process.activity);
    const Number<N> intensity = process_intensity(process, prices.covered);
    const Number<N> covered = prices.share * output;
    Flows<N> flows;
    flows.covered = flows.emitted = covered * intensity;
    flows.input = covered * (process_cost(process, prices.covered) - prices.covered * intensity);
    if (prices.share < 1 && (with_rest || rest_pays(process))) {
      const Number<N> rest = (1 - prices.share) * output, rest_intensity = process_intensity(process, prices.rest);
      flows.emitted += rest * rest_intensity;
      flows.input += rest * (process_cost(process, prices.rest) - prices.rest * rest_intensity);
    }
    return flows;
  }

 private:
  template <int N>
  Number<N> level(int n) {
    const int u = table_.level[n];
    return economy_.activities[n].is_latent_level ? source_.template unknown<N>(u) : source_.template exponential<N>(u);
  }

  // x = price of emissions / p_b: of the part that a charge may be on, with the charges on all emissions, and of the
  // rest.
  template <int N>
  struct Prices {
    Number<N> covered, rest, abatement_price;
    double share = 1;  // of the covered part
  };
  template <int N>
  Prices<N> prices_of(const ProcessEmission& process) {
    const Number<N> p_b = source_.template exponential<N>(table_.price[process.abatement_commodity]);
    const Charge* part = partial_charge(process);
    Number<N> all = 0.0 * p_b;
    for_each_charge(process.charges, ChargeBase::quantity, [&](const Charge& charge) {
      if (&charge != part) all += charges_.template price<N>(charge);
    });
    const Number<N> rest = all / p_b;
    if (part == nullptr) return {rest, rest, p_b, 1};
    return {Number<N>((charges_.template price<N>(*part) + all) / p_b), rest, p_b, part->coefficient.end};
  }

  // Does the part of a process that no charge is on alone pay anything, if there is one?
  [[nodiscard]] static bool rest_pays(const ProcessEmission& process) {
    return process.charges.size() > 1 && partial_charge(process) != nullptr;
  }

  const Economy& economy_;
  const TableOfContents& table_;
  Source& source_;
  ChargeTerms<Source> charges_;
};

}  // namespace etslink
