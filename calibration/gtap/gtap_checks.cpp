// SPDX-License-Identifier: Apache-2.0
// Identities of the headers, in the words of an economist.
#include <algorithm>
#include <cmath>
#include <map>

#include "calibration/gap_list.h"
#include "calibration/gtap/gtap_headers.h"
#include "calibration/gtap/read_gtap.h"
#include "model/number_text.h"

namespace etslink {
namespace {

using Place = std::array<int, 4>;

// Two sides of an identity by place [million USD].
struct Identity {
  std::string name, left, right;  // of the identity, and of its sides: "import market", "sum of VMFB, ...", "VMSB"
  std::vector<GtapSet> sets;      // of a place
  std::map<Place, std::pair<double, double>> sides;
  double scale = 0;  // what gaps are measured by beside the sides themselves
};

class GapReport {
 public:
  GapReport(const GtapReader& reader, double tolerance) : reader_(reader), tolerance_(tolerance) {}

  void add(const Identity& identity) {
    for (const auto& [place, sides] : identity.sides) {
      const auto& [left, right] = sides;
      const double gap = std::abs(left - right) / std::max({std::abs(left), std::abs(right), identity.scale, 1e-3});
      if (gap <= tolerance_) continue;
      std::string where;
      for (std::size_t d = 0; d < identity.sets.size(); ++d)
        where += (d == 0 ? "" : ", ") + reader_.lists().name(identity.sets[d], place[d]);
      found_.emplace_back(gap, identity.name + ": " + where + ": " + identity.left + " " + rounded_text(left, 10) +
                                   ", " + identity.right + " " + rounded_text(right, 10) + " million USD (" +
                                   rounded_text(100 * gap, 3) + " %)");
    }
  }

  [[nodiscard]] std::vector<std::string> sorted() {
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> texts;
    for (const auto& [gap, text] : found_) texts.push_back(text);
    return texts;
  }

