// SPDX-License-Identifier: Apache-2.0
#include "study/unused_inputs.h"

#include <algorithm>
#include <map>

#include "study/read_parameters.h"

namespace etslink {
namespace {

// Parameters of the usual nests, beside those of the model (docs/study_format.md).
const std::vector<std::string> nest_parameters{"esubd", "esubm", "esubva"};

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string sentence(const SourceLocation& at, const std::string& text) { return InputError(at, text).what(); }

bool has_agent(const Benchmark& benchmark, AgentKind kind) {
  return std::any_of(benchmark.agents.begin(), benchmark.agents.end(),
                     [&](const AgentInfo& agent) { return agent.kind == kind; });
}

bool has_text(const TomlValue* value, const std::string& word) {
  return value != nullptr && value->is(TomlValue::Kind::text) && value->as_text() == word;
}

class KeyCheck {
 public:
  KeyCheck(const TomlValue& root, const Benchmark& benchmark, const NestSet& nests)
      : root_(root), benchmark_(benchmark), nests_(nests) {}

  std::vector<std::string> run() {
    if (const auto* model = root_.find("model")) check_model(*model);
    for_each_table("market", [&](const TomlValue& market) { check_market(market); });
    for_each_table("link", [&](const TomlValue& link) { check_link(link); });
    if (const auto* scenarios = root_.find("scenario")) check_names(*scenarios);
    check_sets();
    return std::move(notes_);
  }

 private:
  void note(const TomlValue& value, const std::string& reason) {
    notes_.push_back(sentence(value.at(), "'" + value.name() + "' has no effect: " + reason));
  }

  template <class Act>
  void for_each_table(const std::string& kind, const Act& act) const {
    const auto* tables = root_.find(kind);
    if (tables == nullptr || !tables->is(TomlValue::Kind::table)) return;
    for (const auto& [name, table] : tables->entries()) {
      if (table.is(TomlValue::Kind::table)) act(table);
    }
  }

  void check_model(const TomlValue& model) {
    const bool has_supply = std::any_of(nests_.production.begin(), nests_.production.end(),
                                        [](const NestTree& tree) { return tree.nests.front().sigma.resource_supply; });
    if (has_text(model.find("resources"), "constant_elasticity") && !has_supply)
      note(*model.find("resources"), "no nest has the elasticity resource_supply");
    if (has_text(model.find("investment"), "fixed_saving_share") && !has_agent(benchmark_, AgentKind::investment))
      note(*model.find("investment"), "no region has an investor");
    const bool has_government = has_agent(benchmark_, AgentKind::government);
    if (has_text(model.find("government"), "fixed_share") && !has_government)
      note(*model.find("government"), "no region has a government");
    if (const auto* tax = model.find("balancing_tax"); tax != nullptr && !has_government)
      note(*tax, "no region has a government");
    for (const auto* key : {"labour", "capital"}) expect_factor_in_use(model.find(key));
  }

  void expect_factor_in_use(const TomlValue* rule) const {
    if (rule == nullptr || !rule->is(TomlValue::Kind::table)) return;
    const auto& factor = rule->require_key("factor");
    const Factor wanted = benchmark_.find_factor(factor.as_text());
    const bool is_used =
        std::any_of(benchmark_.value_added.begin(), benchmark_.value_added.end(),
                    [&](const FactorFlow& flow) { return flow.factor == wanted && flow.value_musd > 0; });
    if (!is_used) factor.fail("no sector uses the factor '" + factor.as_text() + "' of '" + factor.name() + "'");
  }

  void check_market(const TomlValue& market) {
    const auto* eite = market.find("eite");
    const auto* allocation = market.find("allocation");
    const bool has_rule = allocation != nullptr && allocation->is(TomlValue::Kind::table) &&
                          has_text(allocation->find("output_based"), "eite");
    if (eite != nullptr && !has_rule && !is_ruled_in_a_scenario(market))
      note(*eite, "no allocation is by this rule (output_based = \"eite\"); sectors are listed only");
    const auto* government = market.find("government");
    if (government != nullptr && government->is(TomlValue::Kind::boolean) && government->as_boolean() &&
        !has_agent(benchmark_, AgentKind::government))
      note(*government, "no region has a government");
  }

  // Changes of a market in any scenario.
  [[nodiscard]] bool is_ruled_in_a_scenario(const TomlValue& market) const {
    const auto name = market.name().substr(market.name().find('.') + 1);
    bool found = false;
    for_each_table("scenario", [&](const TomlValue& scenario) {
      const auto* markets = scenario.find("market");
      const auto* changes = markets == nullptr ? nullptr : markets->find(name);
      found |= changes != nullptr && changes->find("allocation") != nullptr;
    });
    return found;
  }

  void check_link(const TomlValue& link) {
    const auto is_given = [&](const char* key) { return link.find(key) != nullptr || changes_link(link, key); };
    if (link.find("rent") != nullptr && !is_given("limit") && !is_given("back_limit") && !is_given("corridor"))
      note(*link.find("rent"), "without a limit or a corridor there is no rent");
    if (link.find("fee_region") != nullptr && !is_given("fee") && !is_given("proceeds_percent"))
      note(*link.find("fee_region"), "there is neither a fee nor a levy");
  }

