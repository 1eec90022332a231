// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "analysis/sensitivity/differentiate.h"
#include "tests/analysis/sensitivity/sensitivity_checks.h"
#include "tests/fixtures/economies.h"
#include "tests/fixtures/paths.h"
#include "tests/fixtures/program/study_copy.h"

namespace etslink {
namespace {

const std::vector<std::string> some_indicators{"leakage_rate", "gdp_change", "carbon_price", "co2"};

// The tiny study with leakage.
class TinyStudy {
 public:
  TinyStudy() { copy_.files().replace("study.toml", "coalition = \"both\"", "coalition = [\"A\"]"); }
  [[nodiscard]] Study read(const std::string& scenario, std::vector<std::string> settings = {}) const {
    settings.insert(settings.begin(), "elasticities.esubva.default=1");
    return with_scenario(read_study(copy_.path("study.toml"), settings), scenario);
  }
  [[nodiscard]] Study read(const std::string& scenario, const std::string& key, double value) const {
    std::ostringstream text;
    text.precision(17);
    text << key << '=' << std::showpoint << value;
    return read(scenario, {text.str()});
  }

 private:
  StudyCopy copy_;
};

Study with_elasticity(Study study, const ParameterValue& value) {
  for (auto& scenario : study.scenarios) scenario.options.elasticities.push_back(value);
  return study;
}

const std::vector<std::string> channels{"leakage_rate", "leakage_fuel_price_channel", "gdp_change"};

}  // namespace

TEST_CASE("derivatives by caps and parameters of a study are those of whole solves") {
  const TinyStudy files;
  const auto table = table_of(files.read("unlinked"), some_indicators, {"caps", "elasticities"});
  const struct {
    const char *name, *key;
    double value;
  } cases[] = {{"cap of B", "market.B.cap.mt", 140},
               {"esubd of STEEL in B", "elasticities.esubd.B.STEEL", 2.5},
               {"esubva of STEEL", "elasticities.esubva.STEEL", 1},
               {"esubva of ELE", "elasticities.esubva.ELE", 1}};
  for (const auto& c : cases) {
    check_derivatives(table, c.name, differences(some_indicators, 1e-3 * c.value, [&](double change) {
                        return files.read("unlinked", c.key, c.value + change);
                      }));
  }
}

TEST_CASE("derivatives by nests and emissions are those of whole solves") {
  const TinyStudy files;
  const auto study = files.read("linked");
  const auto table = table_of(study, some_indicators, {"elasticities", "emissions"});
  check_derivatives(table, "sigma of production.default.kle", differences(some_indicators, 5e-4, [&](double change) {
                      auto changed = study;
                      changed.nests.production.front().nests[1].sigma.factor += change;
                      return changed;
                    }));
  REQUIRE(study.nests.production.front().nests[1].name == "kle");

  const int fuel = find_parameter(table, "CO2 of FUEL in A");
  REQUIRE(fuel >= 0);
  const double mt = table.parameters[fuel].value;
  check_derivatives(table, "CO2 of FUEL in A", differences(some_indicators, 1e-3 * mt, [&](double change) {
                      auto changed = study;
                      for (auto& flow : changed.benchmark.emissions) {
                        if (flow.region.index == 0 && flow.fuel) flow.mt *= 1 + change / mt;
                      }
                      return changed;
                    }));
}

TEST_CASE("derivatives by a flow, which a closed loop of flows keeps balanced, are those of whole solves") {
  const auto study = TinyStudy().read("linked");
  const auto table = table_of(study, some_indicators, {"flows"});
  check_derivatives(
      table, "use of ELE by STEEL in A", differences(some_indicators, 0.5, [&](double change) {
        auto changed = study;
        const auto electricity = study.benchmark.find_sector("ELE"), steel = study.benchmark.find_sector("STEEL");
        int moved = 0;
        for (auto& flow : changed.benchmark.use) {
          if (flow.region.index != 0 || flow.good != electricity || flow.origin.kind != Origin::Kind::domestic)
            continue;
          const auto user = study.benchmark.user_code(flow.user);
          flow.value_musd += user == "STEEL" ? change : user == "HH_A" ? -change : 0;
          moved += user == "STEEL" || user == "HH_A";
        }
        for (auto& flow : changed.benchmark.value_added) {
          if (flow.region.index != 0 || flow.sector != steel) continue;
          if (study.benchmark.factors[flow.factor.index].code == "CAP") flow.value_musd -= change, ++moved;
        }
        REQUIRE(moved == 3);
        return changed;
      }));
}

TEST_CASE("derivatives by elasticities of supply and of process emissions are those of whole solves, channels too") {
  const auto study = study_with_taxes();
  const auto table = table_of(study, channels, {"elasticities"});
  const ParameterValue cases[] = {{"supply_elasticity", "", "COL", 1.5, {}},
                                  {"process_nu", "", "CEM", 0.4, {}},
                                  {"process_xhat", "", "CEM", 80, {}}};
  for (const auto& now : cases) {
    check_derivatives(table, now.parameter + " of " + now.sector,
                      differences(channels, 1e-3 * now.value, [&](double change) {
                        auto changed = now;
                        changed.value += change;
                        return with_elasticity(study, changed);
                      }));
  }
}

namespace {

// A tax of the fixture by the name of its parameter, and what changes it in a copy of the benchmark: how much more
// sectors and trade pay.
struct TaxOfBenchmark {
  const char* name;
  double (*scale)(Benchmark& benchmark, double factor);
  bool is_export_tax = false;  // the base of tariffs: their rates stay
};

template <class Flow, class Is>
double scale_taxes(std::vector<Flow>& flows, double Flow::*tax, double factor, Is is_meant) {
  double more = 0;
  for (auto& flow : flows) {
    if (!is_meant(flow)) continue;
    bool is_cost = true;  // not of an agent, whose expenditure and taxes rise alike
    if constexpr (std::is_same_v<Flow, UseFlow>) is_cost = flow.user.kind == User::Kind::sector;
    if (is_cost) more += (factor - 1) * flow.*tax;
    flow.*tax *= factor;
  }
  REQUIRE(more != 0);
  return more;
}

const TaxOfBenchmark taxes_of_benchmark[] = {
    {"use tax on COL in A",
     [](Benchmark& b, double factor) {
       return scale_taxes(b.use, &UseFlow::tax_musd, factor,
                          [&](const UseFlow& f) { return f.region.index == 0 && f.good == b.find_sector("COL"); });
     }},
    {"tariff on COL in B",
     [](Benchmark& b, double factor) {
       return scale_taxes(b.trade, &TradeFlow::tariff_musd, factor,
                          [&](const TradeFlow& f) { return f.importer.index == 1 && f.good == b.find_sector("COL"); });
     }},
    {"export tax on COL in A",
     [](Benchmark& b, double factor) {
       return scale_taxes(b.trade, &TradeFlow::export_tax_musd, factor,
                          [&](const TradeFlow& f) { return f.exporter.index == 0 && f.good == b.find_sector("COL"); });
     },
     true},
    {"output tax of COL in A",
     [](Benchmark& b, double factor) {
       return scale_taxes(b.output_tax, &OutputTax::tax_musd, factor,
                          [&](const OutputTax& f) { return f.region.index == 0 && f.sector == b.find_sector("COL"); });
     }},
    {"factor tax of COL in A", [](Benchmark& b, double factor) {
       return scale_taxes(b.value_added, &FactorFlow::tax_musd, factor,
                          [&](const FactorFlow& f) { return f.region.index == 0 && f.sector == b.find_sector("COL"); });
     }}};

// The economy with the tax rates that it would have after the tax payments of its benchmark are scaled. All else stays
// as calibrated.
Economy with_taxes_of_copy(const ModelSource& source, const TaxOfBenchmark& tax, double factor) {
  Benchmark copy = source.benchmark;
  // The copy need not balance for its rates, but what all regions earn and spend must be the same: a factor of a sector
  // without output tax earns the less, before its tax at the same rate.
  FactorFlow& less = copy.value_added.front();
  REQUIRE(copy.sectors[less.sector.index].code == "CEM");
  const double gross = less.value_musd + less.tax_musd;
  const double part = 1 - tax.scale(copy, factor) / gross;
  less.value_musd *= part;
  less.tax_musd *= part;
  const Economy rates = build_economy(copy, source.nests, source.policy, source.options);
  Economy economy = source.economy;
  REQUIRE(rates.edges.size() == economy.edges.size());
  for (std::size_t e = 0; e < economy.edges.size(); ++e) {
    if (tax.is_export_tax)
      economy.edges[e].export_tax = rates.edges[e].export_tax;
    else
      economy.edges[e].tax = rates.edges[e].tax;
  }
  for (std::size_t n = 0; n < economy.activities.size(); ++n)
    economy.activities[n].output_tax = rates.activities[n].output_tax;
  return economy;
}

}  // namespace

TEST_CASE(
    "derivatives by taxes, which move the reference too, are those of whole solves with taxes of benchmark copies") {
  const auto study = study_with_taxes();
  const auto table = table_of(study, channels, {"taxes"});
  SolvedModel model(study, 1, channels);
  for (const auto& tax : taxes_of_benchmark) {
    CAPTURE(tax.name);
    const int found = find_parameter(table, tax.name);
    REQUIRE(found >= 0);
    const double step = 1e-3 * table.parameters[found].value;
    std::vector<double> sum(table.elements.size(), 0);
    for (const auto& [offset, weight] : central_difference()) {
      std::vector<Economy> economies;
      std::vector<std::vector<double>> x;
      for (std::size_t p = 0; p < model.point_count(); ++p) {
        economies.push_back(with_taxes_of_copy(model.source(p), tax, 1 + 1e-3 * offset));
        const auto report = solve_with_ipopt(EquilibriumSystem(economies.back()), model.point(p).x, {});
        REQUIRE(report.solved());
        x.push_back(report.x);
      }
      const auto values = model.results(economies, x);
      for (std::size_t e = 0; e < sum.size(); ++e) sum[e] += weight / step * values[e];
    }
    check_derivatives(table, tax.name, sum);
  }
}

TEST_CASE("the adjoint method gives the derivatives of the forward method") {
  const auto study = TinyStudy().read("unlinked");
  const std::vector<std::string> groups{"caps", "elasticities", "emissions", "flows"};
  const auto forward = table_of(study, some_indicators, groups, SensitivityMethod::forward);
  const auto adjoint = table_of(study, some_indicators, groups, SensitivityMethod::adjoint);
  REQUIRE(forward.rows.size() == adjoint.rows.size());
  REQUIRE(forward.parameters.size() > 30);
  int compared = 0;
  for (std::size_t e = 0; e < forward.elements.size(); ++e) {
    double size = 0;
    for (const auto& row : forward.rows) {
      if (row.element == e) size = std::max(size, std::abs(row.effect_of_one_percent));
    }
    for (const auto& row : forward.rows) {
      if (row.element != e) continue;
      const double other = derivative(adjoint, e, row.parameter);
      const double parameter = forward.parameters[row.parameter].value;
      CAPTURE(forward.parameters[row.parameter].name);
      CAPTURE(forward.elements[e].indicator);
      CHECK(std::abs(row.derivative - other) * std::max(parameter, 1.0) / 100 < 1e-8 * size);
      ++compared;
    }
  }
  CHECK(compared == static_cast<int>(forward.rows.size()));
}

TEST_CASE("derivatives of the Northeast Asia study are those of whole solves") {
  const std::string file = source_folder() + "/studies/northeast_asia.toml";
  const auto study = with_scenario(read_study(file, {"results.channels=false"}), "chn_jpn_kor");
  const std::vector<std::string> of{"leakage_rate", "carbon_price", "gdp_change"};
  const auto table = table_of(study, of, {"caps", "elasticities"});
  check_derivatives(table, "supply_elasticity of COL", differences(of, 0.01, [&](double change) {
                      auto changed = study;
                      for (auto& scenario : changed.scenarios) {
                        scenario.options.elasticities.push_back({"supply_elasticity", "", "COL", 2 + change, {}});
                      }
                      return changed;
                    }));
  check_derivatives(table, "cap of KOR", differences(of, 0.5, [&](double change) {
                      auto changed = study;
                      for (auto& scenario : changed.scenarios) {
                        scenario.policy.markets[2].cap_mt[study.benchmark.find_region("KOR").index] += change;
                      }
                      return changed;
                    }));
}

TEST_CASE("parameters that nothing depends on are left out, and rows are ranked within each indicator") {
  const auto table = table_of(TinyStudy().read("unlinked"), some_indicators, {"caps", "elasticities"});
  CHECK(find_parameter(table, "esubd of STEEL in A") >= 0);
  CHECK(find_parameter(table, "esubd of ELE") < 0);         // not traded
  CHECK(find_parameter(table, "esubd") < 0);                // a value for no sector
  CHECK(find_parameter(table, "process_nu of GOODS") < 0);  // no process emissions
  CHECK(find_parameter(table, "sigma of production.default.output") >= 0);
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const auto &before = table.rows[i - 1], &row = table.rows[i];
    const bool is_first = table.elements[before.element].indicator != table.elements[row.element].indicator;
    CHECK(row.rank == (is_first ? 1 : before.rank + 1));
    if (!is_first) CHECK(std::abs(before.effect_of_one_percent) >= std::abs(row.effect_of_one_percent));
  }
}