 private:
  const GtapReader& reader_;
  double tolerance_;
  std::vector<std::pair<double, std::string>> found_;
};

GtapTable trade(const GtapReader& reader, const char* version_7, const char* version_6) {
  return reader.table(GtapFile::data, reader.database().is_version_7() ? version_7 : version_6,
                      {GtapSet::good, GtapSet::region, GtapSet::region});
}

Identity import_market(const GtapReader& reader) {
  const bool is_7 = reader.database().is_version_7();
  Identity identity{"import market",
                    is_7 ? "VMFB + VMPB + VMGB + VMIB" : "VIFM + VIPM + VIGM",
                    is_7 ? "VMSB" : "VIMS",
                    {GtapSet::good, GtapSet::region},
                    {}};
  for (const auto& headers : gtap_purchases(is_7)) {
    if (!headers.is_imported) continue;
    for (const auto& cell : reader.table(GtapFile::data, headers.value, headers.sets()).cells)
      identity.sides[{cell.at[0], cell.at[region_position(headers.buyer)]}].first += cell.value;
  }
  for (const auto& cell : trade(reader, "VMSB", "VIMS").cells)
    identity.sides[{cell.at[0], cell.at[2]}].second += cell.value;
  return identity;
}

// Imports at the border are exports with transport.
Identity transport(const GtapReader& reader) {
  const bool is_7 = reader.database().is_version_7();
  Identity identity{"transport",
                    is_7 ? "VCIF" : "VIWS",
                    is_7 ? "VFOB + VTWR" : "VXWD + VTWR",
                    {GtapSet::good, GtapSet::region, GtapSet::region},
                    {}};
  for (const auto& cell : trade(reader, "VCIF", "VIWS").cells) identity.sides[cell.at].first += cell.value;
  for (const auto& cell : trade(reader, "VFOB", "VXWD").cells) identity.sides[cell.at].second += cell.value;
  const auto margins =
      reader.table(GtapFile::data, "VTWR", {GtapSet::good, GtapSet::good, GtapSet::region, GtapSet::region});
  for (const auto& cell : margins.cells) identity.sides[{cell.at[1], cell.at[2], cell.at[3]}].second += cell.value;
  return identity;
}

Identity margin_pool(const GtapReader& reader) {
  Identity identity{"transport services", "VTWR", "VST", {GtapSet::good}, {}};
  const auto margins =
      reader.table(GtapFile::data, "VTWR", {GtapSet::good, GtapSet::good, GtapSet::region, GtapSet::region});
  for (const auto& cell : margins.cells) identity.sides[{cell.at[0]}].first += cell.value;
  for (const auto& cell : reader.table(GtapFile::data, "VST", {GtapSet::good, GtapSet::region}).cells)
    identity.sides[{cell.at[0]}].second += cell.value;
  return identity;
}

Identity market_clearing(const GtapReader& reader) {
  Identity identity{
      "market clearing", "MAKB", "VDFB + VDPB + VDGB + VDIB + VXSB + VST", {GtapSet::good, GtapSet::region}, {}};
  for (const auto& cell : reader.table(GtapFile::data, "MAKB", {GtapSet::good, GtapSet::user, GtapSet::region}).cells)
    identity.sides[{cell.at[0], cell.at[2]}].first += cell.value;
  for (const auto& headers : gtap_purchases(true)) {
    if (headers.is_imported) continue;
    for (const auto& cell : reader.table(GtapFile::data, headers.value, headers.sets()).cells)
      identity.sides[{cell.at[0], cell.at[region_position(headers.buyer)]}].second += cell.value;
  }
  for (const auto& cell : trade(reader, "VXSB", "").cells)
    identity.sides[{cell.at[0], cell.at[1]}].second += cell.value;
  for (const auto& cell : reader.table(GtapFile::data, "VST", {GtapSet::good, GtapSet::region}).cells)
    identity.sides[{cell.at[0], cell.at[1]}].second += cell.value;
  return identity;
}

Identity zero_profit(const GtapReader& reader) {
  Identity identity{"zero profit", "VDFP + VMFP + EVFP", "MAKS", {GtapSet::user, GtapSet::region}, {}};
  for (const auto& [header, first] :
       {std::pair("VDFP", GtapSet::good), std::pair("VMFP", GtapSet::good), std::pair("EVFP", GtapSet::factor)}) {
    for (const auto& cell : reader.table(GtapFile::data, header, {first, GtapSet::user, GtapSet::region}).cells)
      identity.sides[{cell.at[1], cell.at[2]}].first += cell.value;
  }
  for (const auto& cell : reader.table(GtapFile::data, "MAKS", {GtapSet::good, GtapSet::user, GtapSet::region}).cells)
    identity.sides[{cell.at[1], cell.at[2]}].second += cell.value;
  return identity;
}

// What a region saves beyond its investment is what it exports beyond its imports.
Identity trade_balance(const GtapReader& reader, const Benchmark& benchmark) {
  Identity identity{"trade balance",
                    "saving (SAVE + VDEP) less investment",
                    "exports and transport less imports",
                    {GtapSet::region},
                    {}};
  for (const auto* header : {"SAVE", "VDEP"}) {
    for (const auto& cell : reader.table(GtapFile::data, header, {GtapSet::region}).cells) {
      identity.sides[{cell.at[0]}].first += cell.value;
      identity.scale = std::max(identity.scale, std::abs(cell.value));
    }
  }
  for (const auto& flow : benchmark.use) {
    if (flow.user == User{User::Kind::agent, agent_of(flow.region.index, AgentKind::investment)})
      identity.sides[{flow.region.index}].first -= flow.value_musd + flow.tax_musd;
  }
  for (const auto& cell : trade(reader, "VFOB", "VXWD").cells) identity.sides[{cell.at[1]}].second += cell.value;
  for (const auto& cell : trade(reader, "VCIF", "VIWS").cells) identity.sides[{cell.at[2]}].second -= cell.value;
  for (const auto& flow : benchmark.margin_supply) identity.sides[{flow.region.index}].second += flow.value_musd;
  return identity;
}

}  // namespace

std::vector<std::string> gtap_gaps(const GtapReader& reader, const Benchmark& benchmark, double tolerance) {
  GapReport report(reader, tolerance);
  report.add(import_market(reader));
  report.add(transport(reader));
  report.add(margin_pool(reader));
  if (reader.database().is_version_7()) {
    report.add(market_clearing(reader));
    report.add(zero_profit(reader));
  }
  const auto& data = reader.database();
  if (data.has(GtapFile::data, "SAVE") && data.has(GtapFile::data, "VDEP"))
    report.add(trade_balance(reader, benchmark));
  return report.sorted();
}

}  // namespace etslink
