// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <vector>

#include "model/graph.h"

namespace etslink {

// Brings what instruments have added to an economy into an order that does not depend on the one they were built in:
// unknowns are numbered and sums added up the same way, to the last bit.
class PartOrder {
 public:
  // What the economy has already stays in front.
  explicit PartOrder(Economy& economy);

  // The parts added since the last call are of one instrument, by its rank, and of one step of building.
  void note(int rank, int step);

  // Sorts all parts by rank and step, those of one instrument and step in the order it has added them.
  void restore();

 private:
  struct Place {
    int rank = -1, step = 0;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  template <class Part>
  static std::vector<int> sort(std::vector<Part>& parts, std::vector<Place>& places);
  void number_variables(const std::vector<int>& place_of);

  Economy& economy_;
  std::vector<Place> variables_, rules_, contributions_, supplies_, arcs_, notes_, price_gaps_;
};

}  // namespace etslink
