// SPDX-License-Identifier: Apache-2.0
#include "results/compare.h"

#include <doctest/doctest.h>

#include <cmath>

#include "results/hdf5_file.h"
#include "results/scenario_view.h"
#include "tests/fixtures/temporary_folder.h"

using namespace etslink;

namespace {

// What a small file holds; a test changes one thing.
struct Content {
  std::vector<std::string> scenarios{"unlinked", "linked"}, regions{"CHN", "KOR"};
  std::vector<double> gdp{1, 2, 3, missing_value}, price{10, 20, 30};
  std::vector<std::string> message{"ok", "first\nsecond\nthird"};
  std::string solver_message = "after 5 steps", failure = "KLU";
  std::string format = "etslink results 2", units = "million USD", study = "[study]\nname = \"A\"\n";
  bool has_gdp = true, has_state = true;
  double seconds = 1, confirmed = 1;
};

// A pair of files; comparing gives "name: message" for each difference.
class Pair {
 public:
  [[nodiscard]] FileComparison compare(const Content& a, const Content& b, const CompareOptions& options = {}) const {
    write(a, "a.h5");
    write(b, "b.h5");
    return compare_files(folder_.path("a.h5"), folder_.path("b.h5"), options);
  }

  [[nodiscard]] std::vector<std::string> differences(const Content& a, const Content& b,
                                                     const CompareOptions& options = {}) const {
    std::vector<std::string> lines;
    for (const auto& difference : compare(a, b, options).differences) {
      lines.push_back(difference.name + ": " + difference.message);
    }
    return lines;
  }

  [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }

 private:
  void write(const Content& content, const std::string& name) const {
    NetcdfWriter writer(folder_.path(name));
    auto& root = writer.root();
    root.set_attribute("format", content.format);
    root.set_attribute("study", content.study);
    root.add_dimension("scenario", content.scenarios, "scenario");
    root.add_dimension("region", content.regions, "region");
    if (content.has_gdp) root.write({"gdp", {"scenario", "region"}, content.units, "GDP", ""}, content.gdp);
    root.write({"message", {"scenario"}, "", "", ""}, content.message);
    root.write({"solver_message", {"scenario"}, "", "", ""}, std::vector<std::string>(2, content.solver_message));
    root.write({"failure_message", {"scenario"}, "", "", ""}, std::vector<std::string>(2, content.failure));
    for (const char* key : {"ipopt_confirmed", "ipopt_iterations"})
      root.write({key, {"scenario"}, "1", "", ""}, std::vector<double>(2, content.confirmed));
    if (content.has_state) {
      auto state = root.add_group("state");
      state.add_dimension("edge", content.price.size());
      state.write({"price", {"edge"}, "1", "price", ""}, content.price);
    }
    auto run = root.add_group("run");
    run.set_attribute("seconds", content.seconds);
    run.write({"solver_seconds", {"scenario"}, "s", "", ""}, std::vector<double>(2, content.seconds));
    writer.commit();
  }

