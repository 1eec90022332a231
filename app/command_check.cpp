// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/command.h"
#include "app/command_line.h"
#include "calibration/check_benchmark.h"
#include "calibration/plausibility/plausibility.h"
#include "calibration/read_benchmark.h"
#include "calibration/taxation/tax_accounts.h"
#include "model/benchmark_equilibrium.h"
#include "model/input_error.h"
#include "model/inventory.h"
#include "model/number_text.h"
#include "study/unused_inputs.h"

namespace etslink {
namespace {

CommandLine command_line() {
  CommandLine line{
      "check FOLDER [OPTIONS]",
      "Reads a benchmark folder (docs/benchmark.md) and prints every identity that does not hold, by name and "
      "size,\nworst first; then holds the benchmark against the model's conditions. Exit code 0 where all hold, 2 "
      "where one does not\n"
      "or a file is wrong.\n"
      "example: etslink check data/nea2011\n",
      "FOLDER (of a benchmark)",
      {}};
  line.options = {{"tolerance", OptionKind::text, "largest relative gap accepted; 0 shows rounding errors too",
                   shortest_text(user_balance_tolerance)}};
  return line;
}

// ", 2 purposes (bunkers, feedstock)"; empty where there is none.
std::string purposes(const Benchmark& data) {
  if (data.purposes.empty()) return "";
  std::string codes;
  for (const auto& code : data.purposes) codes += (codes.empty() ? "" : ", ") + code;
  const std::string count = std::to_string(data.purposes.size());
  return ", " + count + (data.purposes.size() == 1 ? " purpose (" : " purposes (") + codes + ")";
}

std::string summary(const Benchmark& data) {
  double co2 = 0, outside = 0, value_added = 0;
  for (const auto& flow : data.emissions) {
    if (flow.gas != Gas::co2) continue;
    co2 += flow.mt;
    if (!is_in_inventory(data, flow.user)) outside += flow.mt;
  }
  for (const auto& flow : data.value_added) value_added += flow.value_musd + flow.tax_musd;
  return data.folder + ": " + std::to_string(data.regions.size()) + " regions, " + std::to_string(data.sectors.size()) +
         " sectors, " + std::to_string(data.factors.size()) + " factors" + purposes(data) + ", year " +
         std::to_string(data.year) + "; value added " + rounded_text(value_added / 1000, 6) + " billion USD, CO2 " +
         rounded_text(co2, 6) + " Mt" +
         (outside > 0 ? ", of which international transport " + rounded_text(outside, 6) : "") + "\n";
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

}  // namespace

int check_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const double tolerance = values.number_from("tolerance", 0);
  const auto benchmark = read_benchmark(values.first());
  const auto gaps = check_benchmark(benchmark, tolerance);
  console.out << summary(benchmark);
  for (const auto& gap : gaps) console.out << gap.text << '\n';
  if (gaps.empty()) {
    static_cast<void>(try_benchmark(benchmark, plain_nests(), {}));
    for (const auto& note : unusual_parameters(benchmark)) console.out << "note: " << note << '\n';
    print_plausibility(benchmark, console.out);
    print_taxes(benchmark, console.out);
    console.out << "every identity holds to " << rounded_text(tolerance, 3) << " (relative)\n";
    return exit_solved;
  }
  throw InputError({benchmark.folder, 0},
                   std::to_string(gaps.size()) + (gaps.size() == 1 ? " identity does" : " identities do") +
                       " not hold to " + rounded_text(tolerance, 3) + ", the worst: " + gaps.front().text);
}

}  // namespace etslink
