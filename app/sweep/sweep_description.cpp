// SPDX-License-Identifier: Apache-2.0
#include "app/sweep/sweep_description.h"

#include <algorithm>

#include "app/bytes.h"
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
  require(static_cast<std::int64_t>(values.size()) == rows * columns, "the samples fill their table");
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
    list.resize(in.get<std::size_t>());
    for (auto& text : list) text = in.get_text();
  });
  d.study.benchmark.year = in.get<int>();
  d.study.coalition.resize(in.get<std::size_t>());
  for (Region& region : d.study.coalition) region.index = in.get<int>();
  d.seed = in.get<std::uint64_t>();
  d.model_hash = in.get<std::uint64_t>();
  d.design = get_design(in);
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
  UnitOutcome outcome(in.get<std::size_t>());
  for (auto& sample : outcome) {
    sample.resize(in.get<std::size_t>());
    for (auto& scenario : sample) {
      scenario.status = in.get<ScenarioOutcome::Status>();
      scenario.residual = in.get<double>();
      scenario.iterations = in.get<int>();
      scenario.message = in.get_text();
      scenario.worst = in.get_text();
      scenario.values = in.get_numbers();
    }
  }
  return outcome;
}

}  // namespace etslink
