// SPDX-License-Identifier: Apache-2.0
#include "calibration/fuels/read_physical_recipe.h"

#include <cmath>
#include <filesystem>

#include "calibration/electricity/read_electricity.h"
#include "calibration/recipe_names.h"
#include "calibration/targets/read_targets.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"
#include "model/number_text.h"

namespace etslink {
namespace {

constexpr std::pair<double, double> price_range{0.01, 1000.0};  // USD/GJ
constexpr std::pair<double, double> ratio_range{0.0, 10.0};
constexpr double largest_margin = 1000;  // USD/GJ

std::vector<std::string> fuel_words(std::initializer_list<Fuel> fuels) {
  std::vector<std::string> words;
  for (const Fuel fuel : fuels) words.push_back(fuel_word(fuel));
  return words;
}

// Numbers under words of fuels; those that are absent are 0.
ByFuel<double> known_fuel_numbers(TomlSection& section, const std::string& key, std::initializer_list<Fuel> fuels,
                                  double largest) {
  const auto numbers = known_numbers(section, key, fuel_words(fuels), {0.0, largest});
  ByFuel<double> result;
  for (const Fuel fuel : fuels) {
    const auto number = numbers.find(fuel_word(fuel));
    if (number != numbers.end()) result[fuel] = number->second;
  }
  return result;
}

void known_range(TomlSection& section, const std::string& key, std::pair<double, double>& range) {
  const TomlValue* value = section.find(key);
  if (value == nullptr) return;
  const std::vector<TomlValue>& ends = value->as_list();
  if (ends.size() != 2) value->fail("'" + value->name() + "' must be [lowest, highest] in USD/GJ");
  range = {read_between(ends[0], price_range.first, price_range.second),
           read_between(ends[1], price_range.first, price_range.second)};
  if (!(range.first < range.second)) value->fail("'" + value->name() + "': the lowest price is not below the highest");
}

PriceRecipe read_price(TomlSection section, const Recipe& recipe) {
  PriceRecipe price;
  price.quantile = section.number_or("quantile", price.quantile, share_range);
  known_range(section, "coal", price.coal);
  known_range(section, "gas", price.gas);
  price.oil = section.number_or("oil", price.oil, price_range);
  price.crude_least = section.number_or("crude_least", price.crude_least, price_range);
  price.crude_most = section.number_or("crude_most", price.crude_most, {0.01, 0.99});
  if (price.crude_least > price.crude_most * price.oil)
    throw InputError(section.at("crude_least"),
                     "'crude_least' is " + shortest_text(price.crude_least) +
                         ", above crude_most x oil = " + shortest_text(price.crude_most * price.oil));
  price.export_duty = known_texts(section, "export_duty", recipe.region_codes());
  price.crude_least_at_home = section.number_or("crude_least_at_home", price.crude_least_at_home, price_range);
  section.finish();
  return price;
}

EnergyTradeRecipe read_trade(TomlSection section, const Recipe& recipe) {
  EnergyTradeRecipe trade;
  const std::initializer_list<Fuel> fuels = {Fuel::coal, Fuel::gas, Fuel::crude, Fuel::oil};
  trade.smallest_pj = section.number_or("smallest_pj", trade.smallest_pj, {0.0, 1000.0});
  trade.service = section.text("service");
  require_name(section.at("service"), trade.service, recipe.sector_codes());
  trade.margin = known_fuel_numbers(section, "margin", fuels, largest_margin);
  trade.rent = known_fuel_numbers(section, "rent", fuels, ratio_range.second);
  section.finish();
  return trade;
}

// Parts of the sectors that deliver a fuel; they sum to 1 where there is a margin.
std::map<std::string, double> read_services(TomlSection& section, Fuel fuel, const Recipe& recipe) {
  const auto parts = known_numbers(section, fuel_word(fuel), recipe.sector_codes(), share_range);
  double sum = 0;
  for (const auto& [sector, part] : parts) sum += part;
  if (std::abs(sum - 1) > 1e-9)
    throw InputError(section.at(fuel_word(fuel)), "parts of the sectors that deliver " + fuel_word(fuel) + " sum to " +
                                                      rounded_text(sum, 6) + ", not to 1");
  return parts;
}

DeliveryRecipe read_delivery(TomlSection section, const Recipe& recipe) {
  DeliveryRecipe delivery;
  const std::initializer_list<Fuel> fuels = {Fuel::coal, Fuel::gas, Fuel::oil};
  delivery.small_users = known_texts(section, "small_users", with_households(recipe.sector_codes()));
  delivery.margin = known_fuel_numbers(section, "margin", fuels, largest_margin);
  delivery.small_margin = known_fuel_numbers(section, "small_margin", fuels, largest_margin);
  delivery.tax = known_fuel_numbers(section, "tax", fuels, ratio_range.second);
  delivery.subsidy = section.number_or("subsidy", delivery.subsidy, {0.0, 0.99});
  if (auto subsidised = section.section("subsidised")) {
    for (const Fuel fuel : fuels)
      delivery.subsidised[fuel] = known_texts(*subsidised, fuel_word(fuel), recipe.region_codes());
    subsidised->finish();
  }
  TomlSection services = section.need_section("services");
  for (const Fuel fuel : fuels) delivery.services[fuel] = read_services(services, fuel, recipe);
  services.finish();
  section.finish();
  return delivery;
}

CokeRecipe read_coke(TomlSection section, const Recipe& recipe) {
  CokeRecipe coke;
  coke.file = section.text("file");
  coke.route = section.text("route");
  coke.users = known_texts(section, "users", recipe.sector_codes());
  coke.service = section.text("service");
  require_name(section.at("service"), coke.service, recipe.sector_codes());
  section.finish();
  return coke;
}

// Place of every key of a table.
void add_places(const TomlValue& value, std::map<std::string, SourceLocation>& places) {
  places[value.name()] = value.at();
  for (const auto& [key, entry] : value.entries()) add_places(entry, places);
}

// Fuels and their services are different goods: a service that is a fuel would be priced by itself.
void require_service(const SourceLocation& at, const std::string& sector, const Recipe& money) {
  for (const Fuel fuel : all_fuels)
    if (money.sector_with(role_of(fuel)) == sector)
      throw InputError(at, "'" + sector + "' is a fuel; name a sector of another kind");
}

void check_services(const PhysicalRecipe& recipe, const Recipe& money) {
  const std::string table = "physical_accounts.";
  require_service(recipe.at(table + "trade.service"), recipe.trade.service, money);
  require_service(recipe.at(table + "distribution_sector"), recipe.distribution_sector, money);
  if (!recipe.coke.service.empty()) require_service(recipe.at(table + "coke.service"), recipe.coke.service, money);
  for (const std::string& good : recipe.other_goods) require_service(recipe.at(table + "other_goods"), good, money);
  for (const Fuel fuel : all_fuels)
    for (const auto& [sector, part] : recipe.delivery.services[fuel])
      require_service(recipe.at(table + "delivery.services." + fuel_word(fuel)), sector, money);
}

// Region or default -> user, fuel or default -> relative error.
std::map<std::string, std::map<std::string, double>> read_energy_error(TomlSection section, const Recipe& recipe) {
  std::map<std::string, std::map<std::string, double>> errors;
  std::vector<std::string> regions = recipe.region_codes(), users = with_households(recipe.sector_codes());
  regions.emplace_back("default");
  for (const Fuel fuel : {Fuel::coal, Fuel::gas, Fuel::oil}) users.push_back(fuel_word(fuel));
  users.emplace_back("default");
  for (const std::string& region : regions)
    if (section.has(region)) errors[region] = known_numbers(section, region, users, {0.0, 3.0});
  section.finish();
  return errors;
}

PhysicalRecipe read_accounts(TomlSection section, const Recipe& recipe) {
  PhysicalRecipe physical;
  physical.source_folder = recipe.source_folder;
  add_places(section.table(), physical.places);
  const std::vector<std::string> sectors = recipe.sector_codes();
  static_cast<void>(section.need("throughput"));
  physical.throughput = known_numbers(section, "throughput", recipe.region_codes(), {0.0, 1e6});
  physical.extraction_share = section.number_or("extraction_share", physical.extraction_share, share_range);
  physical.distribution_sector = section.text("distribution_sector");
  require_name(section.at("distribution_sector"), physical.distribution_sector, sectors);
  physical.other_use = known_names(section, "other_use", sectors, {purpose::feedstock, purpose::bunkers});
  physical.other_goods = known_texts(section, "other_goods", sectors);
  physical.least_factor = section.number_or("least_factor", physical.least_factor, {0.01, 1.0});
  physical.value_added_weight = section.number_or("value_added_weight", physical.value_added_weight, {0.01, 100.0});
  if (auto price = section.section("price")) physical.price = read_price(*price, recipe);
  if (auto error = section.section("energy_error")) physical.energy_error = read_energy_error(*error, recipe);
  physical.trade = read_trade(section.need_section("trade"), recipe);
  physical.delivery = read_delivery(section.need_section("delivery"), recipe);
  if (auto coke = section.section("coke")) physical.coke = read_coke(*coke, recipe);
  if (auto electricity = section.section("electricity")) physical.electricity = read_electricity(*electricity, recipe);
  section.finish();
  check_services(physical, recipe);
  return physical;
}

// The accounts, which may name the sector of international transport beside those of the base.
void read_accounts(TomlSection section, CompleteRecipe& complete) {
  if (auto bunkers = section.section("bunkers")) complete.bunkers = read_bunkers(*bunkers, complete.money);
  const bool has_bunkers = complete.bunkers.has_value();
  const SourceLocation other_use = section.at("other_use");
  complete.physical =
      read_accounts(std::move(section),
                    has_bunkers ? with_international_transport(complete.money, *complete.bunkers) : complete.money);
  for (const auto& [sector, word] : complete.physical->other_use)
    if (has_bunkers && word == purpose::bunkers)
      throw InputError(other_use, "bunkers are the fuel of " + complete.bunkers->code +
                                      " in [physical_accounts.bunkers]; no sector buys them beside it");
}

void require_physical_files(const PhysicalRecipe& recipe) {
  for (const auto& [key, file] :
       {std::pair("coke.file", recipe.coke.file), std::pair("electricity.file", recipe.electricity.file)}) {
    std::error_code ignored;
    const std::string name = std::string("physical_accounts.") + key, path = recipe.source(file);
    if (!file.empty() && !std::filesystem::is_regular_file(path, ignored))
      throw InputError(recipe.at(name), "'" + name + "': there is no file " + path);
  }
}

// The file of the recipe that another one stands on.
std::string base_file(const TomlValue& base) {
  const std::filesystem::path folder = std::filesystem::path(base.at().file.text()).parent_path();
  const std::string file = (folder / base.as_text()).string();
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) base.fail("'base': there is no file " + file);
  return file;
}

// The recipe in money that physical accounts stand on.
Recipe read_base(const TomlValue& base) {
  const std::string file = base_file(base);
  if (parse_toml(read_text_file(file), file).find("base") != nullptr)
    base.fail("'base': " + file + " has a base itself; name a recipe that has none");
  Recipe recipe = read_recipe(file);
  if (!recipe.energy.active)
    base.fail("physical accounts need a base with the table [energy]: purchases by physical energy");
  return recipe;
}

}  // namespace

