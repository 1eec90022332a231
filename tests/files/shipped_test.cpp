// SPDX-License-Identifier: Apache-2.0
#include "files/shipped.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace etslink;

namespace {

namespace fs = std::filesystem;

// A folder as of an installation, named by the environment as long as it lives.
class Home {
 public:
  Home() : folder_(fs::temp_directory_path() / ("etslink_shipped_" + std::to_string(::getpid()))) {
    for (const char* file : {"studies/one.toml", "studies/two.toml", "studies/notes.txt", "data/world/benchmark.toml",
                             "data/nests/klem.toml", "data/empty/other.csv"}) {
      fs::create_directories((folder_ / file).parent_path());
      std::ofstream(folder_ / file) << "x\n";
    }
    ::setenv("ETSLINK_HOME", folder_.c_str(), 1);
  }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;
  ~Home() {
    ::unsetenv("ETSLINK_HOME");
    fs::remove_all(folder_);
  }
  [[nodiscard]] std::string path(const std::string& file) const { return (folder_ / file).string(); }

 private:
  fs::path folder_;
};

}  // namespace

TEST_CASE("what came with the program is found by its name, with and without its ending") {
  const Home home;
  CHECK(shipped_folder() == std::getenv("ETSLINK_HOME"));
  CHECK(input_path("one", Shipped::study) == home.path("studies/one.toml"));
  CHECK(input_path("two.toml", Shipped::study) == home.path("studies/two.toml"));
  CHECK(input_path("world", Shipped::benchmark) == home.path("data/world"));
  CHECK(input_path("klem", Shipped::nests) == home.path("data/nests/klem.toml"));
}

TEST_CASE("a path, a name of another kind and one that is not there stay as they are") {
  const Home home;
  for (const std::string named : {"studies/one", "./one", "three", "klem", "notes", "", "..", "one.toml.toml"})
    CHECK(input_path(named, Shipped::study) == named);
  CHECK(input_path("empty", Shipped::benchmark) == "empty");  // a folder that is no benchmark
  CHECK(shipped_path("../studies/one", Shipped::study).empty());
}

TEST_CASE("a file of the user goes before what came with the program") {
  const Home home;
  const auto before = fs::current_path();
  fs::current_path(home.path("data"));
  std::ofstream("one") << "mine\n";
  CHECK(input_path("one", Shipped::study) == "one");
  fs::current_path(before);
}

TEST_CASE("names of a kind are listed in order without their endings") {
  const Home home;
  CHECK(shipped_names(Shipped::study) == std::vector<std::string>{"one", "two"});
  CHECK(shipped_names(Shipped::benchmark) == std::vector<std::string>{"world"});
  CHECK(shipped_names(Shipped::recipe).empty());
}
