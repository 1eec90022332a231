// SPDX-License-Identifier: Apache-2.0
#include "results/physical_accounts.h"

#include <optional>

#include "results/volume_accounts.h"

namespace etslink {
namespace {

// All that is computed of a study, one indicator each over (scenario, region, ...).
class AccountsWriter {
 public:
  AccountsWriter(IndicatorSet& set, const Economy& economy)
      : set_(set),
        fuels_(goods_in(economy, VolumeUnit::petajoule)),
        electricity_(goods_in(economy, VolumeUnit::terawatt_hour)) {
    const std::vector<std::string> by_fuel{"scenario", "region", "fuel"}, by_user{"scenario", "region", "user", "fuel"};
    const char* const content = "content: output_volumes.csv / market value of sales at the benchmark";
    if (!fuels_.empty()) {
      indicators_ = {
          {{"fuel_output", by_fuel, "PJ", "energy that the region's producers sell",
            std::string("sum over buyers of content x q, ") + content},
           {}},
          {{"fuel_use", by_fuel, "PJ", "energy that the region's users buy, stock changes included",
            std::string("sum over users of content x q, of the origins of what they buy at the benchmark; ") + content},
           {}},
          {{"fuel_price_user", by_user, "USD/GJ",
            "what a user pays for a fuel with taxes and carbon, services that deliver it apart, numeraire = 1",
            "sum P q / sum content x q; missing where none is bought"},
           {}},
          {{"fuel_price_user_without_carbon", by_user, "USD/GJ",
            "what a user pays for a fuel with taxes but without permits, carbon taxes and paid carbon prices, services "
            "that deliver it apart, numeraire = 1",
            "sum (P - charges on emissions - the part of its tax that is a carbon price paid at the benchmark) q / sum "
            "content x q"},
           {}}};
    }
    if (!electricity_.empty())
      indicators_.push_back({{"electricity_output",
                              {"scenario", "region"},
                              "TWh",
                              "electricity that the region's producers sell",
                              "sum over goods in TWh and buyers of content x q"},
                             {}});
  }

  void add(const ScenarioResult& scenario) {
    std::optional<VolumeAccounts> accounts;
    if (scenario.state) accounts.emplace(*scenario.economy, *scenario.state);
    const auto regions = static_cast<int>(set_.regions.size());
    for (Region region{0}; region.index < regions; ++region.index) {
      const VolumeAccounts* solved = accounts ? &*accounts : nullptr;
      if (!fuels_.empty()) add_fuels(solved, region);
      if (!electricity_.empty()) indicators_.back().values.push_back(electricity(solved, region));
    }
  }

  void finish() {
    for (Indicator& indicator : indicators_) set_.indicators.push_back(std::move(indicator));
  }

 private:
  void add_fuels(const VolumeAccounts* solved, Region region) {
    for (const Sector fuel : fuels_) {
      indicators_[0].values.push_back(solved == nullptr ? missing_value : solved->output(region, fuel));
      indicators_[1].values.push_back(solved == nullptr ? missing_value : solved->use(region, fuel));
    }
    for (std::size_t user = 0; user < set_.users.size(); ++user) {
      for (const Sector fuel : fuels_) {
        const auto bought = solved == nullptr ? VolumeAccounts::Purchase{} : solved->purchase(region, fuel, user);
        const bool is_bought = bought.volume > 0;
        indicators_[2].values.push_back(is_bought ? bought.payment / bought.volume : missing_value);
        indicators_[3].values.push_back(is_bought ? (bought.payment - bought.carbon) / bought.volume : missing_value);
      }
    }
  }

  [[nodiscard]] double electricity(const VolumeAccounts* solved, Region region) const {
    if (solved == nullptr) return missing_value;
    double twh = 0;
    for (const Sector good : electricity_) twh += solved->output(region, good);
    return twh;
  }

  IndicatorSet& set_;
  std::vector<Sector> fuels_, electricity_;
  std::vector<Indicator> indicators_;
};

}  // namespace

std::vector<std::string> fuel_names(const Economy& economy) {
  std::vector<std::string> names;
  for (const Sector good : goods_in(economy, VolumeUnit::petajoule)) names.push_back(economy.sectors[good.index].code);
  return names;
}

void add_physical_accounts(IndicatorSet& set, const StudyResult& study) {
  const Economy& economy = *study.scenarios.front().economy;
  if (economy.volumes.empty()) return;
  AccountsWriter writer(set, economy);
  for (const ScenarioResult& scenario : study.scenarios) writer.add(scenario);
  writer.finish();
}

}  // namespace etslink
