// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/sweep/unit_queue.h"

namespace etslink {

// The processes of one sweep under mpirun: rank 0 hands out work units to whoever is free and keeps the journal, the
// others compute. Without mpirun there is one rank. MPI is met nowhere else.
class MpiRanks {
 public:
  // InputError where mpirun has started a program that was built without MPI.
  MpiRanks();
  // Ends well only when all ranks have come here: rank 0 waits for the others, whatever has become of its own work.
  ~MpiRanks();
  MpiRanks(const MpiRanks&) = delete;
  MpiRanks& operator=(const MpiRanks&) = delete;

  [[nodiscard]] int rank() const { return rank_; }
  [[nodiscard]] int size() const { return size_; }

  // Rank 0: answers all ranks that have asked or finished something. `sweep` has to be the one they have read.
  void serve(UnitQueue& queue, const std::string& sweep);
  // Other ranks: computes what rank 0 hands out until there is no more.
  void work(const std::string& sweep, const std::function<std::string(int unit)>& compute);

 private:
  void receive(UnitQueue* queue, const std::string& sweep);

  int rank_ = 0, size_ = 1;
  bool is_dismissed_ = false;    // other ranks: rank 0 knows that this one takes no more units
  int dismissed_ = 0;            // rank 0: how many others
  std::vector<int> unit_of_;     // rank 0: what each rank computes; -1: nothing
  std::vector<int> idle_ranks_;  // rank 0: have asked while all units were handed out
};

}  // namespace etslink