  TemporaryFolder folder_;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("files with equal content are equal, missing values included, whatever /run says") {
  const Pair pair;
  Content other;
  other.seconds = 2;
  const auto comparison = pair.compare({}, other);
  CHECK(comparison.differences.empty());
  CHECK(comparison.variables == 3);
  CHECK(comparison_text(comparison, 20) == "equal: 3 variables compared\n");
}

TEST_CASE("a value that changed is named with its place, and the largest relative difference counts") {
  const Pair pair;
  Content other;
  other.gdp[1] = 2.5;
  CHECK(pair.differences({}, other) ==
        Lines{"gdp: 1 of 4 values, most at scenario=unlinked, region=KOR: 2 | 2.5, relative 0.2"});
  other.gdp[2] = 30;
  other.price[1] = 20.5;
  CHECK(pair.differences({}, other) ==
        Lines{"gdp: 2 of 4 values, most at scenario=linked, region=CHN: 3 | 30, relative 0.9",
              "state/price: 1 of 3 values, most at edge=1: 20 | 20.5, relative 0.0244"});
}

TEST_CASE("without tolerance one bit is a difference, with it a relative or an absolute difference may be small") {
  const Pair pair;
  Content other;
  other.gdp[0] = std::nextafter(1.0, 2.0);
  other.price[2] = 30.003;
  CHECK(pair.differences({}, other).size() == 2);
  CHECK(pair.differences({}, other, {{1e-12, 0}, true}).size() == 1);
  CHECK(pair.differences({}, other, {{1e-3, 0}, true}).empty());
  CHECK(pair.differences({}, other, {{0, 1e-2}, true}).empty());
  CHECK(pair.differences({}, other, {{0, 1e-3}, true}).size() == 1);
  Content zero, minus_zero;
  zero.gdp[0] = 0.0;
  minus_zero.gdp[0] = -0.0;
  CHECK(pair.differences(zero, minus_zero).size() == 1);
  CHECK(pair.differences(zero, minus_zero, {{1e-12, 1e-12}, true}).empty());
}

TEST_CASE("a missing value and a number differ at any tolerance") {
  const Pair pair;
  Content other;
  other.gdp[3] = 4;
  const Lines expected{"gdp: 1 of 4 values, most at scenario=linked, region=KOR: nan | 4, relative inf"};
  CHECK(pair.differences({}, other) == expected);
  CHECK(pair.differences({}, other, {{1e9, 1e9}, true}) == expected);
}

TEST_CASE("an axis that changed is named with its labels, and variables over it are not compared") {
  const Pair pair;
  Content other;
  other.scenarios[1] = "strict";
  other.gdp[0] = 5;
  const auto comparison = pair.compare({}, other);
  REQUIRE(comparison.differences.size() == 1);
  CHECK(comparison_text(comparison, 20) ==
        "axis scenario: length 2 | 2; only in A: linked; only in B: strict\n"
        "different: 1 differences; 1 variables compared, 2 not, because an axis differs\n");
  Content longer;
  longer.price.push_back(40);
  CHECK(pair.differences({}, longer) == Lines{"axis state/edge: length 3 | 4; only in B: 3"});
  Content turned;
  turned.regions = {"KOR", "CHN"};
  CHECK(pair.differences({}, turned) == Lines{"axis region: length 2 | 2; other order"});
}

TEST_CASE("what only one file has is named") {
  const Pair pair;
  Content without;
  without.has_gdp = without.has_state = false;
  CHECK(pair.differences({}, without) == Lines{"variable gdp: only in A", "group state: only in A"});
  CHECK(pair.differences(without, {}) == Lines{"variable gdp: only in B", "group state: only in B"});
}

TEST_CASE("what solvers say and do is not compared: the same results found by two of them are equal") {
  const Pair pair;
  Content other;
  other.solver_message = "Optimal Solution Found";
  other.failure = "MUMPS";
  other.confirmed = missing_value;
  const auto comparison = pair.compare({}, other);
  CHECK(comparison.differences.empty());
  CHECK(comparison_text(comparison, 20) == "equal: 3 variables compared\n");
}

TEST_CASE("text and attributes are compared by line, attributes only where wanted") {
  const Pair pair;
  Content other;
  other.message[1] = "first\n2nd\nthird";
  other.units = "million EUR";
  other.study = "[study]\nname = \"B\"\n";
  CHECK(pair.differences({}, other) == Lines{"attribute study: line 2: 'name = \"A\"' | 'name = \"B\"'",
                                             "attribute gdp@units: 'million USD' | 'million EUR'",
                                             "message: first at scenario=linked: line 2: 'second' | '2nd'"});
  Content longer;
  longer.study = Content().study + "\n\n# changed by --set\n";
  CHECK(pair.differences({}, longer) == Lines{"attribute study: only in B, from line 5: '# changed by --set'"});
  CHECK(pair.differences(longer, {}) == Lines{"attribute study: only in A, from line 5: '# changed by --set'"});
  longer.study = Content().study + "\n";
  CHECK(pair.differences({}, longer) == Lines{"attribute study: only in B: line breaks at the end"});
  CHECK(pair.differences({}, other, {{}, false}) ==
        Lines{"message: first at scenario=linked: line 2: 'second' | '2nd'"});
}

TEST_CASE("more differences than wanted are counted") {
  const Pair pair;
  Content other;
  other.gdp[0] = 2;
  other.price[0] = 11;
  const auto text = comparison_text(pair.compare({}, other), 1);
  CHECK(text ==
        "gdp: 1 of 4 values, most at scenario=unlinked, region=CHN: 1 | 2, relative 0.5\n"
        "... and 1 more (--all shows them)\ndifferent: 2 differences; 3 variables compared\n");
}

TEST_CASE("a file that is not of this program, or not there, is refused") {
  const Pair pair;
  Content foreign;
  foreign.format = "other";
  const auto message =
      pair.path("b.h5") + ": is not a file of this program (it has no root attribute format = \"etslink ...\")";
  CHECK_THROWS_WITH_AS((void)pair.compare({}, foreign), message.c_str(), FileError);
  CHECK_THROWS_AS((void)compare_files(pair.path("a.h5"), pair.path("none.h5"), {}), FileError);
}
