// SPDX-License-Identifier: Apache-2.0
#include "model/instruments/permit_circles.h"

#include <algorithm>
#include <cmath>

#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double rounding = 1e-12;  // of a sum of logarithms of rates

bool is_open(const PermitLimit& limit) {
  return std::isinf(limit.mt) && std::isinf(limit.share_of_obligation) && std::isinf(limit.share_of_effort);
}

// A credit limit bounds what comes in over a link where nothing that goes out by another makes room again.
bool is_counted(const Policy& policy, const RestrictedLink& link, int into) {
  const PermitMarket& market = policy.markets[into];
  const auto makes_room = [&](const RestrictedLink& other) {
    return &other != &link && other.two_way && (other.to == into || other.from == into) && market.limits(other.name);
  };
  return market.limits(link.name) &&
         std::none_of(policy.restricted_links.begin(), policy.restricted_links.end(), makes_room);
}

// Nothing has to be paid for permits that are worth nothing.
bool is_free(const RestrictedLink& link) { return link.fee == 0 && link.least_buyer_price == 0; }

// Without fees prices obey (1 - proceeds) tau_b <= rate tau_s on every link, and so tau <= tau prod rate/(1 - proceeds)
// around a circle: a product below 1 leaves a price of 0 alone. Where the levy makes it 1, going round costs nothing,
// and what counts is whether permits multiply: the second, small part of the weight.
double weight_of(double rate, double proceeds) {
  constexpr double small = 1e-9;
  return std::log(rate / (1 - proceeds)) + small * std::log(rate);
}

// Both directions of all links that bound nothing. Backwards a permit of the seller costs 1/rate of the buyer's.
std::vector<CircleArc> free_arcs(const Policy& policy, const std::vector<int>& pool_of) {
  std::vector<CircleArc> arcs;
  for (int l = 0; l < static_cast<int>(policy.restricted_links.size()); ++l) {
    const RestrictedLink& link = policy.restricted_links[l];
    const int from = pool_of[link.from], to = pool_of[link.to];
    if (from < 0 || to < 0 || from == to || !is_free(link)) continue;
    const double rate = link.rate / (1 - link.cancelled);
    if (is_open(link.limit) && !is_counted(policy, link, link.to))
      arcs.push_back({from, to, weight_of(rate, link.proceeds), l});
    if (link.two_way && is_open(link.back_limit) && !is_counted(policy, link, link.from))
      arcs.push_back({to, from, weight_of(1 / rate, link.proceeds), l});
  }
  return arcs;
}

std::string place_of(const SourceLocation& at) {
  return at.line > 0 ? "line " + std::to_string(at.line) : at.file.text();
}

}  // namespace

std::vector<int> find_negative_circle(int nodes, const std::vector<CircleArc>& arcs, double tolerance) {
  std::vector<double> distance(nodes, 0);
  std::vector<int> arrival(nodes, -1);  // arc by which the best way came
  int changed = -1;
  for (int round = 0; round <= nodes; ++round) {
    changed = -1;
    for (int i = 0; i < static_cast<int>(arcs.size()); ++i) {
      const CircleArc& arc = arcs[i];
      if (distance[arc.from] + arc.weight >= distance[arc.to] - tolerance) continue;
      distance[arc.to] = distance[arc.from] + arc.weight;
      arrival[arc.to] = i;
      changed = arc.to;
    }
    if (changed < 0) return {};
  }
  for (int step = 0; step < nodes; ++step) changed = arcs[arrival[changed]].from;  // into the circle
  std::vector<int> circle;
  for (int node = changed; circle.empty() || node != changed; node = arcs[arrival[node]].from)
    circle.push_back(arrival[node]);
  std::reverse(circle.begin(), circle.end());
  return circle;
}

void refuse_permit_pumps(const Policy& policy, const std::vector<int>& pool_of) {
  const std::vector<CircleArc> arcs = free_arcs(policy, pool_of);
  const int nodes = pool_of.empty() ? 0 : 1 + *std::max_element(pool_of.begin(), pool_of.end());
  const std::vector<int> circle = find_negative_circle(nodes, arcs, rounding);
  if (circle.empty()) return;
  std::string links;
  double product = 1;
  for (const int i : circle) {
    const RestrictedLink& link = policy.restricted_links[arcs[i].link];
    const bool is_forward = pool_of[link.from] == arcs[i].from;
    const double rate = link.rate / (1 - link.cancelled);
    product *= is_forward ? rate : 1 / rate;
    const std::string& from = policy.markets[is_forward ? link.from : link.to].name;
    const std::string& to = policy.markets[is_forward ? link.to : link.from].name;
    links += (links.empty() ? "'" : ", '") + link.name + "' (" + from + " > " + to + ", " + place_of(link.at) + ")";
  }
  throw InputError(policy.restricted_links[arcs[circle.front()].link].at,
                   "permits that go round by the links " + links +
                       " come back as more: the exchange rates multiply to " + rounded_text(product, 6) +
                       ", below 1, so that no cap would hold; change a rate, or limit a link");
}

}  // namespace etslink
