// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

#include "tests/calibration/damage.h"
#include "tests/fixtures/benchmark_copy.h"

using namespace etslink;
using namespace etslink::test;

TEST_CASE("explore" * doctest::skip()) {
  const char* env = std::getenv("EXPLORE");
  const std::string recipe = env ? env : "recipe.toml";
  const int step = std::getenv("STEP") ? std::atoi(std::getenv("STEP")) : 1;
  const std::string only = std::getenv("ONLY") ? std::getenv("ONLY") : "";
  const BenchmarkCopy copy("tiny_world");
  std::vector<std::string> files = {recipe, "table.csv", "co2_by_country.csv", "co2_by_industry.csv", "co2_prior.csv", "co2_totals.csv", "elasticities.csv", "energy.csv", "input_structures.csv", "labour_national.csv", "labour_pattern.csv", "nace.csv", "regions.csv", "sectors.csv", "use_shares.csv"};
  std::map<std::string, int> counts;
  std::ofstream log(std::getenv("LOG") ? std::getenv("LOG") : "/tmp/explore.log");
  for (const std::string& file : files) {
    if (!only.empty() && file != only) continue;
    const std::string text = copy.text(file);
    const auto damages = file.ends_with(".toml") ? toml_damages(file, text) : csv_damages(file, text);
    for (std::size_t i = 0; i < damages.size(); i += step) {
      std::string now;
      try { now = damaged(text, damages[i]); } catch (const std::exception& e) { log << "DAMAGE " << e.what() << damages[i].text() << "\n"; continue; }
      if (now == text) continue;
      copy.write(file, now);
      const std::string fault = calibration_fault(copy.folder() + "/" + recipe, copy.folder());
      ++counts[file + ": " + (fault.empty() ? "accepted" : fault == "refused" ? "refused" : "WRONG")];
      if (fault.empty() && std::getenv("ACC")) log << "ACC " << damages[i].text() << std::endl;
      if (!fault.empty() && fault != "refused") log << damages[i].text() << " | " << copy.without_path(fault) << std::endl;
    }
    copy.write(file, text);
  }
  for (const auto& [k, n] : counts) std::cout << k << " " << n << "\n";
}
