// SPDX-License-Identifier: Apache-2.0
#include "analysis/sweep/sweep_description.h"

#include <algorithm>

#include "analysis/sweep/bytes.h"
#include "results/indicator_list.h"

namespace etslink {
namespace {

// One list of fields for writing, reading and comparing: visit(field, what it is).
template <class Description, class Visit>
void visit_texts(Description& d, const Visit& visit) {
  visit(d.study.program_version, "the version of the program");
  visit(d.study.git_revision, "the version of the program");
  visit(d.study.name, "the study file");
  visit(d.study.study_text, "the study file");
  visit(d.study.variant, "the variant");
  visit(d.study.benchmark.currency, "the benchmark");
  visit(d.study.benchmark.data_hash, "the benchmark");
  visit(d.study.benchmark.sources, "the benchmark");
  visit(d.study.benchmark.licence, "the benchmark");
  visit(d.study.benchmark.citation, "the benchmark");
  visit(d.study.closure, "the study file");
  visit(d.reference, "the study file");
  visit(d.design_name, "the samples");
}

template <class Description, class Visit>
void visit_lists(Description& d, const Visit& visit) {
  for (auto* labels : {&d.scenarios, &d.regions, &d.region_names, &d.sectors, &d.sector_names, &d.markets, &d.users}) {
    visit(*labels, "the study file");
  }
  for (auto* texts : {&d.axis_names, &d.axis_keys, &d.axis_distributions}) visit(*texts, "the samples");
  visit(d.indicators, "the indicators");
}

void put(ByteWriter& out, const SweepDesign& design) {
  out.put(design.kind);
  out.put(design.block);
  out.put(static_cast<std::int64_t>(design.values.rows()));
  out.put(static_cast<std::int64_t>(design.values.cols()));
  out.put(std::vector<double>(design.values.data(), design.values.data() + design.values.size()));
  out.put(design.weights);
}

SweepDesign get_design(ByteReader& in) {
  SweepDesign design;
  design.kind = in.get<DesignKind>();
  design.block = in.get<int>();
  const auto rows = in.get<std::int64_t>(), columns = in.get<std::int64_t>();
  const auto values = in.get_numbers();
  const auto most = static_cast<std::int64_t>(most_samples);
  if (rows < 0 || rows > most || columns < 0 || columns > most || std::ssize(values) != rows * columns)
    throw WrongBytes();
  design.values = Eigen::Map<const Eigen::MatrixXd>(values.data(), rows, columns);
  design.weights = in.get_numbers();
  return design;
}

std::size_t axis_length(const SweepDescription& d, const std::string& axis) {
  if (axis == "region") return d.regions.size();
  if (axis == "sector") return d.sectors.size();
  if (axis == "user") return d.users.size();
  require(axis == "market", "axes of indicators are region, sector, user and market");
  return d.markets.size();
}

bool is_known(const std::string& indicator) {
  const auto all = indicator_definitions();
  return std::any_of(all.begin(), all.end(), [&](const auto& d) { return d.name == indicator; });
}

// Blocks are those that make_design makes.
bool is_design(const SweepDesign& design) {
  const auto kind = static_cast<std::size_t>(design.kind);
  if (kind >= design_names().size() || std::ssize(design.weights) != design.samples()) return false;
  if (design.kind == DesignKind::tornado)
    return design.block == design.samples() && design.samples() == 2 * design.axes() + 1;
  const bool may_have_blocks = design.kind == DesignKind::sobol && design.block == design.axes() + 2;
  return design.block == 1 || (may_have_blocks && design.samples() % design.block == 0);
}

// What everything that uses a description relies on.
bool fits_together(const SweepDescription& d) {
  const auto axes = static_cast<std::size_t>(d.design.axes());
  const auto is_region = [&](Region region) { return region.index >= 0 && region.index < std::ssize(d.regions); };
  return is_design(d.design) && d.axis_names.size() == axes && d.axis_keys.size() == axes &&
         d.axis_distributions.size() == axes && d.region_names.size() == d.regions.size() &&
         d.sector_names.size() == d.sectors.size() && !d.scenarios.empty() &&
         std::all_of(d.study.coalition.begin(), d.study.coalition.end(), is_region) &&
         std::all_of(d.indicators.begin(), d.indicators.end(), is_known);
}

}  // namespace

std::string to_bytes(const SweepDescription& d) {
  ByteWriter out;
  visit_texts(d, [&](const std::string& text, const char*) { out.put(text); });
  visit_lists(d, [&](const std::vector<std::string>& list, const char*) {
    out.put(list.size());
    for (const auto& text : list) out.put(text);
  });
  out.put(d.study.benchmark.year);
  out.put(d.study.coalition.size());
  for (const Region region : d.study.coalition) out.put(region.index);
  out.put(d.seed);
  out.put(d.model_hash);
  put(out, d.design);
  return out.bytes();
}

SweepDescription description_from_bytes(const std::string& bytes) {
  ByteReader in(bytes);
  SweepDescription d;
  visit_texts(d, [&](std::string& text, const char*) { text = in.get_text(); });
  visit_lists(d, [&](std::vector<std::string>& list, const char*) {
    list.resize(in.get_count(sizeof(std::size_t)));
    for (auto& text : list) text = in.get_text();
  });
  d.study.benchmark.year = in.get<int>();
  d.study.coalition.resize(in.get_count(sizeof(int)));
  for (Region& region : d.study.coalition) region.index = in.get<int>();
  d.seed = in.get<std::uint64_t>();
  d.model_hash = in.get<std::uint64_t>();
  d.design = get_design(in);
  in.expect_end();
  if (!fits_together(d)) throw WrongBytes();
  return d;
}

std::string first_difference(const SweepDescription& a, const SweepDescription& b) {
  std::vector<std::string> texts;
  std::vector<std::vector<std::string>> lists;
  visit_texts(b, [&](const std::string& text, const char*) { texts.push_back(text); });
  visit_lists(b, [&](const std::vector<std::string>& list, const char*) { lists.push_back(list); });
  std::string difference;
  std::size_t next = 0;
  visit_texts(a, [&](const std::string& text, const char* what) {
    if (texts[next++] != text && difference.empty()) difference = what;
  });
  next = 0;
  visit_lists(a, [&](const std::vector<std::string>& list, const char* what) {
    if (lists[next++] != list && difference.empty()) difference = what;
  });
  if (!difference.empty()) return difference;
  return a.model_hash != b.model_hash ? "the numbers of the model (benchmark, nests, elasticities)" : "the samples";
}

std::size_t indicator_size(const SweepDescription& description, const std::string& indicator) {
  const auto all = indicator_definitions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.name == indicator; });
  require(found != all.end(), "the indicator exists");
  std::size_t size = 1;
  for (const auto& axis : found->axes) size *= axis_length(description, axis);
  return size;
}

