// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "calibration/check_benchmark.h"
#include "calibration/read_benchmark.h"
#include "calibration/rounding/repair_rounding.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"
#include "calibration/toml/toml_setting.h"
#include "model/benchmark_equilibrium.h"
#include "model/number_text.h"
#include "model/paid_price_range.h"
#include "model/tiny_resources.h"
#include "study/closures/closure_rules.h"
#include "study/market/read_markets.h"
#include "study/nest_file.h"
#include "study/read_parameters.h"
#include "study/read_scenarios.h"
#include "study/same_axes.h"
#include "study/study.h"
#include "study/study_inputs.h"
#include "study/table_notes.h"
#include "study/technologies/add_technologies.h"
#include "study/unused_inputs.h"
#include "study/variants.h"

namespace etslink {
namespace {

const std::string reference_scenario = "benchmark";

WantedResults read_results(const TomlValue* table) {
  WantedResults wanted;
  if (table == nullptr) return wanted;
  TomlSection section(*table);
  section.read("state", read_flag, wanted.state);
  section.read("abatement_cost", read_flag, wanted.abatement_cost);
  section.read("channels", read_flag, wanted.channels);
  section.finish();
  return wanted;
}

// Empty where the study names none.
std::vector<Region> read_coalition(const TomlValue* table, const NamedSets& sets) {
  if (table == nullptr) return {};
  TomlSection section(*table);
  std::vector<Region> regions;
  section.read(
      "coalition", [&](const TomlValue& value) { return sets.regions(value); }, regions);
  section.finish();
  std::sort(regions.begin(), regions.end());
  return regions;
}

// The scenario that changes are measured against; where the study neither names nor lists one, a scenario "benchmark"
// without permit markets comes first.
int place_reference(const TomlValue& header, const ScenarioBase& base, std::vector<Scenario>& scenarios) {
  const auto* value = header.find("reference");
  const auto& name = value == nullptr ? reference_scenario : value->as_text();
  const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s.name == name; });
  if (found != scenarios.end()) return static_cast<int>(found - scenarios.begin());
  if (value != nullptr) {
    std::vector<std::string> names;
    for (const auto& scenario : scenarios) names.push_back(scenario.name);
    value->fail("'study.reference': there is no scenario '" + name + "'" + suggestion(name, names));
  }
  const std::vector<char> all_off(base.markets.size(), 0);
  scenarios.insert(scenarios.begin(),
                   Scenario{name, "no permit market", {base.markets, all_off, {}}, base.options, header.at()});
  return 0;
}

// Abatement of offsets and projects needs an input that all scenarios have, so that they share one graph.
void share_abatement_regions(std::vector<Scenario>& scenarios) {
  std::set<Region> regions;
  for (const auto& scenario : scenarios) {
    for (const auto& project : scenario.policy.projects) regions.insert(project.host);
    for (const auto& market : scenario.policy.markets) {
      for (const auto& offsets : market.offsets) regions.insert(offsets.region);
    }
  }
  for (auto& scenario : scenarios) scenario.policy.abatement_regions.assign(regions.begin(), regions.end());
}

// The benchmark as its folder states it; where the study allows a gap of rounding, as etslink balance would write it,
// so that the model begins at an equilibrium.
void read_balanced(const TomlValue& folder, const TomlValue* value, Study& study) {
  study.benchmark = read_benchmark(input_of(study.file, folder, Shipped::benchmark));
  const double tolerance = value == nullptr ? user_balance_tolerance : value->as_number();
  if (value != nullptr && !(tolerance > 0 && tolerance <= largest_rounding_tolerance))
    value->fail("'" + value->name() + "' must be above 0 and at most " + shortest_text(largest_rounding_tolerance) +
                ", not " + shortest_text(tolerance));
  require_balanced(study.benchmark, tolerance);
  if (check_benchmark(study.benchmark, user_balance_tolerance).empty()) return;
  auto repaired = repair_rounding(std::move(study.benchmark), tolerance);
  study.benchmark = std::move(repaired.benchmark);
  study.warnings.push_back(
      study.benchmark.folder + ": does not balance to " + shortest_text(user_balance_tolerance) +
      "; flows changed in memory, as 'study.tolerance' allows: " + std::to_string(repaired.repairs.size()) + ", most " +
      repaired.repairs.front().text() + "; 'etslink balance' lists and writes them");
}

void read_header(const TomlValue& header, Study& study) {
  TomlSection section(header);
  study.name = section.need("name").as_text();
  section.read("description", read_text, study.description);
  const auto& folder = section.need("benchmark");
  const auto& nests = section.need("nests");
  const auto* tolerance = section.find("tolerance");
  section.allow("technologies");  // read when the options of the model are known
  section.allow("technology_year");
  section.allow("reference");     // read with the scenarios
  section.allow("variant_name");  // read with the variants
  section.finish();
  read_balanced(folder, tolerance, study);
  study.nests = read_nest_file(input_of(study.file, nests, Shipped::nests), study.benchmark);
}

ModelOptions read_model(const TomlValue& root, const NamedSets& sets, const Study& study) {
  auto options = read_options(root.find("model"), sets);
  if (const auto* table = root.find("elasticities"))
    options.elasticities = read_parameters(*table, sets, known_parameters(study.benchmark, study.nests));
  return options;
}

