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
const MeasureDefinition gdp = {"gdp", "gain of real GDP", "million benchmark USD", 1};
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
  explicit TextWriter(const CoalitionTable& table) : table_(table), names_(table.structure_names()) {
    for (const auto& name : names_) name_width_ = std::max(name_width_, name.size());
    for (const auto& market : table.markets) column_ = std::max(column_, market.size() + 2);
  }

  std::string write() {
    for (const auto& measure : table_.measures) write_measure(measure);
    return text_ + legend;
  }

 private:
  void write_measure(const CoalitionMeasure& measure) {
    text_ += measure.long_name + " against everybody alone [" + measure.units + "]\n";
    text_ += "  " + padded_right("", name_width_) + padded_left("sum", column_);
    for (const auto& market : table_.markets) text_ += padded_left(market, column_);
    text_ += "  flags\n";
    const int decimals = decimals_of(measure);
    const auto order = by_total_gain(measure);
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i < most_rows || mark(measure.structures[order[i]]) != ' ') {
        write_row(measure, order[i], decimals);
      } else {
        ++left_out;
      }
    }
    if (left_out > 0) text_ += "  ... and " + std::to_string(left_out) + " more, none of them stable, in the file\n";
    text_ += "\n";
  }

  void write_row(const CoalitionMeasure& measure, std::size_t s, int decimals) {
    const auto& structure = measure.structures[s];
    text_ += std::string(1, mark(structure)) + " ";
    text_ += padded_right(names_[s], name_width_) + padded_left(fixed_text(measure.total_gain[s], decimals), column_);
    for (const auto& player : structure.players) text_ += padded_left(fixed_text(player.gain, decimals), column_);
    text_ += "  " + flags(structure) + "\n";
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
  std::size_t name_width_ = 10, column_ = 11;
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
  for (const auto* definition : {&welfare, &gdp, &abatement_cost}) {
    if (definition == &abatement_cost && !with_abatement_cost) continue;
    table.measures.push_back(measure_of(table, indicators, players, *definition));
  }
  return table;
}

std::string coalition_text(const CoalitionTable& table) { return TextWriter(table).write(); }

}  // namespace etslink
