// SPDX-License-Identifier: Apache-2.0
#include "study/technologies/technology_file.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "calibration/read_sets.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"
#include "model/elasticity_range.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr double first_year = 1900, last_year = 2200, largest_cost = 1e9;
const std::string otherwise = "default", storage = "storage";
const std::vector<std::string> fuels{"coal", "crude_oil", "gas", "refined_oil"};
const std::vector<std::string> factors{"labour", "capital"};

struct Range {
  double least = 0, largest = largest_cost;
};

// Reads the numbers of a file in one year.
class NumberReader {
 public:
  NumberReader(std::vector<std::string> regions, std::vector<double> years, const CostYear& wanted)
      : regions_(std::move(regions)), years_(std::move(years)), wanted_(wanted) {}

  // A number, or one for each year; of all regions, or a table by region.
  [[nodiscard]] RegionalNumber read(const TomlValue& value, const Range& range = {}) const {
    RegionalNumber result{{}, {}, value.at(), value.name()};
    if (!value.is(TomlValue::Kind::table)) {
      result.otherwise = in_year(value, range);
      return result;
    }
    for (const auto& [region, number] : value.entries()) {
      if (region == otherwise) {
        result.otherwise = in_year(number, range);
        continue;
      }
      check_region(region, number);
      result.by_region[region] = in_year(number, range);
    }
    return result;
  }

  [[nodiscard]] RegionalTable table(const TomlValue* value) const {
    RegionalTable result;
    if (value == nullptr) return result;
    for (const auto& [item, number] : value->as_table().entries()) result[item] = read(number);
    return result;
  }

  void read_into(TomlSection& section, const std::string& key, RegionalNumber& target, const Range& range = {}) const {
    if (const TomlValue* value = section.find(key)) target = read(*value, range);
  }

 private:
  void check_region(const std::string& region, const TomlValue& value) const {
    if (std::find(regions_.begin(), regions_.end(), region) != regions_.end()) return;
    auto known = regions_;
    known.push_back(otherwise);
    value.fail("unknown region '" + region + "' in '" + value.name() + "'" + suggestion(region, known) +
               " ('regions' of the file lists those that it knows)");
  }

  [[nodiscard]] double in_year(const TomlValue& value, const Range& range) const {
    if (!value.is(TomlValue::Kind::list)) return read_between(value, range.least, range.largest);
    const auto& numbers = value.as_list();
    if (numbers.size() != years_.size())
      value.fail("'" + value.name() + "' has " + std::to_string(numbers.size()) +
                 " numbers; allowed: one, or one for each of the " + std::to_string(years_.size()) +
                 " years of the file");
    std::vector<double> read;
    for (const TomlValue& number : numbers) read.push_back(read_between(number, range.least, range.largest));
    const double year = *wanted_.year;
    const auto next = std::lower_bound(years_.begin(), years_.end(), year) - years_.begin();
    if (years_[next] == year) return read[next];
    const double part = (year - years_[next - 1]) / (years_[next] - years_[next - 1]);
    return (1 - part) * read[next - 1] + part * read[next];
  }

  std::vector<std::string> regions_;
  std::vector<double> years_;  // ascending
  CostYear wanted_;            // its year is among them where there are any
};

std::vector<double> read_years(TomlSection& file) {
  std::vector<double> years;
  const TomlValue* value = file.find("years");
  if (value == nullptr) return years;
  for (const TomlValue& item : value->as_list()) {
    years.push_back(read_whole(item, first_year, last_year));
    if (years.size() > 1 && years[years.size() - 2] >= years.back())
      item.fail("'" + value->name() + "' must ascend; " + shortest_text(years.back()) + " follows " +
                shortest_text(years[years.size() - 2]));
  }
  if (years.empty()) value->fail("'" + value->name() + "' is empty; leave it out where the costs have no year");
  return years;
}

void check_year(const std::string& path, const std::vector<double>& years, const CostYear& wanted) {
  if (years.empty()) return;
  const std::string range = shortest_text(years.front()) + " to " + shortest_text(years.back());
  if (!wanted.year) throw InputError(wanted.at, "missing key 'technology_year': " + path + " has costs of " + range);
  if (*wanted.year < years.front() || *wanted.year > years.back())
    throw InputError(wanted.at, "technology_year is " + shortest_text(*wanted.year) + "; allowed: " + range +
                                    ", the years of " + path);
}

VolumeUnit read_unit(TomlSection& file) {
  static_cast<void>(file.need("unit"));
  VolumeUnit unit{};
  file.choose("unit", {{"GJ", VolumeUnit::petajoule}, {"MWh", VolumeUnit::terawatt_hour}, {"t", VolumeUnit::megatonne}},
              unit);
  return unit;
}

// Codes of what an item buys.
std::vector<std::string> read_codes(const TomlValue& value) {
  std::vector<std::string> codes;
  static_cast<void>(value.as_texts());
  for (const TomlValue& item : value.as_list()) {
    codes.push_back(read_line(item));
    if (std::count(codes.begin(), codes.end(), codes.back()) > 1)
      item.fail("'" + codes.back() + "' is given twice in '" + value.name() + "'");
  }
  if (codes.empty())
    value.fail("'" + value.name() + "' names nothing; allowed: codes of sectors and factors, and \"sector\"");
  return codes;
}

std::map<std::string, std::vector<std::string>> read_buys(TomlSection& file) {
  std::map<std::string, std::vector<std::string>> buys;
  const TomlValue* table = file.find("buys");
  if (table == nullptr) return buys;
  for (const auto& [item, value] : table->as_table().entries()) buys[item] = read_codes(value);
  return buys;
}

