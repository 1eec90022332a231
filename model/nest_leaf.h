// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/benchmark.h"
#include "model/nest.h"

namespace etslink {

// The parts of a leaf: "good", "OIL" and "feedstock" of good:OIL/feedstock.
struct LeafName {
  std::string kind, name;
  std::optional<std::string> purpose;
};
[[nodiscard]] LeafName leaf_name(const std::string& leaf);

// The leaves that a purchase answers to: good:OIL and role:refined_oil, or these with its purpose and
// purpose:feedstock; technology:coal of what a sector's technology makes.
[[nodiscard]] std::vector<std::string> leaves_of(const Benchmark& benchmark, Sector good, Purpose purpose);

// The purchases that a tree gives a place of their own: those of a good for a purpose that one of its leaves names, of
// this good (good:OIL/feedstock) or of any (purpose:feedstock). All others of the good are one input, its plain use.
class NamedPurposes {
 public:
  NamedPurposes() = default;  // of a tree that names none
  NamedPurposes(const Benchmark& benchmark, const NestTree& tree);

  // The purpose as the tree sees it: none where no leaf names it.
  [[nodiscard]] Purpose seen(Sector good, Purpose purpose) const {
    return named_.contains({good, purpose}) ? purpose : Purpose{};
  }

 private:
  std::set<std::pair<Sector, Purpose>> named_;
};

}  // namespace etslink
