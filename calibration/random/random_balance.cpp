// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "calibration/random/random_draft.h"

namespace etslink {
namespace {

class WorldBalance {
 public:
  explicit WorldBalance(WorldDraft& draft)
      : draft_(draft), b_(draft.benchmark), cells_(draft.is_made.size()), spending_(draft.regions.size(), 1) {
    margin_use_.assign(draft.sectors.size(), std::vector<double>(cells_, 0));
    for (const MarginFlow& flow : b_.margins)
      margin_use_[flow.service.index][draft_.cell(flow.importer, flow.good)] += flow.value_musd;
  }

  void balance() {
    find_spending();
    find_outputs();
    scale_flows();
    add_value_added();
  }

 private:
  // Regions spend what they earn, up to a few per cent: without that, small exporters of fuels would live on a part of
  // their income. Each sweep hands the incomes of the last one on (a power iteration).
  void find_spending() {
    constexpr int sweeps = 30;
    constexpr double largest_deficit = 0.05;
    std::vector<double> planned(spending_.size(), 0), thrift;
    for (const UseFlow& flow : b_.use) {
      if (flow.user.kind != User::Kind::sector) planned[flow.region.index] += flow.value_musd + flow.tax_musd;
    }
    for (std::size_t r = 0; r < spending_.size(); ++r)
      thrift.push_back(1 + draft_.random.between(-largest_deficit, largest_deficit));
    const double world = std::accumulate(planned.begin(), planned.end(), 0.0);
    draft_.output.assign(cells_, 0);
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      set_absorption();
      draft_.output = sales();
      std::vector<double> income = net_exports();
      for (std::size_t r = 0; r < income.size(); ++r) income[r] = thrift[r] * (income[r] + spending_[r] * planned[r]);
      const double scale = world / std::accumulate(income.begin(), income.end(), 0.0);
      for (std::size_t r = 0; r < income.size(); ++r) spending_[r] = scale * income[r] / planned[r];
    }
  }

  // Exports with their taxes and transport services less imports before tariffs, per region.
  [[nodiscard]] std::vector<double> net_exports() const {
    std::vector<double> net(draft_.regions.size(), 0);
    for (const TradeFlow& flow : b_.trade) {
      const double value =
          (flow.value_musd + flow.export_tax_musd) * draft_.absorption[draft_.cell(flow.importer, flow.good)];
      net[flow.exporter.index] += value;
      net[flow.importer.index] -= value;
    }
    for (std::size_t service = 0; service < margin_use_.size(); ++service) {
      const double used = pool(service);
      for (std::size_t i = 0; i < cells_; ++i) {
        const std::size_t region = i / draft_.sectors.size();
        net[region] -= margin_use_[service][i] * draft_.absorption[i];
        if (i % draft_.sectors.size() == service) net[region] += used * draft_.pool_share[i];
      }
    }
    return net;
  }

  // Outputs from below (Neumann's series of the Leontief inverse): each sweep adds what the last one's additional
  // output needs, so that the demand of the final sweep is never below the outputs that the inputs are bought for. What
  // is left of the gap becomes value added.
  void find_outputs() {
    constexpr double accuracy = 1e-4;
    constexpr int largest_sweep_count = 100;
    draft_.output.assign(cells_, 0);
    double total = 0;
    for (int sweep = 0; sweep < largest_sweep_count; ++sweep) {
      set_absorption();
      const std::vector<double> sold = sales();
      const double total_sold = std::accumulate(sold.begin(), sold.end(), 0.0);
      if (total_sold - total <= accuracy * total_sold) return;
      draft_.output = sold;
      total = total_sold;
    }
    require(false, "the outputs of a random world converge");
  }

  void set_absorption() {
    draft_.absorption.assign(cells_, 0);
    for (const UseFlow& flow : b_.use)
      draft_.absorption[draft_.cell(flow.region, flow.good)] += flow.value_musd * buyer(flow);
  }

  // Output of the sector that buys; agents buy in million USD, in proportion to what their region spends.
  [[nodiscard]] double buyer(const UseFlow& flow) const {
    return flow.user.kind == User::Kind::sector ? draft_.output[draft_.cell(flow.region, {flow.user.index})]
                                                : spending_[flow.region.index];
  }