class TechnologyReader {
 public:
  TechnologyReader(const NumberReader& numbers, const TechnologyFile& file) : numbers_(numbers), file_(file) {}

  [[nodiscard]] LatentTechnology read(const std::string& code, TomlSection& section) const {
    LatentTechnology technology;
    technology.code = code;
    technology.at = section.at();
    require_code(section.at(), "technology", code, {});
    section.allow("resource");  // no misspelt source
    technology.name = section.text_or("name", code);
    technology.source = section.text("source");
    technology.status = section.text_or("status", "");
    technology.replaces = section.texts("replaces");
    read_co2(section, technology);
    read_costs(section, technology);
    read_resource(section, technology);
    return technology;
  }

 private:
  void read_co2(TomlSection& section, LatentTechnology& technology) const {
    numbers_.read_into(section, "capture", technology.capture, {0, 1});
    numbers_.read_into(section, "process_t", technology.process_t);
    numbers_.read_into(section, "biogenic_t", technology.biogenic_t);
    numbers_.read_into(section, "storage_usd", technology.storage_usd);
    if (technology.biogenic_t.is_stated() && !technology.capture.is_stated())
      throw InputError(technology.biogenic_t.at, "'" + technology.biogenic_t.name +
                                                     "' is stated, but nothing is captured; allowed with 'capture'");
    if (technology.storage_usd.is_stated() && !technology.capture.is_stated())
      throw InputError(technology.storage_usd.at, "'" + technology.storage_usd.name +
                                                      "' is stated, but nothing is captured; allowed with 'capture'");
    if (technology.storage_usd.is_stated()) require_bought(storage, technology.storage_usd);
  }

  void read_costs(TomlSection& section, LatentTechnology& technology) const {
    technology.fuel_gj = numbers_.table(section.find("fuel_gj"));
    for (const auto& [fuel, number] : technology.fuel_gj) {
      if (std::find(fuels.begin(), fuels.end(), fuel) == fuels.end())
        throw InputError(number.at, "unknown fuel '" + fuel + "' in '" + number.name + "'" + suggestion(fuel, fuels));
    }
    numbers_.read_into(section, "electricity_mwh", technology.electricity_mwh);
    technology.usd = numbers_.table(&section.need("usd"));
    for (const auto& [item, number] : technology.usd) require_bought(item, number);
    numbers_.read_into(section, "markup", technology.markup, {1, largest_cost});
  }

  // An item is a factor, or the file says what it buys.
  void require_bought(const std::string& item, const RegionalNumber& number) const {
    std::vector<std::string> known = factors;
    for (const auto& [name, codes] : file_.buys) known.push_back(name);
    if (std::find(known.begin(), known.end(), item) == known.end())
      throw InputError(number.at, "unknown item '" + item + "' in '" + number.name + "'" + suggestion(item, known) +
                                      " ([buys] says what items other than labour and capital buy)");
  }

  static void read_resource(TomlSection& section, LatentTechnology& technology) {
    auto resource = section.section("resource");
    if (!resource) return;
    technology.resource_share = read_positive(resource->need("share"));
    const TomlValue& elasticity = resource->need("supply_elasticity");
    technology.resource_elasticity = read_positive(elasticity);
    static_cast<void>(read_between(elasticity, 0, largest_elasticity));
    static_cast<void>(resource->text("source"));
    resource->finish();
  }

  const NumberReader& numbers_;
  const TechnologyFile& file_;
};

void read_good(TomlSection& root, TechnologyFile& file) {
  const TomlValue& good = root.need("good");
  file.at = good.at();
  file.good = root.texts("good");
  if (file.good.empty()) good.fail("'good' names none; allowed: codes of sectors and \"role:electricity\"");
  file.unit = read_unit(root);
  file.money_year = root.integer("money_year", {static_cast<int>(first_year), static_cast<int>(last_year)});
  static_cast<void>(root.text_or("source", ""));
}

// A table of USD by region with its source.
RegionalNumber read_sourced(TomlSection& root, const std::string& key, const NumberReader& numbers) {
  auto section = root.section(key);
  if (!section) return {};
  const RegionalNumber number = numbers.read(section->need("usd"));
  static_cast<void>(section->text("source"));
  section->finish();
  return number;
}

}  // namespace

std::optional<double> RegionalNumber::of(const std::string& region) const {
  const auto found = by_region.find(region);
  return found != by_region.end() ? found->second : otherwise;
}

const std::string& unit_name(VolumeUnit unit) {
  static const std::array<std::string, 3> names{"GJ", "MWh", "t"};
  return names[static_cast<std::size_t>(unit)];
}

TechnologyFile read_technology_file(const std::string& path, const CostYear& year) {
  const TomlValue text = parse_toml(read_text_file(path), path);
  TomlSection root(text);
  TechnologyFile file;
  file.path = path;
  read_good(root, file);
  const auto years = read_years(root);
  check_year(path, years, year);
  const NumberReader numbers(root.texts("regions"), years, year);
  file.price = read_sourced(root, "price", numbers);
  file.delivery = read_sourced(root, "delivery", numbers);
  file.buys = read_buys(root);
  for (const auto& [code, table] : root.need("technology").as_table().entries()) {
    TomlSection section(table);
    file.technologies.push_back(TechnologyReader(numbers, file).read(code, section));
    section.finish();
  }
  root.finish();
  return file;
}

}  // namespace etslink
