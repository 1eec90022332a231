// SPDX-License-Identifier: Apache-2.0
#include "calibration/code_book.h"

#include <utility>

namespace etslink {
namespace {

template <class Info>
std::unordered_map<std::string, int> positions(const std::vector<Info>& list) {
  std::unordered_map<std::string, int> result;
  for (std::size_t i = 0; i < list.size(); ++i) result.emplace(list[i].code, static_cast<int>(i));
  return result;
}

int find(const std::unordered_map<std::string, int>& positions, std::string_view code) {
  const auto found = positions.find(std::string(code));
  return found == positions.end() ? -1 : found->second;
}

[[noreturn]] void unknown(std::string_view code, const char* what, const SourceLocation& at,
                          const std::vector<std::string>& allowed) {
  const std::string name(code);
  if (name.empty()) throw InputError(at, std::string(what) + " is empty" + suggestion(name, allowed));
  throw InputError(at, std::string("unknown ") + what + " '" + name + "'" + suggestion(name, allowed));
}

std::vector<std::string> agent_codes(const Benchmark& benchmark, Region region) {
  std::vector<std::string> codes;
  for (const AgentInfo& agent : benchmark.agents) {
    if (!region.valid() || agent.region == region) codes.push_back(agent.code);
  }
  return codes;
}

}  // namespace

CodeBook::CodeBook(const Benchmark& benchmark)
    : benchmark_(benchmark),
      regions_(positions(benchmark.regions)),
      sectors_(positions(benchmark.sectors)),
      factors_(positions(benchmark.factors)),
      agents_(positions(benchmark.agents)) {
  for (const std::string& code : benchmark.purposes) purposes_.emplace(code, static_cast<int>(purposes_.size()));
}

Region CodeBook::region(std::string_view code, const char* what, const SourceLocation& at) const {
  const int index = find(regions_, code);
  if (index < 0) unknown(code, what, at, benchmark_.region_codes());
  return {index};
}

Sector CodeBook::sector(std::string_view code, const char* what, const SourceLocation& at) const {
  const int index = find(sectors_, code);
  if (index < 0) unknown(code, what, at, benchmark_.sector_codes());
  return {index};
}

Factor CodeBook::factor(std::string_view code, const SourceLocation& at) const {
  const int index = find(factors_, code);
  if (index < 0) unknown(code, "factor", at, benchmark_.factor_codes());
  return {index};
}

Agent CodeBook::agent(std::string_view code, const char* what, const SourceLocation& at) const {
  const int index = find(agents_, code);
  if (index < 0) unknown(code, what, at, agent_codes(benchmark_, {}));
  return {index};
}

Agent CodeBook::agent_of(Region region, std::string_view code, const SourceLocation& at) const {
  const int index = find(agents_, code);
  if (index < 0) unknown(code, "agent", at, agent_codes(benchmark_, region));
  const Region home = benchmark_.agents[index].region;
  if (home == region) return {index};
  std::string own;
  for (const std::string& name : agent_codes(benchmark_, region)) own += (own.empty() ? "" : ", ") + name;
  throw InputError(at, "agent '" + std::string(code) + "' belongs to region " + benchmark_.regions[home.index].code +
                           ", not to " + benchmark_.regions[region.index].code + "; allowed: " + own);
}

User CodeBook::user(Region region, std::string_view code, const SourceLocation& at) const {
  if (code == "STK") return {User::Kind::stock_change, -1};
  const int sector = find(sectors_, code);
  if (sector >= 0) return {User::Kind::sector, sector};
  if (find(agents_, code) >= 0) return {User::Kind::agent, agent_of(region, code, at).index};
  std::vector<std::string> allowed = benchmark_.sector_codes();
  for (std::string& name : agent_codes(benchmark_, region)) allowed.push_back(std::move(name));
  allowed.push_back("STK");
  unknown(code, "user", at, allowed);
}

Origin CodeBook::origin(std::string_view code, const SourceLocation& at) const {
  if (code == "domestic") return {Origin::Kind::domestic, {}};
  if (code == "imported") return {Origin::Kind::imported, {}};
  const int index = find(regions_, code);
  if (index >= 0) return {Origin::Kind::exporter, {index}};
  std::vector<std::string> allowed = {"domestic", "imported"};
  for (std::string& name : benchmark_.region_codes()) allowed.push_back(std::move(name));
  unknown(code, "origin", at, allowed);
}

Purpose CodeBook::purpose(std::string_view code, const SourceLocation& at) const {
  const int index = code.empty() ? -1 : find(purposes_, code);
  if (index >= 0 || code.empty()) return {index};
  throw InputError(at, "unknown purpose '" + std::string(code) + "': no purchase of use.csv has it" +
                           (benchmark_.purposes.empty() ? "" : suggestion(std::string(code), benchmark_.purposes)));
}

bool RecordReader::next() {
  if (++row_ >= table_.row_count()) return false;
  at_ = table_.at(row_);
  return true;
}

std::string_view RecordReader::text(const char* column) const {
  return table_.has_column(column) ? table_.text(row_, table_.column(column)) : std::string_view();
}

}  // namespace etslink
