// SPDX-License-Identifier: Apache-2.0
#include "results/hdf5_file.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "results/hdf5_reader.h"
#include "results/netcdf_text.h"
#include "tests/fixtures/temporary_folder.h"

using namespace etslink;

namespace {

const double missing = std::numeric_limits<double>::quiet_NaN();

void fill_example(NetcdfWriter& writer) {
  NetcdfGroup& root = writer.root();
  root.set_attribute("title", "Fußnote, 탄소");
  root.set_attribute("benchmark_year", 2011);
  root.add_dimension("scenario", std::vector<std::string>{"benchmark", "linked"}, "scenario");
  root.add_dimension("region", std::vector<std::string>{"CHN", "KOR", "RUS"}, "region");
  const std::vector<double> gdp{1, 2, 3, 4, missing, 6};
  root.write({"gdp", {"scenario", "region"}, "million USD", "real GDP", "sum Pbar q"}, gdp);
  root.write({"status", {"scenario"}, "", "status", ""}, std::vector<std::string>{"solved", ""});
  NetcdfGroup state = root.add_group("state");
  state.add_dimension("edge", 4);
  state.add_dimension("arc", std::size_t{0});
  state.write({"edge_activity", {"edge"}, "1", "activity", ""}, std::vector<int>{0, -1, 7, 2});
  state.write_categories({"edge_role", {"edge"}, "", "role", ""}, std::vector<int>{1, 0, 0, 1},
                         std::vector<std::string>{"good", "two words"});
  state.write({"edge_quantity", {"scenario", "edge"}, "million USD", "", ""}, std::vector<double>(8, 1.5));
  state.write({"arc_flow", {"scenario", "arc"}, "Mt", "flow", ""}, std::vector<double>{});
}

std::string write_example(const std::string& path) {
  NetcdfWriter writer(path);
  fill_example(writer);
  writer.commit();
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a file gives back the text, numbers, dimensions and attributes that were written") {
  const TemporaryFolder folder;
  write_example(folder.path("a.h5"));
  const NetcdfReader reader(folder.path("a.h5"));
  const std::vector<std::pair<std::string, std::string>> attributes{{"title", "Fußnote, 탄소"},
                                                                    {"benchmark_year", "2011"}};
  CHECK(reader.attributes() == attributes);
  CHECK(reader.variable_names() == std::vector<std::string>{"scenario", "region", "gdp", "status"});
  CHECK(reader.read_text("region") == std::vector<std::string>{"CHN", "KOR", "RUS"});
  CHECK(reader.read_text("status") == std::vector<std::string>{"solved", ""});
  CHECK(reader.variable_attribute("gdp", "units") == "million USD");
  CHECK(reader.variable_attribute("gdp", "description") == "sum Pbar q");
  CHECK(reader.variable_attribute("status", "units").empty());
  const std::vector<double> gdp = reader.read_numbers("gdp");
  REQUIRE(gdp.size() == 6);
  CHECK(gdp[3] == 4);
  CHECK(std::isnan(gdp[4]));
}

TEST_CASE("a reader finds groups, the dimensions of a variable wherever they are, and the attributes of a group") {
  const TemporaryFolder folder;
  write_example(folder.path("a.h5"));
  const NetcdfReader reader(folder.path("a.h5"));
  CHECK(reader.group_names() == std::vector<std::string>{"state"});
  CHECK(reader.variable_names("state").front() == "state/edge");
  CHECK(reader.dimensions("gdp") == std::vector<std::string>{"scenario", "region"});
  CHECK(reader.dimensions("state/edge_quantity") == std::vector<std::string>{"scenario", "state/edge"});
  CHECK(reader.dimensions("region") == std::vector<std::string>{"region"});
  CHECK(reader.shape("gdp") == std::vector<std::size_t>{2, 3});
  CHECK(reader.shape("state/arc_flow") == std::vector<std::size_t>{2, 0});
  CHECK(reader.is_unlabelled_dimension("state/edge"));
  CHECK_FALSE(reader.is_unlabelled_dimension("region"));
  CHECK_FALSE(reader.is_unlabelled_dimension("gdp"));
  CHECK(reader.attribute("benchmark_year") == "2011");
  CHECK(reader.attribute("none").empty());
  const TextAttributes attributes{
      {"units", "million USD"}, {"long_name", "real GDP"}, {"description", "sum Pbar q"}, {"_FillValue", "nan"}};
  CHECK(reader.variable_attributes("gdp") == attributes);
  CHECK(reader.has_variable("state/edge_quantity"));
  CHECK_FALSE(reader.has_variable("edge_quantity"));
  CHECK_THROWS_AS((void)reader.variable_names("none"), FileError);
  CHECK_THROWS_AS((void)reader.read_numbers("none"), FileError);
}

TEST_CASE("equal content gives equal bytes, whatever the file is called") {
  const TemporaryFolder folder;
  CHECK(write_example(folder.path("a.h5")) == write_example(folder.path("b.h5")));
}

TEST_CASE("an old file in the place of a new one is not read") {
  const TemporaryFolder folder;
  const auto peak_kb = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  constexpr std::size_t old_size = std::size_t{1} << 28;
  std::ofstream(folder.path("a.h5")).close();
  std::filesystem::resize_file(folder.path("a.h5"), old_size);
  write_example(folder.path("b.h5"));
  const long before = peak_kb();
  CHECK(write_example(folder.path("a.h5")).size() < old_size);
  CHECK(peak_kb() - before < static_cast<long>(old_size / 1024 / 2));
}

TEST_CASE("text longer than 64 kB fits into an attribute") {
  const TemporaryFolder folder;
  const std::string text(200'000, 'x');
  NetcdfWriter writer(folder.path("a.h5"));
  writer.root().set_attribute("study", text);
  writer.commit();
  CHECK(NetcdfReader(folder.path("a.h5")).attributes().at(0).second == text);
}

TEST_CASE("a file that is not committed leaves the older one as it is") {
  const TemporaryFolder folder;
  const std::string before = write_example(folder.path("a.h5"));
  {
    NetcdfWriter writer(folder.path("a.h5"));
    writer.root().set_attribute("title", "unfinished");
  }
  std::ifstream file(folder.path("a.h5"), std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == before);
  CHECK_FALSE(std::filesystem::exists(folder.path("a.h5.tmp")));
}

TEST_CASE("a folder that does not exist is named with the reason") {
  const TemporaryFolder folder;
  const std::string path = folder.path("absent/a.h5");
  const std::string message = path + ": can't be written: No such file or directory";
  CHECK_THROWS_WITH_AS(write_example(path), message.c_str(), FileError);
  CHECK_THROWS_WITH_AS(check_writable(path), message.c_str(), FileError);
  CHECK_THROWS_WITH_AS(NetcdfReader{path}, (path + ": can't be read: No such file or directory").c_str(), FileError);
}

TEST_CASE("a file that is not HDF5 is refused with its name") {
  const TemporaryFolder folder;
  std::ofstream(folder.path("a.h5")) << "region,name\n";
  CHECK_THROWS_AS(NetcdfReader{folder.path("a.h5")}, FileError);
  write_example(folder.path("b.h5"));
  std::filesystem::resize_file(folder.path("b.h5"), 1500);
  CHECK_THROWS_AS(NetcdfReader(folder.path("b.h5")).read_numbers("gdp"), FileError);
}

TEST_CASE("a full disk is an error, and the older file stays") {
  const TemporaryFolder folder;
  const std::string before = write_example(folder.path("a.h5"));
  rlimit old_limit{};
  getrlimit(RLIMIT_FSIZE, &old_limit);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{40'000, old_limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto write_large = [&] {
    NetcdfWriter writer(folder.path("a.h5"));
    writer.root().add_dimension("edge", 100'000);
    writer.root().write({"price", {"edge"}, "1", "", ""}, std::vector<double>(100'000, 1.0));
    writer.commit();
  };
  const std::string message = folder.path("a.h5") + ": can't be written: File too large";
  CHECK_THROWS_WITH_AS(write_large(), message.c_str(), FileError);
  setrlimit(RLIMIT_FSIZE, &old_limit);
  std::signal(SIGXFSZ, old_handler);
  std::ifstream file(folder.path("a.h5"), std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == before);
}

TEST_CASE("values that do not fill their dimensions are our own mistake") {
  const TemporaryFolder folder;
  NetcdfWriter writer(folder.path("a.h5"));
  writer.root().add_dimension("region", 3);
  CHECK_THROWS_AS(writer.root().write({"gdp", {"region"}, "", "", ""}, std::vector<double>{1, 2}), std::logic_error);
  CHECK_THROWS_AS(writer.root().write({"gdp", {"sector"}, "", "", ""}, std::vector<double>{1, 2}), std::logic_error);
}

TEST_CASE("names that netCDF and CF fix are spelt as they say") {
  CHECK(unlabelled_dimension_mark(42) == "This is a netCDF dimension but not a netCDF variable.        42");
  CHECK(flag_meanings(std::vector<std::string>{"zero profit", "closure"}) == "zero_profit closure");
}
