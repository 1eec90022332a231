// SPDX-License-Identifier: Apache-2.0
#include "calibration/targets/target_report.h"

#include "calibration/csv.h"
#include "files/csv_writer.h"
#include "model/number_text.h"

namespace etslink {
namespace {

std::string number(double value) { return rounded_text(value, 4); }
std::string number(const std::optional<double>& value) { return value ? number(*value) : "not there"; }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string fuels_text(const Target& target) {
  std::vector<std::string> words;
  for (const Fuel fuel : target.fuels) words.push_back(fuel_word(fuel));
  return joined(words);
}

std::string allowed(const Target& stated) {
  const Target target = stated.as_drawn();
  if (target.bound == TargetBound::least) return "at least " + number(target.lowest());
  return number(target.lowest()) + " to " + number(target.highest());
}

ReportTable all_table(const std::vector<TargetResult>& results) {
  ReportTable table{
      "Targets",
      "What the balance was drawn to. Before: money benchmark. Status: source = read in a table, estimate = "
      "with judgement, memory = published, not read again.",
      {"target", "unit", "wanted", "inside", "before", "reached", "moved", "status", "source"},
      {}};
  for (const TargetResult& result : results) {
    const Target& target = result.target;
    table.rows.push_back({target.name(), info_of(target.kind).unit, number(target.wanted), allowed(target),
                          number(result.before), number(result.reached), result.moved, status_word(target.status),
                          target.source});
  }
  return table;
}

ReportTable outside_table(const std::vector<TargetResult>& results) {
  ReportTable table{
      "Targets outside their width", "", {"target", "unit", "allowed", "reached", "reached over wanted"}, {}};
  for (const TargetResult& result : results)
    if (!result.is_inside())
      table.rows.push_back({result.target.name(), info_of(result.target.kind).unit, allowed(result.target),
                            number(result.reached),
                            result.reached ? number(*result.reached / result.target.wanted) : "not there"});
  table.note = std::to_string(table.rows.size()) + " of " + std::to_string(results.size()) + " targets.";
  return table;
}

}  // namespace

void TargetMoves::add(const Target& target, const std::string& text) {
  std::string& all = text_[target.name()];
  all += (all.empty() ? "" : "; ") + text;
}

std::string TargetMoves::of(const Target& target) const {
  const auto found = text_.find(target.name());
  return found == text_.end() ? "-" : found->second;
}

std::vector<ReportTable> target_tables(const std::vector<TargetResult>& results) {
  if (results.empty()) return {};
  return {all_table(results), outside_table(results)};
}

std::string targets_csv(const std::vector<TargetResult>& results) {
  CsvWriter csv({"kind", "region", "users", "fuels", "unit", "wanted", "lowest", "highest", "before", "reached",
                 "inside", "status", "source"});
  for (const TargetResult& result : results) {
    const Target target = result.target.as_drawn();
    csv.add(info_of(target.kind).word).add(target.region).add(joined(target.users)).add(fuels_text(target));
    csv.add(info_of(target.kind).unit).add(target.wanted).add(target.lowest());
    if (target.bound == TargetBound::both)
      csv.add(target.highest());
    else
      csv.add("");
    for (const std::optional<double>& value : {result.before, result.reached}) {
      if (value)
        csv.add(*value);
      else
        csv.add("");
    }
    csv.add(result.is_inside() ? "yes" : "no");
    csv.add(status_word(target.status)).add(target.source);
    csv.end_row();
  }
  return csv.text();
}

}  // namespace etslink
