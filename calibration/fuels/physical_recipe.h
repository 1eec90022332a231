// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "calibration/electricity/electricity_recipe.h"
#include "calibration/fuels/fuel.h"
#include "calibration/targets/target.h"

namespace etslink {

// Basic prices of fuels, one for each exporter [USD/GJ].
struct PriceRecipe {
  double quantile = 0.15;  // coal and gas: price of the user up to whom so much of the energy is used, cheapest first
  std::pair<double, double> coal{1.8, 6.3}, gas{3.5, 13.9};  // range of basic prices
  double crude_least = 6.5;
  double crude_most = 0.72;              // of the price of refined oil
  double oil = 16.5;                     // refined oil, all regions
  double crude_least_at_home = 0.01;     // of the regions of export_duty
  std::vector<std::string> export_duty;  // regions whose crude oil is cheap at home because exports pay a duty
};

// What stands between the basic price of an exporter and the delivered price of an importer.
struct EnergyTradeRecipe {
  double smallest_pj = 1;  // smaller flows are dropped
  std::string service;     // sector that sells international transport
  ByFuel<double> margin;   // transport at most [USD/GJ]
  ByFuel<double> rent;     // export tax at most, relative to the basic price
};

// What stands between the delivered price of a fuel and what a user pays.
struct DeliveryRecipe {
  std::vector<std::string> small_users;            // sectors, HH
  ByFuel<double> margin, small_margin;             // at most [USD/GJ], of large and of small users; crude oil has none
  ByFuel<double> tax;                              // added at most, relative to the delivered value
  double subsidy = 0.5;                            // at most, relative to the delivered value
  ByFuel<std::vector<std::string>> subsidised;     // regions where a subsidy is real
  ByFuel<std::map<std::string, double>> services;  // sector -> its part of the delivery margin
};

// Coal of blast furnaces, and the coke that steel buys from refining beyond the oil that it burns.
struct CokeRecipe {
  std::string file, route;         // technologies of steel: columns region, route, mt, coal_gj_per_t
  std::vector<std::string> users;  // steel
  std::string service;             // sector that sells the making of coke, bought with coal
};

inline constexpr double default_energy_error = 0.5;

// How the money benchmark becomes one whose fuels balance in energy.
struct PhysicalRecipe {
  std::string source_folder;                     // of the base: files are relative to it
  std::map<std::string, SourceLocation> places;  // of the keys: "physical_accounts.price.oil"
  std::vector<Target> targets;                   // what the accounts are drawn to
  // Region or "default" -> user, else fuel, else "default" -> relative error of the energy that the base gives a user.
  std::map<std::string, std::map<std::string, double>> energy_error;
  std::map<std::string, double> throughput;  // crude oil refined by region [million barrels a day]
  double extraction_share = 0.05;   // regions that extract less of what they use have distribution only: its fuel moves
  std::string distribution_sector;  // to this sector
  std::map<std::string, std::string> other_use;  // user -> purpose of refined oil that is not burnt in the region
  std::vector<std::string> other_goods;          // take what users pay less for fuels
  double least_factor = 0.3;                     // of a purchase that pays for dearer fuels
  double value_added_weight = 0.5;               // in the balance, relative to purchases and trade
  PriceRecipe price;
  EnergyTradeRecipe trade;
  DeliveryRecipe delivery;
  CokeRecipe coke;
  ElectricityRecipe electricity;

  // Place of a key, or of the table that it would stand in.
  [[nodiscard]] SourceLocation at(const std::string& key) const;
  // Path of a file of the source folder.
  [[nodiscard]] std::string source(const std::string& file_name) const;
};

// Purposes of purchases in a benchmark with physical accounts.
namespace purpose {
inline const std::string own_use = "own_use";  // of a fuel or of electricity by the sector that makes it
inline const std::string losses = "losses";    // of electricity
inline const std::string coking = "coking";    // coal of blast furnaces
inline const std::string coke_making = "coke_making";
inline const std::string feedstock = "feedstock";
inline const std::string bunkers = "bunkers";
inline const std::string electricity_delivery = "electricity_delivery";
// coal_delivery, gas_delivery, oil_delivery
[[nodiscard]] inline std::string delivery(Fuel fuel) { return fuel_word(fuel) + "_delivery"; }
}  // namespace purpose

}  // namespace etslink
