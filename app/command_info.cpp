// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "analysis/sweep/read_shard.h"
#include "analysis/sweep/sweep_file.h"
#include "analysis/sweep/sweep_table.h"
#include "app/benchmark_info.h"
#include "app/command.h"
#include "app/command_line.h"
#include "app/shipped_input.h"
#include "app/solve_options.h"
#include "app/technology_info.h"
#include "calibration/read_benchmark.h"
#include "results/coalition_table.h"
#include "results/file_summary.h"
#include "results/hdf5_reader.h"
#include "results/report/results_json.h"
#include "results/table.h"
#include "results/variant_file.h"
#include "results/write_cost_curves.h"
#include "results/write_study.h"

namespace etslink {
namespace {

CommandLine info_command_line() {
  CommandLine line{
      "info FILE [OPTIONS]",
      "Prints what a file contains that 'etslink run', 'coalitions', 'macc', 'sweep' or 'merge' wrote: where "
      "it comes from,\nits scenarios or curves, its table, its axes and variables with their units and ranges. Of a "
      "benchmark folder it prints\nthe size and each technology with its volume, cost and CO2 per unit; with "
      "--technologies also those that nobody uses\nthere yet, at its prices, with the carbon price at which each "
      "breaks even.\n"
      "example: etslink info northeast_asia.h5 --variables\n",
      "FILE (written by 'etslink run', 'coalitions', 'macc', 'sweep' or 'merge'; or a benchmark folder)",
      {}};
  line.options = {variant_option("all, the table of the first with the range over all beside it"),
                  {"study", OptionKind::flag, "print the study file it was made from, and nothing else"},
                  {"json", OptionKind::flag,
                   "print all results of the file as JSON, and nothing else: attributes, axes, variables with units"},
                  {"variables", OptionKind::flag,
                   "list every axis and variable of a results file and the statistics of a sweep; those of "
                   "curves and coalitions, which are few, are always listed"},
                  {"technologies", OptionKind::list,
                   "technology files (docs/technologies.md), or names of those that came with the program"},
                  {"technology-year", OptionKind::text, "the year of their costs"}};
  return line;
}

// One line of an attribute, cut where it is long.
std::string one_line(const std::string& text) {
  constexpr std::size_t width = 90;
  const auto line = text.substr(0, text.find('\n'));
  return line.size() == text.size() && line.size() <= width ? line : line.substr(0, width) + " ...";
}

void print_attributes(const TextAttributes& attributes, std::ostream& out) {
  std::size_t width = 0;
  for (const auto& [name, text] : attributes) width = std::max(width, name.size());
  for (const auto& [name, text] : attributes) {
    if (!text.empty()) out << name << std::string(width - name.size() + 2, ' ') << one_line(text) << '\n';
  }
}

void print_curves(const NetcdfReader& file, std::ostream& out) {
  out << '\n' << group_summary(file) << '\n' << price_table(read_cost_curves(file));
}

void print_coalitions(const NetcdfReader& file, std::ostream& out) {
  const auto table = read_coalitions(file);
  out << "\ncoalitions, with the caps of scenario " << table.caps_of << "\n"
      << group_summary(file, "coalitions") << '\n'
      << coalition_text(table);
}

void print_sweep(const NetcdfReader& file, bool with_variables, std::ostream& out) {
  out << '\n' << group_summary(file) << '\n' << summary_text(read_sweep_summary(file));
  if (with_variables) out << "\nstatistics\n" << group_summary(file, "statistics");
}

// A shard, finished or not, or the journal of a sweep that goes on.
void print_journal(const std::string& path, std::ostream& out) {
  const auto content = read_journal(path);
  const auto description = checked_description(content, path);
  int units = 0;
  for (int u = 0; u < description.units(); ++u) units += content.shard.has(u) ? 1 : 0;
  out << "shard " << content.shard.k << '/' << content.shard.n << " of a sweep of '" << description.study.name
      << "': " << description.design.samples() << " samples (" << description.design_name << ", seed "
      << description.seed << ")\n"
      << content.units.size() << " of " << units << " work units of " << samples_per_unit << " samples are finished\n";
  if (content.damaged > 0) out << content.damaged << " bytes are damaged; --resume computes their samples again\n";
}

// `variant` stands before the names of scenarios: "", or "eppa/".
void print_statuses(const IndicatorSet& indicators, const std::string& variant, std::ostream& out) {
  for (std::size_t i = 0; i < indicators.scenarios.size(); ++i) {
    out << "scenario " << variant << indicators.scenarios[i] << ": " << to_string(indicators.solver_status[i]) << '\n';
  }
}

void print_variants(const NetcdfReader& file, const std::vector<std::string>& names, std::ostream& out) {
  std::vector<NamedIndicators> variants;
  for (const auto& name : names) {
    variants.push_back({name, read_study_file(variant_view(file, name)).indicators});
    print_statuses(variants.back().indicators, name + "/", out);
  }
  out << '\n' << variants_table(variants);
}

void print_study(const NetcdfReader& file, std::ostream& out) {
  const auto indicators = read_study_file(file).indicators;
  print_statuses(indicators, "", out);
  const auto groups = file.group_names();
  if (std::find(groups.begin(), groups.end(), "coalitions") != groups.end()) {
    print_coalitions(file, out);
  } else {
    out << '\n' << study_table(indicators);
  }
}

void print_results(const NetcdfReader& file, bool with_variables, std::ostream& out) {
  const auto variants = variant_names(file);
  if (variants.empty()) {
    print_study(file, out);
  } else {
    print_variants(file, variants, out);
  }
  if (with_variables) out << '\n' << group_summary(file);
}

NamedTechnologies named_technologies(const Arguments& values) {
  NamedTechnologies named;
  for (const std::string& name : values.texts("technologies"))
    named.paths.push_back(shipped_input(name, Shipped::technologies));
  named.year.at = {"--technology-year", 0};
  if (values.has("technology-year")) named.year.year = values.number("technology-year");
  return named;
}

void print_benchmark(const Arguments& values, std::ostream& out) {
  const auto& folder = values.first();
  for (const std::string option : {"variant", "study", "json", "variables"}) {
    if (values.has(option)) throw InputError({folder, 0}, "is a folder: --" + option + " is of results files");
  }
  const auto benchmark = read_benchmark(folder);
  out << benchmark_summary(benchmark);
  const auto technologies = technology_table(benchmark);
  if (!technologies.empty()) out << '\n' << technologies;
  if (values.has("technologies")) out << '\n' << latent_technology_table(named_technologies(values), benchmark);
}

void refuse_options_of_folders(const Arguments& values) {
  for (const std::string option : {"technologies", "technology-year"}) {
    if (values.has(option))
      throw InputError({values.first(), 0}, "is no folder: --" + option + " is of benchmark folders");
  }
}

// The file, or one of its variants.
NetcdfReader chosen_part(const NetcdfReader& file, const std::string& variant) {
  return variant.empty() ? file : variant_view(file, variant);
}

}  // namespace

int info_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(info_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto& path = values.first();
  if (std::filesystem::is_directory(path)) {
    print_benchmark(values, console.out);
    return exit_solved;
  }
  refuse_options_of_folders(values);
  const auto variant = chosen_variant(values);
  if (is_journal(path)) {
    if (!variant.empty()) throw InputError({path, 0}, "has no variants, also no '" + variant + "'");
    if (values.has("json")) throw InputError({path, 0}, "is a shard or the journal of a sweep: --json has no results");
    print_journal(path, console.out);
    return exit_solved;
  }
  const NetcdfReader file = chosen_part(NetcdfReader(path), variant);
  const auto format = file.attribute("format");
  const bool is_curves = format == cost_curves_format, is_sweep = format == sweep_format;
  if (!is_curves && !is_sweep) check_study_file(file);
  if (values.has("study")) {
    console.out << file.attribute("study");
    return exit_solved;
  }
  if (values.has("json")) {
    console.out << results_json(file);
    return exit_solved;
  }
  print_attributes(file.attributes(), console.out);
  if (is_curves) {
    print_curves(file, console.out);
  } else if (is_sweep) {
    print_sweep(file, values.has("variables"), console.out);
  } else {
    print_results(file, values.has("variables"), console.out);
  }
  return exit_solved;
}

}  // namespace etslink
