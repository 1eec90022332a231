// SPDX-License-Identifier: Apache-2.0
#include "calibration/gtap/gtap_fuel_uses.h"

#include <algorithm>
#include <functional>

#include "calibration/gtap/gtap_headers.h"
#include "model/number_text.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

constexpr double pj_per_mtoe = 41.868;          // International Energy Agency: 1 toe = 10 Gcal of 4.1868 J
constexpr double least_part_burnt = 0.75;       // oil products differ by up to a quarter in CO2 per energy
constexpr double largest_part_left_out = 0.01;  // of all CO2

// Headers of one kind of user; the second name is that of older databases.
struct PhysicalHeaders {
  const char* name;
  const char* other_name;
  GtapBuyer buyer;
  int origin;
};

const std::vector<PhysicalHeaders>& emission_headers() {
  using enum GtapBuyer;
  static const std::vector<PhysicalHeaders> headers{{"MDF", "", firms, 0},      {"MMF", "MIF", firms, 1},
                                                    {"MDP", "", household, 0},  {"MMP", "MIP", household, 1},
                                                    {"MDG", "", government, 0}, {"MMG", "MIG", government, 1},
                                                    {"MDI", "", investment, 0}, {"MMI", "MII", investment, 1}};
  return headers;
}

const std::vector<PhysicalHeaders>& volume_headers() {
  using enum GtapBuyer;
  static const std::vector<PhysicalHeaders> headers{{"EDF", "", firms, 0},      {"EMF", "EIF", firms, 1},
                                                    {"EDP", "", household, 0},  {"EMP", "EIP", household, 1},
                                                    {"EDG", "", government, 0}, {"EMG", "EIG", government, 1},
                                                    {"EDI", "", investment, 0}, {"EMI", "EII", investment, 1}};
  return headers;
}

using CellName = std::function<std::string()>;

// Gives every cell of the headers that a file has to `take`, with the key of its purchase and a function that names it.
template <class Take>
void for_each_cell(const GtapReader& reader, GtapFile file, const std::vector<PhysicalHeaders>& all, Take take) {
  bool is_found = false;
  for (const auto& headers : all) {
    for (const std::string name : {headers.name, headers.other_name}) {
      if (name.empty() || !reader.database().has(file, name)) continue;
      is_found = true;
      const auto table = reader.table(file, name, GtapPurchases{"", "", headers.buyer, false}.sets());
      for (const auto& cell : table.cells) {
        if (!(cell.value >= 0)) reader.database().fail(file, name, reader.cell(table, cell.at) + " is below 0");
        const Region region{cell.at[region_position(headers.buyer)]};
        const CellName cell_name = [&] { return reader.cell(table, cell.at); };
        take({region, {cell.at[0]}, gtap_user(headers.buyer, cell.at)}, headers.origin, cell_name, cell.value);
      }
      break;
    }
  }
  if (!is_found)
    throw InputError({reader.database().file(file).path(), 0}, std::string("has none of the headers ") +
                                                                   all.front().name + ", " + all[2].name +
                                                                   ", ... that state it by user");
}

// What has no purchase.
struct LeftOut {
  double sum = 0, all = 0, largest = 0;
  std::string cell;
  void add(double value, const CellName& name) {
    sum += value;
    if (value > largest) std::tie(largest, cell) = std::tuple(value, name());
  }
  [[nodiscard]] std::string text(const std::string& what, const std::string& unit) const {
    return rounded_text(sum, 3) + " of " + rounded_text(all, 6) + " " + unit + " " + what +
           " belong to no purchase and are left out, the largest: " + cell + " " + rounded_text(largest, 3);
  }
};

void require_fuel(const GtapReader& reader, const Benchmark& benchmark, Sector fuel, const CellName& cell) {
  const auto& info = benchmark.sectors[static_cast<std::size_t>(fuel.index)];
  if (is_energy(info.role) && info.role != SectorRole::electricity) return;
  throw InputError(
      {reader.database().file(GtapFile::emissions).path(), 0},
      cell() + " is CO2 of '" + info.code + "', whose code is that of no fuel: a sector that mixes fuels, or a fuel " +
          "with other goods, can't be used; aggregate the GTAP data anew so that coa, oil, gas (with gdt) and p_c " +
          "stay sectors of their own, or say which fuel it is (--role " + info.code + "=gas)");
}

