// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/build_context.h"
#include "model/roles.h"

// What policies on technologies are built from: volumes, payments per unit of them, and levies on what their sector
// sells. docs/instruments.md, P15.
namespace etslink {

// What is made in a region by a technology, or sold by a sector with technologies, in physical units.
struct PhysicalProducer {
  Region region;
  Sector producer;
  std::vector<int> makers;  // activities: that of the benchmark, and those that stand idle in its name or are its twin
  double content = 0;       // of what they make [unit of technologies.csv per million benchmark USD]
  double volume0 = 0;       // at the benchmark [that unit]
};

// The technologies of a choice that a region has.
[[nodiscard]] std::vector<PhysicalProducer> producers_of(const BuildContext& context, const TechnologyChoice& choice,
                                                         Region region);

// All of a choice. InputError where a region has none of them, or one of them is in no region.
[[nodiscard]] std::vector<PhysicalProducer> all_producers_of(const BuildContext& context,
                                                             const TechnologyChoice& choice);

// What the sector of the technologies sells in a region: at the benchmark as much as all its technologies make.
// InputError where it has no technologies there.
[[nodiscard]] PhysicalProducer sales_of(const BuildContext& context, const TechnologyChoice& choice, Region region);

// What they make [unit of technologies.csv].
[[nodiscard]] Expression volume_of(const Economy& economy, const PhysicalProducer& producer);
[[nodiscard]] Expression volume_of(const Economy& economy, const std::vector<PhysicalProducer>& producers);

// A payment per unit of what is made: coefficient x price [USD per unit], to an agent; negative: from it.
struct UnitPayment {
  Symbol price;  // a variable
  Coefficient coefficient;
  int receiver = -1;
};
void pay_per_unit(BuildContext& context, const PhysicalProducer& producer, const UnitPayment& payment);

// Who has the money of a policy in a region: the households that own the technologies, or the government, through
// which what users pay passes as well.
[[nodiscard]] int fund_of(const BuildContext& context, TechnologyPayer payer, Region region);

// A levy per unit sold that comes to `total` [million USD]; where that is negative sellers get it.
struct Levy {
  VariableId id;
  std::string name;
};
void levy_on_sales(BuildContext& context, const PhysicalProducer& sales, const Levy& levy, const Expression& total);

}  // namespace etslink
