// SPDX-License-Identifier: Apache-2.0
#include "results/table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "results/text_layout.h"
#include "solvers/solver_report.h"

namespace etslink {
namespace {

constexpr std::size_t page_width = 110, smallest_label = 18, smallest_column = 12;

// One block of the table: an indicator over regions or markets.
struct Section {
  std::string title, indicator;
  int decimals = 2;
  bool has_total = false;
};

const std::vector<Section> region_sections = {
    {"CO2 abatement [Mt]", "abatement", 1, true},
    {"CO2 abatement [% of reference]", "abatement_percent", 2},
    {"CO2 abatement of international transport [Mt]", "abatement_international_transport", 1, true},
    {"real GDP [% of reference]", "gdp_change", 3},
    {"real national income, GNI [% of reference]", "gni_change", 3},
    {"welfare [% of reference consumption]", "welfare_change", 3},
    {"welfare, equivalent variation [million USD]", "welfare_ev", 0, true},
    {"abatement cost by the curve [million USD]", "abatement_cost_macc", 0, true},
    {"permits bought (+) or sold (-) [Mt]", "permit_imports", 1, true},
    {"payment for permits bought (+) or sold (-) [million USD]", "permit_import_value", 0, true},
};

// Of scenarios in which no market is on: what shocks do.
const std::vector<Section> economy_sections = {
    {"terms of trade [% of reference]", "terms_of_trade", 3},
    {"exports [% of reference]", "exports_change", 3},
    {"imports [% of reference]", "imports_change", 3},
    {"price of consumption [benchmark = 1]", "consumer_price", 4},
    {"CO2 emissions [Mt]", "co2", 1, true},
};

// Likewise, where a closure has them.
const std::vector<Section> closure_sections = {
    {"unemployment [%]", "unemployment", 2},
    {"price of foreign exchange [numeraire = 1]", "foreign_exchange", 4},
};

// Of the sections by region, those that are not about carbon.
const std::vector<std::string> welfare_indicators = {"gdp_change", "gni_change", "welfare_change", "welfare_ev"};

const std::vector<Section> link_sections = {
    {"permits that flow over restricted links and from projects [Mt]", "permit_flow", 2},
    {"rent per permit [USD/t]", "permit_rent", 2},
};

const std::vector<Section> leakage_rows = {
    {"leakage rate", "leakage_rate"},
    {"  fuel prices", "leakage_fuel_price_channel"},
    {"  competitiveness", "leakage_competitiveness_channel"},
};

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// A line of the table with a cell for each scenario that is shown; a title has none.
struct Row {
  std::string label;
  std::vector<std::string> cells;
};

class TableWriter {
 public:
  // The set that is shown, and all that its range is of.
  TableWriter(const IndicatorSet& set, std::vector<const IndicatorSet*> all) : set_(set), all_(std::move(all)) {
    is_about_shocks_ = set.markets.empty();
    for (int s = 0; s < static_cast<int>(set.scenarios.size()); ++s) {
      if (has_policy(s) || has_shock(s)) scenarios_.push_back(s);
      is_about_shocks_ |= !has_policy(s) && has_shock(s);
    }
    for (int r = 0; r < static_cast<int>(set.regions.size()); ++r) {
      if (has_market(r) || is_about_shocks_) regions_.push_back(r);
    }
  }

  std::string write() {
    add_rows();
    write_pages();
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool has_market(int region) const {
    for (int s = 0; s < static_cast<int>(set_.scenarios.size()); ++s) {
      for (int m = 0; m < static_cast<int>(set_.markets.size()); ++m) {
        if (set_.is_on(s, m, region)) return true;
      }
    }
    return false;
  }

  [[nodiscard]] static double value(const IndicatorSet& set, const std::string& indicator, int scenario, int index) {
    if (indicator != "abatement_percent") return set.slice(indicator, scenario)[index];
    const double abatement = set.slice("abatement", scenario)[index];
    return 100 * abatement / (abatement + set.slice("co2", scenario)[index]);
  }

  // "12.91 (7.95 to 12.91)": a number of the set that is shown, and its range over all where they print differently.
  using Number = std::function<double(const IndicatorSet&)>;
  [[nodiscard]] std::string cell(const Number& number, int decimals) const {
    const auto shown = fixed_text(number(set_), decimals);
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto* set : all_) {
      const double one = number(*set);
      if (!std::isfinite(one)) continue;
      low = std::min(low, one);
      high = std::max(high, one);
    }
    if (low > high) return shown;
    const auto first = fixed_text(low, decimals), last = fixed_text(high, decimals);
    return first == shown && last == shown ? shown : shown + " (" + first + " to " + last + ")";
  }

