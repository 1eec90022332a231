// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "model/conditions.h"
#include "results/study_result.h"

namespace etslink {

// Records of all scenarios on one axis, each once, in the order in which the scenarios have them.
template <class Key>
class CommonAxis {
 public:
  int add(const Key& key) {
    const auto [place, is_new] = position_.emplace(key, static_cast<int>(keys_.size()));
    if (is_new) keys_.push_back(key);
    return place->second;
  }
  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  std::map<Key, int> position_;
  std::vector<Key> keys_;
};

// A symbol of a formula by what it is in all scenarios: variables by their common index, pools, which differ by
// scenario, by their first market.
struct CommonPower {
  int kind = 0;  // Symbol::Kind
  int index = -1;
  double exponent = 1;
  bool is_logarithm = false;
  friend auto operator<=>(const CommonPower&, const CommonPower&) = default;
};

enum class TermOwner { rule, contribution, supply };

// What a charge is on.
enum class ChargeOwner { input, output, process };

// A charge by what it is in all scenarios: all but its coefficient.
struct ChargeKey {
  ChargeOwner owner = ChargeOwner::input;
  int index = -1;  // of the edge, activity or process
  ChargeKind kind = ChargeKind::permits;
  ChargeBase base = ChargeBase::quantity;
  Gas gas = Gas::co2;
  bool is_counted = false;
  int market = -1, rate = -1, multiple = -1, receiver = -1;  // variables by their common index
  friend auto operator<=>(const ChargeKey&, const ChargeKey&) = default;
};

// Variables, rules, payments and permits of instruments of all scenarios on common axes: scenarios may have different
// ones. Records are the same where their keys are; values per scenario stand in Of.
struct InstrumentTables {
  explicit InstrumentTables(const StudyResult& study);

  using NameKey = std::pair<std::string, int>;                      // name, and which of that name
  using RuleKey = std::tuple<std::string, int, CommonPower, bool>;  // name, which, determines, complementary
  using ContributionKey = std::tuple<int, int, std::string>;        // Row::Kind, index of the row, what
  using SupplyKey = std::tuple<int, int, PermitSource>;             // market, region, source
  using TermKey = std::tuple<int, int, std::vector<CommonPower>>;   // TermOwner, its index, powers

  CommonAxis<NameKey> variables, arcs;
  CommonAxis<RuleKey> rules;
  CommonAxis<ContributionKey> contributions;
  CommonAxis<SupplyKey> supplies;
  CommonAxis<TermKey> terms;
  CommonAxis<ChargeKey> charges;

  // What one scenario has of them: common index of each of its own records.
  struct OfScenario {
    std::vector<int> variable, rule, arc;
    std::map<int, double> coefficient;   // per common term
    std::map<int, double> charge;        // coefficient per common charge
    std::map<int, double> contribution;  // value per common index, where it was solved
    std::map<int, double> supply;
  };
  std::vector<OfScenario> of;  // per scenario

  // Common index of a variable of a scenario; -1 stays -1.
  [[nodiscard]] int variable_index(std::size_t scenario, int own) const {
    return own < 0 ? -1 : of[scenario].variable[own];
  }
};

}  // namespace etslink
