// SPDX-License-Identifier: Apache-2.0
#include "study/nest_file.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "calibration/text_file.h"
#include "calibration/toml/toml_reader.h"
#include "calibration/toml/toml_section.h"
#include "model/leisure.h"
#include "model/sector_roles.h"
#include "model/technology.h"
#include "study/nest_tree.h"
#include "study/read_parameters.h"

namespace etslink {
namespace {

const std::string role_prefix = "role:", technology_prefix = "technology:";

// Finds the tree of each sector and technology: what names it most exactly goes first (model/technology.h).
class TreeChoice {
 public:
  explicit TreeChoice(const Benchmark& benchmark) : benchmark_(benchmark) {}

  void add(const TomlValue& applies_to, int tree) {
    for (const auto& item : applies_to.as_list()) {
      auto pattern = item.as_text();
      const bool is_optional = !pattern.empty() && pattern.back() == '?';
      if (is_optional) pattern.pop_back();
      check(pattern, is_optional, item);
      if (!owner_.emplace(pattern, tree).second) item.fail("two production nests apply to '" + pattern + "'");
    }
  }

  // Replaces the patterns of the trees by the sectors they stand for; trees without a sector are left out.
  void assign(std::vector<NestTree>& trees, const SourceLocation& at) const {
    for (const auto& sector : benchmark_.sectors) {
      const int tree = tree_of(sector);
      if (tree < 0) {
        throw InputError(
            at, "no production nest applies to sector '" + sector.code + "'; add one with applies_to = [\"*\"]");
      }
      trees[tree].applies_to.push_back(sector.code);
    }
    std::erase_if(trees, [](const NestTree& tree) { return tree.applies_to.empty(); });
  }

 private:
  void check(const std::string& pattern, bool is_optional, const TomlValue& item) const {
    if (pattern == "*" || is_optional) return;
    if (pattern.starts_with(technology_prefix)) {
      check_technology(pattern, item);
    } else if (pattern.starts_with(role_prefix)) {
      const auto role = pattern.substr(role_prefix.size());
      const auto& roles = role_names();
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) {
        item.fail("unknown role '" + role + "' in '" + item.name() + "'" + suggestion(role, roles));
      }
    } else if (!benchmark_.find_sector(pattern).valid()) {
      item.fail("unknown sector '" + pattern + "' in '" + item.name() + "'" +
                suggestion(pattern, benchmark_.sector_codes()) + " (\"" + pattern +
                "?\" is a sector that a benchmark may lack)");
    }
  }

  void check_technology(const std::string& pattern, const TomlValue& item) const {
    std::vector<std::string> known{technology_prefix + "*"};
    for (const Sector technology : technologies(benchmark_.sectors)) {
      for (const auto& name : tree_patterns(benchmark_.sectors[technology.index]))
        if (name.starts_with(technology_prefix)) known.push_back(name);
    }
    if (std::find(known.begin(), known.end(), pattern) != known.end()) return;
    item.fail("unknown technology '" + pattern + "' in '" + item.name() + "'" + suggestion(pattern, known) + " (\"" +
              pattern + "?\" is one that a benchmark may lack)");
  }

  [[nodiscard]] int tree_of(const SectorInfo& sector) const {
    for (const auto& pattern : tree_patterns(sector)) {
      const auto found = owner_.find(pattern);
      if (found != owner_.end()) return found->second;
    }
    return -1;
  }