TEST_CASE("a cap moves a reference that has it as well") {
  const auto study = TinyStudy().read("linked", {"study.reference=unlinked"});
  const std::vector<std::string> of{"gdp_change", "permit_imports", "carbon_price"};
  const auto table = table_of(study, of, {"caps"});
  check_derivatives(table, "cap of B", differences(of, 0.1, [&](double change) {
                      auto changed = study;
                      for (auto& scenario : changed.scenarios) scenario.policy.markets[1].cap_mt[1] += change;
                      return changed;
                    }));
}

TEST_CASE("a scenario without a solution has no derivatives and exit code 1") {
  const auto run =
      run_in_process(StudyCopy(), {"sensitivity", "FOLDER/unsolvable.toml", "--of", "gdp", "--to", "caps"});
  CHECK(run.exit_code == 1);
  CHECK(run.out.empty());
  CHECK(run.err.find("error: scenario 'unlinked': not solved; the equilibria connected with the benchmark end at ") !=
        std::string::npos);
}

TEST_CASE("where a cap is just met at a price of zero all derivatives are missing and the table says why") {
  const StudyCopy study;
  const auto run = run_in_process(
      study, {"sensitivity", "FOLDER/study.toml", "--of", "carbon_price", "--to", "caps", "--scenario", "strict",
              "--set", "scenario.strict.caps={ A = { percent_of_benchmark = 100 } }", "-o", "FOLDER/out.csv"});
  CHECK(run.exit_code == 0);
  CHECK(
      run.out.ends_with("no derivatives: scenario 'strict': the cap of market A is just met at a price of zero: it "
                        "binds on one side of this point only\n"));
  const auto csv = study.files().text("out.csv");
  CHECK(csv.find(",caps,cap of A,") != std::string::npos);
  CHECK(
      csv.find(",Mt,,USD/t per Mt,,scenario 'strict': the cap of market A is just met at a price of zero: it binds on "
               "one side of this point only\n") != std::string::npos);
}

