// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "calibration/random/random_draft.h"

namespace etslink {
namespace {

class TradeWriter {
 public:
  explicit TradeWriter(WorldDraft& draft)
      : draft_(draft), random_(draft.random), regions_(draft.options.regions), goods_(draft.options.sectors) {
    for (int r = 0; r < regions_; ++r) {
      for (int g = 0; g < goods_; ++g) {
        const SectorRole role = draft_.role({g});
        const bool is_resource = role == SectorRole::coal || role == SectorRole::crude_oil || role == SectorRole::gas;
        capacity_.push_back(draft.regions[r].gdp * draft.regions[r].openness *
                            random_.around_one(is_resource ? 1.2 : 0.6));
        const double rate = random_.between(-0.01, 0.04);
        export_tax_.push_back(draft.options.export_taxes && random_.chance(0.4) ? rate : 0);
      }
    }
    for (int s = 0; s < goods_; ++s) {
      if (draft.sectors[s].is_transport) services_.push_back({s});
    }
  }

  void write() {
    share_pools();
    draft_.benchmark.trade.reserve(capacity_.size() * regions_);
    draft_.benchmark.margins.reserve(capacity_.size() * regions_ * services_.size());
    for (int r = 0; r < regions_; ++r) {
      for (int g = 0; g < goods_; ++g) imports({r}, {g});
    }
  }

 private:
  // Each pool is supplied by all regions that make its service.
  void share_pools() {
    draft_.pool_share.assign(draft_.is_made.size(), 0);
    for (const Sector service : services_) {
      double sum = 0;
      for (int r = 0; r < regions_; ++r) sum += draft_.is_made[draft_.cell({r}, service)] * capacity(r, service);
      for (int r = 0; r < regions_; ++r) {
        const std::size_t cell = draft_.cell({r}, service);
        draft_.pool_share[cell] = draft_.is_made[cell] * capacity_[cell] / sum;
      }
    }
  }

  [[nodiscard]] double capacity(int region, Sector good) const { return capacity_[draft_.cell({region}, good)]; }

  [[nodiscard]] double distance(int a, int b) const {
    const RegionProfile &from = draft_.regions[a], &to = draft_.regions[b];
    return 0.05 + std::sqrt((from.x - to.x) * (from.x - to.x) + (from.y - to.y) * (from.y - to.y));
  }

  // Gravity: what the exporter can sell, less with the distance. The main maker of a good sells to everybody, and that
  // of the last good, which all regions make, buys it from everybody, so that each has something to pay its imports
  // with.
  std::vector<double> weights(int importer, Sector good) {
    const bool pays_for_imports = good.index == goods_ - 1 && importer == draft_.main_maker(good);
    std::vector<double> weight(regions_, 0);
    for (int e = 0; e < regions_; ++e) {
      const bool is_zero = random_.chance(draft_.options.zero_share);
      const double noise = random_.around_one(0.5);
      if (e == importer || !draft_.is_made[draft_.cell({e}, good)]) continue;
      if (is_zero && e != draft_.main_maker(good) && !pays_for_imports) continue;
      const double d = distance(e, importer);
      weight[e] = capacity(e, good) * noise / (d * std::sqrt(d));
    }
    return weight;
  }

  void imports(Region importer, Sector good) {
    const std::vector<double> weight = weights(importer.index, good);
    double sum = 0;
    for (const double w : weight) sum += w;
    double& share = draft_.import_share[draft_.cell(importer, good)];
    if (sum == 0) share = 0;
    const bool has_tariff = draft_.options.tariffs && !draft_.sectors[good.index].is_service;
    const double tariff = random_.between(0, 0.12);
    for (int e = 0; e < regions_; ++e) {
      if (weight[e] == 0) continue;
      flow({{e}, good, importer, 0, 0, 0, {}},
           {share * weight[e] / sum, has_tariff ? tariff * random_.between(0.5, 1.5) : 0});
    }
  }

  struct Delivery {
    double value;   // with export tax, margins and tariff, per unit of the importer's use
    double tariff;  // rate
  };

  void flow(TradeFlow flow, Delivery delivery) {
    const double export_tax = export_tax_[draft_.cell(flow.exporter, flow.good)];
    const std::vector<double> margins = margin_rates(flow);
    double before_tariff = 1 + export_tax;
    for (const double rate : margins) before_tariff += rate;
    flow.value_musd = delivery.value / (before_tariff * (1 + delivery.tariff));
    flow.export_tax_musd = flow.value_musd * export_tax;
    flow.tariff_musd = flow.value_musd * before_tariff * delivery.tariff;
    draft_.benchmark.trade.push_back(flow);
    for (std::size_t i = 0; i < margins.size(); ++i) {
      if (margins[i] == 0) continue;
      draft_.benchmark.margins.push_back(
          {flow.exporter, flow.good, flow.importer, services_[i], flow.value_musd * margins[i], {}});
    }
  }

  // Transport services per unit of a flow of goods; the first one always, another one on most routes.
  std::vector<double> margin_rates(const TradeFlow& flow) {
    std::vector<double> rates(draft_.sectors[flow.good.index].is_service ? 0 : services_.size(), 0);
    const double d = distance(flow.exporter.index, flow.importer.index);
    for (std::size_t i = 0; i < rates.size(); ++i) {
      if (i == 0 || random_.chance(0.7)) rates[i] = random_.between(0.01, 0.05) * (0.5 + d);
    }
    return rates;
  }

  WorldDraft& draft_;
  RandomNumbers& random_;
  int regions_, goods_;
  std::vector<double> capacity_, export_tax_;  // per (region, good)
  std::vector<Sector> services_;               // of the world pools
};

}  // namespace

void draw_trade(WorldDraft& draft) { TradeWriter(draft).write(); }

}  // namespace etslink
