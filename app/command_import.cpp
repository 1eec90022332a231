// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/command.h"
#include "app/command_line.h"
#include "app/own_data_commands.h"
#include "calibration/gtap/read_gtap.h"
#include "calibration/look_up.h"
#include "calibration/rounding/repair_rounding.h"
#include "calibration/write_benchmark.h"
#include "model/benchmark_equilibrium.h"
#include "model/input_error.h"
#include "model/number_text.h"
#include "model/sector_roles.h"

namespace etslink {
namespace {

CommandLine import_command_line() {
  CommandLine line{
      "import gtap DIR -o FOLDER --year YEAR [OPTIONS]",
      "Reads a GTAP database of yours (GTAP 6 to 11, header array files) and writes a benchmark folder.\n"
      "DIR has basedata.har (or gsdfdat.har); sets.har, default.prm, co2.har and gsdfvole.har are read where they are\n"
      "there. docs/own_data.md says which header becomes which table. GTAP data are licensed: the folder is for you.\n"
      "example: etslink import gtap my_gtap -o my_benchmark --year 2017\n",
      "gtap and DIR (the folder of the database)",
      {},
      2};
  line.options = {
      {"output,o", OptionKind::text, "folder to write"},
      {"year", OptionKind::text, "reference year of the flows"},
      {"role", OptionKind::repeated, "CODE=ROLE: what a sector is whose code is not GTAP's; none=ROLE: none is"},
      {"data", OptionKind::text, "file of the flows, where it has another name than basedata.har"},
      {"parameters", OptionKind::text, "file of the elasticities, instead of default.prm"},
      {"emissions", OptionKind::text, "file of CO2 in Mt, instead of co2.har"},
      {"volumes", OptionKind::text, "file of energy in Mtoe, instead of gsdfvole.har"},
      {"tolerance", OptionKind::text, "largest relative gap that counts as rounding, at most 0.01",
       shortest_text(rounding_tolerance)},
      {"headers", OptionKind::flag, "list the headers of all files that would be read, and nothing else"}};
  return line;
}

GtapLists::Roles roles_of(const Arguments& values) {
  GtapLists::Roles roles;
  for (const auto& text : values.texts("role")) {
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0) throw InputError({}, "--role '" + text + "'; expected CODE=ROLE");
    const int role = look_up(role_names(), text.substr(sign + 1), {"--role " + text + ": unknown role", {}});
    roles.emplace_back(text.substr(0, sign), static_cast<SectorRole>(role));
  }
  return roles;
}

GtapPaths named_paths(const Arguments& values) {
  GtapPaths paths;
  paths[GtapFile::data] = values.find_text("data").value_or("");
  paths[GtapFile::parameters] = values.find_text("parameters").value_or("");
  paths[GtapFile::emissions] = values.find_text("emissions").value_or("");
  paths[GtapFile::volumes] = values.find_text("volumes").value_or("");
  return paths;
}

double tolerance_of(const Arguments& values) {
  const double tolerance = values.number_from("tolerance", 0);
  if (tolerance <= largest_rounding_tolerance) return tolerance;
  throw InputError({}, "--tolerance must be at most " + shortest_text(largest_rounding_tolerance) + ", not '" +
                           values.text("tolerance") + "': what is larger is no rounding");
}

void list_headers(const GtapPaths& paths, std::ostream& out) {
  for (const auto file :
       {GtapFile::data, GtapFile::sets, GtapFile::parameters, GtapFile::emissions, GtapFile::volumes}) {
    if (paths[file].empty()) continue;
    out << paths[file] << '\n';
    const HarFile har(paths[file]);
    for (const auto& header : har.headers()) out << "  " << header.text() << '\n';
  }
}

void print_roles(const Benchmark& benchmark, std::ostream& out) {
  out << "roles:";
  for (const auto& role : role_names()) {
    const auto sectors = sectors_with_role(benchmark, role);
    if (sectors.empty() || role == role_name(SectorRole::other)) continue;
    out << ' ' << role << " =";
    for (const auto& code : sectors) out << ' ' << code;
    out << ';';
  }
  out << " all others are other\n";
}

// CO2 of the world [Mt].
double co2_of(const Benchmark& benchmark) {
  double mt = 0;
  for (const auto& flow : benchmark.emissions) mt += flow.mt;
  return mt;
}

void print_summary(const Benchmark& benchmark, const std::string& folder, std::ostream& out) {
  double value_added = 0;
  for (const auto& flow : benchmark.value_added) value_added += flow.value_musd + flow.tax_musd;
  out << folder << ": " << benchmark.regions.size() << " regions, " << benchmark.sectors.size() << " sectors, "
      << benchmark.factors.size() << " factors, year " << benchmark.year << "; value added "
      << rounded_text(value_added / 1000, 6) << " billion USD, CO2 " << rounded_text(co2_of(benchmark), 6) << " Mt\n";
}

[[noreturn]] void refuse(const std::vector<std::string>& gaps, const GtapImport& import, const Console& console) {
  for (const auto& gap : gaps) console.out << gap << '\n';
  throw InputError({import.folder, 0},
                   std::to_string(gaps.size()) +
                       (gaps.size() == 1 ? " identity of the headers does" : " identities of the headers do") +
                       " not hold, the worst: " + gaps.front());
}

void import_gtap(const Arguments& values, const Console& console) {
  const GtapImport import{values.free()[1], named_paths(values), 0, roles_of(values)};
  const auto paths = find_gtap_files(import.folder, import.paths);
  if (values.has("headers")) return list_headers(paths, console.out);
  for (const auto* option : {"output", "year"}) {
    if (!values.has(option))
      throw InputError({}, "missing --" + std::string(option) + "; usage: etslink " + import_command_line().usage);
  }
  const auto& output = values.text("output");
  const double tolerance = tolerance_of(values);
  auto dated = import;
  dated.year = values.count("year", 1900, 2200);
  auto imported = read_gtap(dated, tolerance);
  if (!imported.gaps.empty()) refuse(imported.gaps, import, console);
  check_benchmark_output(output);
  const auto repaired = repair_rounding(std::move(imported.benchmark), tolerance);
  static_cast<void>(try_benchmark(repaired.benchmark, plain_nests(), {}));
  write_benchmark(repaired.benchmark, output);
  print_roles(repaired.benchmark, console.out);
  for (const auto& note : imported.notes) console.out << "note: " << note << '\n';
  if (!repaired.repairs.empty())
    console.out << repaired.repairs.size() << " flows changed by rounding, most: " << repaired.repairs.front().text()
                << '\n';
  print_summary(repaired.benchmark, output, console.out);
  console.out << "next: etslink check " << output << "; etslink new study.toml --benchmark " << output << '\n';
}

}  // namespace

int import_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(import_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  static_cast<void>(look_up({"gtap"}, parsed->first(), {"unknown format", {}}));
  import_gtap(*parsed, console);
  return exit_solved;
}

}  // namespace etslink
