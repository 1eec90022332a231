// SPDX-License-Identifier: Apache-2.0
// Tables of directions, as 'etslink sensitivity --direction' reads them.
#include "analysis/sensitivity/flow_direction.h"
#include "study/study.h"
#include "tests/fuzz/study_folder.h"

namespace etslink::fuzz {
namespace {

// The example of docs/sensitivity.md, and one with names and files of every kind.
const char* const imports =
    "file,region,good,sector,user,origin,exporter,importer,factor,value_musd\n"
    "use.csv,A,GOODS,,HH_A,imported,,,,1\n"
    "trade.csv,,GOODS,,,,B,A,,1\n"
    "use.csv,B,GOODS,,HH_B,domestic,,,,-1\n"
    "use.csv,A,STEEL,,HH_A,domestic,,,,-1\n"
    "value_added.csv,A,,STEEL,,,,,CAP,-1\n";
const char* const several =
    "name,file,region,user,source,origin,gas,mt,sector,tax_musd,good,value_musd\n"
    "power,co2.csv,A,ELE,FUEL,,co2,1.5,,,,\n"
    "power,co2.csv,A,HH_A,FUEL,*,,-1.5,,,,\n"
    "tax,use.csv,A,ELE,,domestic,,,,2,ELE,\n";

class TableTarget final : public Target {
 public:
  TableTarget() {
    add_studies(folder_);
    benchmark_ = read_study(folder_.path("tests/fixtures/studies/study.toml"), {}).benchmark;
  }

  [[nodiscard]] std::vector<std::string> seeds() const override {
    return {std::string(1, '\0') + imports, std::string(1, '\0') + several};
  }

  void try_input(std::string_view input) override {
    folder_.write("direction.csv", chosen_file({"direction.csv"}, input).content);
    expect_answer([&] {
      for (const auto& direction : read_directions(folder_.path("direction.csv"), benchmark_))
        static_cast<void>(direction_parameter(direction));
    });
  }

 private:
  FuzzFolder folder_;
  Benchmark benchmark_;
};

}  // namespace

Target& target() {
  static TableTarget it;
  return it;
}

}  // namespace etslink::fuzz
