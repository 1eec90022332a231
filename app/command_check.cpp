// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/benchmark_info.h"
#include "app/check_json.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/shipped_input.h"
#include "app/world_sums.h"
#include "calibration/check_benchmark.h"
#include "calibration/plausibility/plausibility.h"
#include "calibration/read_benchmark.h"
#include "calibration/taxation/tax_accounts.h"
#include "model/benchmark_equilibrium.h"
#include "model/input_error.h"
#include "model/number_text.h"
#include "study/unused_inputs.h"

namespace etslink {
namespace {

CommandLine check_command_line() {
  CommandLine line{
      "check FOLDER [OPTIONS]",
      "Reads a benchmark folder (docs/benchmark.md) and prints every identity that does not hold, by name and "
      "size,\nworst first; then holds the benchmark against the model's conditions. Exit code 0 where all hold, 2 "
      "where one does not\n"
      "or a file is wrong.\n"
      "example: etslink check data/nea2011\n",
      "FOLDER (of a benchmark)",
      {}};
  line.options = {
      {"tolerance", OptionKind::text, "largest relative gap accepted; 0 shows rounding errors too",
       shortest_text(user_balance_tolerance)},
      {"json", OptionKind::flag, "print what is found as JSON instead, also where an identity does not hold"}};
  return line;
}

void print_plausibility(const Benchmark& benchmark, std::ostream& out) {
  const auto rules = plausibility_rules();
  const auto findings = find_implausible(benchmark, rules);
  out << "plausibility:\n";
  for (const auto& finding : findings) out << "  " << finding.line() << '\n';
  for (const auto& finding : findings) {
    for (const auto& warning : finding.warnings()) out << "warning: " << warning << '\n';
  }
}

// Nothing where there are no taxes.
void print_taxes(const Benchmark& benchmark, std::ostream& out) {
  const auto accounts = tax_accounts(benchmark);
  const auto has_taxes = [](const TaxAccount& account) { return account.gross > 0; };
  if (std::none_of(accounts.begin(), accounts.end(), has_taxes)) return;
  out << "taxes, % of GDP at market prices:\n";
  for (const auto& line : tax_lines(benchmark)) out << "  " << line << '\n';
}

// Of a benchmark whose identities hold.
void print_findings(const Benchmark& benchmark, double tolerance, std::ostream& out) {
  for (const auto& note : unusual_parameters(benchmark)) out << "note: " << note << '\n';
  print_plausibility(benchmark, out);
  print_taxes(benchmark, out);
  out << "every identity holds to " << rounded_text(tolerance, 3) << " (relative)\n";
}

}  // namespace

int check_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(check_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const double tolerance = values.number_from("tolerance", 0);
  const auto benchmark = read_benchmark(shipped_input(values.first(), Shipped::benchmark));
  const auto gaps = check_benchmark(benchmark, tolerance);
  if (!values.has("json")) {
    console.out << benchmark_summary(benchmark);
    for (const auto& gap : gaps) console.out << gap.text << '\n';
  }
  if (gaps.empty()) static_cast<void>(try_benchmark(benchmark, plain_nests(), {}));
  if (values.has("json")) {
    auto json = gaps_json(benchmark, gaps, tolerance);
    if (gaps.empty()) add_findings(json, benchmark);
    console.out << json_text(json);
  } else if (gaps.empty()) {
    print_findings(benchmark, tolerance, console.out);
  }
  if (gaps.empty()) return exit_solved;
  throw InputError({benchmark.folder, 0},
                   std::to_string(gaps.size()) + (gaps.size() == 1 ? " identity does" : " identities do") +
                       " not hold to " + rounded_text(tolerance, 3) + ", the worst: " + gaps.front().text);
}

}  // namespace etslink
