// SPDX-License-Identifier: Apache-2.0
// CO2 and energy of purchases, and the purposes of fuels: own use, and feedstock where CO2 falls short of the energy.
#include <algorithm>
#include <charconv>

#include "calibration/fuels/physical_recipe.h"
#include "calibration/gtap/gtap_fuel_uses.h"
#include "calibration/gtap/read_gtap.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr int digits_of_single = 7;

double rounded(double value) {
  const auto text = rounded_text(value, digits_of_single);
  double result = 0;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

// How a purchase is divided: all of it own use, or a part of it feedstock.
struct Division {
  Purpose plain;         // of what is burnt
  double feedstock = 0;  // share
};

class FuelWriter {
 public:
  FuelWriter(Benchmark& benchmark, const GtapFuelUses& uses) : benchmark_(benchmark), uses_(uses) {
    const Feedstock feedstock(uses, benchmark);
    bool has_own_use = false, has_feedstock = false;
    for (const auto& use : uses) {
      const auto& [region, good, user] = use.first;
      auto& division = divisions_[use.first];
      division.feedstock = feedstock.share(use);
      has_own_use = has_own_use || is_own_use(benchmark, good, user);
      has_feedstock = has_feedstock || division.feedstock > 0;
    }
    if (has_feedstock) benchmark.purposes.push_back(purpose::feedstock);
    if (has_own_use) benchmark.purposes.push_back(purpose::own_use);
    feedstock_ = benchmark.find_purpose(purpose::feedstock);
    const Purpose own = benchmark.find_purpose(purpose::own_use);
    for (auto& [key, division] : divisions_) {
      if (is_own_use(benchmark, std::get<Sector>(key), std::get<User>(key))) division.plain = own;
    }
  }

  // Values and taxes of a purchase are divided alike.
  void divide_purchases() {
    std::vector<UseFlow> divided;
    for (const auto& flow : benchmark_.use) {
      const auto found = divisions_.find({flow.region, flow.good, flow.user});
      const Division division = found == divisions_.end() ? Division{} : found->second;
      add_part(divided, flow, 1 - division.feedstock, division.plain);
      add_part(divided, flow, division.feedstock, feedstock_);
    }
    benchmark_.use = std::move(divided);
  }

  void write_emissions() {
    for (const auto& [key, use] : uses_) {
      for (const auto kind : {Origin::Kind::domestic, Origin::Kind::imported}) {
        const double mt = use.mt[kind == Origin::Kind::imported ? 1 : 0];
        if (mt <= 0) continue;
        EmissionFlow flow;
        std::tie(flow.region, flow.fuel, flow.user) = key;
        flow.origin = Origin{kind, {}};
        flow.mt = mt;
        flow.purpose = divisions_[key].plain;
        benchmark_.emissions.push_back(flow);
      }
    }
  }

  void write_energy() {
    for (const auto& [key, use] : uses_) {
      const auto& [region, good, user] = key;
      const auto& division = divisions_[key];
      const double not_burnt = rounded(use.pj * division.feedstock), burnt = rounded(use.pj * (1 - division.feedstock));
      if (burnt > 0) benchmark_.energy.push_back({region, user, good, burnt, {}, division.plain});
      if (not_burnt > 0) benchmark_.energy.push_back({region, user, good, not_burnt, {}, feedstock_});
    }
  }

 private:
  static void add_part(std::vector<UseFlow>& list, UseFlow flow, double part, Purpose purpose) {
    if (part <= 0) return;
    flow.value_musd *= part;
    flow.tax_musd *= part;
    flow.purpose = purpose;
    list.push_back(flow);
  }

  Benchmark& benchmark_;
  const GtapFuelUses& uses_;
  std::map<GtapFuelUses::key_type, Division> divisions_;
  Purpose feedstock_;
};

}  // namespace

void read_gtap_fuels(const GtapReader& reader, Benchmark& benchmark, std::vector<std::string>& notes) {
  const auto& database = reader.database();
  if (!database.has(GtapFile::emissions)) notes.push_back("no file of CO2 (co2.har): markets have nothing to cover");
  const bool has_volumes = database.has(GtapFile::volumes);
  if (!has_volumes) notes.push_back("no energy volumes (gsdfvole.har): feedstock is not told from fuel that is burnt");
  const auto uses = read_fuel_uses(reader, benchmark, notes);
  FuelWriter writer(benchmark, uses);
  writer.divide_purchases();
  writer.write_emissions();
  if (has_volumes) writer.write_energy();
}

}  // namespace etslink