SourceLocation PhysicalRecipe::at(const std::string& key) const {
  for (std::string path = key; !path.empty();) {
    const auto place = places.find(path);
    if (place != places.end()) return place->second;
    const std::size_t cut = path.find_last_of('.');
    path.resize(cut == std::string::npos ? 0 : cut);
  }
  return {};
}

std::string PhysicalRecipe::source(const std::string& file_name) const {
  return (std::filesystem::path(source_folder) / file_name).string();
}

namespace {

// A recipe below that with a table `above` has none of `tables`, which come later: no recipe stands on itself.
std::string base_without(const TomlValue& base, const std::vector<std::string>& tables) {
  const std::string file = base_file(base);
  const TomlValue root = parse_toml(read_text_file(file), file);
  for (const std::string& table : tables)
    if (root.find(table) != nullptr)
      base.fail("'base': " + file + " has " + table + " itself; name a recipe that has none");
  return file;
}

// Whose sectors a table above physical accounts may name.
Recipe with_all_sectors(const CompleteRecipe& recipe) {
  return recipe.bunkers ? with_international_transport(recipe.money, *recipe.bunkers) : recipe.money;
}

CompleteRecipe read_with_technologies(const TomlValue& root) {
  TomlSection top(root);
  const TomlValue& base = top.need("base");
  CompleteRecipe complete = read_complete_recipe(base_without(base, {"technologies", "steel"}));
  if (!complete.physical)
    base.fail("technologies need a base with the table [physical_accounts]: fuels that balance in energy");
  complete.technologies = read_technology_recipe(top.need_section("technologies"), with_all_sectors(complete));
  top.finish();
  return complete;
}

CompleteRecipe read_with_steel(const TomlValue& root) {
  TomlSection top(root);
  const TomlValue& base = top.need("base");
  CompleteRecipe complete = read_complete_recipe(base_without(base, {"steel"}));
  if (!complete.technologies) base.fail("steel by route needs a base with the table [technologies]: electricity first");
  complete.steel = read_steel_recipe(top.need_section("steel"), with_all_sectors(complete), *complete.technologies);
  top.finish();
  return complete;
}

}  // namespace

CompleteRecipe read_complete_recipe(const std::string& file) {
  const TomlValue root = parse_toml(read_text_file(file), file);
  if (root.find("steel") != nullptr) return read_with_steel(root);
  if (root.find("technologies") != nullptr) return read_with_technologies(root);
  const TomlValue* const base = root.find("base");
  CompleteRecipe complete{base == nullptr ? read_recipe(file) : read_base(*base), {}, {}, {}, {}};
  if (base != nullptr) {
    TomlSection top(root);
    top.allow("base");
    read_accounts(top.need_section("physical_accounts"), complete);
    complete.physical->targets =
        read_targets(top, with_all_sectors(complete), complete.physical->electricity.accounts.active);
    top.finish();
  }
  require_source_files(complete.money);
  if (complete.physical) require_physical_files(*complete.physical);
  return complete;
}

}  // namespace etslink
