// SPDX-License-Identifier: Apache-2.0
#include "study/same_axes.h"

#include <algorithm>

namespace etslink {
namespace {

template <class Items, class Name>
std::vector<std::string> names_of(const Items& items, const Name& name) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(name(item));
  return names;
}

// Of regions with several, which have results of their own.
std::vector<std::string> listed_households(const Benchmark& benchmark) {
  const auto is_household = [](const AgentInfo& agent) { return agent.kind == AgentKind::household; };
  std::vector<std::string> names;
  for (const auto& agent : benchmark.agents) {
    if (!is_household(agent)) continue;
    const auto in_region = std::count_if(benchmark.agents.begin(), benchmark.agents.end(), [&](const auto& other) {
      return is_household(other) && other.region == agent.region;
    });
    if (in_region > 1) names.push_back(agent.code);
  }
  return names;
}

std::string listed(const std::vector<std::string>& names, const std::vector<std::string>& others) {
  constexpr int most = 5;
  std::string text;
  int count = 0;
  for (const auto& name : names) {
    if (std::find(others.begin(), others.end(), name) != others.end() || ++count > most) continue;
    text += (text.empty() ? "" : ", ") + name;
  }
  return count > most ? text + ", ..." : text;
}

using Names = std::vector<std::string>;

// One axis of both.
class AxisCheck {
 public:
  AxisCheck(const Study& variant, const SourceLocation& at) : variant_(variant), at_(at) {}

  void expect(const std::string& what, const Names& first, const Names& other) const {
    if (first == other) return;
    const auto missing = listed(first, other), more = listed(other, first);
    std::string difference = missing.empty() ? "" : "without " + missing;
    if (!more.empty()) difference += (difference.empty() ? "with " : ", with ") + more;
    throw InputError(at_, "variant '" + variant_.variant + "' has other " + what +
                              " than the study as it is written (" +
                              (difference.empty() ? "in another order" : difference) +
                              "); variants share the axes of one results file: write a study of its own");
  }

 private:
  const Study& variant_;
  const SourceLocation& at_;
};

}  // namespace

void expect_same_axes(const Study& first, const Study& variant, const SourceLocation& at) {
  const AxisCheck check(variant, at);
  const auto compare = [&](const std::string& what, const auto& names) {
    check.expect(what, names(first), names(variant));
  };
  compare("regions",
          [](const Study& s) { return names_of(s.benchmark.regions, [](const auto& r) { return r.code; }); });
  compare("sectors",
          [](const Study& s) { return names_of(s.benchmark.sectors, [](const auto& i) { return i.code; }); });
  compare("households", [](const Study& s) { return listed_households(s.benchmark); });
  compare("scenarios", [](const Study& s) { return names_of(s.scenarios, [](const auto& c) { return c.name; }); });
  compare("markets", [](const Study& s) {
    return names_of(s.scenarios.front().policy.markets, [](const auto& m) { return m.name; });
  });
}

}  // namespace etslink
