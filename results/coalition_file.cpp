// SPDX-License-Identifier: Apache-2.0
#include "results/coalition_table.h"
#include "results/hdf5_reader.h"

namespace etslink {
namespace {

// A number per structure, market and measure.
struct PlayerVariable {
  const char *name, *long_name, *formula;
  double PlayerIncentives::*value;
};

// A flag per structure and measure.
struct FlagVariable {
  const char *name, *long_name;
  Flag StructureStability::*flag;
};

// clang-format off
const PlayerVariable player_variables[] = {
    {"gain", "gain against everybody alone", "v_i(structure) - v_i(everybody alone)", &PlayerIncentives::gain},
    {"gain_of_leaving", "gain by leaving the coalition",
     "v_i(i alone, the others of its coalition together, the rest as it is) - v_i(structure); missing where it is alone", &PlayerIncentives::leaving},
    {"gain_of_joining", "gain by the best move into another coalition",
     "max over the other coalitions D, single markets included, of v_i(i in D, the rest as it is) - v_i(structure)", &PlayerIncentives::joining},
};

const FlagVariable flag_variables[] = {
    {"internally_stable", "nobody gains by leaving", &StructureStability::internally_stable},
    {"externally_stable", "nobody gains by joining another coalition", &StructureStability::externally_stable},
    {"externally_stable_by_consent", "nobody gains by joining another coalition none of whose members loses by it",
     &StructureStability::externally_stable_by_consent},
    {"stable", "internally and externally stable", &StructureStability::stable},
    {"potentially_internally_stable", "the gains of leaving of each coalition's members do not add up to more than zero",
     &StructureStability::potentially_internally_stable},
    {"pareto", "nobody loses against everybody alone", &StructureStability::pareto},
};
// clang-format on

const char* const yes_no = "1: yes, 0: no, missing: a structure that decides it was not solved";

double number_of(Flag flag) { return flag == Flag::unknown ? missing_value : flag == Flag::yes ? 1 : 0; }

Flag flag_of(double number) { return number == 1 ? Flag::yes : number == 0 ? Flag::no : Flag::unknown; }

// Calls `visit` for each structure and measure, in the order of the variables.
template <class Table, class Visit>
void for_each_cell(Table& table, const Visit& visit) {
  for (std::size_t s = 0; s < table.structures.size(); ++s) {
    for (auto& measure : table.measures) visit(measure.structures[s], measure, s);
  }
}

// The same for each structure, market and measure.
template <class Table, class Visit>
void for_each_player(Table& table, const Visit& visit) {
  for (std::size_t s = 0; s < table.structures.size(); ++s) {
    for (std::size_t i = 0; i < table.markets.size(); ++i) {
      for (auto& measure : table.measures) visit(measure.structures[s].players[i]);
    }
  }
}

void write_labels(NetcdfGroup& group, const CoalitionTable& table) {
  std::vector<std::string> measures, names, units;
  for (const auto& measure : table.measures) {
    measures.push_back(measure.name);
    names.push_back(measure.long_name);
    units.push_back(measure.units);
  }
  group.add_dimension("structure", table.structure_names(), "coalition structure, a scenario of the root group");
  group.add_dimension("market", table.markets, "permit market that may form coalitions");
  group.add_dimension("measure", measures, "indicator that gains are measured in");
  group.write({"measure_name", {"measure"}, "", "what is gained", ""}, names);
  group.write({"measure_units", {"measure"}, "", "unit of the gains", ""}, units);
}

void write_players(NetcdfGroup& group, const CoalitionTable& table) {
  const std::vector<std::string> axes{"structure", "market", "measure"};
  for (const auto& variable : player_variables) {
    Values values;
    for_each_player(table, [&](const PlayerIncentives& player) { values.push_back(player.*variable.value); });
    group.write({variable.name, axes, "million USD", variable.long_name, variable.formula}, values);
  }
  std::vector<int> best;
  Values admitted;
  for_each_player(table, [&](const PlayerIncentives& player) {
    best.push_back(player.best_coalition);
    admitted.push_back(number_of(player.admitted));
  });
  group.write({"best_coalition", axes, "1", "number of the coalition of that move; -1: none", ""}, best);
  group.write({"admitted", axes, "1", "no member of that coalition loses by the move", yes_no}, admitted);
}

void write_structures(NetcdfGroup& group, const CoalitionTable& table) {
  std::vector<int> numbers;
  for (const auto& structure : table.structures) numbers.insert(numbers.end(), structure.begin(), structure.end());
  group.write({"coalition", {"structure", "market"}, "1", "number of the market's coalition in the structure", ""},
              numbers);
  const std::vector<std::string> axes{"structure", "measure"};
  Values total;
  for_each_cell(table, [&](const auto&, const CoalitionMeasure& measure, std::size_t s) {
    total.push_back(measure.total_gain[s]);
  });
  group.write({"total_gain", axes, "million USD", "sum of the gains of all markets", "sum_i gain_i"}, total);
  for (const auto& variable : flag_variables) {
    Values values;
    for_each_cell(table, [&](const StructureStability& structure, const auto&, auto) {
      values.push_back(number_of(structure.*variable.flag));
    });
    group.write({variable.name, axes, "1", variable.long_name, yes_no}, values);
  }
}

// A variable of the group with the dimensions that it has to have there.
std::vector<double> read(const NetcdfReader& file, const std::string& name, const std::vector<std::string>& axes) {
  std::vector<std::string> dimensions;
  for (const auto& axis : axes) dimensions.push_back("coalitions/" + axis);
  file.expect_dimensions("coalitions/" + name, dimensions);
  return file.read_numbers("coalitions/" + name);
}

// The table with the right number of everything, to be filled.
CoalitionTable empty_table(const NetcdfReader& file) {
  CoalitionTable table;
  table.caps_of = file.attribute("caps_of", "coalitions");
  table.markets = file.read_text("coalitions/market");
  const auto names = file.read_text("coalitions/measure"), long_names = file.read_text("coalitions/measure_name"),
             units = file.read_text("coalitions/measure_units");
  for (const char* name : {"coalitions/measure_name", "coalitions/measure_units"})
    file.expect_dimensions(name, {"coalitions/measure"});
  const auto numbers = read(file, "coalition", {"structure", "market"});
  const std::size_t players = table.markets.size();
  for (std::size_t first = 0; first < numbers.size(); first += players) {
    auto& structure = table.structures.emplace_back();
    for (std::size_t i = 0; i < players; ++i) structure.push_back(static_cast<int>(numbers[first + i]));
  }
  const StructureStability empty{std::vector<PlayerIncentives>(players)};
  for (std::size_t m = 0; m < names.size(); ++m) {
    table.measures.push_back({names[m], long_names[m], units[m], Values(table.structures.size()),
                              std::vector<StructureStability>(table.structures.size(), empty)});
  }
  return table;
}

}  // namespace

void write_coalitions(NetcdfGroup& root, const CoalitionTable& table) {
  auto group = root.add_group("coalitions");
  group.set_attribute(
      "description",
      "gains and stability of every coalition structure of the markets; definitions in docs/coalitions.md");
  group.set_attribute("caps_of", table.caps_of);
  write_labels(group, table);
  write_structures(group, table);
  write_players(group, table);
}

CoalitionTable read_coalitions(const NetcdfReader& file) {
  auto table = empty_table(file);
  const std::vector<std::string> cell{"structure", "measure"}, player_cell{"structure", "market", "measure"};
  std::size_t at = 0;
  const auto total = read(file, "total_gain", cell);
  for_each_cell(table, [&](auto&, CoalitionMeasure& measure, std::size_t s) { measure.total_gain[s] = total[at++]; });
  for (const auto& variable : flag_variables) {
    const auto values = read(file, variable.name, cell);
    at = 0;
    for_each_cell(
        table, [&](StructureStability& structure, auto&, auto) { structure.*variable.flag = flag_of(values[at++]); });
  }
  for (const auto& variable : player_variables) {
    const auto values = read(file, variable.name, player_cell);
    at = 0;
    for_each_player(table, [&](PlayerIncentives& player) { player.*variable.value = values[at++]; });
  }
  const auto best = read(file, "best_coalition", player_cell), admitted = read(file, "admitted", player_cell);
  at = 0;
  for_each_player(table, [&](PlayerIncentives& player) {
    if (!(best[at] >= -1 && best[at] < static_cast<double>(table.markets.size())))
      throw FileError(file.path(), "the variable 'coalitions/best_coalition' names no coalition");
    player.best_coalition = static_cast<int>(best[at]);
    player.admitted = flag_of(admitted[at++]);
  });
  return table;
}

}  // namespace etslink