void read_emissions(const GtapReader& reader, const Benchmark& benchmark, GtapFuelUses& uses,
                    std::vector<std::string>& notes) {
  LeftOut left_out;
  for_each_cell(reader, GtapFile::emissions, emission_headers(),
                [&](const GtapFuelUses::key_type& key, int origin, const CellName& cell, double value) {
                  require_fuel(reader, benchmark, std::get<Sector>(key), cell);
                  left_out.all += value;
                  const auto found = uses.find(key);
                  if (found == uses.end()) return left_out.add(value, cell);
                  if (found->second.value_musd[origin] <= 0) origin = 1 - origin;
                  found->second.mt[origin] += decimal(value);
                });
  if (left_out.sum > largest_part_left_out * left_out.all)
    throw InputError({reader.database().file(GtapFile::emissions).path(), 0}, left_out.text("CO2", "Mt"));
  if (left_out.sum > 0) notes.push_back(left_out.text("CO2", "Mt"));
}

void read_volumes(const GtapReader& reader, GtapFuelUses& uses, std::vector<std::string>& notes) {
  LeftOut left_out;
  for_each_cell(reader, GtapFile::volumes, volume_headers(),
                [&](const GtapFuelUses::key_type& key, int, const CellName& cell, double value) {
                  left_out.all += value;
                  const auto found = uses.find(key);
                  if (found == uses.end()) return left_out.add(value, cell);
                  found->second.pj += value * pj_per_mtoe;
                });
  if (left_out.sum > 0) notes.push_back(left_out.text("energy", "Mtoe"));
}

}  // namespace

GtapFuelUses read_fuel_uses(const GtapReader& reader, const Benchmark& benchmark, std::vector<std::string>& notes) {
  GtapFuelUses uses;
  for (const auto& flow : benchmark.use) {
    if (flow.value_musd <= 0) continue;
    uses[{flow.region, flow.good, flow.user}].value_musd[flow.origin.kind == Origin::Kind::imported ? 1 : 0] +=
        flow.value_musd;
  }
  const auto& database = reader.database();
  if (database.has(GtapFile::emissions)) read_emissions(reader, benchmark, uses, notes);
  if (database.has(GtapFile::volumes)) read_volumes(reader, uses, notes);
  return uses;
}

bool is_own_use(const Benchmark& benchmark, Sector good, const User& user) {
  const auto role = benchmark.sectors[static_cast<std::size_t>(good.index)].role;
  return user.kind == User::Kind::sector && user.index == good.index && is_energy(role) &&
         role != SectorRole::electricity;
}

Feedstock::Feedstock(const GtapFuelUses& uses, const Benchmark& benchmark) : benchmark_(benchmark) {
  std::map<std::pair<Region, Sector>, std::vector<std::pair<double, double>>> rates;  // Mt per PJ, Mt
  for (const auto& [key, use] : uses) {
    if (use.co2() > 0 && use.pj > 0)
      rates[{std::get<Region>(key), std::get<Sector>(key)}].emplace_back(use.co2() / use.pj, use.co2());
  }
  for (auto& [cell, list] : rates) {
    std::sort(list.begin(), list.end());
    double all = 0, below = 0;
    for (const auto& [rate, weight] : list) all += weight;
    for (const auto& [rate, weight] : list) {
      below += weight;
      if (below < all / 2) continue;
      usual_[cell] = rate;
      break;
    }
  }
}

double Feedstock::share(const GtapFuelUses::value_type& use) const {
  const auto& [region, good, user] = use.first;
  if (user.kind != User::Kind::sector || use.second.pj <= 0) return 0;
  const auto fuel = benchmark_.sectors[static_cast<std::size_t>(good.index)].role,
             buyer = benchmark_.sectors[static_cast<std::size_t>(user.index)].role;
  if (!is_energy(fuel) || fuel == SectorRole::electricity || buyer == SectorRole::electricity) return 0;
  if (fuel == buyer || (fuel == SectorRole::crude_oil && buyer == SectorRole::refined_oil)) return 0;
  const auto usual = usual_.find({region, good});
  if (usual == usual_.end()) return 0;
  const double burnt = use.second.co2() / use.second.pj / usual->second;
  return burnt >= least_part_burnt ? 0 : 1 - burnt;
}

}  // namespace etslink
