// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "analysis/sensitivity/sensitivity_table.h"
#include "analysis/sweep/journal.h"
#include "analysis/sweep/sweep_file.h"
#include "analysis/sweep/sweep_table.h"
#include "analysis/version.h"
#include "app/command.h"
#include "app/command_line.h"
#include "files/file_access.h"
#include "files/input_files.h"
#include "model/input_error.h"
#include "results/coalition_table.h"
#include "results/report/report_page.h"
#include "results/variant_file.h"
#include "results/write_cost_curves.h"
#include "results/write_study.h"

namespace etslink {
namespace {

CommandLine report_command_line() {
  CommandLine line{
      "report FILE... [-o PAGE.html]",
      "Writes one page for the browser with the tables and figures of results files, their warnings and sources: "
      "files\n"
      "of 'etslink run', 'coalitions', 'macc', 'sweep' and 'merge', and tables of 'sensitivity', all of the same\n"
      "benchmark. The page is complete in itself and needs no network (docs/report.md).\n"
      "example: etslink report northeast_asia.h5 northeast_asia.macc.h5 -o northeast_asia.html\n",
      "FILE (written by 'etslink run', 'coalitions', 'macc', 'sweep', 'merge' or 'sensitivity')",
      {}};
  line.takes_more = true;
  line.options = {
      {"output,o", OptionKind::text, "page; default: the name of the first file with .html, in the current folder"}};
  return line;
}

// The part of a page that one file is, and the data that it stands on.
class PageBuilder {
 public:
  void add(const std::string& path) {
    check_readable(path);
    if (is_input(path)) throw InputError({path, 0}, "is named twice");
    if (is_journal(path))
      throw InputError({path, 0},
                       "is a shard or the journal of a sweep: finish it with 'etslink sweep --resume' or "
                       "'etslink merge' first");
    if (is_sensitivity_csv(path)) return add_sensitivities(path);
    const NetcdfReader file(path);
    add_results(file);
    expect_same_data(file);
  }

  [[nodiscard]] const ReportPage& page() const { return page_; }

 private:
  // What 'info' reads of a file is checked by the same readers.
  void add_results(const NetcdfReader& file) {
    const auto format = file.attribute("format");
    if (format == cost_curves_format) {
      static_cast<void>(read_cost_curves(file));
      return page_.add_curves(file);
    }
    if (format == sweep_format) {
      static_cast<void>(read_sweep_summary(file));
      return page_.add_sweep(file);
    }
    check_study_file(file);
    check_study(file);
    page_.add_study(file);
  }

  static void check_study(const NetcdfReader& file) {
    const auto variants = variant_names(file);
    for (const auto& name : variants) static_cast<void>(read_study_file(variant_view(file, name)));
    if (!variants.empty()) return;
    static_cast<void>(read_study_file(file));
    if (file.has_variable("coalitions/structure")) static_cast<void>(read_coalitions(file));
  }

  void add_sensitivities(const std::string& path) {
    const auto table = read_sensitivity_csv(path);
    std::vector<std::vector<std::string>> rows(table.row_count());
    for (int row = 0; row < table.row_count(); ++row) {
      for (int column = 0; column < table.column_count(); ++column) rows[row].emplace_back(table.text(row, column));
    }
    page_.add_sensitivities(path, table.columns(), rows);
  }

  void expect_same_data(const NetcdfReader& file) {
    const auto hash = file.attribute("data_hash");
    if (first_.empty()) {
      first_ = file.path();
      first_hash_ = hash;
    }
    if (hash != first_hash_)
      throw InputError({file.path(), 0}, "stands on other benchmark data (data_hash " + hash + ") than " + first_ +
                                             " (" + first_hash_ + "); write a page for each");
  }

  ReportPage page_;
  std::string first_, first_hash_;  // the first file with benchmark data, and their hash
};

}  // namespace

int report_command(const std::vector<std::string>& arguments, const Console& console) {
  const auto parsed = parse_arguments(report_command_line(), arguments, console);
  if (!parsed) return exit_solved;
  const auto& values = *parsed;
  const auto output =
      values.has("output") ? values.text("output") : std::filesystem::path(values.first()).stem().string() + ".html";
  PageBuilder builder;
  for (const auto& path : values.free()) builder.add(path);
  check_writable(output);
  write_file(output, builder.page().html(program_version()));
  return exit_solved;
}

}  // namespace etslink
