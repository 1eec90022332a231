// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/charges.h"
#include "model/input_volume.h"
#include "model/technology.h"
#include "model/value_source.h"
#include "results/accounts_index.h"
#include "results/scenario_view.h"

namespace etslink {

// Purpose of services that are bought with electricity to deliver it.
inline constexpr const char* electricity_delivery_purpose = "electricity_delivery";

// Goods of an economy whose volume is in a unit; what technologies deliver to their sector is no good of the economy.
[[nodiscard]] std::vector<Sector> goods_in(const Economy& economy, VolumeUnit unit);

// What is made, traded and used of each good with a volume in one solved scenario, in the unit of the good. Economy and
// state outlive this.
class VolumeAccounts {
 public:
  VolumeAccounts(const Economy& economy, const EquilibriumState& state);

  // What one user buys of a good; carbon: the part of the payment that is for emissions, carbon prices that taxes
  // contain since the benchmark among them [million USD].
  struct Purchase {
    double volume = 0, payment = 0, carbon = 0;
  };

  [[nodiscard]] std::size_t user_count() const { return count_of_sectors(economy_.sectors) + std::size_t{3}; }
  // By the region's producers; by all who use it; imports less exports; by one user.
  [[nodiscard]] double output(Region region, Sector good) const { return output_[cell(region, good)]; }
  [[nodiscard]] double use(Region region, Sector good) const { return use_[cell(region, good)]; }
  [[nodiscard]] double net_imports(Region region, Sector good) const { return net_imports_[cell(region, good)]; }
  [[nodiscard]] const Purchase& purchase(Region region, Sector good, std::size_t user) const {
    return purchases_[cell(region, good) * user_count() + user];
  }
  // What a user pays for services that deliver electricity [million USD].
  [[nodiscard]] double electricity_delivery(Region region, std::size_t user) const {
    return delivery_[region.index * user_count() + user];
  }

 private:
  [[nodiscard]] std::size_t cell(Region region, Sector good) const {
    return region.index * economy_.sectors.size() + good.index;
  }
  void add(const Edge& edge, std::size_t e);
  void add_delivery(const Edge& edge, std::size_t e);
  [[nodiscard]] double carbon_price(const Edge& edge, int e);

  const Economy& economy_;
  const EquilibriumState& state_;
  AccountsIndex accounts_;
  InputVolumes volumes_;
  TableOfContents contents_;
  ValueSource source_;
  std::vector<double> paid_rate_;  // per edge: part of the tax that is a carbon price paid at the benchmark
  int delivery_purpose_ = -1;
  std::vector<double> output_, use_, net_imports_;  // per (region, good)
  std::vector<Purchase> purchases_;                 // per (region, good, user)
  std::vector<double> delivery_;                    // per (region, user)
};

}  // namespace etslink