  const Benchmark& benchmark_;
  std::map<std::string, int> owner_;  // pattern -> tree
};

// Returns all trees; those that no sector of the benchmark has are not in `nests`.
std::vector<NestTree> read_production(const TomlValue& table, const Benchmark& benchmark, NestSet& nests) {
  TreeChoice choice(benchmark);
  for (const auto& [name, tree] : table.as_table().entries()) {
    nests.production.push_back(read_nest_tree(tree, {true, false, {"applies_to"}}, benchmark));
    choice.add(tree.require_key("applies_to"), static_cast<int>(nests.production.size()) - 1);
  }
  auto all = nests.production;
  choice.assign(nests.production, table.at());
  return all;
}

ElasticityRule read_armington_elasticity(const TomlValue& value) {
  auto rule = read_elasticity(value);
  if (rule.resource_supply) value.fail("'" + value.name() + "' can't be 'resource_supply'");
  return rule;
}

// A good with a row in output_volumes.csv, for any region.
bool has_volume(const Benchmark& benchmark, Sector good) {
  const auto& volumes = benchmark.output_volumes;
  return std::any_of(volumes.begin(), volumes.end(), [&](const auto& volume) { return volume.good == good; });
}

std::vector<Sector> goods_of_code(const std::string& code, const TomlValue& item, const Benchmark& benchmark) {
  const Sector good = benchmark.find_sector(code);
  if (!good.valid())
    item.fail("unknown sector '" + code + "' in '" + item.name() + "'" + suggestion(code, benchmark.sector_codes()));
  return {good};
}

// A role may be one that no sector has.
std::vector<Sector> goods_of_role(const std::string& role, const TomlValue& item, const Benchmark& benchmark) {
  const auto& roles = role_names();
  if (std::find(roles.begin(), roles.end(), role) == roles.end())
    item.fail("unknown role '" + role + "' in '" + item.name() + "'" + suggestion(role, roles));
  std::vector<Sector> goods;
  for (const auto& code : sectors_with_role(benchmark, role)) goods.push_back(benchmark.find_sector(code));
  return goods;
}

// The goods that "role:coal" or "good:ELE" names; "role:coal?": those of them that have a volume.
std::vector<Sector> goods_named(const TomlValue& item, const Benchmark& benchmark) {
  const std::string good_prefix = "good:";
  auto text = item.as_text();
  const bool may_lack_volume = text.ends_with('?');
  if (may_lack_volume) text.pop_back();
  std::vector<Sector> goods;
  if (text.starts_with(good_prefix))
    goods = goods_of_code(text.substr(good_prefix.size()), item, benchmark);
  else if (text.starts_with(role_prefix))
    goods = goods_of_role(text.substr(role_prefix.size()), item, benchmark);
  else
    item.fail("'" + text + "' in '" + item.name() + "' names no goods; allowed: good:SECTOR and role:ROLE");
  if (may_lack_volume) std::erase_if(goods, [&](Sector good) { return !has_volume(benchmark, good); });
  return goods;
}

void read_additive_goods(const TomlValue& list, const Benchmark& benchmark, NestSet& nests) {
  nests.additive_at = list.at();
  for (const auto& item : list.as_list()) {
    for (const Sector good : goods_named(item, benchmark)) {
      auto& goods = nests.additive_goods;
      if (std::find(goods.begin(), goods.end(), good) != goods.end())
        item.fail("'" + item.as_text() + "' names " + benchmark.sectors[good.index].code + " a second time");
      goods.push_back(good);
    }
  }
}

void read_armington(TomlSection section, const Benchmark& benchmark, NestSet& nests) {
  nests.armington_top = read_armington_elasticity(section.need("top"));
  nests.armington_origins = read_armington_elasticity(section.need("origins"));
  nests.margin_pool = read_armington_elasticity(section.need("margin_pool"));
  if (const auto* additive = section.find("additive")) read_additive_goods(*additive, benchmark, nests);
  section.finish();
}

bool has_leisure(const NestTree& household) {
  const auto& inputs = household.nests.front().inputs;
  return std::any_of(inputs.begin(), inputs.end(), [](const auto& input) { return input.starts_with("leisure:"); });
}

bool has_resource(const std::vector<NestTree>& production) {
  return std::any_of(production.begin(), production.end(),
                     [](const auto& tree) { return tree.nests.front().sigma.resource_supply; });
}

// Parameters of the model that no tree of the file asks for.
std::vector<std::string> idle_names(const NestSet& nests, const std::vector<NestTree>& production) {
  std::vector<std::string> names;
  if (!has_leisure(nests.household)) names.emplace_back(leisure_ratio);
  if (!has_resource(production)) names.emplace_back("supply_elasticity");
  return names;
}

void read_own_parameters(const TomlValue& table, const Benchmark& benchmark, const std::vector<NestTree>& production,
                         NestSet& nests) {
  auto of_all_trees = nests;
  of_all_trees.production = production;
  nests.parameters = read_parameters(table, NamedSets(benchmark, nullptr), known_parameters({}, of_all_trees));
  const auto idle = idle_names(nests, production);
  std::copy_if(nests.parameters.begin(), nests.parameters.end(), std::back_inserter(nests.idle_parameters),
               [&](const auto& value) { return std::find(idle.begin(), idle.end(), value.parameter) != idle.end(); });
}

// A tree of final demand that only some benchmarks have an agent for: null where it is absent and there is none.
const TomlValue* find_tree_of(AgentKind kind, const std::string& key, TomlSection& file, const Benchmark& benchmark) {
  const auto* table = file.find(key);
  for (const auto& agent : benchmark.agents) {
    if (table == nullptr && agent.kind == kind)
      file.fail("missing key '" + key + "': agent '" + agent.code + "' of the benchmark needs it");
  }
  return table;
}

bool has_resource_supply(const NestTree& tree) {
  return !tree.nests.empty() && tree.nests.front().sigma.resource_supply;
}

}  // namespace

NestSet read_nest_file(const std::string& path, const Benchmark& benchmark) {
  const auto root = parse_toml(read_text_file(path), path);
  TomlSection file(root);
  NestSet nests;
  nests.at = file.at();
  const auto& production = file.need("production");
  const auto& household = file.need("household");
  const auto* government = find_tree_of(AgentKind::government, "government", file, benchmark);
  const auto* investment = find_tree_of(AgentKind::investment, "investment", file, benchmark);
  const auto& armington = file.need("armington");
  const auto* parameters = file.find("parameter");
  file.finish();
  const auto all_trees = read_production(production, benchmark, nests);
  nests.household = read_nest_tree(household, {false, true, {}}, benchmark);
  if (government != nullptr) nests.government = read_nest_tree(*government, {}, benchmark);
  if (investment != nullptr) nests.investment = read_nest_tree(*investment, {}, benchmark);
  read_armington(TomlSection(armington), benchmark, nests);
  (void)find_leisure(nests.household, benchmark);  // its place in the tree is checked with the file
  if (parameters != nullptr) read_own_parameters(*parameters, benchmark, all_trees, nests);
  for (const auto& tree : {nests.household, nests.government, nests.investment}) {
    if (has_resource_supply(tree)) {
      throw InputError(tree.nests.front().at, "sigma = \"resource_supply\" belongs to production");
    }
  }
  return nests;
}

}  // namespace etslink
