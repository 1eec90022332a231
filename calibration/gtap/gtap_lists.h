// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "calibration/gtap/gtap_database.h"
#include "model/benchmark.h"

namespace etslink {

// What the elements of a dimension are. A user is an activity, or investment (CGDS of version 6).
enum class GtapSet { good, user, region, factor };

inline constexpr int investment_user = -1;

// The names of the files, each with its index in the benchmark: of a sector, of a region, of a factor.
class GtapLists {
 public:
  // Reads the sets from the headers of the largest flows and checks them against sets.har.
  explicit GtapLists(const GtapDatabase& database);

  // Which sectors have which role, as the user states it; the word "none" for roles that no sector has.
  using Roles = std::vector<std::pair<std::string, SectorRole>>;
  // Lists of the benchmark: regions, sectors with their roles, factors, agents (HH_, GOV_, INV_ and the region).
  // InputError where a role of fuels or electricity has no sector: one that mixes fuels has none.
  void write_to(Benchmark& benchmark, const Roles& roles) const;

  // Index by name, whatever its case; nullptr where there is none.
  [[nodiscard]] const int* find(GtapSet set, const std::string& name) const;
  [[nodiscard]] std::vector<std::string> names(GtapSet set) const;  // in the order of the file
  [[nodiscard]] std::string name(GtapSet set, int index) const;     // "ely" of a sector of that index

 private:
  void add(GtapSet set, const std::string& name, int index);
  void add_sectors(const HarArray& flows);
  void check_sets(const GtapDatabase& database) const;
  [[nodiscard]] SectorRole role_of(const std::string& sector, const Roles& roles) const;

  struct Names {
    std::vector<std::string> list;
    std::map<std::string, int> index;
  };
  std::array<Names, 4> sets_;
  std::vector<std::string> sectors_;
};

// Index of an agent: three of each region, in this order.
[[nodiscard]] constexpr int agent_of(int region, AgentKind kind) { return 3 * region + static_cast<int>(kind); }

}  // namespace etslink
