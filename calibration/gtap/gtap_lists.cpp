// SPDX-License-Identifier: Apache-2.0
#include "calibration/gtap/gtap_lists.h"

#include <algorithm>
#include <set>

#include "calibration/gtap/gtap_codes.h"
#include "calibration/look_up.h"
#include "calibration/read_sets.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

// Elements of a dimension that must have names.
const std::vector<std::string>& elements(const GtapDatabase& database, const HarArray& array, std::size_t dimension) {
  if (array.dimensions.size() <= dimension || array.dimensions[dimension].elements.empty())
    database.fail(GtapFile::data, array.name,
                  "does not name the elements of its dimension " + std::to_string(dimension + 1));
  return array.dimensions[dimension].elements;
}

const std::string& prefix_of(const std::vector<std::string>& names) {
  static const std::string none, activity = "a_", good = "c_";
  for (const auto* prefix : {&activity, &good}) {
    const auto begins = [&](const std::string& name) { return lower_case(name).starts_with(*prefix); };
    if (std::all_of(names.begin(), names.end(), begins)) return *prefix;
  }
  return none;
}

void require_unique(const std::vector<std::string>& codes, const std::string& what, const std::string& file) {
  std::set<std::string> seen;
  for (const auto& code : codes) {
    require_code({file, 0}, what, code, {"STK", "process", "domestic", "imported"});
    if (!seen.insert(code).second) throw InputError({file, 0}, "two elements become the " + what + " '" + code + "'");
  }
}

const std::string mixed_fuels =
    "; a sector that mixes fuels, or a fuel with other goods, has no role in a study of carbon: aggregate the GTAP "
    "data "
    "anew so that coa, oil, gas (with gdt), p_c and ely stay sectors of their own, or say which sector it is "
    "(--role CODE=";

void require_roles(const Benchmark& benchmark, const GtapLists::Roles& roles) {
  for (const auto role :
       {SectorRole::coal, SectorRole::crude_oil, SectorRole::gas, SectorRole::refined_oil, SectorRole::electricity}) {
    const auto& word = role_name(role);
    if (!sectors_with_role(benchmark, word).empty()) continue;
    if (std::find(roles.begin(), roles.end(), std::pair<std::string, SectorRole>("none", role)) != roles.end())
      continue;
    std::string codes;
    for (const auto& code : benchmark.sector_codes()) codes += (codes.empty() ? "" : ", ") + code;
    throw InputError({benchmark.folder, 0}, "no sector is " + word + " by its code (" + codes + ")" + mixed_fuels +
                                                word + ", or --role none=" + word + " where there is none)");
  }
}

}  // namespace

GtapLists::GtapLists(const GtapDatabase& database) {
  const bool is_7 = database.is_version_7();
  const auto flows = database.array(GtapFile::data, is_7 ? "VDFB" : "VDFM");
  const auto factors = database.array(GtapFile::data, is_7 ? "EVFB" : "VFM");
  for (const auto& name : elements(database, flows, 2))
    add(GtapSet::region, name, static_cast<int>(names(GtapSet::region).size()));
  for (const auto& name : elements(database, factors, 0))
    add(GtapSet::factor, name, static_cast<int>(names(GtapSet::factor).size()));
  static_cast<void>(elements(database, flows, 0));
  static_cast<void>(elements(database, flows, 1));
  add_sectors(flows);
  check_sets(database);
  const auto& file = database.file(GtapFile::data).path();
  std::vector<std::string> regions;
  for (const auto& region : names(GtapSet::region)) regions.push_back(folder_code(region));
  require_unique(regions, "region", file);
  require_unique(sectors_, "sector", file);
}

void GtapLists::add(GtapSet set, const std::string& name, int index) {
  auto& names = sets_[static_cast<std::size_t>(set)];
  names.list.push_back(name);
  names.index.emplace(lower_case(name), index);
}

