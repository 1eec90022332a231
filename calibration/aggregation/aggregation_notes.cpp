// SPDX-License-Identifier: Apache-2.0
#include "calibration/aggregation/aggregation_notes.h"

#include <algorithm>
#include <set>

#include "calibration/plausibility/plausibility.h"
#include "model/elasticity_range.h"
#include "model/number_text.h"
#include "model/price_unit.h"

namespace etslink {
namespace {

class NoteWriter {
 public:
  NoteWriter(const Benchmark& old, const AggregationMap& map, const Aggregate& aggregate)
      : old_(old), map_(map), aggregate_(aggregate) {}

  AggregationNotes write() {
    const bool is_added = map_.volumes == VolumeRule::added;
    for (const PriceGroup& group : aggregate_.volumes.groups) {
      if (is_added)
        notes_.warnings.push_back(place(group) + ": " + prices(group) + " count alike, as " + one_price(group) +
                                  ": what a user pays no longer tells how much energy it has");
      else
        notes_.prices.push_back(
            place(group) + ": one price of " + one_price(group) + " instead of " + prices(group) + imports(group) +
            "; taxes and subsidies that make up for it, million USD: " + text(group.on_use) + " on use, " +
            text(group.on_exports) + " on exports, " + text(group.on_imports) + " on imports");
    }
    for (const GoodWithoutVolumes& lost : aggregate_.volumes.left_out)
      notes_.warnings.push_back(map_.sectors[lost.good.index].code +
                                " is left out of output_volumes.csv: " + lost.reason);
    for (const PaidPriceCut& cut : aggregate_.lower) add_cut(cut);
    add_accounts();
    return std::move(notes_);
  }

 private:
  [[nodiscard]] static std::string text(double musd) { return rounded_text(musd, 6); }

  [[nodiscard]] std::string place(const PriceGroup& group) const {
    return map_.sectors[group.good.index].code + ", " + map_.regions[group.region.index].code;
  }

  [[nodiscard]] std::string one_price(const PriceGroup& group) const {
    return price_text(group.price) + " " + unit(group.members.front().good);
  }

  [[nodiscard]] std::string unit(Sector good) const {
    for (const OutputVolume& volume : old_.output_volumes)
      if (volume.good == good) return price_unit(volume.unit);
    return "USD per unit";
  }

  // "3.8 (CHN), 6.3 (JPN)", with goods where several become one.
  [[nodiscard]] std::string prices(const PriceGroup& group, double MemberPrice::*price = &MemberPrice::price) const {
    std::set<Sector> goods;
    for (const MemberPrice& member : group.members) goods.insert(member.good);
    std::string text;
    for (const MemberPrice& member : group.members) {
      if (!(member.*price > 0)) continue;
      const std::string good = goods.size() > 1 ? old_.sectors[member.good.index].code + ", " : "";
      text += (text.empty() ? "" : ", ") + price_text(member.*price) + " (" + good +
              old_.regions[member.region.index].code + ")";
    }
    return text;
  }

  // Of imports where they cost something else than the region's own.
  [[nodiscard]] std::string imports(const PriceGroup& group) const {
    const bool is_other = std::any_of(group.members.begin(), group.members.end(), [](const MemberPrice& member) {
      return member.imports > 0 && price_text(member.imports) != price_text(member.price);
    });
    if (!is_other) return "";
    return ", imports " + price_text(group.imports) + " instead of " + prices(group, &MemberPrice::imports);
  }

  // What the physical accounts miss, here or in the old folder already.
  void add_accounts() {
    const std::vector<PlausibilityRule> rules = energy_rules();
    for (const PlausibilityFinding& finding : find_implausible(aggregate_.benchmark, rules))
      for (const std::string& warning : finding.warnings()) notes_.warnings.push_back(warning);
  }

  void add_cut(const PaidPriceCut& cut) {
    notes_.warnings.push_back(std::string(carbon_price_paid) + " of " + map_.sectors[cut.sector.index].code + ", " +
                              map_.regions[cut.region.index].code + " is written as " + rounded_text(cut.carried, 4) +
                              " instead of " + rounded_text(cut.stated, 4) +
                              " USD/t, all that the taxes on its fuels carry: " + text(cut.tax_musd) +
                              " million USD on " + text(cut.mt) + " Mt");
  }

  const Benchmark& old_;
  const AggregationMap& map_;
  const Aggregate& aggregate_;
  AggregationNotes notes_;
};

}  // namespace

AggregationNotes aggregation_notes(const Benchmark& old, const AggregationMap& map, const Aggregate& aggregate) {
  return NoteWriter(old, map, aggregate).write();
}

}  // namespace etslink
