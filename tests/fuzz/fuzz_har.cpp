// SPDX-License-Identifier: Apache-2.0
// Header array files of GEMPACK: every header of a damaged file, and a damaged GTAP database.
#include "files/har/har_file.h"
#include "tests/fixtures/har_bytes.h"
#include "tests/fuzz/fuzz_target.h"

namespace etslink::fuzz {
namespace {

// The least that looks like flows of GTAP: two headers with the sets that all others are held to.
std::string flows() {
  HarBytes har;
  const std::vector<std::string> goods{"coa", "oil", "gas", "p_c", "ely"}, regions{"KOR"};
  har.begin("VDFB", "RESPSE", {5, 5, 1, 1, 1, 1, 1}).sets({{"COMM", goods}, {"ACTS", goods}, {"REG", regions}});
  har.data(har.integers({1, 4, 4}) + std::string(80, ' ')).data(har.integers({1, 1, 1, 7}) + har.reals({12}));
  har.begin("EVFB", "RESPSE", {1, 5, 1, 1, 1, 1, 1}).sets({{"ENDW", {"Capital"}}, {"ACTS", goods}, {"REG", regions}});
  har.data(har.integers({1, 4, 4}) + std::string(80, ' ')).data(har.integers({1, 1, 1, 3}) + har.reals({5}));
  return har.bytes();
}

class HarTarget final : public Target {
 public:
  [[nodiscard]] bool reads_text() const override { return false; }
  [[nodiscard]] std::vector<std::string> seeds() const override {
    return {har_of_all_types(false), har_of_all_types(true), flows()};
  }

  void try_input(std::string_view input) override {
    expect_answer([&] {
      const HarFile file(HarRecords("fuzz.har", std::string(input)));
      for (const auto& header : file.headers())
        expect_answer([&] {
          if (header.type == "1C")
            static_cast<void>(file.texts(header));
          else
            static_cast<void>(file.array(header));
        });
    });
    folder_.write("basedata.har", input);
    run({"import", "gtap", folder_.path("."), "-o", folder_.path("made"), "--year", "2017"});
  }

 private:
  FuzzFolder folder_;
};

}  // namespace

Target& target() {
  static HarTarget it;
  return it;
}

}  // namespace etslink::fuzz
