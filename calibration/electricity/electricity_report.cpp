// SPDX-License-Identifier: Apache-2.0
#include "calibration/electricity/electricity_report.h"

#include "calibration/fuels/fuel.h"
#include "model/number_text.h"

namespace etslink {
namespace {

std::string number(double value) { return rounded_text(value, 4); }

struct ClassSums {
  double twh = 0, money = 0, tax_before = 0, paid = 0;
};

ClassSums sums_of(const ElectricityAccounts& accounts, Region region, ElectricityClass kind) {
  ClassSums sums;
  for (const ElectricityBuyer& buyer : accounts.buyers) {
    if (buyer.region != region || buyer.kind != kind) continue;
    sums.twh += buyer.twh;
    sums.money += buyer.value_musd;
    sums.tax_before += buyer.tax_musd;
    sums.paid += accounts.prices.paid(buyer) * buyer.twh;
  }
  return sums;
}

ReportTable balance_table(const Benchmark& benchmark, const ElectricityAccounts& accounts) {
  ReportTable table{
      "Electricity: generated and used",
      "TWh. Generated and net imports are own use of power plants, losses of grids and use by class. Trade "
      "that was dropped: exchanges in both directions, without cables, to where it is cheaper: " +
          number(accounts.dropped_twh) + " TWh.",
      {"region", "generated", "net imports", "own use", "losses", "households", "industry", "services"},
      {}};
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    const Generation& made = accounts.generation[static_cast<std::size_t>(region.index)];
    std::vector<std::string> row{benchmark.regions[static_cast<std::size_t>(region.index)].code, number(made.generated),
                                 number(accounts.imports(region) - accounts.exports(region)), number(made.own_use),
                                 number(made.losses)};
    for (const ElectricityClass kind : all_electricity_classes)
      row.push_back(number(sums_of(accounts, region, kind).twh));
    table.rows.push_back(row);
  }
  return table;
}

ReportTable price_table(const Benchmark& benchmark, const ElectricityAccounts& accounts) {
  ReportTable table{
      "Electricity: prices by class of users",
      "USD/MWh. Money: what the table implies, taxes apart; basic: at which the region's power plants sell; "
      "delivery is bought with electricity; tax at the rate of the money benchmark.",
      {"region", "class", "TWh", "money", "basic", "delivery", "tax", "paid"},
      {}};
  for (Region region{0}; region.index < benchmark.region_count(); ++region.index) {
    for (const ElectricityClass kind : all_electricity_classes) {
      const ClassSums sums = sums_of(accounts, region, kind);
      if (sums.twh <= 0) continue;
      const double basic = accounts.prices.basic[static_cast<std::size_t>(region.index)];
      const double delivery = accounts.prices.delivery[static_cast<std::size_t>(region.index)][kind];
      const double paid = sums.paid / sums.twh;
      table.rows.push_back({benchmark.regions[static_cast<std::size_t>(region.index)].code, class_word(kind),
                            number(sums.twh), number(sums.money / sums.twh), number(basic), number(delivery),
                            number(paid - basic - delivery), number(paid)});
    }
  }
  return table;
}

}  // namespace

void tell_electricity_moves(const ElectricityAccounts& accounts, const Benchmark& benchmark,
                            const std::vector<Target>& targets, TargetMoves& moves) {
  if (accounts.empty()) return;
  const std::string power =
      benchmark.sectors[static_cast<std::size_t>(sector_with_role(benchmark, SectorRole::electricity).index)].code;
  for (const Target& target : targets) {
    const bool is_share = target.kind == TargetKind::fuel_cost_share && target.users == std::vector<std::string>{power};
    if (target.kind != TargetKind::electricity_price && !is_share) continue;
    const auto region = static_cast<std::size_t>(benchmark.find_region(target.region).index);
    double more = 0;
    for (const auto& [who, amount] : accounts.freed())
      if (who.first == benchmark.find_region(target.region) &&
          (is_share || target.is_about(user_class(benchmark, who.second))))
        more -= amount;
    std::string text = "price of power plants " + number(accounts.prices.basic[region]) + ", delivery";
    for (const ElectricityClass kind : all_electricity_classes)
      text += " " + class_word(kind) + " " + number(accounts.prices.delivery[region][kind]);
    moves.add(target, text + " USD/MWh; users pay " + number(more) + " million USD more than in money");
  }
}

std::vector<ReportTable> electricity_report(const Benchmark& benchmark, const ElectricityAccounts& accounts) {
  if (accounts.empty()) return {};
  return {balance_table(benchmark, accounts), price_table(benchmark, accounts)};
}

}  // namespace etslink