  [[nodiscard]] std::vector<double> sales() const {
    std::vector<double> sum(cells_);
    for (std::size_t i = 0; i < cells_; ++i) sum[i] = (1 - draft_.import_share[i]) * draft_.absorption[i];
    for (const TradeFlow& flow : b_.trade)
      sum[draft_.cell(flow.exporter, flow.good)] +=
          flow.value_musd * draft_.absorption[draft_.cell(flow.importer, flow.good)];
    for (std::size_t service = 0; service < margin_use_.size(); ++service) {
      const double used = pool(service);
      for (int r = 0; r < b_.region_count(); ++r) {
        const std::size_t cell = draft_.cell({r}, {static_cast<int>(service)});
        sum[cell] += used * draft_.pool_share[cell];
      }
    }
    return sum;
  }

  // What all trade flows need of a transport service.
  [[nodiscard]] double pool(std::size_t service) const {
    double used = 0;
    for (std::size_t i = 0; i < cells_; ++i) used += margin_use_[service][i] * draft_.absorption[i];
    return used;
  }

  // All flows in million USD; those of zero are left out. Outputs are what is sold.
  void scale_flows() {
    for (int s = 0; s < b_.sector_count(); ++s) {
      const double used = pool(s);
      for (int r = 0; r < b_.region_count(); ++r) {
        const double share = draft_.pool_share[draft_.cell({r}, {s})];
        if (used * share > 0) b_.margin_supply.push_back({{r}, {s}, used * share, {}});
      }
    }
    const std::vector<double> sold = sales();
    for (UseFlow& flow : b_.use) {
      const double factor = buyer(flow);
      flow.value_musd *= factor;
      flow.tax_musd *= factor;
    }
    for (TradeFlow& flow : b_.trade) {
      const double factor = draft_.absorption[draft_.cell(flow.importer, flow.good)];
      flow.value_musd *= factor;
      flow.export_tax_musd *= factor;
      flow.tariff_musd *= factor;
    }
    for (MarginFlow& flow : b_.margins) flow.value_musd *= draft_.absorption[draft_.cell(flow.importer, flow.good)];
    const auto is_zero = [](const auto& flow) { return flow.value_musd == 0; };
    std::erase_if(b_.use, is_zero);
    std::erase_if(b_.trade, is_zero);
    std::erase_if(b_.margins, is_zero);
    draft_.output = sold;
  }

  // What is left of output after inputs and output tax, divided between factors and their taxes.
  void add_value_added() {
    std::vector<double> remainder = draft_.output;
    for (const UseFlow& flow : b_.use) {
      if (flow.user.kind == User::Kind::sector)
        remainder[draft_.cell(flow.region, {flow.user.index})] -= flow.value_musd + flow.tax_musd;
    }
    for (int r = 0; r < b_.region_count(); ++r) {
      for (int s = 0; s < b_.sector_count(); ++s) {
        const std::size_t cell = draft_.cell({r}, {s});
        if (draft_.output[cell] == 0) continue;
        const double rate = draft_.random.between(-0.02, 0.05);
        if (draft_.options.output_taxes) {
          b_.output_tax.push_back({{r}, {s}, rate * draft_.output[cell], {}});
          remainder[cell] -= b_.output_tax.back().tax_musd;
        }
        require(remainder[cell] > 0, "inputs and taxes leave something for the factors");
        pay_factors({r}, {s}, remainder[cell]);
      }
    }
  }

  void pay_factors(Region region, Sector sector, double amount) {
    RandomNumbers& random = draft_.random;
    const SectorRole role = draft_.role(sector);
    const bool has_resource = role == SectorRole::coal || role == SectorRole::crude_oil || role == SectorRole::gas;
    const double resource = has_resource ? random.between(0.2, 0.45) : 0;
    const double labour = (1 - resource) * random.between(0.3, 0.7);
    const double share[] = {labour, 1 - labour - resource, resource};
    const double largest_tax[] = {0.35, 0.2, 0.1};
    for (int f = 0; f < 3; ++f) {
      const double tax = random.uniform() * largest_tax[f];
      if (share[f] == 0) continue;
      const double value = amount * share[f] / (1 + (draft_.options.factor_taxes ? tax : 0));
      b_.value_added.push_back({region, sector, {f}, value, amount * share[f] - value, {}});
    }
  }

  WorldDraft& draft_;
  Benchmark& b_;
  std::size_t cells_;
  std::vector<double> spending_;                 // per region: final expenditure relative to the plan
  std::vector<std::vector<double>> margin_use_;  // per service, per (importer, good): per unit of use of the good
};

}  // namespace

void balance_world(WorldDraft& draft) { WorldBalance(draft).balance(); }

}  // namespace etslink