TEST_CASE("sensitivity writes all rows as CSV and prints the first of each indicator") {
  const StudyCopy study;
  const auto run = run_in_process(study, {"sensitivity", "FOLDER/study.toml", "--of", "carbon_price,gdp_change", "--to",
                                          "caps", "--top", "1", "-o", "FOLDER/out.csv"});
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 7);  // two headings of two lines, two rows, a blank line
  CHECK(run.out.starts_with("carbon_price [USD/t], scenario unlinked\n"));
  const auto csv = study.files().text("out.csv");
  CHECK(
      csv.starts_with("scenario,indicator,element,unit,value,rank,group,parameter,parameter_value,parameter_unit,"
                      "derivative,derivative_unit,effect_of_one_percent,note\nunlinked,carbon_price,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 2 * 2 + 2 * 2);
}

TEST_CASE("sensitivity rejects indicators, groups, scenarios and methods that do not exist") {
  const StudyCopy study;
  const auto message = [&](std::vector<std::string> options) {
    std::vector<std::string> arguments{"sensitivity", "FOLDER/study.toml"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto run = run_in_process(study, arguments);
    CHECK(run.exit_code == 2);
    CHECK(run.out.empty());
    return run.err;
  };
  CHECK(message({"--of", "leakage_rat", "--to", "caps"}) ==
        "error: --of can't be 'leakage_rat'; did you mean 'leakage_rate'?\n");
  CHECK(message({"--of", "gdp", "--to", "cap"}) == "error: --to can't be 'cap'; did you mean 'caps'?\n");
  CHECK(message({"--of", "gdp,gdp", "--to", "caps"}) == "error: --of names 'gdp' twice\n");
  CHECK(message({"--of", "abatement_cost_macc", "--to", "caps"}) ==
        "error: --of can't be 'abatement_cost_macc': it is an integral over the whole cap path\n");
  CHECK(message({"--of", "gdp", "--to", "caps", "--scenario", "linkd"}) ==
        "error: --scenario can't be 'linkd'; did you mean 'linked'?\n");
  CHECK(message({"--of", "gdp", "--to", "caps", "--method", "adjoin"}) ==
        "error: --method can't be 'adjoin'; did you mean 'adjoint'?\n");
  CHECK(message({"--of", "gdp", "--to", "caps", "--top", "0"}) ==
        "error: --top must be a whole number from 1 to 1000000, not '0'\n");
  CHECK(message({"--to", "caps"}) ==
        "error: missing --of; usage: etslink sensitivity STUDY --of INDICATOR,... --to GROUP,... [-o FILE.csv] "
        "[OPTIONS]\n");
}

}  // namespace etslink
