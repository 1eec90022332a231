// SPDX-License-Identifier: Apache-2.0
#include "study/named_sets.h"

#include <algorithm>

#include "calibration/toml/toml_section.h"
#include "model/technology.h"

namespace etslink {
namespace {

const std::string every_code = "all";

std::vector<std::string> codes_of(const Benchmark& benchmark, const std::string& what) {
  return what == "region" ? benchmark.region_codes() : benchmark.sector_codes();
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void expect_code(const std::vector<std::string>& allowed, const std::string& what, const TomlValue& value) {
  const auto& code = value.as_text();
  if (contains(allowed, code)) return;
  value.fail("unknown " + what + " '" + code + "' in '" + value.name() + "'" + suggestion(code, allowed));
}

}  // namespace

NamedSets::NamedSets(const Benchmark& benchmark, const TomlValue* sets) : benchmark_(benchmark) {
  if (sets == nullptr) return;
  TomlSection section(*sets);
  if (const auto* table = section.find("regions")) add_sets(*table, "region");
  if (const auto* table = section.find("sectors")) add_sets(*table, "sector");
  section.finish();
}

void NamedSets::add_sets(const TomlValue& table, const std::string& what) {
  for (const auto& [name, value] : table.as_table().entries()) {
    if (name == every_code || contains(codes_of(benchmark_, what), name)) {
      value.fail("a set can't be named '" + name + "': that is already the name of " +
                 (name == every_code ? "every " + what : "a " + what));
    }
    if (name == "eite")
      value.fail("a set can't be named 'eite': output_based = \"eite\" stands for the rule for trade-exposed sectors");
    static_cast<void>(value.as_list());  // a set is a list of codes, not another set
    sets_[what][name] = codes(value, what);
  }
}

bool NamedSets::has_set(const std::string& what, const std::string& name) const {
  const auto sets = sets_.find(what);
  return name == every_code || (sets != sets_.end() && sets->second.contains(name));
}

std::vector<std::string> NamedSets::codes(const TomlValue& value, const std::string& what) const {
  const auto allowed = codes_of(benchmark_, what);
  if (value.is(TomlValue::Kind::text)) {
    const auto& name = value.as_text();
    if (name == every_code) return allowed;
    const auto sets = sets_.find(what);
    std::vector<std::string> names{every_code};
    if (sets != sets_.end()) {
      for (const auto& [set_name, members] : sets->second) {
        if (set_name == name) return members;
        names.push_back(set_name);
      }
    }
    value.fail("unknown set of " + what + "s '" + name + "' in '" + value.name() + "'" + suggestion(name, names) +
               " (a single " + what + " is written [\"" + name + "\"])");
  }
  std::vector<std::string> result;
  for (const auto& item : value.as_list()) {
    expect_code(allowed, what, item);
    if (contains(result, item.as_text())) item.fail("'" + item.as_text() + "' appears twice in '" + value.name() + "'");
    result.push_back(item.as_text());
  }
  if (result.empty()) value.fail("'" + value.name() + "' must name at least one " + what);
  return result;
}

std::vector<Region> NamedSets::regions(const TomlValue& value) const {
  std::vector<Region> result;
  for (const auto& code : codes(value, "region")) result.push_back(benchmark_.find_region(code));
  return result;
}

std::vector<Sector> NamedSets::sectors(const TomlValue& value) const {
  std::vector<Sector> result;
  for (const auto& code : codes(value, "sector")) {
    const Sector sector = benchmark_.find_sector(code);
    const bool is_sector = !is_technology(benchmark_.sectors[sector.index]);
    const bool is_all = value.is(TomlValue::Kind::text) && value.as_text() == every_code;
    if (!is_sector && !is_all)
      value.fail("'" + code + "' in '" + value.name() + "' is a technology; allowed: sectors, such as " +
                 benchmark_.sectors[sector_of(benchmark_.sectors, sector).index].code);
    if (is_sector) result.push_back(sector);
  }
  return result;
}

std::vector<Sector> NamedSets::producers(const TomlValue& value) const {
  std::vector<Sector> result;
  const auto add = [&](Sector producer) {
    if (std::find(result.begin(), result.end(), producer) == result.end()) result.push_back(producer);
  };
  for (const auto& code : codes(value, "sector")) {
    add(benchmark_.find_sector(code));
    for (const Sector technology : technologies_of(benchmark_.sectors, result.back())) add(technology);
  }
  return result;
}

Region NamedSets::region(const std::string& code, const SourceLocation& at) const {
  const auto region = benchmark_.find_region(code);
  if (!region.valid()) {
    throw InputError(at, "unknown region '" + code + "'" + suggestion(code, benchmark_.region_codes()));
  }
  return region;
}

Sector NamedSets::sector(const std::string& code, const SourceLocation& at) const {
  const auto sector = benchmark_.find_sector(code);
  if (!sector.valid()) {
    throw InputError(at, "unknown sector '" + code + "'" + suggestion(code, benchmark_.sector_codes()));
  }
  return sector;
}

}  // namespace etslink
