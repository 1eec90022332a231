// SPDX-License-Identifier: Apache-2.0
#include "study/new_study.h"

#include <algorithm>

#include "calibration/benchmark_toml.h"
#include "model/inventory.h"

namespace etslink {
namespace {

constexpr int columns = 100;

// A key, which needs quotes where it holds a dot.
std::string key(const std::string& code) { return code.find('.') == std::string::npos ? code : quoted_toml(code); }

// Words in lines of a comment.
std::string comment(const std::string& title, const std::vector<std::string>& words) {
  std::string text = "# " + title, line;
  for (const auto& word : words) {
    if (text.size() - (text.rfind('\n') + 1) + word.size() > columns) text += "\n#  ";
    text += " " + word;
  }
  return text + "\n";
}

template <class Info>
std::string codes(const std::string& title, const std::vector<Info>& list) {
  std::vector<std::string> words;
  for (const Info& info : list)
    words.push_back(info.code + (info.name == info.code ? "" : " (" + info.name + ")") + ",");
  words.back().back() = '.';
  return comment(title, words);
}

std::vector<std::string> emitting_regions(const Benchmark& benchmark) {
  std::vector<std::string> found;
  for (int r = 0; r < benchmark.region_count(); ++r) {
    const bool emits =
        std::any_of(benchmark.emissions.begin(), benchmark.emissions.end(), [&](const EmissionFlow& flow) {
          return flow.region.index == r && flow.user.kind == User::Kind::sector && flow.mt > 0 &&
                 is_in_inventory(benchmark, flow.user);
        });
    if (emits) found.push_back(benchmark.regions[static_cast<std::size_t>(r)].code);
  }
  return found;
}

std::string beginning(const Benchmark& benchmark, const NewStudy& study) {
  auto sectors = benchmark.sectors;
  std::erase_if(sectors, [](const SectorInfo& sector) { return sector.parent.valid(); });  // technologies of one
  return "# Emissions trading in the regions of " + study.name +
         ": each alone, then all linked. To run it:\n#\n#   etslink run " + study.file + " -o results.h5\n#\n" +
         "# It runs as it stands and is made to be changed. docs/study_format.md explains every key; one that is "
         "misspelt is an\n"
         "# error with its line. Try other numbers without editing: --set market." +
         key(emitting_regions(benchmark).front()) +
         ".cap.reduction_percent=10\n\n[study]\nname = " + quoted_toml(study.name) +
         "\nbenchmark = " + quoted_toml(study.benchmark) +
         "    # folder of the data; paths are relative to this file\nnests = " + quoted_toml(study.nests) +
         "    # production functions and elasticities\n\n" + codes("Regions of the data:", benchmark.regions) +
         codes("Its sectors:", sectors);
}

std::string market(const std::string& region, bool is_explained) {
  std::string text = "\n[market." + key(region) + "]\nregions = [" + quoted_toml(region) + "]\n";
  if (!is_explained) return text + "sectors = \"all\"\ncap = { reduction_percent = 20 }\n";
  return text +
         "sectors = \"all\"                    # or a list of codes, [\"...\", \"...\"]\n"
         "# households = true                # their fuels need permits, too\n"
         "cap = { reduction_percent = 20 }   # below the covered emissions of the data; or tonnes, { mt = 100 }\n"
         "# price = 30                       # instead of the cap: a carbon tax in USD/t\n"
         "# revenue = \"government\"           # who has the value of the permits; default: the household\n";
}

std::string scenarios(const std::vector<std::string>& markets) {
  std::string text =
      "\n# ---- Scenarios: each lists only what is different. Changes are measured against the one called benchmark. "
      "----\n"
      "[scenario.benchmark]\ndescription = \"no emissions trading\"\nmarkets = []\n\n[scenario.unlinked]\n"
      "description = \"every market on its own\"\n";
  if (markets.size() < 2) return text;
  std::string linked;
  for (const auto& name : markets) linked += (linked.empty() ? "" : ", ") + quoted_toml(name);
  return text + "\n[scenario.linked]\ndescription = \"one price for all\"\nlinks = [[" + linked + "]]\n";
}

}  // namespace

std::string new_study_text(const Benchmark& benchmark, const NewStudy& study) {
  const auto regions = emitting_regions(benchmark);
  if (regions.empty())
    throw InputError({benchmark.folder + "/co2.csv", 0},
                     "no sector emits: a study of permit markets has nothing to cover");
  std::string text = beginning(benchmark, study);
  text +=
      "\n# ---- Permit markets: who needs permits, and how many there are. Regions without emissions of sectors have "
      "none. ----";
  for (const auto& region : regions) text += market(region, region == regions.front());
  return text + scenarios(regions);
}

}  // namespace etslink
