// SPDX-License-Identifier: Apache-2.0
#include "study/nest_tree.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "calibration/toml/toml_numbers.h"
#include "calibration/toml/toml_section.h"
#include "model/elasticity_range.h"
#include "model/nest_leaf.h"
#include "model/sector_roles.h"
#include "model/technology.h"

namespace etslink {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_identifier(const std::string& word) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !word.empty() && is_letter(word.front()) && std::all_of(word.begin(), word.end(), is_part);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// A purpose or a technology that a benchmark may lack is marked: good:OIL/feedstock?, purpose:feedstock?,
// technology:coal?
bool is_marked(const std::string& input) {
  return input.ends_with('?') &&
         (input.find('/') != std::string::npos || input.starts_with("purpose:") || input.starts_with("technology:"));
}
std::string without_mark(const std::string& input) {
  return is_marked(input) ? input.substr(0, input.size() - 1) : input;
}

// Checks one tree after it has been read: names, leaves, shape.
class TreeCheck {
 public:
  TreeCheck(const NestTree& tree, const TreeRules& rules, const Benchmark& benchmark)
      : tree_(tree), rules_(rules), benchmark_(benchmark) {
    for (const auto& nest : tree.nests) names_.push_back(nest.name);
  }

  void run() {
    for (const auto& nest : tree_.nests) {
      for (const auto& input : nest.inputs) check_input(nest, input);
    }
    for (const auto& nest : tree_.nests) check_cycle(nest, {});
    for (const auto& nest : tree_.nests) {
      const bool is_top = &nest == &tree_.nests.front();
      if (!is_top && !owner_.contains(nest.name)) fail(nest, "is not an input of any nest");
      if (is_top && nest.is_additive) fail(nest, "is additive, which belongs to a nest below the top");
      if (!is_top && nest.sigma.resource_supply)
        fail(nest, "has sigma = \"resource_supply\", which belongs to the top");
    }
  }

 private:
  [[noreturn]] void fail(const Nest& nest, const std::string& message) const {
    throw InputError(nest.at, "nest '" + nest.name + "' of [" + tree_.name + "] " + message);
  }

  void check_input(const Nest& nest, const std::string& input) {
    const auto [place, is_new] = owner_.emplace(without_mark(input), nest.name);
    if (!is_new) fail(nest, "has the input '" + input + "', which '" + place->second + "' has already");
    const auto colon = input.find(':');
    if (colon == std::string::npos) {
      if (!contains(names_, input)) fail(nest, "has an unknown input '" + input + "'" + suggestion(input, names_));
      return;
    }
    check_leaf(nest, without_mark(input), is_marked(input));
  }

  [[nodiscard]] std::vector<std::string> technology_names() const {
    std::set<std::string> names;
    for (const Sector technology : technologies(benchmark_.sectors))
      names.insert(technology_name(benchmark_.sectors[technology.index]));
    return {names.begin(), names.end()};
  }

  // Kinds of leaves and the names that each may have.
  [[nodiscard]] std::map<std::string, std::vector<std::string>> allowed_leaves() const {
    std::map<std::string, std::vector<std::string>> allowed{{"good", benchmark_.sector_codes()},
                                                            {"role", role_names()},
                                                            {"goods", {"rest"}},
                                                            {"purpose", benchmark_.purposes}};
    if (rules_.has_factors) {
      allowed["factor"] = benchmark_.factor_codes();
      allowed["factors"] = {"mobile", "sluggish", "specific", "rest"};
      allowed["technology"] = technology_names();
      allowed["technologies"] = {"rest"};
    }
    if (rules_.has_leisure) allowed["leisure"] = benchmark_.factor_codes();
    return allowed;
  }

  // `may_lack`: the purpose or technology that it names.
  void check_leaf(const Nest& nest, const std::string& leaf, bool may_lack) const {
    const auto& [kind, name, purpose] = leaf_name(leaf);
    const auto allowed = allowed_leaves();
    const auto found = allowed.find(kind);
    std::vector<std::string> kinds;
    for (const auto& entry : allowed) kinds.push_back(entry.first + ":");
    if (found == allowed.end()) fail(nest, "has an unknown input '" + leaf + "'" + suggestion(kind + ":", kinds));
    if (may_lack && (kind == "purpose" || kind == "technology")) return;
    if (kind == "purpose" && !contains(found->second, name))
      fail_purpose(nest, leaf, {name, found->second, "use.csv gives no purpose"});
    if (kind == "technology" && !contains(found->second, name))
      fail(nest, "has an unknown technology '" + leaf + "'" + suggestion(name, found->second) + " (\"" + leaf +
                     "?\" is one that a benchmark may lack)");
    if (!contains(found->second, name))
      fail(nest, "has an unknown input '" + leaf + "'" + suggestion(name, found->second));
    if (purpose && kind != "good" && kind != "role")
      fail(nest, "has the input '" + leaf + "', but a purpose belongs to 'good:' or 'role:'");
    if (purpose && !may_lack) check_purpose(nest, leaf, *purpose);
  }

  // Some purchase of the good, or of a good with the role, is for that purpose.
  void check_purpose(const Nest& nest, const std::string& leaf, const std::string& purpose) const {
    const auto purposes = purposes_of(leaf.substr(0, leaf.find('/')));
    if (!contains(purposes, purpose))
      fail_purpose(nest, leaf, {purpose, purposes, "use.csv gives no purpose for such goods"});
  }

