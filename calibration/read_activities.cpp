// SPDX-License-Identifier: Apache-2.0
#include "calibration/read_activities.h"

#include <algorithm>
#include <cmath>

#include "calibration/code_book.h"
#include "calibration/flow_rules.h"
#include "calibration/look_up.h"
#include "calibration/read_sets.h"
#include "model/number_text.h"

namespace etslink {
namespace {

bool is_fuel(SectorRole role) {
  using enum SectorRole;
  return role == coal || role == crude_oil || role == gas || role == refined_oil;
}

class ActivityReader {
 public:
  ActivityReader(const CodeBook& codes, Benchmark& benchmark) : codes_(codes), benchmark_(benchmark) {}

  void read_activities(const CsvTable& table) {
    RecordReader row(table, codes_);
    while (row.next()) {
      IdleActivity activity;
      activity.at = row.at();
      activity.region = row.region("region");
      activity.code = std::string(row.text("activity"));
      require_code(row.at(), "activity", activity.code, {});
      activity.good = row.sector("good");
      activity.markup = row.number("markup");
      const auto read = [&](const char* column, double& target) {
        if (!row.text(column).empty()) target = row.number(column);
      };
      read("elasticity", activity.elasticity);
      read("capture", activity.capture);
      read("process_mt_per_musd", activity.process_mt);
      read("biogenic_mt_per_musd", activity.biogenic_mt);
      read("resource_share", activity.resource_share);
      read("resource_elasticity", activity.resource_elasticity);
      refuse(row.at(), fault(activity));
      benchmark_.activities.push_back(activity);
    }
  }

  void read_inputs(const CsvTable& table) {
    RecordReader row(table, codes_);
    while (row.next()) {
      ActivityInput input = read_input(row);
      input.at = row.at();
      refuse(row.at(), fault(input));
      activity_of(row).inputs.push_back(input);
    }
  }

  void check() const {
    for (const IdleActivity& activity : benchmark_.activities) {
      double sum = 0;
      for (const ActivityInput& input : activity.inputs) sum += input.share;
      if (std::abs(sum - 1) > share_tolerance)
        throw InputError(activity.at, "the shares of the inputs of '" + activity.code + "' in " +
                                          benchmark_.regions[activity.region.index].code + " add up to " +
                                          rounded_text(sum, 9) + " in activity_inputs.csv; they must add up to 1");
    }
  }

 private:
  static void refuse(const SourceLocation& at, const std::string& problem) {
    if (!problem.empty()) throw InputError(at, problem);
  }

  IdleActivity& activity_of(const RecordReader& row) {
    const Region region = row.region("region");
    const std::string code(row.text("activity"));
    std::vector<std::string> known;
    for (IdleActivity& activity : benchmark_.activities) {
      if (activity.region == region && activity.code == code) return activity;
      if (activity.region == region) known.push_back(activity.code);
    }
    throw_not_found(
        code, known,
        {"activities.csv has in region " + benchmark_.regions[region.index].code + " no activity", row.at()});
  }

  // A good or a factor by its code.
  [[nodiscard]] ActivityInput read_input(const RecordReader& row) const {
    const std::string code(row.text("input"));
    ActivityInput input;
    input.good = benchmark_.find_sector(code);
    input.factor = benchmark_.find_factor(code);
    if (input.good.valid() && input.factor.valid())
      throw InputError(row.at(), "input '" + code + "' is a good and a factor; their codes must differ here");
    if (!input.good.valid() && !input.factor.valid()) {
      std::vector<std::string> known = benchmark_.sector_codes();
      const std::vector<std::string> factors = benchmark_.factor_codes();
      known.insert(known.end(), factors.begin(), factors.end());
      throw_not_found(code, known, {"unknown input", row.at()});
    }
    input.share = row.number("share");
    if (!row.text("tax_rate").empty()) input.tax_rate = row.number("tax_rate");
    read_emissions(row, code, input);
    return input;
  }

  void read_emissions(const RecordReader& row, const std::string& code, ActivityInput& input) const {
    if (!row.text("mt_per_musd").empty()) {
      input.mt_per_musd = row.number("mt_per_musd");
    } else if (input.good.valid() && is_fuel(benchmark_.sectors[input.good.index].role)) {
      throw InputError(row.at(),
                       "mt_per_musd of " + code +
                           " is not stated; allowed: Mt CO2 per million USD of this fuel, 0 where it is not burnt");
    }
    if (input.mt_per_musd != 0 && !input.good.valid())
      throw InputError(row.at(), "mt_per_musd of " + code + " is stated; allowed for goods, " + code + " is a factor");
    if (input.mt_per_musd != 0 && benchmark_.sectors[input.good.index].role == SectorRole::electricity)
      throw InputError(row.at(), "mt_per_musd of " + code +
                                     ", which has the role electricity; allowed: 0, its fuel emits where it is burnt");
  }

  const CodeBook& codes_;
  Benchmark& benchmark_;
};

}  // namespace

void read_activities(const std::map<std::string, CsvTable>& tables, Benchmark& benchmark) {
  const CodeBook codes(benchmark);
  ActivityReader reader(codes, benchmark);
  const auto read = [&](const char* name, auto rows) {
    const auto found = tables.find(name);
    if (found != tables.end()) (reader.*rows)(found->second);
  };
  read("activities.csv", &ActivityReader::read_activities);
  read("activity_inputs.csv", &ActivityReader::read_inputs);
  reader.check();
}

}  // namespace etslink
