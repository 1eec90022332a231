// SPDX-License-Identifier: Apache-2.0
// Journals and shards of sweeps, as 'etslink info' and 'etslink merge' read them: damaged ones, and ones whose
// checksums are right though their content is not.
#include <filesystem>

#include "analysis/sweep/journal.h"
#include "app/command.h"
#include "tests/fuzz/study_folder.h"

namespace etslink::fuzz {
namespace {

enum class What { file, description, outcome, count };

class JournalTarget final : public Target {
 public:
  JournalTarget() {
    add_studies(folder_);
    const std::string study = "tests/fixtures/studies/study.toml";
    folder_.write(study,
                  folder_.text(study) +
                      "\n[sweep]\ndesign = \"monte_carlo\"\nsamples = 3\nindicators = [\"carbon_price\", \"gdp\"]\n"
                      "[sweep.axis.cap]\nkey = \"market.A.cap.reduction_percent\"\n"
                      "distribution = { uniform = [5, 20] }\n");
    prepare({"sweep", folder_.path(study), "--quiet", "--threads", "1", "--shard", "1/1", "-o", folder_.path("good")});
    good_ = read_journal(folder_.path("good"));
  }

  [[nodiscard]] bool reads_text() const override { return false; }

  [[nodiscard]] std::vector<std::string> seeds() const override {
    const auto seed = [](What what, const std::string& bytes) { return static_cast<char>(what) + bytes; };
    return {seed(What::file, folder_.text("good")), seed(What::description, good_.description),
            seed(What::outcome, good_.units.begin()->second)};
  }

  void try_input(std::string_view input) override {
    if (input.empty()) return;
    const auto what = static_cast<What>(static_cast<unsigned char>(input.front()) % static_cast<int>(What::count));
    const std::string bytes(input.substr(1));
    const auto path = folder_.path("tried");
    if (what == What::file) {
      folder_.write("tried", bytes);
    } else {
      Journal journal(path, good_.shard, what == What::description ? bytes : good_.description);
      for (const auto& [unit, outcome] : good_.units) journal.append(unit, what == What::outcome ? bytes : outcome);
    }
    run({"info", path});
    run({"merge", path, "-o", folder_.path("merged.h5"), "--force"}, {exit_not_solved});
  }

 private:
  FuzzFolder folder_;
  JournalContent good_;
};

}  // namespace

Target& target() {
  static JournalTarget it;
  return it;
}

}  // namespace etslink::fuzz
