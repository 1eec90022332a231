// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "model/graph.h"

// The formulas of one edge and one activity, each written once and templated on the number type: double for residuals,
// a number that carries derivatives for the Jacobian. Names and notation as in docs/model.md.
namespace etslink {

// Price of one unit delivered to the user, before tax and carbon: p_c (1 + tx) + sum_s mu_s p_s [benchmark USD].
template <class Scalar>
Scalar delivered_price(const Edge& edge, const Scalar& seller_price, std::span<const Scalar> service_prices) {
  Scalar price = seller_price * (1 + edge.export_tax);
  for (std::size_t s = 0; s < edge.margins.size(); ++s) price += edge.margins[s].coefficient * service_prices[s];
  return price;
}

// delivered_price at the benchmark, where all prices are 1.
inline double delivered_price0(const Edge& edge) {
  double price = 1 + edge.export_tax;
  for (const MarginUse& margin : edge.margins) price += margin.coefficient;
  return price;
}

// What the ad valorem tax of an edge is levied on: the delivered price, with permits where the study says so
// (ModelOptions::carbon_in_tax_base). `permit_cost` = sum_m kappa_m tau_m.
template <class Scalar>
Scalar tax_base(const Edge& edge, const Scalar& delivered, const Scalar& permit_cost) {
  return edge.carbon_in_tax_base ? Scalar(delivered + permit_cost) : delivered;
}

// User price: P = delivered price (1 + t) + sum_m kappa_m tau_m, or (delivered price + sum_m kappa_m tau_m) (1 + t)
// where permits are taxed. `tax_change` is the part of t that is an unknown.
template <class Scalar>
Scalar user_price(const Edge& edge, const Scalar& delivered, const Scalar& tax_change, const Scalar& permit_cost) {
  const Scalar taxed = tax_base(edge, delivered, permit_cost) * (1 + edge.tax + tax_change);
  return edge.carbon_in_tax_base ? taxed : Scalar(taxed + permit_cost);
}

// Marginal emission intensity of a process at x = tau/p_b: eps0 (1 + x/xhat)^-nu [t per USD].
template <class Scalar>
Scalar process_intensity(const ProcessEmission& process, const Scalar& x) {
  using std::exp;
  using std::log;
  const Scalar growth = log(1 + x / process.xhat);
  return process.intensity0 * exp(-process.nu * growth);
}

// Cost per unit of output, permits and abatement together, in units of the abatement input:
// k(x) = eps0 xhat/(1-nu) [(1+x/xhat)^(1-nu) - 1], eps0 xhat log(1+x/xhat) at nu = 1. It is the integral of
// process_intensity.
template <class Scalar>
Scalar process_cost(const ProcessEmission& process, const Scalar& x) {
  using std::exp;
  using std::log;
  const Scalar growth = log(1 + x / process.xhat);
  const double exponent = 1 - process.nu;
  const double scale = process.intensity0 * process.xhat;
  if (std::abs(exponent) < 1e-9) return scale * growth;
  return scale / exponent * (exp(exponent * growth) - 1);
}

// log of the CES unit cost relative to its benchmark from z_e = log(P_e/Pbar_e) and benchmark shares theta_e:
// log C = log(1 + sum theta expm1((1-sigma) z)) / (1-sigma), sum theta z at sigma = 1 (Arrow et al. 1961; calibrated
// share form, Rutherford 2002). Near sigma = 1 the series sum theta z + (1-sigma)/2 (sum theta z^2 - (sum theta z)^2)
// is exact to rounding. Far from the benchmark 1 + sum loses all digits where every price has risen and sigma > 1 (or
// fallen and sigma < 1): there the largest power is taken out of the sum of powers.
inline double log_unit_cost(std::span<const double> share, std::span<const double> z, double sigma) {
  const double exponent = 1 - sigma;
  double mean = 0, square = 0, sum = 0, smallest = 0, largest = 0;
  for (std::size_t e = 0; e < z.size(); ++e) {
    mean += share[e] * z[e];
    square += share[e] * z[e] * z[e];
    sum += share[e] * std::expm1(exponent * z[e]);
    smallest = e == 0 ? exponent * z[e] : std::min(smallest, exponent * z[e]);
    largest = e == 0 ? exponent * z[e] : std::max(largest, exponent * z[e]);
  }
  if (std::abs(exponent) < 1e-6) return mean + exponent / 2 * (square - mean * mean);
  if (smallest > -0.5 && largest < 0.5) return std::log1p(sum) / exponent;
  double powers = 0;
  for (std::size_t e = 0; e < z.size(); ++e) powers += share[e] * std::exp(exponent * z[e] - largest);
  return (largest + std::log(powers)) / exponent;
}

// log of the unit cost of an additive CES (van der Mensbrugghe and Peters 2016): demand is x_e = w_e a (J/r_e)^sigma
// with r_e = P_e/Pbar_e and the index J for which volumes add up, sum_e w_e (J/r_e)^sigma = 1, so that C = sum_e
// theta_e r_e (J/r_e)^sigma = J^sigma sum_e theta_e r_e^(1-sigma).
// `log_ces` = log_unit_cost of the same shares and prices.
inline double log_additive_cost(double log_ces, double sigma, double log_index) {
  return sigma * log_index + (1 - sigma) * log_ces;
}

// Input demand: q = Q a (u/ubar / (P/Pbar))^sigma. Unit cost equals unit revenue where the activity runs, so that the
// demand of an edge depends on few prices only. `log_cost_advantage` = log(u/ubar) - log(P/Pbar); of an additive CES
// log J - log(P/Pbar).
template <class Scalar>
Scalar input_demand(const Edge& edge, double sigma, const Scalar& level, const Scalar& log_cost_advantage) {
  using std::exp;
  if (sigma == 0) return edge.quantity0 * level;
  return edge.quantity0 * level * exp(sigma * log_cost_advantage);
}

// Output supply of one of several outputs: s = Q_e a (p_e/p)^eta.
template <class Scalar>
Scalar output_supply(const OutputEdge& output, double eta, const Scalar& level, const Scalar& log_price_ratio) {
  using std::exp;
  return output.quantity0 * level * exp(eta * log_price_ratio);
}

}  // namespace etslink
