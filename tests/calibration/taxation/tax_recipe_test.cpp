// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "calibration/calibrate.h"
#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/recipe.h"
#include "calibration/taxation/tax_accounts.h"
#include "calibration/text_file.h"
#include "model/elasticity_range.h"
#include "tests/calibration/refusal.h"
#include "tests/fixtures/benchmark_copy.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

const std::string vat_rule = "[[taxes.vat]]\nregion = \"B\"\nrate = 0.02\n";
const std::string price_rule = "[[taxes.carbon_price]]\nregion = \"A\"\nusd_per_t = 0.5\n";

Benchmark calibrated(const BenchmarkCopy& copy, const std::string& recipe) {
  const std::string made = copy.folder() + "/from_" + recipe;
  calibrate(copy.folder() + "/" + recipe, made);
  return read_benchmark(made);
}

std::string message_of(const std::string& old_text, const std::string& new_text) {
  const BenchmarkCopy copy("tiny_world");
  copy.replace("recipe_taxes.toml", old_text, new_text);
  const std::string text = refusal(copy, calibrate_with("recipe_taxes.toml"));
  return text.substr(text.find(": ") + 2);
}

// [million USD] by agent
std::map<std::string, double> purchases(const Benchmark& benchmark) {
  std::map<std::string, double> result;
  for (const UseFlow& flow : benchmark.use)
    if (flow.user.kind == User::Kind::agent) result[benchmark.user_code(flow.user)] += flow.value_musd + flow.tax_musd;
  return result;
}

// The tiny world before and after its value-added taxes and its carbon price.
struct TwoWorlds {
  Benchmark without, with;

  TwoWorlds() {
    const BenchmarkCopy copy("tiny_world");
    with = calibrated(copy, "recipe_taxes.toml");
    std::string text = copy.text("recipe_taxes.toml");
    const std::size_t first = text.find("[[taxes.vat]]");
    text.erase(first, text.find("[elasticities]") - first);
    copy.write("recipe_before.toml", text);
    without = calibrated(copy, "recipe_before.toml");
  }
};

const TwoWorlds& worlds() {
  static const TwoWorlds both;
  return both;
}

}  // namespace

TEST_CASE("value-added taxes and a carbon price leave GDP and the revenue of all other taxes as they are") {
  const auto before = tax_accounts(worlds().without), after = tax_accounts(worlds().with);
  for (std::size_t r = 0; r < before.size(); ++r) {
    CAPTURE(r);
    CHECK(std::abs(after[r].gdp - before[r].gdp) < 1e-12 * before[r].gdp);
    // the carbon price comes out of capital income, whose tax falls with it
    const double others = after[r].total() - after[r].carbon - (after[r].capital - before[r].capital);
    CHECK(std::abs(others - before[r].total()) < 1e-12 * before[r].total());
    CHECK(std::abs(after[r].labour - before[r].labour) < 1e-12 * before[r].labour);
    CHECK(after[r].output < 1.01 * before[r].output);  // the rates are no higher
  }
  CHECK(after[0].inputs > before[0].inputs);
  CHECK(after[0].other_final > 0);
  CHECK(after[0].output < 0.9 * before[0].output);
}

TEST_CASE("a carbon price that was paid is the price times the CO2 of the fuels of its sectors") {
  const Benchmark& with = worlds().with;
  double paid = 0;
  for (const EmissionFlow& flow : with.emissions) {
    const std::string user = with.user_code(flow.user);
    if (flow.fuel && flow.region.index == 0 && (user == "ELE" || user == "IND")) paid += 0.5 * flow.mt;
  }
  CHECK(paid > 0);
  const auto accounts = tax_accounts(with);
  CHECK(std::abs(accounts[0].carbon - paid) < 1e-12 * paid);
  CHECK(accounts[1].carbon == 0);
}

TEST_CASE("value-added taxes and a carbon price keep final demand, trade and CO2, and the benchmark balances") {
  const auto& [without, with] = worlds();
  CHECK(check_benchmark(with, own_balance_tolerance).empty());
  const auto spent = purchases(with);
  for (const auto& [agent, value] : purchases(without)) {
    CAPTURE(agent);
    CHECK(std::abs(spent.at(agent) - value) < 1e-12 * value);
  }
  REQUIRE(with.trade.size() == without.trade.size());
  for (std::size_t i = 0; i < with.trade.size(); ++i)
    CHECK(std::abs(with.trade[i].value_musd - without.trade[i].value_musd) < 1e-12 * without.trade[i].value_musd);
  double co2 = 0;
  for (const EmissionFlow& flow : with.emissions) co2 += flow.mt;
  for (const EmissionFlow& flow : without.emissions) co2 -= flow.mt;
  CHECK(std::abs(co2) < 1e-12);
}

TEST_CASE("the benchmark says which carbon price its taxes contain") {
  const BenchmarkCopy copy("tiny_world");
  const Benchmark made = calibrated(copy, "recipe_taxes.toml");
  int found = 0;
  for (const ElasticityEntry& entry : made.elasticities) {
    if (entry.parameter != carbon_price_paid) continue;
    ++found;
    CHECK(entry.value == 0.5);
    CHECK(entry.region == Region{0});
  }
  CHECK(found == 2);
  CHECK(read_text_file(made.folder + "/calibration_report.md").find("value-added tax") != std::string::npos);
  const auto lines = tax_lines(made);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].find("carbon in fuels") != std::string::npos);
  CHECK(lines[1].find("A ") == 0);
}

TEST_CASE("a tax that is zero to rounding has no sign on the page") {
  Benchmark benchmark = read_benchmark(fixture_folder("tiny_taxes"));
  for (OutputTax& flow : benchmark.output_tax) flow.tax_musd = -1e-9;
  for (const std::string& line : tax_lines(benchmark)) {
    CAPTURE(line);
    CHECK((line + ' ').find(" -0 ") == std::string::npos);
  }
}

TEST_CASE("wrong value-added taxes and carbon prices are refused") {
  CHECK(message_of(vat_rule, "[[taxes.vat]]\nregion = \"C\"\nrate = 0.02\n") == "unknown name 'C'; did you mean 'A'?");
  CHECK(message_of(vat_rule, "[[taxes.vat]]\nregion = \"A\"\nrate = 0.02\n")
            .find("region 'A' has two value-added taxes; the other is in line ") == 0);
  CHECK(message_of("rate = 0.02", "rate = 2").find("'taxes.vat") == 0);
  CHECK(message_of("rate = 0.02", "rats = 0.02").find("unknown key 'rats'") == 0);
  CHECK(message_of("blocked = { SRV = 0.5 }", "blocked = { SRW = 0.5 }") == "unknown name 'SRW'; did you mean 'SRV'?");
  CHECK(message_of("blocked = { SRV = 0.5 }", "blocked = { SRV = 1.5 }").find(", not 1.5") != std::string::npos);
  CHECK(message_of(price_rule, "[[taxes.carbon_price]]\nregion = \"A\"\nusd_per_t = 0\n").find("'taxes.carbon_price") ==
        0);
  CHECK(message_of("sectors = [\"ELE\", \"IND\"]", "sectors = []") == "'sectors' names nobody who pays the price");
  CHECK(message_of("sectors = [\"ELE\", \"IND\"]", "sectors = [\"ELF\"]") == "unknown name 'ELF'; did you mean 'ELE'?");
  CHECK(message_of("usd_per_t = 0.5", "usd_per_t = 500").find("a carbon price of ELE, A: the sector would pay ") == 0);
}