std::string to_bytes(const UnitOutcome& outcome) {
  ByteWriter out;
  out.put(outcome.size());
  for (const auto& sample : outcome) {
    out.put(sample.size());
    for (const auto& scenario : sample) {
      out.put(scenario.status);
      out.put(scenario.residual);
      out.put(scenario.iterations);
      out.put(scenario.message);
      out.put(scenario.worst);
      out.put(scenario.values);
    }
  }
  return out.bytes();
}

UnitOutcome unit_from_bytes(const std::string& bytes) {
  ByteReader in(bytes);
  UnitOutcome outcome(in.get_count(sizeof(std::size_t)));
  for (auto& sample : outcome) {
    sample.resize(in.get_count(sizeof(ScenarioOutcome::Status)));
    for (auto& scenario : sample) {
      scenario.status = in.get<ScenarioOutcome::Status>();
      scenario.residual = in.get<double>();
      scenario.iterations = in.get<int>();
      scenario.message = in.get_text();
      scenario.worst = in.get_text();
      scenario.values = in.get_numbers();
    }
  }
  in.expect_end();
  return outcome;
}

bool is_outcome_of(const SweepDescription& description, int unit, const UnitOutcome& outcome) {
  const int first = unit * samples_per_unit;
  if (std::ssize(outcome) != std::min(samples_per_unit, description.design.samples() - first)) return false;
  std::size_t values = 0;
  for (const auto& indicator : description.indicators) values += indicator_size(description, indicator);
  return std::all_of(outcome.begin(), outcome.end(), [&](const SampleOutcome& sample) {
    return sample.size() == description.scenarios.size() &&
           std::all_of(sample.begin(), sample.end(), [&](const ScenarioOutcome& scenario) {
             const auto last = ScenarioOutcome::Status::impossible_values;
             return scenario.status >= ScenarioOutcome::Status::solved && scenario.status <= last &&
                    scenario.values.size() == values;
           });
  });
}

}  // namespace etslink
