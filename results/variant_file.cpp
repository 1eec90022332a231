// SPDX-License-Identifier: Apache-2.0
#include "results/variant_file.h"

#include <algorithm>

#include "results/root_attributes.h"
#include "results/state_columns.h"
#include "results/study_content.h"

namespace etslink {
namespace {

const std::string variant_axis = "variant", variants_group = "variants";

using Variants = const std::vector<SolvedVariant>&;

// Labels of an axis that may have others in each variant.
std::vector<std::string> all_links(Variants variants) {
  std::vector<std::string> names;
  for (const auto& variant : variants) {
    for (const auto& name : variant.indicators.links) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

// Values of an indicator over the links of one variant, or over no links, as values over the links of all.
std::vector<double> over_links(const Indicator& indicator, const std::vector<std::string>& own,
                               const std::vector<std::string>& all) {
  const auto& axes = indicator.info.dimensions;
  if (std::find(axes.begin(), axes.end(), "link") == axes.end()) return indicator.values;
  require(axes.back() == "link", "links are the last axis of an indicator");
  std::vector<double> values;
  for (std::size_t row = 0; row < indicator.values.size() / own.size(); ++row) {
    for (const auto& name : all) {
      const auto place = static_cast<std::size_t>(std::find(own.begin(), own.end(), name) - own.begin());
      values.push_back(place < own.size() ? indicator.values[row * own.size() + place] : missing_value);
    }
  }
  return values;
}

const Indicator* find(const SolvedVariant& variant, const std::string& name) {
  const auto& all = variant.indicators.indicators;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Indicator& i) { return i.info.name == name; });
  return found == all.end() ? nullptr : &*found;
}

VariableInfo with_variant_axis(VariableInfo info) {
  info.dimensions.insert(info.dimensions.begin(), variant_axis);
  return info;
}

void write_indicator(NetcdfGroup& root, Variants variants, const Indicator& first, const IndicatorSet& axes) {
  const auto& name = first.info.name;
  std::vector<std::vector<double>> parts;
  std::size_t size = 0;
  for (const auto& variant : variants) {
    const auto* own = find(variant, name);
    parts.push_back(own == nullptr ? std::vector<double>() : over_links(*own, variant.indicators.links, axes.links));
    size = std::max(size, parts.back().size());
  }
  std::vector<double> values;
  for (auto& part : parts) {
    if (part.empty()) part.assign(size, missing_value);
    values.insert(values.end(), part.begin(), part.end());
  }
  root.write(with_variant_axis(first.info), values);
}

// Each that any variant has, in the order of the first that has it.
void write_indicators(NetcdfGroup& root, Variants variants, const IndicatorSet& axes) {
  std::vector<std::string> written;
  for (const auto& variant : variants) {
    for (const auto& indicator : variant.indicators.indicators) {
      const auto& name = indicator.info.name;
      if (std::find(written.begin(), written.end(), name) != written.end()) continue;
      write_indicator(root, variants, indicator, axes);
      written.push_back(name);
    }
  }
}

void write_texts(NetcdfGroup& root, Variants variants) {
  std::vector<ScenarioTexts> all;
  for (const auto& variant : variants) {
    const auto own = scenario_texts({variant.study, variant.indicators});
    if (all.empty()) {
      all = own;
      continue;
    }
    for (std::size_t i = 0; i < own.size(); ++i)
      all[i].values.insert(all[i].values.end(), own[i].values.begin(), own[i].values.end());
  }
  for (const auto& [info, values] : all) root.write(with_variant_axis(info), values);
}

FileTexts file_texts(Variants variants) {
  FileTexts texts{results_format, "", ""};
  std::string interrupted;
  for (const auto& [study, indicators, state] : variants) {
    const auto unsolved = unsolved_scenarios(study, study.variant);
    const auto stopped = interrupted_scenarios(study, study.variant);
    if (!unsolved.empty()) texts.unsolved += (texts.unsolved.empty() ? "" : " ") + unsolved;
    if (!stopped.empty()) interrupted += (interrupted.empty() ? "" : ", ") + stopped;
  }
  texts.incomplete = incomplete_text(interrupted);
  return texts;
}

void write_run(NetcdfGroup& root, Variants variants) {
  const auto& first = variants.front();
  NetcdfGroup run = write_run_attributes(root, first.study.run);
  run.add_dimension(variant_axis, column(variants, [](const SolvedVariant& v) { return v.study.variant; }),
                    variant_axis);
  run.add_dimension("scenario", first.indicators.scenarios, "scenario");
  std::vector<double> seconds;
  for (const auto& variant : variants) {
    for (const ScenarioResult& scenario : variant.study.scenarios) seconds.push_back(scenario.report.seconds);
  }
  run.write({"solver_seconds", {variant_axis, "scenario"}, "s", "wall time of the solve", ""}, seconds);
}

}  // namespace

void write_variants(const std::vector<SolvedVariant>& variants, const std::string& path) {
  const auto& first = variants.front();
  IndicatorSet axes = first.indicators;
  axes.links = all_links(variants);
  NetcdfWriter writer(path);
  NetcdfGroup& root = writer.root();
  write_root_attributes(root, first.study, file_texts(variants));
  root.add_dimension(variant_axis, column(variants, [](const SolvedVariant& v) { return v.study.variant; }),
                     "variant of the study");
  root.add_dimension("scenario", axes.scenarios, "scenario");
  write_axes(root, axes);
  root.write({"variant_description", {variant_axis}, "", "what the study says of the variant", ""},
             column(variants, [](const SolvedVariant& v) { return v.study.variant_description; }));
  write_texts(root, variants);
  write_indicators(root, variants, axes);
  NetcdfGroup groups = root.add_group(variants_group);
  for (const auto& [study, indicators, state] : variants) {
    NetcdfGroup group = groups.add_group(study.variant);
    write_study_content(group, {study, indicators}, {state, nullptr});
  }
  write_run(root, variants);
  writer.commit();
}

std::vector<std::string> variant_names(const NetcdfReader& file) {
  if (!file.has_variable(variant_axis)) return {};
  auto names = file.read_text(variant_axis);
  for (const auto& name : names) {
    if (name.empty()) throw FileError(file.path(), "has a variant without a name");
  }
  return names;
}

NetcdfReader variant_view(const NetcdfReader& file, const std::string& variant) {
  const auto names = variant_names(file);
  if (names.empty()) throw InputError({file.path(), 0}, "has no variants, also no '" + variant + "'");
  if (std::find(names.begin(), names.end(), variant) == names.end())
    throw InputError({file.path(), 0}, "has no variant '" + variant + "'" + suggestion(variant, names));
  return file.in_group(variants_group + "/" + variant);
}

}  // namespace etslink
