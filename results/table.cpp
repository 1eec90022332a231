// SPDX-License-Identifier: Apache-2.0
#include "results/table.h"

#include <algorithm>
#include <cmath>

#include "results/text_layout.h"

namespace etslink {
namespace {

constexpr std::size_t page_width = 110, label_width = 18, smallest_column = 12;

// One block of the table: an indicator over regions or markets.
struct Section {
  std::string title, indicator;
  int decimals = 2;
  bool has_total = false;
};

const std::vector<Section> region_sections = {
    {"CO2 abatement [Mt]", "abatement", 1, true},
    {"CO2 abatement [% of reference]", "abatement_percent", 2},
    {"real GDP [% of reference]", "gdp_change", 3},
    {"welfare [% of reference consumption]", "welfare_change", 3},
    {"welfare, equivalent variation [million USD]", "welfare_ev", 0, true},
    {"abatement cost by the curve [million USD]", "abatement_cost_macc", 0, true},
    {"permits bought (+) or sold (-) [Mt]", "permit_imports", 1, true},
    {"payment for permits bought (+) or sold (-) [million USD]", "permit_import_value", 0, true},
};

const std::vector<Section> link_sections = {
    {"permits that flow over restricted links and from projects [Mt]", "permit_flow", 2},
    {"rent per permit [USD/t]", "permit_rent", 2},
};

const std::vector<Section> rate_rows = {
    {"leakage rate", "leakage_rate"},
    {"  fuel prices", "leakage_fuel_price_channel"},
    {"  competitiveness", "leakage_competitiveness_channel"},
    {"  inside coalition", "domestic_leakage"},
};

class TableWriter {
 public:
  explicit TableWriter(const IndicatorSet& set) : set_(set) {
    for (int r = 0; r < static_cast<int>(set.regions.size()); ++r) {
      if (has_market(r)) regions_.push_back(r);
    }
    for (int s = 0; s < static_cast<int>(set.scenarios.size()); ++s) {
      if (has_policy(s)) scenarios_.push_back(s);
    }
    for (const int s : scenarios_) column_ = std::max(column_, set.scenarios[s].size() + 2);
    column_ = std::min(column_, page_width - label_width);
  }

  std::string write() {
    const std::size_t per_page = (page_width - label_width) / column_;
    for (std::size_t first = 0; first < scenarios_.size(); first += per_page) {
      const std::size_t last = std::min(first + per_page, scenarios_.size());
      page_.assign(scenarios_.begin() + static_cast<std::ptrdiff_t>(first),
                   scenarios_.begin() + static_cast<std::ptrdiff_t>(last));
      write_page();
    }
    write_failures();
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool has_market(int region) const {
    for (std::size_t s = 0; s < set_.scenarios.size(); ++s) {
      const std::vector<double> price = set_.slice("carbon_price_local", static_cast<int>(s));
      for (std::size_t m = 0; m < set_.markets.size(); ++m) {
        if (std::isfinite(price[m * set_.regions.size() + region])) return true;
      }
    }
    return false;
  }

  [[nodiscard]] double value(const std::string& indicator, int scenario, int index) const {
    if (indicator != "abatement_percent") return set_.slice(indicator, scenario)[index];
    const double abatement = set_.slice("abatement", scenario)[index];
    return 100 * abatement / (abatement + set_.slice("co2", scenario)[index]);
  }

  // Without a market that is on, as in the benchmark, there is nothing to show; a scenario that was not solved is
  // shown.
  [[nodiscard]] bool has_policy(int scenario) const {
    return set_.solver_status[scenario] != "solved" || is_known("co2_covered", scenario) ||
           is_known("tax_rate_change", scenario);
  }

  // Has an indicator any value in a scenario?
  [[nodiscard]] bool is_known(const std::string& indicator, int scenario) const {
    if (!set_.has(indicator)) return false;
    const std::vector<double> values = set_.slice(indicator, scenario);
    return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  }

  // Links, and taxes that are unknowns, where the study has them.
  void write_instruments() {
    for (const Section& section : link_sections) {
      if (!set_.has(section.indicator)) continue;
      text_ += section.title + "\n";
      for (int l = 0; l < static_cast<int>(set_.links.size()); ++l) {
        row("  " + set_.links[l], [&](int s) { return fixed_text(value(section.indicator, s, l), section.decimals); });
      }
    }
    const bool has_tax =
        std::any_of(scenarios_.begin(), scenarios_.end(), [&](int s) { return is_known("tax_rate_change", s); });
    if (has_tax) write_section({"change of a tax rate [percentage points]", "tax_rate_change", 3});
  }

  void write_page() {
    if (!text_.empty()) text_ += "\n";
    row("", [&](int s) { return set_.scenarios[s]; });
    text_ += "carbon price [USD/t]\n";
    for (int m = 0; m < static_cast<int>(set_.markets.size()); ++m) {
      row("  " + set_.markets[m], [&](int s) { return fixed_text(value("carbon_price", s, m), 2); });
    }
    write_instruments();
    for (const Section& section : region_sections) write_section(section);
    text_ += "carbon leakage [% of the coalition's reduction]\n";
    for (const Section& rate : rate_rows) {
      row("  " + rate.title, [&](int s) { return fixed_text(value(rate.indicator, s, 0), rate.decimals); });
    }
  }

  void write_section(const Section& section) {
    text_ += section.title + "\n";
    for (const int r : regions_) {
      row("  " + set_.regions[r], [&](int s) { return fixed_text(value(section.indicator, s, r), section.decimals); });
    }
    if (!section.has_total || regions_.size() < 2) return;
    row("  sum", [&](int s) {
      double sum = 0;
      for (const int r : regions_) sum += value(section.indicator, s, r);
      return fixed_text(sum, section.decimals);
    });
  }

  template <class Cell>
  void row(const std::string& label, Cell cell) {
    std::string line = padded_right(label, label_width);
    for (const int s : page_) line += padded_left(cell(s).substr(0, column_ - 1), column_);
    text_ += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }

  void write_failures() {
    for (std::size_t s = 0; s < set_.scenarios.size(); ++s) {
      if (set_.solver_status[s] == "solved") continue;
      text_ += "\nscenario " + set_.scenarios[s] + " was not solved: " + set_.solver_message[s] + "\n";
      text_ += "  largest residuals: " + set_.worst_conditions[s] + "\n";
      const double reached = set_.slice("reachable_cut", static_cast<int>(s)).front();
      if (std::isfinite(reached))
        text_ += "  largest reachable cut: " + fixed_text(100 * reached, 1) + " % of the way to the caps\n";
    }
  }

  const IndicatorSet& set_;
  std::vector<int> regions_, scenarios_;  // rows and columns
  std::vector<int> page_;                 // columns of the page being written
  std::size_t column_ = smallest_column;
  std::string text_;
};

}  // namespace

std::string study_table(const IndicatorSet& indicators) { return TableWriter(indicators).write(); }

}  // namespace etslink