  // Without a market that is on, as in the benchmark, there is nothing to show; a scenario that was not solved is
  // shown.
  [[nodiscard]] bool has_policy(int scenario) const {
    return set_.solver_status[scenario] != SolverStatus::solved || is_known("carbon_price", scenario) ||
           is_known("tax_rate_change", scenario);
  }

  // Something else than a market has moved the economy away from the reference.
  [[nodiscard]] bool has_shock(int scenario) const {
    constexpr double least_percent = 1e-5;
    const auto has_moved = [&](const std::string& indicator) {
      const std::vector<double> change = set_.slice(indicator, scenario);
      return std::any_of(change.begin(), change.end(), [](double value) { return std::abs(value) > least_percent; });
    };
    return has_moved("gdp_change") || has_moved("welfare_change");
  }

  // Has an indicator any value in a scenario?
  [[nodiscard]] bool is_known(const std::string& indicator, int scenario) const {
    if (!set_.has(indicator)) return false;
    const std::vector<double> values = set_.slice(indicator, scenario);
    return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  }

  void add_rows() {
    add_row("", [&](int s) { return set_.scenarios[s]; });
    const bool has_carbon = std::any_of(scenarios_.begin(), scenarios_.end(), [&](int s) { return has_market_on(s); });
    if (has_carbon || !is_about_shocks_) return add_carbon_rows();
    add_tax_row();
    for (const Section& section : region_sections) {
      if (contains(welfare_indicators, section.indicator)) add_region_section(section);
    }
    add_economy_rows();
  }

  [[nodiscard]] bool has_market_on(int scenario) const { return is_known("carbon_price", scenario); }

  // Does a policy regulate international transport, which is in no region's abatement?
  [[nodiscard]] bool is_transport_regulated() const {
    return set_.has("transport_in_coalition") && std::any_of(scenarios_.begin(), scenarios_.end(), [&](int s) {
             const auto in_coalition = set_.slice("transport_in_coalition", s);
             return std::any_of(in_coalition.begin(), in_coalition.end(), [](double flag) { return flag == 1; });
           });
  }

  void add_tax_row() {
    const bool has_tax =
        std::any_of(scenarios_.begin(), scenarios_.end(), [&](int s) { return is_known("tax_rate_change", s); });
    if (has_tax) add_region_section({"change of a tax rate [percentage points]", "tax_rate_change", 3});
  }

  void add_economy_rows() {
    for (const Section& section : economy_sections) add_region_section(section);
    for (const Section& section : closure_sections) {
      const bool has_values =
          std::any_of(scenarios_.begin(), scenarios_.end(), [&](int s) { return is_known(section.indicator, s); });
      if (has_values) add_region_section(section);
    }
  }

  void add_carbon_rows() {
    add_section({"carbon price [USD/t]", "carbon_price", 2}, set_.markets);
    for (const Section& section : link_sections) {
      if (set_.has(section.indicator)) add_links(section);
    }
    add_tax_row();
    for (const Section& section : region_sections) {
      if (section.indicator != "abatement_international_transport" || is_transport_regulated())
        add_region_section(section);
    }
    if (is_about_shocks_) add_economy_rows();
    add_title("carbon leakage [% of the coalition's reduction]");
    for (const Section& rate : leakage_rows) add_value("  " + rate.title, rate, 0);
    add_title("growth of uncovered emissions inside the coalition [% of the reduction of covered ones]");
    add_value("  domestic leakage", {"", "domestic_leakage"}, 0);
  }

  void add_title(const std::string& title) { rows_.push_back({title, {}}); }

  void add_row(const std::string& label, const std::function<std::string(int)>& cell) {
    Row row{label, {}};
    for (const int s : scenarios_) row.cells.push_back(cell(s));
    rows_.push_back(std::move(row));
  }

  void add_value(const std::string& label, const Section& section, int index) {
    add_row(label, [&](int s) {
      return cell([&](const IndicatorSet& set) { return value(set, section.indicator, s, index); }, section.decimals);
    });
  }

  void add_section(const Section& section, const std::vector<std::string>& labels) {
    add_title(section.title);
    for (std::size_t i = 0; i < labels.size(); ++i) add_value("  " + labels[i], section, static_cast<int>(i));
  }

