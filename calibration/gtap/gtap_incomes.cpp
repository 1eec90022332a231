// SPDX-License-Identifier: Apache-2.0
// What sectors make, taxes on it, and the budgets of agents from income taxes, saving and depreciation.
#include <algorithm>

#include "calibration/benchmark_totals.h"
#include "calibration/flow_rules.h"
#include "calibration/gtap/read_gtap.h"

namespace etslink {
namespace {

// Version 7: what each activity makes of each good, at basic prices and before output tax.
void read_make(const GtapReader& reader, Benchmark& benchmark) {
  const std::vector<GtapSet> sets{GtapSet::good, GtapSet::user, GtapSet::region};
  const auto basic = reader.table(GtapFile::data, "MAKB", sets), supplier = reader.table(GtapFile::data, "MAKS", sets);
  auto cells = pairs(basic, supplier);
  std::sort(cells.begin(), cells.end(), [](const GtapPair& a, const GtapPair& b) {
    return std::tuple(a.at[2], a.at[1], a.at[0]) < std::tuple(b.at[2], b.at[1], b.at[0]);
  });
  const bool is_diagonal =
      std::all_of(cells.begin(), cells.end(), [](const GtapPair& cell) { return cell.at[0] == cell.at[1]; });
  for (const auto& cell : cells) {
    const Region region{cell.at[2]};
    const Sector sector{cell.at[1]}, good{cell.at[0]};
    const MakeFlow flow{region, sector, good, cell.first, {}};
    if (const auto problem = fault(flow); !problem.empty()) reader.fail_at(basic, cell.at, problem);
    if (!is_diagonal) benchmark.make.push_back(flow);
    const double tax = cell.first - cell.second;
    if (tax != 0) benchmark.output_tax.push_back({region, sector, tax, {}, is_diagonal ? Sector{} : good});
  }
}

// Version 6: the output tax is what closes zero profit.
void close_profits(Benchmark& benchmark) {
  const auto totals = benchmark_totals(benchmark);
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (Sector sector{0}; sector.index < benchmark.sector_count(); ++sector.index) {
      const auto cell = totals.at(region, sector);
      const double tax = totals.use(cell) - totals.cost[cell];
      if (tax != 0) benchmark.output_tax.push_back({region, sector, tax, {}});
    }
  }
}

// What agents of a region earn and spend beside the transfers [million USD].
struct RegionAccounts {
  double factor_income = 0, taxes = 0, income_tax = 0, public_purchases = 0, saving = 0, depreciation = 0,
         investment = 0;
};

std::vector<RegionAccounts> accounts_of_flows(const Benchmark& benchmark) {
  std::vector<RegionAccounts> all(static_cast<std::size_t>(benchmark.region_count()));
  const auto of = [&](Region region) -> RegionAccounts& { return all[static_cast<std::size_t>(region.index)]; };
  for (const auto& flow : benchmark.use) {
    of(flow.region).taxes += flow.tax_musd;
    if (flow.user.kind != User::Kind::agent) continue;
    const auto kind = benchmark.agents[static_cast<std::size_t>(flow.user.index)].kind;
    if (kind == AgentKind::government) of(flow.region).public_purchases += flow.value_musd + flow.tax_musd;
    if (kind == AgentKind::investment) of(flow.region).investment += flow.value_musd + flow.tax_musd;
  }
  for (const auto& flow : benchmark.value_added) {
    of(flow.region).taxes += flow.tax_musd;
    of(flow.region).factor_income += flow.value_musd;
  }
  for (const auto& flow : benchmark.output_tax) of(flow.region).taxes += flow.tax_musd;
  for (const auto& flow : benchmark.trade) {
    of(flow.exporter).taxes += flow.export_tax_musd;
    of(flow.importer).taxes += flow.tariff_musd;
  }
  return all;
}

// Factor income before less after income tax; 0 where the file has no such header.
void add_income_taxes(const GtapReader& reader, std::vector<RegionAccounts>& all) {
  const bool is_7 = reader.database().is_version_7();
  const std::string header = is_7 ? "EVOS" : "EVOA";
  if (!reader.database().has(GtapFile::data, header)) return;
  const auto sets = is_7 ? std::vector<GtapSet>{GtapSet::factor, GtapSet::user, GtapSet::region}
                         : std::vector<GtapSet>{GtapSet::factor, GtapSet::region};
  for (auto& region : all) region.income_tax = region.factor_income;
  for (const auto& cell : reader.table(GtapFile::data, header, sets).cells)
    all[static_cast<std::size_t>(cell.at[is_7 ? 2 : 1])].income_tax -= cell.value;
}

void add_saving(const GtapReader& reader, std::vector<RegionAccounts>& all) {
  for (const auto& cell : reader.table(GtapFile::data, "SAVE", {GtapSet::region}).cells)
    all[static_cast<std::size_t>(cell.at[0])].saving = cell.value;
  for (const auto& cell : reader.table(GtapFile::data, "VDEP", {GtapSet::region}).cells)
    all[static_cast<std::size_t>(cell.at[0])].depreciation = cell.value;
}

class TransferWriter {
 public:
  explicit TransferWriter(Benchmark& benchmark) : benchmark_(benchmark) {}

