// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "calibration/fuels/fuel.h"
#include "model/input_error.h"

namespace etslink {

// What a target is about. A new kind is a row of target_kinds() and its measure in measure.cpp.
enum class TargetKind {
  fuel_price,         // what a class of users pays for a fuel, deliveries included, taxes not
  fuel_cost_share,    // fuels, deliveries and their taxes in what sectors pay for inputs and factors
  emissions,          // CO2 of the fuels that a class of users burns, processes not
  energy,             // fuels that a class of users burns
  electricity_price,  // what a class of users pays for electricity, deliveries and taxes included
};
struct TargetKindInfo {
  TargetKind kind;
  std::string word, unit;           // of recipes and reports: "fuel_price", "USD/GJ"
  std::pair<double, double> range;  // of wanted values
  double least_width;               // part of the wanted value that a target is drawn to at best; 0: it is set
};
[[nodiscard]] const std::vector<TargetKindInfo>& target_kinds();
[[nodiscard]] const TargetKindInfo& info_of(TargetKind kind);

// Where a wanted value comes from: read in a table, made with judgement, or known without having been read again.
enum class TargetStatus { source, estimate, memory };
[[nodiscard]] const std::string& status_word(TargetStatus status);

enum class TargetBound { both, least };  // least: more than wanted is inside

// A value that the benchmark should have, and how far from it is still inside its width.
struct Target {
  TargetKind kind = TargetKind::emissions;
  std::string region;
  std::vector<std::string> users;  // a class: sectors, HH; empty = all
  std::vector<Fuel> fuels;         // empty = all
  double wanted = 0;               // in the unit of the kind
  double width = 0;                // that is stated: part of the wanted value, 0 to 0.9
  TargetBound bound = TargetBound::both;
  std::string source;
  TargetStatus status = TargetStatus::source;
  SourceLocation at;

  [[nodiscard]] std::string name() const;  // "emissions of TRN, HH from oil, CHN"; each target of a recipe has its own
  [[nodiscard]] double drawn_width() const;  // the width, or that of its kind where it states less
  [[nodiscard]] Target as_drawn() const;     // with that width
  [[nodiscard]] double lowest() const { return (1 - width) * wanted; }
  [[nodiscard]] double highest() const;            // infinite with a lower bound alone
  [[nodiscard]] bool holds(double reached) const;  // within the drawn width
  [[nodiscard]] bool is_about(const std::string& user) const;
  [[nodiscard]] bool is_about(Fuel fuel) const;
};

// Those of one kind, in the order of the recipe.
[[nodiscard]] std::vector<Target> targets_of(const std::vector<Target>& targets, TargetKind kind);

}  // namespace etslink