// A study file as it stands, and the ways to read it.
struct StudyText {
  std::string file, text;
  std::vector<std::string> settings;
  std::vector<VariantSource> variants;
};

// The tables of a study are read at different times, [sweep] by whoever makes one.
StudyText read_text_of(const std::string& file, const std::vector<std::string>& settings) {
  StudyText study{file, read_text_file(file), settings, {}};
  auto root = parse_toml(study.text, file);
  for (const auto& setting : settings) apply_setting(root, setting);
  auto known = study_tables();
  known.emplace_back("variant");
  root.expect_keys(known);
  study.variants = variants_of(root);
  return study;
}

// Tells which resources become capital, or that none does where the study says what they become.
void turn_resources(const TomlValue& root, const ModelOptions& options, Study& study) {
  const auto tiny = turn_tiny_resources(study.benchmark, study.nests, options);
  const auto* model = root.find("model");
  const auto* key = model == nullptr ? nullptr : model->find("tiny_resources_become");
  if (!tiny.empty())
    study.warnings.push_back(tiny);
  else if (key != nullptr)
    study.warnings.push_back(no_effect(*key, "no resource has so small a part of the costs"));
}

// One variant without its scenarios.
StudySource open_variant(const StudyText& text, const VariantSource& variant) {
  StudySource source{{}, variant.root};
  auto& study = source.study;
  study.file = text.file;
  study.text = text.text;
  study.settings = text.settings;
  study.variant = variant.name;
  study.variant_description = variant.description;
  const auto& header = source.root.require_key("study");
  read_header(header, study);
  if (const auto* name = header.find("variant_name"); name != nullptr && variant.name.empty())
    study.warnings.push_back(no_effect(*name, "the study has no [variant.NAME]"));
  const NamedSets sets(study.benchmark, source.root.find("sets"));
  const auto options = read_model(source.root, sets, study);
  require_taxes_behind_paid_prices(study.benchmark, ElasticityTable(study.benchmark, study.nests, options));
  turn_resources(source.root, options, study);
  add_technologies(header, options, study);
  const auto trial = try_benchmark(study.benchmark, study.nests, options);
  const auto unused = unused_parameters(trial);
  study.warnings.insert(study.warnings.end(), unused.begin(), unused.end());
  return source;
}

Study read_variant(const StudyText& text, const VariantSource& variant) {
  auto source = open_variant(text, variant);
  read_policies(source.root, source.study);
  find_unused_keys(source);
  return std::move(source.study);
}

// A fault that only a variant has may stand in a line of the study as it is written.
Study read_changed(const StudyText& text, const VariantSource& variant) {
  try {
    return read_variant(text, variant);
  } catch (const InputError& error) {
    throw InputError({}, error.what() + (" (in variant '" + variant.name + "')"));
  }
}

std::vector<Study> read_all(const StudyText& text) {
  std::vector<Study> studies;
  for (const auto& variant : text.variants) {
    studies.push_back(studies.empty() ? read_variant(text, variant) : read_changed(text, variant));
    expect_same_axes(studies.front(), studies.back(), variant.at);
  }
  return studies;
}

std::size_t variant_index(const StudyText& text, const std::string& name) {
  if (name.empty()) return 0;
  std::vector<std::string> names;
  for (const auto& variant : text.variants) names.push_back(variant.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  if (text.variants.size() == 1)
    throw InputError({text.file, 0}, "has no variants; '--variant " + name + "' needs [variant." + name + "]");
  throw InputError({text.file, 0}, "has no variant '" + name + "'" + suggestion(name, names));
}

}  // namespace

StudySource open_study(const std::string& file, const std::vector<std::string>& settings, const std::string& variant) {
  const auto text = read_text_of(file, settings);
  const auto index = variant_index(text, variant);
  if (text.variants.size() > 1) static_cast<void>(read_all(text));
  return open_variant(text, text.variants[index]);
}

void read_policies(const TomlValue& root, Study& study) {
  const NamedSets sets(study.benchmark, root.find("sets"));
  const ScenarioBase base{root, read_markets(root.find("market"), sets), read_model(root, sets, study)};
  study.scenarios = read_scenarios(root.require_key("scenario"), base, sets);
  study.reference = place_reference(root.require_key("study"), base, study.scenarios);
  share_abatement_regions(study.scenarios);
  study.coalition = read_coalition(root.find("leakage"), sets);
  study.wanted = read_results(root.find("results"));
}

void find_unused_keys(StudySource& source) {
  const auto notes = unused_keys(source.root, source.study.benchmark, source.study.nests);
  source.study.warnings.insert(source.study.warnings.end(), notes.begin(), notes.end());
}

std::vector<Study> read_variants(const std::string& file, const std::vector<std::string>& settings) {
  return read_all(read_text_of(file, settings));
}

Study read_study(const std::string& file, const std::vector<std::string>& settings, const std::string& variant) {
  const auto text = read_text_of(file, settings);
  const auto index = variant_index(text, variant);
  return std::move(read_all(text)[index]);
}

}  // namespace etslink
