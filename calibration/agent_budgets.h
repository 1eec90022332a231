// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/benchmark.h"

namespace etslink {

// Income and expenditure of every agent [million USD]. Taxes go to the government of the region (where there is none to
// its households, by their consumption): of use, factors, output and tariffs to the region where they are paid, export
// taxes to the exporter's.
class AgentBudgets {
 public:
  explicit AgentBudgets(const Benchmark& benchmark);

  [[nodiscard]] double income(int agent) const { return income_[agent]; }
  [[nodiscard]] double expenditure(int agent) const { return expenditure_[agent]; }

 private:
  [[nodiscard]] int first_agent(Region region, AgentKind kind) const;
  [[nodiscard]] int household(Region region) const;
  void collect(Region region, double tax);
  void share_consumption();
  void add_final_use();
  void add_taxes();
  void add_factor_income();

  const Benchmark& benchmark_;
  std::vector<double> income_, expenditure_, consumption_share_;
};

}  // namespace etslink