// Goods, and activities that have no good of their name. Where all begin with c_ and a_ they are the same without it.
void GtapLists::add_sectors(const HarArray& flows) {
  const auto &goods = flows.dimensions[0].elements, &users = flows.dimensions[1].elements;
  const auto goods_prefix = prefix_of(goods).size(), users_prefix = prefix_of(users).size();
  std::map<std::string, int> index;
  const auto sector = [&](const std::string& name) {
    const auto [found, is_new] = index.emplace(lower_case(name), static_cast<int>(sectors_.size()));
    if (is_new) sectors_.push_back(folder_code(name));
    return found->second;
  };
  for (const auto& good : goods) add(GtapSet::good, good, sector(good.substr(goods_prefix)));
  for (const auto& user : users) {
    const bool is_investment = lower_case(user) == "cgds";
    add(GtapSet::user, user, is_investment ? investment_user : sector(user.substr(users_prefix)));
  }
}

// Files of two aggregations in one folder.
void GtapLists::check_sets(const GtapDatabase& database) const {
  if (!database.has(GtapFile::sets)) return;
  const auto& file = database.file(GtapFile::sets);
  for (const auto& header : file.headers()) {
    if (header.type != "1C" || !lower_case(header.long_name).starts_with("set reg ")) continue;
    auto stated = file.texts(header), used = names(GtapSet::region);
    for (auto* list : {&stated, &used}) {
      std::transform(list->begin(), list->end(), list->begin(), lower_case);
      std::sort(list->begin(), list->end());
    }
    if (stated != used)
      database.fail(GtapFile::sets, header.name,
                    "has other regions than the flows: the files of the folder are of two aggregations");
  }
}

const int* GtapLists::find(GtapSet set, const std::string& name) const {
  const auto& index = sets_[static_cast<std::size_t>(set)].index;
  const auto found = index.find(lower_case(name));
  return found == index.end() ? nullptr : &found->second;
}

std::vector<std::string> GtapLists::names(GtapSet set) const { return sets_[static_cast<std::size_t>(set)].list; }

std::string GtapLists::name(GtapSet set, int index) const {
  for (const auto& name : sets_[static_cast<std::size_t>(set)].list) {
    if (*find(set, name) == index) return name;
  }
  return "?";
}

SectorRole GtapLists::role_of(const std::string& sector, const Roles& roles) const {
  for (const auto& [code, role] : roles) {
    if (lower_case(code) == lower_case(sector)) return role;
  }
  return role_of_gtap_sector(sector).value_or(SectorRole::other);
}

void GtapLists::write_to(Benchmark& benchmark, const Roles& roles) const {
  for (const auto& [code, role] : roles) {
    const auto is_code = [&, wanted = lower_case(code)](const std::string& other) {
      return lower_case(other) == wanted;
    };
    if (code != "none" && std::none_of(sectors_.begin(), sectors_.end(), is_code))
      throw_not_found(code, sectors_, {"--role: unknown sector", {}});
  }
  for (const auto& name : names(GtapSet::region)) benchmark.regions.push_back({folder_code(name), name});
  for (const auto& code : sectors_) benchmark.sectors.push_back({code, code, role_of(code, roles)});
  const auto capitals = [](const std::string& name) { return gtap_endowment(name).role == FactorRole::capital; };
  const auto& factors = sets_[static_cast<std::size_t>(GtapSet::factor)].list;
  const bool is_one = std::count_if(factors.begin(), factors.end(), capitals) == 1;
  for (const auto& name : factors) {  // capital has the code that the shipped nests call it by
    const auto [role, mobility] = gtap_endowment(name);
    benchmark.factors.push_back(
        {is_one && role == FactorRole::capital ? "CAP" : folder_code(name), name, mobility, role});
  }
  require_unique(benchmark.factor_codes(), "factor", benchmark.folder);
  for (int r = 0; r < benchmark.region_count(); ++r) {
    for (const auto& [prefix, kind] : {std::pair("HH_", AgentKind::household), std::pair("GOV_", AgentKind::government),
                                       std::pair("INV_", AgentKind::investment)})
      benchmark.agents.push_back({prefix + benchmark.regions[r].code, {r}, kind});
  }
  require_roles(benchmark, roles);
}

}  // namespace etslink
