// SPDX-License-Identifier: Apache-2.0
#include "model/benchmark.h"

#include <algorithm>

namespace etslink {
namespace {

template <class Info>
int position(const std::vector<Info>& list, const std::string& code) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Info& info) { return info.code == code; });
  return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

template <class Info>
std::vector<std::string> codes(const std::vector<Info>& list) {
  std::vector<std::string> result;
  result.reserve(list.size());
  for (const Info& info : list) result.push_back(info.code);
  return result;
}

}  // namespace

Region Benchmark::find_region(const std::string& code) const { return {position(regions, code)}; }
Sector Benchmark::find_sector(const std::string& code) const { return {position(sectors, code)}; }
Factor Benchmark::find_factor(const std::string& code) const { return {position(factors, code)}; }
Agent Benchmark::find_agent(const std::string& code) const { return {position(agents, code)}; }
Purpose Benchmark::find_purpose(const std::string& code) const {
  const auto found = std::find(purposes.begin(), purposes.end(), code);
  return {found == purposes.end() ? -1 : static_cast<int>(found - purposes.begin())};
}

std::vector<std::string> Benchmark::region_codes() const { return codes(regions); }
std::vector<std::string> Benchmark::sector_codes() const { return codes(sectors); }
std::vector<std::string> Benchmark::factor_codes() const { return codes(factors); }

std::string Benchmark::user_code(const User& user) const {
  switch (user.kind) {
    case User::Kind::sector:
      return sectors[user.index].code;
    case User::Kind::agent:
      return agents[user.index].code;
    case User::Kind::stock_change:
      return "STK";
  }
  return "";
}

std::string Benchmark::purchase_code(Sector good, Purpose purpose) const {
  return sectors[good.index].code + (purpose.valid() ? " for " + purposes[purpose.index] : "");
}

}  // namespace etslink