  [[nodiscard]] bool changes_link(const TomlValue& link, const char* key) const {
    const auto name = link.name().substr(link.name().find('.') + 1);
    bool found = false;
    for_each_table("scenario", [&](const TomlValue& scenario) {
      const auto* links = scenario.find("link");
      const auto* changes = links == nullptr ? nullptr : links->find(name);
      found |= changes != nullptr && changes->find(key) != nullptr;
    });
    return found;
  }

  // Links, projects and swaps that no scenario names.
  void check_names(const TomlValue& scenarios) {
    for (const auto& [kind, list] :
         std::map<std::string, std::string>{{"link", "links"}, {"project", "projects"}, {"swap", "swaps"}}) {
      for_each_table(kind, [&, key = list](const TomlValue& table) {
        const auto name = table.name().substr(table.name().find('.') + 1);
        const bool is_named =
            std::any_of(scenarios.entries().begin(), scenarios.entries().end(), [&](const auto& scenario) {
              const auto* names = scenario.second.find(key);
              return names != nullptr && std::any_of(names->as_list().begin(), names->as_list().end(),
                                                     [&](const TomlValue& item) { return has_text(&item, name); });
            });
        if (!is_named) note(table, "no scenario names it in '" + key + "'");
      });
    }
  }

  // Sets that no key names. A text that happens to be the same word counts as a use.
  void check_sets() {
    const auto* sets = root_.find("sets");
    if (sets == nullptr) return;
    for (const auto& [kind, tables] : sets->entries()) {
      for (const auto& [name, set] : tables.entries()) {
        if (!mentions(root_, name, *sets)) note(set, "no key names this set");
      }
    }
  }

  [[nodiscard]] static bool mentions(const TomlValue& value, const std::string& name, const TomlValue& sets) {
    if (&value == &sets) return false;
    if (value.is(TomlValue::Kind::text)) return value.as_text() == name;
    if (value.is(TomlValue::Kind::list)) {
      const auto& items = value.as_list();
      return std::any_of(items.begin(), items.end(), [&](const auto& item) { return mentions(item, name, sets); });
    }
    const auto& entries = value.entries();
    return std::any_of(entries.begin(), entries.end(),
                       [&](const auto& entry) { return mentions(entry.second, name, sets); });
  }

  const TomlValue& root_;
  const Benchmark& benchmark_;
  const NestSet& nests_;
  std::vector<std::string> notes_;
};

// The nearest name that is used, where there is one near enough to be meant.
std::string misspelt(const std::string& name, const std::vector<std::string>& used) {
  const auto text = suggestion(name, used);
  return text.starts_with("; did you mean") ? text : "";
}

}  // namespace

std::vector<std::string> unused_parameters(const BenchmarkTrial& trial) {
  // A long table of a benchmark that serves many studies is named once.
  std::map<std::pair<ParameterSource, std::string>, std::vector<const UnusedParameter*>> groups;
  for (const auto& unused : trial.unused_parameters) {
    // A benchmark serves nests that do with fewer of the usual parameters, and a nest file many benchmarks.
    const bool is_of_other_nests = unused.source == ParameterSource::benchmark && !unused.is_asked_for &&
                                   contains(nest_parameters, unused.parameter);
    if (unused.source == ParameterSource::nests || is_of_other_nests) continue;
    groups[{unused.source, unused.parameter}].push_back(&unused);
  }
  std::vector<std::string> notes;
  for (const auto& [group, items] : groups) {
    const auto& first = *items.front();
    std::string text = "parameter '" + first.parameter + "'";
    if (!first.is_asked_for) {
      text += " has no effect: no nest and no rule of this study uses it" + misspelt(first.parameter, trial.parameters);
    } else {
      text += (first.place.empty() ? "" : " of " + first.place) + " has no effect: nothing there uses it";
    }
    if (items.size() > 1) text += " (nor in " + std::to_string(items.size() - 1) + " more places)";
    notes.push_back(sentence(first.at, text));
  }
  return notes;
}

std::vector<std::string> unused_keys(const TomlValue& root, const Benchmark& benchmark, const NestSet& nests) {
  return KeyCheck(root, benchmark, nests).run();
}

std::vector<std::string> unusual_parameters(const Benchmark& benchmark) {
  auto usual = model_parameters();
  usual.insert(usual.end(), nest_parameters.begin(), nest_parameters.end());
  std::map<std::string, SourceLocation> others;
  for (const auto& entry : benchmark.elasticities) {
    if (!contains(usual, entry.parameter)) others.emplace(entry.parameter, entry.at);
  }
  std::vector<std::string> notes;
  for (const auto& [name, at] : others)
    notes.push_back(
        sentence(at, "parameter '" + name + "' has an effect only where a nest file uses it" + misspelt(name, usual)));
  return notes;
}

}  // namespace etslink