  // The purpose that a leaf names, those that there are, and what to say if there are none.
  struct UnknownPurpose {
    const std::string& name;
    const std::vector<std::string>& known;
    const std::string none;
  };
  [[noreturn]] void fail_purpose(const Nest& nest, const std::string& leaf, const UnknownPurpose& unknown) const {
    const auto mark = " (\"" + leaf + "?\" names a purpose that a benchmark may lack)";
    if (unknown.known.empty()) fail(nest, "has the input '" + leaf + "', but " + unknown.none + mark);
    fail(nest, "has an unknown purpose in '" + leaf + "'" + suggestion(unknown.name, unknown.known) + mark);
  }

  // Purposes of the purchases that answer to a leaf.
  [[nodiscard]] std::vector<std::string> purposes_of(const std::string& leaf) const {
    std::set<Sector> goods;
    for (Sector good{0}; good.index < benchmark_.sector_count(); ++good.index) {
      if (contains(leaves_of(benchmark_, good, {}), leaf)) goods.insert(good);
    }
    std::set<Purpose> found;
    for (const auto& flow : benchmark_.use) {
      if (flow.purpose.valid() && goods.contains(flow.good)) found.insert(flow.purpose);
    }
    std::vector<std::string> codes;
    for (const Purpose purpose : found) codes.push_back(benchmark_.purposes[purpose.index]);
    return codes;
  }

  // `path`: the nests on the way down to this one.
  void check_cycle(const Nest& nest, std::vector<std::string> path) const {
    const auto first = std::find(path.begin(), path.end(), nest.name);
    if (first != path.end()) {
      std::string text;
      for (auto name = first; name != path.end(); ++name) text += *name + " -> ";
      fail(nest, "contains itself: " + text + nest.name);
    }
    path.push_back(nest.name);
    for (const auto& child : tree_.nests) {
      if (contains(nest.inputs, child.name)) check_cycle(child, path);
    }
  }

  const NestTree& tree_;
  const TreeRules& rules_;
  const Benchmark& benchmark_;
  std::vector<std::string> names_;
  std::map<std::string, std::string> owner_;  // of each input: the nest that has it
};

// Of a benchmark without technologies: their leaves and the nests that have nothing else, so that nobody asks for
// elasticities of what is not there.
void drop_technologies(NestTree& tree) {
  const auto drop = [&](const auto& is_dropped) {
    for (auto& nest : tree.nests) std::erase_if(nest.inputs, is_dropped);
  };
  drop([](const std::string& input) { return input.starts_with("technology:") || input.starts_with("technologies:"); });
  const auto find_empty = [&] {
    return std::find_if(tree.nests.begin() + 1, tree.nests.end(), [](const Nest& nest) { return nest.inputs.empty(); });
  };
  for (auto empty = find_empty(); empty != tree.nests.end(); empty = find_empty()) {
    const auto name = empty->name;
    tree.nests.erase(empty);
    drop([&](const std::string& input) { return input == name; });
  }
}

Nest read_nest(const std::string& name, const TomlValue& table) {
  TomlSection section(table);
  Nest nest{name, read_elasticity(section.need("sigma")), section.need("inputs").as_texts(), section.at()};
  if (const auto* additive = section.find("additive")) nest.is_additive = additive->as_boolean();
  section.finish();
  if (nest.inputs.empty()) table.fail("nest '" + table.name() + "' has no inputs");
  return nest;
}

}  // namespace

ElasticityRule read_elasticity(const TomlValue& value) {
  ElasticityRule rule;
  rule.at = value.at();
  if (value.is(TomlValue::Kind::number)) {
    if (value.as_number() < 0) value.fail("'" + value.name() + "' must not be negative");
    rule.factor = read_between(value, 0, largest_elasticity);
    return rule;
  }
  const auto& text = value.as_text();
  rule.resource_supply = text == "resource_supply";
  if (rule.resource_supply) return rule;
  const auto star = text.find('*');
  const auto number = star == std::string::npos ? "1" : trimmed(text.substr(0, star));
  rule.parameter = trimmed(star == std::string::npos ? text : text.substr(star + 1));
  const auto end = number.data() + number.size();
  const bool is_number = std::from_chars(number.data(), end, rule.factor).ptr == end && !number.empty();
  if (!is_number || !(rule.factor >= 0 && rule.factor <= largest_elasticity) || !is_identifier(rule.parameter)) {
    value.fail("'" + value.name() + "' can't be '" + text +
               "': allowed are a number, a parameter (\"esubd\"), a multiple (\"2 * " +
               "esubd\") and \"resource_supply\"");
  }
  return rule;
}

NestTree read_nest_tree(const TomlValue& table, const TreeRules& rules, const Benchmark& benchmark) {
  NestTree tree;
  tree.name = table.as_table().name();
  tree.at = table.at();
  const auto& top = table.require_key("top");
  std::vector<std::string> names;
  for (const auto& [key, value] : table.entries()) {
    if (key == "top" || contains(rules.others, key)) continue;
    if (!value.is(TomlValue::Kind::table))
      value.fail("unknown key '" + key + "' in [" + table.name() + "]; a nest is a table { sigma, inputs, additive }");
    tree.nests.push_back(read_nest(key, value));
    names.push_back(key);
  }
  const auto first =
      std::find_if(tree.nests.begin(), tree.nests.end(), [&](const Nest& n) { return n.name == top.as_text(); });
  if (first == tree.nests.end()) {
    top.fail("'" + top.name() + "': there is no nest '" + top.as_text() + "'" + suggestion(top.as_text(), names));
  }
  std::rotate(tree.nests.begin(), first, first + 1);
  TreeCheck(tree, rules, benchmark).run();
  for (auto& nest : tree.nests) {
    for (auto& input : nest.inputs) input = without_mark(input);
  }
  if (technologies(benchmark.sectors).empty()) drop_technologies(tree);
  return tree;
}

}  // namespace etslink
