// SPDX-License-Identifier: Apache-2.0
#include "results/electricity_accounts.h"

#include <optional>

#include "results/volume_accounts.h"

namespace etslink {
namespace {

class ElectricityWriter {
 public:
  ElectricityWriter(IndicatorSet& set, std::vector<Sector> goods) : set_(set), goods_(std::move(goods)) {
    const std::vector<std::string> by_user{"scenario", "region", "user"};
    const char* const price =
        "(sum P q of electricity and of services bought for electricity_delivery) / sum content x q";
    indicators_ = {
        {{"electricity_use", by_user, "TWh",
          "electricity that users buy, stock changes apart; of the sector that makes it own use of power plants and "
          "losses of "
          "grids",
          "sum over goods in TWh of content x q"},
         {}},
        {{"electricity_net_imports",
          {"scenario", "region"},
          "TWh",
          "imports less exports of electricity",
          "sum over origins abroad less sum over buyers abroad of content x q"},
         {}},
        {{"electricity_price_user", by_user, "USD/MWh",
          "what a user pays for electricity with delivery (where the nests name it), taxes and carbon, numeraire = 1",
          std::string(price) + "; missing where none is bought"},
         {}},
        {{"electricity_price_user_without_carbon", by_user, "USD/MWh",
          "what a user pays for electricity with delivery, taxes and the carbon of power plants, without permits, "
          "carbon "
          "taxes and paid carbon prices of its own, numeraire = 1",
          "electricity_price_user with P less charges on emissions and the part of its tax that is a carbon price paid "
          "at "
          "the benchmark"},
         {}}};
  }

  void add(const ScenarioResult& scenario) {
    std::optional<VolumeAccounts> accounts;
    if (scenario.state) accounts.emplace(*scenario.economy, *scenario.state);
    for (Region region{0}; region.index < static_cast<int>(set_.regions.size()); ++region.index) {
      for (std::size_t user = 0; user < set_.users.size(); ++user) add_user(accounts, region, user);
      double imports = accounts ? 0 : missing_value;
      for (const Sector good : goods_)
        if (accounts) imports += accounts->net_imports(region, good);
      indicators_[1].values.push_back(imports);
    }
  }

  void finish() {
    for (Indicator& indicator : indicators_) set_.indicators.push_back(std::move(indicator));
  }

 private:
  void add_user(const std::optional<VolumeAccounts>& accounts, Region region, std::size_t user) {
    VolumeAccounts::Purchase all;
    for (const Sector good : goods_) {
      if (!accounts) break;
      const VolumeAccounts::Purchase& bought = accounts->purchase(region, good, user);
      all.volume += bought.volume;
      all.payment += bought.payment;
      all.carbon += bought.carbon;
    }
    if (all.volume > 0) all.payment += accounts->electricity_delivery(region, user);
    indicators_[0].values.push_back(accounts ? all.volume : missing_value);
    indicators_[2].values.push_back(all.volume > 0 ? all.payment / all.volume : missing_value);
    indicators_[3].values.push_back(all.volume > 0 ? (all.payment - all.carbon) / all.volume : missing_value);
  }

  IndicatorSet& set_;
  std::vector<Sector> goods_;
  std::vector<Indicator> indicators_;
};

}  // namespace

void add_electricity_accounts(IndicatorSet& set, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  std::vector<Sector> goods = goods_in(economy, VolumeUnit::terawatt_hour);
  if (goods.empty()) return;
  ElectricityWriter writer(set, std::move(goods));
  for (const ScenarioResult& scenario : study.scenarios) writer.add(scenario);
  writer.finish();
}

}  // namespace etslink
