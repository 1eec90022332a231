// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark_index.h"

#include <algorithm>

#include "model/nest_leaf.h"

namespace etslink {
namespace {

void add(GoodUse& sum, const UseFlow& flow) {
  const bool is_domestic = flow.origin.kind == Origin::Kind::domestic;
  (is_domestic ? sum.domestic : sum.imported) += flow.value_musd;
  (is_domestic ? sum.domestic_tax : sum.imported_tax) += flow.tax_musd;
  sum.good = flow.good;
}

void add(FuelEmissions& sum, const EmissionFlow& flow) {
  if (!flow.origin)
    sum.any_origin += co2_equivalent(flow);
  else
    (flow.origin->kind == Origin::Kind::domestic ? sum.domestic : sum.imported) += co2_equivalent(flow);
}

}  // namespace

BenchmarkIndex::BenchmarkIndex(const Benchmark& b)
    : regions_(b.regions.size()),
      sectors_(b.sectors.size()),
      agents_(b.agents.size()),
      uses_(b.use, regions_ * (sectors_ + 1) + agents_, [&](const UseFlow& f) { return buyer(f.region, f.user); }),
      emissions_(b.emissions, regions_ * (sectors_ + 1) + agents_,
                 [&](const EmissionFlow& f) { return buyer(f.region, f.user); }),
      imports_(b.trade, regions_ * sectors_, [&](const TradeFlow& f) { return cell(f.importer, f.good); }),
      margins_(b.margins, regions_ * sectors_ * regions_, [&](const MarginFlow& f) { return route(f); }),
      factors_(b.value_added, regions_ * sectors_, [&](const FactorFlow& f) { return cell(f.region, f.sector); }),
      make_(b.make, regions_ * sectors_, [&](const MakeFlow& f) { return cell(f.region, f.sector); }),
      output_taxes_(b.output_tax, regions_ * sectors_, [&](const OutputTax& f) { return cell(f.region, f.sector); }),
      total_use_(regions_ * sectors_),
      purchases_(regions_ * sectors_),
      stock_change_(regions_ * sectors_),
      process_(regions_ * sectors_),
      good_sales_(regions_ * sectors_),
      made_elsewhere_(regions_ * sectors_),
      exports_(regions_ * sectors_) {
  add_sales(b);
  for (const EmissionFlow& flow : b.emissions) {
    if (!flow.fuel && flow.user.kind == User::Kind::sector)
      process_[cell(flow.region, {flow.user.index})] += co2_equivalent(flow);
  }
}

void BenchmarkIndex::add_sales(const Benchmark& b) {
  for (const UseFlow& flow : b.use) {
    const std::size_t place = cell(flow.region, flow.good);
    add(total_use_[place], flow);
    add(flow.user.kind == User::Kind::stock_change ? stock_change_[place] : purchases_[place], flow);
    if (flow.origin.kind == Origin::Kind::domestic) good_sales_[cell(flow.region, flow.good)] += flow.value_musd;
  }
  for (const TradeFlow& flow : b.trade) exports_[cell(flow.exporter, flow.good)] += flow.value_musd;
  for (const MarginSupply& flow : b.margin_supply) exports_[cell(flow.region, flow.service)] += flow.value_musd;
  for (std::size_t place = 0; place < exports_.size(); ++place) good_sales_[place] += exports_[place];
  for (const MakeFlow& flow : b.make) {
    if (flow.good != flow.sector) made_elsewhere_[cell(flow.region, flow.good)] += flow.value_musd;
  }
}

// Sectors first, then the stock changes of the regions, then the agents, each of whom belongs to one region.
std::size_t BenchmarkIndex::buyer(Region region, User user) const {
  switch (user.kind) {
    case User::Kind::sector:
      return cell(region, {user.index});
    case User::Kind::stock_change:
      return regions_ * sectors_ + region.index;
    case User::Kind::agent:
      return regions_ * (sectors_ + 1) + user.index;
  }
  throw std::logic_error("unknown kind of user");
}

std::vector<GoodUse> BenchmarkIndex::uses(Region region, User user) const {
  std::vector<GoodUse> result;
  for (const GoodPurchase& use : uses(region, user, NamedPurposes())) result.push_back(use.bought);
  return result;
}

std::vector<GoodPurchase> BenchmarkIndex::uses(Region region, User user, const NamedPurposes& named) const {
  const auto before = [](const GoodPurchase& a, const GoodPurchase& b) {
    return std::pair(a.bought.good, a.bought.purpose) < std::pair(b.bought.good, b.bought.purpose);
  };
  std::vector<GoodPurchase> result;
  const auto find = [&](Sector good, Purpose purpose) {
    GoodPurchase wanted;
    wanted.bought.good = good;
    wanted.bought.purpose = named.seen(good, purpose);
    const auto place = std::lower_bound(result.begin(), result.end(), wanted, before);
    return std::pair(place, place != result.end() && !before(wanted, *place));
  };
  for (const UseFlow& flow : uses_.rows(buyer(region, user))) {
    auto [place, is_known] = find(flow.good, flow.purpose);
    if (!is_known) place = result.emplace(place);
    place->bought.purpose = named.seen(flow.good, flow.purpose);
    add(place->bought, flow);
  }
  for (const EmissionFlow& flow : emissions_.rows(buyer(region, user))) {
    if (!flow.fuel) continue;
    const auto [place, is_known] = find(*flow.fuel, flow.purpose);
    if (is_known) add(place->emissions, flow);
  }
  return result;
}

double BenchmarkIndex::output(Region region, Sector sector) const {
  const Rows<MakeFlow> row = make(region, sector);
  if (row.empty()) return good_sales_[cell(region, sector)] - made_elsewhere_[cell(region, sector)];
  double sum = 0;
  for (const MakeFlow& flow : row) sum += flow.value_musd;
  return sum;
}

double BenchmarkIndex::output_tax(Region region, Sector sector) const {
  double sum = 0;
  for (const OutputTax& flow : output_taxes(region, sector)) sum += flow.tax_musd;
  return sum;
}

bool BenchmarkIndex::is_made(Region region, Sector good) const {
  return made_elsewhere_[cell(region, good)] > 0 || made_by_itself(region, good);
}

// By the sector of the same name: its row of make.csv says so, or it has none.
bool BenchmarkIndex::made_by_itself(Region region, Sector good) const {
  const Rows<MakeFlow> row = make(region, good);
  if (row.empty()) return output(region, good) > 0;
  return std::any_of(row.begin(), row.end(),
                     [&](const MakeFlow& flow) { return flow.good == good && flow.value_musd > 0; });
}

}  // namespace etslink