  // A negative payment goes the other way; differences of rounding from 0 are none.
  void pay(Agent from, Agent to, const char* kind, double value) {
    if (value > 0) benchmark_.transfers.push_back({from, to, kind, value, {}});
    if (value < 0) benchmark_.transfers.push_back({to, from, kind, -value, {}});
  }

 private:
  Benchmark& benchmark_;
};

// What a region saves beyond its investment goes, by the world's pool of saving, to those that invest more than they
// save: of each to each in proportion.
void lend(const std::vector<RegionAccounts>& all, TransferWriter& transfers) {
  std::vector<double> surplus;
  double borrowed = 0;
  for (const auto& region : all) {
    surplus.push_back(region.saving + region.depreciation - region.investment);
    borrowed += std::max(0.0, -surplus.back());
  }
  const auto investor = [](std::size_t r) { return Agent{agent_of(static_cast<int>(r), AgentKind::investment)}; };
  for (std::size_t lender = 0; lender < all.size(); ++lender) {
    for (std::size_t borrower = 0; borrower < all.size(); ++borrower) {
      if (surplus[lender] > 0 && surplus[borrower] < 0)
        transfers.pay(investor(lender), investor(borrower), "current_account",
                      surplus[lender] * -surplus[borrower] / borrowed);
    }
  }
}

void write_transfers(const GtapReader& reader, Benchmark& benchmark) {
  auto all = accounts_of_flows(benchmark);
  add_income_taxes(reader, all);
  add_saving(reader, all);
  TransferWriter transfers(benchmark);
  for (int r = 0; r < benchmark.region_count(); ++r) {
    const auto& region = all[static_cast<std::size_t>(r)];
    const Agent household{agent_of(r, AgentKind::household)}, government{agent_of(r, AgentKind::government)},
        investor{agent_of(r, AgentKind::investment)};
    transfers.pay(household, government, "income_tax", region.income_tax);
    transfers.pay(government, household, "public_surplus", region.taxes + region.income_tax - region.public_purchases);
    transfers.pay(household, investor, "saving", region.saving);
    transfers.pay(household, investor, "depreciation", region.depreciation);
  }
  lend(all, transfers);
}

}  // namespace

void read_gtap_incomes(const GtapReader& reader, Benchmark& benchmark) {
  if (reader.database().is_version_7())
    read_make(reader, benchmark);
  else
    close_profits(benchmark);
  const auto& data = reader.database();
  if (data.has(GtapFile::data, "SAVE") && data.has(GtapFile::data, "VDEP")) write_transfers(reader, benchmark);
}

}  // namespace etslink
