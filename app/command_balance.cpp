// SPDX-License-Identifier: Apache-2.0
#include "app/command.h"
#include "app/command_line.h"
#include "app/shipped_input.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/rounding/repair_rounding.h"
#include "calibration/write_benchmark.h"
#include "model/benchmark_equilibrium.h"
#include "model/input_error.h"
#include "model/number_text.h"
#include "results/report/json_value.h"

namespace etslink {
namespace {

CommandLine balance_command_line() {
  CommandLine line{
      "balance FOLDER -o FOLDER [OPTIONS]",
      "Closes the gaps that rounding leaves in a benchmark folder (flows in single precision have 7 digits) and writes "
      "one\nwhose identities hold to 1e-09. Every flow that is changed is printed with its size, largest first; "
      "docs/benchmark.md\nsays which. A gap beyond the tolerance is refused by name.\n"
      "example: etslink balance data/nea2011 -o balanced --tolerance 1e-5\n",
      "FOLDER (of a benchmark)",
      {}};
  line.options = {{"output,o", OptionKind::text, "folder to write"},
                  {"tolerance", OptionKind::text, "largest relative gap that counts as rounding, at most 0.01",
                   shortest_text(rounding_tolerance)},
                  {"json", OptionKind::flag, "print the repairs as JSON instead"},
                  {"quiet,q", OptionKind::flag, "the number of repairs and the largest one only"}};
  return line;
}

double tolerance_of(const Arguments& values) {
  const double tolerance = values.number_from("tolerance", 0);
  if (tolerance <= largest_rounding_tolerance) return tolerance;
  throw InputError({}, "--tolerance must be at most " + shortest_text(largest_rounding_tolerance) + ", not '" +
                           values.text("tolerance") + "': what is larger is no rounding");
}

void print(const std::vector<RoundingRepair>& repairs, bool is_quiet, std::ostream& out) {
  if (repairs.empty()) return;
  for (std::size_t i = 0; i < (is_quiet ? 1 : repairs.size()); ++i) out << repairs[i].text() << '\n';
  out << repairs.size() << (repairs.size() == 1 ? " repair" : " repairs") << ", the largest "
      << rounded_text(repairs.front().part, 2) << " of the sum it belongs to\n";
}

std::string repairs_json(const std::vector<RoundingRepair>& repairs, const std::string& folder) {
  JsonValue::List list;
  for (const auto& repair : repairs) {
    list.push_back(JsonValue::Object{{"what", repair.what},
                                     {"place", repair.place},
                                     {"before", repair.before},
                                     {"after", repair.after},
                                     {"part", repair.part}});
  }
  return json_text(JsonValue::Object{
      {"folder", folder}, {"tolerance", own_balance_tolerance}, {"unit", "million USD"}, {"repairs", list}});
}

}  // namespace

int balance_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(balance_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  if (!values.has("output")) throw InputError({}, "missing -o FOLDER; usage: etslink " + balance_command_line().usage);
  const auto& output = values.text("output");
  const double tolerance = tolerance_of(values);
  const auto benchmark = read_benchmark(shipped_input(values.first(), Shipped::benchmark));
  check_benchmark_output(output);
  const auto repaired = repair_rounding(benchmark, tolerance);
  static_cast<void>(try_benchmark(repaired.benchmark, plain_nests(), {}));
  write_benchmark(repaired.benchmark, output);
  if (values.has("json")) {
    console.out << repairs_json(repaired.repairs, output);
    return exit_solved;
  }
  print(repaired.repairs, values.has("quiet"), console.out);
  console.out << output << ": every identity holds to " << rounded_text(own_balance_tolerance, 3) << " (relative)"
              << (repaired.repairs.empty() ? ", as it did before" : "") << '\n';
  return exit_solved;
}

}  // namespace etslink
