// SPDX-License-Identifier: Apache-2.0
#include "app/benchmark_info.h"
#include "app/check_json.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/shipped_input.h"
#include "app/world_sums.h"
#include "calibration/aggregation/aggregate_benchmark.h"
#include "calibration/aggregation/aggregation_map.h"
#include "calibration/aggregation/aggregation_notes.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/write_benchmark.h"
#include "model/benchmark_equilibrium.h"
#include "model/input_error.h"
#include "model/number_text.h"
#include "model/technology.h"

namespace etslink {
namespace {

CommandLine aggregate_command_line() {
  CommandLine line{
      "aggregate FOLDER MAP -o FOLDER [OPTIONS]",
      "Makes a benchmark folder of fewer regions, sectors and factors. MAP is a .toml file that says which become one\n"
      "(docs/benchmark.md); totals of the old and the new folder are printed beside each other.\n"
      "example: etslink aggregate data/nea2011 data/maps/nea_3x5.toml -o nea_3x5\n",
      "FOLDER MAP (of a benchmark; a .toml file)",
      {},
      2};
  line.options = {{"output,o", OptionKind::text, "folder to write"},
                  {"json", OptionKind::flag, "print both folders with their totals as JSON instead of the table"},
                  {"quiet,q", OptionKind::flag, "no table; warnings stay"}};
  return line;
}

struct Total {
  const char* name;
  double value = 0;
};

std::vector<Total> totals(const Benchmark& benchmark) {
  const auto sum = world_sums(benchmark);
  return {{"use [million USD]", sum.use},
          {"trade [million USD]", sum.trade},
          {"value added [million USD]", sum.factor_payments},
          {"taxes [million USD]", sum.taxes},
          {"CO2 [Mt]", sum.co2}};
}

// Technologies that became part of a column, by their old codes.
std::string merged_technologies(const Benchmark& before, const AggregationMap& map) {
  std::string text;
  for (const Sector technology : technologies(before.sectors)) {
    if (is_technology(map.sectors[map.of(technology).index])) continue;
    text += (text.empty() ? "" : ", ") + before.sectors[technology.index].code;
  }
  return text;
}

// Both folders, the new one by the name it was written to.
std::string both_json(const Benchmark& before, const Benchmark& after, const AggregationNotes& notes) {
  return json_text(JsonValue::Object{{"before", benchmark_json(before)},
                                     {"after", benchmark_json(after)},
                                     {"prices", JsonValue::list_of(notes.prices)},
                                     {"warnings", JsonValue::list_of(notes.warnings)}});
}

void print(const Benchmark& before, const Benchmark& after, std::ostream& out) {
  out << benchmark_lists(before) << " -> " << benchmark_lists(after) << '\n';
  const auto old_totals = totals(before), new_totals = totals(after);
  for (std::size_t i = 0; i < old_totals.size(); ++i)
    out << old_totals[i].name << ": " << rounded_text(old_totals[i].value, 12) << " -> "
        << rounded_text(new_totals[i].value, 12) << '\n';
}

void print_prices(const AggregationNotes& notes, std::ostream& out) {
  if (notes.prices.empty()) return;
  out << "goods with physical volumes that had several prices (docs/benchmark.md, \"Physical volumes of an "
         "aggregate\"):\n";
  for (const auto& line : notes.prices) out << "  " << line << '\n';
}

}  // namespace

int aggregate_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(aggregate_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  if (!values.has("output"))
    throw InputError({}, "missing -o FOLDER; usage: etslink " + aggregate_command_line().usage);
  const auto& output = values.text("output");
  const auto benchmark = read_benchmark(shipped_input(values.first(), Shipped::benchmark));
  require_balanced(benchmark);
  const auto map = read_aggregation_map(shipped_input(values.free()[1], Shipped::map), benchmark);
  check_benchmark_output(output);
  auto aggregate = aggregate_benchmark(benchmark, map);
  require_balanced(aggregate.benchmark);
  static_cast<void>(try_benchmark(aggregate.benchmark, plain_nests(), {}));
  write_benchmark(aggregate.benchmark, output);
  const auto notes = aggregation_notes(benchmark, map, aggregate);
  if (values.has("json")) {
    aggregate.benchmark.folder = output;
    console.out << both_json(benchmark, aggregate.benchmark, notes);
    return exit_solved;
  }
  if (!values.has("quiet")) {
    print(benchmark, aggregate.benchmark, console.out);
    print_prices(notes, console.out);
  }
  for (const auto& warning : notes.warnings) console.out << "warning: " << warning << '\n';
  if (const auto merged = merged_technologies(benchmark, map); !merged.empty())
    console.out << "warning: technologies of sectors that become one with others are part of their columns: " << merged
                << '\n';
  return exit_solved;
}

}  // namespace etslink
