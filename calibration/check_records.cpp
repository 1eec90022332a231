// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <tuple>

#include "calibration/flow_rules.h"
#include "calibration/gap_list.h"
#include "model/number_text.h"

namespace etslink {
namespace {

std::string place_of(const SourceLocation& at, const char* file) {
  if (at.file.empty()) return file;
  return at.line > 0 ? at.file.text() + ":" + std::to_string(at.line) : at.file.text();
}

template <class Record>
void check_rules(const std::vector<Record>& records, const char* file, GapList& gaps) {
  for (const Record& record : records) {
    const std::string problem = fault(record);
    if (!problem.empty()) gaps.forbid("impossible record", place_of(record.at, file), 1, problem);
  }
}

// The flows that exist, for the records that describe a property of a flow.
class ExistingFlows {
 public:
  explicit ExistingFlows(const Benchmark& benchmark) {
    for (const UseFlow& flow : benchmark.use) {
      if (flow.value_musd != 0) use_.insert({flow.region, flow.user, {flow.good, flow.purpose}, flow.origin});
    }
    for (const TradeFlow& flow : benchmark.trade) {
      if (flow.value_musd != 0) trade_.insert({flow.exporter, flow.good, flow.importer});
    }
    for (const FactorFlow& flow : benchmark.value_added) sectors_.insert({flow.region, flow.sector});
    for (const MakeFlow& flow : benchmark.make) sectors_.insert({flow.region, flow.sector});
    for (const UseFlow& flow : benchmark.use) {
      if (flow.user.kind == User::Kind::sector) sectors_.insert({flow.region, {flow.user.index}});
    }
  }

  bool has_trade(Region exporter, Sector good, Region importer) const {
    return trade_.contains({exporter, good, importer});
  }
  bool has_sector(Region region, Sector sector) const { return sectors_.contains({region, sector}); }

  // A good and what it is bought for.
  using Bought = std::pair<Sector, Purpose>;

  bool has_use(Region region, const User& user, const Bought& bought, const std::optional<Origin>& origin) const {
    const auto exists = [&](const Origin& from) { return use_.contains({region, user, bought, from}); };
    const auto from_any_exporter = [&] {
      const auto first = use_.lower_bound({region, user, bought, Origin{Origin::Kind::exporter, {-1}}});
      return first != use_.end() && std::get<0>(*first) == region && std::get<1>(*first) == user &&
             std::get<2>(*first) == bought;
    };
    const Origin domestic{Origin::Kind::domestic, {}};
    const Origin imported{Origin::Kind::imported, {}};
    if (!origin) return exists(domestic) || exists(imported) || from_any_exporter();
    if (origin->kind == Origin::Kind::imported) return exists(imported) || from_any_exporter();
    if (origin->kind == Origin::Kind::domestic) return exists(domestic);
    return exists(*origin) || (exists(imported) && has_trade(origin->exporter, bought.first, region));
  }

 private:
  std::set<std::tuple<Region, User, Bought, Origin>> use_;
  std::set<std::tuple<Region, Sector, Region>> trade_;
  std::set<std::tuple<Region, Sector>> sectors_;
};

std::string origin_text(const Benchmark& benchmark, const std::optional<Origin>& origin) {
  if (!origin) return "of any origin";
  if (origin->kind == Origin::Kind::exporter) return "from " + benchmark.regions[origin->exporter.index].code;
  return origin->kind == Origin::Kind::domestic ? "of domestic origin" : "of imported origin";
}

void check_emissions(const ExistingFlows& flows, GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  for (const EmissionFlow& flow : benchmark.emissions) {
    if (flow.mt == 0) continue;
    const std::string user = benchmark.user_code(flow.user) + " in " + benchmark.regions[flow.region.index].code;
    const std::string place = place_of(flow.at, "co2.csv");
    if (flow.fuel && !flows.has_use(flow.region, flow.user, {*flow.fuel, flow.purpose}, flow.origin)) {
      gaps.forbid("emissions of a missing flow", place, flow.mt,
                  shortest_text(flow.mt) + " Mt, but use.csv has no " +
                      benchmark.purchase_code(*flow.fuel, flow.purpose) + " " + origin_text(benchmark, flow.origin) +
                      " used by " + user);
    }
    if (!flow.fuel && flow.user.kind == User::Kind::sector && !flows.has_sector(flow.region, {flow.user.index})) {
      gaps.forbid("emissions of a missing flow", place, flow.mt,
                  shortest_text(flow.mt) + " Mt of process emissions, but nothing is produced by " + user);
    }
  }
}

void check_energy(const ExistingFlows& flows, GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  for (const EnergyFlow& flow : benchmark.energy) {
    if (flow.pj == 0 || flows.has_use(flow.region, flow.user, {flow.fuel, flow.purpose}, std::nullopt)) continue;
    gaps.forbid("energy of a missing flow", place_of(flow.at, "energy.csv"), flow.pj,
                shortest_text(flow.pj) + " PJ, but use.csv has no " + benchmark.purchase_code(flow.fuel, flow.purpose) +
                    " used by " + benchmark.user_code(flow.user) + " in " + benchmark.regions[flow.region.index].code);
  }
}

void check_margin_flows(const ExistingFlows& flows, GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  for (const MarginFlow& flow : benchmark.margins) {
    if (flow.value_musd == 0 || flows.has_trade(flow.exporter, flow.good, flow.importer)) continue;
    gaps.forbid("margin of a missing flow", place_of(flow.at, "margins.csv"), flow.value_musd,
                "trade.csv has no " + benchmark.sectors[flow.good.index].code + " from " +
                    benchmark.regions[flow.exporter.index].code + " to " + benchmark.regions[flow.importer.index].code);
  }
}

}  // namespace

void check_records(GapList& gaps) {
  const Benchmark& benchmark = gaps.benchmark();
  check_rules(benchmark.use, "use.csv", gaps);
  check_rules(benchmark.trade, "trade.csv", gaps);
  check_rules(benchmark.margins, "margins.csv", gaps);
  check_rules(benchmark.margin_supply, "margin_supply.csv", gaps);
  check_rules(benchmark.value_added, "value_added.csv", gaps);
  check_rules(benchmark.output_tax, "output_tax.csv", gaps);
  check_rules(benchmark.endowments, "endowments.csv", gaps);
  check_rules(benchmark.transfers, "transfers.csv", gaps);
  check_rules(benchmark.make, "make.csv", gaps);
  check_rules(benchmark.emissions, "co2.csv", gaps);
  check_rules(benchmark.energy, "energy.csv", gaps);
  check_rules(benchmark.output_volumes, "output_volumes.csv", gaps);
  check_rules(benchmark.elasticities, "elasticities.csv", gaps);
  check_rules(benchmark.activities, "activities.csv", gaps);
  for (const IdleActivity& activity : benchmark.activities) check_rules(activity.inputs, "activity_inputs.csv", gaps);
  const ExistingFlows flows(benchmark);
  check_emissions(flows, gaps);
  check_energy(flows, gaps);
  check_margin_flows(flows, gaps);
}

}  // namespace etslink
