// SPDX-License-Identifier: Apache-2.0
#include "analysis/schema/study_schema.h"

#include "analysis/schema/schema_json.h"
#include "analysis/sweep/sweep_plan.h"
#include "calibration/text_file.h"
#include "calibration/toml/toml_reader.h"
#include "model/input_error.h"
#include "study/listed/listed_kinds.h"
#include "study/study.h"
#include "study/study_inputs.h"

namespace etslink {
namespace {

using Object = JsonValue::Object;

struct Examples {
  SchemaNode study, nests, technologies;
};

// One variant of a study with everything that reads a part of it.
void add_variant(Examples& examples, const std::string& file, const std::string& variant) {
  KeyRecord record;
  const KeyRecording recording(record);
  auto source = open_study(file, {}, variant);
  read_policies(source.root, source.study);
  if (const auto* sweep = source.root.find("sweep")) {
    std::vector<std::string> scenarios;
    for (const auto& scenario : source.study.scenarios) scenarios.push_back(scenario.name);
    static_cast<void>(read_sweep(*sweep, scenarios));
  }
  add_example(examples.study, source.root, record);
  const auto nests = input_of(file, source.root.require_key("study").require_key("nests"), Shipped::nests);
  add_example(examples.nests, parse_toml(read_text_file(nests), nests), record);
  const auto* technologies = source.root.require_key("study").find("technologies");
  if (technologies == nullptr) return;
  for (const auto& named : technologies->as_list()) {
    const auto path = input_of(file, named, Shipped::technologies);
    add_example(examples.technologies, parse_toml(read_text_file(path), path), record);
  }
}

// What a scenario or a variant says of a table [market.NAME] or [KIND.NAME] may also stand there, and the other way
// round.
class StudyLayout {
 public:
  explicit StudyLayout(SchemaNode& root) : root_(root), scenario_(root.keys["scenario"].any_name()) {
    share("market");
    for (const auto& kind : listed_kinds()) {
      if (kind.is_changeable) share(kind.table);
    }
    share_axes(root_.keys["sweep"].keys["axis"]);
    auto& caps = scenario_.keys["caps"];
    caps = {};
    caps.kinds = {TomlValue::Kind::table};
    caps.has_names = true;
    changed_[&caps.any_name()] = "cap_of_scenario";
    root_.keys["variant"] = {};
  }

  [[nodiscard]] JsonValue json() {
    SchemaStyle style{false, changed_};
    auto& variants = root_.keys["variant"];
    variants.kinds = {TomlValue::Kind::table};
    variants.has_names = true;
    style.defined[&variants.any_name()] = "variant";
    JsonValue json = Object{{"$schema", "http://json-schema.org/draft-07/schema#"},
                            {"title", "etslink study"},
                            {"description", "A study of etslink; docs/study_format.md explains every key."}};
    const auto whole = schema_json(root_, style);
    for (const auto& [key, value] : std::get<Object>(whole.value())) json.set(key, value);
    json.set("definitions", definitions(style));
    return json;
  }

 private:
  void share(const std::string& table) {
    auto& changes = scenario_.keys[table];
    auto& stated = root_.keys[table].any_name();
    merge_nodes(stated, changes.any_name());
    changes = {};
    changes.kinds = {TomlValue::Kind::table};
    changes.has_names = true;
    changed_[&changes.any_name()] = table + "_of_scenario";
    shared_.push_back(table);
  }

  // [sweep.axis.NAME] and [[sweep.axis]] are read by one function.
  static void share_axes(SchemaNode& axes) {
    if (axes.items.empty()) axes.items.emplace_back();
    merge_nodes(axes.any_name(), axes.items.front());
    merge_nodes(axes.items.front(), axes.any_name());
  }

  [[nodiscard]] JsonValue definitions(const SchemaStyle& style) {
    SchemaStyle changing{true, style.defined};
    JsonValue all = Object{};
    for (const auto& table : shared_)
      all.set(table + "_of_scenario", schema_json(root_.keys[table].any_name(), changing, true));
    auto cap = schema_json(root_.keys["market"].any_name().keys["cap"], changing, true);
    all.set("cap_of_scenario", Object{{"anyOf", JsonValue::List{std::move(cap), Object{{"const", "none"}}}}});
    SchemaNode variant = root_;
    variant.keys.erase("variant");
    auto& description = variant.keys["description"];
    description.kinds = {TomlValue::Kind::text};
    description.has_free_text = true;
    // Copies of what is defined are other places than what they were copied from.
    SchemaStyle of_variant{true, {}};
    auto& scenario = variant.keys["scenario"].any_name();
    for (const auto& table : shared_) of_variant.defined[&scenario.keys[table].any_name()] = table + "_of_scenario";
    of_variant.defined[&scenario.keys["caps"].any_name()] = "cap_of_scenario";
    all.set("variant", schema_json(variant, of_variant, true));
    return all;
  }

  SchemaNode& root_;
  SchemaNode& scenario_;
  std::map<const SchemaNode*, std::string> changed_;
  std::vector<std::string> shared_;
};

// A nest has the same keys in every tree.
void share_nests(SchemaNode& root) {
  SchemaNode nest;
  std::vector<SchemaNode*> trees{&root.keys["production"].any_name()};
  for (const std::string agent : {"household", "government", "investment"}) trees.push_back(&root.keys[agent]);
  for (auto* tree : trees) merge_nodes(nest, tree->any_name());
  for (auto* tree : trees) tree->any_name() = nest;
}

JsonValue whole_json(const SchemaNode& root, const std::string& title, const std::string& description) {
  JsonValue json =
      Object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}, {"description", description}};
  const auto whole = schema_json(root, {});
  for (const auto& [key, value] : std::get<Object>(whole.value())) json.set(key, value);
  return json;
}

JsonValue nests_json(SchemaNode& root) {
  share_nests(root);
  return whole_json(root, "etslink nest file",
                    "Production functions of a study of etslink; docs/study_format.md explains every key.");
}

// A number is one, one for each year, or a table of these by region, whatever it is of.
void share_numbers(SchemaNode& root) {
  auto& technology = root.keys["technology"].any_name();
  std::vector<SchemaNode*> places{&technology.keys["usd"].any_name(), &technology.keys["fuel_gj"].any_name(),
                                  &root.keys["price"].keys["usd"], &root.keys["delivery"].keys["usd"]};
  for (const char* key : {"capture", "process_t", "biogenic_t", "storage_usd", "electricity_mwh", "markup"})
    places.push_back(&technology.keys[key]);
  SchemaNode number;
  for (const auto* place : places) merge_nodes(number, *place);
  for (auto* place : places) *place = number;
}

JsonValue technologies_json(SchemaNode& root) {
  share_numbers(root);
  return whole_json(root, "etslink technology file",
                    "Technologies that nobody uses at the benchmark; docs/technologies.md explains every key.");
}

}  // namespace

Schemas schemas_from(const std::vector<std::string>& studies) {
  Examples examples;
  for (const auto& file : studies) {
    for (const auto& study : read_variants(file, {})) add_variant(examples, file, study.variant);
  }
  require(examples.study.has_keys && examples.nests.has_keys, "an example has been read");
  return {StudyLayout(examples.study).json(), nests_json(examples.nests), technologies_json(examples.technologies)};
}

}  // namespace etslink
