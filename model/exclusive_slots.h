// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "model/build_context.h"
#include "model/rule_builder.h"

// The slots of the graph that have room for one instrument or closure: the only functions that write them. Each throws
// InputError, with both claimants and their places, where another one has the slot.
namespace etslink {

struct Claim {
  std::string what;  // the quantity, for messages: "output tax, CEM, B"
  Claimant by;
};

// Adds an unknown to the tax on a purchase, or on the output of an activity; the tax goes to the tax agent of the
// region where nobody has it yet.
void add_to_purchase_tax(BuildContext& context, int edge, const Symbol& rate, const Claim& claim);
void add_to_output_tax(BuildContext& context, int activity, const Symbol& rate, const Claim& claim);

// Multiplies all endowments with a commodity by an unknown.
void multiply_endowments(BuildContext& context, int commodity, const Symbol& factor, const Claim& claim);

// Makes all endowments with a commodity the unknown of an entry of Economy::availabilities.
void set_availability(BuildContext& context, int commodity, int availability, const Claim& claim);

// A rule for the price of a pool in place of its cap: formula = 0, or, complementary, 0 <= price _|_ formula >= 0.
struct PriceRule {
  PriceRule(RuleNames rule_names, Expression rule_formula, bool complementary = false)
      : names(std::move(rule_names)), formula(std::move(rule_formula)), is_complementary(complementary) {}

  RuleNames names;
  Expression formula;
  bool is_complementary;
};
void set_permit_price(BuildContext& context, int pool, const PriceRule& rule, const Claim& claim);

}  // namespace etslink
