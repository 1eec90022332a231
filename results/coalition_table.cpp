// SPDX-License-Identifier: Apache-2.0
#include "results/coalition_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "model/input_error.h"
#include "results/text_layout.h"

namespace etslink {
namespace {

struct MeasureDefinition {
  const char *indicator, *long_name, *units;
  double sign;  // of what is good
};

const MeasureDefinition welfare = {"welfare_ev", "welfare gain (equivalent variation)", "million benchmark USD", 1};
const MeasureDefinition gdp = {"gdp", "gain of real GDP (without permit payments)", "million benchmark USD", 1};
const MeasureDefinition gni = {"gni", "gain of real national income, GNI", "million benchmark USD", 1};
const MeasureDefinition abatement_cost = {"abatement_cost_macc", "saving of abatement cost by the curve", "million USD",
                                          -1};

int scenario_index(const IndicatorSet& indicators, const std::string& name) {
  const auto found = std::find(indicators.scenarios.begin(), indicators.scenarios.end(), name);
  require(found != indicators.scenarios.end(), "every coalition structure is a scenario");
  return static_cast<int>(found - indicators.scenarios.begin());
}

Values payoff(const IndicatorSet& indicators, int scenario, const std::vector<CoalitionPlayer>& players,
              const MeasureDefinition& measure) {
  const auto by_region = indicators.slice(measure.indicator, scenario);
  Values result;
  for (const auto& player : players) {
    double sum = 0;
    for (const Region region : player.regions) sum += measure.sign * by_region[region.index];
    result.push_back(sum);
  }
  return result;
}

CoalitionMeasure measure_of(const CoalitionTable& table, const IndicatorSet& indicators,
                            const std::vector<CoalitionPlayer>& players, const MeasureDefinition& definition) {
  CoalitionMeasure measure{definition.indicator, definition.long_name, definition.units, {}, {}};
  CoalitionGame game{table.structures, {}};
  for (const auto& name : table.structure_names()) {
    game.payoff.push_back(payoff(indicators, scenario_index(indicators, name), players, definition));
  }
  measure.structures = stability(game);
  for (const auto& structure : measure.structures) {
    double total = 0;
    for (const auto& player : structure.players) total += player.gain;
    measure.total_gain.push_back(total);
  }
  return measure;
}

char letter(Flag flag, char yes) { return flag == Flag::yes ? yes : flag == Flag::no ? '-' : '?'; }

std::string flags(const StructureStability& structure) {
  return {letter(structure.internally_stable, 'I'), letter(structure.externally_stable, 'E'),
          letter(structure.externally_stable_by_consent, 'C'), letter(structure.potentially_internally_stable, 'T'),
          letter(structure.pareto, 'P')};
}

// "*" stable, "+" stable where members decide who joins.
char mark(const StructureStability& structure) {
  if (structure.stable == Flag::yes) return '*';
  const bool is_closed =
      structure.internally_stable == Flag::yes && structure.externally_stable_by_consent == Flag::yes;
  return is_closed ? '+' : ' ';
}

const char* const legend =
    "* stable: internally (I: nobody gains by leaving) and externally (E: nobody gains by joining another coalition).\n"
    "+ stable where members decide who joins: I and C (nobody gains by joining a coalition none of whose members "
    "loses\n"
    "by it). T: internally stable if members pay each other. P: nobody loses against everybody alone. ? not known.\n"
    "docs/coalitions.md has the definitions.\n";

class TextWriter {
 public:
  explicit TextWriter(const CoalitionTable& table) : table_(table), names_(table.structure_names()) {}

  std::string write() {
    for (const auto& measure : table_.measures) write_measure(measure);
    return text_ + legend;
  }

 private:
  void write_measure(const CoalitionMeasure& measure) {
    rows_ = {{measure.long_name + " against everybody alone [" + measure.units + "]"}};
    auto& heading = rows_.emplace_back(std::vector<std::string>{"", "sum"});
    heading.insert(heading.end(), table_.markets.begin(), table_.markets.end());
    heading.emplace_back("flags");
    const int decimals = decimals_of(measure);
    const auto order = by_total_gain(measure);
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i < most_rows || mark(measure.structures[order[i]]) != ' ') {
        add_row(measure, order[i], decimals);
      } else {
        ++left_out;
      }
    }
    std::vector<TextColumn> columns(table_.markets.size() + 3, {TextColumn::Align::right, 11});
    columns.front() = {TextColumn::Align::left, 12};
    columns.back().least = 0;
    text_ += aligned_rows(rows_, columns);
    if (left_out > 0) text_ += "  ... and " + std::to_string(left_out) + " more, none of them stable, in the file\n";
    text_ += "\n";
  }

  void add_row(const CoalitionMeasure& measure, std::size_t s, int decimals) {
    const auto& structure = measure.structures[s];
    auto& row = rows_.emplace_back(std::vector<std::string>{std::string(1, mark(structure)) + " " + names_[s]});
    row.push_back(fixed_text(measure.total_gain[s], decimals));
    for (const auto& player : structure.players) row.push_back(fixed_text(player.gain, decimals));
    row.push_back(flags(structure));
  }

  // Four significant digits of the largest gain.
  static int decimals_of(const CoalitionMeasure& measure) {
    double largest = 0;
    for (const auto& structure : measure.structures) {
      for (const auto& player : structure.players) {
        if (std::isfinite(player.gain)) largest = std::max(largest, std::abs(player.gain));
      }
    }
    return largest > 0 ? std::clamp(3 - static_cast<int>(std::floor(std::log10(largest))), 0, 6) : 0;
  }

  // Largest first; what is not known last.
  static std::vector<std::size_t> by_total_gain(const CoalitionMeasure& measure) {
    std::vector<std::size_t> order(measure.total_gain.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rank = [&](std::size_t s) {
      return std::isfinite(measure.total_gain[s]) ? measure.total_gain[s] : -std::numeric_limits<double>::infinity();
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rank(a) > rank(b); });
    return order;
  }

  static constexpr std::size_t most_rows = 20;
  const CoalitionTable& table_;
  const std::vector<std::string> names_;
  std::vector<std::vector<std::string>> rows_;  // of the measure being written
  std::string text_;
};

}  // namespace

std::vector<std::string> CoalitionTable::structure_names() const {
  std::vector<std::string> names;
  for (const auto& structure : structures) names.push_back(structure_name(structure, markets));
  return names;
}

CoalitionTable coalition_table(const IndicatorSet& indicators, const std::vector<CoalitionPlayer>& players,
                               bool with_abatement_cost) {
  CoalitionTable table;
  for (const auto& player : players) table.markets.push_back(player.market);
  table.structures = coalition_structures(static_cast<int>(players.size()));
  for (const auto* definition : {&welfare, &gni, &gdp, &abatement_cost}) {
    if (definition == &abatement_cost && !with_abatement_cost) continue;
    table.measures.push_back(measure_of(table, indicators, players, *definition));
  }
  return table;
}

std::string coalition_text(const CoalitionTable& table) { return TextWriter(table).write(); }

}  // namespace etslink