  // Variants need not have the same links.
  void add_links(const Section& section) {
    add_title(section.title);
    for (const auto& name : set_.links) {
      add_row("  " + name, [&](int s) {
        return cell([&](const IndicatorSet& set) { return of_link(set, section.indicator, s, name); },
                    section.decimals);
      });
    }
  }

  [[nodiscard]] static double of_link(const IndicatorSet& set, const std::string& indicator, int scenario,
                                      const std::string& name) {
    const auto found = std::find(set.links.begin(), set.links.end(), name);
    if (found == set.links.end() || !set.has(indicator)) return std::numeric_limits<double>::quiet_NaN();
    return value(set, indicator, scenario, static_cast<int>(found - set.links.begin()));
  }

  void add_region_section(const Section& section) {
    add_title(section.title);
    for (const int r : regions_) add_value("  " + set_.regions[r], section, r);
    if (!section.has_total || regions_.size() < 2) return;
    add_row("  sum", [&](int s) {
      const auto sum = [&](const IndicatorSet& set) {
        double total = 0;
        for (const int r : regions_) total += value(set, section.indicator, s, r);
        return total;
      };
      return cell(sum, section.decimals);
    });
  }

  // As many scenarios side by side as the page is wide, at least one. Nothing is cut: columns are as wide as what is in
  // them.
  void write_pages() {
    std::size_t label = smallest_label, column = smallest_column;
    for (const Row& row : rows_) {
      if (!row.cells.empty()) label = std::max(label, row.label.size());
      for (const std::string& cell : row.cells) column = std::max(column, cell.size() + 2);
    }
    const std::size_t per_page = label + column < page_width ? (page_width - label) / column : 1;
    for (std::size_t first = 0; first < scenarios_.size(); first += per_page) {
      if (first > 0) text_ += "\n";
      const std::size_t last = std::min(first + per_page, scenarios_.size());
      for (const Row& row : rows_) {
        std::string line = padded_right(row.label, label);
        for (std::size_t s = first; s < last && !row.cells.empty(); ++s) line += padded_left(row.cells[s], column);
        text_ += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      }
    }
  }

  const IndicatorSet& set_;
  const std::vector<const IndicatorSet*> all_;
  bool is_about_shocks_ = false;  // there are no markets, or scenarios that differ from the reference without one
  std::vector<int> regions_, scenarios_;  // rows and columns
  std::vector<Row> rows_;                 // of all scenarios
  std::string text_;
};

// What became of scenarios that were not solved; `variant` stands before their names: "", or "eppa/".
std::string failures(const IndicatorSet& set, const std::string& variant) {
  std::string text;
  for (std::size_t s = 0; s < set.scenarios.size(); ++s) {
    if (set.solver_status[s] == SolverStatus::solved) continue;
    const bool is_undetermined = set.solver_status[s] == SolverStatus::undetermined;
    text += "\nscenario " + variant + set.scenarios[s] +
            (is_undetermined ? " is undetermined: " : " was not solved: ") + set.solver_message[s] + "\n";
    if (!set.worst_conditions[s].empty()) text += "  largest residuals: " + set.worst_conditions[s] + "\n";
    const double reached = set.slice("reachable_cut", static_cast<int>(s)).front();
    if (std::isfinite(reached))
      text += "  the equilibria connected with the benchmark end at " + fixed_text(100 * reached, 1) +
              " % of the way to the " + (set.markets.empty() ? "shocks" : "caps") + "\n";
  }
  return text;
}

bool is_interrupted(const IndicatorSet& set) {
  const auto& status = set.solver_status;
  return std::find(status.begin(), status.end(), SolverStatus::interrupted) != status.end();
}

const std::string interruption = "\nincomplete: the run was interrupted\n";

}  // namespace

std::string study_table(const IndicatorSet& indicators) {
  return TableWriter(indicators, {}).write() + failures(indicators, "") +
         (is_interrupted(indicators) ? interruption : "");
}

std::string variants_table(const std::vector<NamedIndicators>& variants) {
  std::vector<const IndicatorSet*> all;
  std::string names, failed;
  bool interrupted = false;
  for (const auto& [name, indicators] : variants) {
    all.push_back(&indicators);
    names += (names.empty() ? "" : ", ") + name;
    failed += failures(indicators, name + "/");
    interrupted = interrupted || is_interrupted(indicators);
  }
  const auto& first = variants.front();
  return "variant " + first.variant + "; in brackets the range over the variants " + names + "\n" +
         TableWriter(first.indicators, all).write() + failed + (interrupted ? interruption : "");
}

}  // namespace etslink
