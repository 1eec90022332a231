// SPDX-License-Identifier: Apache-2.0
#include "calibration/factor_shares.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>

#include "model/input_error.h"
#include "tests/fixtures/paths.h"

using namespace etslink;

namespace {

// Two regions; B has no pattern. Industry i3 stands for dwellings.
FactorShareInput two_regions() {
  FactorShareInput input;
  input.regions = {"A", "B"};
  input.sectors = {"COAL", "REST"};
  for (const std::string region : {"A", "B"}) {
    input.weights.push_back({region, "i1", "COAL", 100});
    input.weights.push_back({region, "i1", "REST", 50});
    input.weights.push_back({region, "i2", "REST", 600});
    input.weights.push_back({region, "i3", "REST", 250});
  }
  input.pattern = {{"A", "i1", 0.4}, {"A", "i2", 0.7}, {"A", "i3", 0.1}};
  input.country_share = {{"A", 0.55}, {"B", 0.45}};
  input.unscaled_industries = {"i3"};
  input.resource = {{"", "COAL", 0.3}};
  return input;
}

double value_added(const FactorShareInput& input, int region, int sector) {
  double sum = 0;
  for (const IndustryWeight& w : input.weights) {
    if (w.region == input.regions[region] && w.sector == input.sectors[sector]) sum += w.value_added_musd;
  }
  return sum;
}

const std::string extra = source_folder() + "/../shared/data/extra/";

}  // namespace

TEST_CASE("labour income of a region is its national share of value added") {
  const FactorShareInput input = two_regions();
  const FactorShares shares = factor_shares(input);
  for (int r = 0; r < 2; ++r) {
    CAPTURE(r);
    double labour = 0;
    double total = 0;
    for (int s = 0; s < 2; ++s) {
      labour += shares.labour(r, s) * value_added(input, r, s);
      total += value_added(input, r, s);
    }
    CHECK(labour / total == doctest::Approx(input.country_share.at(input.regions[r])).epsilon(1e-10));
  }
}

TEST_CASE("labour, capital and resource shares add to one and the resource comes out of capital") {
  FactorShareInput input = two_regions();
  const FactorShares with = factor_shares(input);
  input.resource.clear();
  const FactorShares without = factor_shares(input);
  const Eigen::MatrixXd sum = with.labour + with.capital + with.resource;
  CHECK((sum.array() - 1).abs().maxCoeff() < 1e-15);
  CHECK(with.labour == without.labour);
  CHECK(with.resource(0, 0) == 0.3);
  CHECK(with.resource(0, 1) == 0);
  CHECK(with.capital.minCoeff() > 0);
}

TEST_CASE("dwellings keep their labour share while other industries are scaled") {
  const FactorShares shares = factor_shares(two_regions());
  // A: k (0.4 * 150 + 0.7 * 600) + 0.1 * 250 = 0.55 * 1000
  const double k = (550 - 25) / 480.0;
  CHECK(shares.labour(0, 0) == doctest::Approx(0.4 * k).epsilon(1e-10));
  CHECK(shares.labour(0, 1) == doctest::Approx((k * (0.4 * 50 + 0.7 * 600) + 25) / 900).epsilon(1e-10));
}

TEST_CASE("a region without data takes the mean pattern and says so") {
  const FactorShares shares = factor_shares(two_regions());
  CHECK(shares.labour(1, 0) / shares.labour(0, 0) == doctest::Approx((450 - 25) / (550 - 25.0)).epsilon(1e-10));
  bool listed = false;
  for (const Adjustment& a : shares.adjustments)
    listed = listed || (a.place == "B" && a.what.find("mean pattern") != std::string::npos);
  CHECK(listed);
}

TEST_CASE("a capped labour share pushes the others up") {
  FactorShareInput input = two_regions();
  input.country_share["A"] = 0.70;
  const FactorShares shares = factor_shares(input);
  double labour = 0;
  for (int s = 0; s < 2; ++s) labour += shares.labour(0, s) * value_added(input, 0, s);
  // i2 stands at the cap of 0.95: 570 + 25 + k 0.4 * 150 = 700
  CHECK(labour ==
        doctest::Approx(700 - 100 * (105 / 150.0 - 0.65)).epsilon(1e-9));  // COAL: 0.70 lowered to 0.95 - 0.30
  CHECK(shares.labour(0, 0) == doctest::Approx(0.65).epsilon(1e-12));
}

TEST_CASE("unknown sectors, impossible shares and missing regions are rejected") {
  FactorShareInput input = two_regions();
  input.resource = {{"", "COLA", 0.3}};
  CHECK_THROWS_WITH_AS((void)factor_shares(input), "resource share of unknown sector 'COLA'; allowed: COAL, REST",
                       InputError);
  input.resource = {{"", "COAL", 1.2}};
  CHECK_THROWS_WITH_AS((void)factor_shares(input), doctest::Contains("resource share of COAL outside 0..0.95"),
                       InputError);
  input = two_regions();
  input.country_share.erase("B");
  CHECK_THROWS_WITH_AS((void)factor_shares(input), "no national labour share for region 'B'; did you mean 'A'?",
                       InputError);
}

TEST_CASE("published labour shares: all industries of the five regions, inside 0..1, with self-employed where known") {
  if (!std::filesystem::exists(extra)) {
    MESSAGE("skipped: ../shared/data/extra is not there");
    return;
  }
  const auto pattern = read_labour_pattern(read_csv(extra + "labour_share_industry_2011.csv"), {{"KOR", "c1"}}).rows;
  std::map<std::string, int> count;
  for (const LabourShareRow& row : pattern) {
    ++count[row.region];
    CHECK(row.share >= 0);
    CHECK(row.share <= 1);
    if (row.region == "USA" && row.industry == "c1") CHECK(row.share == 0.33819);   // LAB, not COMP 0.20804
    if (row.region == "JPN" && row.industry == "c18") CHECK(row.share == 0.84558);  // COMP_ADJ
    if (row.region == "JPN" && row.industry == "c19") CHECK(row.share == 0.52067);  // above 1 in EUKLEMS
  }
  CHECK(count["JPN"] == 35);
  CHECK(count["USA"] == 35);
  CHECK(count["EUR"] == 35);
  CHECK(count["KOR"] == 33);
  const auto national = read_national_labour_shares(read_csv(extra + "labour_share_region8.csv"), 2011);
  CHECK(national.size() == 8);
  CHECK(national.at("KOR") == 0.50374);
}
