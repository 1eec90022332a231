// SPDX-License-Identifier: Apache-2.0
// Results files as 'etslink info', 'diff', 'export' and 'report' read them. The first byte says what the input does to
// a file, the second which file and command it is.
#include "results/file_seal.h"
#include "tests/fuzz/changed_hdf5.h"
#include "tests/fuzz/study_folder.h"

namespace etslink::fuzz {
namespace {

enum class What { content, sealed_content, damage, sealed_damage, edits, count };

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> list{"run", "macc", "coalitions", "sweep", "variants"};
  return list;
}

// Small files, so that many are read in a second.
const char* const small_study = R"(
[study]
name = "small"
benchmark = "benchmark"
nests = "nests.toml"

[market.A]
regions = ["A"]
sectors = ["ELE", "STEEL"]
cap = { reduction_percent = 20 }

[market.B]
regions = ["B"]
sectors = ["ELE", "STEEL"]
cap = { reduction_percent = 10 }

[scenario.linked]
links = [["A", "B"]]

[results]
state = false
channels = false

[sweep]
design = "monte_carlo"
samples = 3
indicators = ["carbon_price", "gdp"]

[sweep.axis.cap]
key = "market.A.cap.reduction_percent"
distribution = { uniform = [5, 20] }
)";

class ResultsTarget final : public Target {
 public:
  ResultsTarget() {
    add_studies(folder_);
    const std::string study = "tests/fixtures/studies/small.toml", variants = "tests/fixtures/studies/more.toml";
    folder_.write(study, small_study);
    folder_.write(variants, std::string(small_study) + "\n[variant.other]\nmodel.armington = \"per_user\"\n");
    for (const auto& kind : kinds()) {
      const bool has_variants = kind == "variants";
      std::vector<std::string> arguments{has_variants ? "run" : kind,
                                         folder_.path(has_variants ? variants : study),
                                         "-o",
                                         folder_.path(kind),
                                         "--quiet",
                                         "--threads",
                                         "1"};
      if (kind == "macc") arguments.insert(arguments.end(), {"--points", "3", "--to", "20"});
      prepare(arguments);
      contents_.push_back(folder_.text(kind));
    }
  }

  [[nodiscard]] bool reads_text() const override { return false; }

  [[nodiscard]] std::vector<std::string> seeds() const override {
    std::vector<std::string> all;
    for (char what = 0; what < static_cast<char>(What::count); ++what) {
      for (char choice = 0; choice < 35; ++choice) {
        const std::string edits =
            what == static_cast<char>(What::edits) ? std::string("\3\7\1\2") : std::string(6, choice);
        all.push_back(std::string{what, choice} + edits);
      }
    }
    return all;
  }

  void try_input(std::string_view input) override {
    if (input.size() < 2) return;
    const auto what = static_cast<What>(static_cast<unsigned char>(input[0]) % static_cast<int>(What::count));
    const std::size_t choice = static_cast<unsigned char>(input[1]), kind = choice % kinds().size();
    write_tried(what, contents_[kind], input.substr(2));
    const auto tried = folder_.path("tried");
    const std::vector<std::vector<std::string>> commands{{"info", tried},
                                                         {"info", tried, "--variables"},
                                                         {"info", tried, "--study"},
                                                         {"info", tried, "--variant", "other"},
                                                         {"export", tried, "--iamc", "-o", folder_.path("table.csv")},
                                                         {"export", tried, "--csv", "-o", folder_.path("table.csv")},
                                                         {"report", tried, "-o", folder_.path("page.html")},
                                                         {"diff", folder_.path(kinds()[kind]), tried, "--all"}};
    const auto& command = commands[choice / kinds().size() % commands.size()];
    run(command, command.front() == "diff" ? std::vector<int>{1} : std::vector<int>{});
  }

 private:
  // A file that holds the input, or one of ours with changes. Behind a sealed one stands a right checksum.
  void write_tried(What what, const std::string& good, std::string_view input) {
    std::string bytes(input);
    if (what == What::edits) {
      folder_.write("tried", good);
      change_hdf5(folder_.path("tried"), input);
      bytes = folder_.text("tried");
    } else if (what == What::damage || what == What::sealed_damage) {
      bytes = damaged_bytes(good, input);
    }
    if (what != What::content && what != What::damage) bytes += seal_of(bytes);
    folder_.write("tried", bytes);
  }

  FuzzFolder folder_;
  std::vector<std::string> contents_;
};

}  // namespace

Target& target() {
  static ResultsTarget it;
  return it;
}

}  // namespace etslink::fuzz
